//! Strings: how long they are, and what they look like.

use std::fmt::Debug;

use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::{Complaint, TextRule};

/// A string; none where it may be left out or `null`, and is.
pub trait Text {
    /// The string, if there is one.
    fn text(&self) -> Option<&str>;
}

impl Text for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref()?.text()
    }
}

/// A regular expression.
pub trait Expression {
    /// As the schema has it.
    fn source(&self) -> &str;

    /// Whether some part of a string matches.
    fn matches(&self, text: &str) -> bool;
}

/// A way to write strings.
pub trait Spelling: Debug + Sync {
    /// What it is called.
    fn name(&self) -> &'static str;

    /// What a string that is written so is, with its article.
    fn description(&self) -> &'static str;

    /// Whether a string is written so.
    fn admits(&self, text: &str) -> bool;
}

impl PartialEq for dyn Spelling {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Spelling {}

/// §6.3.2 `minLength`: at least `least` characters. Code points count, not bytes.
pub fn min_length(
    value: &(impl Text + ?Sized),
    least: usize,
    place: &Place<'_>,
    report: &mut Report,
) {
    // A string has at most as many code points as bytes.
    if let Some(text) = value.text()
        && (text.len() < least || text.chars().count() < least)
    {
        report.complaint(place, || {
            Complaint::of_text(TextRule::MinLength(least), text)
        });
    }
}

/// §6.3.1 `maxLength`: at most `most` characters. Code points count, not bytes.
pub fn max_length(
    value: &(impl Text + ?Sized),
    most: usize,
    place: &Place<'_>,
    report: &mut Report,
) {
    if let Some(text) = value.text()
        && text.len() > most
        && text.chars().count() > most
    {
        report.complaint(place, || {
            Complaint::of_text(TextRule::MaxLength(most), text)
        });
    }
}

/// §6.3.3 `pattern`: some part of the string matches.
pub fn pattern(
    value: &(impl Text + ?Sized),
    pattern: &dyn Expression,
    place: &Place<'_>,
    report: &mut Report,
) {
    if let Some(text) = value.text()
        && !pattern.matches(text)
    {
        report.complaint(place, || {
            Complaint::of_text(TextRule::Pattern(pattern.source().into()), text)
        });
    }
}

/// §7 `format`: the string is written as its format asks.
pub fn format(
    value: &(impl Text + ?Sized),
    format: &'static dyn Spelling,
    place: &Place<'_>,
    report: &mut Report,
) {
    if let Some(text) = value.text()
        && !format.admits(text)
    {
        report.complaint(place, || Complaint::of_text(TextRule::Format(format), text));
    }
}
