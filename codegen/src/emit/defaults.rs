//! The `default`s of the document as Rust values: offered, never filled in.
//!
//! A member's scalar default is an associated constant of the struct (`DEFAULT_LIMIT`), a list or map
//! an associated function (`default_tags`). A component that is an enum implements `Default`. What
//! can't be written down shortly, such as an object with members, stays in the docs.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emission;
use super::docs;
use super::integers;
use super::item_docs::{default_of_member, lines};
use super::rust::ident;
use crate::analysis::Item;
use crate::ir::{ObjectRules, Rest, Shape, TypeId};
use crate::names::ident::{constant_name, constant_names};
use crate::raw::Raw;
use crate::schema::Number;

/// A default as an expression.
enum Offer {
    /// What a constant can hold, with its type
    Constant(TokenStream, TokenStream),
    /// What takes memory of its own
    Owned(TokenStream),
}

/// What a struct offers for its members.
pub(super) fn of_members(
    cx: &Emission<'_>,
    id: TypeId,
    rules: &ObjectRules,
    fields: &[String],
) -> TokenStream {
    let mut taken: BTreeSet<String> = constant_names(rules, fields).into_values().collect();
    let mut items = TokenStream::new();
    for (member, field) in rules.members.iter().zip(fields) {
        if member.constant.is_some() || *cx.ir().shape(member.ty) == Shape::Never {
            continue;
        }
        let Some(raw) = default_of_member(cx, id, member) else {
            continue;
        };
        let docs = lines(&[format!("The default of {}.", docs::code(&member.name))]);
        match offer(cx, member.ty, raw) {
            Some(Offer::Constant(ty, value)) => {
                let name = format!(
                    "DEFAULT_{}",
                    constant_name(&member.name).trim_start_matches('_')
                );
                if taken.insert(name.clone()) {
                    let name = ident(&name);
                    items.extend(quote!(#docs pub const #name: #ty = #value;));
                }
            }
            Some(Offer::Owned(value)) => {
                let name = format!("default_{}", field.trim_start_matches("r#"));
                if taken.insert(name.clone()) {
                    let (name, ty) = (ident(&name), cx.ty(bare(cx, member.ty)));
                    items.extend(quote!(#docs pub fn #name() -> #ty { #value }));
                }
            }
            None => {}
        }
    }
    items
}

/// `Default` for an enum whose own schema names one.
pub(super) fn of_enum(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let ty = cx.ir().get(id);
    // What a nullable component is apart from `null` has the default of the component.
    let Some(component) = ty.component.as_ref().or(ty.body_of.as_ref()) else {
        return TokenStream::new();
    };
    let own = cx.graph.components.get(component);
    let Some(raw) = own.and_then(|it| cx.graph.said(*it).default_value()) else {
        return TokenStream::new();
    };
    let Some(Offer::Constant(_, value)) = offer(cx, id, raw) else {
        return TokenStream::new();
    };
    let name = cx.name(id);
    quote! {
        impl ::core::default::Default for #name {
            fn default() -> Self { #value }
        }
    }
}

/// The type without `null` and aliases: a default is a value.
fn bare(cx: &Emission<'_>, id: TypeId) -> TypeId {
    match cx.ir().shape(id) {
        Shape::Nullable(ty) if !cx.analyses.items[id.index()].is_nominal() => bare(cx, *ty),
        _ => id,
    }
}

fn offer(cx: &Emission<'_>, id: TypeId, raw: &Raw) -> Option<Offer> {
    let item = cx.analyses.items[id.index()];
    if item == Item::Newtype {
        return None;
    }
    let constant = |ty: TokenStream, value: TokenStream| Some(Offer::Constant(ty, value));
    match (cx.ir().shape(id), raw) {
        (Shape::Alias(ty) | Shape::Nullable(ty), raw) => offer(cx, *ty, raw),
        (Shape::Boolean, Raw::Bool(value)) => constant(quote!(bool), quote!(#value)),
        (Shape::Integer(rules), Raw::Integer(_) | Raw::Float(_)) => {
            let Number::Integer(value) = Number::of(raw)? else {
                return None;
            };
            let ty = ident(integers::integer(rules));
            let value = integers::literal(value, integers::integer(rules))?;
            constant(quote!(#ty), value)
        }
        (Shape::Number(_), Raw::Integer(_) | Raw::Float(_)) => {
            let number = Number::of(raw)?.as_f64();
            let sign = number.is_sign_negative().then(|| quote!(-));
            let value = Literal::f64_unsuffixed(number.abs());
            constant(quote!(f64), quote!(#sign #value))
        }
        (Shape::Text(_), Raw::String(text)) => constant(quote!(&'static str), quote!(#text)),
        (Shape::Enum(values), raw) => {
            let at = values.iter().position(|it| it == raw)?;
            let (name, variant) = (cx.name(id), ident(&cx.names.variants[&id][at]));
            constant(quote!(#name), quote!(#name::#variant))
        }
        (Shape::OpenEnum(values), Raw::String(text)) => {
            let at = values.iter().position(|it| it == text)?;
            let (name, variant) = (cx.name(id), ident(&cx.names.variants[&id][at]));
            constant(quote!(#name), quote!(#name::#variant))
        }
        (Shape::Array(rules), Raw::Array(elements)) => {
            let elements = elements.iter().map(|it| owned(cx, rules.items, it));
            let elements: Vec<TokenStream> = elements.collect::<Option<_>>()?;
            let vec = cx.vec();
            Some(Offer::Owned(match elements.is_empty() {
                true => quote!(#vec::new()),
                false => quote!(::std::vec![#(#elements),*]),
            }))
        }
        (Shape::Object(rules), Raw::Object(members)) if members.is_empty() => {
            let is_map = item == Item::Expression || item == Item::Alias;
            match rules.rest {
                Rest::Keep(_) if is_map => {
                    let map = cx.map();
                    Some(Offer::Owned(quote!(#map::new())))
                }
                _ if cx.analyses.derives[id.index()].default => {
                    let ty = cx.ty(id);
                    Some(Offer::Owned(
                        quote!(<#ty as ::core::default::Default>::default()),
                    ))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// A default inside a list.
fn owned(cx: &Emission<'_>, id: TypeId, raw: &Raw) -> Option<TokenStream> {
    let is_text = matches!(cx.ir().shape(cx.ir().resolve(id)), Shape::Text(_));
    match offer(cx, id, raw)? {
        Offer::Constant(_, value) if is_text => {
            Some(quote!(::std::borrow::ToOwned::to_owned(#value)))
        }
        Offer::Constant(_, value) | Offer::Owned(value) => {
            let is_nullable = matches!(cx.ir().shape(id), Shape::Nullable(_));
            (!is_nullable).then_some(value)
        }
    }
}
