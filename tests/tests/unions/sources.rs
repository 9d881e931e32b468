//! Variants that are told by the members they require, beside other members.

use super::*;

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
