//! Payloads, and the types of the generated crate once more in the styles it is compared with: each
//! file is one style, written as one would by hand.

pub mod by_hand;
pub mod derived;
pub mod merged;
pub mod payloads;
pub mod styles;
pub mod tagged;
pub mod turns;
pub mod untagged;
