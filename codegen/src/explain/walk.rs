//! From two types to the types in them that correspond, and to the schemas where those stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::change::Named;
use crate::ir::{Assertion, Ir, ObjectRules, Rest, Shape, TypeId, Union};
use crate::schema::{Origin, SchemaGraph, SchemaId, Step as SchemaStep};

/// The way from a type to one in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// A member's type
    Member(String),
    /// An array's elements
    Element,
    /// Members that aren't declared
    Further,
    /// A variant, with the schema it comes from on either side
    Variant(String, [SchemaId; 2]),
    /// A union beside the members of an object
    Beside(usize),
    /// A type that is asked about by a condition
    Condition(String, Sense),
    /// What may also be `null`
    Value,
}

/// The side of a step's types: of two documents, or of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The one that is compared with the other
    Left,
    /// The other one
    Right,
}

/// What it means for values that a type in a condition allows more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sense {
    /// More are allowed
    Same,
    /// Fewer are
    Reversed,
    /// Others are
    Both,
}

impl Sense {
    /// The sense of a type in a condition that stands in a condition of this sense.
    pub(crate) fn then(self, inner: Sense) -> Sense {
        match (self, inner) {
            (Sense::Both, _) | (_, Sense::Both) => Sense::Both,
            (Sense::Same, Sense::Same) | (Sense::Reversed, Sense::Reversed) => Sense::Same,
            _ => Sense::Reversed,
        }
    }

    /// The sense of a type that an assertion asks about in this role (see [`Assertion::roles`]).
    fn of(assertion: &Assertion, role: &str) -> Sense {
        match (assertion, role) {
            (Assertion::Conditional { .. }, "if") => Sense::Both,
            (Assertion::Contains { most, .. }, _) if most.is_some() => Sense::Both,
            // What is looked at elsewhere isn't looked at by this.
            (Assertion::Unevaluated { .. }, role) if role != "unevaluated" => Sense::Both,
            _ => Sense::Same,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Member(name) => f.write_str(name),
            Step::Element => f.write_str("[element]"),
            Step::Further => f.write_str("[further member]"),
            Step::Variant(name, _) => write!(f, "<{name}>"),
            Step::Beside(_) => f.write_str("[beside]"),
            Step::Condition(text, _) => write!(f, "[{text}]"),
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
            for (one, other) in twins((left, a), (right, b)) {
                let (variant, twin) = (&a.variants[one], &b.variants[other]);
                let name = left.variants.get(one).cloned().unwrap_or_default();
                let sources = [variant.source, twin.source];
                pairs.push((Step::Variant(name, sources), variant.ty, twin.ty));
            }
        }
        (Shape::Nullable(a), Shape::Nullable(b)) => pairs.push((Step::Value, *a, *b)),
        _ => {}
    }
    let [a, mut b] = [left, right].map(|it| conditions(it));
    for (step, a) in a {
        if let Some(at) = b.iter().position(|it| it.0 == step) {
            pairs.push((step, a, b.remove(at).1));
        }
    }
    pairs
}

/// The variants of two unions that correspond, by their indices: those of one name; of the rest, those that are the
/// same component, or have a tag in common.
pub(crate) fn twins(
    (left, a): (Named<'_>, &Union),
    (right, b): (Named<'_>, &Union),
) -> Vec<(usize, usize)> {
    let component = |named: Named<'_>, ty: TypeId| {
        let ir = named.ir;
        ir.get(ir.resolve(ty)).component.clone()
    };
    let have_one_name =
        |one: usize, other: usize| left.variants.get(one) == right.variants.get(other);
    let are_one_component = |one: usize, other: usize| {
        let name = component(left, a.variants[one].ty);
        name.is_some() && name == component(right, b.variants[other].ty)
    };
    let share_a_tag = |one: usize, other: usize| {
        let tags = &b.variants[other].tags;
        a.variants[one].tags.iter().any(|it| tags.contains(it))
    };
    let mut twins: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let ways: [&dyn Fn(usize, usize) -> bool; 3] =
        [&have_one_name, &are_one_component, &share_a_tag];
    for is_twin in ways {
        for one in 0..a.variants.len() {
            let mut others = (0..b.variants.len()).filter(|it| !taken.contains(it));
            if !twins.contains_key(&one)
                && let Some(other) = others.find(|other| is_twin(one, *other))
            {
                twins.insert(one, other);
                taken.insert(other);
            }
        }
    }
    twins.into_iter().collect()
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
fn conditions(named: Named<'_>) -> Vec<(Step, TypeId)> {
    let conditions = &named.ty.conditions;
    let excluded = conditions.excluded.iter();
    let excluded = excluded.map(|it| (Step::Condition("not".to_owned(), Sense::Reversed), *it));
    let kinds = conditions.by_kind.iter();
    let kinds = kinds.map(|(types, it)| {
        let text = super::change::kinds_text(*types);
        (Step::Condition(text, Sense::Same), *it)
    });
    let assertions = conditions.assertions.iter().flat_map(|assertion| {
        let step = |role: String| {
            let sense = Sense::of(assertion, &role);
            Step::Condition(role, sense)
        };
        let roles = assertion.roles().into_iter();
        roles.map(move |(role, ty)| (step(role), ty))
    });
    excluded.chain(kinds).chain(assertions).collect()
}

/// Where the step leads in the document of one side, from the schema of the type that it begins at.
pub(crate) fn schema_at(
    graph: &SchemaGraph,
    from: SchemaId,
    step: &Step,
    side: Side,
) -> Option<SchemaId> {
    match step {
        Step::Value => Some(from),
        Step::Member(name) => graph.part(from, |it| it.properties.get(name).copied()),
        Step::Element => graph.elements(from),
        Step::Further => graph.entries(from),
        Step::Variant(_, [left, right]) => {
            let source = match side {
                Side::Left => *left,
                Side::Right => *right,
            };
            let Origin::Part(_, SchemaStep::Branch(keyword, index)) = graph.get(source).origin
            else {
                return None;
            };
            graph.part(from, |it| match keyword {
                "oneOf" => it.one_of.get(index).copied(),
                "anyOf" => it.any_of.get(index).copied(),
                _ => None,
            })
        }
        Step::Beside(_) | Step::Condition(..) => None,
    }
}
