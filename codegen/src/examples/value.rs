//! Values of the document as JSON Schema sees them: their type, their equality, their description.

use crate::raw::Raw;
use crate::schema::{Number, Types};

/// The type of a value; a number without fraction is an integer however it is written
/// (JSON Schema §4.2.1).
pub(super) fn type_of(value: &Raw) -> Types {
    match value {
        Raw::Float(number) if number.fract() == 0.0 => Types::INTEGER,
        other => Types::of(other),
    }
}

/// Whether two values are the same (JSON Schema §4.2.2): `1` and `1.0` are, and the order of
/// members doesn't count.
pub(super) fn is_equal(left: &Raw, right: &Raw) -> bool {
    match (left, right) {
        (Raw::Integer(_) | Raw::Float(_), Raw::Integer(_) | Raw::Float(_)) => {
            Number::of(left) == Number::of(right)
        }
        (Raw::Array(left), Raw::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| is_equal(l, r))
        }
        (Raw::Object(left), Raw::Object(right)) => {
            let same = |(name, value)| right.get(name).is_some_and(|it| is_equal(value, it));
            left.len() == right.len() && left.iter().all(same)
        }
        (left, right) => left == right,
    }
}

/// How many steps it takes at most to read a value.
pub(super) fn size(value: &Raw) -> usize {
    match value {
        Raw::Null | Raw::Bool(_) | Raw::Integer(_) | Raw::Float(_) => 1,
        Raw::String(text) => 1 + text.len() / 16,
        Raw::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Raw::Object(members) => 1 + members.values().map(size).sum::<usize>(),
    }
}

/// The value with its type: `the string "abc"`, `null`, `an object`.
pub(super) fn describe(value: &Raw) -> String {
    match value {
        Raw::Null => "null".to_owned(),
        Raw::Bool(value) => format!("the boolean {value}"),
        Raw::Integer(_) => format!("the integer {}", value.excerpt(40)),
        Raw::Float(_) => format!("the number {}", value.excerpt(40)),
        Raw::String(_) => format!("the string {}", value.excerpt(40)),
        Raw::Array(_) | Raw::Object(_) => value.kind().to_owned(),
    }
}

/// The types with their articles: `a string or null`.
pub(super) fn describe_types(types: Types) -> String {
    let article = |it: Types| match it.name() {
        name @ ("array" | "integer" | "object") => format!("an {name}"),
        name => format!("a {name}"),
    };
    let mut names: Vec<String> = types.without(Types::NULL).each().map(article).collect();
    if types.meets(Types::NULL) {
        names.push("null".to_owned());
    }
    names.join(" or ")
}

/// The values that an `enum` admits, the first few of them: `"a"`, `one of 1, 2`.
pub(super) fn describe_values(values: &[Raw]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = values.iter().take(SHOWN).map(|it| it.excerpt(40)).collect();
    let more = if values.len() > SHOWN { ", …" } else { "" };
    match values {
        [_] => shown.concat(),
        _ => format!("one of {}{more}", shown.join(", ")),
    }
}
