//! What a schema may ask of a value, one clause a keyword (or two that belong together).

use serde_json::{Value, json};

/// The types that schemas name; the empty one names none.
pub(super) const TYPES: [&str; 7] = [
    "string", "integer", "number", "boolean", "array", "object", "",
];

/// The clauses that are about a type: each is a part of a schema. `inner` makes schemas for what
/// stands inside.
pub(super) fn clauses(ty: &str, inner: &mut dyn FnMut() -> Value) -> Vec<Value> {
    match ty {
        "string" => texts(),
        "integer" => [whole(), either()].concat(),
        "number" => [broken(), either()].concat(),
        "boolean" => vec![
            json!({}),
            json!({ "enum": [true] }),
            json!({ "not": { "enum": [false] } }),
        ],
        "array" => arrays(inner),
        "object" => objects(inner),
        _ => {
            let each = [texts(), whole(), broken(), either()];
            let mut all = each.concat();
            all.extend(arrays(inner));
            all.extend(objects(inner));
            all.extend(any());
            all
        }
    }
}

/// Both bounds of a limit are tried; astral characters have two units in UTF-16, four in UTF-8.
fn texts() -> Vec<Value> {
    vec![
        json!({ "minLength": 2 }),
        json!({ "minLength": 0 }),
        json!({ "maxLength": 4 }),
        json!({ "maxLength": 0 }),
        json!({ "minLength": 3, "maxLength": 3 }),
        json!({ "pattern": "^[a-z]+$" }),
        json!({ "pattern": "b" }),
        json!({ "pattern": "^\\d{2}\\D?$" }),
        json!({ "format": "date-time" }),
        json!({ "format": "ipv4" }),
        json!({ "format": "email" }),
        json!({ "enum": ["low", "mid", "", "\u{1F600}"] }),
        json!({ "enum": ["low", "12b", "", null], "nullable": true }),
        json!({ "not": { "enum": ["abc"] } }),
        json!({ "not": { "minLength": 5 } }),
    ]
}

/// Of integers; bounds between two of them, too.
fn whole() -> Vec<Value> {
    vec![
        json!({ "minimum": -2 }),
        json!({ "minimum": 3, "exclusiveMinimum": true }),
        json!({ "minimum": 0.5, "exclusiveMinimum": true }),
        json!({ "minimum": -1.5 }),
        json!({ "maximum": 9 }),
        json!({ "maximum": 12, "exclusiveMaximum": true }),
        json!({ "maximum": 8.5, "exclusiveMaximum": true }),
        json!({ "maximum": 10.25, "exclusiveMaximum": false }),
        json!({ "multipleOf": 3 }),
        json!({ "multipleOf": 1.5 }),
        json!({ "format": "int32" }),
        // No integer of the type is within.
        json!({ "format": "int32", "minimum": 3_000_000_000_u64 }),
        json!({ "format": "int32", "maximum": -3_000_000_000_i64 }),
        json!({ "enum": [1, 2, 5] }),
    ]
}

fn broken() -> Vec<Value> {
    vec![
        json!({ "minimum": 0.5 }),
        json!({ "minimum": 0.1, "exclusiveMinimum": true }),
        json!({ "maximum": 2.75 }),
        json!({ "maximum": 7.3, "exclusiveMaximum": true }),
        json!({ "multipleOf": 0.01 }),
        json!({ "multipleOf": 0.25 }),
        json!({ "format": "double" }),
        json!({ "enum": [1, 2.5, -0.1, 1e3] }),
    ]
}

/// Of integers and of other numbers.
fn either() -> Vec<Value> {
    vec![
        json!({ "minimum": 0, "maximum": 0 }),
        json!({ "minimum": 1, "exclusiveMinimum": false }),
        json!({ "multipleOf": 2 }),
        json!({ "not": { "enum": [4] } }),
        json!({ "not": { "minimum": 6 } }),
    ]
}

fn arrays(inner: &mut dyn FnMut() -> Value) -> Vec<Value> {
    vec![
        json!({ "items": inner() }),
        json!({ "items": inner(), "uniqueItems": true }),
        json!({ "items": {}, "uniqueItems": true }),
        json!({ "items": { "type": "number" }, "uniqueItems": true }),
        json!({ "minItems": 2 }),
        json!({ "maxItems": 3 }),
        json!({ "minItems": 1, "maxItems": 1 }),
        json!({ "uniqueItems": false }),
        json!({ "enum": [[], [1], [1, "a"], [[1]]] }),
        json!({ "not": { "minItems": 4 } }),
    ]
}

fn objects(inner: &mut dyn FnMut() -> Value) -> Vec<Value> {
    vec![
        json!({ "properties": { "a": inner(), "b": inner() } }),
        json!({ "properties": { "a": inner() }, "required": ["a"] }),
        json!({ "properties": { "a": inner(), "c/d~e": inner() }, "additionalProperties": false }),
        json!({ "properties": { "b": inner() }, "additionalProperties": inner() }),
        json!({ "required": ["a", "z"], "additionalProperties": true }),
        json!({ "additionalProperties": inner() }),
        json!({ "additionalProperties": false }),
        json!({ "additionalProperties": true }),
        json!({ "minProperties": 1 }),
        json!({ "maxProperties": 2 }),
        json!({ "minProperties": 2, "maxProperties": 2 }),
        json!({ "enum": [{ "a": 1 }, { "a": 1, "b": [2] }, {}] }),
        json!({ "not": { "required": ["b"] } }),
        json!({ "properties": { "a": inner(), "b": {} }, "not": { "required": ["a", "b"] } }),
    ]
}

/// Of whatever type.
fn any() -> Vec<Value> {
    vec![
        json!({}),
        json!({ "enum": [null, 1, "one", true, [1], { "a": 1 }] }),
        json!({ "not": { "type": "string" } }),
        json!({ "not": { "enum": [1, "a"] } }),
    ]
}
