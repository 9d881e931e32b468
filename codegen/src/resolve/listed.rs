//! Unions of listed values: one enum.

use std::collections::HashSet;

use super::Resolver;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::ir::{Shape, TextRules};
use crate::raw::Raw;
use crate::schema::Types;

impl Resolver<'_> {
    /// Branches that only list values are one list; with a branch for any string beside them, the
    /// list is open.
    pub(super) fn joined_values(
        &self,
        branches: &[Branch],
        holding: Holding,
        is_exact: bool,
    ) -> Option<Shape> {
        let mut joined: Vec<Raw> = Vec::new();
        let mut is_open = false;
        for parts in self.leaves(branches, holding)? {
            let types = self.meet_types(&parts).ok()?;
            let Some(values) = self.meet_values(&parts, types).ok()? else {
                let is_any = types == Types::STRING && self.is_free_text(&parts);
                if !is_any || (holding == Holding::One && (is_open || is_exact)) {
                    return None;
                }
                is_open = true;
                continue;
            };
            for value in values {
                let is_new = !joined.contains(&value);
                if !is_new && holding == Holding::One {
                    return None;
                }
                if matches!(value, Raw::Null | Raw::Array(_) | Raw::Object(_)) {
                    return None;
                }
                if is_new {
                    joined.push(value);
                }
            }
        }
        if !is_open {
            return Some(Shape::Enum(joined));
        }
        if joined.is_empty() {
            return (holding == Holding::Any).then(|| Shape::Text(TextRules::default()));
        }
        let texts = joined.iter().map(|it| it.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<String>>>().map(Shape::OpenEnum)
    }

    /// The parts of each branch; an `anyOf` in an `anyOf`, named or not, lists what its branches list.
    /// `None` if there is anything else but what may list values.
    fn leaves(&self, branches: &[Branch], holding: Holding) -> Option<Vec<Vec<Part>>> {
        let mut leaves = Vec::new();
        let mut seen = HashSet::new();
        let parts = |it: &Branch| it.parts.clone();
        let mut pending: Vec<Vec<Part>> = branches.iter().rev().map(parts).collect();
        while let Some(parts) = pending.pop() {
            match parts.as_slice() {
                [Part::AnyOf(inner)] if holding == Holding::Any => {
                    // What comes again adds nothing.
                    if seen.insert(*inner) {
                        let list = self.list(*inner, Holding::Any);
                        let inner = list.into_iter().rev();
                        pending.extend(inner.map(|it| self.branch_alone(it).parts));
                    }
                }
                of_values
                    if of_values.iter().all(|it| {
                        matches!(it, Part::Plain(_) | Part::Only(_) | Part::AsWritten)
                    }) =>
                {
                    leaves.push(parts);
                }
                _ => return None,
            }
        }
        Some(leaves)
    }

    /// Whether the parts allow every string.
    fn is_free_text(&self, parts: &[Part]) -> bool {
        Self::plain(parts).all(|schema| {
            let keywords = &self.graph.get(schema).keywords;
            !keywords.is_constraining_beyond_type()
        })
    }
}
