//! The first refinement: schemas of equal structure, wherever they stand. A `$ref` and an inlined
//! copy are the same; annotations and order don't count.

use std::collections::{BTreeMap, BTreeSet};

use super::refine::{Class, Node, refine};
use crate::raw::Raw;
use crate::schema::{Additional, Applicators, Keywords, SchemaGraph, SchemaId, Types};

/// The class of each schema, by its index.
pub fn classes(graph: &SchemaGraph) -> Vec<Class> {
    let classes = refine_with(graph, &BTreeSet::new());
    match twins(graph, &classes) {
        twins if twins.is_empty() => classes,
        // Equal components stay two types: where a reference says which one is meant, that counts.
        twins => refine_with(graph, &twins),
    }
}

/// The components that equal another one, scalars apart.
pub(super) fn twins(graph: &SchemaGraph, classes: &[Class]) -> BTreeSet<SchemaId> {
    let mut twins: BTreeMap<Class, Vec<SchemaId>> = BTreeMap::new();
    for id in graph.components.values() {
        twins.entry(classes[id.index()]).or_default().push(*id);
    }
    twins.retain(|_, components| components.len() > 1 && !is_scalar(graph, components[0]));
    twins.into_values().flatten().collect()
}

/// Whether a schema only accepts strings, numbers, booleans and `null`, and lists none.
pub(super) fn is_scalar(graph: &SchemaGraph, id: SchemaId) -> bool {
    let keywords = &graph.get(graph.resolve(id)).keywords;
    let scalars = Types::NUMBER
        .join(Types::STRING)
        .join(Types::BOOLEAN)
        .join(Types::NULL);
    keywords.values.is_none() && keywords.types.is_some_and(|it| it.is_within(scalars))
}

/// Refines; references to `distinct` components are told apart by the component.
pub(super) fn refine_with(graph: &SchemaGraph, distinct: &BTreeSet<SchemaId>) -> Vec<Class> {
    let nodes: Vec<Node<String>> = graph
        .ids()
        .map(|id| match graph.resolve(id) == id {
            _ if is_told_apart(graph, distinct, id) => Node {
                label: format!("reference {:?}", graph.resolve(id)),
                edges: Vec::new(),
            },
            true => Node {
                label: label(&graph.get(id).keywords),
                edges: edges(graph, distinct, &graph.get(id).keywords),
            },
            // A schema that only refers to another one shares that one's node.
            false => Node {
                label: String::new(),
                edges: Vec::new(),
            },
        })
        .collect();
    let classes = refine(&nodes);
    graph
        .ids()
        .map(|id| match is_told_apart(graph, distinct, id) {
            true => classes[id.index()],
            false => classes[graph.resolve(id).index()],
        })
        .collect()
}

/// All that a schema says by itself. A name stands before each value, so that no two schemas
/// read alike by accident.
pub(super) fn label(keywords: &Keywords) -> String {
    use std::fmt::Write;
    let mut label = String::new();
    let mut say = |name: &str, value: &dyn std::fmt::Debug| {
        let _ = write!(label, "{name}={value:?};");
    };
    if let Some(types) = keywords.types {
        say("type", &types);
    }
    if let Some(values) = &keywords.values {
        let mut values: Vec<String> = values.iter().map(canonical).collect();
        values.sort_unstable();
        say("enum", &values);
    }
    if let Some(format) = &keywords.format {
        say("format", format);
    }
    if let Some(pattern) = &keywords.pattern {
        say("pattern", pattern);
    }
    let counts = [
        ("minLength", keywords.min_length),
        ("maxLength", keywords.max_length),
        ("minItems", keywords.min_items),
        ("maxItems", keywords.max_items),
        ("minProperties", keywords.min_properties),
        ("maxProperties", keywords.max_properties),
    ];
    for (name, count) in counts {
        if let Some(count) = count {
            say(name, &count);
        }
    }
    for (name, bound) in [("minimum", keywords.minimum), ("maximum", keywords.maximum)] {
        if let Some(bound) = bound {
            say(name, &(bound.value.to_string(), bound.exclusive));
        }
    }
    if let Some(number) = keywords.multiple_of {
        say("multipleOf", &number.to_string());
    }
    if !keywords.required.is_empty() {
        let mut required = keywords.required.clone();
        required.sort_unstable();
        say("required", &required);
    }
    match keywords.additional {
        Additional::Unspecified | Additional::Schema(_) => {}
        Additional::Allowed => say("additional", &true),
        Additional::Denied => say("additional", &false),
    }
    if let Some(discriminator) = &keywords.discriminator {
        say("discriminator", discriminator);
    }
    if keywords.applicators != Applicators::default() {
        say("applicators", &keywords.applicators.label());
    }
    let flags = [
        ("uniqueItems", keywords.unique_items),
        ("orNull", keywords.or_null),
        ("readOnly", keywords.read_only),
        ("writeOnly", keywords.write_only),
    ];
    for (name, flag) in flags {
        if flag {
            say(name, &flag);
        }
    }
    label
}

fn is_told_apart(graph: &SchemaGraph, distinct: &BTreeSet<SchemaId>, id: SchemaId) -> bool {
    let target = graph.resolve(id);
    target != id && distinct.contains(&target)
}

fn edges(
    graph: &SchemaGraph,
    distinct: &BTreeSet<SchemaId>,
    keywords: &Keywords,
) -> Vec<(String, usize)> {
    let mut edges = Vec::new();
    let mut edge = |slot: String, id| {
        let node = if is_told_apart(graph, distinct, id) {
            id
        } else {
            graph.resolve(id)
        };
        edges.push((slot, node.index()));
    };
    for (name, id) in &keywords.properties {
        edge(format!("property {name}"), *id);
    }
    // The branches of a composition share a slot: their order doesn't count.
    let lists = [
        ("allOf", &keywords.all_of),
        ("oneOf", &keywords.one_of),
        ("anyOf", &keywords.any_of),
    ];
    for (slot, list) in lists {
        for id in list {
            edge(slot.to_owned(), *id);
        }
    }
    if let Additional::Schema(id) = keywords.additional {
        edge("additionalProperties".to_owned(), id);
    }
    for (slot, id) in keywords.applicators.each() {
        edge(slot, id);
    }
    // A reference with siblings counts as one more member of allOf.
    let singles = [
        ("allOf", keywords.reference),
        ("items", keywords.items),
        ("not", keywords.not),
    ];
    for (slot, id) in singles {
        if let Some(id) = id {
            edge(slot.to_owned(), id);
        }
    }
    edges
}

/// A value in the one spelling that all equal values share (JSON Schema §4.2.2).
pub(crate) fn canonical(value: &Raw) -> String {
    match value {
        Raw::Integer(_) | Raw::Float(_) => {
            crate::schema::Number::of(value).map_or_else(String::new, |it| it.to_string())
        }
        Raw::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Raw::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name:?}:{}", canonical(value)))
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        scalar => scalar.to_string(),
    }
}
