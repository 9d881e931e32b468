//! The places that most members have: those of plain values, which every source fills by itself.

use super::scalar::{out_of_range, pick};
use super::{Constant, Fault, Filled, Scalar, Tag};

/// Where a value goes that is neither an array nor an object.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A string
    Text(&'a mut String),
    /// A string or `null`
    NullableText(&'a mut Option<String>),
    /// An integer
    Integer(&'a mut i64),
    /// An integer or `null`
    NullableInteger(&'a mut Option<i64>),
    /// One of a few constants
    Tag(&'a mut Tag),
    /// Nothing is kept: the value is this one.
    Constant(&'a Constant),
}

impl Slot<'_> {
    /// What fits, for messages.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Slot::Text(_) | Slot::NullableText(_) => "a string",
            Slot::Integer(_) | Slot::NullableInteger(_) => "an integer",
            Slot::Tag(_) | Slot::Constant(_) => "one of the listed values",
        }
    }

    /// Puts a value in its place. Whoever calls this knows which kind of value there is: of the rows
    /// below, two or three are left then.
    #[inline(always)]
    pub(super) fn put(self, found: Scalar<'_>) -> Filled {
        match (self, found) {
            (Slot::Text(slot), Scalar::Text(found)) => *slot = found.to_owned(),
            (Slot::NullableText(slot), Scalar::Text(found)) => *slot = Some(found.to_owned()),
            (Slot::NullableText(slot), Scalar::Null) => *slot = None,
            (Slot::Integer(slot), Scalar::Integer(found)) => *slot = within_range(found)?,
            (Slot::NullableInteger(slot), Scalar::Integer(found)) => {
                *slot = Some(within_range(found)?);
            }
            (Slot::NullableInteger(slot), Scalar::Null) => *slot = None,
            (Slot::Tag(tag), found) => tag.put(found)?,
            (Slot::Constant(only), found) => {
                pick(found, std::slice::from_ref(only))?;
            }
            (slot, found) => return slot.put_odd(found),
        }
        Ok(())
    }

    /// Puts a string in its place that needn't be copied.
    pub(super) fn put_text(self, found: String) -> Filled {
        match self {
            Slot::Text(slot) => *slot = found,
            Slot::NullableText(slot) => *slot = Some(found),
            other => return other.put(Scalar::Text(&found)),
        }
        Ok(())
    }

    /// Puts an integer in its place that is written with a fraction, and refuses all the rest.
    #[cold]
    fn put_odd(self, found: Scalar<'_>) -> Filled {
        match (self, found.as_integer()) {
            (slot @ (Slot::Integer(_) | Slot::NullableInteger(_)), whole @ Scalar::Integer(_)) => {
                slot.put(whole)
            }
            (slot, _) => Err(found.mismatch(slot.expected())),
        }
    }
}

#[inline]
fn within_range(found: i128) -> Result<i64, Fault> {
    i64::try_from(found).map_err(|_| out_of_range(found, i64::MIN, i64::MAX))
}
