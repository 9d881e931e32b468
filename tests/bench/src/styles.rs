//! Each style as a function from JSON text, so that all of them can be run side by side.

use std::hint::black_box;

use customerio::Validate;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::payloads::{self, Tag};
use crate::{by_hand, derived, merged, tagged, untagged};

/// Reads one payload and drops what it made of it.
pub type Read = fn(&[u8]);

/// Writes one payload again: reads it first, and gives back what writes it.
pub type Writer = fn(&[u8]) -> Box<dyn Fn()>;

/// Payloads of one kind, and the styles that read and write them. The one by hand is the measure of
/// reading, the generated crate's the measure of writing.
pub struct Group {
    /// What the payloads are.
    pub title: &'static str,
    /// JSON texts.
    pub payloads: Vec<String>,
    /// Every style by name.
    pub readers: Vec<(&'static str, Read)>,
    /// Every style that writes, by name.
    pub writers: Vec<(&'static str, Writer)>,
}

/// The generated crate's `decode`.
pub const DECODE: &str = "generated, decode";
/// The generated crate through serde_json.
pub const GENERATED: &str = "generated";
/// The visitor by hand.
pub const BY_HAND: &str = "by hand";
/// serde's derives, internally tagged and flattened.
pub const TAGGED: &str = "tagged, flatten";
/// serde's derives, internally tagged and merged.
pub const MERGED: &str = "tagged, merged";
/// serde's derives, untagged.
pub const UNTAGGED: &str = "untagged";
/// serde's derives where there are no tags.
pub const DERIVED: &str = "derived";

fn through_decode<T: Validate>(json: &[u8]) {
    black_box(customerio::decode::<T>(json)).expect("a valid payload");
}

fn through_serde<T: DeserializeOwned>(json: &[u8]) {
    black_box(serde_json::from_slice::<T>(json)).expect("a valid payload");
}

fn writer<T: DeserializeOwned + serde::Serialize + 'static>(json: &[u8]) -> Box<dyn Fn()> {
    let value: T = serde_json::from_slice(json).expect("a valid payload");
    Box::new(move || {
        black_box(serde_json::to_vec(black_box(&value))).expect("a value that can be written");
    })
}

/// All groups.
pub fn groups() -> Vec<Group> {
    let pushes = [
        ("push_event, tag first", Tag::First),
        ("push_event, tag in the middle", Tag::Middle),
        ("push_event, data before the tag", Tag::Last),
    ];
    let mut groups: Vec<Group> = pushes
        .map(|(title, tag)| Group {
            title,
            payloads: payloads::push_events(tag),
            readers: vec![
                (DECODE, through_decode::<customerio::PushEvent>),
                (GENERATED, through_serde::<customerio::PushEvent>),
                (BY_HAND, through_serde::<by_hand::PushEvent>),
                (MERGED, through_serde::<merged::PushEvent>),
                (TAGGED, through_serde::<tagged::PushEvent>),
                (UNTAGGED, through_serde::<untagged::PushEvent>),
            ],
            writers: match tag {
                Tag::First => vec![
                    (GENERATED, writer::<customerio::PushEvent>),
                    (MERGED, writer::<merged::PushEvent>),
                    (TAGGED, writer::<tagged::PushEvent>),
                    (UNTAGGED, writer::<untagged::PushEvent>),
                ],
                Tag::Middle | Tag::Last => Vec::new(),
            },
        })
        .into();
    groups.push(Group {
        title: "person_operations",
        payloads: payloads::person_operations(),
        readers: vec![
            (DECODE, through_decode::<customerio::PersonOperations>),
            (GENERATED, through_serde::<customerio::PersonOperations>),
            (BY_HAND, through_serde::<by_hand::PersonOperations>),
            (MERGED, through_serde::<merged::PersonOperations>),
            (TAGGED, through_serde::<tagged::PersonOperations>),
            (UNTAGGED, through_serde::<untagged::PersonOperations>),
        ],
        writers: vec![
            (GENERATED, writer::<customerio::PersonOperations>),
            (MERGED, writer::<merged::PersonOperations>),
            (TAGGED, writer::<tagged::PersonOperations>),
            (UNTAGGED, writer::<untagged::PersonOperations>),
        ],
    });
    groups.push(Group {
        title: "orAudienceFilter",
        payloads: payloads::audience_filters(),
        readers: vec![
            (DECODE, through_decode::<customerio::OrAudienceFilter>),
            (GENERATED, through_serde::<customerio::OrAudienceFilter>),
            (BY_HAND, through_serde::<by_hand::OrAudienceFilter>),
            (DERIVED, through_serde::<derived::OrAudienceFilter>),
        ],
        writers: vec![
            (GENERATED, writer::<customerio::OrAudienceFilter>),
            (DERIVED, writer::<derived::OrAudienceFilter>),
        ],
    });
    for group in &mut groups {
        group.readers.push(("Value", through_serde::<Value>));
        group
            .readers
            .push(("IgnoredAny", through_serde::<IgnoredAny>));
        if !group.writers.is_empty() {
            group.writers.push(("Value", writer::<Value>));
        }
    }
    groups
}
