//! All violations of a value, up to a cap.

use std::fmt;

use super::{Violation, escape};
use crate::support::place::Place;
use crate::support::schema::Schema;
use crate::support::steps::Step;

/// The most violations that are kept; further ones are only counted.
const CAP: usize = 64;

/// Every violation found, in document order, up to the first 64.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    more: usize,
}

impl Violations {
    /// The violations, first fault first.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many violations are kept.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many further violations were found and not kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Adds one violation, or counts it beyond the cap.
    pub fn push(&mut self, violation: Violation) {
        self.push_with(|| violation);
    }

    /// The same; the violation is only made if it is kept.
    #[inline]
    pub(in crate::support) fn push_with(&mut self, make: impl FnOnce() -> Violation) {
        if self.list.len() < CAP {
            // Unlike `push`, this makes it in its place instead of moving it there.
            self.list.extend(std::iter::once_with(make));
        } else {
            self.more += 1;
        }
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: Violations) {
        self.more += other.more;
        for violation in other.list {
            self.push(violation);
        }
    }

    /// Forgets those that are not to be kept.
    pub(in crate::support) fn retain(&mut self, keep: impl FnMut(&Violation) -> bool) {
        self.list.retain(keep);
    }

    /// Whether one of these says the same of the same value, whichever schema asks for it. What `not` says tells
    /// only together with its schema.
    pub(in crate::support) fn tell(&self, violation: &Violation) -> bool {
        let same = |it: &Violation| {
            it.pointer() == violation.pointer()
                && it.keyword() == violation.keyword()
                && it.limit() == violation.limit()
                && it.message() == violation.message()
        };
        violation.keyword() != "not" && self.list.iter().any(same)
    }

    /// Those that all of the others tell, too.
    pub(in crate::support) fn shared_by(&self, others: &[&Violations]) -> Violations {
        let shared = self
            .list
            .iter()
            .filter(|it| others.iter().all(|other| other.tell(it)));
        Violations {
            list: shared.cloned().collect(),
            more: 0,
        }
    }

    /// The first violation.
    pub(in crate::support) fn into_first(self) -> Option<Violation> {
        self.list.into_iter().next()
    }

    /// Forgets all but the first violation.
    pub(in crate::support) fn keep_first(&mut self) {
        self.list.truncate(1);
        self.more = 0;
    }

    /// The same violations, of the value at `place` or of parts of that value.
    pub(in crate::support) fn below_place(self, place: &Place<'_>) -> Self {
        let list = self.list.into_iter();
        Violations {
            list: list.map(|it| it.at_place(place)).collect(),
            more: self.more,
        }
    }

    /// Moves every violation below the declared member `name`.
    pub fn member(&mut self, name: &str) {
        self.below(&escape(name), Step::Member);
    }

    /// The same; they break what the schema of the whole says of that member.
    pub fn tag(&mut self, name: &str) {
        self.below(&escape(name), Step::Within);
    }

    /// Moves every violation below the entry `name` of a map.
    pub fn entry(&mut self, name: &str) {
        self.below(&escape(name), Step::Entry);
    }

    /// Moves every violation below the element at `index` of an array.
    pub fn element(&mut self, index: usize) {
        self.below(&index.to_string(), Step::Element);
    }

    /// Notes whether nothing of the value at hand holds data.
    pub(in crate::support) fn set_hollow(&mut self, is_hollow: bool) {
        let list = self.list.iter_mut();
        list.for_each(|it| it.set_hollow(is_hollow));
    }

    /// Notes that nothing of the member `name` holds data, if something is wrong in it.
    pub(in crate::support) fn set_hollow_below(&mut self, name: &str) {
        let member = ["/", &escape(name)].concat();
        for violation in &mut self.list {
            let rest = violation.pointer().strip_prefix(&member);
            if rest.is_some_and(|it| it.is_empty() || it.starts_with('/')) {
                violation.set_hollow_but(1);
            }
        }
    }

    fn below(&mut self, segment: &str, step: Step) {
        for violation in &mut self.list {
            violation.below(segment, step);
        }
    }

    /// The same violations; where the broken schemas stand that are not known yet, they belong to this one.
    #[must_use]
    pub fn within(mut self, schema: Schema) -> Self {
        self.locate(Some(schema));
        self
    }

    /// Settles where the broken schemas stand that are not known yet: they belong to this one.
    pub(in crate::support) fn locate(&mut self, schema: Option<Schema>) {
        for violation in &mut self.list {
            violation.schema = violation.schema.or(schema);
        }
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Violations {
            list: vec![violation],
            more: 0,
        }
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// One line a violation.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        if self.more > 0 {
            write!(f, "\n… and {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefix_escapes_and_prepends() {
        let mut violations = Violations::from(Violation::new("type", "no"));
        violations.member("a/b");
        violations.element(0);
        assert_eq!(
            violations.iter().next().map(Violation::pointer),
            Some("/0/a~1b")
        );
    }

    #[test]
    fn beyond_the_cap_violations_are_counted() {
        let mut violations = Violations::default();
        for _ in 0..CAP + 3 {
            violations.push(Violation::new("type", "no"));
        }
        assert_eq!((violations.len(), violations.more()), (CAP, 3));
        assert!(violations.to_string().ends_with("… and 3 more"));
    }
}
