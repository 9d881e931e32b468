//! Keywords with values that the specification doesn't allow, but that real documents have: what each
//! counts as. Where there is no telling, it counts as absent; either way it is reported.

mod listed;
mod scalars;
mod types;

use super::guard::Guarded;
use super::lower::Lowering;
use super::{Additional, Keywords, Origin, SchemaId, Step, Types};
use crate::diagnostics::Code;
use crate::raw::Raw;
use indexmap::IndexMap;

/// What keywords count as, by the keyword as written: another keyword and value, or nothing.
pub(super) type Readings = IndexMap<String, Option<(&'static str, Raw)>>;

/// How the value of one keyword is read.
enum Reading {
    /// As it is written
    AsIs,
    /// As this value
    Meant(Raw),
    /// As this value of another keyword
    Other(&'static str, Raw),
    /// As if the keyword were not there
    Absent,
}

impl Reading {
    /// A value that may have been found.
    fn of(value: Option<Raw>) -> Reading {
        value.map_or(Reading::Absent, Reading::Meant)
    }
}

impl Lowering<'_> {
    /// Reads the odd keywords of a schema, and reports each kind at the first place.
    pub(super) fn readings(&mut self, id: SchemaId, object: &IndexMap<String, Raw>) -> Readings {
        let origin = &self.graph.get(id).origin;
        let is_branch = matches!(origin, Origin::Part(_, Step::Branch("oneOf" | "anyOf", _)));
        let declared = object
            .get("type")
            .and_then(|it| types::declared(it, is_branch));
        let cx = Around {
            is_branch,
            declared,
        };
        let mut readings = Readings::new();
        for (written, value) in object {
            let Some((keyword, expected)) = expected(written) else {
                continue;
            };
            let (counts, as_what) = match reading(keyword, value, &cx) {
                Reading::AsIs => continue,
                Reading::Meant(meant) => {
                    let text = format!("as {}", meant.excerpt(40));
                    (Some((keyword, meant)), text)
                }
                Reading::Other(other, meant) => {
                    let text = format!("as `{other}`");
                    (Some((other, meant)), text)
                }
                Reading::Absent => (None, "for nothing".to_owned()),
            };
            let kind = match (keyword, &counts) {
                ("type", _) => value.excerpt(40),
                (_, Some(_)) => "odd".to_owned(),
                (_, None) => "absent".to_owned(),
            };
            readings.insert(written.clone(), counts);
            let is_first = self.is_first(&format!("{keyword} {kind}"));
            // Tools that write out every absent annotation as `null` mean nothing by it.
            let says_nothing = value.is_null() && expected == TEXT;
            if !is_first || says_nothing {
                continue;
            }
            let message = format!(
                "`{keyword}` must be {expected}, but is {}: it counts {as_what}; this is the first place",
                value.excerpt(40)
            );
            let place = self.graph.keyword(id, keyword);
            let report = self.diagnostics.report(Code::OddSchema, place, message);
            report.help(match (keyword, value) {
                ("required", Raw::Bool(_)) => {
                    "list the property in the `required` of the object that has it"
                }
                ("const", _) | ("enum", Raw::Array(_)) => {
                    "quote numbers in YAML, and list the values of elements in `items`"
                }
                ("items", Raw::Array(_)) => "write one schema for all items",
                _ => "say what is meant in the document, or accept this finding with [[allow]]",
            });
        }
        readings
    }
}

impl Lowering<'_> {
    /// A closed object that requires a name which it doesn't declare would have no values at all: the
    /// name is left over from a member that is gone, and counts for nothing.
    pub(super) fn require_what_can_be(
        &mut self,
        id: SchemaId,
        guarded: &Guarded<'_>,
        keywords: &mut Keywords,
    ) {
        let is_whole = keywords.all_of.is_empty()
            && !guarded.aside.contains_key("$ref")
            && guarded.properties_at.is_none();
        if keywords.additional != Additional::Denied || !is_whole {
            return;
        }
        let properties = &keywords.properties;
        let (declared, left_over) = std::mem::take(&mut keywords.required)
            .into_iter()
            .partition(|it| properties.contains_key(it));
        keywords.required = declared;
        let left_over: Vec<String> = left_over;
        for name in left_over {
            let message = format!(
                "{name:?} is required, but not declared, and no other members are allowed: that it is required counts for nothing"
            );
            let place = self.graph.keyword(id, "required");
            self.diagnostics
                .report(Code::OddSchema, place, message)
                .help("declare it in `properties`, or take it out of `required`");
        }
    }
}

const COUNT: &str = "a count";
const FLAG: &str = "`true` or `false`";
const LIST: &str = "a list of schemas";
const MAP: &str = "an object of schemas";
const NUMBER: &str = "a number";
const SCHEMA: &str = "a schema";
const TEXT: &str = "a string";

/// The keywords that are looked at, each with what it must be.
const EXPECTED: &[(&str, &str)] = &[
    ("$defs", MAP),
    ("$ref", TEXT),
    ("additionalProperties", "a schema or a boolean"),
    ("allOf", LIST),
    ("anyOf", LIST),
    ("const", "a value of its `type`"),
    ("contains", SCHEMA),
    ("contentEncoding", TEXT),
    ("definitions", MAP),
    ("dependentRequired", "an object of lists of names"),
    ("dependentSchemas", MAP),
    ("deprecated", FLAG),
    ("description", TEXT),
    ("discriminator", "an object with a `propertyName`"),
    ("else", SCHEMA),
    ("enum", "a list of values of its `type`"),
    ("exclusiveMaximum", "a boolean or a number"),
    ("exclusiveMinimum", "a boolean or a number"),
    ("externalDocs", "an object with a `url`"),
    ("format", TEXT),
    ("if", SCHEMA),
    ("items", SCHEMA),
    ("maxContains", COUNT),
    ("maxItems", COUNT),
    ("maxLength", COUNT),
    ("maxProperties", COUNT),
    ("maximum", NUMBER),
    ("minContains", COUNT),
    ("minItems", COUNT),
    ("minLength", COUNT),
    ("minProperties", COUNT),
    ("minimum", NUMBER),
    ("multipleOf", "a number above zero"),
    ("not", SCHEMA),
    ("nullable", FLAG),
    ("oneOf", LIST),
    ("pattern", TEXT),
    ("patternProperties", MAP),
    ("prefixItems", LIST),
    ("properties", MAP),
    ("propertyNames", SCHEMA),
    ("readOnly", FLAG),
    ("required", "a list of names"),
    ("then", SCHEMA),
    ("title", TEXT),
    ("type", "a type of JSON Schema"),
    ("unevaluatedItems", SCHEMA),
    ("unevaluatedProperties", SCHEMA),
    ("uniqueItems", FLAG),
    ("writeOnly", FLAG),
];

fn expected(keyword: &str) -> Option<(&'static str, &'static str)> {
    let at = EXPECTED.binary_search_by_key(&keyword, |it| it.0).ok()?;
    EXPECTED.get(at).copied()
}

/// What stands around a keyword.
#[derive(Default)]
struct Around {
    /// Whether the schema is a branch of a union.
    is_branch: bool,
    /// What `type` says, where it is one.
    declared: Option<Types>,
}

fn reading(keyword: &'static str, value: &Raw, cx: &Around) -> Reading {
    let expected = expected(keyword).map_or("", |it| it.1);
    match (keyword, value) {
        ("type", _) => types::reading(value, cx.is_branch),
        ("const", _) => listed::one(value, cx.declared),
        (_, Raw::Null) => Reading::Absent,
        ("required", _) => names(value),
        ("enum", _) => listed::reading(value, cx.declared),
        ("discriminator", _) => discriminator(value),
        ("externalDocs", _) => external_docs(value),
        ("multipleOf", _) => scalars::factor(value),
        ("exclusiveMinimum" | "exclusiveMaximum", _) => scalars::number_or_flag(value),
        ("items", Raw::Array(list)) => match list.as_slice() {
            [only @ (Raw::Object(_) | Raw::Bool(_))] => Reading::Meant(only.clone()),
            [] | [_] => Reading::Absent,
            // JSON Schema called it so up to 2019-09.
            several => Reading::Other("prefixItems", Raw::Array(several.to_vec())),
        },
        ("additionalProperties", Raw::String(_)) => Reading::of(scalars::flag_of(value)),
        ("dependentRequired", Raw::Object(_)) => Reading::AsIs,
        ("dependentRequired", _) => Reading::Absent,
        _ => match expected {
            FLAG => scalars::flag(value),
            TEXT => scalars::text(value),
            NUMBER => scalars::number(value),
            COUNT => scalars::count(keyword, value),
            LIST => match value {
                Raw::Array(list) if !list.is_empty() => Reading::AsIs,
                Raw::Object(_) => Reading::Meant(Raw::Array(vec![value.clone()])),
                _ => Reading::Absent,
            },
            MAP => match value {
                Raw::Object(_) => Reading::AsIs,
                _ => Reading::Absent,
            },
            _ => match value {
                Raw::Object(_) | Raw::Bool(_) => Reading::AsIs,
                _ => Reading::Absent,
            },
        },
    }
}

/// `required`. As a boolean it stood in properties up to draft 3, which no tool for OpenAPI follows.
fn names(value: &Raw) -> Reading {
    match value {
        Raw::Array(list) if list.iter().all(|it| it.as_str().is_some()) => Reading::AsIs,
        Raw::Array(list) => {
            let names = list.iter().filter_map(scalars::text_of);
            Reading::Meant(Raw::Array(names.collect()))
        }
        Raw::String(_) if scalars::flag_of(value).is_none() => {
            Reading::Meant(Raw::Array(vec![value.clone()]))
        }
        _ => Reading::Absent,
    }
}

fn discriminator(value: &Raw) -> Reading {
    let property = match value {
        Raw::String(_) => Some(value),
        Raw::Object(members) => members.get("propertyName"),
        _ => None,
    };
    let Some(property) = property.filter(|it| it.as_str().is_some()) else {
        return Reading::Absent;
    };
    let mapping = value.get("mapping");
    let is_text = |it: &Raw| it.as_object().is_some_and(|it| it.values().all(is_string));
    if value.as_object().is_some() && mapping.is_none_or(is_text) {
        return Reading::AsIs;
    }
    let mut meant = IndexMap::from([("propertyName".to_owned(), property.clone())]);
    if let Some(mapping) = mapping.and_then(Raw::as_object) {
        let mut mapping = mapping.clone();
        mapping.retain(|_, target| is_string(target));
        meant.insert("mapping".to_owned(), Raw::Object(mapping));
    }
    Reading::Meant(Raw::Object(meant))
}

fn external_docs(value: &Raw) -> Reading {
    let url = value.get("url").or(Some(value)).filter(|it| is_string(it));
    let is_sound = |it: &IndexMap<String, Raw>| {
        it.get("description").is_none_or(is_string) && it.get("url").is_some_and(is_string)
    };
    if value.as_object().is_some_and(is_sound) {
        return Reading::AsIs;
    }
    let meant = |url: &Raw| Raw::Object(IndexMap::from([("url".to_owned(), url.clone())]));
    Reading::of(url.map(meant))
}

fn is_string(value: &Raw) -> bool {
    value.as_str().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each `keyword: value` counts as.
    fn check(cases: &[(&'static str, serde_json::Value, &str)]) {
        for (keyword, value, counts) in cases {
            let read = match reading(keyword, &Raw::from_json(value), &Around::default()) {
                Reading::AsIs => "as is".to_owned(),
                Reading::Meant(meant) => meant.to_string(),
                Reading::Other(other, meant) => format!("{other} {meant}"),
                Reading::Absent => "absent".to_owned(),
            };
            assert_eq!(read, *counts, "{keyword}: {value}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(EXPECTED.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn what_the_specification_allows_is_as_it_is() {
        use serde_json::json;
        check(&[
            ("type", json!("string"), "as is"),
            ("type", json!(["string", "null"]), "as is"),
            ("required", json!([]), "as is"),
            ("enum", json!([null]), "as is"),
            ("items", json!({}), "as is"),
            ("not", json!(false), "as is"),
            ("exclusiveMinimum", json!(true), "as is"),
            ("exclusiveMinimum", json!(1.5), "as is"),
            ("minLength", json!(1.0), "as is"),
            (
                "discriminator",
                json!({"propertyName": "a", "mapping": {"b": "B"}}),
                "as is",
            ),
            ("externalDocs", json!({"url": "a"}), "as is"),
        ]);
    }

    #[test]
    fn lists_and_objects_are_made_of_what_stands_alone() {
        use serde_json::json;
        check(&[
            ("required", json!("a"), r#"["a"]"#),
            ("required", json!(["a", 1]), r#"["a","1"]"#),
            ("required", json!(true), "absent"),
            ("required", json!("yes"), "absent"),
            ("enum", json!("a"), r#"["a"]"#),
            ("const", json!(null), "as is"),
            ("enum", json!([]), "absent"),
            ("allOf", json!({"type": "string"}), r#"[{"type":"string"}]"#),
            ("oneOf", json!([]), "absent"),
            ("items", json!([{"a": 1}]), r#"{"a":1}"#),
            ("items", json!([{}, {}]), "prefixItems [{},{}]"),
            ("properties", json!([]), "absent"),
            ("discriminator", json!("a"), r#"{"propertyName":"a"}"#),
            ("discriminator", json!({"mapping": {}}), "absent"),
            (
                "discriminator",
                json!({"propertyName": "a", "mapping": {"b": 1, "c": "C"}}),
                r#"{"propertyName":"a","mapping":{"c":"C"}}"#,
            ),
            ("externalDocs", json!("a"), r#"{"url":"a"}"#),
            ("externalDocs", json!({"description": "a"}), "absent"),
            ("maxItems", json!(null), "absent"),
            ("$ref", json!(null), "absent"),
        ]);
    }
}
