//! A value that is about to be read, whatever format it comes from.

use super::{Filled, Kind, Later, Object, Scalar, Slot};

/// One value of the input, to be read at most once. A value that is never read is skipped.
pub trait Source {
    /// Reads a plain value into its place.
    fn plain(&mut self, slot: Slot<'_>) -> Filled;

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
