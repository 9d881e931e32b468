//! What events carry, by the kind of event and of message.

use serde::{Deserialize, Serialize};

use crate::derived::{FailedRecipient, Identifiers, Recipient, present};

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
