//! The ways in: JSON text or a JSON value to a checked value, or everything that is wrong with it.

use std::fmt;

use super::decode::{Decode, read, read_text, read_tree};
use super::locate::locate;
use super::place::Place;
use super::report::Report;
use super::schema::Schema;
use super::validate::Validate;
use super::violation::Violations;

/// Decodes JSON text and checks it against its schema.
///
/// # Errors
///
/// Malformed JSON (including text that isn't UTF-8), or all violations, structural ones and broken
/// constraints alike.
pub fn decode<T: Validate>(json: &[u8]) -> Result<T, DecodeError> {
    decode_str(as_text(json)?)
}

/// Decodes JSON text and checks it against its schema.
///
/// # Errors
///
/// Malformed JSON, or all violations, structural ones and broken constraints alike.
pub fn decode_str<T: Validate>(json: &str) -> Result<T, DecodeError> {
    // What is compiled for each type is little: all else works on any of them.
    let mut value = T::blank();
    let structure = match read_text(&mut value, json) {
        Some(structure) => structure,
        None => {
            value = T::blank();
            read_odd_text(&mut value, json)?
        }
    };
    let check = |report: &mut Report| value.check(&Place::ROOT, report);
    complete(structure, T::schema(), &check).map_err(|it| it.placed_in(json))?;
    Ok(value)
}

/// Decodes a JSON value and checks it against its schema.
///
/// # Errors
///
/// All violations, structural ones and broken constraints alike.
pub fn from_value<T: Validate>(json: serde_json::Value) -> Result<T, DecodeError> {
    let mut value = T::blank();
    let structure = read_tree(&mut value, json);
    let check = |report: &mut Report| value.check(&Place::ROOT, report);
    complete(structure, T::schema(), &check)?;
    Ok(value)
}

fn as_text(json: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(json).map_err(|error| {
        let before = String::from_utf8_lossy(&json[..error.valid_up_to()]);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|it| *it != '\n').count() + 1;
        DecodeError::malformed("invalid UTF-8".to_owned(), line, column)
    })
}

/// Reads text that is malformed, or may be: serde_json decides.
fn read_odd_text(
    value: &mut dyn Decode,
    json: &str,
) -> Result<Result<(), Violations>, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    read(value, &mut deserializer)
        .and_then(|structure| deserializer.end().map(|()| structure))
        .map_err(|error| {
            // serde_json appends the place to its message.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            DecodeError::malformed(message.to_owned(), error.line(), error.column())
        })
}

fn complete(
    mut structure: Result<(), Violations>,
    schema: Option<Schema>,
    check: &dyn Fn(&mut Report),
) -> Result<(), DecodeError> {
    if let Err(violations) = &mut structure {
        violations.locate(schema);
    }
    Report::complete(structure, None, check).map_err(DecodeError::from)
}

/// Why a value could not be decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct DecodeError {
    /// What is wrong with the JSON text itself, if it is malformed.
    syntax: Option<String>,
    violations: Violations,
    place: Option<(usize, usize)>,
}

impl DecodeError {
    fn malformed(message: String, line: usize, column: usize) -> Self {
        DecodeError {
            syntax: Some(message),
            violations: Violations::default(),
            place: (line > 0).then_some((line, column)),
        }
    }

    /// The same, with the line and column of the first violation in the text that it is about.
    fn placed_in(mut self, json: &str) -> Self {
        let first = self.violations.iter().next();
        self.place = first.and_then(|it| locate(json, it.pointer()));
        self
    }

    /// Everything that is wrong with the value; empty if the JSON itself is malformed.
    pub fn violations(&self) -> &Violations {
        &self.violations
    }

    /// What is wrong with the JSON text itself, if it is malformed.
    pub(super) fn syntax(&self) -> Option<&str> {
        self.syntax.as_deref()
    }

    /// Whether the input is no JSON at all.
    pub fn is_malformed(&self) -> bool {
        self.syntax.is_some()
    }

    /// The line of the first fault, from 1, where the input was text.
    pub fn line(&self) -> Option<usize> {
        self.place.map(|(line, _)| line)
    }

    /// The column of the first fault, from 1, where the input was text.
    pub fn column(&self) -> Option<usize> {
        self.place.map(|(_, column)| column)
    }
}

impl From<Violations> for DecodeError {
    fn from(violations: Violations) -> Self {
        DecodeError {
            syntax: None,
            violations,
            place: None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.syntax {
            Some(message) => write!(f, "malformed JSON: {message}")?,
            None => write!(f, "{}", self.violations)?,
        }
        match self.place {
            Some((line, column)) if self.is_malformed() => {
                write!(f, " at line {line} column {column}")
            }
            Some((line, column)) => write!(f, "\n(the first at line {line} column {column})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {}
