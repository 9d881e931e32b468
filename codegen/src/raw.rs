//! The document as a tree of JSON values in document order, before anything is known about it.

use crate::diagnostics::printable;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use std::fmt::{self, Write};

/// One JSON value. Members keep the order of the document; keys are unique.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number written without fraction or exponent, exact.
    Integer(i128),
    /// Any other number; always finite when it comes from a document.
    Float(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Raw>),
    /// An object.
    Object(IndexMap<String, Raw>),
}

impl Raw {
    /// The member `key`, `None` where this is no object or has no such member.
    pub fn get(&self, key: &str) -> Option<&Raw> {
        self.as_object()?.get(key)
    }

    /// The value that `pointer` names, counted from this value as the root.
    ///
    /// Array indexes are decimal without leading zeros (RFC 6901 §4).
    pub fn at(&self, pointer: &Pointer) -> Option<&Raw> {
        pointer
            .segments()
            .try_fold(self, |value, segment| value.step(&segment))
    }

    /// The member or the element that one segment of a pointer names.
    pub fn step(&self, segment: &str) -> Option<&Raw> {
        match self {
            Raw::Object(members) => members.get(segment),
            Raw::Array(elements) => elements.get(array_index(segment)?),
            Raw::Null | Raw::Bool(_) | Raw::Integer(_) | Raw::Float(_) | Raw::String(_) => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Raw::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&IndexMap<String, Raw>> {
        match self {
            Raw::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Raw]> {
        match self {
            Raw::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Raw::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Raw::Null)
    }

    /// The kind of value for messages, with its article: `"a string"`, `"null"`.
    pub fn kind(&self) -> &'static str {
        match self {
            Raw::Null => "null",
            Raw::Bool(_) => "a boolean",
            Raw::Integer(_) => "an integer",
            Raw::Float(_) => "a number",
            Raw::String(_) => "a string",
            Raw::Array(_) => "an array",
            Raw::Object(_) => "an object",
        }
    }

    /// The same value for serde_json. Integers outside the ranges of `i64` and `u64` become the
    /// nearest `f64`; numbers that aren't finite become `null`.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::{Number, Value};
        match self {
            Raw::Null => Value::Null,
            Raw::Bool(value) => Value::Bool(*value),
            Raw::Integer(value) => match (u64::try_from(*value), i64::try_from(*value)) {
                (Ok(value), _) => Value::Number(value.into()),
                (_, Ok(value)) => Value::Number(value.into()),
                _ => Number::from_f64(*value as f64).map_or(Value::Null, Value::Number),
            },
            Raw::Float(value) => Number::from_f64(*value).map_or(Value::Null, Value::Number),
            Raw::String(text) => Value::String(text.clone()),
            Raw::Array(elements) => elements.iter().map(Raw::to_json).collect(),
            Raw::Object(members) => members
                .iter()
                .map(|(key, value)| (key.clone(), value.to_json()))
                .collect(),
        }
    }

    /// The tree of a serde_json value, members in its order of iteration.
    pub fn from_json(value: &serde_json::Value) -> Raw {
        use serde_json::Value;
        match value {
            Value::Null => Raw::Null,
            Value::Bool(value) => Raw::Bool(*value),
            Value::Number(number) => match (number.as_i128(), number.as_f64()) {
                (Some(integer), _) => Raw::Integer(integer),
                (None, Some(float)) => Raw::Float(float),
                (None, None) => Raw::Null,
            },
            Value::String(text) => Raw::String(text.clone()),
            Value::Array(elements) => Raw::Array(elements.iter().map(Raw::from_json).collect()),
            Value::Object(members) => Raw::Object(
                members
                    .iter()
                    .map(|(key, value)| (key.clone(), Raw::from_json(value)))
                    .collect(),
            ),
        }
    }

    /// Compact JSON, a whole number without a fraction: `1.0` becomes `1`.
    pub fn plain(&self) -> String {
        match crate::schema::Number::of(self) {
            Some(number) => number.to_string(),
            None => self.to_string(),
        }
    }

    /// The compact JSON for use in a message: at most `max` characters of it, then `…`, with
    /// control and bidirectional characters escaped.
    ///
    /// `[1,2,3]` with `max` 4 becomes `[1,2…`.
    pub fn excerpt(&self, max: usize) -> String {
        let mut cut = Cut {
            text: String::new(),
            left: max,
        };
        let ending = match write!(cut, "{self}") {
            Ok(()) => "",
            Err(fmt::Error) => "…",
        };
        format!("{}{ending}", printable(&cut.text))
    }
}

impl fmt::Display for Raw {
    /// Compact JSON, members in document order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Raw::Null => f.write_str("null"),
            Raw::Bool(value) => write!(f, "{value}"),
            Raw::Integer(value) => write!(f, "{value}"),
            Raw::Float(value) => match serde_json::Number::from_f64(*value) {
                Some(number) => write!(f, "{number}"),
                None => f.write_str("null"),
            },
            Raw::String(text) => write_string(f, text),
            Raw::Array(elements) => {
                f.write_char('[')?;
                for (index, element) in elements.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{element}")?;
                }
                f.write_char(']')
            }
            Raw::Object(members) => {
                f.write_char('{')?;
                for (index, (key, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_string(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            // RFC 8259 §7: U+0000 to U+001F must be escaped.
            '\0'..='\u{1f}' => write!(f, "\\u{:04x}", u32::from(c))?,
            other => f.write_char(other)?,
        }
    }
    f.write_char('"')
}

/// Decimal digits without leading zeros, as RFC 6901 §4 has it.
fn array_index(segment: &str) -> Option<usize> {
    let index: usize = segment.parse().ok()?;
    (index.to_string() == segment).then_some(index)
}

/// Keeps the first `left` characters and then stops the writer with an error.
struct Cut {
    text: String,
    left: usize,
}

impl Write for Cut {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.write_char(c))
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
        self.text.push(c);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
