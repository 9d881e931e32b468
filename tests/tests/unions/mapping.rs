//! Which variant a tag means: every key of every mapping, wherever the tag stands.

use super::*;

/// One mapping key: the members that stand beside the tag, as JSON text, and the variant.
struct Row<T> {
    key: &'static str,
    members: &'static [&'static str],
    is_it: fn(&T) -> bool,
}

macro_rules! rows {
    ($($key:literal is $union:ident::$variant:ident with [$($members:expr),* $(,)?];)*) => {
        &[$(Row {
            key: $key,
            members: &[$($members),*],
            is_it: |value| matches!(value, $union::$variant(_)),
        }),*]
    };
}
const PEOPLE: &str = r#""cio_relationships": [
    {"identifiers": {"email": "ivo@example.org"}, "relationship_attributes": {"berth": 4}}
]"#;

const OBJECT_OPERATIONS: &[Row<ObjectOperations>] = rows! {
    "identify" is ObjectOperations::Identify with
        [OBJECT, OBJECT_TYPE, r#""attributes": {"name": "Pier 9"}"#, PEOPLE];
    "identify_anonymous" is ObjectOperations::IdentifyAnonymous with
        [OBJECT, OBJECT_TYPE, r#""cio_relationships": [{"identifiers": {"anonymous_id": "c-1"}}]"#];
    "delete" is ObjectOperations::Delete with [OBJECT, OBJECT_TYPE];
    "add_relationships" is ObjectOperations::AddRelationships with [OBJECT, OBJECT_TYPE, PEOPLE];
    "delete_relationships" is ObjectOperations::DeleteRelationships with [PEOPLE, OBJECT, OBJECT_TYPE];
};
const NAME: &str = r#""name": "berth_viewed""#;
const ID: &str = r#""id": "01HB4N8Q2W6X0C9V5K7ZJD3T1M""#;
// Only `event` gives `reply_to` a meaning.
const FREE: &str = r#""attributes": {"reply_to": 17, "pier": null}"#;
const OBJECTS: &str = r#""cio_relationships": [
    {"identifiers": {"object_type_id": "2", "object_id": "pier-9"}, "relationship_attributes": {}}
]"#;

const PERSON_OPERATIONS: &[Row<PersonOperations>] = rows! {
    "identify" is PersonOperations::Identify with
        [PERSON_TYPE, PERSON, r#""attributes": {"boat": "Gull", "reply_to": 17}"#, OBJECTS];
    "delete" is PersonOperations::Delete with [PERSON_TYPE, PERSON];
    "event" is PersonOperations::Event with [
        PERSON_TYPE, PERSON, ID, NAME,
        r#""attributes": {"reply_to": "desk@example.org", "cio_subscription_preferences": 17}"#,
    ];
    "screen" is PersonOperations::Screen with [PERSON_TYPE, PERSON, ID, NAME, FREE];
    "page" is PersonOperations::Page with [PERSON_TYPE, PERSON, ID, NAME, FREE];
    "add_relationships" is PersonOperations::AddRelationships with [PERSON_TYPE, PERSON, OBJECTS];
    "delete_relationships" is PersonOperations::DeleteRelationships with
        [OBJECTS, PERSON, PERSON_TYPE];
    "add_device" is PersonOperations::AddDevice with
        [PERSON_TYPE, PERSON, r#""device": {"token": "t-3", "platform": "ios", "last_used": 1}"#];
    "delete_device" is PersonOperations::DeleteDevice with
        [PERSON_TYPE, PERSON, r#""device": {"token": "t-3"}"#];
    "merge" is PersonOperations::Merge with
        [PERSON_TYPE, r#""primary": {"id": "p-2"}"#, r#""secondary": {"email": "i@example.org"}"#];
    "suppress" is PersonOperations::Suppress with [PERSON_TYPE, PERSON];
    "unsuppress" is PersonOperations::Unsuppress with [PERSON_TYPE, PERSON];
};
const FAILURE: &str = r#""data": {
    "failure_message": "quota",
    "newsletter_id": null, "delivery_id": "d-1", "identifiers": {"id": null, "email": null}
}"#;
const RECEIVED: &str = r#""data": {
    "trigger_id": 3, "broadcast_id": 4, "action_id": 5, "delivery_id": "d-1",
    "recipients": [{"device_id": "phone"}], "identifiers": {"id": "p-2"}
}"#;
const LOST: &str = r#""data": {
    "newsletter_id": 8, "content_id": 2, "delivery_id": "d-1", "identifiers": {"id": "p-2"},
    "recipients": [{"device_id": "phone", "device_platform": "ios", "failure_message": "quota"}]
}"#;
const CLICK: &str = r#""data": {
    "href": "https://example.org/9", "campaign_id": 6, "action_id": 5, "delivery_id": "d-1",
    "link_id": 12, "identifiers": {"id": "p-2"}, "recipients": []
}"#;

const PUSH_EVENTS: &[Row<PushEvent>] = rows! {
    "drafted" is PushEvent::Drafted with [EVENT, PUSH, PLAIN];
    "attempted" is PushEvent::Attempted with [EVENT, PUSH, FAILURE];
    "delivered" is PushEvent::Delivered with [EVENT, PUSH, RECEIVED];
    "sent" is PushEvent::Sent with [PUSH, RECEIVED, EVENT];
    "opened" is PushEvent::Opened with [EVENT, PUSH, PLAIN];
    "clicked" is PushEvent::Clicked with [EVENT, PUSH, CLICK];
    "converted" is PushEvent::Converted with [EVENT, PUSH, RECEIVED];
    "bounced" is PushEvent::Bounced with [EVENT, PUSH, LOST];
    "dropped" is PushEvent::Dropped with [LOST, EVENT, PUSH];
    "failed" is PushEvent::Failed with [EVENT, PUSH, FAILURE];
    "undeliverable" is PushEvent::Undeliverable with [EVENT, PUSH, FAILURE];
};

#[test]
fn every_mapping_key_of_object_operations_is_its_variant() {
    check_mapping("object_operations", "action", OBJECT_OPERATIONS, 5);
}

#[test]
fn every_mapping_key_of_person_operations_is_its_variant() {
    check_mapping("person_operations", "action", PERSON_OPERATIONS, 12);
}

#[test]
fn every_mapping_key_of_push_event_is_its_variant() {
    check_mapping("push_event", "metric", PUSH_EVENTS, 11);
}

/// Each key, the tag first, in the middle and last: the variant it names, and the same JSON again.
fn check_mapping<T>(component: &str, tag: &str, rows: &[Row<T>], count: usize)
where
    T: Debug + Serialize + DeserializeOwned + Validate,
{
    assert_eq!(rows.len(), count);
    let mut keys: Vec<&str> = rows.iter().map(|row| row.key).collect();
    keys.sort_unstable();
    assert_eq!(keys, mapping_keys(component, tag));

    for row in rows {
        for at in [0, 1, row.members.len()] {
            let text = tagged(tag, row.key, row.members, at);
            let json: Value = serde_json::from_str(&text).expect("the rows are JSON");
            for (way, outcome) in [
                ("decode", customerio::decode::<T>(text.as_bytes())),
                ("from_value", customerio::from_value::<T>(json.clone())),
            ] {
                let value = outcome.unwrap_or_else(|error| panic!("{way} {text}: {error}"));
                assert!((row.is_it)(&value), "{way} {text}: {value:?}");
                assert_eq!(written(&value), json, "{way} {text}");
            }
            let with_serde: T = serde_json::from_str(&text).expect("serde reads what decode reads");
            assert!((row.is_it)(&with_serde), "serde {text}: {with_serde:?}");
        }
    }
}

fn mapping_keys(component: &str, tag: &str) -> Vec<String> {
    let document = tests::document();
    let (_, schema) = tests::components(&document)
        .find(|(name, _)| *name == component)
        .expect("the document has this component");
    let discriminator = schema.get("discriminator").expect("a discriminator");
    let property = discriminator.get("propertyName").and_then(Raw::as_str);
    assert_eq!(property, Some(tag));
    let mapping = discriminator.get("mapping").and_then(Raw::as_object);
    let mut keys: Vec<String> = mapping.expect("a mapping").keys().cloned().collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_tag_that_no_mapping_has_is_refused_with_the_list_of_those_it_has() {
    let text = tagged("metric", "teleported", &[EVENT, PUSH, PLAIN], 3);
    let error = refusal::<PushEvent>(&text);
    assert_eq!(places(&error), ["/metric"]);
    let message = message(&error);
    for row in PUSH_EVENTS {
        assert!(message.contains(row.key), "{} in {message}", row.key);
    }
    assert!(message.contains("teleported"), "{message}");
    let with_serde = serde_json::from_str::<PushEvent>(&text).expect_err("no such variant");
    assert!(
        with_serde.to_string().contains("undeliverable"),
        "{with_serde}"
    );
}

#[test]
fn a_missing_tag_is_a_missing_member() {
    let error = refusal::<PushEvent>(&format!("{{{EVENT}, {PUSH}, {PLAIN}}}"));
    assert_eq!(places(&error), [""]);
    assert!(message(&error).contains("\"metric\""), "{error}");
}

#[test]
fn a_tag_that_comes_twice_is_refused() {
    let text = tagged(
        "metric",
        "opened",
        &[r#""metric": "sent""#, EVENT, PUSH, PLAIN],
        4,
    );
    assert_eq!(places(&refusal::<PushEvent>(&text)), [""]);
}

#[test]
fn a_known_tag_with_a_bad_body_is_a_fault_of_the_body() {
    let text = tagged("metric", "clicked", &[EVENT, PUSH, RECEIVED], 0);
    let error = refusal::<PushEvent>(&text);
    assert_eq!(places(&error), ["/data", "/data"]);
    let messages: Vec<&str> = error.violations().iter().map(|it| it.message()).collect();
    assert!(messages.iter().any(|it| it.contains("\"href\"")), "{error}");
    assert!(
        messages.iter().any(|it| it.contains("\"link_id\"")),
        "{error}"
    );
}

#[test]
fn a_component_alone_follows_its_own_enum_and_in_the_union_its_key() {
    assert_eq!(PushDrafted::METRIC, "attempted");
    let alone = tagged("metric", "attempted", &[EVENT, PUSH, PLAIN], 0);
    let drafted: PushDrafted = accepted(&alone);
    assert_eq!(written(&drafted)["metric"], "attempted");
    assert_eq!(written(&PushEvent::Drafted(drafted))["metric"], "drafted");
    let as_key = tagged("metric", "drafted", &[EVENT, PUSH, PLAIN], 0);
    assert_eq!(places(&refusal::<PushDrafted>(&as_key)), ["/metric"]);

    assert_eq!(PersonPage::ACTION, "screen");
    let alone = tagged("action", "screen", &[PERSON_TYPE, PERSON, NAME], 0);
    let page: PersonPage = accepted(&alone);
    assert_eq!(written(&page)["action"], "screen");
    assert_eq!(written(&PersonOperations::Page(page))["action"], "page");
    let screen: PersonScreen = accepted(&alone);
    assert_eq!(
        written(&PersonOperations::Screen(screen))["action"],
        "screen"
    );
}

/// `attempted` is also what the enum of the variant for `drafted` says.
#[test]
fn a_value_that_a_key_claims_belongs_to_the_variant_of_that_key_only() {
    let text = tagged("metric", "attempted", &[EVENT, PUSH, PLAIN], 0);
    let error = refusal::<PushEvent>(&text);
    assert_eq!(places(&error), ["/data"]);
    assert!(message(&error).contains("\"failure_message\""), "{error}");
}

#[test]
fn constants_are_associated_constants() {
    assert_eq!(PushAttempted::METRIC, "attempted");
    assert_eq!(PushDelivered::METRIC, "delivered");
    assert_eq!(PushDelivered::OBJECT_TYPE, "push");
    assert_eq!(customerio::PushEventCommon::OBJECT_TYPE, "push");
    assert_eq!(customerio::PushSent::METRIC, "sent");
    assert_eq!(customerio::PushFailed::METRIC, "failed");
    assert_eq!(customerio::PushOpened::METRIC, "opened");
    assert_eq!(customerio::PushUndeliverable::METRIC, "undeliverable");
    assert_eq!(customerio::PersonSubscribed::OBJECT_TYPE, "customer");
    assert_eq!(customerio::IdentifyPerson::ACTION, "identify");
    assert_eq!(
        customerio::ObjectAddRelationships::ACTION,
        "add_relationships"
    );
    assert_eq!(customerio::ObjectDelete::TYPE, "object");
    assert_eq!(customerio::PersonMerge::TYPE, "person");
}

#[test]
fn a_constant_with_another_value_is_refused_in_the_union_as_alone() {
    let text = tagged(
        "metric",
        "opened",
        &[EVENT, r#""object_type": "email""#, PLAIN],
        0,
    );
    assert_eq!(places(&refusal::<PushEvent>(&text)), ["/object_type"]);
    let text = tagged("action", "delete", &[OBJECT, PERSON_TYPE], 0);
    assert_eq!(places(&refusal::<ObjectOperations>(&text)), ["/type"]);
}

/// serde hands such values over through buffers of its own.
#[test]
fn unions_can_be_flattened_and_be_untagged_in_types_of_the_user() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Envelope {
        queue: u8,
        #[serde(flatten)]
        event: PushEvent,
    }
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Object(ObjectOperations),
        Person(Box<PersonOperations>),
    }
    for row in PUSH_EVENTS {
        let mut members = row.members.to_vec();
        members.push("\"queue\": 4");
        let text = tagged("metric", row.key, &members, 2);
        let envelope: Envelope = serde_json::from_str(&text).expect("a flattened union");
        assert!((row.is_it)(&envelope.event), "{envelope:?}");
        assert_eq!(
            written(&envelope),
            serde_json::from_str::<Value>(&text).expect("JSON")
        );
    }
    for row in PERSON_OPERATIONS {
        let text = tagged("action", row.key, row.members, 1);
        let either: Either = serde_json::from_str(&text).expect("an untagged union");
        assert!(
            matches!(&either, Either::Person(it) if (row.is_it)(it)),
            "{either:?}"
        );
        assert_eq!(
            written(&either),
            serde_json::from_str::<Value>(&text).expect("JSON")
        );
    }
}

#[test]
fn escapes_in_names_and_tags_make_no_difference() {
    let text = tagged("m\\u0065tric", "s\\u0065nt", &[EVENT, PUSH, RECEIVED], 3);
    let value: PushEvent = accepted(&text);
    assert!(matches!(value, PushEvent::Sent(_)), "{value:?}");
}
