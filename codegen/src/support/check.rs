//! The constraints of JSON Schema that no Rust type expresses, one function a keyword.
//!
//! Section numbers are those of the validation specification, draft 2020-12; OpenAPI 3.0 means the
//! same by these keywords.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::decimal::Decimal;
use super::decode::{self, Decode, missing, quoted, shorten};
use super::encode::{Encode, Wire, canonical};
use super::format::Format;
use super::place::Place;
use super::report::{Direction, Report};
use super::violation::Violation;

/// §6.3.2 `minLength`: at least `least` characters. Code points count, not bytes.
pub fn min_length(value: &str, least: usize, place: &Place<'_>, report: &mut Report) {
    // A string has at most as many code points as bytes.
    if value.len() < least || value.chars().count() < least {
        report.violation(place, || {
            let message = format!("{} is shorter than {least} characters", quoted(value));
            Violation::new("minLength", message)
                .limited_to(least)
                .found_text(value)
        });
    }
}

/// §6.3.1 `maxLength`: at most `most` characters. Code points count, not bytes.
pub fn max_length(value: &str, most: usize, place: &Place<'_>, report: &mut Report) {
    if value.len() > most && value.chars().count() > most {
        report.violation(place, || {
            let message = format!("{} is longer than {most} characters", quoted(value));
            Violation::new("maxLength", message)
                .limited_to(most)
                .found_text(value)
        });
    }
}

/// §6.3.3 `pattern`: some part of the string matches. `matches` looks for it.
pub fn pattern(
    value: &str,
    matches: impl Fn(&str) -> bool,
    source: &str,
    place: &Place<'_>,
    report: &mut Report,
) {
    if !matches(value) {
        report.violation(place, || {
            let message = [&*quoted(value), " doesn't match ", &*quoted(source)].concat();
            Violation::new("pattern", message)
                .limited_to(source)
                .found_text(value)
        });
    }
}

/// §7 `format`: the string is written as its format asks.
pub fn format(value: &str, format: Format, place: &Place<'_>, report: &mut Report) {
    if !format.admits(value) {
        report.violation(place, || {
            let message = [&*quoted(value), " is not ", format.description()].concat();
            Violation::new("format", message)
                .limited_to_word(format.name())
                .found_text(value)
        });
    }
}

/// A number that bounds another one: integers compare exactly, floats as doubles.
pub trait Bounded: Copy + PartialOrd + std::fmt::Display + std::fmt::LowerExp {}

impl<T: Copy + PartialOrd + std::fmt::Display + std::fmt::LowerExp> Bounded for T {}

/// A number for a message: `12.5`, but `1e300` in place of three hundred digits.
fn spelled(value: impl std::fmt::Display + std::fmt::LowerExp) -> String {
    let text = value.to_string();
    if text.len() > 24 {
        format!("{value:e}")
    } else {
        text
    }
}

/// A number as JSON, whatever type it has.
fn numeral(value: impl std::fmt::Display) -> Value {
    let text = value.to_string();
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// §6.2.4 `minimum`
pub fn minimum<N: Bounded>(value: N, least: N, place: &Place<'_>, report: &mut Report) {
    if value < least {
        report.violation(place, || {
            let message = format!("{} is less than {least}", spelled(value));
            Violation::new("minimum", message)
                .limited_to(numeral(least))
                .found(numeral(value))
        });
    }
}

/// §6.2.2 `maximum`
pub fn maximum<N: Bounded>(value: N, most: N, place: &Place<'_>, report: &mut Report) {
    if value > most {
        report.violation(place, || {
            let message = format!("{} is greater than {most}", spelled(value));
            Violation::new("maximum", message)
                .limited_to(numeral(most))
                .found(numeral(value))
        });
    }
}

/// §6.2.5 `exclusiveMinimum`
pub fn exclusive_minimum<N: Bounded>(value: N, bound: N, place: &Place<'_>, report: &mut Report) {
    if value <= bound {
        report.violation(place, || {
            let message = format!("{} is not greater than {bound}", spelled(value));
            Violation::new("exclusiveMinimum", message)
                .limited_to(numeral(bound))
                .found(numeral(value))
        });
    }
}

/// §6.2.3 `exclusiveMaximum`
pub fn exclusive_maximum<N: Bounded>(value: N, bound: N, place: &Place<'_>, report: &mut Report) {
    if value >= bound {
        report.violation(place, || {
            let message = format!("{} is not less than {bound}", spelled(value));
            Violation::new("exclusiveMaximum", message)
                .limited_to(numeral(bound))
                .found(numeral(value))
        });
    }
}

/// A number whose decimal spelling is known exactly.
pub trait Exact: Copy + std::fmt::Display + std::fmt::LowerExp {
    /// The number without its sign; `None` for what is no number.
    fn decimal(self) -> Option<Decimal>;
}

macro_rules! exact {
    ($($integer:ty)*) => {$(
        impl Exact for $integer {
            fn decimal(self) -> Option<Decimal> {
                Some(Decimal::of_integer(i128::from(self)))
            }
        }
    )*};
}

exact!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Exact for f64 {
    fn decimal(self) -> Option<Decimal> {
        Decimal::of_float(self)
    }
}

/// §6.2.1 `multipleOf`, exact: 19.99 is a multiple of 0.01.
pub fn multiple_of(value: impl Exact, divisor: impl Exact, place: &Place<'_>, report: &mut Report) {
    let both = value.decimal().zip(divisor.decimal());
    if !both.is_some_and(|(value, divisor)| value.is_multiple_of(divisor)) {
        report.violation(place, || {
            let message = format!("{} is no multiple of {divisor}", spelled(value));
            Violation::new("multipleOf", message)
                .limited_to(numeral(divisor))
                .found(numeral(value))
        });
    }
}

/// §6.4.3 `uniqueItems`: no two elements are equal as JSON, where 1 is 1.0 and the order of members
/// doesn't count. Takes time in proportion to the text of all elements.
pub fn unique_items<T: Encode>(elements: &[T], place: &Place<'_>, report: &mut Report) {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        if let Some(first) = seen.insert(canonical(element.wire()), index) {
            report.violation(place, || {
                let message = format!("elements {first} and {index} are equal");
                Violation::new("uniqueItems", message).limited_to(true)
            });
            return;
        }
    }
}

/// §10.3.1.2 `items`: checks each element, unless enough is known already.
pub fn each<T>(
    elements: &[T],
    place: &Place<'_>,
    report: &mut Report,
    check: impl Fn(&T, &Place<'_>, &mut Report),
) {
    for (index, element) in elements.iter().enumerate() {
        check(element, &place.index(index), report);
        if report.is_settled() {
            return;
        }
    }
}

/// §10.3.2.3 `additionalProperties`: checks each entry, unless enough is known already.
pub fn entries<T>(
    entries: &BTreeMap<String, T>,
    place: &Place<'_>,
    report: &mut Report,
    check: impl Fn(&T, &Place<'_>, &mut Report),
) {
    for (name, value) in entries {
        check(value, &place.entry(name), report);
        if report.is_settled() {
            return;
        }
    }
}

/// §6.5.1 `not`: the value is none of the excluded type.
pub fn not<N: Decode>(
    value: &dyn Encode,
    check: decode::Check<N>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let json = serde_json::to_value(value.wire());
    let excluded = json.is_ok_and(|it| decode::attempt(&it, |it: N| it, check).is_ok());
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
    if let Err(violations) = decode::attempt(value, |it: T| it, check) {
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
    let found = canonical(Wire::Value(value));
    if !all.iter().any(|it| canonical(Wire::Value(it)) == found) {
        report.violation(place, || {
            let message = format!("expected one of {}", shorten(listed));
            Violation::new("enum", message)
                .limited_to(all)
                .found(value.clone())
        });
    }
}

/// §6.4.2 `minItems`
pub fn min_items(count: usize, least: usize, place: &Place<'_>, report: &mut Report) {
    if count < least {
        report.violation(place, || {
            let message = format!("{count} elements are fewer than {least}");
            Violation::new("minItems", message)
                .limited_to(least)
                .found(count)
        });
    }
}

/// §6.4.1 `maxItems`
pub fn max_items(count: usize, most: usize, place: &Place<'_>, report: &mut Report) {
    if count > most {
        report.violation(place, || {
            let message = format!("{count} elements are more than {most}");
            Violation::new("maxItems", message)
                .limited_to(most)
                .found(count)
        });
    }
}

/// §6.5.2 `minProperties`
pub fn min_properties(count: usize, least: usize, place: &Place<'_>, report: &mut Report) {
    if count < least {
        report.violation(place, || {
            let message = format!("{count} members are fewer than {least}");
            Violation::new("minProperties", message)
                .limited_to(least)
                .found(count)
        });
    }
}

/// §6.5.1 `maxProperties`
pub fn max_properties(count: usize, most: usize, place: &Place<'_>, report: &mut Report) {
    if count > most {
        report.violation(place, || {
            let message = format!("{count} members are more than {most}");
            Violation::new("maxProperties", message)
                .limited_to(most)
                .found(count)
        });
    }
}

/// A member, and whether it is there.
pub type Given = (&'static str, bool);

/// OpenAPI 3.0 `readOnly`: these members are not to be sent in a request.
pub fn read_only(members: &[Given], place: &Place<'_>, report: &mut Report) {
    if report.direction() == Some(Direction::Request) {
        withheld(members, "readOnly", "a request", place, report);
    }
}

/// OpenAPI 3.0 `writeOnly`: these members are not to be sent in a response.
pub fn write_only(members: &[Given], place: &Place<'_>, report: &mut Report) {
    if report.direction() == Some(Direction::Response) {
        withheld(members, "writeOnly", "a response", place, report);
    }
}

fn withheld(
    members: &[Given],
    keyword: &'static str,
    message: &str,
    place: &Place<'_>,
    report: &mut Report,
) {
    for (name, _) in members.iter().filter(|(_, is_present)| *is_present) {
        report.violation(place, || {
            let message = format!("member {name:?} is not to be sent in {message}");
            Violation::of_member(keyword, name, message).limited_to(true)
        });
    }
}

/// OpenAPI 3.0 `writeOnly`: where such a member is required, that holds for requests.
pub fn requested(members: &[Given], place: &Place<'_>, report: &mut Report) {
    if report.direction() == Some(Direction::Request) {
        for (name, _) in members.iter().filter(|(_, is_present)| !is_present) {
            report.violation(place, || missing(name));
        }
    }
}

/// One of several alternatives.
#[derive(Clone, Copy)]
pub struct Alternative<'a> {
    /// Whether the value says that it means this one: it requires something, or a member that is
    /// its own has come.
    pub is_meant: bool,
    /// Whether it requires something, so that it may fail to hold without a fault.
    pub requires: bool,
    /// Reports what is wrong with the value as this alternative.
    pub check: &'a dyn Fn(&mut Report),
}

/// §10.2.1.2 `anyOf`: at least one of several alternatives must find nothing to report. One that
/// requires nothing holds by its members, if it is meant: its violations are never excused.
pub fn any_of(alternatives: &[Alternative<'_>], place: &Place<'_>, report: &mut Report) {
    let (mut holds, mut excuses) = (false, false);
    let mut reasons: Vec<String> = Vec::new();
    let mut violated = Vec::new();
    for alternative in alternatives {
        let mut own = report.apart();
        (alternative.check)(&mut own);
        match own.finish() {
            Ok(()) => {
                holds = true;
                excuses |= alternative.is_meant;
            }
            Err(violations) if alternative.is_meant && !alternative.requires => {
                report.append(violations, &Place::ROOT);
                excuses = true;
            }
            Err(violations) => {
                let first = violations.iter().next().map(|it| it.message().to_owned());
                reasons.push(first.unwrap_or_default());
                violated.push(violations);
            }
        }
    }
    if excuses {
        return;
    }
    match violated.into_iter().next() {
        Some(violations) if holds => report.append(violations, &Place::ROOT),
        None => {}
        Some(_) => {
            let message = format!("no alternative holds: {}", reasons.join("; "));
            report.violation(place, || Violation::new("anyOf", message));
        }
    }
}

/// §6.5.3 `required`, of one alternative among several.
pub fn present(is_present: bool, name: &str, place: &Place<'_>, report: &mut Report) {
    if !is_present {
        report.violation(place, || missing(name));
    }
}

/// §10.2.1.2 `anyOf`, where each alternative that holds is a part of the value: there must be one.
pub fn any_part(present: &[bool], place: &Place<'_>, report: &mut Report) {
    if !present.contains(&true) {
        report.violation(place, || {
            Violation::new("anyOf", "no alternative holds: all parts are absent")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violated(check: impl Fn(&Place<'_>, &mut Report)) -> Vec<String> {
        let mut report = Report::default();
        check(&Place::ROOT, &mut report);
        match report.finish() {
            Ok(()) => Vec::new(),
            Err(violations) => violations
                .iter()
                .map(|it| it.keyword().to_owned())
                .collect(),
        }
    }

    #[test]
    fn lengths_count_code_points() {
        assert!(violated(|place, report| max_length("éé", 2, place, report)).is_empty());
        assert_eq!(
            violated(|place, report| min_length("éé", 3, place, report)),
            ["minLength"]
        );
    }

    #[test]
    fn exclusive_bounds_refuse_the_bound_itself() {
        assert!(violated(|place, report| minimum(3, 3, place, report)).is_empty());
        assert_eq!(
            violated(|place, report| exclusive_minimum(3, 3, place, report)),
            ["exclusiveMinimum"]
        );
    }
}
