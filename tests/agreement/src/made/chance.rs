//! Schemas that chance composes of the parts, up to three levels deep.

use serde_json::{Value, json};

use super::parts::{arrays, numbers, objects, refer, strings};
use crate::random::Random;

/// Objects among the components.
const OBJECTS: [&str; 12] = [
    "Base", "Named", "Cat", "Dog", "Bird", "Fish", "Closed", "Labels", "Node", "Circle", "Square",
    "Employee",
];
/// Members that objects have: few, so that they meet.
const MEMBERS: [&str; 5] = ["id", "name", "kind", "p", "q"];

/// `count` composed schemas.
pub(super) fn schemas(count: usize) -> Vec<Value> {
    let mut random = Random::of("made by chance");
    (0..count)
        .map(|index| match index % 4 {
            0 => all_of(&mut random, 2),
            1 => union("oneOf", index % 3 > 0, &mut random, 2),
            2 => union("anyOf", index % 3 > 0, &mut random, 2),
            _ => object(&mut random, 2),
        })
        .collect()
}

fn all_of(random: &mut Random, depth: usize) -> Value {
    let count = 2 + random.below(2);
    let parts: Vec<Value> = (0..count)
        .map(|_| match random.below(6) {
            0 if depth > 0 => union("oneOf", true, random, depth - 1),
            1 if depth > 0 => union("anyOf", true, random, depth - 1),
            2 => refer(random.pick(&OBJECTS).copied().unwrap_or("Base")),
            3 => json!({ "required": [random.pick(&MEMBERS)] }),
            _ => object(random, depth.saturating_sub(1)),
        })
        .collect();
    let mut schema = json!({ "allOf": parts });
    if random.happens(1, 4) {
        schema["properties"] = members(random, depth.saturating_sub(1));
    }
    if random.happens(1, 8) {
        schema["nullable"] = json!(true);
    }
    schema
}

/// A union of objects, or of whatever.
fn union(keyword: &str, of_objects: bool, random: &mut Random, depth: usize) -> Value {
    let count = 2 + random.below(2);
    let branches: Vec<Value> = (0..count)
        .map(|_| match random.below(5) {
            0 | 1 if of_objects => refer(random.pick(&OBJECTS).copied().unwrap_or("Base")),
            2 if of_objects && depth > 0 => all_of(random, depth - 1),
            _ if of_objects => object(random, depth.saturating_sub(1)),
            _ => any(random, depth.saturating_sub(1)),
        })
        .collect();
    json!({ keyword: branches })
}

fn object(random: &mut Random, depth: usize) -> Value {
    let mut object = json!({ "type": "object", "properties": members(random, depth) });
    let required: Vec<&str> = MEMBERS
        .into_iter()
        .filter(|_| random.happens(1, 4))
        .collect();
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    if random.happens(1, 8) {
        object["additionalProperties"] = match random.below(3) {
            0 => json!(true),
            1 => json!({ "type": "string" }),
            _ => json!({ "type": "integer" }),
        };
    }
    object
}

fn members(random: &mut Random, depth: usize) -> Value {
    let mut members = json!({});
    for name in MEMBERS {
        if random.happens(2, 5) {
            members[name] = match (name, random.below(3)) {
                // Like the components have them, mostly: they are to be met, not contradicted.
                ("id", 0 | 1) => pick(&numbers(), random),
                ("name", 0 | 1) => pick(&strings(), random),
                ("kind", 0) => json!({ "type": "string", "enum": ["cat", "dog", "bird"] }),
                ("kind", _) => json!({ "type": "string" }),
                (_, _) => any(random, depth),
            };
        }
    }
    members
}

fn any(random: &mut Random, depth: usize) -> Value {
    match random.below(7) {
        0 | 1 => pick(&numbers(), random),
        2 | 3 => pick(&strings(), random),
        4 => pick(&arrays(), random),
        5 if depth > 0 => {
            let keyword = if random.happens(1, 2) {
                "oneOf"
            } else {
                "anyOf"
            };
            union(keyword, random.happens(1, 2), random, depth - 1)
        }
        _ => pick(&objects(), random),
    }
}

fn pick(parts: &[Value], random: &mut Random) -> Value {
    random.pick(parts).cloned().unwrap_or_default()
}
