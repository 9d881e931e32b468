//! Rungs 4 and 5 of telling variants apart: by the members that are present, or by trial.

use super::Resolver;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::diagnostics::Code;
use crate::ir::{Shape, ToldBy};
use crate::schema::{SchemaId, Types};

/// A value in a message is cut beyond this many characters.
const LONGEST_VALUE: usize = 80;

/// What the presence of members goes by.
pub(super) enum Presence {
    /// Each variant requires a member that no other one requires.
    Required,
    /// No variant requires anything, but each declares a member that no other one does.
    Own,
}

impl Resolver<'_> {
    /// Rung 4: what makes the members that are present tell the variant.
    pub(super) fn presence(&self, branches: &[Branch]) -> Option<Presence> {
        let are_plain_objects = branches.iter().all(|branch| {
            self.types_of(&branch.parts) == Types::OBJECT
                && branch
                    .parts
                    .iter()
                    .all(|it| matches!(it, Part::Plain(_) | Part::Only(_) | Part::AsWritten))
        });
        if !are_plain_objects {
            return None;
        }
        let sets: Vec<(Vec<&str>, Vec<&str>)> = branches
            .iter()
            .map(|branch| {
                let names = self.names(&branch.parts);
                let required = names
                    .iter()
                    .copied()
                    .filter(|it| self.requires(&branch.parts, it));
                (required.collect(), names)
            })
            .collect();
        let others = |index: usize| {
            sets.iter()
                .enumerate()
                .filter(move |(other, _)| *other != index)
                .map(|(_, it)| it)
        };
        let has_own = |index: usize| {
            let mut names = sets[index].1.iter();
            names.any(|name| others(index).all(|(_, other)| !other.contains(name)))
        };
        let is_distinct = |index: usize| {
            let required = &sets[index].0;
            !required.is_empty()
                && others(index).all(|(other, _)| required.iter().any(|it| !other.contains(it)))
        };
        if (0..sets.len()).all(is_distinct) {
            return Some(Presence::Required);
        }
        // What stands beside the union is required of all variants alike.
        let requires_nothing = branches.iter().all(|branch| {
            let own = self.expand(branch.schema);
            let mut names = self.names(&own).into_iter();
            !names.any(|it| self.requires(&own, it))
        });
        (requires_nothing && (0..sets.len()).all(has_own)).then_some(Presence::Own)
    }

    /// Rungs 4 and 5 for `oneOf`: the members that are present, or trial.
    pub(super) fn one_of(&mut self, union: SchemaId, branches: &mut [Branch]) -> Shape {
        let presence = match self.is_exact(union) {
            true => None,
            false => self.presence(branches),
        };
        if let Some(Presence::Required) = presence {
            return self.untagged(branches, ToldBy::Members);
        }
        if presence.is_none()
            && let Some(shape) = self.partly_tagged(union, branches, Holding::One)
        {
            return shape;
        }
        let mut message = match presence {
            Some(_) => {
                "the variants require nothing that tells them apart; the one whose own member is present is taken"
            }
            None => "nothing tells all variants apart; they are tried one after the other",
        }
        .to_owned();
        if self.is_first(Code::IndistinctVariants, union, "") {
            let place = self.graph.keyword(union, "oneOf");
            let witness = self.witness(branches);
            if let Some(witness) = &witness {
                let value = witness.value.excerpt(LONGEST_VALUE);
                message.push_str(&format!(": `{value}` fits two of them"));
            }
            let related = witness.map(|it| [it.one, it.other].map(|it| self.graph.pointer(it)));
            let report = self
                .diagnostics
                .report(Code::IndistinctVariants, place, message);
            for pointer in related.into_iter().flatten() {
                report.related(pointer, "this variant has the value");
            }
            report.help(
                "let each variant require a member that no other one has, or add a discriminator",
            );
        }
        match presence {
            Some(_) => self.untagged(branches, ToldBy::Members),
            None => self.untagged(branches, ToldBy::Trial { exactly_one: true }),
        }
    }
}
