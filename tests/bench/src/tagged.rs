//! Style: serde's derives, internally tagged, `flatten` wherever the document says `allOf`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::derived::{
    DeletedDevice, Device, EventAttributes, FailedRecipient, Identifiers, Person, PersonAttributes,
    PersonIdentifiers, Push, Recipient, Relationship, present,
};

/// An event of a push notification.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "metric", rename_all = "snake_case")]
pub enum PushEvent {
    /// `metric` is `drafted`.
    Drafted(Event<Source>),
    /// `metric` is `attempted`.
    Attempted(Event<Failure>),
    /// `metric` is `delivered`.
    Delivered(Event<Devices>),
    /// `metric` is `sent`.
    Sent(Event<Sent>),
    /// `metric` is `opened`.
    Opened(Event<Source>),
    /// `metric` is `clicked`.
    Clicked(Event<Clicked>),
    /// `metric` is `converted`.
    Converted(Event<Devices>),
    /// `metric` is `bounced`.
    Bounced(Event<FailedDevices>),
    /// `metric` is `dropped`.
    Dropped(Event<FailedDevices>),
    /// `metric` is `failed`.
    Failed(Event<Failure>),
    /// `metric` is `undeliverable`.
    Undeliverable(Event<Failure>),
}

/// What all events have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event<D> {
    #[serde(flatten)]
    common: Common,
    data: D,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Common {
    event_id: String,
    timestamp: i64,
    object_type: Push,
}

/// `data` of an attempt that failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    failure_message: String,
    #[serde(flatten)]
    source: Source,
}

/// `data` with devices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Devices {
    recipients: Vec<Recipient>,
    #[serde(flatten)]
    source: Source,
}

/// `data` with devices that were not reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailedDevices {
    recipients: Vec<FailedRecipient>,
    #[serde(flatten)]
    source: Source,
}

/// `data` of `sent`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    recipients: Vec<Recipient>,
    #[serde(flatten)]
    source: Source,
}

/// `data` of `clicked`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clicked {
    href: String,
    link_id: i64,
    recipients: Vec<Recipient>,
    #[serde(flatten)]
    source: Source,
}

/// What the message came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Source {
    /// API triggered broadcast
    Broadcast(Broadcast),
    /// Campaign
    Campaign(Campaign),
    /// Newsletter
    Newsletter(Newsletter),
}

/// API triggered broadcast
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Broadcast {
    action_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    journey_id: Option<String>,
    trigger_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    broadcast_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_action_id: Option<i64>,
}

/// Campaign
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    action_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    journey_id: Option<String>,
    campaign_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_action_id: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger_event_id: Option<Option<String>>,
}

/// Newsletter
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Newsletter {
    #[serde(skip_serializing_if = "Option::is_none")]
    content_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    newsletter_id: Option<i64>,
}

/// An operation on a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum PersonOperations {
    /// `action` is `identify`.
    Identify(Identify),
    /// `action` is `delete`.
    Delete(PersonCommon),
    /// `action` is `event`.
    Event(PersonEvent),
    /// `action` is `screen`.
    Screen(View),
    /// `action` is `page`.
    Page(View),
    /// `action` is `add_relationships`.
    AddRelationships(Relationships),
    /// `action` is `delete_relationships`.
    DeleteRelationships(Relationships),
    /// `action` is `add_device`.
    AddDevice(AddDevice),
    /// `action` is `delete_device`.
    DeleteDevice(DeleteDevice),
    /// `action` is `merge`.
    Merge(Merge),
    /// `action` is `suppress`.
    Suppress(PersonCommon),
    /// `action` is `unsuppress`.
    Unsuppress(PersonCommon),
}

/// What most operations have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonCommon {
    r#type: Person,
    identifiers: PersonIdentifiers,
}

/// `action` is `identify`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Identify {
    #[serde(flatten)]
    common: PersonCommon,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<PersonAttributes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cio_relationships: Option<Vec<Relationship>>,
}

/// `action` is `event`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonEvent {
    #[serde(flatten)]
    common: PersonCommon,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<EventAttributes>,
}

/// `action` is `screen` or `page`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    #[serde(flatten)]
    common: PersonCommon,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<BTreeMap<String, Value>>,
}

/// Relationships that come or go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relationships {
    #[serde(flatten)]
    common: PersonCommon,
    cio_relationships: Vec<Relationship>,
}

/// A device that comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AddDevice {
    #[serde(flatten)]
    common: PersonCommon,
    device: Device,
}

/// A device that goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeleteDevice {
    #[serde(flatten)]
    common: PersonCommon,
    device: DeletedDevice,
}

/// `action` is `merge`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    r#type: Person,
    primary: PersonIdentifiers,
    secondary: PersonIdentifiers,
}
