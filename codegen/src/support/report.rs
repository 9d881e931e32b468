//! What a check has found so far, and how much of it is wanted.

use std::cell::OnceCell;
use std::sync::Arc;

use serde_json::Value;

use super::decode::Remembering;
use super::encode::{Encode, wire};
use super::gaps::Gaps;
use super::place::Place;
use super::violation::{Complaint, Violation, Violations};

/// Whether a value is to be sent to the server or comes from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It is a request's body.
    Request,
    /// It is a response's body.
    Response,
}

/// How much a check is to find out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Wanted {
    /// All violations
    #[default]
    All,
    /// The first violation
    First,
    /// Whether there is any
    Verdict,
}

/// The violations found so far.
#[derive(Debug, Default)]
pub struct Report {
    violations: Violations,
    wanted: Wanted,
    is_broken: bool,
    direction: Option<Direction>,
    gaps: Option<Arc<Gaps>>,
    remembering: OnceCell<Remembering>,
}

impl Report {
    /// A report on a value of which these parts couldn't be read: nothing is said about them.
    fn beside(structure: &Violations, direction: Option<Direction>) -> Self {
        Report {
            direction,
            gaps: Some(Arc::new(Gaps::of(structure))),
            ..Report::default()
        }
    }

    /// A report on a value that goes in this direction.
    pub fn of(direction: Direction) -> Self {
        Report {
            direction: Some(direction),
            ..Report::default()
        }
    }

    /// A report that is content with one violation.
    pub fn first() -> Self {
        Report {
            wanted: Wanted::First,
            ..Report::default()
        }
    }

    /// A report that keeps no violation, only whether there was one.
    pub fn verdict() -> Self {
        Report {
            wanted: Wanted::Verdict,
            ..Report::default()
        }
    }

    /// An empty report on a part of the value, to be judged by itself.
    #[must_use]
    pub fn apart(&self) -> Self {
        Report {
            direction: self.direction,
            gaps: self.gaps.clone(),
            ..Report::default()
        }
    }

    /// How many members the object at `place` came with, if it has `count` now.
    pub(super) fn members(&self, count: usize, place: &Place<'_>) -> usize {
        match &self.gaps {
            Some(gaps) => gaps.members(count, &place.pointer()),
            None => count,
        }
    }

    /// The value at `place` as JSON, as far as it came; `None` where none came, so that there is nothing to
    /// ask of it. What is asked of a value may lead to one like it, so a blank one would be asked for ever.
    pub fn json(&self, value: &dyn Encode, place: &Place<'_>) -> Option<Value> {
        // What is asked of the whole is asked of its parts again.
        self.remembering.get_or_init(Remembering::begin);
        let json = || serde_json::to_value(wire(value)).unwrap_or_default();
        match &self.gaps {
            None => Some(json()),
            Some(gaps) => gaps.without_blanks(json, &place.pointer()),
        }
    }

    /// Whether a part of the value at `place` came and couldn't be read, so that what depends on all of it isn't known.
    pub(super) fn is_blurred(&self, place: &Place<'_>) -> bool {
        let gaps = self.gaps.as_ref();
        gaps.is_some_and(|it| it.blur(&place.pointer()))
    }

    /// Where the value goes, if that is known.
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// Whether all that is wanted is known: a check may stop.
    pub fn is_settled(&self) -> bool {
        self.is_broken && self.wanted != Wanted::All
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        !self.is_broken
    }

    /// Adds a violation of the value at `place`. It is only made if it is kept.
    #[cold]
    pub fn violation(&mut self, place: &Place<'_>, make: impl FnOnce() -> Violation) {
        if self.gaps.is_some() {
            self.append(make().at_place(place).into(), &Place::ROOT);
        } else if self.breaks() {
            self.violations.push_with(|| make().at_place(place));
        }
    }

    /// Adds what is wrong with the value at `place`. It is only made if it is kept.
    #[cold]
    pub(super) fn complaint(&mut self, place: &Place<'_>, make: impl FnOnce() -> Complaint) {
        if self.gaps.is_some() {
            self.append(Violation::of(place, make).into(), &Place::ROOT);
        } else if self.breaks() {
            self.violations.push_with(|| Violation::of(place, make));
        }
    }

    /// Adds violations of the value at `place`, whose places are counted from it.
    #[cold]
    pub fn append(&mut self, found: Violations, place: &Place<'_>) {
        let mut found = found.below_place(place);
        if let Some(gaps) = &self.gaps {
            found.retain(|it| !gaps.hide(it));
        }
        // Two schemas of one value may ask for the same.
        found.retain(|it| !self.violations.tell(it));
        if found.is_empty() && found.more() == 0 {
            return;
        }
        if self.breaks() {
            self.violations.append(found);
            if self.wanted == Wanted::First {
                self.violations.keep_first();
            }
        }
    }

    /// Notes that something is wrong. Whether it is wanted to know what.
    fn breaks(&mut self) -> bool {
        let is_first = !self.is_broken;
        self.is_broken = true;
        match self.wanted {
            Wanted::All => true,
            Wanted::First => is_first,
            Wanted::Verdict => false,
        }
    }

    /// What is wrong with a value that has been read as far as it fits its type: in its structure, and
    /// what `check` reports of the rest.
    ///
    /// # Errors
    ///
    /// All violations, those of structure first.
    pub(super) fn complete(
        structure: Result<(), Violations>,
        direction: Option<Direction>,
        check: impl FnOnce(&mut Report),
    ) -> Result<(), Violations> {
        let Err(mut violations) = structure else {
            let mut report = Report {
                direction,
                ..Report::default()
            };
            check(&mut report);
            return report.finish();
        };
        let mut report = Report::beside(&violations, direction);
        check(&mut report);
        violations.append(report.violations);
        Err(violations)
    }

    /// The outcome of the check.
    ///
    /// # Errors
    ///
    /// All violations that were added.
    pub fn finish(self) -> Result<(), Violations> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(self.violations)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize) -> Violations {
        let mut all = Violations::default();
        for index in 0..count {
            let mut one = Violations::from(Violation::new("minimum", "too small"));
            one.element(index);
            all.append(one);
        }
        all
    }

    #[test]
    fn what_is_known_is_not_said_again_and_what_was_only_counted_stays_counted() {
        let mut report = Report::default();
        report.append(many(64), &Place::ROOT);
        report.append(many(64), &Place::ROOT);
        report.append(many(70), &Place::ROOT);
        let found = report.finish().expect_err("there are violations");
        assert_eq!((found.len(), found.more()), (64, 6));
    }
}
