//! The code for sets of types: the struct that holds what was read, and how each type is made of it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::methods::Made;
use super::{Emission, Place, Plan, Set, Slot};
use crate::analysis::{Item, inlined};
use crate::emit::decode::constant;
use crate::emit::rust::ident;
use crate::emit::tables::aside;
use crate::ir::{Member, Shape, ToldBy, TypeId};
use crate::raw::Raw;

pub(in crate::emit) fn set(cx: &Emission<'_>, plan: &Plan, set: &Set) -> TokenStream {
    let name = ident(&set.name);
    let writer = Writer {
        cx,
        plan,
        set,
        beside: None,
    };
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
        .map(|(id, beside)| Writer { beside, ..writer }.method(id))
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

#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) cx: &'a Emission<'a>,
    pub(super) plan: &'a Plan,
    pub(super) set: &'a Set,
    /// The struct whose members stand beside those of the type that is made, if that makes a difference.
    pub(super) beside: Option<TypeId>,
}

impl Writer<'_> {
    /// The types that get a method: those of the set, their variants, and the unions inside them.
    pub(super) fn all_types(&self) -> Vec<Made> {
        let mut all: BTreeSet<Made> = BTreeSet::new();
        let mut pending: Vec<Made> = self.set.types.iter().map(|id| (*id, None)).collect();
        while let Some((id, beside)) = pending.pop() {
            let made = self.plan.methods.made(self.cx.ir().resolve(id), beside);
            if !all.insert(made) {
                continue;
            }
            let (id, beside) = made;
            match self.cx.ir().shape(id) {
                Shape::Object(rules) => {
                    pending.extend(rules.flattened.iter().map(|it| (*it, Some(id))));
                }
                Shape::Union(union) => {
                    let variants = union.variants.iter();
                    let whole = variants.filter(|it| inlined(self.cx.ir(), union, it).is_none());
                    pending.extend(whole.map(|it| (it.ty, beside)));
                }
                _ => {}
            }
        }
        let mut all: Vec<Made> = all.into_iter().collect();
        let name = |id: &TypeId| self.cx.names.types.get(id);
        all.sort_by_key(|(id, beside)| (name(id), beside.as_ref().map(name)));
        all
    }

    /// The method that makes a type of what was read.
    pub(super) fn method_of(&self, id: TypeId, beside: Option<TypeId>) -> Ident {
        let id = self.cx.ir().resolve(id);
        self.plan.methods.of(self.plan.methods.made(id, beside))
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
        let method = self.method_of(id, self.beside);
        let body = match self.cx.ir().shape(id) {
            Shape::Object(rules) => self.object(id, rules),
            Shape::Union(union) => self.union(id, union),
            _ => unreachable!("sets are of objects"),
        };
        quote! {
            fn #method(&mut self) -> union::Built<#name> { #body }
        }
    }

    /// A constant that other types have another value for must be this type's own; one that the
    /// union around it goes by has been looked at.
    pub(super) fn expect_constant(&self, member: &Member, value: &Raw) -> TokenStream {
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
            .any(|(id, _)| match self.cx.ir().shape(id) {
                Shape::Union(union) => {
                    matches!(&union.told_by, ToldBy::Tag { property, .. } if property == name)
                }
                _ => false,
            })
    }

    pub(super) fn field(&self, owner: TypeId, member: &Member) -> TokenStream {
        let (index, place) = self.place(&member.name);
        let field = ident(&place.field);
        if let Slot::Direct(_) = place.slot {
            return match (member.required, self.boxing(owner, member)) {
                (true, Boxing::None) => quote!(union::take(&mut self.#field)),
                (true, Boxing::Whole) => quote!(union::boxed(union::take(&mut self.#field))),
                (true, Boxing::Inner) => quote!(union::take(&mut self.#field).map(union::boxed)),
                (false, Boxing::None) => quote!(claim.given(#index, &mut self.#field)),
                (false, Boxing::Whole) => {
                    quote!(claim.given(#index, &mut self.#field).map(union::boxed))
                }
                (false, Boxing::Inner) => {
                    quote!(claim.given(#index, &mut self.#field).map(|it| it.map(union::boxed)))
                }
            };
        }
        let built = self.built(owner, member, &quote!(&mut self.#field));
        match member.required {
            true => quote!(claim.part(#index, || #built)),
            false => quote!(claim.optional(#index, || #built)),
        }
    }

    /// An expression for what a member's field holds, in a box where it needs one.
    pub(super) fn built(&self, owner: TypeId, member: &Member, held: &TokenStream) -> TokenStream {
        let (_, place) = self.place(&member.name);
        let built = self.convert(&place.slot, held, member.ty);
        match self.boxing(owner, member) {
            Boxing::None => built,
            Boxing::Whole => quote!(union::wrap(#built, union::boxed)),
            // A value that was kept is built of whatever type is asked for: this says which.
            Boxing::Inner => {
                quote!(union::wrap(#built, |it: ::std::option::Option<_>| it.map(union::boxed)))
            }
        }
    }

    /// The place holds the value itself: where a box goes around it, as in `Emission::ty_in`.
    fn boxing(&self, owner: TypeId, member: &Member) -> Boxing {
        if !self.cx.is_boxed(owner, member.ty) {
            return Boxing::None;
        }
        let ir = self.cx.ir();
        let is_nameless = |it: TypeId| self.cx.analyses.items[it.index()] == Item::Expression;
        let mut ty = member.ty;
        while let (true, Shape::Alias(target)) = (is_nameless(ty), ir.shape(ty)) {
            ty = *target;
        }
        // A name stands for an option and what is in it.
        match ir.shape(ty) {
            Shape::Nullable(_) if is_nameless(ty) => Boxing::Inner,
            _ => Boxing::Whole,
        }
    }

    /// An expression of type `Result<ty, Fault>` for what a place holds.
    pub(super) fn convert(&self, slot: &Slot, place: &TokenStream, ty: TypeId) -> TokenStream {
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
                let method = self.method_of(ty, None);
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

    pub(super) fn boxed(&self, owner: TypeId, ty: TypeId, value: TokenStream) -> TokenStream {
        if self.cx.is_boxed(owner, ty) {
            quote!(::std::boxed::Box::new(#value))
        } else {
            value
        }
    }
}

/// Where a member's value has a box around it.
#[derive(Clone, Copy)]
enum Boxing {
    None,
    Whole,
    /// Around what an option holds
    Inner,
}

/// Whether code adds to a claim; `given` only looks at it.
pub(super) fn changes_claim(code: &TokenStream) -> bool {
    let text = code.to_string();
    ["part", "optional", "flat", "close", "expect", "forbid"]
        .iter()
        .any(|it| text.contains(&format!("claim . {it} (")))
}
