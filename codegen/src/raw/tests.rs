//! Tests of the tree: access, conversion, printing.

use super::*;
use serde_json::json;

fn raw(value: serde_json::Value) -> Raw {
    Raw::from_json(&value)
}

#[test]
fn a_pointer_walks_objects_and_arrays() {
    let tree = raw(json!({"a/b": [{"c": 1}, {"c": 2}]}));
    let pointer = Pointer::root().key("a/b").index(1).key("c");
    assert_eq!(tree.at(&pointer), Some(&Raw::Integer(2)));
    assert_eq!(tree.at(&Pointer::root()), Some(&tree));
}

#[test]
fn an_index_with_a_leading_zero_or_sign_names_nothing() {
    let tree = raw(json!([1, 2]));
    for segment in ["01", "+1", "-", "2", ""] {
        assert_eq!(tree.at(&Pointer::root().key(segment)), None, "{segment}");
    }
}

#[test]
fn accessors_answer_for_their_own_kind_only() {
    let text = Raw::String("x".to_owned());
    assert_eq!((text.as_str(), text.as_bool()), (Some("x"), None));
    assert_eq!(Raw::Bool(true).as_bool(), Some(true));
    assert_eq!(Raw::Null.as_array(), None);
    assert!(Raw::Null.is_null());
}

#[test]
fn integers_survive_json_exactly_within_64_bits() {
    for value in [i128::from(u64::MAX), i128::from(i64::MIN), 0, -1] {
        assert_eq!(
            Raw::from_json(&Raw::Integer(value).to_json()),
            Raw::Integer(value)
        );
    }
}

#[test]
fn integers_beyond_64_bits_become_floats_in_json() {
    let value = i128::from(u64::MAX) + 1;
    assert_eq!(Raw::Integer(value).to_json(), json!(18446744073709551616.0));
}

#[test]
fn a_float_without_fraction_stays_a_float() {
    assert_eq!(raw(json!(1.0)), Raw::Float(1.0));
    assert_eq!(Raw::Float(1.0).to_string(), "1.0");
}

#[test]
fn it_prints_as_compact_json_with_exact_integers() {
    let tree = Raw::Object(IndexMap::from([
        ("z\"".to_owned(), Raw::Integer(i128::MAX)),
        (
            "a".to_owned(),
            Raw::Array(vec![Raw::Null, Raw::Bool(false)]),
        ),
    ]));
    let expected = r#"{"z\"":170141183460469231731687303715884105727,"a":[null,false]}"#;
    assert_eq!(tree.to_string(), expected);
}

#[test]
fn an_excerpt_is_cut_after_max_characters() {
    let tree = raw(json!([1, 2, 3]));
    assert_eq!(tree.excerpt(4), "[1,2…");
    assert_eq!(tree.excerpt(7), "[1,2,3]");
}

#[test]
fn an_excerpt_escapes_control_and_bidi_characters() {
    let text = Raw::String("a\u{1b}\n\u{202e}b".to_owned());
    assert_eq!(text.excerpt(40), r#""a\u001b\n\u{202e}b""#);
}

#[test]
fn kinds_read_well_in_a_sentence() {
    assert_eq!(raw(json!({})).kind(), "an object");
    assert_eq!(raw(json!("")).kind(), "a string");
}
