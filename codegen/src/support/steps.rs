//! The way from a schema to a part of it, packed into a word: which keyword each step goes through.

use super::schema::Schema;

/// One step down, in the instance and in the schema alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To a declared member: `properties/<name>`
    Member,
    /// To an entry of a map: `additionalProperties`
    Entry,
    /// To an element of an array: `items`
    Element,
}

/// Up to 31 steps. Names are not kept: they stand in the instance's pointer.
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
        if self.count >= 31 {
            self.count = LOST;
            return;
        }
        let kind = match step {
            Step::Member => 0,
            Step::Entry => 1,
            Step::Element => 2,
        };
        self.kinds = self.kinds << 2 | kind;
        self.count += 1;
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
        let mut place = schema.pointer().to_owned();
        let mut kinds = self.kinds;
        for (index, segment) in segments.iter().enumerate() {
            match kinds & 3 {
                0 if index == 0 => place = schema.member(segment),
                0 => {
                    place.push_str("/properties/");
                    place.push_str(segment);
                }
                1 => place.push_str("/additionalProperties"),
                _ => place.push_str("/items"),
            }
            kinds >>= 2;
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::{Schema, Step, Steps};
    use crate::support::schema::Described;

    struct Pet;

    impl Described for Pet {
        fn pointer() -> &'static str {
            "/components/schemas/Pet"
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
    fn a_way_that_is_too_long_is_lost() {
        let way = steps(&[Step::Element; 40]);
        assert_eq!(resolve(way, &"/0".repeat(40)), None);
    }
}
