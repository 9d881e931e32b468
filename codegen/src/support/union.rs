//! Unions: which variant a value is, and how it is put together from what has been read before that was
//! known.

mod build;
mod choice;
mod claim;
mod open;
mod tag;
mod trial;

pub use build::{
    Built, Unbuilt, boxed, each, from_buffer, from_buffers, from_later, from_text, non_null, read,
    settle, some, take, wrap,
};
pub use choice::{Alternative, Candidate, exactly_one, indices};
pub use claim::Claim;
pub use open::open;
pub use tag::{assume, at_member, expect_text, expect_value, no_variant, unknown_tag, which};
pub use trial::{Part, Tagged, Trial, by_tag, every_match, first_match, matching, untagged, whole};
