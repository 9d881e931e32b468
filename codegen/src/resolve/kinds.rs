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
        let mut variants = Vec::new();
        let mut told: Vec<Types> = Vec::new();
        for (types, members) in groups {
            let (ty, source): (TypeId, SchemaId) = match members.as_slice() {
                [only] => (self.branch_type(&branches[*only]), branches[*only].schema),
                _ => (self.cut(parts, types, union), union),
            };
            variants.push(Variant {
                ty,
                source,
                tags: Vec::new(),
                tagging: Tagging::Own,
            });
            told.push(types);
        }
        let told_by = ToldBy::Kind(told);
        Some(Shape::Union(Union { variants, told_by }))
    }
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
