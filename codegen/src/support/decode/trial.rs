//! Unions that nothing tells apart: every variant is tried.

use serde_json::Value;

use super::{Fault, Source, read, unfit};
use crate::support::validate::Validate;
use crate::support::violation::Violations;

/// A variant to try: its name, and how a value becomes it.
pub type Trial<T> = (&'static str, fn(&Value) -> Result<T, Violations>);

/// Reads one variant's value, and checks it: a value that breaks its schema doesn't match.
///
/// # Errors
///
/// All violations.
pub fn attempt<T: Validate, U>(value: &Value, wrap: fn(T) -> U) -> Result<U, Violations> {
    let mut attempted = T::blank();
    match read(&mut attempted, value) {
        Ok(Ok(())) => {}
        Ok(Err(violations)) => return Err(violations),
        // A value in memory is never malformed.
        Err(error) => return Err(crate::support::Violation::new("type", error.to_string()).into()),
    }
    attempted.validate()?;
    Ok(wrap(attempted))
}

/// Tries the variants in order and takes the first that matches; with `exactly_one`, a second
/// match is a fault.
///
/// # Errors
///
/// A fault of `oneOf` or `anyOf` that says for each variant why it doesn't match.
pub fn first_match<T>(
    source: &mut dyn Source,
    exactly_one: bool,
    trials: &[Trial<T>],
) -> Result<T, Fault> {
    let keyword = if exactly_one { "oneOf" } else { "anyOf" };
    let mut value = Value::Null;
    source.value(&mut value)?;
    let mut matched: Option<(T, &str)> = None;
    let mut reasons: Vec<String> = Vec::new();
    for (name, attempt) in trials {
        match (attempt(&value), &matched) {
            (Ok(variant), None) => {
                matched = Some((variant, name));
                if !exactly_one {
                    break;
                }
            }
            (Ok(_), Some((_, first))) => {
                let message = format!("exactly one variant must match, but {first} and {name} do");
                return Err(unfit(keyword, message));
            }
            (Err(violations), _) => {
                let first = violations.iter().next().map(ToString::to_string);
                reasons.push(format!("{name}: {}", first.unwrap_or_default()));
            }
        }
    }
    match matched {
        Some((variant, _)) => Ok(variant),
        None => Err(unfit(
            keyword,
            format!("no variant matches: {}", reasons.join("; ")),
        )),
    }
}
