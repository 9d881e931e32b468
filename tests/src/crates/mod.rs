//! Crates of many schemas, whoever had to be left out, and what their types say of instances.
//!
//! The generator refuses a document as a whole, and rustc a crate; here each schema is judged alone.

mod ask;
mod compile;
mod generate;

use std::collections::BTreeMap;

use codegen::Request;
use codegen::files::Files;

pub use ask::Asker;
pub use compile::compile;
pub use generate::generate;

/// One generated crate.
#[derive(Debug)]
pub struct Batch {
    /// Its name.
    pub name: String,
    /// Its files.
    pub files: Files,
    /// The Rust item of each schema that is tried.
    pub items: BTreeMap<String, String>,
}

/// A schema without a crate.
#[derive(Debug)]
pub struct Refused {
    /// The schema's name.
    pub name: String,
    /// The code of the finding, or `panic`.
    pub code: String,
}

/// A schema with a fault that isn't about any instance.
#[derive(Debug)]
pub struct Fault {
    /// The schema's name.
    pub name: String,
    /// What is wrong.
    pub what: String,
}

/// Makes the request for a crate of that name, of these schemas and of all that they refer to.
pub type Requests<'a> = &'a dyn Fn(&str, &[String]) -> Request;
