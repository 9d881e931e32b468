//! Which schemas, and which types, are the same.

mod copies;
mod drift;
pub mod fingerprint;
mod partition;
pub mod refine;
mod schemas;
mod types;

pub use copies::recover;
pub(crate) use copies::{Called, choose};
pub use drift::report_drift;
pub use refine::Class;
pub(crate) use schemas::canonical;
pub use schemas::classes;
pub use types::{differing, merge};
