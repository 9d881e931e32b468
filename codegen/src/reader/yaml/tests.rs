//! Tests of the YAML load: what is read, what is refused and where.

use super::super::bounds::Budget;
use super::*;
use std::time::Instant;

fn check(text: &str, expected: &str) {
    assert_eq!(parse(text, &Budget::new()).unwrap().to_string(), expected);
}

fn refused(text: &str, code: Code, message: &str, at: (usize, usize)) {
    let problem = parse(text, &Budget::new()).unwrap_err();
    assert_eq!((problem.code, problem.message.as_str()), (code, message));
    assert_eq!(problem.at.map(|at| (at.line, at.column)), Some(at));
}

#[test]
fn words_that_yaml_1_1_took_for_booleans_and_numbers_are_strings() {
    check(
        "[no, on, 014, 1_000, 0b1, 0o7, 0x1F]",
        r#"["no","on","014","1_000",1,7,31]"#,
    );
}

#[test]
fn plain_scalars_have_their_json_type_and_quoted_ones_are_strings() {
    check(
        "[1, 1.0, true, ~, null, '1', \"true\"]",
        r#"[1,1.0,true,null,null,"1","true"]"#,
    );
}

#[test]
fn keys_are_strings_as_they_are_written() {
    check(
        "{200: a, 1.10: b, true: c, no: d}",
        r#"{"200":"a","1.10":"b","true":"c","no":"d"}"#,
    );
}

#[test]
fn a_key_that_is_a_sequence_is_refused() {
    let message = "invalid type: sequence, expected a key that is a string";
    refused("? [a]\n: 1", Code::MalformedDocument, message, (1, 3));
}

#[test]
fn members_keep_the_order_of_the_document() {
    check("z: 1\na: 2\nm: 3", r#"{"z":1,"a":2,"m":3}"#);
}

#[test]
fn aliases_are_written_out() {
    check("a: &x {k: [1]}\nb: *x", r#"{"a":{"k":[1]},"b":{"k":[1]}}"#);
}

#[test]
fn integers_are_exact_at_the_limits_of_64_and_128_bits() {
    let integers = "[9223372036854775807,-9223372036854775809,18446744073709551616,\
                    170141183460469231731687303715884105727]";
    check(integers, integers);
}

#[test]
fn integers_beyond_i128_are_floats() {
    let text =
        "[170141183460469231731687303715884105728, 1000000000000000000000000000000000000000000]";
    let floats = [2f64.powi(127), 1e42].map(Raw::Float);
    assert_eq!(
        parse(text, &Budget::new()).unwrap(),
        Raw::Array(floats.to_vec())
    );
}

#[test]
fn a_number_out_of_range_is_a_string() {
    check("[1e400]", r#"["1e400"]"#);
}

#[test]
fn infinity_is_refused() {
    let message = "`.inf` and `.nan` are not supported";
    refused("a:\n  b: .inf", Code::MalformedDocument, message, (2, 6));
    refused("a: .nan", Code::MalformedDocument, message, (1, 4));
}

#[test]
fn a_duplicate_key_names_both_places() {
    let text = "a:\n  k: 1\nb:\n  - k: 1\n    j: 2\n    'k': 3\n";
    refused(
        text,
        Code::DuplicateKey,
        "the key `k` is given twice",
        (6, 5),
    );
    let (first, _) = parse(text, &Budget::new()).unwrap_err().related.unwrap();
    assert_eq!((first.line, first.column), (4, 5));
}

#[test]
fn tags_are_refused_at_their_place() {
    refused(
        "a: !foo {x: 1}",
        Code::MalformedDocument,
        "the YAML tag `!foo` is not supported",
        (1, 4),
    );
    refused(
        "- !bar 1",
        Code::MalformedDocument,
        "the YAML tag `!bar` is not supported",
        (1, 3),
    );
}

#[test]
fn the_tags_of_json_types_are_understood() {
    check("[!!str 200, !!int '7']", r#"["200",7]"#);
}

#[test]
fn merge_keys_are_refused_at_their_place() {
    let message = "the YAML merge key `<<` is not supported";
    refused(
        "b: &b {x: 1}\nd:\n  <<: *b",
        Code::MalformedDocument,
        message,
        (3, 3),
    );
}

#[test]
fn several_documents_are_refused_at_the_second() {
    let message = "the file holds several YAML documents";
    refused(
        "# c\n---\na: 1\n--- # d\nb: 2",
        Code::MalformedDocument,
        message,
        (4, 1),
    );
    refused("a: 1\n---\n", Code::MalformedDocument, message, (2, 1));
}

#[test]
fn malformed_text_is_reported_with_line_and_column() {
    let message = "mapping values are not allowed in this context";
    refused("a: 1\né: b: c", Code::MalformedDocument, message, (2, 5));
    refused("a: *x", Code::MalformedDocument, "unknown anchor", (1, 4));
}

#[test]
fn an_empty_text_is_null() {
    check("", "null");
    check("# nothing\n", "null");
}

fn stops(text: &str, message: &str) {
    let start = Instant::now();
    let problem = parse(text, &Budget::new()).unwrap_err();
    assert_eq!(
        (problem.code, problem.message.as_str()),
        (Code::DocumentTooLarge, message)
    );
    // 100 ms is the promise; a debug build on a busy machine gets more.
    let limit = if cfg!(debug_assertions) { 5_000 } else { 500 };
    assert!(start.elapsed().as_millis() < limit, "{:?}", start.elapsed());
}

const GROWS: &str = "the document grows far beyond its text when its aliases are written out";
const NESTS: &str = "mappings and sequences nest more than 120 levels deep";

#[test]
fn aliases_of_aliases_are_bounded() {
    let mut text = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for level in 1..9 {
        let row = vec![format!("*a{}", level - 1); 9].join(",");
        text.push_str(&format!("a{level}: &a{level} [{row}]\n"));
    }
    stops(&text, GROWS);
}

#[test]
fn many_aliases_of_one_long_string_are_bounded() {
    let row = vec!["*a"; 20_000].join(",");
    stops(
        &format!("a: &a \"{}\"\nb: [{row}]\n", "x".repeat(100_000)),
        GROWS,
    );
}

#[test]
fn an_alias_within_its_own_anchor_is_refused() {
    stops("a: &a [*a, *a]", NESTS);
    stops("a: &a {b: *a}", NESTS);
}

#[test]
fn deep_nesting_is_refused() {
    stops(&"[".repeat(200), NESTS);
    stops(&"- ".repeat(100_000), NESTS);
    for flow in ["[", "{a: ", "{\n\"a\":\n"] {
        stops(&flow.repeat(100_000), NESTS);
    }
}
