//! Values of which it isn't known whether they fit.

use serde_json::Value;

use super::{Decode, read};
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::{Violation, Violations};

/// Reports what is wrong with a value that has been read.
pub type Check<T> = fn(&T, &Place<'_>, &mut Report);

/// Reads one variant's value, and checks it: a value that breaks its schema doesn't match.
///
/// # Errors
///
/// All violations.
pub fn attempt<T: Decode, U>(
    value: &Value,
    wrap: fn(T) -> U,
    check: Check<T>,
) -> Result<U, Violations> {
    let mut attempted = T::blank();
    match read(&mut attempted, value) {
        Ok(Ok(())) => {}
        Ok(Err(violations)) => return Err(violations),
        // A value in memory is never malformed.
        Err(error) => return Err(Violation::new("type", error.to_string()).into()),
    }
    let mut report = Report::default();
    check(&attempted, &Place::ROOT, &mut report);
    report.finish()?;
    Ok(wrap(attempted))
}
