//! anyOf whose branches are arrays: one array, of what the elements of any of them may be, where the first
//! branch that matches would drop what only another one knows.

use std::collections::HashSet;

use super::Resolver;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::schema::{SchemaId, Types};

/// What is known about the elements of arrays.
pub(super) enum Elements {
    /// What they are, by how deep they stand in the branches of a schema's `anyOf`
    Told(SchemaId, u8),
    /// One of the arrays takes anything
    Anything,
    /// One of the arrays says more about them than one schema does
    Unclear,
}

/// Arrays nest no deeper than this on the way to elements that are merged.
const DEEPEST: u8 = 8;

impl Resolver<'_> {
    /// Whether the branches of an `anyOf` are arrays that one array can stand for, and must: the first one
    /// that matches would lose members of elements.
    pub(super) fn is_array_of_any(&self, parts: &[Part], branches: &[Branch]) -> bool {
        let are_arrays = branches
            .iter()
            .all(|it| self.types_of(&it.parts) == Types::ARRAY);
        let can_stand = |part: &Part| match part {
            Part::AnyOf(_) | Part::Elements(..) => {
                !matches!(self.elements_of(*part), Elements::Unclear)
            }
            Part::Plain(_) | Part::Only(_) | Part::AsWritten => true,
            Part::OneOf(_) | Part::OrNull(_) | Part::Subtypes(_) => false,
        };
        are_arrays && parts.iter().all(can_stand) && parts.iter().any(|it| self.can_lose(*it))
    }

    /// Whether the first branch of an `anyOf` of arrays that matches may lose members of elements that
    /// another one knows.
    fn can_lose(&self, arrays: Part) -> bool {
        let mut arrays = arrays;
        for _ in 0..DEEPEST {
            let (union, depth) = match self.elements_of(arrays) {
                Elements::Told(union, depth) => (union, depth),
                Elements::Anything => return true,
                Elements::Unclear => return false,
            };
            let list = self.elements(union, depth);
            let branches: Vec<Branch> = list.iter().map(|it| self.branch_alone(*it)).collect();
            let is_shared = |kind: Types| {
                let mut kinds = branches.iter().map(|it| self.types_of(&it.parts));
                kinds.any(|it| it.meets(kind)) && kinds.any(|it| it.meets(kind))
            };
            if is_shared(Types::OBJECT) && !self.has_tag(&branches) {
                return true;
            }
            if !is_shared(Types::ARRAY) {
                return false;
            }
            arrays = Part::Elements(union, depth);
        }
        false
    }

    /// What the elements of an array may be that is of some branch of an `anyOf`.
    pub(super) fn elements_of(&self, arrays: Part) -> Elements {
        let (union, depth) = match arrays {
            Part::AnyOf(union) => (union, 0),
            Part::Elements(union, depth) if depth < DEEPEST => (union, depth),
            _ => return Elements::Unclear,
        };
        if self.discriminator(union).is_some() {
            return Elements::Unclear;
        }
        let mut is_told = true;
        for array in self.arrays(union, depth) {
            let parts = self.expand(array);
            let of_arrays = Self::plain(&parts).filter_map(|it| self.graph.get(it).keywords.items);
            match of_arrays.count() {
                _ if !parts.iter().all(|it| matches!(it, Part::Plain(_))) => {
                    return Elements::Unclear;
                }
                0 => is_told = false,
                1 => {}
                _ => return Elements::Unclear,
            }
        }
        if !is_told {
            return Elements::Anything;
        }
        // Arrays of arrays that lead back to themselves are as deep as one likes.
        let elements = self.elements(union, depth + 1);
        let mut above = 1..=depth;
        let again = above.find(|it| self.elements(union, *it) == elements);
        Elements::Told(union, again.unwrap_or(depth + 1))
    }

    /// The schemas of the elements, so deep in the arrays that the branches of an `anyOf` are.
    pub(super) fn elements(&self, union: SchemaId, depth: u8) -> Vec<SchemaId> {
        let mut schemas = self.flat(self.list(union, Holding::Any));
        for _ in 0..depth {
            let arrays = schemas.into_iter().filter(|it| self.may_be_array(*it));
            let items = arrays.filter_map(|it| self.items(it));
            schemas = self.flat(items.collect());
        }
        schemas
    }

    /// Those of the elements that may be arrays in turn.
    fn arrays(&self, union: SchemaId, depth: u8) -> Vec<SchemaId> {
        let mut arrays = self.elements(union, depth);
        arrays.retain(|it| self.may_be_array(*it));
        arrays
    }

    pub(super) fn may_be_array(&self, schema: SchemaId) -> bool {
        self.types_of(&self.expand(schema)).meets(Types::ARRAY)
    }

    fn items(&self, array: SchemaId) -> Option<SchemaId> {
        let parts = self.expand(array);
        Self::plain(&parts).find_map(|it| self.graph.get(it).keywords.items)
    }

    /// The same schemas, each structure once; the branches in place of one that is an `anyOf` and nothing
    /// else.
    fn flat(&self, schemas: Vec<SchemaId>) -> Vec<SchemaId> {
        let mut flat = Vec::new();
        let mut seen = HashSet::new();
        let mut pending = schemas;
        pending.reverse();
        while let Some(schema) = pending.pop() {
            let schema = self.graph.resolve(schema);
            if !seen.insert(self.classes[schema.index()]) {
                continue;
            }
            match self.expand(schema).as_slice() {
                [Part::AnyOf(inner)] => {
                    pending.extend(self.list(*inner, Holding::Any).into_iter().rev());
                }
                _ => flat.push(schema),
            }
        }
        flat
    }
}
