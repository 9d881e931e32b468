//! Which of several equal components a copy is: what stands beside its structure decides, or nothing.

use std::collections::{BTreeSet, HashSet};

use super::called::Called;
use super::telling::is_telling;
use crate::schema::{Origin, SchemaGraph, SchemaId, Step};

/// The most schemas that are looked at to compare what two say to people.
const MOST_COMPARED: usize = 2_000;

/// The component that a schema is a copy of; `None` where nothing decides.
///
/// Each rule leaves out the candidates it speaks against, until one is left: the mapping of the
/// union around the schema, what it says to people, its title and the name of its property, what was
/// written out like a component in the last run, what stands beside it. A bare schema needs a title or
/// name in any case.
pub(crate) fn choose(
    graph: &SchemaGraph,
    schema: SchemaId,
    candidates: &[SchemaId],
) -> Option<SchemaId> {
    let mut left = candidates.to_vec();
    if !is_telling(graph, schema) {
        left.retain(|it| is_named(graph, schema, *it));
    }
    let rules: [fn(&SchemaGraph, SchemaId, SchemaId) -> bool; 7] = [
        is_mapped,
        is_annotated_alike,
        is_annotated_alike_inside,
        is_named,
        had_copies,
        is_free_in_union,
        is_beside,
    ];
    for rule in rules {
        if left.len() < 2 {
            break;
        }
        let agreeing: Vec<SchemaId> = left
            .iter()
            .copied()
            .filter(|it| rule(graph, schema, *it))
            .collect();
        if !agreeing.is_empty() {
            left = agreeing;
        }
    }
    only(&left)
}

fn only(candidates: &[SchemaId]) -> Option<SchemaId> {
    match candidates {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether something was written out like the component in the last run.
fn had_copies(graph: &SchemaGraph, _: SchemaId, component: SchemaId) -> bool {
    graph.had_copies(component)
}

/// Whether the discriminator of the union around the schema names the component.
fn is_mapped(graph: &SchemaGraph, schema: SchemaId, component: SchemaId) -> bool {
    let Some(discriminator) = union_around(graph, schema)
        .and_then(|union| graph.get(union).keywords.discriminator.as_ref())
    else {
        return false;
    };
    let Some(name) = graph.component_name(component) else {
        return false;
    };
    let mut targets = discriminator.mapping.values();
    targets.any(|target| target.rsplit('/').next() == Some(name))
}

fn union_around(graph: &SchemaGraph, schema: SchemaId) -> Option<SchemaId> {
    match &graph.get(schema).origin {
        Origin::Part(union, Step::Branch("oneOf" | "anyOf", _)) => Some(*union),
        Origin::Part(..) | Origin::Root(_) => None,
    }
}

/// Whether the two say the same to people.
fn is_annotated_alike(graph: &SchemaGraph, schema: SchemaId, component: SchemaId) -> bool {
    graph.get(schema).annotations == graph.get(component).annotations
}

/// Whether all parts of the two say the same to people.
fn is_annotated_alike_inside(graph: &SchemaGraph, schema: SchemaId, component: SchemaId) -> bool {
    let mut seen = HashSet::new();
    let mut pending = vec![(schema, component)];
    while let Some((one, other)) = pending.pop() {
        let (end, original) = (graph.resolve(one), graph.resolve(other));
        if !seen.insert((end, original)) || end == original {
            continue;
        }
        if seen.len() > MOST_COMPARED {
            return false;
        }
        let (parts, originals) = (parts(graph, end), parts(graph, original));
        if parts.len() != originals.len() {
            return false;
        }
        for (step, part) in parts {
            let Some((_, other)) = originals.iter().find(|it| it.0 == step) else {
                return false;
            };
            if graph.get(part).annotations != graph.get(*other).annotations {
                return false;
            }
            pending.push((part, *other));
        }
    }
    true
}

fn parts(graph: &SchemaGraph, schema: SchemaId) -> Vec<(Step, SchemaId)> {
    let keywords = &graph.get(schema).keywords;
    let properties = keywords.properties.iter();
    let mut parts: Vec<(Step, SchemaId)> = properties
        .map(|(name, id)| (Step::Property(name.clone()), *id))
        .collect();
    let lists = [
        ("allOf", &keywords.all_of),
        ("oneOf", &keywords.one_of),
        ("anyOf", &keywords.any_of),
    ];
    for (keyword, list) in lists {
        let branches = list.iter().enumerate();
        parts.extend(branches.map(|(index, id)| (Step::Branch(keyword, index), *id)));
    }
    let items = keywords.items.iter();
    parts.extend(items.map(|id| (Step::Keyword("items"), *id)));
    parts
}

/// The components that the title or the property name says a schema is.
pub(super) fn named(
    graph: &SchemaGraph,
    called: &Called<SchemaId>,
    schema: SchemaId,
) -> BTreeSet<SchemaId> {
    let schema = graph.get(schema);
    let property = match &schema.origin {
        Origin::Part(_, Step::Property(name)) => Some(name.as_str()),
        Origin::Part(..) | Origin::Root(_) => None,
    };
    called.find(property, schema.annotations.title.as_deref())
}

/// Whether the title or the property name says that a schema is the component.
fn is_named(graph: &SchemaGraph, schema: SchemaId, component: SchemaId) -> bool {
    let name = graph.component_name(component).map(plain_name);
    let title = |id| graph.get(id).annotations.title.as_deref().map(plain_name);
    let property = match &graph.get(schema).origin {
        Origin::Part(_, Step::Property(name)) => Some(plain_name(name)),
        Origin::Part(..) | Origin::Root(_) => None,
    };
    (property.is_some() && property == name)
        || title(schema)
            .is_some_and(|it| Some(&it) == name.as_ref() || Some(it) == title(component))
}

/// Whether no other branch of the union around the schema refers to the component: a union lists
/// each once.
fn is_free_in_union(graph: &SchemaGraph, schema: SchemaId, component: SchemaId) -> bool {
    union_around(graph, schema).is_some() && !is_beside(graph, schema, component)
}

/// Whether something beside the schema refers to the component.
fn is_beside(graph: &SchemaGraph, schema: SchemaId, component: SchemaId) -> bool {
    let Some(around) = graph.parent(schema) else {
        return false;
    };
    let mut beside = parts(graph, around).into_iter().map(|it| it.1);
    beside.any(|it| it != schema && it != component && graph.resolve(it) == component)
}

/// `"parent_action_id"`, `"parentActionId"` and `"Parent action ID"` are the same name.
pub(super) fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
