//! How a struct is made of what was read before it was known which type the object is.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::build::{Writer, changes_claim};
use super::methods::objects;
use super::{Place, Slot};
use crate::emit::rust::ident;
use crate::ir::{Alternative, Member, ObjectRules, Rest, Shape, Tagging, TypeId, Variant};

/// The code of one method, by when it runs.
#[derive(Default)]
struct Body {
    /// Before the members are claimed
    before: TokenStream,
    /// With the claim at hand
    after: TokenStream,
    /// The fields of the struct
    fields: TokenStream,
}

impl Writer<'_> {
    pub(super) fn object(&self, id: TypeId, rules: &ObjectRules) -> TokenStream {
        let mut body = Body::default();
        let names: Vec<Ident> = self.cx.names.fields[&id]
            .iter()
            .map(|it| ident(it))
            .collect();
        let (of_members, further) = names.split_at(rules.members.len());
        let (of_unions, others) = further.split_at(rules.flattened.len());
        for (member, field) in rules.members.iter().zip(of_members) {
            self.member(id, rules, member, field, &mut body);
        }
        for (union, field) in rules.flattened.iter().zip(of_unions) {
            self.union_beside(id, *union, field, &mut body);
        }
        self.alternatives(rules, &mut body);
        self.others(id, rules, others.first(), &mut body);
        let index = |member: &Member| self.place(&member.name).0;
        let required = rules.members.iter().filter(|it| it.required).map(index);
        let optional = rules.members.iter().filter(|it| !it.required).map(index);
        let name = self.cx.name(id);
        let Body {
            before,
            after,
            fields,
        } = body;
        let mutability = changes_claim(&quote!(#after #fields)).then(|| quote!(mut));
        quote! {
            #before
            let #mutability claim = self.presence.claim(Self::members, &[#(#required),*], &[#(#optional),*]);
            #after
            let value = #name { #fields };
            claim.accept(value)
        }
    }

    fn member(
        &self,
        owner: TypeId,
        rules: &ObjectRules,
        member: &Member,
        field: &Ident,
        body: &mut Body,
    ) {
        let (index, place) = self.place(&member.name);
        let held = ident(&place.field);
        let is_direct = matches!(place.slot, Slot::Direct(_));
        if let Some(value) = &member.constant {
            body.after.extend(self.expect_constant(member, value));
        } else if *self.cx.ir().shape(member.ty) == Shape::Never {
            body.after.extend(quote!(claim.forbid(#index);));
        } else if rules.is_free(&member.name) && !is_direct {
            // Which alternatives hold is known once it is known what fits. What doesn't may be kept as it is.
            let held = match rules.rest {
                Rest::Keep(_) => quote!(&mut self.#held.clone()),
                Rest::Skip | Rest::Refuse => quote!(&mut self.#held),
            };
            let built = self.built(owner, member, &held);
            let value = built_name(field);
            body.before.extend(quote! {
                let #value = self.presence.build(Self::members, #index, || #built);
            });
            let value = quote!(claim.built(#index, #value));
            body.fields.extend(quote!(#field: #value,));
        } else {
            let value = self.field(owner, member);
            body.fields.extend(quote!(#field: #value,));
        }
    }

    /// A union whose members stand beside the others in the same object.
    fn union_beside(&self, owner: TypeId, union: TypeId, field: &Ident, body: &mut Body) {
        let method = self.method_of(union, Some(owner));
        let value = built_name(field);
        body.before.extend(quote!(let #value = self.#method();));
        let flat = self.boxed(owner, union, quote!(claim.flat(#value)));
        body.fields.extend(quote!(#field: #flat,));
    }

    /// The alternatives of an `anyOf`, of which at least one must hold.
    fn alternatives(&self, rules: &ObjectRules, body: &mut Body) {
        if rules.any_of.is_empty() {
            return;
        }
        let alternatives = rules.any_of.iter().map(|it| self.alternative(rules, it));
        body.before.extend(quote! {
            const ALTERNATIVES: &[union::Alternative] = &[#(#alternatives),*];
        });
        body.before.extend(match rules.rest {
            Rest::Keep(_) if self.free(rules).next().is_some() => {
                quote!(let foreign = self.presence.any_of(Self::members, ALTERNATIVES);)
            }
            Rest::Keep(_) | Rest::Skip => {
                quote!(self.presence.any_of(Self::members, ALTERNATIVES);)
            }
            // What only an alternative declares that doesn't hold is one member too many.
            Rest::Refuse => quote!(self.presence.at_least_one(Self::members, ALTERNATIVES);),
        });
    }

    fn alternative(&self, rules: &ObjectRules, alternative: &Alternative) -> TokenStream {
        let indices = |names: &mut dyn Iterator<Item = &String>| -> Vec<Literal> {
            names.map(|it| self.place(it).0).collect()
        };
        let required = rules.always_required(alternative);
        let required = indices(&mut required.into_iter().map(|it| &it.name));
        let members = indices(&mut alternative.members.iter());
        let own = indices(&mut alternative.members.iter().filter(|it| rules.is_free(it)));
        let asks = alternative.asks;
        quote! {
            union::Alternative {
                required: union::indices(&[#(#required),*]),
                asks: #asks,
                members: union::indices(&[#(#members),*]),
                own: union::indices(&[#(#own),*]),
            }
        }
    }

    /// What the type doesn't declare, but others of the set may.
    fn others(&self, id: TypeId, rules: &ObjectRules, field: Option<&Ident>, body: &mut Body) {
        match (rules.rest, field) {
            (Rest::Keep(_), Some(field)) => {
                if self
                    .around()
                    .is_some_and(|it| matches!(it.rest, Rest::Keep(_)))
                {
                    let none = quote!(::std::default::Default::default());
                    body.fields.extend(quote!(#field: #none,));
                    return;
                }
                let mut declared = self.declared(rules);
                declared.extend(self.tags_of(id));
                declared.extend(self.around().into_iter().flat_map(|it| self.declared(it)));
                let places = self.set.members.iter().enumerate();
                let undeclared = places.filter(|(_, it)| !declared.contains(it.name.as_str()));
                let undeclared = undeclared.map(|(index, place)| {
                    let index = Literal::usize_unsuffixed(index);
                    keep(&quote!(self.presence.has(#index)), place)
                });
                let foreign = self.free(rules).map(|member| {
                    let (index, place) = self.place(&member.name);
                    keep(&quote!(foreign.contains(&#index)), place)
                });
                let kept: TokenStream = undeclared.chain(foreign).collect();
                let mutability = (!kept.is_empty()).then(|| quote!(mut));
                body.before.extend(quote! {
                    let #mutability others = union::take(&mut self.others);
                    #kept
                });
                let value = quote!(#field: claim.flat(union::from_buffers(others)),);
                body.fields.extend(value);
            }
            (Rest::Refuse, _) => {
                let members = rules.members.iter().map(|it| it.name.as_str());
                let declared = members.chain(self.tags_of(id)).map(|it| self.place(it).0);
                body.after.extend(quote! {
                    claim.close(&[#(#declared),*], self.others.keys().map(|it| it.as_str()));
                });
            }
            (Rest::Skip | Rest::Keep(_), _) => {}
        }
    }

    /// The members that tell the type in unions of the set, though it declares none of that name.
    fn tags_of(&self, id: TypeId) -> BTreeSet<&str> {
        let ir = self.cx.ir();
        let is_told = |it: &Variant| it.tagging == Tagging::Added && ir.resolve(it.ty) == id;
        let unions = self.all_types().into_iter();
        let tags = unions.filter_map(|(union, _)| match ir.shape(union) {
            Shape::Union(union) if union.variants.iter().any(is_told) => union.tag(),
            _ => None,
        });
        tags.collect()
    }

    /// The rules of the struct whose members stand beside those of the type that is made.
    fn around(&self) -> Option<&ObjectRules> {
        match self.cx.ir().shape(self.beside?) {
            Shape::Object(rules) => Some(rules),
            _ => None,
        }
    }

    /// The names that an object declares, itself and in the unions beside its members.
    fn declared<'r>(&'r self, rules: &'r ObjectRules) -> BTreeSet<&'r str> {
        let ir = self.cx.ir();
        let unions = rules.flattened.iter();
        let tags = unions
            .clone()
            .filter_map(|it| match ir.shape(ir.resolve(*it)) {
                Shape::Union(union) => union.tag(),
                _ => None,
            });
        let objects = unions.flat_map(|it| objects(ir, *it));
        let inner = objects.filter_map(|it| match ir.shape(it) {
            Shape::Object(rules) => Some(rules),
            _ => None,
        });
        let members = std::iter::once(rules)
            .chain(inner)
            .flat_map(|it| &it.members);
        members.map(|it| it.name.as_str()).chain(tags).collect()
    }

    /// The members with a field that only some alternatives declare.
    fn free<'r>(&'r self, rules: &'r ObjectRules) -> impl Iterator<Item = &'r Member> {
        let is_field =
            |it: &&Member| it.constant.is_none() && *self.cx.ir().shape(it.ty) != Shape::Never;
        rules
            .members
            .iter()
            .filter(|it| rules.is_free(&it.name))
            .filter(is_field)
    }
}

/// The variable for what a field will hold. Other variables have other names, whatever the field's is.
fn built_name(field: &Ident) -> Ident {
    let name = field.to_string();
    format_ident!("built_{}", name.trim_start_matches("r#"))
}

/// Keeps a member with those that aren't declared, under a condition.
fn keep(condition: &TokenStream, place: &Place) -> TokenStream {
    let (name, field) = (&place.name, ident(&place.field));
    quote! {
        if #condition {
            others.insert(#name.to_owned(), union::take(&mut self.#field));
        }
    }
}
