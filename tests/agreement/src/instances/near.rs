//! Changes near the limits that a schema sets: what is just allowed, and what just isn't.

use serde_json::{Map, Value, json};

use super::fitting::member;
use super::pool::ROOTS;
use crate::graph::{Components, list, target};
use crate::random::Random;

/// Changes one place of a value to something near a limit that holds there.
pub(super) fn near(
    value: &mut Value,
    schemas: &[&Value],
    components: &Components,
    random: &mut Random,
) {
    let mut leaves = Vec::new();
    for schema in schemas {
        gather(schema, components, &mut leaves, 0);
    }
    match value {
        Value::Object(members) if random.happens(3, 5) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if let Some(name) = random.pick(&names)
                && let Some(inner) = member(&leaves, name)
                && let Some(value) = members.get_mut(name)
            {
                near(value, &inner, components, random);
                return;
            }
        }
        Value::Array(elements) if random.happens(1, 2) => {
            let inner: Vec<&Value> = leaves.iter().filter_map(|it| it.get("items")).collect();
            let index = random.below(elements.len().max(1));
            if let Some(value) = elements.get_mut(index) {
                near(value, &inner, components, random);
                return;
            }
        }
        _ => {}
    }
    let mut all = Vec::new();
    for leaf in leaves {
        limits(leaf, value, random, &mut all);
    }
    let changed = match random.pick(&all) {
        Some(changed) if random.happens(9, 10) => changed.clone(),
        _ => another(random),
    };
    *value = changed;
}

/// The schemas that hold together: through `$ref` and `allOf`.
fn gather<'a>(
    schema: &'a Value,
    components: &'a Components,
    leaves: &mut Vec<&'a Value>,
    depth: usize,
) {
    if depth > 8 {
        return;
    }
    leaves.push(schema);
    leaves.extend(schema.get("not"));
    if let Some(target) = target(schema, components) {
        gather(target, components, leaves, depth + 1);
    }
    for part in list(schema, "allOf") {
        gather(part, components, leaves, depth + 1);
    }
}

/// The values near each limit of a schema.
fn limits(schema: &Value, value: &Value, random: &mut Random, all: &mut Vec<Value>) {
    for (keyword, limit) in schema.as_object().into_iter().flatten() {
        let count = limit.as_u64().and_then(|it| usize::try_from(it).ok());
        match (keyword.as_str(), count, limit) {
            ("minimum" | "maximum", _, Value::Number(_)) => {
                for offset in ["0", "1", "-1", "0.01", "-0.01"] {
                    all.extend(added(limit, offset));
                }
            }
            ("multipleOf", _, Value::Number(_)) => multiples(limit, random, all),
            ("minLength" | "maxLength", Some(count), _) => {
                for letter in ["a", "7", "é", "\u{1F600}", "e\u{301}"] {
                    for count in count.saturating_sub(1)..=count + 1 {
                        all.push(json!(letter.repeat(count)));
                    }
                }
            }
            ("format", _, Value::String(format)) if format == "int32" => {
                all.extend([json!(i32::MAX), json!(i64::from(i32::MAX) + 1)]);
            }
            ("pattern" | "format", _, _) => texts(value, all),
            ("minItems" | "maxItems", Some(count), _) => resized(value, count, all),
            ("items" | "uniqueItems", _, _) => doubled(value, random, all),
            ("minProperties" | "maxProperties", Some(count), _) => peopled(value, count, all),
            ("required", _, _) => without(value, all),
            ("properties", _, Value::Object(properties)) => with(value, properties, random, all),
            ("additionalProperties", _, _) => {
                let name = random.pick(&["zeta", "a", "it", "c/d~e"]);
                let mut members = value.as_object().cloned().unwrap_or_default();
                members.insert(name.copied().unwrap_or("zeta").to_owned(), another(random));
                all.push(Value::Object(members));
            }
            ("enum", _, Value::Array(listed)) => {
                listed.iter().for_each(|it| neighbours(it, all));
            }
            ("nullable", _, _) => all.push(Value::Null),
            (_, _, _) => {}
        }
    }
}

/// The sum, in decimal: 0.1 + 0.01 is 0.11.
fn added(limit: &Value, offset: &str) -> Option<Value> {
    let (limit, offset) = (hundredths(&limit.to_string())?, hundredths(offset)?);
    let sum = limit + offset;
    let sign = if sum < 0 { "-" } else { "" };
    let (whole, rest) = (sum.abs() / 100, sum.abs() % 100);
    let text = match rest {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{rest:02}"),
    };
    serde_json::from_str(&text).ok()
}

fn hundredths(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    format!("{whole}{rest:0<2}").parse().ok()
}

/// Multiples, and what is just beside them.
fn multiples(divisor: &Value, random: &mut Random, all: &mut Vec<Value>) {
    let divisor = divisor.as_f64().unwrap_or(1.0);
    let factor = f64::from(u16::try_from(random.below(400)).unwrap_or(0)) - 200.0;
    // Two digits are all that the divisors have: what multiplying doubles adds is cut off.
    let product = format!("{:.2}", divisor * factor);
    for spelled in [
        &*product,
        product.trim_end_matches('0').trim_end_matches('.'),
    ] {
        if let Ok(value @ Value::Number(_)) = serde_json::from_str::<Value>(spelled) {
            all.extend(added(&value, "1"));
            all.extend(added(&value, "0.01"));
            all.push(json!(value.as_f64().unwrap_or_default() + 0.001));
            all.push(value);
        }
    }
}

/// Texts that look like it.
fn texts(value: &Value, all: &mut Vec<Value>) {
    let text = value.as_str().unwrap_or("ab");
    all.extend([
        json!(format!("{text}\n")),
        json!(format!("{text}b")),
        json!(format!(" {text}")),
        json!(text.to_uppercase()),
        json!(text.chars().skip(1).collect::<String>()),
    ]);
    for text in [
        "12",
        "12x",
        "123",
        "1\u{662}",
        "a@b.org",
        "a@b",
        "@b.org",
        "127.0.0.1",
        "127.0.0.01",
        "256.0.0.1",
        "1.2.3",
        "2024-02-29T12:00:00Z",
        "2023-02-29T12:00:00Z",
        "2024-02-29T12:00:00+14:00",
        "2024-02-29 12:00:00",
        "2024-02-29T24:00:00Z",
    ] {
        all.push(json!(text));
    }
}

/// The same elements, of another count.
fn resized(value: &Value, count: usize, all: &mut Vec<Value>) {
    let Value::Array(elements) = value else {
        return;
    };
    let mut source = elements.iter().cloned().cycle();
    for count in count.saturating_sub(1)..=count + 1 {
        let mut resized: Vec<Value> = elements.iter().take(count).cloned().collect();
        while resized.len() < count {
            resized.push(source.next().unwrap_or_else(|| json!(resized.len())));
        }
        all.push(Value::Array(resized));
    }
}

/// One element once more, perhaps spelled another way.
fn doubled(value: &Value, random: &mut Random, all: &mut Vec<Value>) {
    let Value::Array(elements) = value else {
        return;
    };
    let Some(chosen) = random.pick(elements).cloned() else {
        let pairs = [
            json!([1, 1.0]),
            json!([{ "a": 1, "b": [2] }, { "b": [2.0], "a": 1 }]),
            json!([1, true, "1", [1], { "1": 1 }, null, 0, false]),
            json!([[], {}, "", null]),
        ];
        all.extend(pairs);
        return;
    };
    let mut spellings = Vec::new();
    neighbours(&chosen, &mut spellings);
    for spelling in spellings {
        let mut doubled = elements.clone();
        doubled.insert(random.below(elements.len() + 1), spelling);
        all.push(Value::Array(doubled));
    }
}

/// The same members, of another count.
fn peopled(value: &Value, count: usize, all: &mut Vec<Value>) {
    let Value::Object(members) = value else {
        return;
    };
    for count in count.saturating_sub(1)..=count + 1 {
        let own = members.iter().take(count);
        let mut peopled: Map<String, Value> =
            own.map(|(name, it)| (name.clone(), it.clone())).collect();
        for index in peopled.len()..count {
            peopled.insert(format!("more{index}"), json!(index));
        }
        all.push(Value::Object(peopled));
    }
}

/// The object without each of its members.
fn without(value: &Value, all: &mut Vec<Value>) {
    for name in value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
    {
        let mut members = value.as_object().cloned().unwrap_or_default();
        members.remove(name);
        all.push(Value::Object(members));
    }
}

/// The object with another value for each of the declared members.
fn with(value: &Value, properties: &Map<String, Value>, random: &mut Random, all: &mut Vec<Value>) {
    for name in properties.keys() {
        let mut members = value.as_object().cloned().unwrap_or_default();
        members.insert(name.clone(), another(random));
        all.push(Value::Object(members));
    }
}

/// A value, what is equal to it, and what looks like it.
fn neighbours(value: &Value, all: &mut Vec<Value>) {
    all.push(value.clone());
    match value {
        Value::Null | Value::Bool(_) => all.push(json!(value.to_string())),
        Value::Number(number) => {
            all.extend([json!(number.as_f64()), json!(number.to_string())]);
            all.extend(added(value, "1"));
            all.extend(added(value, "-0.01"));
        }
        Value::String(text) => all.extend([
            json!(text.to_uppercase()),
            json!(format!("{text} ")),
            json!([text]),
        ]),
        Value::Array(elements) => {
            let mut more = elements.clone();
            more.push(json!(1.0));
            let reversed = elements.iter().rev().cloned().collect();
            all.extend([Value::Array(more), Value::Array(reversed)]);
        }
        Value::Object(members) => {
            let reversed = members.clone().into_iter().rev().collect();
            let mut more = members.clone();
            more.insert("zeta".to_owned(), Value::Null);
            all.extend([Value::Object(reversed), Value::Object(more)]);
        }
    }
}

/// Any value.
pub(super) fn another(random: &mut Random) -> Value {
    let number = i64::try_from(random.below(40)).unwrap_or(0) - 20;
    match random.below(8) {
        0 => json!(number),
        1 => json!(format!("{number}")),
        2 => json!([number]),
        3 => json!({ "it": number }),
        4 => added(&json!(number), "0.5").unwrap_or_default(),
        _ => random.pick(&ROOTS).map_or(Value::Null, |make| make()),
    }
}
