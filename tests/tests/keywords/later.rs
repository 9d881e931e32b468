//! The questions about keywords that OpenAPI 3.1 adds.

use serde_json::{Value, json};

use super::probes::{Probe, probe, sample, typed};

/// Those that make sense for a JSON type.
pub(crate) fn later(kind: &'static str) -> Vec<Probe> {
    let mut all = conditions(kind);
    let rows = match kind {
        "array" => arrays(),
        "object" => objects(),
        "none" => [arrays(), objects()].concat(),
        _ => Vec::new(),
    };
    for (keyword, mut schema, good, bad) in rows {
        // Without `items`, which would look at all elements.
        if kind != "none" {
            schema["type"] = json!(kind);
        }
        all.push(probe(keyword, kind, schema, good, bad));
    }
    all.extend(contents(kind));
    all
}

fn conditions(kind: &'static str) -> Vec<Probe> {
    let (good, bad) = match kind {
        "integer" => (json!(1), json!(2)),
        "number" => (json!(1.5), json!(2.5)),
        "boolean" => (json!(true), json!(false)),
        "array" => (json!([1]), json!([2])),
        "object" => (json!({ "a": 1 }), json!({ "a": 2 })),
        _ => (json!("a"), json!("b")),
    };
    let constant = typed(kind, json!({ "const": good }));
    let condition = json!({ "if": { "enum": [bad] }, "then": { "not": {} } });
    vec![
        probe("const", kind, constant, good.clone(), bad.clone()),
        probe("if", kind, typed(kind, condition), good, bad),
    ]
}

/// A keyword, a schema with it, a value that fits, and one that doesn't.
type Row = (&'static str, Value, Value, Value);

fn arrays() -> Vec<Row> {
    let is_text = json!({ "type": "string" });
    let contains = |more: Value| {
        let mut schema = more;
        schema["contains"] = is_text.clone();
        schema
    };
    let first = json!({ "prefixItems": [is_text] });
    let rest = json!({ "prefixItems": [is_text], "unevaluatedItems": { "type": "integer" } });
    vec![
        ("prefixItems", first, json!(["a", 1]), json!([1])),
        ("contains", contains(json!({})), json!([1, "a"]), json!([1])),
        (
            "minContains",
            contains(json!({ "minContains": 2 })),
            json!(["a", "b"]),
            json!(["a"]),
        ),
        (
            "maxContains",
            contains(json!({ "maxContains": 1 })),
            json!(["a"]),
            json!(["a", "b"]),
        ),
        ("unevaluatedItems", rest, json!(["a", 1]), json!(["a", "b"])),
    ]
}

fn objects() -> Vec<Row> {
    let is_text = json!({ "type": "string" });
    let closed = json!({
        "properties": { "a": {} },
        "unevaluatedProperties": { "type": "string" },
    });
    vec![
        (
            "patternProperties",
            json!({ "patternProperties": { "^x": is_text } }),
            json!({ "a": 1, "x": "a" }),
            json!({ "x": 1 }),
        ),
        (
            "propertyNames",
            json!({ "propertyNames": { "maxLength": 1 } }),
            json!({ "a": 1 }),
            json!({ "ab": 1 }),
        ),
        (
            "dependentRequired",
            json!({ "dependentRequired": { "a": ["b"] } }),
            json!({ "b": 1 }),
            json!({ "a": 1 }),
        ),
        (
            "dependentSchemas",
            json!({ "dependentSchemas": { "a": { "required": ["b"] } } }),
            json!({ "b": 1 }),
            json!({ "a": 1 }),
        ),
        (
            "unevaluatedProperties",
            closed,
            json!({ "a": 1, "b": "b" }),
            json!({ "b": 1 }),
        ),
    ]
}

/// Keywords about a member: its schema stands in an object's `properties`.
fn contents(kind: &'static str) -> Vec<Probe> {
    let mut rows = vec![("examples", json!([sample(kind)]), "Example: ")];
    if ["string", "none"].contains(&kind) {
        rows.push(("contentMediaType", json!("image/png"), "Content: "));
        rows.push(("contentEncoding", json!("quoted-printable"), "Content: "));
    }
    let probes = rows.into_iter().map(|(keyword, value, note)| {
        let mut member = typed(kind, json!({}));
        member[keyword] = value;
        Probe {
            keyword,
            kind,
            schema: json!({ "type": "object", "properties": { "x": member } }),
            good: json!({ "x": sample(kind) }),
            bad: None,
            note: Some(note),
        }
    });
    probes.collect()
}
