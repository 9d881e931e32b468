//! The same member in two parts of an allOf: what each says of it, met in all combinations.

use serde_json::{Value, json};

use super::parts::{arrays, numbers, objects, pairs, strings};

/// Who requires the member: neither part, the first, the second, both.
const REQUIRED: [(bool, bool); 4] = [(false, false), (true, false), (false, true), (true, true)];

/// An allOf for each two of numbers, of strings, of arrays and of objects.
pub(super) fn members() -> Vec<Value> {
    let kinds = [numbers(), strings(), arrays(), objects()];
    let met = kinds.iter().flat_map(|kind| pairs(kind));
    met.enumerate()
        .map(|(index, (one, other))| {
            let (first, second) = REQUIRED[index % REQUIRED.len()];
            json!({ "allOf": [part(one, first), part(other, second)] })
        })
        .collect()
}

fn part(member: &Value, is_required: bool) -> Value {
    let mut part = json!({ "type": "object", "properties": { "p": member } });
    if is_required {
        part["required"] = json!(["p"]);
    }
    part
}
