//! The questions: for each keyword and JSON type, a schema and a value that breaks it.

use serde_json::{Value, json};

use super::later::later;

/// The columns of the table: JSON types, and schemas without `type`.
pub(crate) const KINDS: [&str; 7] = [
    "string", "integer", "number", "boolean", "array", "object", "none",
];

/// One cell of the table.
#[derive(Debug, Clone)]
pub(crate) struct Probe {
    /// The row
    pub(crate) keyword: &'static str,
    /// The column
    pub(crate) kind: &'static str,
    /// The component's schema
    pub(crate) schema: Value,
    /// A value that the schema accepts
    pub(crate) good: Value,
    /// A value that it refuses; `None` where the keyword asks nothing of values
    pub(crate) bad: Option<Value>,
    /// What must stand in the generated docs
    pub(crate) note: Option<&'static str>,
}

/// All rows, in the table's order.
pub(crate) fn probes() -> Vec<Probe> {
    let mut all = Vec::new();
    for kind in KINDS {
        all.extend(types(kind));
        all.extend(values(kind));
        all.extend(constraints(kind));
        all.extend(compositions(kind));
        all.extend(annotations(kind));
    }
    for kind in KINDS {
        all.extend(later(kind));
    }
    all
}

/// A value of the type; of `none`, a string.
pub(crate) fn sample(kind: &str) -> Value {
    match kind {
        "integer" => json!(4),
        "number" => json!(4.5),
        "boolean" => json!(true),
        "array" => json!([1]),
        "object" => json!({ "a": 1 }),
        _ => json!("abc"),
    }
}

/// A schema of the type; of `none`, without one.
pub(crate) fn typed(kind: &str, mut schema: Value) -> Value {
    if kind != "none" {
        schema["type"] = json!(kind);
    }
    if kind == "array" && schema.get("items").is_none() {
        schema["items"] = json!({});
    }
    schema
}

pub(crate) fn probe(
    keyword: &'static str,
    kind: &'static str,
    schema: Value,
    good: Value,
    bad: Value,
) -> Probe {
    Probe {
        keyword,
        kind,
        schema,
        good,
        bad: Some(bad),
        note: None,
    }
}

fn types(kind: &'static str) -> Vec<Probe> {
    let other = if kind == "boolean" {
        json!(1)
    } else {
        json!(false)
    };
    if kind == "none" {
        return Vec::new();
    }
    vec![
        probe(
            "type",
            kind,
            typed(kind, json!({})),
            sample(kind),
            other.clone(),
        ),
        probe(
            "nullable",
            kind,
            typed(kind, json!({ "nullable": true })),
            json!(null),
            other,
        ),
    ]
}

fn values(kind: &'static str) -> Vec<Probe> {
    let (good, bad) = match kind {
        "integer" => (json!(1), json!(2)),
        "number" => (json!(1.5), json!(2.5)),
        "boolean" => (json!(true), json!(false)),
        "array" => (json!([1]), json!([2])),
        "object" => (json!({ "a": 1 }), json!({ "a": 2 })),
        _ => (json!("a"), json!("b")),
    };
    let listed = typed(kind, json!({ "enum": [good] }));
    let mut all = vec![probe("enum", kind, listed, good, bad)];
    let formats = match kind {
        "string" | "none" => Some(("email", json!("a@b.org"), json!("a"))),
        "integer" => Some(("int32", json!(1), json!(1_i64 << 31))),
        _ => None,
    };
    if let Some((format, good, bad)) = formats {
        all.push(probe(
            "format",
            kind,
            typed(kind, json!({ "format": format })),
            good,
            bad,
        ));
    }
    all
}

/// Keywords about one JSON type each. With another `type` beside them they say nothing; without any,
/// they hold for values of theirs.
fn constraints(kind: &'static str) -> Vec<Probe> {
    let rows = [
        (
            "multipleOf",
            "number",
            json!({ "multipleOf": 2 }),
            json!(4),
            json!(3),
        ),
        (
            "minimum",
            "number",
            json!({ "minimum": 3 }),
            json!(4),
            json!(2),
        ),
        (
            "maximum",
            "number",
            json!({ "maximum": 5 }),
            json!(4),
            json!(6),
        ),
        (
            "exclusiveMinimum",
            "number",
            json!({ "minimum": 3, "exclusiveMinimum": true }),
            json!(4),
            json!(3),
        ),
        (
            "exclusiveMaximum",
            "number",
            json!({ "maximum": 5, "exclusiveMaximum": true }),
            json!(4),
            json!(5),
        ),
        (
            "minLength",
            "string",
            json!({ "minLength": 2 }),
            json!("abc"),
            json!("a"),
        ),
        (
            "maxLength",
            "string",
            json!({ "maxLength": 3 }),
            json!("abc"),
            json!("abcd"),
        ),
        (
            "pattern",
            "string",
            json!({ "pattern": "^a" }),
            json!("abc"),
            json!("b"),
        ),
        (
            "items",
            "array",
            json!({ "items": { "type": "integer" } }),
            json!([1]),
            json!(["a"]),
        ),
        (
            "minItems",
            "array",
            json!({ "minItems": 1 }),
            json!([1]),
            json!([]),
        ),
        (
            "maxItems",
            "array",
            json!({ "maxItems": 1 }),
            json!([1]),
            json!([1, 2]),
        ),
        (
            "uniqueItems",
            "array",
            json!({ "uniqueItems": true }),
            json!([1]),
            json!([1, 1.0]),
        ),
        (
            "properties",
            "object",
            json!({ "properties": { "a": { "type": "integer" } } }),
            json!({ "a": 1 }),
            json!({ "a": "b" }),
        ),
        (
            "required",
            "object",
            json!({ "required": ["a"] }),
            json!({ "a": 1 }),
            json!({}),
        ),
        (
            "additionalProperties",
            "object",
            json!({ "additionalProperties": { "type": "integer" } }),
            json!({ "a": 1 }),
            json!({ "a": "b" }),
        ),
        (
            "minProperties",
            "object",
            json!({ "minProperties": 1 }),
            json!({ "a": 1 }),
            json!({}),
        ),
        (
            "maxProperties",
            "object",
            json!({ "maxProperties": 1 }),
            json!({ "a": 1 }),
            json!({ "a": 1, "b": 2 }),
        ),
    ];
    let applies =
        |about: &str| kind == about || kind == "none" || (about == "number" && kind == "integer");
    let probes = rows.into_iter().map(|(keyword, about, schema, good, bad)| {
        let schema = typed(kind, schema);
        match applies(about) {
            true => probe(keyword, kind, schema, good, bad),
            false => Probe {
                bad: None,
                ..probe(keyword, kind, schema, sample(kind), Value::Null)
            },
        }
    });
    probes.collect()
}

fn compositions(kind: &'static str) -> Vec<Probe> {
    if kind == "none" {
        return Vec::new();
    }
    let own = typed(kind, json!({}));
    let other = if kind == "boolean" {
        "string"
    } else {
        "boolean"
    };
    let others = json!({ "type": other });
    let (good, third) = (sample(kind), json!(null));
    let (bad, taken) = match kind {
        "boolean" => (json!("a"), json!("a")),
        _ => (json!(false), json!(false)),
    };
    let mut all = vec![
        probe(
            "allOf",
            kind,
            json!({ "allOf": [own.clone()] }),
            good.clone(),
            bad,
        ),
        probe(
            "oneOf",
            kind,
            json!({ "oneOf": [own, others] }),
            good.clone(),
            third.clone(),
        ),
        probe(
            "anyOf",
            kind,
            json!({ "anyOf": [typed(kind, json!({})), { "type": other }] }),
            good.clone(),
            third,
        ),
        probe("not", kind, json!({ "not": { "type": kind } }), taken, good),
    ];
    if kind == "object" {
        let variant = |tag: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": [tag] } } });
        let schema = json!({ "oneOf": [variant("a"), variant("b")], "discriminator": { "propertyName": "kind" } });
        let (good, bad) = (json!({ "kind": "a" }), json!({ "kind": "c" }));
        all.push(probe("discriminator", kind, schema, good, bad));
    }
    all
}

/// Keywords about a member: its schema stands in an object's `properties`.
fn annotations(kind: &'static str) -> Vec<Probe> {
    let rows = [
        ("readOnly", json!(true), None),
        ("writeOnly", json!(true), None),
        ("default", sample(kind), Some("Default: ")),
        ("example", sample(kind), Some("Example: ")),
        (
            "title",
            json!("Word from the title"),
            Some("Word from the title"),
        ),
        (
            "description",
            json!("Word from the text"),
            Some("Word from the text"),
        ),
        ("deprecated", json!(true), Some("**Deprecated.**")),
        (
            "externalDocs",
            json!({ "url": "https://a.org/doc" }),
            Some("https://a.org/doc"),
        ),
        ("xml", json!({ "name": "a" }), None),
    ];
    let probes = rows.into_iter().map(|(keyword, value, note)| {
        let mut member = typed(kind, json!({}));
        member[keyword] = value;
        Probe {
            keyword,
            kind,
            schema: json!({ "type": "object", "properties": { "x": member } }),
            good: json!({ "x": sample(kind) }),
            bad: None,
            note,
        }
    });
    probes.collect()
}
