//! `checks.rs`: the constraints that the types themselves don't express.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::check_value::{conditions, counts, is_delegated, is_scalar, value};
use super::rust::ident;
use super::{Emission, imports};
use crate::analysis::{Item, inlined};
use crate::ir::{Alternative, Member, ObjectRules, Rest, Shape, TypeId, Union, Variant};

pub(super) fn checks(cx: &Emission<'_>, types: &[(TypeId, &str)]) -> TokenStream {
    let mut items = TokenStream::new();
    let mut free = Vec::new();
    for (id, _) in types {
        match item(cx, *id) {
            Some(item) => items.extend(item),
            None => free.push(cx.name(*id)),
        }
    }
    if !free.is_empty() {
        items.extend(quote!(tables::unconstrained! { types { #(#free,)* } }));
    }
    let types = cx.import_types(types, &items);
    let modules = imports::modules(&items);
    let imports = cx.imports(&items);
    quote! {
        //! The constraints that the types themselves don't express.
        #imports
        #modules
        #types
        #items
    }
}

fn item(cx: &Emission<'_>, id: TypeId) -> Option<TokenStream> {
    let name = cx.name(id);
    let steps = match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct, Shape::Object(rules)) => {
            let fields = fields(cx, id, rules);
            let conditions = conditions(cx, id, &quote!(self), &quote!(place));
            quote!(#fields #conditions)
        }
        (Item::Enum, _) => conditions(cx, id, &quote!(self), &quote!(place)),
        (Item::Union, Shape::Union(union)) => variants(cx, id, union),
        (Item::Parts, Shape::Union(union)) => parts(cx, id, union),
        (Item::Newtype, _) => value(cx, id, &quote!(&self.0), &quote!(place), 0, true),
        _ => TokenStream::new(),
    };
    (!steps.is_empty()).then(|| {
        quote! {
            impl validate::Validate for #name {
                fn check(&self, place: &validate::Place<'_>, report: &mut validate::Report) {
                    let place = &place.of::<Self>();
                    #steps
                }
            }
        }
    })
}

fn fields(cx: &Emission<'_>, id: TypeId, rules: &ObjectRules) -> TokenStream {
    let names = &cx.names.fields[&id];
    let mut steps = TokenStream::new();
    for (member, field) in rules.members.iter().zip(names) {
        if !rules.is_free(&member.name) {
            steps.extend(member_check(cx, member, field));
        }
    }
    steps.extend(direction(cx, rules));
    let mut further = names[rules.members.len()..].iter().map(|it| ident(it));
    for (union, field) in rules.flattened.iter().zip(&mut further) {
        if cx.analyses.checked[union.index()] {
            steps.extend(quote!(self.#field.check(place, report);));
        }
    }
    if let (Rest::Keep(values), Some(field)) = (rules.rest, further.next())
        && cx.analyses.checked[values.index()]
    {
        let inner = value(cx, values, &quote!(value), &quote!(place), 1, false);
        if !inner.is_empty() {
            steps.extend(quote! {
                check::entries(&self.#field, place, report, |value, place, report| { #inner });
            });
        }
    }
    steps.extend(counts(rules, &quote!(encode::count(self)), &quote!(place)));
    let asks = rules.asks_for_alternatives();
    let free = rules.members.iter().filter(|it| rules.is_free(&it.name));
    if asks || free.clone().any(|it| cx.analyses.checked[it.ty.index()]) {
        let alternatives = rules
            .any_of
            .iter()
            .map(|it| alternative(cx, rules, names, it));
        steps.extend(quote!(check::any_of(&[#(#alternatives),*], place, report);));
    }
    steps
}

/// Whether the struct has a field for a member: it has none for constants, and for what can't occur.
fn is_field(cx: &Emission<'_>, member: &Member) -> bool {
    member.constant.is_none() && *cx.ir().shape(member.ty) != Shape::Never
}

fn member_check(cx: &Emission<'_>, member: &Member, field: &str) -> TokenStream {
    if !is_field(cx, member) || !cx.analyses.checked[member.ty.index()] {
        return TokenStream::new();
    }
    let (name, field) = (&member.name, ident(field));
    let place = quote!(&place.member(#name));
    if is_delegated(cx, member.ty) {
        return quote!(self.#field.check(#place, report););
    }
    if member.required || is_scalar(cx, member.ty) {
        return value(cx, member.ty, &quote!(&self.#field), &place, 0, false);
    }
    let some = cx.some();
    let inner = value(cx, member.ty, &quote!(value), &place, 1, false);
    match inner.is_empty() {
        true => inner,
        false => quote!(if let #some(value) = &self.#field { #inner }),
    }
}

/// What is asked of members in requests only, or in responses only.
fn direction(cx: &Emission<'_>, rules: &ObjectRules) -> TokenStream {
    let check = |function: &str, concerns: fn(&Member) -> bool| {
        let members = rules.members.iter().filter(|it| is_field(cx, it));
        let names = members.filter(|it| concerns(it)).map(|it| &it.name);
        let names: Vec<&String> = names.collect();
        let function = ident(function);
        (!names.is_empty()).then(|| quote!(check::#function(self, &[#(#names),*], place, report);))
    };
    let read_only = check("read_only", |it| it.read_only);
    let write_only = check("write_only", |it| it.write_only);
    let requested = check("requested", |it| it.requested);
    quote!(#read_only #write_only #requested)
}

/// What one branch of an `anyOf` asks for, as a closure: members that must be there, and the checks
/// of those that other branches don't declare.
fn alternative(
    cx: &Emission<'_>,
    rules: &ObjectRules,
    names: &[String],
    alternative: &Alternative,
) -> TokenStream {
    let mut steps = TokenStream::new();
    let mut requested: Vec<&String> = Vec::new();
    for (member, field) in rules.members.iter().zip(names) {
        let is_asked = alternative.required.contains(&member.name) && !member.required;
        if is_asked && is_field(cx, member) {
            let (name, field) = (&member.name, ident(field));
            match member.write_only {
                true => requested.push(name),
                false => steps.extend(quote! {
                    check::present(self.#field.is_some(), #name, place, report);
                }),
            }
        }
        if rules.is_free(&member.name) && alternative.members.contains(&member.name) {
            steps.extend(member_check(cx, member, field));
        }
    }
    if !requested.is_empty() {
        steps.extend(quote!(check::requested(self, &[#(#requested),*], place, report);));
    }
    let argument = match steps.is_empty() {
        true => quote!(_),
        false => quote!(report),
    };
    let own = alternative.members.iter().filter_map(|name| {
        let index = rules.members.iter().position(|it| it.name == *name)?;
        let field = ident(&names[index]);
        let is_own = rules.is_free(name) && is_field(cx, &rules.members[index]);
        is_own.then(|| quote!(self.#field.is_some()))
    });
    let is_meant = match !alternative.asks {
        true => quote!(false #(|| #own)*),
        false => quote!(true),
    };
    let requires = alternative.asks;
    quote! {
        check::Alternative {
            is_meant: #is_meant,
            requires: #requires,
            check: &|#argument: &mut validate::Report| { #steps },
        }
    }
}

/// The checks of a struct with a part for each variant.
fn parts(cx: &Emission<'_>, id: TypeId, union: &Union) -> TokenStream {
    let fields: Vec<_> = cx.names.fields[&id].iter().map(|it| ident(it)).collect();
    let check = |variant: &Variant, field| {
        let some = cx.some();
        let inner = value(cx, variant.ty, &quote!(part), &quote!(place), 1, false);
        match inner.is_empty() {
            true => inner,
            false => quote!(if let #some(part) = &self.#field { #inner }),
        }
    };
    let checks = union.variants.iter().zip(&fields);
    let checks = checks.map(|(variant, field)| check(variant, field));
    let lacks = |it: &Variant| cx.analyses.requested[it.ty.index()];
    let checks = match union.variants.iter().any(lacks) {
        false => quote!(#(#checks)*),
        true => {
            let checks = checks.map(|it| match it.is_empty() {
                true => quote!(&|_| {}),
                false => quote!(&|report| { #it }),
            });
            let parts = fields.iter().zip(checks);
            let parts = parts.map(|(field, check)| quote!((self.#field.is_some(), #check)));
            quote!(check::parts(&[#(#parts),*], report);)
        }
    };
    quote! {
        #checks
        check::any_part(&[#(self.#fields.is_some()),*], place, report);
    }
}

/// What a match arm does: a single call needs no block.
fn arm(steps: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = steps.into_iter().collect();
    let ends = |it: &TokenTree| matches!(it, TokenTree::Punct(punct) if punct.as_char() == ';');
    match tokens.iter().filter(|it| ends(it)).count() {
        1 if tokens.last().is_some_and(ends) => {
            tokens.pop();
            quote!(#(#tokens)*,)
        }
        _ => quote!({ #(#tokens)* }),
    }
}

fn variants(cx: &Emission<'_>, id: TypeId, union: &Union) -> TokenStream {
    let names: Vec<_> = cx.names.variants[&id].iter().map(|it| ident(it)).collect();
    let mut arms = TokenStream::new();
    let mut is_complete = !union.is_open();
    for (variant, name) in union.variants.iter().zip(&names) {
        let (ty, place) = match inlined(cx.ir(), union, variant) {
            Some(Member { name, ty, .. }) => (*ty, quote!(&place.member(#name))),
            None => (variant.ty, quote!(place)),
        };
        if !cx.analyses.checked[ty.index()] {
            is_complete = false;
            continue;
        }
        let inner = value(cx, ty, &quote!(value), &place, 1, false);
        if inner.is_empty() {
            is_complete = false;
        } else {
            let inner = arm(inner);
            arms.extend(quote!(Self::#name(value) => #inner));
        }
    }
    if arms.is_empty() {
        return arms;
    }
    let rest = (!is_complete).then(|| quote!(_ => {}));
    quote!(match self { #arms #rest })
}
