//! Tables instead of code: a line a member says all that reading and writing need to know.

mod enums;
mod joined;
mod objects;
mod schemas;

pub(crate) use enums::{constants, open_words, words};
pub(crate) use joined::{blank, joined, members, slot};
pub(crate) use objects::{fields, object, others, places};
pub(crate) use schemas::{elsewhere, schemas, within};

/// Types whose Rust says all: `validate` has nothing to look at.
macro_rules! unconstrained {
    (types { $($name:ident,)* }) => {$(
        impl $crate::support::validate::Validate for $name {}
    )*};
}

pub(crate) use unconstrained;
