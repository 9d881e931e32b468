//! Equality as JSON: 1 is 1.0, and the order of members does not count.

use std::collections::BTreeMap;

use super::{Fields, Members, Out, Wire, Written};
use crate::support::decimal::Decimal;

/// The one spelling that all values share which are equal as JSON: members sorted, numbers exact.
pub fn canonical(wire: Wire<'_>) -> String {
    let mut text = String::new();
    write_canonical(wire, &mut text);
    text
}

fn write_canonical(wire: Wire<'_>, text: &mut String) {
    let number = |decimal: Option<Decimal>, is_negative: bool, text: &mut String| {
        let sign = if is_negative { "-" } else { "" };
        let decimal = decimal.map(|it| it.to_string()).unwrap_or_default();
        text.push_str(sign);
        text.push_str(&decimal);
    };
    match wire {
        Wire::Null | Wire::Absent => text.push_str("null"),
        Wire::Boolean(value) => text.push_str(if value { "true" } else { "false" }),
        Wire::Integer(value) => {
            number(
                Some(Decimal::of_integer(i128::from(value))),
                value < 0,
                text,
            );
        }
        Wire::Unsigned(value) => number(Some(Decimal::of_integer(i128::from(value))), false, text),
        Wire::Number(value) => number(Decimal::of_float(value), value < 0.0, text),
        Wire::Text(value) => text.push_str(&format!("{value:?}")),
        Wire::Value(value) => match value {
            serde_json::Value::Null => write_canonical(Wire::Null, text),
            serde_json::Value::Bool(value) => write_canonical(Wire::Boolean(*value), text),
            serde_json::Value::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => write_canonical(Wire::Integer(value), text),
                (_, Some(value)) => write_canonical(Wire::Unsigned(value), text),
                _ => write_canonical(Wire::Number(value.as_f64().unwrap_or_default()), text),
            },
            serde_json::Value::String(value) => write_canonical(Wire::Text(value), text),
            serde_json::Value::Array(elements) => {
                let elements = elements.iter().map(Wire::Value);
                write_elements(elements, text);
            }
            serde_json::Value::Object(_) => write_members(&Members(wire), text),
        },
        Wire::Array(items) => write_elements((0..items.count()).map(|it| items.item(it)), text),
        Wire::Object(fields) => write_members(fields, text),
    }
}

fn write_elements<'a>(elements: impl Iterator<Item = Wire<'a>>, text: &mut String) {
    text.push('[');
    for element in elements {
        write_canonical(element, text);
        text.push(',');
    }
    text.push(']');
}

fn write_members(fields: &dyn Fields, text: &mut String) {
    let mut sorted = Sorted(BTreeMap::new());
    // Collecting never stops.
    let _ = fields.fields(&mut sorted);
    text.push('{');
    for (name, value) in sorted.0 {
        text.push_str(&format!("{name:?}:{value},"));
    }
    text.push('}');
}

struct Sorted(BTreeMap<String, String>);

impl Out for Sorted {
    fn field(&mut self, name: &str, value: Wire<'_>) -> Written {
        self.0.insert(name.to_owned(), canonical(value));
        Ok(())
    }
}
