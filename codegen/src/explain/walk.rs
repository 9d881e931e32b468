//! From two types to the types in them that correspond, and to the schemas where those stand.

use std::collections::BTreeSet;
use std::fmt;

use super::change::Named;
use crate::ir::{Ir, ObjectRules, Rest, Shape, TypeId};
use crate::schema::{Additional, Keywords, Origin, SchemaGraph, SchemaId, Step as SchemaStep};

/// The way from a type to one in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// A member's type
    Member(String),
    /// An array's elements
    Element,
    /// Members that aren't declared
    Further,
    /// A variant, with the schema it comes from
    Variant(String, SchemaId),
    /// A union beside the members of an object
    Beside(usize),
    /// A type that is asked about by a condition
    Condition(String),
    /// What may also be `null`
    Value,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Member(name) => f.write_str(name),
            Step::Element => f.write_str("[element]"),
            Step::Further => f.write_str("[further member]"),
            Step::Variant(name, _) => write!(f, "<{name}>"),
            Step::Beside(_) => f.write_str("[beside]"),
            Step::Condition(text) => write!(f, "[{text}]"),
            Step::Value => f.write_str("[not null]"),
        }
    }
}

/// The types in two types of the same kind that correspond.
pub(crate) fn pairs(left: Named<'_>, right: Named<'_>) -> Vec<(Step, TypeId, TypeId)> {
    let mut pairs = Vec::new();
    match (&left.ty.shape, &right.ty.shape) {
        (Shape::Object(a), Shape::Object(b)) => {
            for member in &a.members {
                if let Some(ty) = member_or_further(right.ir, b, &member.name) {
                    pairs.push((Step::Member(member.name.clone()), member.ty, ty));
                }
            }
            for member in &b.members {
                if a.member(&member.name).is_none()
                    && let Some(ty) = member_or_further(left.ir, a, &member.name)
                {
                    pairs.push((Step::Member(member.name.clone()), ty, member.ty));
                }
            }
            for (index, (a, b)) in a.flattened.iter().zip(&b.flattened).enumerate() {
                pairs.push((Step::Beside(index), *a, *b));
            }
            if let (Rest::Keep(a), Rest::Keep(b)) = (a.rest, b.rest) {
                pairs.push((Step::Further, a, b));
            }
        }
        (Shape::Array(a), Shape::Array(b)) => pairs.push((Step::Element, a.items, b.items)),
        (Shape::Union(a), Shape::Union(b)) => {
            for (name, variant) in left.variants.iter().zip(&a.variants) {
                let mut twins = right.variants.iter().zip(&b.variants);
                if let Some((_, twin)) = twins.find(|(it, _)| *it == name) {
                    let step = Step::Variant(name.clone(), variant.source);
                    pairs.push((step, variant.ty, twin.ty));
                }
            }
        }
        (Shape::Nullable(a), Shape::Nullable(b)) => pairs.push((Step::Value, *a, *b)),
        _ => {}
    }
    let [a, mut b] = [left, right].map(|it| conditions(it));
    for (text, a) in a {
        if let Some(at) = b.iter().position(|it| it.0 == text) {
            pairs.push((Step::Condition(text), a, b.remove(at).1));
        }
    }
    pairs
}

/// The type of a member, or of further members that may have its name. Where those are any, it is no news what one
/// of them is.
fn member_or_further(ir: &Ir, object: &ObjectRules, name: &str) -> Option<TypeId> {
    let rest = match object.rest {
        Rest::Keep(ty) if *ir.shape(ir.resolve(ty)) != Shape::Any => Some(ty),
        Rest::Keep(_) | Rest::Skip | Rest::Refuse => None,
    };
    object.member(name).map(|it| it.ty).or(rest)
}

/// The types that conditions are about, in order.
fn conditions(named: Named<'_>) -> Vec<(String, TypeId)> {
    let conditions = &named.ty.conditions;
    let excluded = conditions.excluded.iter().map(|it| ("not".to_owned(), *it));
    let kinds = conditions.by_kind.iter();
    let kinds = kinds.map(|(types, it)| (super::change::kinds_text(*types), *it));
    let assertions = conditions.assertions.iter().flat_map(|it| it.roles());
    excluded.chain(kinds).chain(assertions).collect()
}

/// Where the step leads in the document, from the schema of the type that it begins at.
pub(crate) fn schema_at(graph: &SchemaGraph, from: SchemaId, step: &Step) -> Option<SchemaId> {
    match step {
        Step::Value => Some(from),
        Step::Member(name) => search(graph, from, &|it| it.properties.get(name).copied()),
        Step::Element => search(graph, from, &|it| it.items),
        Step::Further => search(graph, from, &|it| match it.additional {
            Additional::Schema(id) => Some(id),
            Additional::Unspecified | Additional::Allowed | Additional::Denied => None,
        }),
        Step::Variant(_, source) => {
            let Origin::Part(_, SchemaStep::Branch(keyword, index)) = graph.get(*source).origin
            else {
                return None;
            };
            search(graph, from, &|it| match keyword {
                "oneOf" => it.one_of.get(index).copied(),
                "anyOf" => it.any_of.get(index).copied(),
                _ => None,
            })
        }
        Step::Beside(_) | Step::Condition(_) => None,
    }
}

/// Looks into a schema, and into what it refers to or is composed of.
fn search(
    graph: &SchemaGraph,
    from: SchemaId,
    find: &dyn Fn(&Keywords) -> Option<SchemaId>,
) -> Option<SchemaId> {
    let mut seen = BTreeSet::new();
    let mut pending = vec![from];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let keywords = &graph.get(id).keywords;
        if let Some(found) = find(keywords) {
            return Some(found);
        }
        let composed = keywords.reference.iter().chain(&keywords.all_of);
        let composed = composed.chain(&keywords.any_of).chain(&keywords.one_of);
        let mut composed: Vec<SchemaId> = composed.copied().collect();
        composed.reverse();
        pending.extend(composed);
    }
    None
}
