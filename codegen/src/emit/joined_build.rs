//! The code for sets of types: the struct that holds what was read, and how each type is made of it.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emission;
use super::decode::constant;
use super::joined::{Place, Plan, Set, Slot};
use super::rust::ident;
use super::tables::aside;
use crate::analysis::inlined;
use crate::ir::{Member, ObjectRules, Rest, Shape, ToldBy, TypeId};
use crate::names::ident::field_name;
use crate::raw::Raw;

pub(super) fn set(cx: &Emission<'_>, plan: &Plan, set: &Set) -> TokenStream {
    let name = ident(&set.name);
    let writer = Writer { cx, plan, set };
    let rows = set.members.iter().enumerate().map(|(index, it)| {
        let index = Literal::usize_unsuffixed(index);
        let (member, field) = (&it.name, ident(&it.field));
        match &it.slot {
            Slot::Constant(values) => {
                let values = values.iter().map(constant);
                quote!(#index #member in #field of [#(#values),*],)
            }
            slot => {
                let ty = writer.slot_type(slot);
                quote!(#index #member in #field as #ty,)
            }
        }
    });
    let others = match set.keeps_others {
        true => quote!(Read in others),
        false => quote!(Skip),
    };
    let aside = aside(set.members.len());
    let methods: TokenStream = writer
        .all_types()
        .into_iter()
        .map(|id| writer.method(id))
        .collect();
    let types: Vec<String> = set
        .types
        .iter()
        .map(|it| format!("`{}`", cx.names.types[it]))
        .collect();
    let docs = format!(
        " What is read of an object before it is known which it is: {}.",
        types.join(", ")
    );
    quote! {
        tables::members! {
            #[doc = #docs]
            #name { #(#rows)* others #others #aside }
        }
        impl #name { #methods }
    }
}

pub(super) struct Writer<'a> {
    pub(super) cx: &'a Emission<'a>,
    plan: &'a Plan,
    set: &'a Set,
}

impl Writer<'_> {
    /// The types that get a method: those of the set, their variants, and the unions inside them.
    fn all_types(&self) -> Vec<TypeId> {
        let mut all: BTreeSet<TypeId> = BTreeSet::new();
        let mut pending: Vec<TypeId> = self.set.types.iter().copied().collect();
        while let Some(id) = pending.pop() {
            let id = self.cx.ir().resolve(id);
            if !all.insert(id) {
                continue;
            }
            match self.cx.ir().shape(id) {
                Shape::Object(rules) => pending.extend(&rules.flattened),
                Shape::Union(union) => {
                    let variants = union.variants.iter();
                    let whole = variants.filter(|it| inlined(self.cx.ir(), union, it).is_none());
                    pending.extend(whole.map(|it| it.ty));
                }
                _ => {}
            }
        }
        let mut all: Vec<TypeId> = all.into_iter().collect();
        all.sort_by_key(|id| self.cx.names.types.get(id));
        all
    }

    fn slot_type(&self, slot: &Slot) -> TokenStream {
        match slot {
            Slot::Direct(ty) => self.cx.ty(*ty),
            Slot::Constant(_) => quote!(decode::Tag),
            Slot::Set(index) => {
                let name = ident(&self.plan.sets[*index].name);
                quote!(#name)
            }
            Slot::Nullable(inner) => {
                let inner = self.slot_type(inner);
                quote!(::std::option::Option<#inner>)
            }
            Slot::List(inner) => {
                let inner = self.slot_type(inner);
                quote!(::std::vec::Vec<#inner>)
            }
            Slot::Text => quote!(::std::string::String),
            Slot::Buffered => quote!(::serde_json::Value),
            Slot::Later => quote!(decode::Later),
        }
    }

    /// The place of a member, and its index as it is written.
    pub(super) fn place(&self, name: &str) -> (Literal, &Place) {
        let found = self
            .set
            .members
            .iter()
            .enumerate()
            .find(|(_, it)| it.name == name);
        match found {
            Some((index, place)) => (Literal::usize_unsuffixed(index), place),
            None => unreachable!("a set has the members of all its types"),
        }
    }

    fn method(&self, id: TypeId) -> TokenStream {
        let name = self.cx.name(id);
        let method = method_name(self.cx, id);
        let body = match self.cx.ir().shape(id) {
            Shape::Object(rules) => self.object(id, rules),
            Shape::Union(union) => self.union(id, union),
            _ => unreachable!("sets are of objects"),
        };
        quote! {
            fn #method(&mut self) -> union::Built<#name> { #body }
        }
    }

    fn object(&self, id: TypeId, rules: &ObjectRules) -> TokenStream {
        let name = self.cx.name(id);
        let names = &self.cx.names.fields[&id];
        let index = |member: &Member| self.place(&member.name).0;
        let required = rules.members.iter().filter(|it| it.required).map(index);
        let optional = rules.members.iter().filter(|it| !it.required).map(index);
        let mut before = TokenStream::new();
        let mut fields = TokenStream::new();
        let mut after = TokenStream::new();
        for (member, field) in rules.members.iter().zip(names) {
            if let Some(value) = &member.constant {
                after.extend(self.expect_constant(member, value));
                continue;
            }
            if *self.cx.ir().shape(member.ty) == Shape::Never {
                let index = index(member);
                after.extend(quote!(claim.forbid(#index);));
                continue;
            }
            let field = ident(field);
            let value = self.field(id, member);
            fields.extend(quote!(#field: #value,));
        }
        let mut further = names[rules.members.len()..].iter().map(|it| ident(it));
        for (union, field) in rules.flattened.iter().zip(&mut further) {
            let method = method_name(self.cx, self.cx.ir().resolve(*union));
            before.extend(quote!(let #field = self.#method();));
            let flat = quote!(claim.flat(#field));
            let flat = self.boxed(id, *union, flat);
            fields.extend(quote!(#field: #flat,));
        }
        match (rules.rest, further.next()) {
            (Rest::Keep(values), Some(field)) => {
                let undeclared = self
                    .set
                    .members
                    .iter()
                    .enumerate()
                    .filter(|(_, place)| rules.members.iter().all(|it| it.name != place.name));
                let kept = undeclared.map(|(index, place)| {
                    let index = Literal::usize_unsuffixed(index);
                    let (name, field) = (&place.name, ident(&place.field));
                    quote!(if self.presence.has(#index) {
                        others.insert(#name.to_owned(), union::take(&mut self.#field));
                    })
                });
                let kept: TokenStream = kept.collect();
                let mutability = (!kept.is_empty()).then(|| quote!(mut));
                before.extend(quote! {
                    let #mutability others = union::take(&mut self.others);
                    #kept
                });
                let _ = values;
                fields.extend(quote!(#field: claim.flat(union::from_buffers(others)),));
            }
            (Rest::Refuse, _) => {
                let declared = rules.members.iter().map(index);
                after.extend(quote! {
                    claim.close(&[#(#declared),*], self.others.keys().map(|it| it.as_str()));
                });
            }
            (Rest::Skip | Rest::Keep(_), _) => {}
        }
        if !rules.any_of.is_empty() {
            let alternatives = rules.any_of.iter().map(|it| {
                let indices = |names: &[String]| -> Vec<Literal> {
                    names.iter().map(|it| self.place(it).0).collect()
                };
                let (required, members) = (indices(&it.required), indices(&it.members));
                let own: Vec<String> = it
                    .members
                    .iter()
                    .filter(|it| rules.is_free(it))
                    .cloned()
                    .collect();
                let (own, asks) = (indices(&own), it.asks);
                quote! {
                    union::Alternative {
                        required: union::indices(&[#(#required),*]),
                        asks: #asks,
                        members: union::indices(&[#(#members),*]),
                        own: union::indices(&[#(#own),*]),
                    }
                }
            });
            before.extend(quote! {
                const ALTERNATIVES: &[union::Alternative] = &[#(#alternatives),*];
                self.presence.any_of(Self::members, ALTERNATIVES);
            });
        }
        let mutability = changes_claim(&quote!(#after #fields)).then(|| quote!(mut));
        quote! {
            #before
            let #mutability claim = self.presence.claim(Self::members, &[#(#required),*], &[#(#optional),*]);
            #after
            let value = #name { #fields };
            claim.accept(value)
        }
    }

    /// A constant that other types have another value for must be this type's own; one that the
    /// union around it goes by has been looked at.
    fn expect_constant(&self, member: &Member, value: &Raw) -> TokenStream {
        let (index, place) = self.place(&member.name);
        let field = ident(&place.field);
        if self.is_tag(&member.name) {
            return TokenStream::new();
        }
        let expected = constant(value);
        match &place.slot {
            Slot::Constant(values) if values.len() > 1 => {
                let position = values.iter().position(|it| it == value).unwrap_or_default();
                let position = Literal::usize_unsuffixed(position);
                quote!(claim.expect(#index, || self.#field.expect(#position, decode::Constant::#expected));)
            }
            Slot::Text => {
                quote!(claim.expect(#index, || union::expect_text(&self.#field, decode::Constant::#expected));)
            }
            Slot::Buffered => {
                quote!(claim.expect(#index, || union::expect_value(&self.#field, decode::Constant::#expected));)
            }
            _ => TokenStream::new(),
        }
    }

    /// Whether some union of the set goes by this member.
    fn is_tag(&self, name: &str) -> bool {
        self.all_types()
            .into_iter()
            .any(|id| match self.cx.ir().shape(id) {
                Shape::Union(union) => {
                    matches!(&union.told_by, ToldBy::Tag { property, .. } if property == name)
                }
                _ => false,
            })
    }

    pub(super) fn field(&self, owner: TypeId, member: &Member) -> TokenStream {
        let (index, place) = self.place(&member.name);
        let field = ident(&place.field);
        let boxed = self.cx.is_boxed(owner, member.ty);
        if boxed {
            // The place holds the value itself; boxes are put around it through options, too.
            let built = self.convert(&place.slot, &quote!(&mut self.#field), member.ty);
            let is_nullable = matches!(
                self.cx.ir().shape(self.cx.ir().resolve(member.ty)),
                Shape::Nullable(_)
            );
            let built = match is_nullable {
                // A value that was kept is built of whatever type is asked for: this says which.
                true => {
                    quote!(union::wrap(#built, |it: ::std::option::Option<_>| it.map(union::boxed)))
                }
                false => quote!(union::wrap(#built, union::boxed)),
            };
            return match member.required {
                true => quote!(claim.part(#index, || #built)),
                false => quote!(claim.optional(#index, || #built)),
            };
        }
        if let Slot::Direct(_) = place.slot {
            return match member.required {
                true => quote!(union::take(&mut self.#field)),
                false => quote!(claim.given(#index, &mut self.#field)),
            };
        }
        let built = self.convert(&place.slot, &quote!(&mut self.#field), member.ty);
        match member.required {
            true => quote!(claim.part(#index, || #built)),
            false => quote!(claim.optional(#index, || #built)),
        }
    }

    /// An expression of type `Result<ty, Fault>` for what a place holds.
    fn convert(&self, slot: &Slot, place: &TokenStream, ty: TypeId) -> TokenStream {
        let ir = self.cx.ir();
        let ty = ir.resolve(ty);
        match (slot, ir.shape(ty)) {
            (Slot::Direct(_), _) => {
                let ok = self.cx.ok();
                quote!(#ok(union::take(#place)))
            }
            (Slot::Nullable(inner), Shape::Nullable(some)) => {
                let inner = self.convert(inner, &quote!(it), *some);
                quote!(union::some(#place, |it| #inner))
            }
            (Slot::Nullable(inner), _) => {
                let inner = self.convert(inner, &quote!(it), ty);
                quote!(union::non_null(#place, |it| #inner))
            }
            (Slot::List(inner), Shape::Array(rules)) => {
                let inner = self.convert(inner, &quote!(it), rules.items);
                quote!(union::each(#place, |it| #inner))
            }
            (Slot::Set(_), _) => {
                let method = method_name(self.cx, ty);
                let receiver: TokenStream = match place.to_string().strip_prefix("& mut ") {
                    Some(_) => place.clone().into_iter().skip(2).collect(),
                    None => place.clone(),
                };
                quote!(#receiver.#method())
            }
            (Slot::Text, _) => quote!(union::from_text(#place)),
            (Slot::Later, _) => quote!(union::from_later(#place)),
            (Slot::Buffered | Slot::List(_) | Slot::Constant(_), _) => {
                quote!(union::from_buffer(#place))
            }
        }
    }

    fn boxed(&self, owner: TypeId, ty: TypeId, value: TokenStream) -> TokenStream {
        if self.cx.is_boxed(owner, ty) {
            quote!(::std::boxed::Box::new(#value))
        } else {
            value
        }
    }
}

/// Whether code adds to a claim; `given` only looks at it.
pub(super) fn changes_claim(code: &TokenStream) -> bool {
    let text = code.to_string();
    ["part", "optional", "flat", "close", "expect", "forbid"]
        .iter()
        .any(|it| text.contains(&format!("claim . {it} (")))
}

pub(super) fn method_name(cx: &Emission<'_>, id: TypeId) -> proc_macro2::Ident {
    ident(&field_name(&cx.names.types[&id]))
}
