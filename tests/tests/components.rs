//! Every component of the project's document: its samples come back as they were, through every
//! way in, and a broken one is refused at the place that is broken.
//!
//! The payloads are in `components/samples.json`, by component. A broken one is an edit of one of
//! the samples (the first, where `sample` doesn't say which): a member to `remove`, or a value to
//! `set`; `at` and `keyword` say which violation must be the only one.

use customerio::{DecodeError, Validate, Violations};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet};
use std::fmt::Debug;
use std::hash::Hash;

/// A way in by its name, and the JSON that the value it gave is written as.
type Outcome = (&'static str, Result<Value, DecodeError>);

/// How one component is read, whatever its Rust type.
struct Component {
    name: &'static str,
    /// Every way in.
    read: fn(&Value) -> Vec<Outcome>,
    /// serde alone, and then `validate`.
    deserialize: fn(&Value) -> Result<Result<(), Violations>, serde_json::Error>,
}

impl Component {
    const fn new<T>(name: &'static str) -> Component
    where
        T: Debug + Clone + PartialEq + Serialize + DeserializeOwned + Validate,
    {
        Component {
            name,
            read: read::<T>,
            deserialize: |json| serde_json::from_str(&json.to_string()).map(|it: T| it.validate()),
        }
    }
}

fn read<T>(json: &Value) -> Vec<Outcome>
where
    T: Debug + Clone + PartialEq + Serialize + DeserializeOwned + Validate,
{
    let write = |value: T| serde_json::to_value(value).expect("every value can be written");
    let text = json.to_string();
    vec![
        (
            "decode",
            customerio::decode::<T>(text.as_bytes()).map(write),
        ),
        ("decode_str", customerio::decode_str::<T>(&text).map(write)),
        (
            "from_value",
            customerio::from_value::<T>(json.clone()).map(write),
        ),
    ]
}

/// What serde's own ways in make of a sample, written again.
fn read_with_serde<T: Serialize + DeserializeOwned>(json: &Value) -> [(&'static str, Value); 3] {
    let text = json.to_string();
    let written = |outcome: serde_json::Result<T>| {
        let value = outcome.unwrap_or_else(|error| panic!("{text}: {error}"));
        serde_json::to_value(value).expect("every value can be written")
    };
    [
        ("serde_json::from_str", written(serde_json::from_str(&text))),
        (
            "serde_json::from_reader",
            written(serde_json::from_reader(text.as_bytes())),
        ),
        (
            "serde_json::from_value",
            written(serde_json::from_value(json.clone())),
        ),
    ]
}

macro_rules! components {
    ($($name:literal is $type:ident,)*) => {
        const COMPONENTS: &[Component] =
            &[$(Component::new::<customerio::$type>($name)),*];

        fn read_component_with_serde(name: &str, json: &Value) -> [(&'static str, Value); 3] {
            match name {
                $($name => read_with_serde::<customerio::$type>(json),)*
                other => panic!("no component {other}"),
            }
        }
    };
}

components! {
    "object_attributes" is ObjectAttributes,
    "object_common" is ObjectCommon,
    "object_delete" is ObjectDelete,
    "object_delete_relationships" is ObjectDeleteRelationships,
    "object_identifiers" is ObjectIdentifiers,
    "object_identify" is ObjectIdentify,
    "object_identify_anonymous" is ObjectIdentifyAnonymous,
    "object_operations" is ObjectOperations,
    "object_relationships" is ObjectRelationships,
    "object_type_id" is ObjectTypeId,
    "objectattributeFilter" is ObjectattributeFilter,
    "orAudienceFilter" is OrAudienceFilter,
    "parent_action_id" is ParentActionId,
    "periodMessageMetrics" is PeriodMessageMetrics,
    "periodWebhookMetrics" is PeriodWebhookMetrics,
    "person_add_device" is PersonAddDevice,
    "person_add_relationships" is PersonAddRelationships,
    "person_attributes" is PersonAttributes,
    "person_cio_subscription_preferences_changed" is PersonCioSubscriptionPreferencesChanged,
    "person_cio_subscription_preferences_common" is PersonCioSubscriptionPreferencesCommon,
    "person_common" is PersonCommon,
    "person_delete" is PersonDelete,
    "person_delete_device" is PersonDeleteDevice,
    "person_delete_relationships" is PersonDeleteRelationships,
    "person_event" is PersonEvent,
    "person_merge" is PersonMerge,
    "person_operations" is PersonOperations,
    "person_page" is PersonPage,
    "person_screen" is PersonScreen,
    "person_subscribed" is PersonSubscribed,
    "person_suppress" is PersonSuppress,
    "person_unsubscribed" is PersonUnsubscribed,
    "person_unsuppress" is PersonUnsuppress,
    "preheader" is Preheader,
    "preheader_text" is PreheaderText,
    "preprocessor" is Preprocessor,
    "pushBody" is PushBody,
    "pushImage" is PushImage,
    "pushLink" is PushLink,
    "pushTitle" is PushTitle,
    "push_attempted" is PushAttempted,
    "push_bounced" is PushBounced,
    "push_clicked" is PushClicked,
    "push_converted" is PushConverted,
    "push_delivered" is PushDelivered,
    "push_drafted" is PushDrafted,
    "push_dropped" is PushDropped,
    "push_event" is PushEvent,
    "push_event_common" is PushEventCommon,
    "push_events" is PushEvents,
}

#[test]
fn every_component_of_the_document_has_samples_and_broken_ones() {
    let document = tests::document();
    let in_document: BTreeSet<&str> = tests::components(&document).map(|(name, _)| name).collect();
    let listed: BTreeSet<&str> = COMPONENTS.iter().map(|component| component.name).collect();
    assert_eq!(listed, in_document);
    assert_eq!(listed.len(), 50);

    let samples = samples();
    let sampled: BTreeSet<&str> = object(&samples).keys().map(String::as_str).collect();
    assert_eq!(sampled, in_document);
    for (name, entry) in object(&samples) {
        for list in ["samples", "broken"] {
            let count = entry[list].as_array().map_or(0, Vec::len);
            assert!(count > 0, "{name} has no {list}");
        }
    }
}

#[test]
fn every_sample_comes_back_through_every_way_in() {
    let mut failures = Vec::new();
    each_sample(|component, sample| {
        for (way, outcome) in (component.read)(sample) {
            match outcome {
                Ok(written) if written == *sample => {}
                Ok(written) => {
                    failures.push(format!(
                        "{} {way}: {sample}\n  -> {written}",
                        component.name
                    ));
                }
                Err(error) => {
                    failures.push(format!("{} {way}: {sample}\n  -> {error}", component.name));
                }
            }
        }
        for (way, written) in read_component_with_serde(component.name, sample) {
            if written != *sample {
                failures.push(format!(
                    "{} {way}: {sample}\n  -> {written}",
                    component.name
                ));
            }
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn equal_values_are_one_in_a_set() {
    fn distinct<T: Eq + Hash + DeserializeOwned + Validate>(samples: &[Value]) -> usize {
        let twice = samples.iter().chain(samples);
        let values = twice.map(|it| customerio::from_value::<T>(it.clone()));
        let values: HashSet<T> = values.map(Result::unwrap).collect();
        values.len()
    }
    let all = samples();
    let of = |name: &str| array(&all[name]["samples"]).to_vec();
    let (events, operations) = (of("push_event"), of("person_operations"));
    let filters = of("orAudienceFilter");
    assert!(events.len() > 2 && operations.len() > 2 && !filters.is_empty());
    assert_eq!(distinct::<customerio::PushEvent>(&events), events.len());
    assert_eq!(
        distinct::<customerio::PersonOperations>(&operations),
        operations.len()
    );
    assert_eq!(
        distinct::<customerio::OrAudienceFilter>(&filters),
        filters.len()
    );
}

#[test]
fn every_broken_sample_is_refused_at_its_fault_and_for_nothing_else() {
    let samples = samples();
    let mut failures = Vec::new();
    for component in COMPONENTS {
        for fault in array(&samples[component.name]["broken"]) {
            let broken = edited(&samples[component.name]["samples"], fault);
            let expected = (text(&fault["at"]), text(&fault["keyword"]));
            for (way, outcome) in (component.read)(&broken) {
                if let Err(complaint) = refused(outcome, expected, missing_member(fault)) {
                    failures.push(format!("{} {way}: {fault}: {complaint}", component.name));
                }
            }
            // A format is a constraint on a value that serde can read; all else it refuses.
            let with_serde = (component.deserialize)(&broken);
            let as_it_should = match &with_serde {
                Ok(Err(violations)) => expected.1 == "format" && violations.len() == 1,
                Ok(Ok(())) => false,
                Err(_) => expected.1 != "format",
            };
            if !as_it_should {
                failures.push(format!("{} serde: {fault}: {with_serde:?}", component.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Without it, a sample could hold members that nothing looks at.
#[test]
fn taking_any_member_away_is_allowed_or_a_fault_of_the_object_it_was_in() {
    let mut failures = Vec::new();
    each_sample(|component, sample| {
        for (parent, name) in members(sample) {
            let mut changed = sample.clone();
            object_at(&mut changed, &parent).remove(&name);
            for (way, outcome) in (component.read)(&changed) {
                let complaint = match outcome {
                    Ok(written) if written == changed => continue,
                    Ok(written) => format!("{written}"),
                    Err(error) if points_to(&error, &parent) => continue,
                    Err(error) => format!("{error}"),
                };
                failures.push(format!(
                    "{} {way}: without {parent}/{name}: {complaint}",
                    component.name
                ));
            }
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// An array in an array fits no member of this document but the free ones.
#[test]
fn a_value_of_the_wrong_type_anywhere_is_kept_or_a_fault_of_that_place() {
    let mut failures = Vec::new();
    each_sample(|component, sample| {
        for (parent, name) in members(sample) {
            let mut changed = sample.clone();
            object_at(&mut changed, &parent).insert(name.clone(), json!([[]]));
            let place = format!("{parent}/{name}");
            for (way, outcome) in (component.read)(&changed) {
                let complaint = match outcome {
                    Ok(written) if written == changed => continue,
                    Ok(written) => format!("{written}"),
                    // An array where an array belongs: its element is at fault.
                    Err(error)
                        if points_to(&error, &place)
                            || points_to(&error, &format!("{place}/0")) =>
                    {
                        continue;
                    }
                    Err(error) => format!("{error}"),
                };
                failures.push(format!(
                    "{} {way}: [[]] at {place}: {complaint}",
                    component.name
                ));
            }
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn members_that_no_schema_declares_are_ignored() {
    let sample = json!({"type": "person", "identifiers": {"id": "p-1093", "x": []}, "y": {"z": 1}});
    let value: customerio::PersonCommon =
        customerio::from_value(sample).expect("unknown members are no faults");
    let written = serde_json::to_value(value).expect("every value can be written");
    assert_eq!(
        written,
        json!({"type": "person", "identifiers": {"id": "p-1093"}})
    );
}

fn refused(
    outcome: Result<Value, DecodeError>,
    (at, keyword): (&str, &str),
    missing: Option<&str>,
) -> Result<(), String> {
    let error = match outcome {
        Ok(value) => return Err(format!("accepted as {value}")),
        Err(error) => error,
    };
    let mut violations = error.violations().iter();
    let (Some(violation), None) = (violations.next(), violations.next()) else {
        return Err(format!("not one violation: {error}"));
    };
    let names_it = keyword != "required"
        || missing.is_some_and(|name| violation.message().contains(&format!("{name:?}")));
    if violation.pointer() == at && violation.keyword() == keyword && names_it {
        Ok(())
    } else {
        Err(error.to_string())
    }
}

fn points_to(error: &DecodeError, place: &str) -> bool {
    let mut violations = error.violations().iter();
    violations
        .next()
        .is_some_and(|first| first.pointer() == place)
        && violations.next().is_none()
}

fn samples() -> Value {
    serde_json::from_str(include_str!("components/samples.json")).expect("the samples are JSON")
}

fn each_sample(mut check: impl FnMut(&Component, &Value)) {
    let samples = samples();
    for component in COMPONENTS {
        for sample in array(&samples[component.name]["samples"]) {
            check(component, sample);
        }
    }
}

fn edited(samples: &Value, edit: &Value) -> Value {
    let index = edit["sample"].as_u64().unwrap_or_default();
    let mut value = array(samples)[usize::try_from(index).expect("a small index")].clone();
    if let Some(pointer) = edit["remove"].as_str() {
        let (parent, name) = pointer.rsplit_once('/').expect("a member's pointer");
        let removed = object_at(&mut value, parent).remove(name);
        assert!(removed.is_some(), "nothing to remove: {edit}");
    } else {
        let place = value.pointer_mut(text(&edit["set"]));
        *place.unwrap_or_else(|| panic!("nothing to set: {edit}")) = edit["to"].clone();
    }
    value
}

fn missing_member(edit: &Value) -> Option<&str> {
    let (_, name) = edit["remove"].as_str()?.rsplit_once('/')?;
    Some(name)
}

/// Every member in a value: the pointer of its object, and its name.
fn members(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(value, String::new(), &mut found);
    found
}

fn collect(value: &Value, place: String, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                found.push((place.clone(), name.clone()));
                collect(member, format!("{place}/{name}"), found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                collect(element, format!("{place}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn object(value: &Value) -> &serde_json::Map<String, Value> {
    value.as_object().expect("an object")
}

fn object_at<'a>(value: &'a mut Value, pointer: &str) -> &'a mut serde_json::Map<String, Value> {
    let place = value.pointer_mut(pointer).and_then(Value::as_object_mut);
    place.unwrap_or_else(|| panic!("no object at {pointer}"))
}

fn array(value: &Value) -> &[Value] {
    value.as_array().expect("an array")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}
