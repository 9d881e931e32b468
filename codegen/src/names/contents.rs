//! What a type is by itself, as words: what it is made of, what it extends, the only value that it has.

use std::collections::BTreeSet;

use super::ident;
use super::variants::of_value;
use super::words::variant_words;
use crate::ir::{Shape, TypeId};
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::{SchemaGraph, SchemaId};

/// As many variants or values as a name can list.
pub(super) const FEW: usize = 3;

/// As many words as such a list can have.
pub(super) const SHORT: usize = 8;

/// As many words as a single value can bring into a name.
const BRIEF: usize = 5;

/// What a type is made of, as words: `automatic or manual`. Empty where that is one thing only, or
/// too much for a name.
pub(super) fn contents(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Vec<String> {
    let (conjunction, mut inside): (_, Vec<Vec<String>>) = match resolved.ir.shape(id) {
        Shape::Object(rules) => {
            let names = rules.members.iter().map(|it| ident::split(&it.name));
            ("and", names.collect())
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let words = variants.map(|it| variant_words(graph, resolved, union, it).words);
            ("or", words.collect())
        }
        // Numbers say nothing: `1 or 2` is a choice of anything.
        Shape::Enum(values) if values.iter().all(is_worded) => {
            let words = |it: &Raw| ident::split(&of_value(it).name);
            ("or", values.iter().map(words).collect())
        }
        _ => return Vec::new(),
    };
    // The order in the document names nothing.
    inside.sort_unstable();
    inside.dedup();
    let words = inside.join(&conjunction.to_owned());
    let most = match resolved.ir.shape(id) {
        // All three of some members are seldom what an object is about.
        Shape::Object(_) => 2,
        _ => FEW,
    };
    let is_fit = (2..=most).contains(&inside.len()) && words.len() <= SHORT;
    words.into_iter().filter(|_| is_fit).collect()
}

/// Whether a value begins with a word.
fn is_worded(value: &Raw) -> bool {
    match value {
        Raw::String(text) => text.starts_with(char::is_alphabetic),
        Raw::Null | Raw::Bool(_) => true,
        _ => false,
    }
}

/// The component that every schema of a type extends, if it is one.
pub(super) fn extended(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Option<String> {
    let bases = |schema: SchemaId| -> BTreeSet<&str> {
        let keywords = &graph.get(graph.resolve(schema)).keywords;
        let members = keywords.reference.iter().chain(&keywords.all_of);
        members
            .filter_map(|it| graph.component_name(graph.resolve(*it)))
            .collect()
    };
    let mut sources = resolved.ir.get(id).sources.iter();
    let mut shared = bases(*sources.next()?);
    for source in sources {
        let others = bases(*source);
        shared.retain(|it| others.contains(it));
    }
    let mut shared = shared.into_iter();
    let only = shared.next()?;
    shared.next().is_none().then(|| only.to_owned())
}

/// How many of a union's variants are components, whose names say what the union is about.
pub(super) fn components_in(resolved: &Resolved, id: TypeId) -> usize {
    match resolved.ir.shape(id) {
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let components = variants.filter(|it| resolved.ir.get(it.ty).component.is_some());
            components.count()
        }
        _ => 0,
    }
}

/// The words of the only value that is allowed.
pub(super) fn only_value(resolved: &Resolved, id: TypeId) -> Option<Vec<String>> {
    match resolved.ir.shape(id) {
        Shape::Enum(values) => match values.as_slice() {
            [Raw::String(only)] => {
                let words = ident::split(only);
                let is_word = only.starts_with(char::is_alphabetic);
                (is_word && (1..=BRIEF).contains(&words.len())).then_some(words)
            }
            _ => None,
        },
        _ => None,
    }
}
