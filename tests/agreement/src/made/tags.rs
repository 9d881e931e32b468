//! Unions with a discriminator, with and without a mapping, in the places where they occur.

use serde_json::{Value, json};

use super::parts::refer;

/// Each discriminated union, alone, beside a member, as a member, and in an array.
pub(super) fn unions() -> Vec<Value> {
    let mut all = Vec::new();
    for (index, union) in discriminated().into_iter().enumerate() {
        all.push(union.clone());
        let member = json!({
            "type": "object",
            "required": ["extra"],
            "properties": { "extra": { "type": "integer" } },
        });
        all.push(match index % 3 {
            0 => json!({ "allOf": [member, union] }),
            1 => json!({ "type": "object", "required": ["pet"], "properties": { "pet": union } }),
            _ => json!({ "type": "object", "properties": { "pets": { "type": "array", "items": union } } }),
        });
    }
    all
}

fn discriminated() -> Vec<Value> {
    let kind = |mapping: Value| json!({ "propertyName": "kind", "mapping": mapping });
    let full = json!({ "cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog" });
    let bare = json!({ "cat": "Cat", "dog": "Dog", "puppy": "Dog" });
    let birds = json!({ "bird": "Bird", "eagle": "Bird", "cat": "Cat" });
    let plain = json!({ "propertyName": "kind" });
    let cat = json!({
        "type": "object",
        "required": ["kind", "name"],
        "properties": { "kind": { "type": "string", "enum": ["tom"] }, "name": { "type": "string" } },
    });
    let mouse = json!({
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": { "type": "string", "enum": ["mouse", "rat"] },
            "name": { "type": "string", "maxLength": 3 },
        },
    });
    let (c, d, b) = (refer("Cat"), refer("Dog"), refer("Bird"));
    vec![
        json!({ "oneOf": [c, d] }),
        json!({ "oneOf": [c, d], "discriminator": plain }),
        json!({ "oneOf": [c, d], "discriminator": kind(full) }),
        json!({ "oneOf": [c, d], "discriminator": kind(bare.clone()) }),
        json!({ "oneOf": [c, b], "discriminator": plain }),
        json!({ "oneOf": [c, b], "discriminator": kind(birds.clone()) }),
        json!({ "oneOf": [c, d, b], "discriminator": plain }),
        json!({ "oneOf": [c, d, b], "discriminator": kind(json!({ "bird": "Bird" })) }),
        json!({ "anyOf": [c, d], "discriminator": plain }),
        json!({ "anyOf": [c, b], "discriminator": kind(birds) }),
        json!({ "oneOf": [c, refer("Fish")], "discriminator": plain }),
        json!({ "oneOf": [refer("Snail"), refer("Fish")], "discriminator": plain }),
        json!({ "oneOf": [refer("Snail"), c], "discriminator": kind(json!({ "snail": "Snail", "cat": "Cat" })) }),
        // The mapping's key isn't what the variant allows.
        json!({ "oneOf": [c, d], "discriminator": kind(json!({ "kitten": "Cat", "dog": "Dog" })) }),
        json!({ "oneOf": [cat, mouse] }),
        json!({ "oneOf": [cat, mouse], "discriminator": plain }),
        // The targets aren't in the document.
        json!({ "oneOf": [cat, mouse], "discriminator": kind(json!({ "tom": "Tom", "mouse": "Mouse" })) }),
        json!({ "nullable": true, "oneOf": [c, d], "discriminator": kind(bare) }),
        json!({
            "oneOf": [
                { "allOf": [refer("Base"), c] },
                { "allOf": [refer("Base"), mouse] },
            ],
        }),
        json!({ "oneOf": [refer("Pet"), refer("Circle")] }),
        json!({ "oneOf": [refer("Pet"), mouse] }),
        // Integers and booleans tell, too.
        json!({
            "oneOf": [
                { "type": "object", "required": ["v", "a"], "properties": { "v": { "type": "integer", "enum": [1] }, "a": { "type": "string" } } },
                { "type": "object", "required": ["v"], "properties": { "v": { "type": "integer", "enum": [2] }, "a": { "type": "integer" } } },
            ],
        }),
        json!({
            "oneOf": [
                { "type": "object", "required": ["ok", "data"], "properties": { "ok": { "type": "boolean", "enum": [true] }, "data": { "type": "string" } } },
                { "type": "object", "required": ["ok", "error"], "properties": { "ok": { "type": "boolean", "enum": [false] }, "error": { "type": "string" } } },
            ],
        }),
    ]
}
