//! Numbers, texts and flags that are written as something else.

use super::Reading;
use crate::raw::Raw;

/// `"true"`, `"no"` and `1` are flags.
pub(super) fn flag_of(value: &Raw) -> Option<Raw> {
    let flag = match value {
        Raw::Bool(flag) => *flag,
        Raw::Integer(1) => true,
        Raw::Integer(0) => false,
        Raw::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => true,
            "false" | "no" | "off" => false,
            _ => return None,
        },
        _ => return None,
    };
    Some(Raw::Bool(flag))
}

pub(super) fn flag(value: &Raw) -> Reading {
    match value {
        Raw::Bool(_) => Reading::AsIs,
        other => Reading::of(flag_of(other)),
    }
}

/// Scalars have a text.
pub(super) fn text_of(value: &Raw) -> Option<Raw> {
    match value {
        Raw::String(_) => Some(value.clone()),
        Raw::Integer(_) | Raw::Float(_) | Raw::Bool(_) => Some(Raw::String(value.to_string())),
        Raw::Null | Raw::Array(_) | Raw::Object(_) => None,
    }
}

pub(super) fn text(value: &Raw) -> Reading {
    match value {
        Raw::String(_) => Reading::AsIs,
        other => Reading::of(text_of(other)),
    }
}

/// `"10"` is a number.
pub(super) fn number_of(value: &Raw) -> Option<Raw> {
    match value {
        Raw::Integer(_) | Raw::Float(_) => Some(value.clone()),
        Raw::String(text) => {
            let text = text.trim();
            let integer = text.parse().ok().map(Raw::Integer);
            let float = || text.parse().ok().filter(|it: &f64| it.is_finite());
            integer.or_else(|| float().map(Raw::Float))
        }
        Raw::Null | Raw::Bool(_) | Raw::Array(_) | Raw::Object(_) => None,
    }
}

pub(super) fn number(value: &Raw) -> Reading {
    match value {
        Raw::Integer(_) | Raw::Float(_) => Reading::AsIs,
        other => Reading::of(number_of(other)),
    }
}

pub(super) fn number_or_flag(value: &Raw) -> Reading {
    match value {
        Raw::Bool(_) | Raw::Integer(_) | Raw::Float(_) => Reading::AsIs,
        other => Reading::of(number_of(other).or_else(|| flag_of(other))),
    }
}

/// `multipleOf`: the sign of a factor makes no difference.
pub(super) fn factor(value: &Raw) -> Reading {
    match value {
        Raw::Integer(factor) if *factor > 0 => Reading::AsIs,
        Raw::Float(factor) if *factor > 0.0 => Reading::AsIs,
        other => Reading::of(match number_of(other) {
            Some(Raw::Integer(factor)) if factor != 0 => factor.checked_abs().map(Raw::Integer),
            Some(Raw::Float(factor)) if factor != 0.0 => Some(Raw::Float(factor.abs())),
            _ => None,
        }),
    }
}

/// A limit of a length or of how many there are. Between two counts, the one is meant that allows the
/// same; what nothing exceeds is no limit, and neither is one below zero.
pub(super) fn count(keyword: &str, value: &Raw) -> Reading {
    let is_least = keyword.starts_with("min");
    let most = i128::try_from(usize::MAX).unwrap_or(i128::MAX);
    let meant = match number_of(value) {
        Some(Raw::Integer(count)) => Some(count),
        Some(Raw::Float(count)) => whole(if is_least {
            count.ceil()
        } else {
            count.floor()
        }),
        _ => None,
    };
    match (value, meant) {
        (Raw::Integer(_), Some(count)) if (0..=most).contains(&count) => Reading::AsIs,
        // JSON Schema §6: `3.0` is an integer.
        (Raw::Float(float), Some(count))
            if float.fract() == 0.0 && (0..1 << 32).contains(&count) =>
        {
            Reading::AsIs
        }
        (_, Some(count)) if (0..=most).contains(&count) => Reading::Meant(Raw::Integer(count)),
        (_, Some(count)) if count > 0 && is_least => Reading::Meant(Raw::Integer(most)),
        _ => Reading::Absent,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
fn whole(count: f64) -> Option<i128> {
    count.is_finite().then_some(count as i128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn check(read: impl Fn(&Raw) -> Reading, cases: &[(Value, &str)]) {
        for (value, counts) in cases {
            let read = match read(&Raw::from_json(value)) {
                Reading::AsIs => "as is".to_owned(),
                Reading::Meant(meant) | Reading::Other(_, meant) => meant.to_string(),
                Reading::Absent => "absent".to_owned(),
            };
            assert_eq!(read, *counts, "{value}");
        }
    }

    #[test]
    fn flags_are_also_written_as_texts_and_numbers() {
        let cases = [
            (json!("true"), "true"),
            (json!("No"), "false"),
            (json!(1), "true"),
            (json!("maybe"), "absent"),
            (json!([]), "absent"),
        ];
        check(flag, &cases);
    }

    #[test]
    fn scalars_are_texts() {
        check(text, &[(json!(5), "\"5\""), (json!({}), "absent")]);
    }

    #[test]
    fn numbers_are_also_written_as_texts() {
        let cases = [
            (json!("100"), "100"),
            (json!(" 1.5"), "1.5"),
            (json!("1e999"), "absent"),
            (json!(true), "absent"),
        ];
        check(number, &cases);
        check(
            number_or_flag,
            &[(json!("true"), "true"), (json!("3"), "3")],
        );
        check(
            factor,
            &[
                (json!(-2), "2"),
                (json!(0), "absent"),
                (json!("0.5"), "0.5"),
            ],
        );
    }

    #[test]
    fn limits_between_two_counts_and_beyond_all_allow_the_same() {
        let least = [
            (json!(-1), "absent"),
            (json!(10.5), "11"),
            (json!("10"), "10"),
            (json!(1e30), "18446744073709551615"),
        ];
        check(|it| count("minLength", it), &least);
        let most = [
            (json!(10.5), "10"),
            (json!(1e10), "10000000000"),
            (json!(1e30), "absent"),
            (json!(3.0), "as is"),
        ];
        check(|it| count("maxLength", it), &most);
    }
}
