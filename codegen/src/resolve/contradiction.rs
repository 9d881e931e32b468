//! Whether parts contradict each other, as far as that shows without making types of them.

use super::Resolver;
use super::meet::Conflict;
use super::parts::{Part, a_schema};
use crate::schema::{SchemaId, Types};

/// Required members inside required members; deeper contradictions are found when types are made.
const DEEPEST: usize = 4;

/// Why no value can have all of some parts.
pub(super) struct Contradiction {
    pub conflict: Conflict,
    /// The required members that lead to what contradicts itself, or to the one that may not be there.
    pub way: Vec<String>,
}

impl Contradiction {
    /// Whether listed values, or the types of the whole, leave nothing: that is how one of several branches is
    /// chosen.
    pub(super) fn is_choice(&self) -> bool {
        match self.conflict.keyword {
            "enum" => true,
            "type" => self.way.is_empty(),
            _ => false,
        }
    }
}

impl From<Conflict> for Contradiction {
    fn from(conflict: Conflict) -> Self {
        let way = Vec::new();
        Self { conflict, way }
    }
}

impl Resolver<'_> {
    /// Whether no value can have all these parts.
    pub(super) fn contradicts(&self, parts: &[Part]) -> bool {
        self.contradiction(parts).is_some()
    }

    /// Why no value can have all these parts, if none can.
    pub(super) fn contradiction(&self, parts: &[Part]) -> Option<Contradiction> {
        self.contradiction_within(parts, 0)
    }

    fn contradiction_within(&self, parts: &[Part], depth: usize) -> Option<Contradiction> {
        if depth > DEEPEST {
            return None;
        }
        let types = match self.meet_scalars(parts) {
            Ok(types) => types,
            Err(conflict) => return Some(conflict.into()),
        };
        if types == Types::OBJECT {
            let member = |name| self.empty_member(parts, name, depth);
            let of_members = || self.names(parts).into_iter().find_map(member);
            let too_many = self.too_many(parts).map(Contradiction::from);
            if let Some(found) = too_many.or_else(of_members) {
                return Some(found);
            }
        }
        let mut unions = parts.iter();
        unions.find_map(|union| self.no_branch(parts, *union, depth))
    }

    /// The JSON types that all parts allow, if there is a scalar for them or they allow more than scalars.
    fn meet_scalars(&self, parts: &[Part]) -> Result<Types, Conflict> {
        let types = self.meet_types(parts)?.meet(self.types_of(parts));
        self.meet_values(parts, types)?;
        if types == Types::NONE
            && let Some(one) = a_schema(parts)
        {
            let other = Self::plain(parts).last().unwrap_or(one);
            let keyword = "type";
            return Err(Conflict {
                one,
                other,
                keyword,
            });
        }
        if types.is_within(Types::NUMBER) {
            self.number_rules(parts, types)?;
        }
        if types == Types::STRING {
            self.text_rules(parts)?;
        }
        Ok(types)
    }

    /// Why a member can't be what the parts require.
    fn empty_member(&self, parts: &[Part], name: &str, depth: usize) -> Option<Contradiction> {
        let requiring = self.requiring(parts, name)?;
        let denied = || {
            let denier = self.denier(parts, name)?;
            Some(Contradiction::from(Conflict {
                one: requiring,
                other: denier,
                keyword: "additionalProperties",
            }))
        };
        let contradicting = || {
            let mut inner = Vec::new();
            for schema in self.property(parts, name) {
                self.expand_into(schema, &mut inner);
            }
            self.contradiction_within(&inner, depth + 1)
        };
        let mut found = denied().or_else(contradicting)?;
        found.way.insert(0, name.to_owned());
        Some(found)
    }

    /// Why none of a union's branches can hold beside the other parts.
    fn no_branch(&self, parts: &[Part], union: Part, depth: usize) -> Option<Contradiction> {
        let branches = self.branches_of(union)?;
        let beside = parts.iter().copied().filter(|it| *it != union);
        let beside: Vec<Part> = beside.collect();
        let contradiction = |branch: &SchemaId| {
            let mut parts = beside.clone();
            self.expand_into(*branch, &mut parts);
            // A union that nests in itself says nothing more about this.
            self.contradiction_within(&parts, depth + 2)
        };
        let mut each = branches.iter().map(contradiction);
        let first = each.next()??;
        each.all(|it| it.is_some()).then_some(first)
    }
}
