//! `schemas.rs`: where each type's schema stands in the document, for violations to name it.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use crate::analysis::inlined;
use crate::ir::{Assertion, Member, Of, Rest, Shape, ToldBy, TypeId, Union};
use crate::pointer::Pointer;
use crate::schema::{Additional, Applicators, SchemaId};

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
    // The first source documents the type; a component comes first.
    let source = cx.ir().get(id).sources[0];
    let mut ways = Ways::from(cx, source);
    ways.own_parts(id, source, &cx.graph.pointer(source), "");
    for member in described(cx, id) {
        ways.member(member);
    }
    let place = ways.spell();
    quote!(#name at #place)
}

/// Where a schema of a type stands, for what is found wrong with a value of it and isn't known to the type itself: it
/// may have no row of its own, or the value be no such object at all.
pub(super) fn within(cx: &Emission<'_>, id: TypeId, source: SchemaId) -> TokenStream {
    let source = match has_row(cx, id) {
        true => source,
        false => cx.graph.saying(source),
    };
    let mut ways = Ways::from(cx, source);
    ways.parts(id, source, &cx.graph.pointer(source), "");
    let place = ways.spell();
    quote!(tables::within!(#place))
}

/// Whether a type says itself where its schema stands.
pub(super) fn has_row(cx: &Emission<'_>, id: TypeId) -> bool {
    match cx.ir().shape(id) {
        _ if cx.analyses.items[id.index()].is_nominal() => true,
        Shape::Nullable(inner) | Shape::Alias(inner) => has_row(cx, *inner),
        _ => false,
    }
}

/// Where the schema stands by which a value's part, or the value under a condition, is of that type: in
/// `owner`, or in what that is made of.
pub(super) fn asked_by(
    cx: &Emission<'_>,
    owner: SchemaId,
    assertion: &Assertion,
    ty: TypeId,
) -> Option<SchemaId> {
    let is_it = |id: &SchemaId| cx.resolved.places.get(id) == Some(&ty);
    let find = |is_meant: &dyn Fn(&SchemaId) -> bool| {
        cx.graph.part(owner, |it| {
            let found = asking(&it.applicators, assertion, ty);
            found.into_iter().find(is_meant)
        })
    };
    find(&is_it).or_else(|| find(&|_| true))
}

/// The schemas in these keywords that such an assertion may come from.
fn asking(keywords: &Applicators, assertion: &Assertion, ty: TypeId) -> Vec<SchemaId> {
    let one = |id: Option<SchemaId>| id.into_iter().collect();
    match assertion {
        Assertion::Matching { pattern, .. } => {
            one(keywords.pattern_properties.get(pattern).copied())
        }
        Assertion::Further { .. } => match keywords.further {
            Additional::Schema(id) => vec![id],
            _ => Vec::new(),
        },
        Assertion::Implies { name, .. } => one(keywords.dependent_schemas.get(name).copied()),
        Assertion::Conditional { then, .. } if *then == Some(ty) => one(keywords.then),
        Assertion::Conditional { .. } => one(keywords.otherwise),
        Assertion::Prefix(types) => {
            let schemas = keywords.prefix_items.iter().zip(types);
            let schemas = schemas.filter(|it| *it.1 == ty);
            schemas.map(|it| *it.0).collect()
        }
        Assertion::After { .. } => one(keywords.rest_items),
        Assertion::Unevaluated { of, .. } => match of {
            Of::Members => one(keywords.unevaluated_properties),
            Of::Elements => one(keywords.unevaluated_items),
        },
        Assertion::Names(_)
        | Assertion::Requires { .. }
        | Assertion::Any(_)
        | Assertion::Contains { .. } => Vec::new(),
    }
}

/// The members that a type reads itself.
fn described<'a>(cx: &'a Emission<'_>, id: TypeId) -> Vec<&'a Member> {
    match cx.ir().shape(id) {
        Shape::Object(rules) => {
            let beside = rules.flattened.iter().flat_map(|it| described(cx, *it));
            rules.members.iter().chain(beside).collect()
        }
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

/// The parts of a schema that stand elsewhere than its keywords would say (see
/// `support::schema::Elsewhere`).
struct Ways<'a> {
    cx: &'a Emission<'a>,
    origin: Pointer,
    /// The parts that lie on each way.
    elsewhere: IndexMap<String, Vec<String>>,
    /// The parts whose places are known.
    known: BTreeSet<String>,
}

impl<'a> Ways<'a> {
    fn from(cx: &'a Emission<'a>, source: SchemaId) -> Ways<'a> {
        Ways {
            cx,
            origin: cx.graph.pointer(source),
            elsewhere: IndexMap::new(),
            known: BTreeSet::new(),
        }
    }

    fn member(&mut self, member: &Member) {
        let graph = self.cx.graph;
        let property = Pointer::root().key(&member.name);
        let part = property.as_str()[1..].to_owned();
        let usual = self.origin.key("properties").key(&member.name);
        // What has a row is not looked for from here.
        let source = match self.has_row(member.ty) {
            true => member.source,
            false => graph.saying(member.source),
        };
        let place = graph.pointer(source);
        if self.leads(&part, &usual, &place) {
            self.parts(member.ty, source, &place, &part);
        }
    }

    /// What is in a value of this type, unless the type has a row of its own. Its schema is `source`; violations of
    /// the value itself say that it stands at `place`.
    fn parts(&mut self, id: TypeId, source: SchemaId, place: &Pointer, part: &str) {
        if self.has_row(id) {
            return;
        }
        self.own_parts(id, source, place, part);
    }

    /// What is in a value of this type, whether it has a row or not.
    fn own_parts(&mut self, id: TypeId, source: SchemaId, place: &Pointer, part: &str) {
        let graph = self.cx.graph;
        let (keyword, schema, inner) = match self.cx.ir().shape(id) {
            Shape::Array(rules) => ("items", graph.elements(source), rules.items),
            Shape::Object(rules) => match rules.rest {
                Rest::Keep(ty) => ("additionalProperties", graph.entries(source), ty),
                Rest::Skip | Rest::Refuse => return,
            },
            Shape::Nullable(inner) | Shape::Alias(inner) => {
                return self.parts(*inner, source, place, part);
            }
            Shape::Union(union) => {
                for it in &union.variants {
                    self.parts(it.ty, graph.saying(it.source), place, part);
                }
                return;
            }
            _ => return,
        };
        let Some(schema) = schema else {
            return;
        };
        let schema = match self.has_row(inner) {
            true => schema,
            false => graph.saying(schema),
        };
        let part = format!("{part}/{keyword}");
        let (usual, place) = (place.key(keyword), graph.pointer(schema));
        if self.leads(&part, &usual, &place) {
            self.parts(inner, schema, &place, &part);
        }
    }

    fn has_row(&self, id: TypeId) -> bool {
        has_row(self.cx, id)
    }

    /// Notes where a part stands, if it isn't known.
    fn leads(&mut self, part: &str, usual: &Pointer, place: &Pointer) -> bool {
        let is_new = self.known.insert(part.to_owned());
        if is_new && usual != place {
            let way = self.way(place, part);
            self.elsewhere.entry(way).or_default().push(part.to_owned());
        }
        is_new
    }

    /// How a place is found from the schema's.
    fn way(&self, place: &Pointer, part: &str) -> String {
        let place = place.as_str();
        let place = match place.strip_suffix(part) {
            Some(properties) if properties.ends_with("/properties/") => properties,
            _ => place,
        };
        match place.strip_prefix(self.origin.as_str()) {
            Some(rest) if rest.starts_with('/') => rest.to_owned(),
            _ => format!("#{place}"),
        }
    }

    fn spell(&self) -> TokenStream {
        let origin = self.origin.as_str();
        let elsewhere = self.elsewhere.iter();
        let elsewhere = elsewhere.map(|(way, parts)| quote!(| [#way #(#parts)*]));
        quote!(#origin #(#elsewhere)*)
    }
}
