//! What all styles that use serde's derives have in common: types that are neither tagged unions
//! nor merged of several schemas.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Keeps `null` apart from an absent member.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

macro_rules! words {
    ($($name:ident { $($word:ident)* })*) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($word),* }
    )*};
}
pub(crate) use words;

words! {
    Push { Push }
    Person { Person }
    Platform { Ios Android }
    Operator { Eq Exists }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Identifiers {
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cio_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Recipient {
    pub(crate) device_id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FailedRecipient {
    pub(crate) device_id: String,
    pub(crate) device_platform: Platform,
    pub(crate) failure_message: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum PersonIdentifiers {
    Id { id: String },
    Email { email: String },
    CioId { cio_id: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PersonAttributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cio_subscription_preferences: Option<SubscriptionPreferences>,
    #[serde(flatten)]
    pub(crate) others: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SubscriptionPreferences {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) topics: Option<BTreeMap<String, bool>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EventAttributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reply_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recipient: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from_address: Option<String>,
    #[serde(flatten)]
    pub(crate) others: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Relationship {
    pub(crate) identifiers: ObjectIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) relationship_attributes: Option<BTreeMap<String, Value>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ObjectIdentifiers {
    pub(crate) object_id: String,
    pub(crate) object_type_id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Device {
    pub(crate) token: String,
    pub(crate) platform: Platform,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_used: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attributes: Option<DeviceAttributes>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DeviceAttributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_os: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app_version: Option<String>,
    #[serde(rename = "_last_status", skip_serializing_if = "Option::is_none")]
    pub(crate) last_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) push_enabled: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_locale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cio_sdk_version: Option<String>,
    #[serde(flatten)]
    pub(crate) others: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DeletedDevice {
    pub(crate) token: String,
}

/// An audience filter; all derived styles agree about it, since it has no tags.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrAudienceFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    or: Option<Vec<Or>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Or {
    #[serde(skip_serializing_if = "Option::is_none")]
    and: Option<Vec<And>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Not>,
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<Segment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<Attribute>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct And {
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<Segment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<Attribute>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Not {
    And { and: Vec<And> },
    Or { or: Vec<And> },
    Segment { segment: Segment },
    Attribute { attribute: Attribute },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Segment {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Attribute {
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    operator: Operator,
}
