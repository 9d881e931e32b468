//! One module per command.

pub(crate) mod codegen;
pub(crate) mod corpus;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod lint;
