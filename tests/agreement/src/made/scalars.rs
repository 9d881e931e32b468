//! Unions whose branches are of one JSON type each, the same or another: told by type, or tried.

use serde_json::{Value, json};

use super::parts::{self, refer};

fn branches() -> Vec<Value> {
    vec![
        json!({ "type": "string" }),
        json!({ "type": "string", "enum": ["auto", "none"] }),
        json!({ "type": "string", "minLength": 3 }),
        json!({ "type": "integer", "minimum": 5 }),
        json!({ "type": "number" }),
        json!({ "type": "boolean" }),
        json!({ "type": "array", "items": { "type": "string" } }),
        json!({ "type": "array", "items": { "type": "integer" }, "minItems": 1 }),
        refer("Named"),
        json!({ "type": "integer", "nullable": true }),
    ]
}

/// A union for each two branches; as a member of an object each second time.
pub(super) fn pairs(keyword: &str) -> Vec<Value> {
    let branches = branches();
    parts::pairs(&branches)
        .enumerate()
        .map(|(index, (one, other))| {
            let union = json!({ keyword: [one, other] });
            if index % 2 == 0 {
                union
            } else {
                json!({
                    "type": "object",
                    "required": ["value"],
                    "properties": { "value": union },
                })
            }
        })
        .collect()
}
