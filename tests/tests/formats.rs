//! The same value from every way in: JSON text, bytes, a reader, a value in memory, and formats that
//! serde knows and JSON doesn't.

use customerio::{OrAudienceFilter, PersonOperations, PushEvent, Validate};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Tag last, an array, a flattened union, escapes.
const CLICKED: &str = r#"{"event_id":"01E","object_type":"push","timestamp":1700000000,
    "data":{"identifiers":{"id":"42"},"customer_id":"42","delivery_id":"d\u00e9","href":"https://x","link_id":9223372036854775807,
    "recipients":[{"device_id":"a"},{"device_id":"b"}],"newsletter_id":null,"content_id":3},"metric":"clicked"}"#;

const FILTER: &str =
    r#"{"or":[{"and":[{"segment":{"id":3}},{"attribute":{"field":"f","operator":"exists"}}]}]}"#;

const DELETE: &str =
    r#"{"identifiers":{"email":"a@example.org"},"type":"person","action":"delete"}"#;

#[test]
fn every_way_in_gives_the_same_value() {
    same::<PushEvent>(CLICKED);
    same::<OrAudienceFilter>(FILTER);
    same::<PersonOperations>(DELETE);
}

#[test]
fn every_way_in_refuses_at_the_same_places() {
    let broken = CLICKED
        .replace("\"42\"", "42")
        .replace("9223372036854775807", "1e3");
    refused::<PushEvent>(&broken);
    refused::<OrAudienceFilter>(&FILTER.replace("\"exists\"", "null"));
    refused::<PersonOperations>(&DELETE.replace("delete", "deleted"));
}

fn same<T: DeserializeOwned + Validate + Serialize + PartialEq + Debug>(text: &str) {
    let expected: T = customerio::decode(text.as_bytes()).expect(text);
    let json: serde_json::Value = serde_json::from_str(text).expect(text);
    let yaml: serde_yaml::Value = serde_yaml::from_str(text).expect(text);
    assert_eq!(customerio::decode_str::<T>(text).expect(text), expected);
    assert_eq!(
        customerio::from_value::<T>(json.clone()).expect(text),
        expected
    );
    assert_eq!(
        serde_json::from_slice::<T>(text.as_bytes()).expect(text),
        expected
    );
    assert_eq!(
        serde_json::from_reader::<_, T>(text.as_bytes()).expect(text),
        expected
    );
    assert_eq!(T::deserialize(&json).expect(text), expected);
    assert_eq!(serde_yaml::from_str::<T>(text).expect(text), expected);
    assert_eq!(T::deserialize(yaml).expect(text), expected);
    // And out again: the same members, whatever the format.
    let written = serde_yaml::to_string(&expected).expect(text);
    assert_eq!(
        serde_yaml::from_str::<T>(&written).expect(&written),
        expected
    );
}

fn refused<T: DeserializeOwned + Validate + Debug>(text: &str) {
    let error = customerio::decode::<T>(text.as_bytes()).expect_err(text);
    let expected = error.violations().to_string();
    let json: serde_json::Value = serde_json::from_str(text).expect(text);
    let said = |error: String| {
        error
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let value = customerio::from_value::<T>(json.clone()).expect_err(text);
    assert_eq!(value.violations().to_string(), expected);
    let slice = serde_json::from_slice::<T>(text.as_bytes()).expect_err(text);
    assert_eq!(said(slice.to_string()), expected);
    let value = T::deserialize(json).expect_err(text);
    assert_eq!(said(value.to_string()), expected);
    let yaml = serde_yaml::from_str::<T>(text).expect_err(text);
    assert_eq!(said(yaml.to_string()), expected);
}

/// The order of members is the document's; a tag stands where it is declared, whatever came in.
#[test]
fn what_is_written_has_the_order_of_the_document() {
    let event: PushEvent = customerio::decode(CLICKED.as_bytes()).expect(CLICKED);
    let text = serde_json::to_string(&event).expect("it is written");
    let names = [
        "event_id",
        "timestamp",
        "object_type",
        "data",
        "href",
        "recipients",
        "metric",
    ];
    let at = names.map(|name| text.find(&format!("\"{name}\":")).expect(name));
    assert!(at.is_sorted(), "{text}");
}

/// serde_json stops at 128 levels; so does a value that was nested in memory.
#[test]
fn nesting_ends_in_an_error() {
    let deep = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!(
            r#"{{"type":"person","action":"identify","identifiers":{{"id":"1"}},"attributes":{{"a":{open}{close}}}}}"#
        )
    };
    assert!(customerio::decode_str::<PersonOperations>(&deep(100)).is_ok());
    assert!(
        customerio::decode_str::<PersonOperations>(&deep(200)).is_err_and(|it| it.is_malformed())
    );
}

/// `decode` reads text by itself and leaves to serde_json what is odd: they agree on every text that
/// is one byte away from a good one, and on each beginning of it.
#[test]
fn decode_and_serde_json_agree_on_broken_texts() {
    for text in [CLICKED, DELETE] {
        let bytes = text.as_bytes();
        for at in 0..bytes.len() {
            agree(&bytes[..at]);
            agree(&[&bytes[..at], &bytes[at + 1..]].concat());
            for byte in b"\"\\{}[],:0-.eEnt \n\x01\x80\xff" {
                agree(&[&bytes[..at], &[*byte], &bytes[at + 1..]].concat());
                agree(&[&bytes[..at], &[*byte], &bytes[at..]].concat());
            }
        }
    }
}

fn agree(bytes: &[u8]) {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    let ours = customerio::decode::<PushEvent>(bytes);
    let serde = serde_json::from_slice::<PushEvent>(bytes);
    match (ours, serde) {
        (Ok(ours), Ok(serde)) => assert_eq!(ours, serde, "{}", shown()),
        (Err(ours), Err(serde)) => {
            // Of what is malformed behind a misfit, serde_json's entry point hears nothing.
            assert!(
                ours.is_malformed() || serde.is_data(),
                "{}
{ours}
{serde}",
                shown()
            );
        }
        (ours, serde) => panic!("{}\n{ours:?}\n{serde:?}", shown()),
    }
}
