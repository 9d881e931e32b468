//! Where each schema of the document went: into a type, a constant, a variant, or into what is
//! around it. `resolve` leaves the types at places; this tells of every place.

use crate::analysis::{Analyses, inlined};
use crate::ir::{ObjectRules, Rest, Shape, TypeId, Union};
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::{Origin, SchemaGraph, SchemaId, Step, Types};

/// What became of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// A type, with a name of its own or without
    Type(TypeId),
    /// A part of the type around it, as members of `allOf` are
    Merged(TypeId),
    /// The constant of a type for the member with this index, which has a single value
    Constant(TypeId, usize),
    /// The variant with this index of a union, which holds its only member directly
    Variant(TypeId, usize),
    /// Nothing: no value can stand there
    Nothing,
}

impl Destination {
    /// The type that it is, or is a part of.
    pub fn ty(self) -> Option<TypeId> {
        match self {
            Destination::Type(id)
            | Destination::Merged(id)
            | Destination::Constant(id, _)
            | Destination::Variant(id, _) => Some(id),
            Destination::Nothing => None,
        }
    }
}

/// The destination of each schema, by its index.
pub fn destinations(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
) -> Vec<Destination> {
    let cx = Context {
        graph,
        resolved,
        analyses,
    };
    let mut found: Vec<Destination> = Vec::with_capacity(graph.len());
    // A schema comes before its parts.
    for id in graph.ids() {
        let destination = match &graph.get(id).origin {
            Origin::Root(_) => cx.placed(id),
            Origin::Part(parent, step) => {
                let around = found.get(parent.index()).copied();
                cx.part(id, step, around.unwrap_or(Destination::Nothing))
            }
        };
        found.push(destination.unwrap_or(Destination::Nothing));
    }
    found
}

struct Context<'a> {
    graph: &'a SchemaGraph,
    resolved: &'a Resolved,
    analyses: &'a Analyses,
}

impl Context<'_> {
    /// The type at a schema, unless nothing leads to it or it has no values.
    fn placed(&self, schema: SchemaId) -> Option<Destination> {
        let id = *self.resolved.places.get(&schema)?;
        self.used(id)
    }

    fn used(&self, id: TypeId) -> Option<Destination> {
        let is_used = self.analyses.reachable.contains(&id);
        let ty = self.resolved.ir.get(id);
        // A component is a type in any case.
        let is_empty = ty.shape == Shape::Never && ty.component.is_none();
        (is_used && !is_empty).then_some(Destination::Type(id))
    }

    fn part(&self, schema: SchemaId, step: &Step, around: Destination) -> Option<Destination> {
        match step {
            Step::Property(name) => {
                let constant = self.constant(around, name);
                let declared = || self.member(around, name);
                constant.or_else(|| self.placed(schema)).or_else(declared)
            }
            Step::Branch("oneOf" | "anyOf", index) => {
                let placed = self.placed(schema);
                placed.or_else(|| self.branch(schema, *index, around))
            }
            Step::Branch("allOf", _) => {
                let placed = self.placed(schema);
                placed.or_else(|| around.ty().map(Destination::Merged))
            }
            Step::Keyword(_) | Step::Branch(..) | Step::Entry(..) => {
                let placed = self.placed(schema);
                placed.or_else(|| self.held(step, around))
            }
        }
    }

    /// The type itself, behind `null` and other names.
    fn inner(&self, mut id: TypeId) -> TypeId {
        let mut steps = self.resolved.ir.types.len();
        while let (Shape::Nullable(next) | Shape::Alias(next), 1..) =
            (self.resolved.ir.shape(id), steps)
        {
            id = *next;
            steps -= 1;
        }
        id
    }

    fn object(&self, around: Destination) -> Option<(TypeId, &ObjectRules)> {
        let id = match around {
            Destination::Variant(union, index) => self
                .union(union)
                .and_then(|it| Some(it.variants.get(index)?.ty))?,
            _ => around.ty()?,
        };
        let id = self.inner(id);
        match self.resolved.ir.shape(id) {
            Shape::Object(rules) => Some((id, rules)),
            _ => None,
        }
    }

    fn union(&self, id: TypeId) -> Option<&Union> {
        match self.resolved.ir.shape(self.inner(id)) {
            Shape::Union(union) => Some(union),
            _ => None,
        }
    }

    fn constant(&self, around: Destination, name: &str) -> Option<Destination> {
        let (id, rules) = self.object(around)?;
        let index = rules.members.iter().position(|it| it.name == name)?;
        let constant = rules.members[index].constant.as_ref()?;
        // Enums with `null` or containers are no constants of Rust.
        match constant {
            Raw::Null | Raw::Array(_) | Raw::Object(_) => None,
            Raw::Bool(_) | Raw::Integer(_) | Raw::Float(_) | Raw::String(_) => {
                Some(Destination::Constant(id, index))
            }
        }
    }

    fn member(&self, around: Destination, name: &str) -> Option<Destination> {
        let (_, rules) = self.object(around)?;
        let member = rules.member(name)?;
        self.used(member.ty)
    }

    /// What became of a branch that has no type of its own. Copies of a union have the branches of
    /// the first one in its order.
    fn branch(&self, schema: SchemaId, index: usize, around: Destination) -> Option<Destination> {
        let outer = around.ty()?;
        let id = self.inner(outer);
        let ty = self.resolved.places.get(&schema);
        let is_empty = ty.is_some_and(|it| *self.resolved.ir.shape(*it) == Shape::Never);
        // `null` beside others makes the whole optional.
        let types = self.graph.get(self.graph.resolve(schema)).keywords.types;
        let merged = match self.resolved.ir.shape(id) {
            Shape::Union(_) => types == Some(Types::NULL),
            _ => !is_empty,
        };
        let find = |id: TypeId| {
            let mut variants = self.union(id)?.variants.iter();
            let index = variants.position(|it| it.source == schema || Some(&it.ty) == ty)?;
            self.variant_at(id, index)
        };
        match self.resolved.ir.shape(id) {
            _ if merged && types == Some(Types::NULL) => Some(Destination::Merged(outer)),
            Shape::Union(_) => find(id).or_else(|| self.variant_at(id, index)),
            // The union stands in the object, or its branches do.
            Shape::Object(rules) => {
                let beside = rules.flattened.iter().find_map(|it| find(*it));
                beside.or(merged.then_some(Destination::Merged(outer)))
            }
            // Branches that list values are one enum, and a single branch is no union.
            _ => merged.then_some(Destination::Merged(outer)),
        }
    }

    fn variant_at(&self, id: TypeId, index: usize) -> Option<Destination> {
        let union = self.union(id)?;
        let variant = union.variants.get(index)?;
        match inlined(&self.resolved.ir, union, variant) {
            Some(_) => Some(Destination::Variant(id, index)),
            None => self.used(variant.ty),
        }
    }

    fn held(&self, step: &Step, around: Destination) -> Option<Destination> {
        let id = self.inner(around.ty()?);
        match (step, self.resolved.ir.shape(id)) {
            (Step::Keyword("items"), Shape::Array(rules)) => self.used(rules.items),
            (Step::Keyword("additionalProperties"), Shape::Object(rules)) => match rules.rest {
                Rest::Keep(ty) => self.used(ty),
                Rest::Skip | Rest::Refuse => None,
            },
            _ => None,
        }
    }
}
