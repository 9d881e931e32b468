//! Answers about one run: where a schema went and why, where a type comes from and why it has its
//! name, how a union is told apart, why two schemas are not one type, and what is around a type.
//!
//! The answers are data; `xtask` makes text of them.

pub(crate) mod change;
mod compare;
mod graph;
mod naming;
mod places;
mod subject;
#[cfg(test)]
mod tests;
mod union;
pub(crate) mod walk;

pub use change::{Change, Effect, Facet};
pub use compare::{Comparison, Difference};
pub use graph::{Arrow, Graph, Node};
pub use naming::{Lost, Naming};
pub use places::{Place, Why};
pub use subject::{Subject, Unknown};
pub use union::{Telling, Variant};

use std::ffi::OsStr;
use std::path::Path;

use serde::Serialize;

use crate::analysis::Item;
use crate::destinations::{Destination, destinations};
use crate::emit::Emission;
use crate::ir::{Ir, Shape, TypeId};
use crate::schema::SchemaId;
use crate::{Plan, Request};

/// Explains the types and schemas of one plan.
pub struct Explainer<'a> {
    plan: &'a Plan,
    /// The document's name, without its folder
    document: Option<&'a OsStr>,
    cx: Emission<'a>,
    /// What became of each schema, by its index.
    destinations: Vec<Destination>,
}

/// What there is to say about a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The schema that was asked for, if it was one
    pub schema: Option<SchemaExplanation>,
    /// The type that was asked for, or that the schema became or is a part of
    pub r#type: Option<TypeExplanation>,
}

/// What became of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaExplanation {
    /// The schema
    pub pointer: String,
    /// The Rust item that it became, or is a part of
    pub item: Option<String>,
    /// How it became that
    pub became: Became,
    /// The schema that it is merged into, or a part of
    pub into: Option<String>,
    /// What it refers to, if it does nothing else
    pub refers_to: Option<String>,
    /// The component that it is a copy of
    pub copy_of: Option<String>,
}

/// How a schema became an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It is a type
    Type,
    /// It is merged into the type around it
    Merged,
    /// It is an associated constant, since it has a single value
    Constant,
    /// It is a variant, which holds its only member directly
    Variant,
    /// Nothing: no value can stand there
    Nothing,
}

/// What there is to say about a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypeExplanation {
    /// The type as one writes it
    pub item: String,
    /// What it is in Rust: `struct`, `enum`, `newtype`, `alias` or `expression`
    pub kind: &'static str,
    /// The component that it is
    pub component: Option<String>,
    /// What it is another name for
    pub alias_of: Option<String>,
    /// The schemas that became it, the shortest pointer first; not told of types without a name
    pub places: Vec<Place>,
    /// Where its name comes from, if it has one
    pub name: Option<Naming>,
    /// How its variants are told apart, if it has some
    pub union: Option<Telling>,
}

impl<'a> Explainer<'a> {
    /// An explainer of a plan, which was made for the request.
    pub fn new(plan: &'a Plan, request: &'a Request) -> Explainer<'a> {
        Explainer {
            plan,
            document: Path::new(&request.document.name).file_name(),
            cx: Emission::new(plan, request),
            destinations: destinations(&plan.graph, &plan.resolved, &plan.analyses),
        }
    }

    /// What there is to say about a subject.
    pub fn explain(&self, subject: Subject) -> Explanation {
        match subject {
            Subject::Type(id) => Explanation {
                schema: None,
                r#type: Some(self.explain_type(id)),
            },
            Subject::Schema(id) => Explanation {
                schema: Some(self.explain_schema(id)),
                r#type: self.destination(id).ty().map(|it| self.explain_type(it)),
            },
        }
    }

    /// Whether two subjects are one type, and why they are not.
    pub fn compare(&self, left: Subject, right: Subject) -> Comparison {
        let types = [left, right].map(|it| self.type_of(it));
        let items = [left, right].map(|it| self.item(it));
        let not = |reason: String| Comparison {
            items: items.clone(),
            same: false,
            reason,
            difference: None,
        };
        let [Some(a), Some(b)] = types else {
            return not("one of them became no type".to_owned());
        };
        if a == b {
            return Comparison {
                same: true,
                reason: self.same_type(a, [left, right]),
                ..not(String::new())
            };
        }
        let schemas = [left, right].map(|it| self.schema_of(it));
        let difference = self.first_difference((a, schemas[0]), (b, schemas[1]));
        let reason = match &difference {
            Some(_) => "their structures differ",
            None => self.same_structure(a, b),
        };
        Comparison {
            difference,
            ..not(reason.to_owned())
        }
    }

    /// Why two subjects are the same type.
    fn same_type(&self, id: TypeId, subjects: [Subject; 2]) -> String {
        let [one, other] = subjects.map(|it| match it {
            Subject::Type(_) => "the type itself",
            Subject::Schema(schema) => self.why(id, schema).text(),
        });
        format!("the first is {one}, the second is {other}")
    }

    /// Why two types of the same structure stay two.
    fn same_structure(&self, a: TypeId, b: TypeId) -> &'static str {
        let is_component = |id: TypeId| self.ir().get(id).component.is_some();
        let is_alias = |id: TypeId| matches!(self.ir().shape(id), Shape::Alias(_));
        match (is_component(a), is_component(b)) {
            _ if is_alias(a) || is_alias(b) => "one of them is another name for the other",
            (true, true) => "their structures are equal, but components stay types of their own",
            (false, false) => "their structures are equal, but they were told apart when read",
            _ => {
                "their structures are equal, but the structure doesn't say which component is meant: \
                 other components are equal to it, too, or it is a bare string, number, list or map"
            }
        }
    }

    fn explain_schema(&self, id: SchemaId) -> SchemaExplanation {
        let graph = &self.plan.graph;
        let destination = self.destination(id);
        let became = match destination {
            Destination::Type(_) => Became::Type,
            Destination::Merged(_) => Became::Merged,
            Destination::Constant(..) => Became::Constant,
            Destination::Variant(..) => Became::Variant,
            Destination::Nothing => Became::Nothing,
        };
        let target = graph.resolve(id);
        let target = (target != id).then(|| graph.pointer(target).to_string());
        let is_copy = graph.is_copy(id);
        SchemaExplanation {
            pointer: graph.pointer(id).to_string(),
            item: self.cx.item(destination),
            became,
            into: self.owner(id).map(|it| graph.pointer(it).to_string()),
            refers_to: target.clone().filter(|_| !is_copy),
            copy_of: target.filter(|_| is_copy),
        }
    }

    /// The schema around that a schema is merged into, or whose constant or variant it is.
    fn owner(&self, id: SchemaId) -> Option<SchemaId> {
        if let Destination::Type(_) | Destination::Nothing = self.destination(id) {
            return None;
        }
        let mut owner = self.plan.graph.parent(id)?;
        while !matches!(self.destination(owner), Destination::Type(_)) {
            owner = self.plan.graph.parent(owner)?;
        }
        Some(owner)
    }

    fn explain_type(&self, id: TypeId) -> TypeExplanation {
        let item = self.plan.analyses.items[id.index()];
        let alias = match self.ir().shape(id) {
            Shape::Alias(target) => Some(self.cx.spelled(*target)),
            _ => None,
        };
        TypeExplanation {
            item: self.cx.spelled(id),
            kind: match item {
                Item::Struct | Item::Parts => "struct",
                Item::Enum | Item::Union => "enum",
                Item::Newtype => "newtype",
                Item::Alias => "alias",
                Item::Expression => "expression",
            },
            component: self.ir().get(id).component.clone(),
            alias_of: alias,
            places: match item.is_defined() {
                true => self.places(id),
                false => Vec::new(),
            },
            name: self.naming(id),
            union: self.telling(id),
        }
    }

    fn item(&self, subject: Subject) -> Option<String> {
        match subject {
            Subject::Type(id) => Some(self.cx.spelled(id)),
            Subject::Schema(id) => self.cx.item(self.destination(id)),
        }
    }

    /// The type of a subject: of a constant or a variant the one in the document, not its owner.
    fn type_of(&self, subject: Subject) -> Option<TypeId> {
        match subject {
            Subject::Type(id) => Some(id),
            Subject::Schema(id) => {
                let placed = self.plan.resolved.places.get(&id).copied();
                placed.or_else(|| self.destination(id).ty())
            }
        }
    }

    fn schema_of(&self, subject: Subject) -> Option<SchemaId> {
        match subject {
            Subject::Type(id) => self.ir().get(id).sources.first().copied(),
            Subject::Schema(id) => Some(id),
        }
    }

    fn destination(&self, id: SchemaId) -> Destination {
        let known = self.destinations.get(id.index()).copied();
        known.unwrap_or(Destination::Nothing)
    }

    fn ir(&self) -> &Ir {
        &self.plan.resolved.ir
    }
}
