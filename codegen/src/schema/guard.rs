//! A schema object in the form that `openapiv3` keeps whole.
//!
//! The crate drops keywords it doesn't know, rounds numbers, and refuses a whole document over one
//! odd value. So each schema object is handed over alone, with its parts replaced by references
//! `#/0`, `#/1`… and with everything that would not survive set aside.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::{Map, Value};

use super::odd::Readings;
use super::{Step, applicators};
use crate::raw::Raw;

/// A schema object as `openapiv3` sees it, and what it would not see.
pub(super) struct Guarded<'r> {
    /// The typed schema; its parts are references into `parts`.
    pub schema: Schema,
    /// The parts, in the order they are referred to.
    pub parts: Vec<(Step, &'r Raw)>,
    /// The keywords that were set aside, as written.
    pub aside: IndexMap<&'r str, &'r Raw>,
    /// Where `properties` refers to, which holds further members.
    pub properties_at: Option<&'r str>,
}

/// Keywords of OpenAPI 3.0's schema object that `openapiv3` keeps as they are. All others it would
/// drop, round or refuse with some values: those are set aside.
const KEPT: &[&str] = &[
    "deprecated",
    "description",
    "discriminator",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minItems",
    "minLength",
    "minProperties",
    "nullable",
    "pattern",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
];

/// Parses one schema object. Where `readings` has a keyword, it counts as it says there.
///
/// # Errors
///
/// What `openapiv3` says, where a keyword has a value of the wrong type.
pub(super) fn guard<'r>(
    object: &'r IndexMap<String, Raw>,
    readings: &'r Readings,
) -> Result<Guarded<'r>, String> {
    let mut shallow = Map::new();
    let mut parts = Vec::new();
    let mut aside = IndexMap::new();
    let mut properties_at = None;
    for (keyword, value) in object {
        let (keyword, value) = match readings.get(keyword) {
            None => (keyword.as_str(), value),
            Some(Some((keyword, value))) => (*keyword, value),
            Some(None) => continue,
        };
        let kept = match (keyword, value) {
            ("properties", Raw::Object(properties)) => {
                let mut shallow = Map::new();
                for (name, part) in properties {
                    if let ("$ref", Raw::String(target)) = (name.as_str(), part) {
                        properties_at = Some(target.as_str());
                        continue;
                    }
                    let part = part_of(&mut parts, Step::Property(name.clone()), part);
                    shallow.insert(name.clone(), part);
                }
                Some(Value::Object(shallow))
            }
            ("allOf", Raw::Array(list)) => Some(branches(&mut parts, "allOf", list)),
            ("oneOf", Raw::Array(list)) => Some(branches(&mut parts, "oneOf", list)),
            ("anyOf", Raw::Array(list)) => Some(branches(&mut parts, "anyOf", list)),
            ("items", Raw::Object(_) | Raw::Bool(_)) => {
                Some(part_of(&mut parts, Step::Keyword("items"), value))
            }
            ("not", Raw::Object(_) | Raw::Bool(_)) => {
                Some(part_of(&mut parts, Step::Keyword("not"), value))
            }
            _ if applicators::parts(keyword, value, &mut parts) => None,
            ("additionalProperties", Raw::Object(_)) => Some(part_of(
                &mut parts,
                Step::Keyword("additionalProperties"),
                value,
            )),
            ("minLength" | "maxLength" | "minItems" | "maxItems", Raw::Float(number))
            | ("minProperties" | "maxProperties", Raw::Float(number))
                if number.fract() == 0.0 && *number >= 0.0 && *number < 4e9 =>
            {
                // JSON Schema §6: 3.0 is an integer.
                Some(Value::from(
                    format!("{number:.0}").parse::<u64>().unwrap_or_default(),
                ))
            }
            ("properties" | "allOf" | "oneOf" | "anyOf" | "items" | "not", _)
            | ("additionalProperties", _) => Some(value.to_json()),
            (name, _) if KEPT.contains(&name) && !is_of_3_1(name, value) => Some(value.to_json()),
            (name, _) if name.starts_with("x-") => None,
            _ => {
                aside.insert(keyword, value);
                None
            }
        };
        if let Some(kept) = kept {
            shallow.insert(keyword.to_owned(), kept);
        }
    }
    let schema = match serde_json::from_value(Value::Object(shallow)) {
        Ok(ReferenceOr::Item(schema)) => schema,
        Ok(ReferenceOr::Reference { .. }) => unreachable!("`$ref` is set aside"),
        Err(error) => return Err(error.to_string()),
    };
    Ok(Guarded {
        schema,
        parts,
        aside,
        properties_at,
    })
}

/// Whether a keyword that both versions have is written as in OpenAPI 3.1.
fn is_of_3_1(keyword: &str, value: &Raw) -> bool {
    match keyword {
        "type" => matches!(value, Raw::Array(_)) || value.as_str() == Some("null"),
        "exclusiveMinimum" | "exclusiveMaximum" => {
            matches!(value, Raw::Integer(_) | Raw::Float(_))
        }
        _ => false,
    }
}

fn part_of<'r>(parts: &mut Vec<(Step, &'r Raw)>, step: Step, part: &'r Raw) -> Value {
    let reference = format!("#/{}", parts.len());
    parts.push((step, part));
    let mut object = Map::new();
    object.insert("$ref".to_owned(), Value::from(reference));
    Value::Object(object)
}

fn branches<'r>(parts: &mut Vec<(Step, &'r Raw)>, keyword: &'static str, list: &'r [Raw]) -> Value {
    let part = |(index, part)| part_of(parts, Step::Branch(keyword, index), part);
    Value::Array(list.iter().enumerate().map(part).collect())
}
