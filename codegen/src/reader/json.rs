//! Loads JSON, with exact integers and the places of duplicate keys.

use super::bounds::{Budget, Load, MAX_DEPTH, MergeKeys, Refusal};
use super::locate::occurrences;
use super::tree::Seed;
use super::{Lines, Location, Problem, Syntax};
use crate::diagnostics::Code;
use crate::raw::Raw;
use serde::de::DeserializeSeed;

/// The tree of a JSON text.
pub(super) fn parse(text: &str, budget: &Budget) -> Result<Raw, Problem> {
    let load = Load::new(budget, text.len(), MergeKeys::Plain);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let loaded = Seed::new(&load).deserialize(&mut deserializer);
    let result = loaded.and_then(|root| deserializer.end().map(|()| root));
    let mut root = result.map_err(|error| problem(text, &load, &error))?;
    restore_numbers(text, &mut root);
    Ok(root)
}

fn problem(text: &str, load: &Load<'_>, error: &serde_json::Error) -> Problem {
    let mut problem = match load.refusal() {
        Some(Refusal::DuplicateKey(key)) => {
            let mut found = occurrences(text, Syntax::Json, &load.place()).into_iter();
            let (first, second) = (found.next(), found.next());
            return Problem {
                at: second,
                related: first.map(|first| (first, "first given here")),
                ..Problem::new(
                    Code::DuplicateKey,
                    format!("the key `{key}` is given twice"),
                )
            };
        }
        Some(Refusal::TooDeep) => {
            let message = format!("objects and arrays nest more than {MAX_DEPTH} levels deep");
            Problem::new(Code::DocumentTooLarge, message)
        }
        Some(Refusal::TooLarge) => {
            Problem::new(Code::DocumentTooLarge, "the document is too large")
        }
        Some(Refusal::Tag(_) | Refusal::MergeKey | Refusal::NotFinite) => {
            unreachable!("JSON has no tags, merge keys or infinities")
        }
        None => {
            let place = format!(" at line {} column {}", error.line(), error.column());
            Problem::new(
                Code::MalformedDocument,
                error.to_string().replacen(&place, "", 1),
            )
        }
    };
    problem.at = Some(location(text, error));
    problem
}

/// serde_json counts columns in bytes, and the column before the first one is 0.
fn location(text: &str, error: &serde_json::Error) -> Location {
    let line = Lines::new(text).line(error.line());
    let bytes = error.column().saturating_sub(1);
    let before = &line[..line.floor_char_boundary(bytes)];
    Location {
        line: error.line().max(1),
        column: before.chars().count() + 1,
    }
}

/// serde_json reads integers beyond 64 bits as floats, and floats to the last digit but one.
/// Numbers come in the same order in the text as in the tree, so the literals are read again.
fn restore_numbers(text: &str, root: &mut Raw) {
    let mut literals = numbers(text);
    visit_numbers(root, &mut |value| {
        let literal = literals.next().unwrap_or_default();
        if let Raw::Float(float) = value {
            match (literal.parse::<i128>(), literal.parse::<f64>()) {
                // `-0` isn't the integer 0.
                (Ok(integer), _) if integer != 0 => *value = Raw::Integer(integer),
                (_, Ok(exact)) if exact.is_finite() => *float = exact,
                _ => {}
            }
        }
    });
}

fn visit_numbers(value: &mut Raw, visit: &mut dyn FnMut(&mut Raw)) {
    match value {
        Raw::Null | Raw::Bool(_) | Raw::String(_) => {}
        Raw::Integer(_) | Raw::Float(_) => visit(value),
        Raw::Array(elements) => elements.iter_mut().for_each(|v| visit_numbers(v, visit)),
        Raw::Object(members) => members.values_mut().for_each(|v| visit_numbers(v, visit)),
    }
}

/// The number literals of a well-formed JSON text, in order.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match bytes.get(at)? {
                b'"' => at += 1 + string_end(&bytes[at + 1..]),
                b'-' | b'0'..=b'9' => {
                    let inside =
                        |b: &&u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
                    let start = at;
                    at += bytes[start..].iter().take_while(inside).count();
                    return Some(&text[start..at]);
                }
                _ => at += 1,
            }
        }
    })
}

/// The number of bytes up to and with the closing quote, given what follows the opening one.
/// Without a closing quote it is all of them.
pub(super) fn string_end(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text, &Budget::new()).unwrap().to_string(), expected);
    }

    fn refused(text: &str, code: Code, message: &str, at: (usize, usize)) {
        let problem = parse(text, &Budget::new()).unwrap_err();
        assert_eq!((problem.code, problem.message.as_str()), (code, message));
        assert_eq!(problem.at.map(|at| (at.line, at.column)), Some(at));
    }

    #[test]
    fn members_keep_the_order_of_the_document() {
        check(
            r#"{"z":1,"a":[true,null,"x",0.5]}"#,
            r#"{"z":1,"a":[true,null,"x",0.5]}"#,
        );
    }

    #[test]
    fn integers_are_exact_at_the_limits_of_64_and_128_bits() {
        for integer in [
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "170141183460469231731687303715884105727",
        ] {
            check(
                &format!(r#"{{"1e5":[1.5,{integer}],"b":2}}"#),
                &format!(r#"{{"1e5":[1.5,{integer}],"b":2}}"#),
            );
        }
    }

    #[test]
    fn integers_beyond_128_bits_and_exponents_are_floats() {
        let text = "[1000000000000000000000000000000000000000000, 1e20, -0]";
        let floats = [1e42, 1e20, -0.0].map(Raw::Float);
        assert_eq!(
            parse(text, &Budget::new()).unwrap(),
            Raw::Array(floats.to_vec())
        );
    }

    #[test]
    fn floats_are_the_nearest_to_what_is_written() {
        let text = "[1.7976931348623157e308, 0.1, 2.2250738585072014E-308, 12345678901234567.89]";
        let floats = [f64::MAX, 0.1, f64::MIN_POSITIVE, 12345678901234567.89].map(Raw::Float);
        assert_eq!(
            parse(text, &Budget::new()).unwrap(),
            Raw::Array(floats.to_vec())
        );
    }

    #[test]
    fn a_duplicate_key_names_both_places() {
        let text = "{\"a\": {\"k\": 1},\n \"b\": {\"k\": 1, \"é\": 2,\n  \"\\u00e9\": 3}} ";
        refused(
            text,
            Code::DuplicateKey,
            "the key `é` is given twice",
            (3, 3),
        );
        let (first, _) = parse(text, &Budget::new()).unwrap_err().related.unwrap();
        assert_eq!((first.line, first.column), (2, 16));
    }

    #[test]
    fn a_merge_key_is_a_plain_key_in_json() {
        check(r#"{"<<":{}}"#, r#"{"<<":{}}"#);
    }

    #[test]
    fn malformed_text_is_reported_with_line_and_column() {
        let message = "expected `,` or `}`";
        refused(
            "{\n  \"é\": \"é\" x}",
            Code::MalformedDocument,
            message,
            (2, 12),
        );
        let message = "EOF while parsing a value";
        refused("", Code::MalformedDocument, message, (1, 1));
        refused(
            "{} x",
            Code::MalformedDocument,
            "trailing characters",
            (1, 4),
        );
    }

    #[test]
    fn a_number_out_of_range_is_malformed() {
        refused(
            "[1e400]",
            Code::MalformedDocument,
            "number out of range",
            (1, 6),
        );
    }

    #[test]
    fn deep_nesting_is_refused() {
        let message = "objects and arrays nest more than 120 levels deep";
        refused(
            &"[".repeat(100_000),
            Code::DocumentTooLarge,
            message,
            (1, 121),
        );
        assert!(
            parse(
                &format!("{}{}", "[".repeat(120), "]".repeat(120)),
                &Budget::new()
            )
            .is_ok()
        );
    }
}
