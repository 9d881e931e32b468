//! What violations say, in words: put together when it is asked for.

use std::sync::OnceLock;

use super::decode::quoted;
use super::format::Format;
use serde_json::Value;

/// A sentence about what was found and what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sentence {
    /// As it was said.
    Said(String),
    /// §7 `format`
    IsNot(Format),
    /// §6.3.2 `minLength`
    IsShorter,
    /// §6.3.1 `maxLength`
    IsLonger,
    /// §6.3.3 `pattern`
    DoesNotMatch,
    /// §6.4, §6.5: the least number of elements or members
    AreFewer(&'static str),
    /// §6.4, §6.5: the greatest one
    AreMore(&'static str),
    /// §6.2.4 `minimum`
    IsLess,
    /// §6.2.2 `maximum`
    IsGreater,
    /// §6.2.5 `exclusiveMinimum`
    IsNotGreater,
    /// §6.2.3 `exclusiveMaximum`
    IsNotLess,
    /// §6.2.1 `multipleOf`
    IsNoMultiple,
}

impl Sentence {
    /// The sentence, with the string or the other value that was found.
    fn spell(&self, text: &str, found: Option<&Value>, limit: Option<&Value>) -> String {
        let plain = |it: Option<&Value>| match it {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        let (found, limit) = (plain(found), plain(limit));
        match self {
            Sentence::Said(message) => message.clone(),
            Sentence::IsNot(format) => format!("{} is not {}", quoted(text), format.description()),
            Sentence::IsShorter => format!("{} is shorter than {limit} characters", quoted(text)),
            Sentence::IsLonger => format!("{} is longer than {limit} characters", quoted(text)),
            Sentence::DoesNotMatch => format!("{} doesn't match {}", quoted(text), quoted(&limit)),
            Sentence::AreFewer(things) => format!("{found} {things} are fewer than {limit}"),
            Sentence::AreMore(things) => format!("{found} {things} are more than {limit}"),
            Sentence::IsLess => format!("{found} is less than {limit}"),
            Sentence::IsGreater => format!("{found} is greater than {limit}"),
            Sentence::IsNotGreater => format!("{found} is not greater than {limit}"),
            Sentence::IsNotLess => format!("{found} is not less than {limit}"),
            Sentence::IsNoMultiple => format!("{found} is no multiple of {limit}"),
        }
    }
}

/// A sentence once it was asked for. It follows from the rest of the violation, so all are equal.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelled(OnceLock<Box<str>>);

impl Spelled {
    /// The sentence; `found` and `limit` are asked for where it is spelled for the first time.
    pub(super) fn get<'a>(
        &'a self,
        sentence: &'a Sentence,
        text: &str,
        found: Option<&Value>,
        limit: impl FnOnce() -> Option<Value>,
    ) -> &'a str {
        if let Sentence::Said(message) = sentence {
            return message;
        }
        self.0.get_or_init(|| {
            let limit = limit();
            sentence.spell(text, found, limit.as_ref()).into()
        })
    }
}

impl PartialEq for Spelled {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Spelled {}
