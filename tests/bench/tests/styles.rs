//! All styles are the same types: each decodes every payload to what the generated crate makes of it.

use bench::payloads::{self, Tag};
use bench::{by_hand, derived, merged, tagged, untagged};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn ours<T: DeserializeOwned + Serialize>(payload: &str) -> Value {
    let value: T = serde_json::from_str(payload).expect(payload);
    let written = serde_json::to_value(&value).expect(payload);
    assert_eq!(
        written,
        serde_json::from_str::<Value>(payload).expect(payload)
    );
    written
}

fn same<T: DeserializeOwned + Serialize>(payload: &str, expected: &Value) {
    let value: T = serde_json::from_str(payload).expect(payload);
    assert_eq!(serde_json::to_value(&value).expect(payload), *expected);
}

#[test]
fn all_styles_decode_to_the_same() {
    for tag in [Tag::First, Tag::Middle, Tag::Last] {
        for payload in &payloads::push_events(tag) {
            let expected = ours::<customerio::PushEvent>(payload);
            same::<tagged::PushEvent>(payload, &expected);
            same::<merged::PushEvent>(payload, &expected);
            same::<untagged::PushEvent>(payload, &expected);
            let by_hand: by_hand::PushEvent = serde_json::from_str(payload).expect(payload);
            assert_eq!(
                serde_json::to_value(by_hand.0).ok().as_ref(),
                Some(&expected)
            );
        }
    }
    for payload in &payloads::person_operations() {
        let expected = ours::<customerio::PersonOperations>(payload);
        same::<tagged::PersonOperations>(payload, &expected);
        same::<merged::PersonOperations>(payload, &expected);
        same::<untagged::PersonOperations>(payload, &expected);
        let by_hand: by_hand::PersonOperations = serde_json::from_str(payload).expect(payload);
        assert_eq!(
            serde_json::to_value(by_hand.0).ok().as_ref(),
            Some(&expected)
        );
    }
    for payload in &payloads::audience_filters() {
        let expected = ours::<customerio::OrAudienceFilter>(payload);
        same::<derived::OrAudienceFilter>(payload, &expected);
        let by_hand: by_hand::OrAudienceFilter = serde_json::from_str(payload).expect(payload);
        assert_eq!(
            serde_json::to_value(by_hand.0).ok().as_ref(),
            Some(&expected)
        );
    }
}

#[test]
fn push_events_are_about_490_bytes() {
    let events = payloads::push_events(Tag::First);
    let mean = events.iter().map(String::len).sum::<usize>() / events.len();
    assert!((470..=510).contains(&mean), "{mean}");
}
