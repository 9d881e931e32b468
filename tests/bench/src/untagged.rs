//! Style: serde's derives, every union untagged: each variant has its constant as an enum of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::derived::{
    DeletedDevice, Device, EventAttributes, FailedRecipient, Identifiers, Person, PersonAttributes,
    PersonIdentifiers, Push, Recipient, Relationship, present, words,
};

words! {
    MetricDrafted { Drafted }
    MetricAttempted { Attempted }
    MetricDelivered { Delivered }
    MetricSent { Sent }
    MetricOpened { Opened }
    MetricClicked { Clicked }
    MetricConverted { Converted }
    MetricBounced { Bounced }
    MetricDropped { Dropped }
    MetricFailed { Failed }
    MetricUndeliverable { Undeliverable }
    ActionIdentify { Identify }
    ActionDelete { Delete }
    ActionEvent { Event }
    ActionScreen { Screen }
    ActionPage { Page }
    ActionAddRelationships { AddRelationships }
    ActionDeleteRelationships { DeleteRelationships }
    ActionAddDevice { AddDevice }
    ActionDeleteDevice { DeleteDevice }
    ActionMerge { Merge }
    ActionSuppress { Suppress }
    ActionUnsuppress { Unsuppress }
}

/// An event of a push notification.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PushEvent {
    /// `metric` is `drafted`.
    Drafted(EventDrafted),
    /// `metric` is `attempted`.
    Attempted(EventAttempted),
    /// `metric` is `delivered`.
    Delivered(EventDelivered),
    /// `metric` is `sent`.
    Sent(EventSent),
    /// `metric` is `opened`.
    Opened(EventOpened),
    /// `metric` is `clicked`.
    Clicked(EventClicked),
    /// `metric` is `converted`.
    Converted(EventConverted),
    /// `metric` is `bounced`.
    Bounced(EventBounced),
    /// `metric` is `dropped`.
    Dropped(EventDropped),
    /// `metric` is `failed`.
    Failed(EventFailed),
    /// `metric` is `undeliverable`.
    Undeliverable(EventUndeliverable),
}

/// `metric` is `drafted`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDrafted {
    metric: MetricDrafted,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Source,
}

/// `metric` is `attempted`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventAttempted {
    metric: MetricAttempted,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Failure,
}

/// `metric` is `delivered`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDelivered {
    metric: MetricDelivered,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Devices,
}

/// `metric` is `sent`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventSent {
    metric: MetricSent,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Sent,
}

/// `metric` is `opened`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventOpened {
    metric: MetricOpened,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Source,
}

/// `metric` is `clicked`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventClicked {
    metric: MetricClicked,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Clicked,
}

/// `metric` is `converted`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventConverted {
    metric: MetricConverted,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Devices,
}

/// `metric` is `bounced`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventBounced {
    metric: MetricBounced,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: FailedDevices,
}

/// `metric` is `dropped`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDropped {
    metric: MetricDropped,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: FailedDevices,
}

/// `metric` is `failed`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventFailed {
    metric: MetricFailed,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Failure,
}

/// `metric` is `undeliverable`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventUndeliverable {
    metric: MetricUndeliverable,
    event_id: String,
    timestamp: i64,
    object_type: Push,
    data: Failure,
}

/// `data` of one kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Source {
    /// Sent by one kind of message.
    Broadcast(Broadcast),
    /// Sent by one kind of message.
    Campaign(Campaign),
    /// Sent by one kind of message.
    Newsletter(Newsletter),
}

/// `data` of one kind of event and message.
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

/// `data` of one kind of event and message.
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

/// `data` of one kind of event and message.
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

/// `data` of one kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Failure {
    /// Sent by one kind of message.
    Broadcast(FailureBroadcast),
    /// Sent by one kind of message.
    Campaign(FailureCampaign),
    /// Sent by one kind of message.
    Newsletter(FailureNewsletter),
}

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailureBroadcast {
    failure_message: String,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailureCampaign {
    failure_message: String,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailureNewsletter {
    failure_message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    newsletter_id: Option<i64>,
}

/// `data` of one kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Devices {
    /// Sent by one kind of message.
    Broadcast(DevicesBroadcast),
    /// Sent by one kind of message.
    Campaign(DevicesCampaign),
    /// Sent by one kind of message.
    Newsletter(DevicesNewsletter),
}

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DevicesBroadcast {
    recipients: Vec<Recipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DevicesCampaign {
    recipients: Vec<Recipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DevicesNewsletter {
    recipients: Vec<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    newsletter_id: Option<i64>,
}

/// `data` of one kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FailedDevices {
    /// Sent by one kind of message.
    Broadcast(FailedDevicesBroadcast),
    /// Sent by one kind of message.
    Campaign(FailedDevicesCampaign),
    /// Sent by one kind of message.
    Newsletter(FailedDevicesNewsletter),
}

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailedDevicesBroadcast {
    recipients: Vec<FailedRecipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailedDevicesCampaign {
    recipients: Vec<FailedRecipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FailedDevicesNewsletter {
    recipients: Vec<FailedRecipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    newsletter_id: Option<i64>,
}

/// `data` of one kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Sent {
    /// Sent by one kind of message.
    Broadcast(SentBroadcast),
    /// Sent by one kind of message.
    Campaign(SentCampaign),
    /// Sent by one kind of message.
    Newsletter(SentNewsletter),
}

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentBroadcast {
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    recipients: Vec<Recipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentCampaign {
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    recipients: Vec<Recipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentNewsletter {
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    recipients: Vec<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    delivery_id: String,
    identifiers: Identifiers,
    newsletter_id: Option<i64>,
}

/// `data` of one kind of event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Clicked {
    /// Sent by one kind of message.
    Broadcast(ClickedBroadcast),
    /// Sent by one kind of message.
    Campaign(ClickedCampaign),
    /// Sent by one kind of message.
    Newsletter(ClickedNewsletter),
}

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClickedBroadcast {
    href: String,
    link_id: i64,
    recipients: Vec<Recipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClickedCampaign {
    href: String,
    link_id: i64,
    recipients: Vec<Recipient>,
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

/// `data` of one kind of event and message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClickedNewsletter {
    href: String,
    link_id: i64,
    recipients: Vec<Recipient>,
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
#[serde(untagged)]
pub enum PersonOperations {
    /// `action` is `identify`.
    Identify(OperationIdentify),
    /// `action` is `delete`.
    Delete(OperationDelete),
    /// `action` is `event`.
    Event(OperationEvent),
    /// `action` is `screen`.
    Screen(OperationScreen),
    /// `action` is `page`.
    Page(OperationPage),
    /// `action` is `add_relationships`.
    AddRelationships(OperationAddRelationships),
    /// `action` is `delete_relationships`.
    DeleteRelationships(OperationDeleteRelationships),
    /// `action` is `add_device`.
    AddDevice(OperationAddDevice),
    /// `action` is `delete_device`.
    DeleteDevice(OperationDeleteDevice),
    /// `action` is `merge`.
    Merge(OperationMerge),
    /// `action` is `suppress`.
    Suppress(OperationSuppress),
    /// `action` is `unsuppress`.
    Unsuppress(OperationUnsuppress),
}

/// `action` is `identify`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationIdentify {
    action: ActionIdentify,
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<PersonAttributes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cio_relationships: Option<Vec<Relationship>>,
}

/// `action` is `delete`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationDelete {
    action: ActionDelete,
    r#type: Person,
    identifiers: PersonIdentifiers,
}

/// `action` is `event`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationEvent {
    action: ActionEvent,
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<EventAttributes>,
}

/// `action` is `screen`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationScreen {
    action: ActionScreen,
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<BTreeMap<String, Value>>,
}

/// `action` is `page`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationPage {
    action: ActionPage,
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<BTreeMap<String, Value>>,
}

/// `action` is `add_relationships`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationAddRelationships {
    action: ActionAddRelationships,
    r#type: Person,
    identifiers: PersonIdentifiers,
    cio_relationships: Vec<Relationship>,
}

/// `action` is `delete_relationships`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationDeleteRelationships {
    action: ActionDeleteRelationships,
    r#type: Person,
    identifiers: PersonIdentifiers,
    cio_relationships: Vec<Relationship>,
}

/// `action` is `add_device`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationAddDevice {
    action: ActionAddDevice,
    r#type: Person,
    identifiers: PersonIdentifiers,
    device: Device,
}

/// `action` is `delete_device`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationDeleteDevice {
    action: ActionDeleteDevice,
    r#type: Person,
    identifiers: PersonIdentifiers,
    device: DeletedDevice,
}

/// `action` is `merge`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationMerge {
    action: ActionMerge,
    r#type: Person,
    primary: PersonIdentifiers,
    secondary: PersonIdentifiers,
}

/// `action` is `suppress`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationSuppress {
    action: ActionSuppress,
    r#type: Person,
    identifiers: PersonIdentifiers,
}

/// `action` is `unsuppress`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationUnsuppress {
    action: ActionUnsuppress,
    r#type: Person,
    identifiers: PersonIdentifiers,
}
