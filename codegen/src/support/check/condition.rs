//! What is asked of a value as a whole, whatever its Rust type is.

use serde_json::Value;

use crate::support::decode::{self, Decode, shorten};
use crate::support::encode::{Encode, canonical};
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::Violation;

/// §6.5.1 `not`: the value is none of the excluded type.
pub fn not<N: Decode>(
    value: &dyn Encode,
    check: decode::Check<N>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let json = report.json(value, place);
    let excluded = json.is_some_and(|it| decode::fits(&it, check, None).is_ok());
    if excluded {
        report.violation(place, || {
            Violation::new("not", "the value is what the schema excludes")
        });
    }
}

/// What a schema without `type` asks of values of some JSON types: those must be a `T`.
pub fn when<T: Decode>(
    value: &Value,
    kinds: &[decode::Kind],
    check: decode::Check<T>,
    place: &Place<'_>,
    report: &mut Report,
) {
    if !kinds.contains(&decode::kind_of(value)) {
        return;
    }
    let mut read = T::blank();
    let structure = match decode::read(&mut read, value) {
        Ok(structure) => structure,
        // A value in memory is never malformed.
        Err(error) => Err(Violation::new("type", error.to_string()).into()),
    };
    let check = |report: &mut Report| check(&read, &Place::ROOT, report);
    if let Err(violations) = Report::complete(structure, report.direction(), check) {
        report.append(violations, place);
    }
}

/// Values of these JSON types are excluded.
pub fn never(value: &Value, kinds: &[decode::Kind], place: &Place<'_>, report: &mut Report) {
    let kind = decode::kind_of(value);
    if kinds.contains(&kind) {
        report.violation(place, || {
            Violation::new("not", format!("found {}, which is excluded", kind.name()))
        });
    }
}

/// §6.1.2 `enum`, of values that are no scalars; `listed` is an array of them, as JSON.
pub fn listed(value: &Value, listed: &str, place: &Place<'_>, report: &mut Report) {
    let all: Vec<Value> = serde_json::from_str(listed).unwrap_or_default();
    let found = canonical(value);
    if !all.iter().any(|it| canonical(it) == found) {
        report.violation(place, || {
            let message = format!("expected one of {}", shorten(listed));
            Violation::new("enum", message)
                .limited_to(all)
                .found(value.clone())
        });
    }
}
