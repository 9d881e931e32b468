//! Style: the best visitor that one would write by hand. One pass, a slot for each member of any
//! variant, the variant picked at the end, nothing buffered; it makes the generated crate's types.

mod audience;
mod one_pass;
mod operation;
mod push;

pub use audience::OrAudienceFilter;
pub use operation::PersonOperations;
pub use push::PushEvent;
