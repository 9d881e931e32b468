//! Values of which it isn't known whether they fit.

use serde_json::Value;

use super::memory::{Question, Trial};
use super::{Decode, read};
use crate::support::place::Place;
use crate::support::report::{Direction, Report};
use crate::support::violation::{Violation, Violations};

/// Reports what is wrong with a value that has been read.
pub type Check<T> = fn(&T, &Place<'_>, &mut Report);

/// Reads one variant's value, and checks it: a value that breaks its schema doesn't match.
///
/// # Errors
///
/// All violations.
pub fn attempt<T: Decode + Clone, U>(
    value: &Value,
    wrap: fn(T) -> U,
    check: Check<T>,
) -> Result<U, Violations> {
    let trial = Trial::begin(Question::of(check, None), value);
    if let Some(known) = trial.verdict() {
        known?;
        if let Some(read) = trial.read() {
            return Ok(wrap(read));
        }
    }
    let mut attempted = T::blank();
    let verdict = read_and_check(&mut attempted, value, check, None);
    trial.settle(&verdict);
    verdict?;
    trial.keep(&attempted);
    Ok(wrap(attempted))
}

/// Finds what keeps a value from being a `T` that goes in a direction, if that is known.
///
/// # Errors
///
/// All violations.
pub fn fits<T: Decode>(
    value: &Value,
    check: Check<T>,
    direction: Option<Direction>,
) -> Result<(), Violations> {
    let trial = Trial::begin(Question::of(check, direction), value);
    trial.verdict().unwrap_or_else(|| {
        let verdict = read_and_check(&mut T::blank(), value, check, direction);
        trial.settle(&verdict);
        verdict
    })
}

fn read_and_check<T: Decode>(
    attempted: &mut T,
    value: &Value,
    check: Check<T>,
    direction: Option<Direction>,
) -> Result<(), Violations> {
    let structure = read_alone(attempted, value);
    Report::complete(structure, direction, |report| {
        check(attempted, &Place::ROOT, report)
    })
}

fn read_alone(attempted: &mut dyn Decode, value: &Value) -> Result<(), Violations> {
    // A value in memory is never malformed.
    let malformed = |error: serde_json::Error| Violation::new("type", error.to_string());
    read(attempted, value).map_err(malformed)?
}
