//! Names of enum variants.

use std::collections::BTreeSet;

use super::words::{telling_tag, variant_words};
use super::{Names, ident};
use crate::ir::{Shape, TypeId};
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

pub(super) fn name(graph: &SchemaGraph, resolved: &Resolved, id: TypeId, names: &mut Names) {
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
    let mut taken = BTreeSet::new();
    let mut variants = vec![String::new(); wanted.len()];
    for index in order {
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
