//! Style: serde's derives, internally tagged, every `allOf` merged into one struct.

mod person;
mod push;

pub use person::*;
pub use push::*;
