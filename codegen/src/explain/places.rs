//! The places of a type in the document, and why each of them is that type.

use serde::Serialize;

use super::Explainer;
use crate::destinations::Destination;
use crate::ir::{Shape, TypeId};
use crate::schema::SchemaId;

/// A schema that became a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The schema
    pub pointer: String,
    /// Why it is that type
    pub why: Why,
    /// The schema that the type extends there, if that is why
    pub extends: Option<String>,
}

/// Why a schema is a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is the component
    Component,
    /// It is the first place where the type is written
    Written,
    /// It refers to the type
    Reference,
    /// It is a written-out copy of the component
    Copy,
    /// Its structure is equal
    Equal,
    /// Its structure is equal once `allOf` is merged
    EqualOnceMerged,
    /// It is merged there with what stands beside a reference to its union
    Joined,
    /// It is the type, or `null`
    Nullable,
    /// It is a member's only value, so that the member has no field
    Constant,
    /// It is merged into the type, which extends it
    Extended,
    /// It is merged into the type
    Merged,
}

impl Why {
    /// The reason in words.
    pub fn text(self) -> &'static str {
        match self {
            Why::Component => "the component",
            Why::Written => "where it is written first",
            Why::Reference => "a reference to it",
            Why::Copy => "a written-out copy of the component",
            Why::Equal => "equal in structure",
            Why::EqualOnceMerged => "equal once merged",
            Why::Joined => "merged with what stands beside its union where that is extended",
            Why::Nullable => "apart from `null`",
            Why::Constant => "a member's only value, which is no field",
            Why::Extended => "merged into it, which extends",
            Why::Merged => "merged into it",
        }
    }
}

impl Explainer<'_> {
    /// All places of a type, the shortest pointer first.
    pub(super) fn places(&self, id: TypeId) -> Vec<Place> {
        let schemas = self.plan.graph.ids().zip(&self.destinations);
        let mut places: Vec<Place> = schemas
            .filter_map(|(schema, destination)| {
                let why = match destination {
                    Destination::Type(ty) if *ty == id => self.why(id, schema),
                    Destination::Merged(ty) if *ty == id => {
                        match self.plan.graph.resolve(schema) == schema {
                            true => Why::Merged,
                            false => Why::Extended,
                        }
                    }
                    _ if self.ir().get(id).sources.contains(&schema) => {
                        self.why_elsewhere(id, *destination)
                    }
                    _ => return None,
                };
                let graph = &self.plan.graph;
                let target = graph.pointer(graph.resolve(schema)).to_string();
                Some(Place {
                    pointer: graph.pointer(schema).to_string(),
                    why,
                    extends: (why == Why::Extended).then_some(target),
                })
            })
            .collect();
        places.sort_by_cached_key(|it| (it.pointer.matches('/').count(), it.pointer.clone()));
        places
    }

    /// Why a schema names a type, though it became another one.
    fn why_elsewhere(&self, id: TypeId, destination: Destination) -> Why {
        let shape = |id: TypeId| self.ir().shape(self.ir().resolve(id));
        match destination {
            Destination::Type(other) => match shape(other) {
                Shape::Nullable(inner) if self.ir().resolve(*inner) == id => Why::Nullable,
                _ => Why::Joined,
            },
            Destination::Constant(..) => Why::Constant,
            // A branch is a type of its own, and others where its union is extended.
            _ => Why::Joined,
        }
    }

    pub(super) fn why(&self, id: TypeId, schema: SchemaId) -> Why {
        let graph = &self.plan.graph;
        let class = |it: SchemaId| self.plan.classes.get(it.index());
        let ty = self.ir().get(id);
        let target = graph.resolve(schema);
        let first = ty.sources.first().copied().unwrap_or(schema);
        match graph.component_name(schema) {
            Some(name) if ty.component.as_deref() == Some(name) => Why::Component,
            _ if graph.is_copy(schema) => Why::Copy,
            _ if target != schema => Why::Reference,
            _ if schema == first => Why::Written,
            _ if class(schema) == class(first) => Why::Equal,
            _ => Why::EqualOnceMerged,
        }
    }
}
