//! Strings: how long they are, and what they look like.

use crate::support::format::Format;
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::{Complaint, TextRule};

/// §6.3.2 `minLength`: at least `least` characters. Code points count, not bytes.
pub fn min_length(value: &str, least: usize, place: &Place<'_>, report: &mut Report) {
    // A string has at most as many code points as bytes.
    if value.len() < least || value.chars().count() < least {
        report.complaint(place, || {
            Complaint::of_text(TextRule::MinLength(least), value)
        });
    }
}

/// §6.3.1 `maxLength`: at most `most` characters. Code points count, not bytes.
pub fn max_length(value: &str, most: usize, place: &Place<'_>, report: &mut Report) {
    if value.len() > most && value.chars().count() > most {
        report.complaint(place, || {
            Complaint::of_text(TextRule::MaxLength(most), value)
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
        report.complaint(place, || {
            Complaint::of_text(TextRule::Pattern(source.into()), value)
        });
    }
}

/// §7 `format`: the string is written as its format asks.
pub fn format(value: &str, format: Format, place: &Place<'_>, report: &mut Report) {
    if !format.admits(value) {
        report.complaint(place, || {
            Complaint::of_text(TextRule::Format(format), value)
        });
    }
}
