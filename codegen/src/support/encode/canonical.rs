//! Equality as JSON: 1 is 1.0, and the order of members does not count.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Encode, Out, Wire, Written, wire};
use crate::support::decimal::Decimal;

/// The one spelling that all values share which are equal as JSON: members sorted, numbers exact.
pub fn canonical(value: &dyn Encode) -> String {
    let mut text = String::new();
    write_canonical(wire(value), &mut text);
    text
}

fn write_canonical(wire: Wire<'_>, text: &mut String) {
    match wire {
        Wire::Null | Wire::Absent => text.push_str("null"),
        Wire::Boolean(value) => write_boolean(value, text),
        Wire::Integer(value) => write_integer(i128::from(value), text),
        Wire::Unsigned(value) => write_integer(i128::from(value), text),
        Wire::Number(value) => write_number(Decimal::of_float(value), value < 0.0, text),
        Wire::Text(value) => write_text(value, text),
        Wire::Value(value) => match value {
            Value::Null => text.push_str("null"),
            Value::Bool(value) => write_boolean(*value, text),
            Value::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => write_integer(i128::from(value), text),
                (_, Some(value)) => write_integer(i128::from(value), text),
                _ => {
                    let value = value.as_f64().unwrap_or_default();
                    write_number(Decimal::of_float(value), value < 0.0, text);
                }
            },
            Value::String(value) => write_text(value, text),
            Value::Array(elements) => write_elements(elements.iter().map(Wire::Value), text),
            Value::Object(_) => write_members(wire, text),
        },
        Wire::Array(items) => write_elements((0..items.count()).map(|it| items.item(it)), text),
        Wire::Object(_) => write_members(wire, text),
    }
}

fn write_boolean(value: bool, text: &mut String) {
    text.push_str(if value { "true" } else { "false" });
}

fn write_integer(value: i128, text: &mut String) {
    write_number(Some(Decimal::of_integer(value)), value < 0, text);
}

fn write_number(decimal: Option<Decimal>, is_negative: bool, text: &mut String) {
    text.push_str(if is_negative { "-" } else { "" });
    text.push_str(&decimal.map(|it| it.to_string()).unwrap_or_default());
}

fn write_text(value: &str, text: &mut String) {
    text.push_str(&format!("{value:?}"));
}

fn write_elements<'a>(elements: impl Iterator<Item = Wire<'a>>, text: &mut String) {
    text.push('[');
    for element in elements {
        write_canonical(element, text);
        text.push(',');
    }
    text.push(']');
}

fn write_members(object: Wire<'_>, text: &mut String) {
    let mut sorted = Sorted(BTreeMap::new());
    // Collecting never stops.
    let _ = object.members(&mut sorted);
    text.push('{');
    for (name, value) in sorted.0 {
        text.push_str(&format!("{name:?}:{value},"));
    }
    text.push('}');
}

struct Sorted(BTreeMap<String, String>);

impl Out for Sorted {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        let mut text = String::new();
        write_canonical(*value, &mut text);
        self.0.insert(name.to_owned(), text);
        Ok(())
    }
}
