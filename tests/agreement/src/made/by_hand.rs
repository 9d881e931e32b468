//! Shapes that no table gives: nesting, siblings, recursion, and the keywords that composition meets.

use serde_json::{Value, json};

use super::parts::refer;

/// allOf: nested, with siblings, with `required` alone, with closed parts, with references.
pub(super) fn all_of() -> Vec<Value> {
    let a = json!({ "type": "object", "properties": { "a": { "type": "integer" } } });
    let b =
        json!({ "type": "object", "required": ["b"], "properties": { "b": { "type": "string" } } });
    let or_null =
        json!({ "type": "object", "nullable": true, "properties": { "a": { "type": "integer" } } });
    vec![
        json!({ "allOf": [a, b] }),
        json!({ "allOf": [{ "allOf": [a, { "allOf": [b] }] }, refer("Base")] }),
        json!({ "allOf": [a], "type": "object", "required": ["c"], "properties": { "c": { "type": "boolean" } } }),
        json!({ "allOf": [a, b], "properties": { "a": { "maximum": 4 }, "c": { "type": "string" } } }),
        json!({ "allOf": [a, { "required": ["a"] }] }),
        json!({ "allOf": [a, { "type": "object", "required": ["b"] }, b] }),
        json!({ "allOf": [a, { "required": ["elsewhere"] }] }),
        json!({ "allOf": [{ "required": ["x"] }, { "required": ["y", "x"] }] }),
        json!({ "allOf": [refer("Base"), refer("Named")] }),
        json!({ "allOf": [refer("Base")], "required": ["note"] }),
        json!({ "allOf": [refer("Base"), { "properties": { "id": { "type": "integer", "minimum": 1 } } }] }),
        json!({ "allOf": [refer("Base"), { "type": "object", "properties": { "id": { "type": "integer", "enum": [7, 8] } } }] }),
        json!({ "allOf": [refer("Closed"), { "type": "object", "required": ["a"] }] }),
        json!({ "allOf": [refer("Closed"), { "type": "object", "properties": { "a": { "type": "string", "maxLength": 2 } } }] }),
        json!({ "allOf": [refer("Closed"), { "type": "object", "properties": { "z": { "type": "string" } } }] }),
        json!({ "allOf": [refer("Labels"), { "type": "object", "properties": { "a": { "type": "string", "enum": ["on", "off"] } } }] }),
        json!({ "allOf": [refer("Labels"), { "type": "object", "required": ["r"] }] }),
        json!({ "allOf": [refer("Labels"), { "type": "object", "additionalProperties": { "type": "string", "minLength": 2 } }] }),
        json!({ "allOf": [refer("Labels"), { "type": "object", "minProperties": 1, "maxProperties": 2 }] }),
        json!({ "allOf": [{ "type": "object", "additionalProperties": true, "properties": { "a": { "type": "integer" } } }, b] }),
        json!({ "allOf": [{ "type": "object", "additionalProperties": {} }, b] }),
        json!({ "$ref": "#/components/schemas/Base", "required": ["note"] }),
        json!({ "$ref": "#/components/schemas/Base", "properties": { "id": { "maximum": 5 } } }),
        json!({ "$ref": "#/components/schemas/Level", "enum": ["low", "high"] }),
        json!({ "$ref": "#/components/schemas/Code", "maxLength": 3 }),
        json!({ "allOf": [refer("Level")], "nullable": true }),
        json!({ "allOf": [refer("Base")], "nullable": true }),
        json!({ "type": "object", "properties": { "base": { "allOf": [refer("Base")], "nullable": true }, "level": { "nullable": true, "allOf": [refer("Level")] } } }),
        json!({ "type": "object", "required": ["code"], "properties": { "code": { "allOf": [refer("Code"), { "minLength": 3 }] }, "amount": { "allOf": [refer("Amount"), { "type": "integer" }] } } }),
        json!({ "allOf": [{ "type": "string", "minLength": 2 }, { "type": "string", "maxLength": 3 }] }),
        json!({ "allOf": [{ "type": "number", "minimum": 1 }, { "type": "integer", "maximum": 4 }] }),
        json!({ "allOf": [{ "type": "string", "nullable": true }, { "type": "string", "nullable": true, "maxLength": 2 }] }),
        json!({ "allOf": [{ "type": "array", "items": refer("Base") }, { "type": "array", "items": refer("Named"), "minItems": 1 }] }),
        json!({ "allOf": [{ "enum": ["a", "b", 3] }, { "enum": ["b", 3, true] }] }),
        json!({ "properties": { "a": { "type": "integer" } }, "allOf": [{ "properties": { "a": { "minimum": 1 } } }] }),
        json!({ "allOf": [{ "type": "object", "properties": { "in": refer("Base") } }, { "type": "object", "properties": { "in": { "type": "object", "required": ["note"], "properties": { "more": { "type": "boolean" } } } } }] }),
        json!({ "allOf": [{ "type": "object", "properties": { "l": { "type": "array", "items": { "type": "string" } } } }, { "type": "object", "properties": { "l": { "type": "array", "maxItems": 2, "items": refer("Level") } } }] }),
        json!({ "allOf": [refer("Pet"), refer("Base")] }),
        json!({ "allOf": [refer("Shape"), { "type": "object", "required": ["colour"], "properties": { "colour": { "type": "string" } } }] }),
        json!({ "allOf": [{}, a] }),
        // What one says of `a` contradicts the other: it can't be there.
        json!({ "allOf": [a, { "type": "object", "properties": { "a": { "type": "string" } } }, b] }),
        json!({ "allOf": [a, { "type": "object", "properties": { "a": { "type": "integer", "nullable": true, "enum": [null] } } }] }),
        json!({ "allOf": [{ "type": "object", "properties": { "a": { "type": "integer", "nullable": true, "maximum": 3 } } }, { "type": "object", "properties": { "a": { "type": "integer", "nullable": true, "minimum": 3 } } }] }),
        json!({ "allOf": [{ "type": "object" }, { "type": "object", "minProperties": 1 }] }),
        json!({ "type": "object", "properties": { "a": { "type": "integer" } }, "required": ["b"], "additionalProperties": { "type": "string" } }),
        // One allows null, the other doesn't.
        json!({ "allOf": [or_null, { "oneOf": [a, b] }] }),
        json!({ "allOf": [or_null, { "anyOf": [refer("Base"), b] }] }),
        json!({ "allOf": [or_null, { "oneOf": [refer("Closed"), { "type": "object", "nullable": true, "required": ["z"] }] }] }),
        json!({ "allOf": [{ "type": "string", "nullable": true }, { "oneOf": [{ "enum": ["on"] }, { "enum": ["off"] }] }] }),
        json!({ "allOf": [or_null, { "required": ["a"] }] }),
        json!({ "allOf": [or_null, { "minProperties": 1 }] }),
        json!({ "type": "object", "properties": { "in": { "allOf": [or_null, { "anyOf": [refer("Base"), { "maxProperties": 1 }] }] } } }),
    ]
}

/// oneOf and anyOf: nested, several, with null, lists of values, arrays by element, requiring nothing.
pub(super) fn unions() -> Vec<Value> {
    let member = |name: &str| json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } });
    let optional =
        |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let nothing = json!({ "nullable": true, "enum": [null] });
    let typed_null = json!({ "type": "string", "nullable": true, "enum": [null] });
    vec![
        json!({ "oneOf": [{ "oneOf": [member("a"), member("b")] }, member("c")] }),
        json!({ "oneOf": [{ "oneOf": [{ "type": "string" }, { "type": "integer" }] }, { "type": "boolean" }] }),
        json!({ "anyOf": [{ "oneOf": [member("a"), member("b")] }, member("c")] }),
        json!({ "oneOf": [{ "anyOf": [member("a"), member("b")] }, { "type": "string" }] }),
        json!({ "oneOf": [optional("id"), optional("email"), optional("cio")] }),
        json!({ "oneOf": [optional("id"), optional("email")], "required": ["who"], "type": "object", "properties": { "who": { "type": "string" } } }),
        json!({ "type": "object", "required": ["who"], "properties": { "who": { "oneOf": [optional("id"), optional("email")] } } }),
        json!({ "anyOf": [optional("id"), optional("email")] }),
        json!({ "anyOf": [{ "required": ["id"] }, { "required": ["email"] }], "type": "object", "properties": { "id": { "type": "string" }, "email": { "type": "string" } } }),
        json!({ "oneOf": [{ "required": ["id"] }, { "required": ["email"] }], "type": "object", "properties": { "id": { "type": "string" }, "email": { "type": "string" } } }),
        json!({ "allOf": [{ "oneOf": [member("a"), member("b")] }, { "oneOf": [member("c"), member("d")] }] }),
        json!({ "allOf": [{ "anyOf": [member("a"), member("b")] }, { "oneOf": [member("c"), member("d")] }] }),
        json!({ "allOf": [{ "oneOf": [member("a"), member("b")] }, { "oneOf": [member("b"), member("c")] }] }),
        json!({ "oneOf": [member("a"), member("b")], "anyOf": [member("c"), member("d")] }),
        json!({ "allOf": [{ "oneOf": [member("a"), member("b")] }], "oneOf": [{ "type": "object", "required": ["t"], "properties": { "t": { "type": "string", "enum": ["x"] } } }, { "type": "object", "required": ["t"], "properties": { "t": { "type": "string", "enum": ["y"] } } }] }),
        json!({ "oneOf": [refer("Base"), nothing] }),
        json!({ "anyOf": [{ "type": "string", "maxLength": 3 }, nothing] }),
        json!({ "oneOf": [refer("Level"), typed_null] }),
        json!({ "anyOf": [refer("Cat"), refer("Dog"), nothing] }),
        json!({ "nullable": true, "oneOf": [{ "type": "string" }, { "type": "integer" }] }),
        json!({ "nullable": true, "anyOf": [refer("Base"), refer("Named")] }),
        json!({ "oneOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "string", "enum": ["c"] }] }),
        json!({ "anyOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "string", "enum": ["b", "c"] }] }),
        json!({ "oneOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "string", "enum": ["b", "c"] }] }),
        json!({ "anyOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "string" }] }),
        json!({ "oneOf": [{ "type": "string", "enum": ["a"] }, { "type": "integer", "enum": [1, 2] }] }),
        json!({ "anyOf": [refer("Level"), { "type": "string", "maxLength": 4 }] }),
        json!({ "oneOf": [{ "type": "array", "items": refer("Cat") }, { "type": "array", "items": refer("Dog") }] }),
        json!({ "oneOf": [{ "type": "array", "items": { "type": "string" } }, { "type": "array", "items": { "type": "boolean" } }, { "type": "string" }] }),
        json!({ "anyOf": [{ "type": "array", "items": { "type": "integer" } }, { "type": "array", "items": { "type": "number" } }] }),
        json!({ "anyOf": [refer("Base"), refer("Named")] }),
        json!({ "anyOf": [refer("Base"), refer("Named"), refer("Circle")] }),
        json!({ "anyOf": [refer("Base"), { "type": "object", "properties": { "note": { "type": "integer" }, "id": { "type": "string" } } }] }),
        json!({ "anyOf": [refer("Closed"), refer("Base")] }),
        json!({ "oneOf": [refer("Closed"), refer("Base")] }),
        json!({ "oneOf": [refer("Closed"), refer("Labels")] }),
        json!({ "anyOf": [refer("Labels"), refer("Base")] }),
        json!({ "oneOf": [refer("Base"), { "allOf": [refer("Base"), refer("Named")] }] }),
        json!({ "oneOf": [{ "allOf": [refer("Base"), member("a")] }, { "allOf": [refer("Base"), member("b")] }] }),
        json!({ "allOf": [refer("Base"), { "oneOf": [member("a"), member("b")] }] }),
        json!({ "allOf": [refer("Base"), { "oneOf": [{ "type": "object", "properties": { "note": { "type": "string", "enum": ["short"] } }, "required": ["note"] }, { "type": "object", "properties": { "note": { "type": "string", "minLength": 6 } }, "required": ["note"] }] }] }),
        json!({ "allOf": [refer("Base"), { "anyOf": [refer("Named"), refer("Circle")] }] }),
        json!({ "oneOf": [member("a")] }),
        json!({ "anyOf": [{ "type": "integer" }] }),
        json!({ "oneOf": [{ "type": "integer" }, { "type": "number" }] }),
        json!({ "anyOf": [{ "type": "integer" }, { "type": "number", "maximum": 3.5 }] }),
        json!({ "oneOf": [{ "type": "integer", "maximum": 3 }, { "type": "integer", "minimum": 3 }] }),
        json!({ "oneOf": [{ "type": "object", "additionalProperties": { "type": "string" } }, { "type": "object", "additionalProperties": { "type": "integer" } }] }),
        json!({ "type": "object", "additionalProperties": { "oneOf": [{ "type": "string" }, refer("Base")] } }),
        json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, refer("Pet"), refer("Shape")] } }),
        json!({ "oneOf": [{}, { "type": "string" }] }),
        json!({ "anyOf": [{}, { "type": "string" }] }),
        json!({ "type": "object", "oneOf": [member("a"), member("b")], "additionalProperties": false, "properties": { "a": {}, "b": {}, "z": { "type": "integer" } } }),
        json!({ "type": "string", "oneOf": [{ "minLength": 4 }, { "maxLength": 2 }] }),
        json!({ "type": "string", "anyOf": [{ "enum": ["x", "y"] }, { "minLength": 3 }] }),
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } }, "oneOf": [{ "properties": { "kind": { "enum": ["a"] }, "x": { "type": "integer" } } }, { "properties": { "kind": { "enum": ["b"] }, "y": { "type": "integer" } } }] }),
        json!({ "allOf": [refer("Base"), { "oneOf": [refer("Circle"), { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } }] }] }),
        json!({ "allOf": [refer("Circle"), { "anyOf": [refer("Cat"), refer("Square")] }] }),
        json!({ "oneOf": [{ "allOf": [{ "oneOf": [member("a"), member("b")] }, { "anyOf": [member("c"), member("d")] }] }, member("e")] }),
        refer("Vehicle"),
        json!({ "type": "object", "required": ["v"], "properties": { "v": refer("Vehicle"), "all": { "type": "array", "items": refer("Vehicle") } } }),
        json!({ "allOf": [refer("Car"), { "type": "object", "required": ["doors"] }] }),
        json!({ "oneOf": [{ "title": "First", "type": "object", "properties": { "s": { "type": "string" } } }, { "title": "Second", "type": "object", "properties": { "s": { "type": "string" } } }] }),
    ]
}

/// `not`, `pattern`, `multipleOf`, `uniqueItems` and lengths of arrays, in compositions.
pub(super) fn checked() -> Vec<Value> {
    vec![
        json!({ "allOf": [{ "type": "string" }, { "not": { "enum": ["bad"] } }] }),
        json!({ "type": "object", "properties": { "a": { "type": "integer" }, "b": { "type": "integer" } }, "not": { "required": ["a", "b"] } }),
        json!({ "allOf": [refer("Base"), { "not": { "required": ["note"] } }] }),
        json!({ "allOf": [{ "type": "integer" }, { "not": { "type": "integer", "minimum": 5 } }] }),
        json!({ "oneOf": [{ "type": "string", "pattern": "^[a-z]+$" }, { "type": "string", "pattern": "^[A-Z]{2}[0-9]*$" }] }),
        json!({ "allOf": [{ "type": "string", "pattern": "^[a-z]+$" }, { "type": "string", "pattern": "b" }] }),
        json!({ "type": "object", "properties": { "code": { "anyOf": [{ "type": "string", "pattern": "^[A-Z]{2}[0-9]*$" }, { "type": "integer" }] } } }),
        json!({ "allOf": [{ "type": "integer", "multipleOf": 2 }, { "type": "integer", "multipleOf": 3, "maximum": 30, "minimum": 0 }] }),
        json!({ "oneOf": [{ "type": "number", "multipleOf": 0.5 }, { "type": "string" }] }),
        json!({ "allOf": [{ "type": "array", "items": { "type": "integer" }, "uniqueItems": true }, { "type": "array", "minItems": 2, "maxItems": 3, "items": {} }] }),
        json!({ "oneOf": [{ "type": "array", "items": { "type": "integer" }, "minItems": 2 }, { "type": "array", "items": { "type": "integer" }, "maxItems": 1 }] }),
        json!({ "anyOf": [{ "type": "array", "items": refer("Named"), "uniqueItems": true }, refer("Base")] }),
        json!({ "type": "array", "minItems": 1, "items": { "oneOf": [{ "type": "integer", "multipleOf": 5 }, { "type": "string", "minLength": 2 }] } }),
        json!({ "allOf": [{ "type": "object", "minProperties": 2 }, refer("Base"), { "maxProperties": 3 }] }),
        json!({ "anyOf": [{ "type": "object", "minProperties": 2 }, refer("Base")] }),
        // Conditions look at members that nothing declares.
        json!({ "type": "object", "properties": { "in": { "type": "object", "properties": { "a": { "type": "integer" } } } }, "not": { "required": ["in"], "properties": { "in": { "required": ["zeta"] } } } }),
        json!({ "type": "array", "items": { "type": "object", "properties": { "a": { "type": "integer" } } }, "uniqueItems": true }),
        json!({ "type": "object", "additionalProperties": { "anyOf": [refer("Circle"), { "type": "object", "properties": { "radius": { "type": "string" } } }] }, "not": { "additionalProperties": { "maxProperties": 1 } } }),
    ]
}

/// Schemas that come back to themselves through a component.
pub(super) fn recursive() -> Vec<Value> {
    vec![
        json!({ "allOf": [refer("Node"), refer("Base")] }),
        json!({ "oneOf": [refer("Node"), refer("Tree")] }),
        json!({ "anyOf": [refer("Node"), refer("Tree")] }),
        json!({ "allOf": [refer("Tree"), { "type": "object", "required": ["children"] }] }),
        json!({ "allOf": [refer("Employee"), { "type": "object", "properties": { "team": { "type": "array", "items": refer("Employee") } } }] }),
        json!({ "oneOf": [refer("Expression"), { "type": "string" }] }),
        json!({ "allOf": [refer("Node"), { "type": "object", "properties": { "next": { "type": "object", "required": ["next"] } } }] }),
        json!({ "type": "object", "required": ["e"], "properties": { "e": refer("Expression"), "n": { "nullable": true, "allOf": [refer("Node")] } } }),
        json!({ "type": "object", "properties": { "me": refer("Recursive9"), "or": { "oneOf": [refer("Recursive9"), { "type": "string" }] } } }),
        json!({ "oneOf": [{ "type": "array", "items": refer("Recursive10") }, { "type": "integer" }] }),
        // It leads back to itself without a member in between.
        json!({ "oneOf": [{ "type": "integer", "maximum": 3 }, refer("Recursive11")] }),
        json!({ "anyOf": [{ "type": "object", "required": ["and"], "properties": { "and": { "type": "array", "items": refer("Recursive12") } } }, { "type": "object", "required": ["leaf"], "properties": { "leaf": { "type": "string" } } }] }),
    ]
}
