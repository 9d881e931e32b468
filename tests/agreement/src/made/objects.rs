//! Unions whose branches are objects: told by required members, by a value, by nothing, and the
//! same beside members that stand in an allOf with them.

use serde_json::{Value, json};

use super::parts;

fn branches() -> Vec<Value> {
    vec![
        object(&["a"], json!({ "a": { "type": "integer" } })),
        object(&["b"], json!({ "b": { "type": "string" } })),
        object(
            &["a", "b"],
            json!({ "a": { "type": "integer" }, "b": { "type": "string" } }),
        ),
        object(
            &["a"],
            json!({ "a": { "type": "integer" }, "c": { "type": "boolean" } }),
        ),
        object(&[], json!({ "a": { "type": "integer" } })),
        object(
            &[],
            json!({ "b": { "type": "string" }, "c": { "type": "boolean" } }),
        ),
        object(
            &["t"],
            json!({ "t": { "type": "string", "enum": ["x"] }, "a": { "type": "integer" } }),
        ),
        object(
            &["t", "b"],
            json!({ "t": { "type": "string", "enum": ["y", "z"] }, "b": { "type": "string" } }),
        ),
        object(&["a"], json!({ "a": { "type": "string", "enum": ["on"] } })),
        json!({
            "type": "object",
            "required": ["b"],
            "properties": { "b": { "type": "string" } },
            "additionalProperties": false,
        }),
    ]
}

/// A union for each two branches.
pub(super) fn pairs(keyword: &str) -> Vec<Value> {
    let branches = branches();
    parts::pairs(&branches)
        .map(|(one, other)| json!({ keyword: [one, other] }))
        .collect()
}

/// A union of arrays of each two branches; of arrays of arrays each third time.
pub(super) fn in_arrays(keyword: &str) -> Vec<Value> {
    let branches = branches();
    let array = |items: &Value| json!({ "type": "array", "items": items });
    parts::pairs(&branches)
        .enumerate()
        .map(|(index, (one, other))| match index % 3 {
            0 => json!({ keyword: [array(&array(one)), array(&array(other))] }),
            _ => json!({ keyword: [array(one), array(other)] }),
        })
        .collect()
}

/// Unions in an allOf, or beside `properties`, with members that they share or don't.
pub(super) fn beside() -> Vec<Value> {
    let branches = branches();
    let siblings = [
        object(&["n"], json!({ "n": { "type": "integer" } })),
        object(&["a"], json!({ "a": { "type": "integer", "minimum": 2 } })),
        object(&[], json!({ "b": { "type": "string", "maxLength": 2 } })),
        json!({ "required": ["a"] }),
        json!({ "type": "object", "properties": { "c": {}, "a": {} }, "maxProperties": 3 }),
    ];
    let unions = [(0, 1), (0, 2), (2, 3), (4, 5), (6, 7), (1, 3)];
    let mut all = Vec::new();
    for (index, sibling) in siblings.iter().enumerate() {
        for (turn, (one, other)) in unions.iter().enumerate() {
            let keyword = if (index + turn) % 2 == 0 {
                "oneOf"
            } else {
                "anyOf"
            };
            let union = json!({ keyword: [branches[*one], branches[*other]] });
            if turn % 2 == 0 {
                all.push(json!({ "allOf": [union, sibling] }));
            } else {
                let mut beside = sibling.clone();
                beside[keyword] = union[keyword].clone();
                all.push(beside);
            }
        }
    }
    all
}

fn object(required: &[&str], properties: Value) -> Value {
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}
