//! Names of enum variants.

use std::collections::{BTreeMap, BTreeSet};

use super::anonymous::Given;
use super::fingerprints::pointer_word;
use super::lock::Seeker;
use super::words::{is_given, telling_tag, variant_words};
use super::{Names, ident};
use crate::ir::{Shape, TypeId, Union, Variant};
use crate::raw::Raw;

pub(super) fn name(cx: &Given<'_>, id: TypeId, names: &mut Names) {
    let (graph, resolved) = (cx.graph, cx.resolved);
    let mut locked: BTreeMap<usize, String> = BTreeMap::new();
    if let (Shape::Union(union), Some(name)) = (resolved.ir.shape(id), names.types.get(&id)) {
        locked = cx.previous.variant_claims(name, &seekers(cx, union));
    }
    let wanted: Vec<(String, String)> = match resolved.ir.shape(id) {
        Shape::Enum(values) => values.iter().map(of_value).collect(),
        Shape::OpenEnum(values) => {
            let known = values.iter().map(|it| of_text(it));
            known
                .chain([("Other".to_owned(), "Value".to_owned())])
                .collect()
        }
        Shape::Union(union) => union
            .variants
            .iter()
            .map(
                |variant| match telling_tag(graph, resolved, union, variant) {
                    Some(tag) => of_value(tag),
                    None => {
                        let words = variant_words(graph, resolved, union, variant).words;
                        let name = names.types.get(&variant.ty).cloned().unwrap_or_default();
                        (ident::join(&words), name)
                    }
                },
            )
            .collect(),
        _ => return,
    };
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| wanted[*index].clone());
    // What the document says comes before what was chosen once.
    let is_said = |name: &String| {
        let mut others = wanted.iter().enumerate();
        others.any(|(index, (it, _))| it == name && !locked.contains_key(&index))
    };
    let kept = locked.clone().into_iter().filter(|(_, it)| !is_said(it));
    let kept: BTreeMap<usize, String> = kept.collect();
    let mut taken: BTreeSet<String> = kept.values().cloned().collect();
    let mut variants = vec![String::new(); wanted.len()];
    for index in order {
        if let Some(name) = kept.get(&index) {
            variants[index] = name.clone();
            continue;
        }
        let (mut name, spelled) = wanted[index].clone();
        if taken.contains(&name) {
            name.push_str(&spelled);
        }
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        variants[index] = name;
    }
    names.variants.insert(id, variants);
}

/// The variants whose names were chosen: what the lock knows them by.
fn seekers(cx: &Given<'_>, union: &Union) -> BTreeMap<usize, Seeker> {
    let variants = union.variants.iter().enumerate();
    let chosen = variants.filter(|(_, it)| !is_given(cx.graph, cx.resolved, union, it));
    let seeker = |(index, it): (usize, &Variant)| {
        let seeker = Seeker {
            fingerprint: cx.fingerprints[it.ty.index()].clone(),
            pointers: vec![pointer_word(cx.graph, it.source)],
        };
        (index, seeker)
    };
    chosen.map(seeker).collect()
}

/// A value's name, and what it is spelled like where names collide.
fn of_text(text: &str) -> (String, String) {
    (ident::type_name(text), ident::spelled(text))
}

/// A value's name, and what it is spelled like where names collide.
pub(super) fn of_value(value: &Raw) -> (String, String) {
    match value {
        Raw::String(text) => of_text(text),
        Raw::Null => ("Null".to_owned(), "Value".to_owned()),
        Raw::Bool(true) => ("True".to_owned(), "Value".to_owned()),
        Raw::Bool(false) => ("False".to_owned(), "Value".to_owned()),
        Raw::Integer(number) if *number < 0 => (
            format!("Minus{}", number.unsigned_abs()),
            "Value".to_owned(),
        ),
        other => (
            format!(
                "N{}",
                ident::type_name(&other.plain()).trim_start_matches('_')
            ),
            "Value".to_owned(),
        ),
    }
}
