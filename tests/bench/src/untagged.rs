//! Style: serde's derives, every union untagged: each variant has its constant as an enum of one.

mod data;
mod person;
mod push;

pub use data::*;
pub use person::*;
pub use push::*;
