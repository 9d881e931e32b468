//! Unions of the project's document: which variant a value is, and that nothing of it is lost.

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

const OBJECT: &str = r#""identifiers": {"object_type_id": "2", "object_id": "pier-9"}"#;
const OBJECT_TYPE: &str = r#""type": "object""#;
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

const PERSON: &str = r#""identifiers": {"cio_id": "c5100009"}"#;
const PERSON_TYPE: &str = r#""type": "person""#;
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

const EVENT: &str = r#""event_id": "01HB4N8Q2W6X0C9V5K7ZJD3T1M", "timestamp": 1695100000"#;
const PUSH: &str = r#""object_type": "push""#;
const PLAIN: &str = r#""data": {
    "campaign_id": null, "action_id": 5, "delivery_id": "d-1", "identifiers": {"id": "p-2"}
}"#;
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

/// The text of an object with the tag before the member `at`.
fn tagged(tag: &str, key: &str, members: &[&str], at: usize) -> String {
    let tag = format!("\"{tag}\": \"{key}\"");
    let mut members = members.to_vec();
    members.insert(at, &tag);
    format!("{{{}}}", members.join(", "))
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

/// The source of a push event, beside the members of each kind of event.
#[test]
fn the_three_sources_stand_beside_the_members_of_each_event() {
    type Source = (&'static str, fn(&PushData) -> bool);
    let sources: [Source; 3] = [
        (
            r#""trigger_id": 3, "broadcast_id": null, "action_id": 5, "journey_id": "j""#,
            |it| matches!(it, PushData::ApiTriggeredBroadcast(it) if it.trigger_id == 3),
        ),
        (
            r#""campaign_id": 6, "action_id": 5, "trigger_event_id": null"#,
            |it| matches!(it, PushData::Campaign(it) if it.trigger_event_id == Some(None)),
        ),
        (
            r#""newsletter_id": null, "content_id": 2"#,
            |it| matches!(it, PushData::Newsletter(it) if it.newsletter_id.is_none()),
        ),
    ];
    let recipients = r#""recipients": [{"device_id": "phone"}]"#;
    let faulty = r#""recipients":
        [{"device_id": "phone", "device_platform": "android", "failure_message": "gone"}]"#;
    let events = [
        ("drafted", ""),
        ("opened", ""),
        ("attempted", r#""failure_message": "quota""#),
        ("failed", r#""failure_message": "quota""#),
        ("undeliverable", r#""failure_message": "quota""#),
        ("delivered", recipients),
        ("converted", recipients),
        ("sent", r#""content": "{}", "recipients": []"#),
        ("sent", recipients),
        (
            "clicked",
            r#""href": "/9", "link_id": 12, "recipients": []"#,
        ),
        ("bounced", faulty),
        ("dropped", faulty),
    ];
    for (metric, extra) in events {
        for (source, is_it) in sources {
            for text in [
                push_event(metric, &[source, extra]),
                push_event(metric, &[extra, source]),
            ] {
                let value: PushEvent = accepted(&text);
                assert!(is_it(source_of(&value)), "{text}: {value:?}");
                let json: Value = serde_json::from_str(&text).expect("JSON");
                assert_eq!(written(&value), json);
            }
        }
    }
}

fn source_of(event: &PushEvent) -> &PushData {
    match event {
        PushEvent::Drafted(it) => &it.data,
        PushEvent::Attempted(it) => &it.data.push_data,
        PushEvent::Delivered(it) => &it.data.push_data,
        PushEvent::Sent(it) => &it.data.push_data,
        PushEvent::Opened(it) => &it.data,
        PushEvent::Clicked(it) => &it.data.push_data,
        PushEvent::Converted(it) => &it.data.push_data,
        PushEvent::Bounced(it) => &it.data.push_data,
        PushEvent::Dropped(it) => &it.data.push_data,
        PushEvent::Failed(it) => &it.data.push_data,
        PushEvent::Undeliverable(it) => &it.data.push_data,
    }
}

/// A push event whose data are these members and what every source needs.
fn push_event(metric: &str, data: &[&str]) -> String {
    let needed = r#""delivery_id": "d-1", "identifiers": {"id": "p-2"}"#;
    let mut members = data.to_vec();
    members.insert(1, needed);
    members.retain(|it| !it.is_empty());
    let data = format!("\"data\": {{{}}}", members.join(", "));
    tagged("metric", metric, &[EVENT, PUSH, &data], 1)
}

#[test]
fn a_push_event_without_a_source_is_refused() {
    for (metric, extra) in [("opened", ""), ("delivered", r#""recipients": []"#)] {
        let error = refusal::<PushEvent>(&push_event(metric, &["", extra]));
        assert_eq!(places(&error), ["/data"]);
        assert_eq!(keywords(&error), ["oneOf"]);
        for member in ["trigger_id", "campaign_id", "newsletter_id"] {
            assert!(message(&error).contains(member), "{error}");
        }
    }
}

#[test]
fn a_push_event_with_two_sources_is_refused() {
    let campaign = r#""campaign_id": 6, "action_id": 5"#;
    let newsletter = r#""newsletter_id": 8"#;
    for (metric, extra) in [("opened", ""), ("delivered", r#", "recipients": []"#)] {
        let newsletter = format!("{newsletter}{extra}");
        let error = refusal::<PushEvent>(&push_event(metric, &[campaign, &newsletter]));
        assert_eq!(places(&error), ["/data"]);
        assert_eq!(keywords(&error), ["oneOf"]);
        assert!(
            message(&error).contains("Campaign and Newsletter"),
            "{error}"
        );
    }
}

#[test]
fn a_source_that_lacks_something_is_told_what() {
    let text = push_event("opened", &[r#""trigger_id": 3"#, r#""action_id": 5"#]);
    let error = refusal::<PushEvent>(&text);
    assert_eq!(places(&error), ["/data"]);
    assert_eq!(keywords(&error), ["required"]);
    assert!(message(&error).contains("\"broadcast_id\""), "{error}");
}

#[test]
fn a_member_of_another_variant_is_free() {
    let source = r#""newsletter_id": 8"#;
    for (metric, foreign, data) in [
        (
            "delivered",
            "failure_message",
            r#""recipients": [], "failure_message": 17"#,
        ),
        ("opened", "recipients", r#""recipients": "none""#),
        ("opened", "action_id", r#""action_id": "5""#),
        (
            "failed",
            "href",
            r#""failure_message": "quota", "href": {}"#,
        ),
        ("sent", "link_id", r#""recipients": [], "link_id": null"#),
    ] {
        let text = push_event(metric, &[source, data]);
        let value: PushEvent = accepted(&text);
        let mut expected: Value = serde_json::from_str(&text).expect("JSON");
        let data = expected["data"].as_object_mut().expect("an object");
        data.remove(foreign).expect("the foreign member");
        assert_eq!(written(&value), expected, "{text}");
    }
    let text = tagged(
        "action",
        "suppress",
        &[PERSON_TYPE, PERSON, r#""device": 1, "name": 2"#],
        0,
    );
    let value: PersonOperations = accepted(&text);
    assert!(matches!(value, PersonOperations::Suppress(_)), "{value:?}");
    // `recipients` of this event need no platform: one that is none is nobody's concern.
    let recipients = r#""recipients": [{"device_id": "phone", "device_platform": "web"}]"#;
    let _: PushEvent = accepted(&push_event("delivered", &[source, recipients]));
}

#[test]
fn newsletter_id_may_be_null_and_not_absent() {
    let absent = json!({"delivery_id": "d-1", "identifiers": {"id": "p-2"}, "content_id": 2});
    let error = refusal::<PushData>(&absent.to_string());
    assert_eq!(
        (places(&error), keywords(&error)),
        (vec![""], vec!["required"])
    );
    assert!(message(&error).contains("\"newsletter_id\""), "{error}");

    let mut null = absent;
    null["newsletter_id"] = Value::Null;
    let value: PushData = accepted(&null.to_string());
    assert!(matches!(&value, PushData::Newsletter(it) if it.newsletter_id.is_none()));
    assert_eq!(written(&value), null);
}

#[test]
fn an_optional_nullable_member_is_absent_or_null_or_a_value() {
    for email in ["", r#", "email": null"#, r#", "email": "ivo@example.org""#] {
        let text = format!(r#"{{"id": null{email}}}"#);
        let value: customerio::Identifiers = accepted(&text);
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(&text).expect("JSON")
        );
    }
}

#[test]
fn an_identifier_of_a_relationship_survives() {
    let values = [
        (r#"{"id": "p-2"}"#, PersonIdentifiers::Id("p-2".to_owned())),
        (
            r#"{"email": "i@example.org"}"#,
            PersonIdentifiers::Email("i@example.org".to_owned()),
        ),
        (
            r#"{"cio_id": "c5"}"#,
            PersonIdentifiers::CioId("c5".to_owned()),
        ),
    ];
    for (text, expected) in values {
        let value: PersonIdentifiers = accepted(text);
        assert_eq!(value, expected);
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(text).expect("JSON")
        );
        let operation = relationship(text);
        let value: ObjectOperations = accepted(&operation);
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(&operation).expect("JSON")
        );
    }
}

#[test]
fn no_identifier_or_two_are_violations_that_say_so() {
    let place = "/cio_relationships/0/identifiers";
    let none = refusal::<ObjectOperations>(&relationship("{}"));
    assert_eq!(
        (places(&none), keywords(&none)),
        (vec![place], vec!["oneOf"])
    );
    for member in ["none", "id", "email", "cio_id"] {
        assert!(message(&none).contains(member), "{none}");
    }
    // A member of the sibling variant `identify_anonymous` is no identifier here.
    let foreign = refusal::<ObjectOperations>(&relationship(r#"{"anonymous_id": "c-1"}"#));
    assert_eq!(places(&foreign), [place]);

    let two = r#"{"id": "p-2", "cio_id": "c5"}"#;
    let two = refusal::<ObjectOperations>(&relationship(two));
    assert_eq!((places(&two), keywords(&two)), (vec![place], vec!["oneOf"]));
    assert!(message(&two).contains("Id and CioId"), "{two}");
}

fn relationship(identifiers: &str) -> String {
    let people = format!(r#""cio_relationships": [{{"identifiers": {identifiers}}}]"#);
    tagged(
        "action",
        "add_relationships",
        &[OBJECT, OBJECT_TYPE, &people],
        0,
    )
}

#[test]
fn no_identifier_of_a_person_or_two_are_violations_that_say_so() {
    let value: PersonIdentifiers = accepted(r#"{"email": "i@example.org"}"#);
    assert_eq!(value, PersonIdentifiers::Email("i@example.org".to_owned()));
    let none = refusal::<PersonIdentifiers>("{}");
    assert_eq!((places(&none), keywords(&none)), (vec![""], vec!["oneOf"]));
    let three = r#"{"id": "p-2", "email": "i@example.org", "cio_id": "c5"}"#;
    let three = refusal::<PersonIdentifiers>(three);
    assert!(
        message(&three).contains("Id and Email and CioId"),
        "{three}"
    );
}

#[test]
fn a_second_identifier_is_refused_whatever_its_type() {
    let text = r#"{"id": "p-2", "email": 17}"#;
    assert_eq!(keywords(&refusal::<PersonIdentifiers>(text)), ["oneOf"]);
}

/// Wrong for now: the declared member and the further one of its name are both written.
#[test]
fn a_further_member_with_a_declared_name_makes_a_member_that_comes_twice() {
    let attributes = customerio::PersonAttributes {
        cio_subscription_preferences: Some(customerio::CioSubscriptionPreferences::default()),
        others: [("cio_subscription_preferences".to_owned(), json!(1))].into(),
    };
    let text = serde_json::to_string(&attributes).expect("JSON");
    assert_eq!(text.matches("cio_subscription_preferences").count(), 2);
    assert_eq!(attributes.validate(), Ok(()));
    assert!(customerio::decode_str::<customerio::PersonAttributes>(&text).is_err());
}

#[test]
fn the_sources_of_changed_preferences_are_told_apart_by_what_they_require() {
    use PersonCioSubscriptionPreferencesChangedData as Data;
    use PersonCioSubscriptionPreferencesCommon as Common;
    let person = r#""content": "{}", "customer_id": "p-2", "identifiers": {"id": null},
        "email_address": null"#;
    let broadcast = r#""trigger_id": 3, "broadcast_id": 4, "action_id": 5, "delivery_id": "d-1""#;
    let campaign = r#""campaign_id": null, "action_id": 5, "delivery_id": "d-1""#;
    let newsletter = r#""newsletter_id": 8, "delivery_id": "d-1""#;

    let data = |source: &str| accepted::<Data>(&format!("{{{source}, {person}}}"));
    assert!(matches!(data(broadcast), Data::ApiTriggeredBroadcast(_)));
    assert!(matches!(data(campaign), Data::Campaign(_)));
    assert!(matches!(data(newsletter), Data::Newsletter(_)));
    let common = |source: &str| accepted::<Common>(&format!("{{{source}}}"));
    assert!(matches!(
        common(broadcast),
        Common::ApiTriggeredBroadcast(_)
    ));
    assert!(matches!(common(campaign), Common::Campaign(_)));
    assert!(matches!(common(newsletter), Common::Newsletter(_)));
    let both = refusal::<Common>(&format!("{{{campaign}, \"newsletter_id\": 8}}"));
    assert_eq!(keywords(&both), ["oneOf"]);
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

/// Two faults of structure, two of format.
const FOUR_FAULTS: &str = r#"{
    "type": "person",
    "action": "event",
    "identifiers": {"id": 5},
    "id": "no-ulid",
    "attributes": {"recipient": "nobody", "reply_to": "desk@example.org"}
}"#;

#[test]
fn all_violations_are_reported_at_once_structure_and_formats_alike() {
    assert_eq!(
        found_in::<customerio::PersonEvent>(FOUR_FAULTS),
        [
            " required",
            "/attributes/recipient format",
            "/id format",
            "/identifiers/id type",
        ]
    );
}

/// A union that is at fault is put together as far as it goes, so that the rest of it is checked.
#[test]
fn a_union_at_fault_reports_structure_and_formats_alike() {
    assert_eq!(
        found_in::<PersonOperations>(FOUR_FAULTS),
        found_in::<customerio::PersonEvent>(FOUR_FAULTS)
    );
}

/// Pointers and keywords, sorted.
fn found_in<T: Validate + Debug>(text: &str) -> Vec<String> {
    let mut found: Vec<String> = refusal::<T>(text)
        .violations()
        .iter()
        .map(|it| format!("{} {}", it.pointer(), it.keyword()))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn a_violation_in_text_has_a_line_and_a_column() {
    let text = "{\n  \"type\": \"person\",\n  \"identifiers\": {\"id\": 5}\n}";
    let error = refusal::<customerio::PersonCommon>(text);
    assert_eq!((error.line(), error.column()), (Some(3), Some(25)));
    assert!(error.to_string().contains("/identifiers/id"), "{error}");
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

#[test]
fn malformed_json_is_no_violation() {
    for text in [
        "{\"metric\": \"sent\", ",
        "",
        "{} {}",
        "{\"metric\": \"sent\"} x",
    ] {
        let error = customerio::decode_str::<PushEvent>(text).expect_err("no JSON");
        assert!(error.violations().is_empty(), "{text}: {error}");
        assert!(error.line().is_some(), "{text}: {error}");
    }
    assert!(customerio::decode::<PushEvent>(b"{\"\xff\": 1}").is_err());
}

#[test]
fn violations_beyond_the_cap_are_counted() {
    let wrong = vec![Value::from("x"); 100];
    let error = refusal::<customerio::PeriodWebhookMetrics>(&json!({"2xx": wrong}).to_string());
    assert_eq!(
        (error.violations().len(), error.violations().more()),
        (64, 36)
    );
    assert!(error.to_string().contains("36 more"), "{error}");
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
