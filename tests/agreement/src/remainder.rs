//! What is left of an instance when it has been read and written: without the members that no
//! schema names, and its numbers in another spelling.

use serde_json::Value;

/// Whether `part` is `whole` without some members, at least one, anywhere in it.
pub fn is_remainder(part: &Value, whole: &Value) -> bool {
    count(part) < count(whole) && is_within(part, whole)
}

/// Whether `part` is `whole` with some integers written as floats.
pub fn is_respelled(part: &Value, whole: &Value) -> bool {
    count(part) == count(whole) && is_within(part, whole) && part != whole
}

fn is_within(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part.iter().all(|(name, value)| {
            let other = whole.get(name);
            other.is_some_and(|other| is_within(value, other))
        }),
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(a, b)| is_within(a, b))
        }
        // 3 is written as 3.0 where the type is a float.
        (Value::Number(part), Value::Number(whole)) => part.as_f64() == whole.as_f64(),
        (part, whole) => part == whole,
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(elements) => elements.iter().map(count).sum(),
        Value::Object(members) => members.len() + members.values().map(count).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}
