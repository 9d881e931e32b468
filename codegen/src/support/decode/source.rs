//! A value that is about to be read, whatever format it comes from.

use super::{Constant, Kind, Later, Object, Scalar};
use crate::support::schema::Schema;
use crate::support::violation::{Violation, Violations};

/// The outcome of reading a value into its place.
pub type Filled = Result<(), Fault>;

/// Why a value was not read into its place.
#[derive(Debug)]
pub enum Fault {
    /// The value was read, but its place can't hold it.
    Unfit(Box<Violations>),
    /// The input itself is malformed; its deserializer keeps the error.
    Broken,
}

impl Fault {
    /// The same fault, of a value that this schema describes, unless it belongs to a schema further in.
    #[cold]
    pub(super) fn within(mut self, schema: Option<Schema>) -> Fault {
        if let Fault::Unfit(violations) = &mut self {
            violations.locate(schema);
        }
        self
    }
}

impl From<Violation> for Fault {
    fn from(violation: Violation) -> Self {
        Fault::Unfit(Box::new(violation.into()))
    }
}

/// A fault of the value at hand.
#[cold]
pub fn unfit(keyword: &'static str, message: impl Into<String>) -> Fault {
    Violation::new(keyword, message).into()
}

/// One value of the input, to be read at most once. A value that is never read is skipped.
pub trait Source {
    /// Reads a string into `slot`.
    fn string(&mut self, slot: &mut String) -> Filled;

    /// Reads an integer into `slot`.
    fn integer(&mut self, slot: &mut i64) -> Filled;

    /// Reads a string or `null` into `slot`.
    fn nullable_string(&mut self, slot: &mut Option<String>) -> Filled;

    /// Reads an integer or `null` into `slot`.
    fn nullable_integer(&mut self, slot: &mut Option<i64>) -> Filled;

    /// Reads one of `allowed`, and puts its index into `slot`.
    fn constant(&mut self, allowed: &[Constant], slot: &mut usize) -> Filled;

    /// Reads anything but an array or an object; `expected` names what was hoped for.
    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled;

    /// Reads an object, member by member.
    fn object(&mut self, object: &mut Object<'_>) -> Filled;

    /// Reads an array, element by element.
    fn array(&mut self, elements: &mut dyn Elements) -> Filled;

    /// Calls `some` with the value unless it is `null`.
    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled;

    /// Calls `read` with the value and its JSON type.
    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled;

    /// Reads the value as it is, whatever it is.
    fn value(&mut self, slot: &mut serde_json::Value) -> Filled;

    /// Keeps the value, whatever it is, until its type is known.
    fn later(&mut self, slot: &mut Later) -> Filled {
        let mut value = serde_json::Value::Null;
        let filled = self.value(&mut value);
        *slot = Later::Value(value);
        filled
    }
}

/// An array that is being read.
pub trait Elements {
    /// Reads the next element.
    fn element(&mut self, source: &mut dyn Source) -> Filled;
}
