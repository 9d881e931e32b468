//! The way from a schema to a part of it, packed into a word: which keyword each step goes through.

use super::schema::Schema;

/// One step down in the instance, and the one that goes with it in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To a declared member: `properties/<name>`
    Member,
    /// To an entry of a map: `additionalProperties`
    Entry,
    /// To an element of an array: `items`
    Element,
    /// To a part that the schema of the whole is about itself
    Within,
}

/// As many steps as a word holds.
const MOST: u32 = 31;

/// Up to [`MOST`] steps. Names are not kept: they stand in the instance's pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Two bits a step, the first step lowest.
    kinds: u64,
    count: u32,
}

/// More steps than a word holds: the way is lost.
const LOST: u32 = u32::MAX;

impl Steps {
    /// No step.
    pub const NONE: Steps = Steps { kinds: 0, count: 0 };

    /// Puts a step before the others.
    pub fn begin_with(&mut self, step: Step) {
        let kind = match step {
            Step::Member => 0,
            Step::Entry => 1,
            Step::Element => 2,
            Step::Within => 3,
        };
        *self = self.after(Steps {
            kinds: kind,
            count: 1,
        });
    }

    /// The others, then these.
    #[must_use]
    pub fn after(self, others: Steps) -> Steps {
        let count = self.count.saturating_add(others.count);
        if count > MOST {
            return Steps {
                kinds: 0,
                count: LOST,
            };
        }
        Steps {
            kinds: self.kinds << (2 * others.count) | others.kinds,
            count,
        }
    }

    /// The place to which these steps lead from `schema`; the last segments of the instance's pointer
    /// say which members they go through.
    pub fn resolve(self, schema: Schema, pointer: &str) -> Option<String> {
        if self.count == LOST {
            return None;
        }
        let segments: Vec<&str> = pointer.split('/').skip(1).collect();
        let count = usize::try_from(self.count).ok()?;
        let segments = &segments[segments.len().checked_sub(count)?..];
        let mut way = schema.way();
        let mut kinds = self.kinds;
        for segment in segments {
            match kinds & 3 {
                0 => way.member(segment),
                1 => way.keyword("additionalProperties"),
                2 => way.keyword("items"),
                _ => {}
            }
            kinds >>= 2;
        }
        Some(way.end())
    }
}

#[cfg(test)]
mod tests {
    use super::{Schema, Step, Steps};
    use crate::support::schema::{Described, Elsewhere};

    struct Pet;

    impl Described for Pet {
        fn pointer() -> &'static str {
            "/components/schemas/Pet"
        }

        fn elsewhere() -> &'static [Elsewhere] {
            &[
                ("#/components/schemas/Named/properties/", &["a~1b"]),
                ("/properties/tags/anyOf/0/items", &["tags/items"]),
            ]
        }
    }

    fn resolve(way: Steps, pointer: &str) -> Option<String> {
        way.resolve(Pet::schema()?, pointer)
    }

    fn steps(steps: &[Step]) -> Steps {
        let mut all = Steps::NONE;
        steps.iter().rev().for_each(|it| all.begin_with(*it));
        all
    }

    #[test]
    fn the_last_segments_of_the_pointer_name_the_members() {
        let way = steps(&[Step::Member, Step::Entry, Step::Element]);
        assert_eq!(
            resolve(way, "/pets/0/codes/a~1b/1").as_deref(),
            Some("/components/schemas/Pet/properties/codes/additionalProperties/items")
        );
        assert_eq!(
            resolve(Steps::NONE, "/pets/0").as_deref(),
            Some("/components/schemas/Pet")
        );
    }

    #[test]
    fn steps_that_leave_the_way_lead_where_they_say() {
        let way = |steps_: &[Step], pointer| resolve(steps(steps_), pointer);
        assert_eq!(
            way(&[Step::Member, Step::Element], "/tags/1").as_deref(),
            Some("/components/schemas/Pet/properties/tags/anyOf/0/items")
        );
        assert_eq!(
            way(&[Step::Member], "/a~1b").as_deref(),
            Some("/components/schemas/Named/properties/a~1b")
        );
        assert_eq!(
            way(&[Step::Member, Step::Within], "/tags/1").as_deref(),
            Some("/components/schemas/Pet/properties/tags")
        );
    }

    #[test]
    fn steps_follow_others() {
        let inner = steps(&[Step::Entry, Step::Element]);
        let way = inner.after(steps(&[Step::Member]));
        assert_eq!(way, steps(&[Step::Member, Step::Entry, Step::Element]));
        assert_eq!(Steps::NONE.after(way), way);
        let lost = steps(&[Step::Element; 40]);
        assert_eq!(way.after(lost), lost.after(way));
    }

    #[test]
    fn a_way_that_is_too_long_is_lost() {
        let way = steps(&[Step::Element; 40]);
        assert_eq!(resolve(way, &"/0".repeat(40)), None);
        let way = steps(&[Step::Element; 31]);
        assert!(resolve(way, &"/0".repeat(31)).is_some());
    }
}
