//! `schema-map.json` is what its own schema says, by the `jsonschema` crate.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

use serde_json::{Value, json};
use std::path::Path;

fn json(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_projects_map_fits_its_schema() {
    let validator = jsonschema::draft202012::new(&json("docs/schema-map.schema.json")).unwrap();
    let map = json("generated/schema-map.json");
    let faults: Vec<String> = validator
        .iter_errors(&map)
        .map(|it| format!("{it} at {}", it.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_schema_refuses_other_maps() {
    let validator = jsonschema::draft202012::new(&json("docs/schema-map.schema.json")).unwrap();
    let map = |items: Value, schemas: Value| {
        validator.is_valid(&json!({"generated": "", "items": items, "schemas": schemas}))
    };
    assert!(map(
        json!({"Pet": ["models/pet.yaml#/Pet"]}),
        json!({"models/pet.yaml#/Pet": "Pet", "/a~1b": null}),
    ));
    for items in [
        json!({"Pet": []}),
        json!({"Pet": {}}),
        json!({"Pet": ["a"]}),
        json!({"Pet<T>": ["/a"]}),
    ] {
        assert!(!map(items.clone(), json!({})), "{items}");
    }
    for schemas in [
        json!({"/a": {}}),
        json!({"a": "Pet"}),
        json!({"/~": "Pet"}),
        json!({"/a": ""}),
        json!({"/a": 1}),
    ] {
        assert!(!map(json!({}), schemas.clone()), "{schemas}");
    }
    assert!(!validator.is_valid(&json!({"items": {}, "schemas": {}})));
}
