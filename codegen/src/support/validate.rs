//! Checking a value against the constraints that its Rust type doesn't express.

use std::collections::BTreeMap;

use super::decode::Decode;
use super::violation::{Violation, Violations, escape};

/// A type whose values can be checked against their schema.
pub trait Validate: Decode {
    /// Reports every constraint that is broken by the value, which stands at `place`.
    fn check(&self, place: &Place<'_>, report: &mut Report);

    /// Checks the value and everything in it.
    ///
    /// # Errors
    ///
    /// All violations, up to the cap of [`Violations`].
    fn validate(&self) -> Result<(), Violations> {
        let mut report = Report::default();
        self.check(&Place::ROOT, &mut report);
        report.finish()
    }
}

/// Where a value stands. Places are linked on the stack and cost nothing until one is reported.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The value that the check began with.
    pub const ROOT: Place<'static> = Place {
        parent: None,
        step: Step::Index(0),
    };

    /// The member `name` of the object at this place.
    pub fn member(&'a self, name: &'a str) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Member(name),
        }
    }

    /// The element at `index` of the array at this place.
    pub fn index(&'a self, index: usize) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// The JSON Pointer of this place (RFC 6901).
    pub fn pointer(&self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut pointer = parent.pointer();
        pointer.push('/');
        match self.step {
            Step::Member(name) => pointer.push_str(&escape(name)),
            Step::Index(index) => pointer.push_str(&index.to_string()),
        }
        pointer
    }
}

/// The violations found so far.
#[derive(Debug, Default)]
pub struct Report {
    violations: Violations,
}

impl Report {
    /// Adds a violation of the value at `place`.
    #[cold]
    pub fn violation(
        &mut self,
        place: &Place<'_>,
        keyword: &'static str,
        message: impl Into<String>,
    ) {
        self.violations
            .push(Violation::new(keyword, message).at(place.pointer()));
    }

    /// Adds violations that have their places already.
    #[cold]
    pub fn append(&mut self, violations: Violations) {
        self.violations.append(violations);
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

macro_rules! unconstrained {
    ($($scalar:ty)*) => {$(
        impl Validate for $scalar {
            fn check(&self, _place: &Place<'_>, _report: &mut Report) {}
        }
    )*};
}

unconstrained!(() bool i8 i16 i32 i64 u8 u16 u32 u64 f64 String serde_json::Value);

impl<T: Validate> Validate for Option<T> {
    fn check(&self, place: &Place<'_>, report: &mut Report) {
        if let Some(value) = self {
            value.check(place, report);
        }
    }
}

impl<T: Validate> Validate for Box<T> {
    fn check(&self, place: &Place<'_>, report: &mut Report) {
        (**self).check(place, report);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, place: &Place<'_>, report: &mut Report) {
        for (index, element) in self.iter().enumerate() {
            element.check(&place.index(index), report);
        }
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, place: &Place<'_>, report: &mut Report) {
        for (name, value) in self {
            value.check(&place.member(name), report);
        }
    }
}
