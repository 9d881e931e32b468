//! What the `jsonschema` crate says is violated: where in the instance, and which keyword.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::Value;

use crate::graph::Components;
use crate::reference::{compile_with_formats, translate};
use crate::rules::Rules;

/// Instance pointers, each with a keyword.
pub type Violated = BTreeSet<(String, String)>;

/// The opinion on the instances of one component.
#[derive(Debug)]
pub struct Reference(Validator);

impl Reference {
    /// The opinion on a component.
    pub fn of(name: &str, components: &Components) -> Reference {
        Reference(compile_with_formats(&translate(
            name,
            components,
            &Rules::new(),
        )))
    }

    /// All that is violated.
    pub fn violated(&self, instance: &Value) -> Violated {
        let errors = self.0.iter_errors(instance);
        let each = errors.map(|it| {
            let keyword = match it.kind().keyword() {
                // How `additionalProperties: false` is told where it stands alone.
                "falseSchema" => "additionalProperties",
                keyword => keyword,
            };
            (it.instance_path().to_string(), keyword.to_owned())
        });
        each.collect()
    }
}
