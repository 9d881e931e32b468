//! Which of Rust's integer types holds what a schema allows, and its bounds in that type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::formats::{self, Meaning};
use crate::ir::NumberRules;
use crate::schema::{Bound, Number};

/// The integer type that a format asks for, `i64` without one. Bounds beyond it ask for the one that
/// reaches as far: from 0 to 18446744073709551615 it is `u64`.
pub(super) fn integer(rules: &NumberRules) -> &'static str {
    let asked = match rules.format.as_deref().and_then(formats::meaning) {
        Some(Meaning::Integer(name)) => Some(name),
        Some(Meaning::Text(_) | Meaning::Seconds | Meaning::Note) | None => None,
    };
    let least = rules.minimum.map(|it| whole(it, Side::Lower));
    let most = rules.maximum.map(|it| whole(it, Side::Upper));
    let reaches = |name: &str| {
        let (from, to) = range(name);
        least.is_none_or(|it| it <= to) && most.is_none_or(|it| it >= from)
    };
    let is_wide = least.is_some_and(|it| it >= 0) && most.is_some_and(|it| it > range("i64").1);
    match asked {
        Some(name) if reaches(name) => name,
        None if !is_wide && reaches("i64") => "i64",
        Some(_) if reaches("i64") => "i64",
        _ if reaches("u64") => "u64",
        _ => "i64",
    }
}

/// Which end of a range a bound is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}

/// The bound as a literal of the integer's type, or of `i128` where no value of the type reaches it,
/// and whether it is such a one; `None` where the type is narrower anyway.
pub(super) fn bound(bound: Bound, integer: &str, side: Side) -> Option<(TokenStream, bool)> {
    let value = whole(bound, side);
    let (least, most) = range(integer);
    match side {
        Side::Lower if value > most => {}
        Side::Upper if value < least => {}
        Side::Lower if value <= least && !bound.exclusive => return None,
        Side::Upper if value >= most && !bound.exclusive => return None,
        _ => return Some((literal(value, integer)?, false)),
    }
    let literal = Literal::i128_suffixed(value);
    Some((quote!(#literal), true))
}

/// The number as a literal of the integer's type; `None` where the type can't hold it.
pub(super) fn literal(number: i128, integer: &str) -> Option<TokenStream> {
    let (least, most) = range(integer);
    (least..=most).contains(&number).then(|| {
        let literal = Literal::i128_unsuffixed(number);
        quote!(#literal)
    })
}

/// The bound as a whole number: at least 0.5 is at least 1, and more than 0.5 is more than 0.
#[expect(clippy::cast_possible_truncation, reason = "floats saturate")]
fn whole(bound: Bound, side: Side) -> i128 {
    match bound.value {
        Number::Integer(value) => value,
        Number::Float(value) if (side == Side::Lower) != bound.exclusive => value.ceil() as i128,
        Number::Float(value) => value.floor() as i128,
    }
}

fn range(integer: &str) -> (i128, i128) {
    match integer {
        "i8" => (i128::from(i8::MIN), i128::from(i8::MAX)),
        "i16" => (i128::from(i16::MIN), i128::from(i16::MAX)),
        "i32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        "u8" => (0, i128::from(u8::MAX)),
        "u16" => (0, i128::from(u16::MAX)),
        "u32" => (0, i128::from(u32::MAX)),
        "u64" => (0, i128::from(u64::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(format: Option<&str>, least: Option<f64>, most: Option<f64>) -> NumberRules {
        let bound = |value: f64| Bound {
            value: Number::Float(value),
            exclusive: false,
        };
        NumberRules {
            minimum: least.map(bound),
            maximum: most.map(bound),
            format: format.map(str::to_owned),
            multiple_of: Vec::new(),
        }
    }

    #[test]
    fn bounds_ask_for_a_type_that_reaches_them() {
        let cases = [
            (None, None, None, "i64"),
            (None, Some(0.0), None, "i64"),
            (None, Some(0.0), Some(1e19), "u64"),
            (None, Some(-1.0), Some(1e19), "i64"),
            (None, Some(1e19), None, "u64"),
            (Some("int32"), None, Some(1e10), "i32"),
            (Some("int32"), Some(1e10), None, "i64"),
            (Some("uint8"), None, Some(-1.0), "i64"),
        ];
        for (format, least, most, expected) in cases {
            assert_eq!(
                integer(&rules(format, least, most)),
                expected,
                "{format:?} {least:?}"
            );
        }
    }

    #[test]
    fn a_bound_between_two_numbers_leaves_the_next_one_in() {
        let check = |value: f64, integer: &str, side: Side, expected: Option<(&str, bool)>| {
            let given = Bound {
                value: Number::Float(value),
                exclusive: true,
            };
            let found = bound(given, integer, side);
            let found = found.map(|(literal, is_beyond)| (literal.to_string(), is_beyond));
            let found = found.as_ref().map(|it| (it.0.as_str(), it.1));
            assert_eq!(found, expected, "{value}");
        };
        check(1.5, "i64", Side::Lower, Some(("1", false)));
        check(1.5, "i64", Side::Upper, Some(("2", false)));
        check(2.0, "i64", Side::Lower, Some(("2", false)));
        check(1e30, "u8", Side::Upper, None);
        check(
            1e30,
            "u8",
            Side::Lower,
            Some(("1000000000000000019884624838656i128", true)),
        );
        check(-1.0, "u8", Side::Upper, Some(("- 1i128", true)));
    }
}
