//! What an evaluation finds: violations with the schemas they break, as much of them as is asked for.

use crate::schema::SchemaId;
use crate::support::Violation;
use crate::support::place::Place;
use crate::support::report::Report;

/// A violation, and the schema whose keyword is broken.
#[derive(Debug)]
pub(super) struct Found {
    pub schema: SchemaId,
    pub violation: Violation,
}

/// What an evaluation has found so far.
#[derive(Debug)]
pub(super) struct Findings {
    pub list: Vec<Found>,
    most: usize,
    detail: Detail,
    /// Whether something was not evaluated: without violations, the value may fit or not.
    pub unsure: bool,
}

/// What is kept of a violation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// All of it.
    Full,
    /// That there is one: places and messages take most of the time.
    None,
}

impl Findings {
    pub(super) fn new(most: usize) -> Findings {
        Findings {
            list: Vec::new(),
            most,
            detail: Detail::Full,
            unsure: false,
        }
    }

    /// Only whether there is a violation.
    pub(super) fn probe() -> Findings {
        Findings {
            detail: Detail::None,
            ..Findings::new(1)
        }
    }

    /// Adds a violation of the value at `place`.
    pub(super) fn add(
        &mut self,
        schema: SchemaId,
        place: &Place<'_>,
        violation: impl FnOnce() -> Violation,
    ) {
        let violation = match self.detail {
            Detail::Full => violation().at(place.pointer()),
            Detail::None => Violation::new("", String::new()),
        };
        // One thing at a time: what else is wrong with a value often follows from the first.
        let known = |it: &Found| it.violation.pointer() == violation.pointer();
        if !self.is_full() && !self.list.iter().any(known) {
            self.list.push(Found { schema, violation });
        }
    }

    /// Adds what `check` reports of the value at `place`.
    pub(super) fn check(
        &mut self,
        schema: SchemaId,
        place: &Place<'_>,
        check: impl FnOnce(&Place<'_>, &mut Report),
    ) {
        let mut report = Report::default();
        check(&Place::ROOT, &mut report);
        for violation in report.finish().err().into_iter().flatten() {
            self.add(schema, place, || violation);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= self.most
    }
}
