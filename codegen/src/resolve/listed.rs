//! Unions of listed values: one enum.

use super::Resolver;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::ir::Shape;
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
        for branch in branches {
            if !branch
                .parts
                .iter()
                .all(|it| matches!(it, Part::Plain(_) | Part::Only(_)))
            {
                return None;
            }
            let types = self.meet_types(&branch.parts).ok()?;
            let Some(values) = self.meet_values(&branch.parts, types).ok()? else {
                let is_any = types == Types::STRING && self.is_free_text(&branch.parts);
                if !is_any || is_open || (is_exact && holding == Holding::One) {
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
        let texts = joined.iter().map(|it| it.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<String>>>().map(Shape::OpenEnum)
    }

    /// Whether the parts allow every string.
    fn is_free_text(&self, parts: &[Part]) -> bool {
        Self::plain(parts).all(|schema| {
            let keywords = &self.graph.get(schema).keywords;
            !keywords.is_constraining_beyond_type()
        })
    }
}
