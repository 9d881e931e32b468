//! Checking a value against the constraints that its Rust type doesn't express.

use std::collections::BTreeMap;

use super::check;
use super::decode::Decode;
use super::report::Direction;
use super::violation::Violations;

pub use super::place::Place;
pub use super::report::Report;

/// A type whose values can be checked against their schema.
pub trait Validate: Decode {
    /// Reports every constraint that is broken by the value, which stands at `place`: none, where the
    /// Rust type says all that its schema says.
    fn check(&self, place: &Place<'_>, report: &mut Report) {
        let _ = (place, report);
    }

    /// Checks the value and everything in it.
    ///
    /// # Errors
    ///
    /// All violations, up to the cap of [`Violations`].
    fn validate(&self) -> Result<(), Violations> {
        outcome(self, Report::default())
    }

    /// Checks the value as the body of a request: `readOnly` members must not be sent, and a
    /// `writeOnly` member that is required must be there (OpenAPI 3.0, Schema Object).
    ///
    /// # Errors
    ///
    /// All violations, up to the cap of [`Violations`].
    fn validate_request(&self) -> Result<(), Violations> {
        outcome(self, Report::of(Direction::Request))
    }

    /// Checks the value as the body of a response: `writeOnly` members must not be sent.
    ///
    /// # Errors
    ///
    /// All violations, up to the cap of [`Violations`].
    fn validate_response(&self) -> Result<(), Violations> {
        outcome(self, Report::of(Direction::Response))
    }

    /// Checks the value up to its first violation: for paths where one is enough to refuse it.
    ///
    /// # Errors
    ///
    /// The first violation.
    fn validate_first(&self) -> Result<(), Violations> {
        outcome(self, Report::first())
    }

    /// Whether nothing is wrong with the value. Builds no messages.
    fn is_valid(&self) -> bool {
        let mut report = Report::verdict();
        self.check(&Place::ROOT, &mut report);
        report.is_clean()
    }
}

fn outcome<T: Validate + ?Sized>(value: &T, mut report: Report) -> Result<(), Violations> {
    value.check(&Place::ROOT, &mut report);
    report.finish()
}

macro_rules! unconstrained {
    ($($scalar:ty)*) => {$(
        impl Validate for $scalar {}
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
        check::each(self, place, report, T::check);
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, place: &Place<'_>, report: &mut Report) {
        check::entries(self, place, report, T::check);
    }
}
