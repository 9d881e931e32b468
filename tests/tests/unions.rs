//! Unions of the project's document: which variant a value is, and that nothing of it is lost.

#[path = "unions/errors.rs"]
mod errors;
#[path = "unions/identifiers.rs"]
mod identifiers;
#[path = "unions/mapping.rs"]
mod mapping;
#[path = "unions/sources.rs"]
mod sources;

use codegen::raw::Raw;
use customerio::{
    DecodeError, ObjectOperations, OrAudienceFilter, OrAudienceFilterNot, OrAudienceFilterOr,
    PersonCioSubscriptionPreferencesChangedData, PersonCioSubscriptionPreferencesCommon,
    PersonIdentifiers, PersonOperations, PersonPage, PersonScreen, PushAttempted, PushData,
    PushDelivered, PushDrafted, PushEvent, Validate,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;

const OBJECT: &str = r#""identifiers": {"object_type_id": "2", "object_id": "pier-9"}"#;
const OBJECT_TYPE: &str = r#""type": "object""#;

const PERSON: &str = r#""identifiers": {"cio_id": "c5100009"}"#;
const PERSON_TYPE: &str = r#""type": "person""#;

const EVENT: &str = r#""event_id": "01HB4N8Q2W6X0C9V5K7ZJD3T1M", "timestamp": 1695100000"#;
const PUSH: &str = r#""object_type": "push""#;
const PLAIN: &str = r#""data": {
    "campaign_id": null, "action_id": 5, "delivery_id": "d-1", "identifiers": {"id": "p-2"}
}"#;

/// The text of an object with the tag before the member `at`.
fn tagged(tag: &str, key: &str, members: &[&str], at: usize) -> String {
    let tag = format!("\"{tag}\": \"{key}\"");
    let mut members = members.to_vec();
    members.insert(at, &tag);
    format!("{{{}}}", members.join(", "))
}

#[test]
fn no_member_is_written_twice() {
    let attributes = customerio::PersonAttributes {
        cio_subscription_preferences: Some(customerio::CioSubscriptionPreferences::default()),
        others: [
            ("cio_subscription_preferences".to_owned(), json!(1)),
            ("plan".to_owned(), json!("basic")),
        ]
        .into(),
    };
    let text = serde_json::to_string(&attributes).expect("JSON");
    assert_eq!(
        text,
        r#"{"cio_subscription_preferences":{},"plan":"basic"}"#
    );
    assert!(customerio::decode_str::<customerio::PersonAttributes>(&text).is_ok());
}

#[test]
fn the_negation_of_an_audience_filter_is_exactly_one_of_its_four() {
    let attribute = r#"{"field": "city", "operator": "exists"}"#;
    type Check = fn(&OrAudienceFilterNot) -> bool;
    let negations: [(String, Check); 4] = [
        (r#"{"and": [{"segment": {"id": 3}}]}"#.to_owned(), |it| {
            matches!(it, OrAudienceFilterNot::And(_))
        }),
        (r#"{"or": []}"#.to_owned(), |it| {
            matches!(it, OrAudienceFilterNot::Or(_))
        }),
        (r#"{"segment": {}}"#.to_owned(), |it| {
            matches!(it, OrAudienceFilterNot::Segment(_))
        }),
        (format!(r#"{{"attribute": {attribute}}}"#), |it| {
            matches!(it, OrAudienceFilterNot::Attribute(_))
        }),
    ];
    for (negation, is_it) in negations {
        let text = format!(r#"{{"or": [{{"not": {negation}}}]}}"#);
        let value: OrAudienceFilter = accepted(&text);
        let first = &value.or.as_ref().expect("the alternatives")[0];
        assert!(
            is_it(first.not.as_ref().expect("the negation")),
            "{text}: {value:?}"
        );
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(&text).expect("JSON")
        );
    }
    for negation in [r#"{}"#, r#"{"segment": {"id": 3}, "and": []}"#] {
        let text = format!(r#"{{"or": [{{"not": {negation}}}]}}"#);
        let error = refusal::<OrAudienceFilter>(&text);
        assert_eq!(
            (places(&error), keywords(&error)),
            (vec!["/or/0/not"], vec!["oneOf"])
        );
    }
}

#[test]
fn an_item_of_and_carries_a_segment_or_an_attribute_or_both() {
    let segment = json!({"segment": {"id": 3}});
    let attribute = json!({"attribute": {"field": "city", "operator": "eq", "value": "Kiel"}});
    let mut both = segment.clone();
    both["attribute"] = attribute["attribute"].clone();
    let json = json!({
        "and": [segment, attribute, both],
        "not": {"or": [both]},
        "segment": {"id": 1},
    });
    let value: OrAudienceFilterOr = accepted(&json.to_string());
    assert_eq!(written(&value), json);
    let items = value.and.expect("the items");
    let carried =
        |it: &customerio::OrAudienceFilterAnd| (it.segment.is_some(), it.attribute.is_some());
    assert_eq!(
        items.iter().map(carried).collect::<Vec<_>>(),
        [(true, false), (false, true), (true, true)]
    );
}

#[test]
fn attributes_of_an_identify_operation_keep_further_members() {
    let attributes = r#""attributes": {
        "cio_subscription_preferences": {"topics": {"topic_1": true}},
        "cio_subscription_preferences.topics.topic_2": false,
        "boat": {"name": "Gull", "masts": [1, 2.5, null]}, "": "", "a/b~c": 0
    }"#;
    let text = tagged("action", "identify", &[PERSON_TYPE, PERSON, attributes], 0);
    let value: PersonOperations = accepted(&text);
    assert_eq!(
        written(&value),
        serde_json::from_str::<Value>(&text).expect("JSON")
    );
    let PersonOperations::Identify(identify) = value else {
        panic!("no identify operation: {value:?}");
    };
    let attributes = identify.attributes.expect("the attributes");
    assert_eq!(attributes.others["boat"]["masts"], json!([1, 2.5, null]));
    assert_eq!(attributes.others.len(), 4);
    let alone: customerio::PersonAttributes = accepted(&written(&attributes).to_string());
    assert_eq!(alone, attributes);
}

fn accepted<T: DeserializeOwned + Validate + PartialEq + Debug>(text: &str) -> T {
    let value: T = customerio::decode_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let json: Value = serde_json::from_str(text).expect("what decode takes is JSON");
    let from_value = customerio::from_value::<T>(json);
    assert_eq!(from_value.as_ref(), Ok(&value), "{text}");
    assert_eq!(value.validate(), Ok(()), "{text}");
    value
}

/// The error of both ways in, text and value, which must agree.
fn refusal<T: Validate + Debug>(text: &str) -> DecodeError {
    let error = customerio::decode_str::<T>(text).expect_err(text);
    let json: Value = serde_json::from_str(text).expect("these faults are no syntax errors");
    // A member that comes twice is lost in a `Value`.
    if json.to_string().matches(':').count() == text.matches(':').count() {
        let from_value = customerio::from_value::<T>(json).expect_err(text);
        let sorted = |error: &DecodeError| {
            let mut lines: Vec<String> =
                error.violations().iter().map(ToString::to_string).collect();
            lines.sort_unstable();
            lines
        };
        assert_eq!(sorted(&from_value), sorted(&error), "{text}");
    }
    error
}

fn written(value: &impl Serialize) -> Value {
    let value_tree = serde_json::to_value(value).expect("every value can be written");
    let text = serde_json::to_string(value).expect("every value can be written");
    assert_eq!(
        serde_json::from_str::<Value>(&text).expect("JSON"),
        value_tree
    );
    value_tree
}

fn places(error: &DecodeError) -> Vec<&str> {
    error.violations().iter().map(|it| it.pointer()).collect()
}

fn keywords(error: &DecodeError) -> Vec<&str> {
    error.violations().iter().map(|it| it.keyword()).collect()
}

/// The message of the first violation.
fn message(error: &DecodeError) -> &str {
    error
        .violations()
        .iter()
        .next()
        .expect("a violation")
        .message()
}
