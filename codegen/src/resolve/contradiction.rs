//! Whether parts contradict each other, as far as that shows without making types of them.

use super::Resolver;
use super::parts::Part;
use crate::schema::Types;

/// Required members inside required members; deeper contradictions are found when types are made.
const DEEPEST: usize = 4;

impl Resolver<'_> {
    /// Whether no value can have all these parts.
    pub(super) fn contradicts(&self, parts: &[Part]) -> bool {
        self.contradicts_within(parts, 0)
    }

    fn contradicts_within(&self, parts: &[Part], depth: usize) -> bool {
        if depth > DEEPEST {
            return false;
        }
        let Ok(plain) = self.meet_types(parts) else {
            return true;
        };
        let types = plain.meet(self.types_of(parts));
        if types == Types::NONE || self.meet_values(parts, types).is_err() {
            return true;
        }
        if types.is_within(Types::NUMBER) && self.number_rules(parts, types).is_err() {
            return true;
        }
        if types == Types::STRING && self.text_rules(parts).is_err() {
            return true;
        }
        if types == Types::OBJECT && self.too_many(parts).is_some() {
            return true;
        }
        let has_empty_member = types == Types::OBJECT
            && self.names(parts).into_iter().any(|name| {
                self.requires(parts, name) && {
                    let mut inner = Vec::new();
                    for schema in self.property(parts, name) {
                        self.expand_into(schema, &mut inner);
                    }
                    self.is_denied(parts, name) || self.contradicts_within(&inner, depth + 1)
                }
            });
        has_empty_member
            || parts.iter().any(|part| {
                let Some(branches) = self.branches_of(*part) else {
                    return false;
                };
                let beside = parts.iter().copied().filter(|it| it != part);
                let beside: Vec<Part> = beside.collect();
                branches.iter().all(|branch| {
                    let mut parts = beside.clone();
                    self.expand_into(*branch, &mut parts);
                    // A union that nests in itself says nothing more about this.
                    self.contradicts_within(&parts, depth + 2)
                })
            })
    }
}
