//! `enum` with values of another type than `type` says: numbers that want quotes in YAML, quoted
//! numbers, or values that are meant for the elements.

use super::{Reading, scalars};
use crate::raw::Raw;
use crate::schema::Types;

/// The values of an `enum` beside this `type`. Where there is none of the type, they are meant for
/// something else.
pub(super) fn reading(values: &Raw, declared: Option<Types>) -> Reading {
    let list = match values {
        Raw::Array(list) if !list.is_empty() => list.clone(),
        Raw::Array(_) | Raw::Object(_) => return Reading::Absent,
        only => vec![only.clone()],
    };
    let Some(declared) = declared else {
        return meant(values, list);
    };
    let fits = |it: &Raw| is_of(it, declared);
    let converted: Vec<Raw> = list
        .into_iter()
        .map(|it| match fits(&it) {
            true => it,
            false => converted(&it, declared).unwrap_or(it),
        })
        .collect();
    // `null` alone is left to `nullable`.
    match converted.iter().any(|it| fits(it) || it.is_null()) {
        true => meant(values, converted),
        false => Reading::Absent,
    }
}

/// The value of a `const` beside this `type`.
pub(super) fn one(value: &Raw, declared: Option<Types>) -> Reading {
    match reading(&Raw::Array(vec![value.clone()]), declared) {
        Reading::Meant(Raw::Array(list)) => Reading::of(list.into_iter().next()),
        other => other,
    }
}

fn meant(written: &Raw, values: Vec<Raw>) -> Reading {
    match Raw::Array(values) {
        same if same == *written => Reading::AsIs,
        other => Reading::Meant(other),
    }
}

fn is_of(value: &Raw, declared: Types) -> bool {
    let is_whole = matches!(value, Raw::Float(number) if number.fract() == 0.0);
    declared.meets(Types::of(value)) || (is_whole && declared.meets(Types::INTEGER))
}

/// The value as one of the declared type, for a single type.
fn converted(value: &Raw, declared: Types) -> Option<Raw> {
    let converted = match declared.without(Types::NULL) {
        Types::STRING => scalars::text_of(value),
        Types::BOOLEAN if value.as_str().is_some() => scalars::flag_of(value),
        Types::INTEGER | Types::NUMBER => scalars::number_of(value),
        _ => None,
    };
    converted.filter(|it| is_of(it, declared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn check(values: &Value, declared: Option<Types>, counts: &str) {
        let read = match reading(&Raw::from_json(values), declared) {
            Reading::AsIs => "as is".to_owned(),
            Reading::Meant(meant) | Reading::Other(_, meant) => meant.to_string(),
            Reading::Absent => "absent".to_owned(),
        };
        assert_eq!(read, counts, "{values}");
    }

    #[test]
    fn values_become_those_of_the_type() {
        let string = Some(Types::STRING);
        check(&json!(["a", null]), string, "as is");
        check(
            &json!(["a", 1, true, 1.5]),
            string,
            r#"["a","1","true","1.5"]"#,
        );
        check(&json!(["1", "x"]), Some(Types::INTEGER), r#"[1,"x"]"#);
        check(&json!([1.0, 2]), Some(Types::INTEGER), "as is");
        check(&json!(["true"]), Some(Types::BOOLEAN), "[true]");
        check(&json!(["1.5"]), Some(Types::NUMBER), "[1.5]");
        check(&json!("a"), None, r#"["a"]"#);
    }

    #[test]
    fn values_that_are_meant_for_something_else_list_nothing() {
        check(&json!(["a", "b"]), Some(Types::ARRAY), "absent");
        check(&json!([["a"]]), Some(Types::ARRAY), "as is");
        check(&json!([null]), Some(Types::STRING), "as is");
        check(&json!([]), None, "absent");
    }
}
