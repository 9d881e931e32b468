//! `writing.rs`: how unions are written.

use proc_macro2::TokenStream;
use quote::quote;

use super::decode::constant;
use super::rust::ident;
use super::{Emission, imports};
use crate::analysis::{Item, inlined};
use crate::ir::{Ir, Rest, Shape, Tagging, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;

pub(super) fn encode(cx: &Emission<'_>) -> TokenStream {
    let items: TokenStream = cx
        .nominal()
        .into_iter()
        .map(|(id, _)| item(cx, id))
        .collect();
    let types = (!items.is_empty()).then(|| {
        quote!(
            use crate::types::*;
        )
    });
    let modules = imports::modules(&items);
    quote! {
        //! How unions are written: as the variant they hold.
        #modules
        #types
        #items
    }
}

fn item(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let name = cx.name(id);
    let body = match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct | Item::Enum, _) => return TokenStream::new(),
        (Item::Parts, Shape::Union(_)) => {
            let fields = cx.names.fields[&id].iter().map(|it| ident(it));
            return object(cx, id, &quote!(encode::united(out, &[#(&self.#fields),*])));
        }
        (Item::Union, Shape::Union(union)) if is_of_objects(cx, union) => {
            let (arms, unknown) = (object_arms(cx, id, union), unknown_arm(cx, id, union));
            let body = quote!(match self { #arms #unknown });
            return object(cx, id, &body);
        }
        (Item::Union, Shape::Union(union)) if matches!(union.told_by, ToldBy::Tag { .. }) => {
            let (arms, unknown) = (wire_arms(cx, id, union), unknown_arm(cx, id, union));
            return object(cx, id, &quote!(match self { #arms #unknown }));
        }
        (Item::Union, Shape::Union(_)) => {
            let variants = cx.names.variants[&id].iter().map(|it| ident(it));
            quote!(match self { #(Self::#variants(value) => encode::wire(value),)* })
        }
        _ => quote!(encode::wire(&self.0)),
    };
    let (option, some) = (cx.option(), cx.some());
    quote! {
        impl encode::Encode for #name {
            fn plain(&self) -> #option<encode::Wire<'_>> { #some(#body) }
        }
    }
}

/// Whether every variant is an object that writes its own members.
pub(super) fn is_of_objects(cx: &Emission<'_>, union: &Union) -> bool {
    matches!(union.told_by, ToldBy::Tag { .. } | ToldBy::Members)
        && union.variants.iter().all(|it| {
            let id = cx.ir().resolve(it.ty);
            inlined(cx.ir(), union, it).is_some()
                || match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
                    (Item::Struct, _) => true,
                    (Item::Union, Shape::Union(inner)) => is_of_objects(cx, inner),
                    _ => false,
                }
        })
}

fn object(cx: &Emission<'_>, id: TypeId, body: &TokenStream) -> TokenStream {
    let name = cx.name(id);
    quote! {
        impl encode::Encode for #name {
            fn members(&self, out: &mut dyn encode::Out) -> encode::Written { #body }
        }
    }
}

fn object_arms(cx: &Emission<'_>, id: TypeId, union: &Union) -> TokenStream {
    let names = cx.names.variants[&id].iter().map(|it| ident(it));
    let arms = union.variants.iter().zip(names).map(|(variant, name)| {
        if let Some(member) = inlined(cx.ir(), union, variant) {
            let member = &member.name;
            return quote!(Self::#name(value) => out.field(#member, &encode::wire(value)),);
        }
        let value = match cx.is_boxed(id, variant.ty) {
            true => quote!(value.as_ref()),
            false => quote!(value),
        };
        let property = union.tag().unwrap_or_default();
        let tag = written_tag(variant);
        match variant.tagging {
            Tagging::Own => quote!(Self::#name(value) => #value.members(out),),
            Tagging::Replaced => {
                quote!(Self::#name(value) => encode::retagged(#value, out, #property, #tag.wire()),)
            }
            Tagging::Added => {
                let members = match may_hold(cx.ir(), variant.ty, property) {
                    true => quote!(encode::without(#value, out, #property)),
                    false => quote!(#value.members(out)),
                };
                quote! {
                    Self::#name(value) => {
                        out.field(#property, &#tag.wire())?;
                        #members
                    }
                }
            }
        }
    });
    quote!(#(#arms)*)
}

/// A value whose tag isn't known is written as it came.
fn unknown_arm(cx: &Emission<'_>, id: TypeId, union: &Union) -> Option<TokenStream> {
    let variant = cx.unknown(id, union)?;
    Some(quote!(Self::#variant { raw, .. } => encode::wire(raw).members(out),))
}

/// Whether values of a type may have a member of this name, declared or not.
fn may_hold(ir: &Ir, id: TypeId, name: &str) -> bool {
    match ir.shape(ir.resolve(id)) {
        Shape::Object(rules) => {
            matches!(rules.rest, Rest::Keep(_))
                || !rules.flattened.is_empty()
                || rules.member(name).is_some()
        }
        _ => true,
    }
}

fn written_tag(variant: &Variant) -> TokenStream {
    let tag = variant.tags.first().unwrap_or(&Raw::Null);
    let tag = constant(tag);
    quote!(decode::Constant::#tag)
}

/// The variants of a union told by a tag whose members are known only once they are written.
fn wire_arms(cx: &Emission<'_>, id: TypeId, union: &Union) -> TokenStream {
    let names = cx.names.variants[&id].iter().map(|it| ident(it));
    let property = union.tag().unwrap_or_default();
    let arms = union.variants.iter().zip(names).map(|(variant, name)| {
        let tag = written_tag(variant);
        match variant.tagging {
            Tagging::Own => quote!(Self::#name(value) => encode::wire(value).members(out),),
            Tagging::Replaced | Tagging::Added => quote! {
                Self::#name(value) => {
                    out.field(#property, &#tag.wire())?;
                    encode::without(value, out, #property)
                }
            },
        }
    });
    quote!(#(#arms)*)
}
