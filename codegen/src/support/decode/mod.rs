//! Reading a value into its place: each type fills itself from a [`Source`], and what doesn't fit
//! is collected as it goes by, so that one pass over the input finds every structural fault.
//!
//! Everything schema-specific is behind `dyn`: the code that talks to serde exists once per input
//! format, not once per type.

mod attempt;
mod disguise;
mod fault;
mod kept;
mod known;
mod later;
mod memory;
mod object;
mod scalar;
mod serde_begun;
mod serde_later;
mod serde_nested;
mod serde_scalars;
mod serde_source;
mod slot;
mod source;
mod table;
mod text_scan;
mod text_source;
mod text_value;
mod tree_source;
mod whole;
mod wrapper;

pub use attempt::{Check, attempt, fits};
pub(crate) use fault::add;
pub use fault::{Fault, Filled, unfit, within, wrong_kind};
pub(crate) use kept::read_members;
pub(crate) use known::Known;
pub use known::word;
pub use later::Later;
pub(crate) use later::{kind_of, scalar_of};
pub(crate) use memory::{Reading, Remembering};
pub use object::{Entries, Object, Presence, impossible, members, object};
pub(crate) use object::{missing, unexpected};
pub use scalar::{Constant, Kind, Scalar, Tag, constant, text};
pub(crate) use scalar::{any_of, not_listed, quoted, shorten};
pub use serde_source::read;
pub(crate) use serde_source::refuse_deep;
pub use slot::Slot;
pub use source::{Elements, Source};
pub use table::{Member, Need, Others, Table};
pub(crate) use text_source::read_text;
pub(crate) use tree_source::{read_again, read_tree};
pub use wrapper::variant;

use std::collections::BTreeMap;

use serde::de::Deserializer;
use serde_json::Value;

use super::schema::Described;

/// A type that can be read from any self-describing input.
pub trait Decode: Described + 'static {
    /// A value to be overwritten by [`fill`](Self::fill): cheap, and never seen by users.
    fn blank() -> Self
    where
        Self: Sized;

    /// What is known of the members of every value, if it is an object that declares some.
    fn table() -> &'static Table
    where
        Self: Sized,
    {
        Table::none()
    }

    /// Reads a value: the body of every `Deserialize` implementation.
    ///
    /// # Errors
    ///
    /// The deserializer's own error where the input is malformed; otherwise one that lists what
    /// doesn't fit, each with its JSON Pointer.
    fn read_from<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Sized,
    {
        // A method of the trait is compiled beside the type's other code, and shares it.
        let mut value = Self::blank();
        serde_source::read_whole(&mut value, deserializer)?;
        Ok(value)
    }

    /// Replaces a blank value by what `source` holds.
    ///
    /// # Errors
    ///
    /// Says what doesn't fit. The value may be partly blank then, and the source has been read to
    /// its end all the same.
    fn fill(&mut self, source: &mut dyn Source) -> Filled;

    /// Where the value of a member goes that has come, if it is a plain one: [`fill`](Self::fill) needn't be
    /// called then. The place of a member that needn't come is there from now on, and holds no `null` unless
    /// that is one of its values: `null` isn't the same as absent.
    fn slot(&mut self, need: Need) -> Option<Slot<'_>> {
        let _ = need;
        None
    }

    /// Replaces a blank value that may be left out, where it is not.
    ///
    /// # Errors
    ///
    /// Those of [`fill`](Self::fill).
    fn fill_present(&mut self, source: &mut dyn Source) -> Filled {
        self.fill(source)
    }

    /// The members of an object as entries of a map of this type, where they are that already.
    fn entries(
        members: BTreeMap<String, Value>,
    ) -> Result<BTreeMap<String, Self>, BTreeMap<String, Value>>
    where
        Self: Sized,
    {
        Err(members)
    }

    /// Where a plain value goes, or `null`.
    fn nullable_slot(slot: &mut Option<Self>) -> Option<Slot<'_>>
    where
        Self: Sized,
    {
        let _ = slot;
        None
    }

    /// Replaces `slot`, whatever it holds, by what `source` holds: a value or `null`.
    ///
    /// # Errors
    ///
    /// Those of [`fill`](Self::fill).
    fn fill_nullable(slot: &mut Option<Self>, source: &mut dyn Source) -> Filled
    where
        Self: Sized,
    {
        if let Some(slot) = Self::nullable_slot(slot) {
            return source.plain(slot);
        }
        *slot = None;
        source.nullable(&mut |source| slot.insert(Self::blank()).fill(source))
    }
}
