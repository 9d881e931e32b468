//! Strings: how long they are, and what they look like.

use crate::support::decode::quoted;
use crate::support::format::Format;
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::Violation;

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
