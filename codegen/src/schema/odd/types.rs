//! `type` with what other languages and formats call types.

use super::Reading;
use crate::raw::Raw;
use crate::schema::{Types, dialect};

/// What types are called elsewhere, in lower case.
const ELSEWHERE: &[(&str, &str)] = &[
    ("arr", "array"),
    ("binary", "string"),
    ("bool", "boolean"),
    ("byte", "string"),
    ("char", "string"),
    ("date", "string"),
    ("date-time", "string"),
    ("datetime", "string"),
    ("decimal", "number"),
    ("dict", "object"),
    ("dictionary", "object"),
    ("double", "number"),
    ("email", "string"),
    ("enum", "string"),
    ("file", "string"),
    ("float", "number"),
    ("guid", "string"),
    ("hash", "object"),
    ("hashmap", "object"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("list", "array"),
    ("long", "integer"),
    ("map", "object"),
    ("none", "null"),
    ("nil", "null"),
    ("numeric", "number"),
    ("password", "string"),
    ("short", "integer"),
    ("str", "string"),
    ("struct", "object"),
    ("text", "string"),
    ("time", "string"),
    ("timestamp", "string"),
    ("uri", "string"),
    ("url", "string"),
    ("uuid", "string"),
];

/// A branch of a union that says `type: null` without quotes means the type of that name; elsewhere
/// nothing was filled in.
pub(super) fn reading(value: &Raw, is_branch: bool) -> Reading {
    match value {
        Raw::String(name) if Types::named(name).is_some() => Reading::AsIs,
        Raw::Array(list) if !list.is_empty() => {
            let meant: Option<Vec<Raw>> = list.iter().map(named).collect();
            match meant {
                Some(meant) if meant == *list => Reading::AsIs,
                meant => Reading::of(meant.map(Raw::Array)),
            }
        }
        Raw::Null if !is_branch => Reading::Absent,
        other => Reading::of(named(other)),
    }
}

/// The types that `type` comes to.
pub(super) fn declared(value: &Raw, is_branch: bool) -> Option<Types> {
    match reading(value, is_branch) {
        Reading::AsIs => dialect::types(value),
        Reading::Meant(meant) => dialect::types(&meant),
        Reading::Other(..) | Reading::Absent => None,
    }
}

/// The type that is meant: `String`, `bool`, `null`.
fn named(value: &Raw) -> Option<Raw> {
    let name = match value {
        Raw::Null => "null",
        Raw::String(name) => {
            let lower = name.trim().to_ascii_lowercase();
            let elsewhere = ELSEWHERE.iter().find(|it| it.0 == lower);
            match Types::named(&lower) {
                Some(types) => types.name(),
                None => elsewhere?.1,
            }
        }
        _ => return None,
    };
    Some(Raw::String(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_of_other_languages_are_those_of_json_schema() {
        let cases = [
            (json!("String"), "\"string\""),
            (json!("int"), "\"integer\""),
            (json!(["string", null]), "[\"string\",\"null\"]"),
            (json!("any"), "absent"),
            (json!(""), "absent"),
            (json!(null), "absent"),
            (json!(["string", "Pet"]), "absent"),
        ];
        for (value, counts) in cases {
            let read = match reading(&Raw::from_json(&value), false) {
                Reading::Meant(meant) => meant.to_string(),
                _ => "absent".to_owned(),
            };
            assert_eq!(read, counts, "{value}");
        }
        let branch = reading(&Raw::Null, true);
        assert!(matches!(branch, Reading::Meant(Raw::String(name)) if name == "null"));
    }
}
