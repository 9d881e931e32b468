//! Schemas by the letter: what JSON Schema 2020-12 says, and nothing else.

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

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

/// Whether two values are the same, however their numbers are written.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, value): (&String, &Value)| {
                other.get(name).is_some_and(|it| is_same(value, it))
            };
            one.len() == other.len() && one.iter().all(same)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}
