//! Which schemas, and which types, are the same.

pub mod fingerprint;
mod partition;
pub mod refine;
mod schemas;
mod types;

pub use refine::Class;
pub(crate) use schemas::canonical;
pub use schemas::classes;
pub use types::merge;
