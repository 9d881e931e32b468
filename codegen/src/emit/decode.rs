//! `reading.rs`: how unions are read, and what else no table can say.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::joined::{self, Plan, plan};
use super::rust::ident;
use super::{Emission, check_value, imports};
use crate::analysis::{Item, trial_order};
use crate::ir::{Member, Shape, Tagging, ToldBy, TypeId, Union};
use crate::raw::Raw;
use crate::schema::{Number, Types};

pub(super) fn decode(cx: &Emission<'_>) -> TokenStream {
    let plan = plan(cx);
    let items: TokenStream = cx
        .nominal()
        .into_iter()
        .map(|(id, _)| item(cx, &plan, id))
        .collect();
    let sets: TokenStream = plan
        .sets
        .iter()
        .map(|set| joined::set(cx, &plan, set))
        .collect();
    let body = quote!(#items #sets);
    let (imports, modules) = (cx.imports(&body), imports::modules(&body));
    // Inside its own implementations, a trait's methods need no import; here they do.
    let method = items.to_string().contains(". check (").then(|| {
        quote!(
            use crate::support::validate::Validate as _;
        )
    });
    let types = (!items.is_empty()).then(|| {
        quote!(
            use crate::types::*;
        )
    });
    quote! {
        //! How unions are read: in one pass, before it is known which variant comes.
        #imports
        #modules
        #method
        #types
        #body
    }
}

fn item(cx: &Emission<'_>, plan: &Plan, id: TypeId) -> TokenStream {
    if let Some(set) = plan.hosts.get(&id) {
        let (name, members) = (cx.name(id), ident(&plan.sets[*set].name));
        let build = plan.method(id);
        let blank = match cx.ir().shape(id) {
            Shape::Union(union) => {
                let variant = finite_variant(cx, id, union);
                let open = cx.unknown(id, union).map(|unknown| {
                    let property = union.tag();
                    let tags = union.variants.iter().flat_map(|it| &it.tags);
                    let tags = tags.filter_map(Raw::as_str);
                    quote!(, open #property of [#(#tags),*] else #unknown)
                });
                quote!(variant #variant #open)
            }
            _ => {
                let fields = cx.names.fields[&id]
                    .iter()
                    .zip(is_field(cx, id))
                    .filter(|it| it.1);
                let fields = fields.map(|(field, _)| ident(field));
                quote!(fields #(#fields)*)
            }
        };
        return quote!(tables::joined! { #name { #build of #members, blank #blank } });
    }
    match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct | Item::Enum, _) => TokenStream::new(),
        (Item::Union, Shape::Union(union)) => match &union.told_by {
            ToldBy::Tag { property, .. } => tagged(cx, id, union, property),
            _ => untagged(cx, id, union),
        },
        (Item::Parts, Shape::Union(union)) => parts(cx, id, union),
        _ => implementation(cx, id, &blank(cx, id), &quote!(self.0.fill(source))),
    }
}

fn implementation(
    cx: &Emission<'_>,
    id: TypeId,
    blank: &TokenStream,
    fill: &TokenStream,
) -> TokenStream {
    let name = cx.name(id);
    quote! {
        impl decode::Decode for #name {
            fn blank() -> Self { #blank }
            fn fill(&mut self, source: &mut dyn decode::Source) -> decode::Filled {
                decode::within::<Self>(#fill)
            }
        }
    }
}

/// Which of a struct's names are fields: constants and what can't occur are none.
fn is_field(cx: &Emission<'_>, id: TypeId) -> Vec<bool> {
    let Shape::Object(rules) = cx.ir().shape(id) else {
        return Vec::new();
    };
    let members = rules.members.iter();
    let mut fields: Vec<bool> = members
        .map(|it| it.constant.is_none() && *cx.ir().shape(it.ty) != Shape::Never)
        .collect();
    fields.resize(cx.names.fields[&id].len(), true);
    fields
}

/// Of several variants, one whose values are finite.
fn finite_variant(cx: &Emission<'_>, id: TypeId, union: &Union) -> proc_macro2::Ident {
    let ranks = union
        .variants
        .iter()
        .map(|it| cx.analyses.ranks[it.ty.index()]);
    let first = ranks.enumerate().min_by_key(|(_, rank)| *rank);
    ident(&cx.names.variants[&id][first.map_or(0, |(index, _)| index)])
}

/// A value to be overwritten.
fn blank(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    match cx.ir().shape(id) {
        Shape::Union(union) => {
            let variant = finite_variant(cx, id, union);
            quote!(Self::#variant(decode::Decode::blank()))
        }
        _ => quote!(Self(decode::Decode::blank())),
    }
}

fn untagged(cx: &Emission<'_>, id: TypeId, union: &Union) -> TokenStream {
    let names: Vec<_> = cx.names.variants[&id].iter().map(|it| ident(it)).collect();
    let err = cx.err();
    if let ToldBy::Kind(kinds) = &union.told_by {
        let takes_integers = |it: &Types| it.meets(Types::INTEGER);
        let has_integers = kinds.iter().any(takes_integers);
        let arms = kinds.iter().zip(&names).map(|(types, name)| {
            let mut kinds: Vec<_> = types.each().flat_map(kinds_of).collect();
            // Beside a variant for integers, one for other numbers has no integers.
            kinds.retain(|it| it != "Integer" || !has_integers || takes_integers(types));
            quote! {
                #(decode::Kind::#kinds)|* => decode::variant(source, self, Self::#name),
            }
        });
        let all = kinds.iter().fold(Types::NONE, |all, it| all.join(*it));
        let expected: Vec<&str> = all.each().map(Types::name).collect();
        let expected = expected.join(" or ");
        let is_complete = Types::ANY.is_within(all);
        let rest = (!is_complete).then(|| {
            quote! {
                other => #err(decode::wrong_kind(#expected, other)),
            }
        });
        let body = quote! {
            source.by_kind(&mut |kind, source| {
                match kind {
                    #(#arms)*
                    #rest
                }
            })
        };
        return implementation(cx, id, &blank(cx, id), &body);
    }
    let exactly_one = matches!(union.told_by, ToldBy::Trial { exactly_one: true });
    let order = trial_order(cx.ir(), union);
    // What a service never sends tells requests apart, where a second match counts.
    let written: Vec<Vec<&str>> = order
        .iter()
        .map(|index| {
            let members = members_of(cx, union.variants[*index].ty).into_iter();
            let requested = members.filter(|it| it.requested && exactly_one);
            requested.map(|it| it.name.as_str()).collect()
        })
        .collect();
    let is_asked = written.iter().any(|it| !it.is_empty());
    let written = written.iter().filter(|_| is_asked);
    let written = written.map(|names| quote!(&[#(#names),*]));
    let trials = order.into_iter().map(|index| {
        let (text, name) = (&cx.names.variants[&id][index], &names[index]);
        let check = check_value::checker(cx, union.variants[index].ty);
        quote!((#text, |value| decode::attempt(value, Self::#name, #check)))
    });
    let body = quote! {
        union::first_match(self, source, #exactly_one, &[#(#written),*], &[#(#trials),*])
    };
    implementation(cx, id, &blank(cx, id), &body)
}

/// A union told by a tag whose variants can't be read member by member: the whole value is kept
/// until the tag is known.
fn tagged(cx: &Emission<'_>, id: TypeId, union: &Union, property: &str) -> TokenStream {
    let names = cx.names.variants[&id].iter().map(|it| ident(it));
    let variants = union.variants.iter().zip(names).map(|(variant, name)| {
        let tags = variant.tags.iter().map(constant);
        let read = match variant.tagging {
            Tagging::Added => quote!(union::untagged(value, #property, Self::#name)),
            Tagging::Own | Tagging::Replaced => quote!(union::whole(value, Self::#name)),
        };
        quote!((&[#(decode::Constant::#tags),*], |value| #read))
    });
    let variants = quote!(&[#(#variants),*]);
    let body = match cx.unknown(id, union) {
        None => quote!(union::settle(union::by_tag(source, #property, #variants), self)),
        Some(unknown) => {
            let tags = union.variants.iter().flat_map(|it| &it.tags).map(constant);
            quote! {
                union::open(
                    self,
                    source,
                    (#property, &[#(decode::Constant::#tags),*]),
                    |tag, raw| Self::#unknown { tag, raw },
                    |it, source| union::settle(union::by_tag(source, #property, #variants), it),
                )
            }
        }
    };
    implementation(cx, id, &blank(cx, id), &body)
}

/// A struct with a part for each variant that matches.
fn parts(cx: &Emission<'_>, id: TypeId, union: &Union) -> TokenStream {
    let fields: Vec<_> = cx.names.fields[&id].iter().map(|it| ident(it)).collect();
    let names = &cx.names.variants[&id];
    let variants = union.variants.iter().zip(names.iter().zip(&fields));
    let parts = variants.map(|(variant, (name, field))| {
        let check = check_value::checker(cx, variant.ty);
        quote!((#name, &mut |value| union::matching(value, &mut self.#field, #check)))
    });
    let hides = union.variants.iter().any(|it| !it.hidden.is_empty());
    let hidden = union.variants.iter().filter(|_| hides).map(|it| {
        let names = &it.hidden;
        quote!(&[#(#names),*])
    });
    let body = quote!(union::every_match(source, &[#(#hidden),*], &mut [#(#parts),*]));
    let none = cx.none();
    implementation(cx, id, &quote!(Self { #(#fields: #none),* }), &body)
}

pub(super) fn kinds_of(ty: Types) -> Vec<proc_macro2::Ident> {
    let names: &[&str] = match ty {
        Types::NULL => &["Null"],
        Types::BOOLEAN => &["Boolean"],
        Types::INTEGER => &["Integer"],
        Types::NUMBER => &["Integer", "Number"],
        Types::STRING => &["Text"],
        Types::ARRAY => &["Array"],
        _ => &["Object"],
    };
    names.iter().map(|it| ident(it)).collect()
}

/// The members that a type declares by itself.
pub(super) fn members_of<'a>(cx: &'a Emission<'_>, id: TypeId) -> Vec<&'a Member> {
    match cx.ir().shape(cx.ir().resolve(id)) {
        Shape::Object(rules) => rules.members.iter().collect(),
        _ => Vec::new(),
    }
}

/// A listed value as a constant of the support code, for the tables.
pub(super) fn constant(value: &Raw) -> TokenStream {
    match value {
        Raw::String(text) => quote!(Text(#text)),
        Raw::Bool(value) => quote!(Boolean(#value)),
        Raw::Integer(number) => match (i64::try_from(*number), u64::try_from(*number)) {
            (Ok(number), _) => {
                let number = Literal::i64_unsuffixed(number);
                quote!(Integer(#number))
            }
            (_, Ok(number)) => {
                let number = Literal::u64_unsuffixed(number);
                quote!(Unsigned(#number))
            }
            _ => {
                let sign = (*number < 0).then(|| quote!(-));
                let number = Literal::f64_unsuffixed(Number::Integer(*number).as_f64().abs());
                quote!(Number(#sign #number))
            }
        },
        Raw::Float(number) => {
            if let Some(Number::Integer(whole)) = Number::of(value)
                && let Ok(whole) = i64::try_from(whole)
            {
                let whole = Literal::i64_unsuffixed(whole);
                return quote!(Whole(#whole));
            }
            let sign = number.is_sign_negative().then(|| quote!(-));
            let number = Literal::f64_unsuffixed(number.abs());
            quote!(Number(#sign #number))
        }
        Raw::Null | Raw::Array(_) | Raw::Object(_) => quote!(Null),
    }
}
