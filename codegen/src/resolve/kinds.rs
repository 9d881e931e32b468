//! Rung 3 of telling variants apart: by the JSON type, also where several variants share one.

use super::Resolver;
use super::parts::Part;
use super::union::Branch;
use crate::ir::{Shape, Tagging, ToldBy, TypeId, Union, Variant};
use crate::schema::{SchemaId, Types};

impl Resolver<'_> {
    /// Each branch of a JSON type of its own, or all branches that share some as one variant:
    /// `parts` cut down to those types. `None` where all branches hang together.
    pub(super) fn by_kind(
        &mut self,
        parts: &[Part],
        union: SchemaId,
        branches: &[Branch],
    ) -> Option<Shape> {
        let kinds: Vec<Types> = branches.iter().map(|it| self.types_of(&it.parts)).collect();
        let groups = groups(&kinds);
        if groups.len() < 2 || kinds.contains(&Types::NONE) {
            return None;
        }
        let variants = groups.into_iter().map(|(types, members)| {
            let (ty, source) = match members.as_slice() {
                [only] => (self.branch_type(&branches[*only]), branches[*only].schema),
                _ => (self.cut(parts, types, union), union),
            };
            (types, ty, source)
        });
        Some(told_by_kind(variants.collect()))
    }

    /// What is left of an `anyOf` whose branches all hang together, where several may be objects, or several
    /// arrays: objects, arrays and the rest as a variant each, so that what shares one has one structure.
    pub(super) fn by_structure(
        &mut self,
        parts: &[Part],
        union: SchemaId,
        branches: &[Branch],
    ) -> Option<Shape> {
        let kinds: Vec<Types> = branches.iter().map(|it| self.types_of(&it.parts)).collect();
        let is_shared = |kind: Types| kinds.iter().filter(|it| it.meets(kind)).count() > 1;
        if !is_shared(Types::OBJECT) && !is_shared(Types::ARRAY) {
            return None;
        }
        let all = kinds.iter().fold(Types::NONE, |all, it| all.join(*it));
        let rest = all.without(Types::OBJECT).without(Types::ARRAY);
        let mut told = vec![all.meet(Types::OBJECT), all.meet(Types::ARRAY), rest];
        told.retain(|it| *it != Types::NONE);
        if told.len() < 2 {
            return None;
        }
        let variants = told
            .into_iter()
            .map(|types| (types, self.cut(parts, types, union), union));
        Some(told_by_kind(variants.collect()))
    }
}

/// The union of some types that share no JSON type.
fn told_by_kind(types: Vec<(Types, TypeId, SchemaId)>) -> Shape {
    let told_by = ToldBy::Kind(types.iter().map(|it| it.0).collect());
    let variants = types.into_iter().map(|(_, ty, source)| Variant {
        ty,
        source,
        tags: Vec::new(),
        tagging: Tagging::Own,
        hidden: Vec::new(),
    });
    Shape::Union(Union {
        variants: variants.collect(),
        told_by,
    })
}

/// Branches that share no JSON type with those of other groups, in the order of their first one.
fn groups(kinds: &[Types]) -> Vec<(Types, Vec<usize>)> {
    let mut groups: Vec<(Types, Vec<usize>)> = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        let (mut types, mut members) = (*kind, vec![index]);
        let mut place = groups.len();
        let mut at = 0;
        while at < groups.len() {
            if groups[at].0.meets(types) {
                let (more, others) = groups.remove(at);
                types = types.join(more);
                members.extend(others);
                place = place.min(at);
                at = 0;
            } else {
                at += 1;
            }
        }
        members.sort_unstable();
        groups.insert(place.min(groups.len()), (types, members));
    }
    groups
}
