//! An independent opinion on composed schemas: schemas and instances are made (or found in other
//! projects' documents), translated to JSON Schema, and judged by the `jsonschema` crate.
//!
//! The test asks generated crates the same. Where the contract means something else than JSON Schema,
//! a rule says so, and is counted.

pub mod constrained;
pub mod differences;
pub mod disagreements;
pub mod endless;
pub mod found;
pub mod graph;
pub mod instances;
pub mod known;
pub mod letter;
pub mod made;
pub mod opinion;
pub mod outline;
pub mod random;
pub mod reference;
pub mod remainder;
pub mod requests;
pub mod rules;
pub mod violated;
pub mod wild;
