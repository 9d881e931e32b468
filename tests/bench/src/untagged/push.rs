//! Events of push notifications.

use serde::{Deserialize, Serialize};

use super::data::{Clicked, Devices, FailedDevices, Failure, Sent, Source};

use crate::derived::{Push, words};

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
