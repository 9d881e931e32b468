//! Debug, Clone, PartialEq, serde and Validate everywhere; Default, Copy, Eq and Hash where they
//! hold; Send and Sync; text to and from enums of strings.

use customerio::{
    DecodeError, OrAudienceFilter, PeriodMessageMetrics, PersonAttributes, Platform, Preprocessor,
    PushEvent, PushEvents, Segment, Validate, Violations,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::hash::Hash;

fn every_type<T>()
where
    T: Debug + Clone + PartialEq + Serialize + DeserializeOwned + Validate + Send + Sync,
{
}
fn hashable<T: Eq + Hash>() {}
fn copied<T: Copy>() {}
fn error<T: std::error::Error + Send + Sync + 'static>() {}

fn main() {
    every_type::<PushEvent>();
    every_type::<OrAudienceFilter>();
    every_type::<Platform>();
    hashable::<PushEvent>();
    hashable::<PersonAttributes>();
    copied::<Platform>();
    copied::<Preprocessor>();
    copied::<PushEvents>();
    copied::<Segment>();
    error::<DecodeError>();
    error::<Violations>();

    assert_eq!(serde_json::to_string(&PeriodMessageMetrics::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&OrAudienceFilter::default()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&PersonAttributes::default()).unwrap(), "{}");
    let events = PushEvents {
        push_sent: Some(true),
        ..PushEvents::default()
    };
    assert_eq!(serde_json::to_string(&events).unwrap(), r#"{"push_sent":true}"#);

    for platform in Platform::ALL {
        assert_eq!(platform.to_string().parse::<Platform>().unwrap(), *platform);
    }
    let text: &str = Platform::ALL[0].as_ref();
    assert_eq!(text, Platform::ALL[0].as_str());
    let unknown = "windows".parse::<Platform>().unwrap_err();
    let violation = unknown.iter().next().unwrap();
    assert_eq!(violation.keyword(), "enum");
    assert!(violation.message().ends_with("found \"windows\""), "{violation}");
}
