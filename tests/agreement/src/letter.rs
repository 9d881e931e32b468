//! Schemas by the letter: what JSON Schema 2020-12 says, and nothing else.

use jsonschema::{Draft, Validator};
use serde_json::json;

use crate::graph::Components;

/// The validator of a component, which is taken as it is written.
///
/// # Panics
///
/// When `jsonschema` doesn't take the document.
pub fn by_the_letter(name: &str, components: &Components) -> Validator {
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": { "schemas": components },
    });
    let options = jsonschema::options().with_draft(Draft::Draft202012);
    match options.should_validate_formats(false).build(&document) {
        Ok(validator) => validator,
        Err(error) => panic!("jsonschema refuses {document}: {error}"),
    }
}
