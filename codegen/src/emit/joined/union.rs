//! How the variant of an object is picked once all its members have come.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Slot;
use super::build::{Writer, changes_claim};
use crate::analysis::inlined;
use crate::emit::decode::{constant, members_of};
use crate::emit::rust::ident;
use crate::ir::{Member, Shape, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;

impl Writer<'_> {
    pub(super) fn union(&self, id: TypeId, union: &Union) -> TokenStream {
        match &union.told_by {
            ToldBy::Tag { property, .. } => self.tagged(id, union, property),
            ToldBy::Members => self.by_members(id, union),
            ToldBy::Kind(_) | ToldBy::Trial { .. } | ToldBy::Every => {
                unreachable!("a set has unions told by a tag or by their members")
            }
        }
    }

    /// An expression of type `Result<union, Fault>` for one variant.
    fn variant(&self, id: TypeId, union: &Union, index: usize) -> TokenStream {
        let name = self.cx.name(id);
        let variant = &union.variants[index];
        let variant_name = ident(&self.cx.names.variants[&id][index]);
        if let Some(member) = inlined(self.cx.ir(), union, variant) {
            let member = Member {
                required: true,
                ..member.clone()
            };
            let at = self.place(&member.name).0;
            let value = self.field(id, &member);
            let mutability = changes_claim(&value).then(|| quote!(mut));
            return quote!({
                let #mutability claim = self.presence.claim(Self::members, &[#at], &[]);
                let value = #name::#variant_name(#value);
                claim.accept(value)
            });
        }
        let method = self.method_of(variant.ty, self.beside);
        if self.cx.is_boxed(id, variant.ty) {
            quote!(union::wrap(self.#method(), |it| #name::#variant_name(::std::boxed::Box::new(it))))
        } else {
            quote!(union::wrap(self.#method(), #name::#variant_name))
        }
    }

    fn tagged(&self, id: TypeId, union: &Union, property: &str) -> TokenStream {
        let (index, place) = self.place(property);
        let field = ident(&place.field);
        let known = union.variants.iter().flat_map(|it| &it.tags);
        let known: Vec<TokenStream> = known.map(constant).collect();
        let err = self.cx.err();
        let claim = quote!(self.presence.claim(Self::members, &[#index], &[]).check()?;);
        let numbered = |values: &[Raw]| -> TokenStream {
            let arms = union.variants.iter().enumerate().map(|(at, variant)| {
                let tags = variant.tags.iter();
                let places = tags.filter_map(|tag| values.iter().position(|it| it == tag));
                let places: Vec<_> = places.map(Literal::usize_unsuffixed).collect();
                let variant = self.variant(id, union, at);
                quote!(#(#places)|* => #variant,)
            });
            quote!(#(#arms)*)
        };
        match &place.slot {
            Slot::Constant(values) => {
                let arms = numbered(values);
                quote! {
                    #claim
                    match self.#field.index() {
                        #arms
                        _ => #err(union::no_variant().into()),
                    }
                }
            }
            Slot::Text => {
                let arms = union.variants.iter().enumerate().map(|(at, it)| {
                    let (tags, variant) = (it.tags.iter(), self.variant(id, union, at));
                    let tags = tags.filter_map(Raw::as_str);
                    match self.own_tag(it, property) {
                        Some(own) => quote! {
                            #(#tags)|* => {
                                // The mapping's tag is none of the variant's own values.
                                union::assume(&mut self.#field, #own);
                                #variant
                            }
                        },
                        None => quote!(#(#tags)|* => #variant,),
                    }
                });
                quote! {
                    #claim
                    match self.#field.as_str() {
                        #(#arms)*
                        found => {
                            let unknown = union::unknown_tag(&found.into(), &[#(decode::Constant::#known),*]);
                            #err(union::at_member(#property, unknown).into())
                        }
                    }
                }
            }
            _ => {
                let tags = union.variants.iter().flat_map(|it| &it.tags);
                let tags: Vec<Raw> = tags.cloned().collect();
                let arms = numbered(&tags);
                let tags = tags.iter().map(constant);
                quote! {
                    #claim
                    match union::which(&self.#field, &[#(decode::Constant::#tags),*]) {
                        #arms
                        _ => {
                            let unknown = union::unknown_tag(&self.#field, &[#(decode::Constant::#known),*]);
                            #err(union::at_member(#property, unknown).into())
                        }
                    }
                }
            }
        }
    }

    /// A value that a variant allows for its tag, where it allows none of those that the mapping gives
    /// it.
    fn own_tag(&self, variant: &Variant, property: &str) -> Option<String> {
        let members = members_of(self.cx, variant.ty);
        let member = members.into_iter().find(|it| it.name == property)?;
        match self.cx.ir().shape(self.cx.ir().resolve(member.ty)) {
            Shape::Enum(values) if !values.iter().any(|it| variant.tags.contains(it)) => {
                values.first()?.as_str().map(str::to_owned)
            }
            _ => None,
        }
    }

    fn by_members(&self, id: TypeId, union: &Union) -> TokenStream {
        let names = &self.cx.names.variants[&id];
        let declared: Vec<Vec<&Member>> = union
            .variants
            .iter()
            .map(|it| members_of(self.cx, it.ty))
            .collect();
        let candidates = declared
            .iter()
            .zip(names)
            .enumerate()
            .map(|(at, (members, name))| {
                let is_own = |member: &&&Member| {
                    let others = declared
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != at);
                    others
                        .map(|(_, it)| it)
                        .all(|it| it.iter().all(|other| other.name != member.name))
                };
                let index = |member: &&Member| self.place(&member.name).0;
                let is_asked = |member: &&&Member| {
                    member.required && !declared.iter().all(|it| requires(it, &member.name))
                };
                let required = members.iter().filter(is_asked).map(index);
                let own = members.iter().filter(is_own).map(index);
                quote! {
                    union::Candidate { name: #name, required: union::indices(&[#(#required),*]), own: union::indices(&[#(#own),*]) }
                }
            });
        let mut arms: Vec<TokenStream> = (0..union.variants.len())
            .map(|at| {
                let variant = self.variant(id, union, at);
                let at = Literal::usize_unsuffixed(at);
                quote!(#at => #variant,)
            })
            .collect();
        if let Some(last) = arms.last_mut() {
            let variant = self.variant(id, union, union.variants.len() - 1);
            *last = quote!(_ => #variant,);
        }
        quote! {
            const CANDIDATES: &[union::Candidate] = &[#(#candidates),*];
            match union::exactly_one(&self.presence, Self::members, CANDIDATES)? {
                #(#arms)*
            }
        }
    }
}

/// Whether a member of that name is among the members, and required.
fn requires(members: &[&Member], name: &str) -> bool {
    members.iter().any(|it| it.name == name && it.required)
}
