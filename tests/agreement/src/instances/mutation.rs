//! One change to an instance, somewhere in it: what clients get wrong.

use serde_json::{Value, json};

use super::pool::{Pool, ROOTS};
use crate::random::Random;

/// Changes one place of a value. `other` is an instance of the same schema, perhaps another variant.
pub(super) fn mutate(mut value: Value, other: &Value, pool: &Pool, random: &mut Random) -> Value {
    if random.happens(1, 5)
        && let (Value::Object(members), Value::Object(others)) = (&mut value, other)
    {
        // Two variants' members at once.
        for (name, member) in others {
            if !members.contains_key(name) || random.happens(1, 3) {
                members.insert(name.clone(), member.clone());
            }
        }
        return value;
    }
    let places = count(&value);
    // The root half of the time: most of what composition decides is there.
    let mut index = if random.happens(1, 2) {
        0
    } else {
        random.below(places)
    };
    if let Some(place) = place(&mut value, &mut index) {
        let changed = change(place.take(), pool, random);
        *place = changed;
    }
    value
}

fn change(value: Value, pool: &Pool, random: &mut Random) -> Value {
    match value {
        Value::Object(mut members) if !random.happens(1, 10) => {
            let names: Vec<String> = members.keys().cloned().collect();
            let chosen = random.pick(&names).cloned();
            match (random.below(5), chosen) {
                (0 | 1, Some(name)) => {
                    members.remove(&name);
                }
                (2, Some(name)) => {
                    members.insert(name, another(pool, random));
                }
                (3, Some(name)) => {
                    members.insert(name, Value::Null);
                }
                (_, _) => {
                    if let Some(name) = random.pick(&pool.names) {
                        members.insert(name.clone(), another(pool, random));
                    }
                }
            }
            Value::Object(members)
        }
        Value::Array(mut elements) if !random.happens(1, 10) => {
            match (random.below(3), elements.first().cloned()) {
                (0, Some(_)) => {
                    elements.pop();
                }
                (1, Some(first)) => elements.push(first),
                (_, _) => elements.push(another(pool, random)),
            }
            Value::Array(elements)
        }
        Value::Number(number) if random.happens(1, 2) => match (number.as_i64(), random.below(3)) {
            (Some(integer), 0) => json!(integer.saturating_add(1)),
            (Some(integer), 1) => json!(integer.saturating_sub(1)),
            // Written as 3.0, an integer is none in OpenAPI 3.0.
            (_, _) => json!(number.as_f64().unwrap_or(0.5)),
        },
        Value::String(text) if random.happens(1, 4) => {
            if random.happens(1, 2) {
                json!(format!("{text}é"))
            } else {
                json!(text.chars().skip(1).collect::<String>())
            }
        }
        _ => another(pool, random),
    }
}

/// Any value: one that the schema talks of, or one of another type.
fn another(pool: &Pool, random: &mut Random) -> Value {
    if random.happens(3, 5)
        && let Some(value) = random.pick(&pool.values)
    {
        return value.clone();
    }
    random.pick(&ROOTS).map_or(Value::Null, |make| make())
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The value at an index, the outer before the inner.
fn place<'v>(value: &'v mut Value, index: &mut usize) -> Option<&'v mut Value> {
    if *index == 0 {
        return Some(value);
    }
    *index -= 1;
    match value {
        Value::Array(elements) => elements.iter_mut().find_map(|it| place(it, index)),
        Value::Object(members) => members.values_mut().find_map(|it| place(it, index)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
