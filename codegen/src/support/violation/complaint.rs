//! What a check has to say, before it is known where: made into a violation in one piece of memory.

use serde_json::Value;

use super::{Found, Limit, Violation};
use crate::support::decode::shorten;
use crate::support::format::Format;
use crate::support::place::Place;
use crate::support::sentence::{Sentence, Spelled};

/// What is wrong with a value, before it is known where that stands.
#[derive(Debug)]
pub(in crate::support) struct Complaint<'a> {
    keyword: &'static str,
    sentence: Sentence,
    limit: Limit,
    found: Found<&'a str>,
}

impl<'a> Complaint<'a> {
    fn new(keyword: &'static str, sentence: Sentence, limit: Limit, found: Found<&'a str>) -> Self {
        Complaint {
            keyword,
            sentence,
            limit,
            found,
        }
    }

    /// About a string, and a number of characters.
    pub(in crate::support) fn of_length(
        keyword: &'static str,
        sentence: Sentence,
        limit: usize,
        found: &'a str,
    ) -> Self {
        Complaint::new(keyword, sentence, Limit::Count(limit), Found::Text(found))
    }

    /// About a string that is not of a format.
    pub(in crate::support) fn of_format(format: Format, found: &'a str) -> Self {
        let limit = Limit::Format(format);
        Complaint::new("format", Sentence::IsNot(format), limit, Found::Text(found))
    }

    /// About a string that an expression doesn't match.
    pub(in crate::support) fn of_pattern(pattern: &str, found: &'a str) -> Self {
        let limit = Limit::Json(Value::from(pattern));
        Complaint::new("pattern", Sentence::DoesNotMatch, limit, Found::Text(found))
    }

    /// About how many elements or members there are.
    pub(in crate::support) fn of_count(
        keyword: &'static str,
        sentence: Sentence,
        limit: usize,
        found: usize,
    ) -> Self {
        let found = Found::Json(Value::from(found));
        Complaint::new(keyword, sentence, Limit::Count(limit), found)
    }

    /// About a number.
    pub(in crate::support) fn of_number(
        keyword: &'static str,
        sentence: Sentence,
        limit: Value,
        found: Value,
    ) -> Self {
        Complaint::new(keyword, sentence, Limit::Json(limit), Found::Json(found))
    }

    /// The violation of the value at `place`.
    pub(in crate::support) fn at_place(self, place: &Place<'_>) -> Violation {
        let (schema, steps) = place.schema();
        let (text, found) = match self.found {
            Found::None => ("".into(), Found::None),
            Found::Text(text) => (shorten(text), Found::Text(())),
            Found::Json(value) => ("".into(), Found::Json(value)),
        };
        let mut whole = place.pointer_before(text.len());
        let pointer = whole.len();
        whole.push_str(&text);
        Violation {
            text: whole,
            pointer,
            schema,
            steps,
            keyword: self.keyword,
            member: None,
            limit: self.limit,
            found,
            sentence: self.sentence,
            spelled: Spelled::default(),
        }
    }
}
