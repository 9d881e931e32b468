//! `schemas.rs`: where each type's schema stands in the document, for violations to name it.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use crate::analysis::inlined;
use crate::ir::{Member, Shape, ToldBy, TypeId, Union};
use crate::pointer::Pointer;

pub(super) fn schemas(cx: &Emission<'_>) -> TokenStream {
    let rows: Vec<TokenStream> = cx
        .nominal()
        .into_iter()
        .map(|(id, _)| row(cx, id))
        .collect();
    let uses = (!rows.is_empty()).then(|| {
        quote! {
            use crate::support::tables;
            use crate::types::*;
            tables::schemas! { places { #(#rows,)* } }
        }
    });
    quote! {
        //! Where each type's schema stands in the document.
        #uses
    }
}

fn row(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let name = cx.name(id);
    let ty = cx.ir().get(id);
    // The first source documents the type; a component comes first.
    let pointer = cx.graph.pointer(ty.sources[0]);
    let mut elsewhere: IndexMap<String, Vec<&str>> = IndexMap::new();
    let mut known = BTreeSet::new();
    for member in described(cx, id) {
        let place = cx.graph.pointer(member.source);
        let way = way(pointer.as_str(), place.as_str(), &member.name);
        if way != "/properties/" && known.insert(&member.name) {
            elsewhere.entry(way).or_default().push(&member.name);
        }
    }
    let pointer = pointer.as_str();
    let elsewhere = elsewhere.iter();
    let elsewhere = elsewhere.map(|(way, members)| quote!(| [#way #(#members)*]));
    quote!(#name at #pointer #(#elsewhere)*)
}

/// How a member's schema is found from its type's (see `support::schema::Elsewhere`).
fn way(from: &str, place: &str, member: &str) -> String {
    let property = Pointer::root().key(member);
    let place = match place.strip_suffix(property.as_str()) {
        Some(properties) if properties.ends_with("/properties") => format!("{properties}/"),
        _ => place.to_owned(),
    };
    match place.strip_prefix(from) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        _ => format!("#{place}"),
    }
}

/// The members that a type reads itself.
fn described<'a>(cx: &'a Emission<'_>, id: TypeId) -> Vec<&'a Member> {
    match cx.ir().shape(id) {
        Shape::Object(rules) => rules.members.iter().collect(),
        Shape::Union(union) => of_union(cx, union),
        _ => Vec::new(),
    }
}

/// The tag, and the members of variants that have no type of their own.
fn of_union<'a>(cx: &'a Emission<'_>, union: &'a Union) -> Vec<&'a Member> {
    let variants = union.variants.iter();
    let members = variants.filter_map(|variant| {
        let Shape::Object(rules) = cx.ir().shape(cx.ir().resolve(variant.ty)) else {
            return None;
        };
        match &union.told_by {
            ToldBy::Tag { property, .. } => rules.member(property),
            _ => inlined(cx.ir(), union, variant),
        }
    });
    members.collect()
}
