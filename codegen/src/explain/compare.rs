//! Why two schemas, or two types, are not one: the first difference, with both places.

use std::collections::{BTreeSet, VecDeque};

use serde::Serialize;

use super::Explainer;
use super::change::{Change, Effect, Facet, Named, changes, null_change};
use super::walk::{Side, Step, pairs, schema_at};
use crate::ir::TypeId;
use crate::schema::SchemaId;

/// What two subjects have in common, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The Rust items of the two
    pub items: [Option<String>; 2],
    /// Whether they are one type
    pub same: bool,
    /// Why, in one sentence
    pub reason: String,
    /// The first structural difference, if there is one
    pub difference: Option<Difference>,
}

/// The first difference of two types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The way to it from both
    pub way: Vec<String>,
    /// What it is
    pub change: Change,
    /// Where the first type says so
    pub left: Option<String>,
    /// Where the second type says otherwise
    pub right: Option<String>,
}

/// A type at a place.
type At = (TypeId, Option<SchemaId>);

impl Explainer<'_> {
    /// The first difference of two types, nearest to them, in the order of the first one's members.
    pub(super) fn first_difference(&self, left: At, right: At) -> Option<Difference> {
        let mut seen: BTreeSet<(TypeId, TypeId)> = BTreeSet::new();
        let mut pending = VecDeque::from([(Vec::new(), left, right)]);
        // Two components that don't differ in structure are told apart by what refers to them.
        let mut by_name: Option<Difference> = None;
        while let Some((way, left, right)) = pending.pop_front() {
            let (a, b) = (self.ir().resolve(left.0), self.ir().resolve(right.0));
            if a == b || !seen.insert((a, b)) {
                continue;
            }
            let found = |change: Change| Difference {
                way: way.iter().map(Step::to_string).collect(),
                left: self.place(left, &change),
                right: self.place(right, &change),
                change,
            };
            let (left_type, right_type) = (Named::of(self.plan, a), Named::of(self.plan, b));
            if let Some(change) = null_change(left_type.ty, right_type.ty) {
                return Some(found(change));
            }
            if let Some(change) = changes(left_type, right_type).into_iter().next() {
                return Some(found(change));
            }
            let names = [a, b].map(|it| self.ir().get(it).component.clone());
            if let ([Some(one), Some(other)], false, None) = (&names, way.is_empty(), &by_name) {
                by_name = Some(found(Change {
                    facet: Facet::Kind,
                    name: String::new(),
                    left: Some(format!("the component {one:?}")),
                    right: Some(format!("the component {other:?}")),
                    effect: Effect::Other,
                }));
            }
            for (step, a, b) in pairs(left_type, right_type) {
                let next = |ty: TypeId, from: At, side: Side| {
                    let schema = from.1;
                    let schema = schema.and_then(|it| schema_at(&self.plan.graph, it, &step, side));
                    let sources = &self.ir().get(ty).sources;
                    (ty, schema.or(sources.first().copied()))
                };
                let way = way.iter().cloned().chain([step.clone()]).collect();
                pending.push_back((way, next(a, left, Side::Left), next(b, right, Side::Right)));
            }
        }
        by_name
    }

    /// Where a type says what a change is about: at the member, or else at the schema itself.
    fn place(&self, (_, schema): At, change: &Change) -> Option<String> {
        let schema = schema?;
        let member = match change.facet {
            Facet::Member | Facet::Direction | Facet::Constant | Facet::Required => {
                let step = Step::Member(change.name.clone());
                schema_at(&self.plan.graph, schema, &step, Side::Left)
            }
            _ => None,
        };
        let place = self.plan.graph.pointer(member.unwrap_or(schema));
        Some(place.to_string())
    }
}
