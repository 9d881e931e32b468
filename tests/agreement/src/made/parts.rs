//! The parts that schemas are made of: components to refer to, and small schemas to combine.

use serde_json::{Value, json};

use crate::graph::Components;

/// A reference to a component.
pub(super) fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The components that made schemas refer to.
pub(super) fn helpers() -> Components {
    let all = json!({
        "Base": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": { "type": "integer" },
                "note": { "type": "string" },
            },
        },
        "Named": {
            "type": "object",
            "required": ["name"],
            "properties": { "name": { "type": "string", "minLength": 1, "maxLength": 8 } },
        },
        "Cat": {
            "type": "object",
            "required": ["kind"],
            "properties": {
                "kind": { "type": "string", "enum": ["cat"] },
                "lives": { "type": "integer", "minimum": 0, "maximum": 9 },
            },
        },
        "Dog": {
            "type": "object",
            "required": ["kind", "bark"],
            "properties": {
                "kind": { "type": "string", "enum": ["dog", "puppy"] },
                "bark": { "type": "boolean" },
            },
        },
        "Bird": {
            "type": "object",
            "required": ["kind"],
            "properties": { "kind": { "type": "string" }, "wings": { "type": "integer" } },
        },
        "Fish": {
            "type": "object",
            "properties": { "fins": { "type": "integer" }, "kind": { "type": "string" } },
        },
        "Snail": { "type": "object", "properties": { "house": { "type": "boolean" } } },
        "Level": { "type": "string", "enum": ["low", "mid", "high"] },
        "Amount": { "type": "number", "minimum": 0 },
        "Code": { "type": "string", "minLength": 2, "maxLength": 4 },
        "Closed": {
            "type": "object",
            "properties": { "a": { "type": "string" }, "b": { "type": "integer" } },
            "additionalProperties": false,
        },
        "Labels": { "type": "object", "additionalProperties": { "type": "string" } },
        "Node": {
            "type": "object",
            "required": ["value"],
            "properties": { "value": { "type": "integer" }, "next": refer("Node") },
        },
        "Tree": {
            "type": "object",
            "properties": {
                "leaf": { "type": "string" },
                "children": { "type": "array", "items": refer("Tree") },
            },
        },
        "Circle": {
            "type": "object",
            "required": ["shape", "radius"],
            "properties": {
                "shape": { "type": "string", "enum": ["circle"] },
                "radius": { "type": "number", "minimum": 0 },
            },
        },
        "Square": {
            "type": "object",
            "required": ["shape", "side"],
            "properties": {
                "shape": { "type": "string", "enum": ["square"] },
                "side": { "type": "number", "minimum": 0 },
            },
        },
        "Shape": { "oneOf": [refer("Circle"), refer("Square")] },
        "Pet": {
            "oneOf": [refer("Cat"), refer("Dog")],
            "discriminator": { "propertyName": "kind" },
        },
        "Vehicle": {
            "type": "object",
            "required": ["model"],
            "properties": { "model": { "type": "string" }, "wheels": { "type": "integer" } },
            "discriminator": { "propertyName": "model", "mapping": { "truck": "Lorry" } },
        },
        "Car": {
            "allOf": [refer("Vehicle"), { "type": "object", "properties": { "doors": { "type": "integer" } } }],
        },
        "Lorry": {
            "allOf": [refer("Vehicle"), { "type": "object", "required": ["load"], "properties": { "load": { "type": "number" } } }],
        },
        "Employee": {
            "allOf": [
                refer("Named"),
                { "type": "object", "properties": { "manager": refer("Employee") } },
            ],
        },
        "Expression": {
            "oneOf": [
                { "type": "integer" },
                {
                    "type": "object",
                    "required": ["negate"],
                    "properties": { "negate": refer("Expression") },
                },
                { "type": "array", "items": refer("Expression"), "maxItems": 3 },
            ],
        },
    });
    match all {
        Value::Object(components) => components,
        _ => Components::new(),
    }
}

/// Integers and numbers, limited in different ways; any two have values in common.
pub(super) fn numbers() -> Vec<Value> {
    vec![
        json!({ "type": "integer" }),
        json!({ "type": "integer", "minimum": 2 }),
        json!({ "type": "integer", "maximum": 8 }),
        json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 7 }),
        json!({ "type": "number" }),
        json!({ "type": "number", "maximum": 6.5 }),
        json!({ "type": "integer", "enum": [1, 3, 5] }),
        json!({ "type": "integer", "nullable": true }),
    ]
}

/// Strings, limited in different ways; any two have values in common.
pub(super) fn strings() -> Vec<Value> {
    vec![
        json!({ "type": "string" }),
        json!({ "type": "string", "minLength": 2 }),
        json!({ "type": "string", "maxLength": 3 }),
        json!({ "type": "string", "enum": ["a", "mid", "low"] }),
        refer("Level"),
        json!({ "type": "string", "nullable": true }),
        json!({ "type": "string", "nullable": true, "enum": ["low", "mid", "x", null] }),
    ]
}

/// Arrays, limited in different ways.
pub(super) fn arrays() -> Vec<Value> {
    vec![
        json!({ "type": "array", "items": { "type": "integer" } }),
        json!({ "type": "array", "items": { "type": "integer", "minimum": 2 } }),
        json!({ "type": "array", "items": { "type": "number" }, "maxItems": 2 }),
        json!({ "type": "array", "items": {}, "minItems": 1 }),
    ]
}

/// Objects, open and closed; any two have values in common.
pub(super) fn objects() -> Vec<Value> {
    vec![
        json!({ "type": "object", "properties": { "x": { "type": "integer" } } }),
        json!({
            "type": "object",
            "required": ["x"],
            "properties": { "x": { "type": "integer", "minimum": 3 } },
        }),
        json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
        json!({
            "type": "object",
            "properties": { "x": { "type": "number" }, "y": { "type": "integer" } },
            "additionalProperties": false,
        }),
        json!({
            "type": "object",
            "properties": { "y": {} },
            "additionalProperties": true,
        }),
        json!({ "type": "object", "required": ["y"] }),
        json!({ "type": "object", "nullable": true, "maxProperties": 2 }),
    ]
}

/// Each two of a list, each pair once.
pub(super) fn pairs(list: &[Value]) -> impl Iterator<Item = (&Value, &Value)> {
    let firsts = list.iter().enumerate();
    firsts.flat_map(move |(index, one)| list[index + 1..].iter().map(move |other| (one, other)))
}
