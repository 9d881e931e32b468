//! Events of push notifications. `data` is filled in place: what it is depends on `metric`, which
//! may come later.

use std::fmt;

use customerio::{
    PushApiTriggeredBroadcast, PushAttempted, PushBounced, PushBouncedData, PushCampaign,
    PushClicked, PushClickedData, PushConverted, PushData, PushDelivered, PushDrafted, PushDropped,
    PushFailed, PushFailureData, PushNewsletter, PushOpened, PushRecipient, PushRecipientFailure,
    PushRecipientsData, PushSent, PushSentData, PushUndeliverable,
};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::one_pass::{Platform, need, one_pass, words};

words! {
    Metric {
        Drafted Attempted Delivered Sent Opened Clicked Converted Bounced Dropped Failed
        Undeliverable
    }
    ObjectType { Push }
}

one_pass!(Identifiers(customerio::Identifiers) {
    id: String,
    email: Option<String>,
    cio_id: String,
} => customerio::Identifiers { id, email, cio_id });

one_pass!(Recipient((String, Option<customerio::Platform>, Option<String>)) {
    device_id: String,
    device_platform: Platform,
    failure_message: String,
} => (need(device_id, "device_id")?, device_platform.map(|it| it.0), failure_message));

/// Any event.
pub struct PushEvent(pub customerio::PushEvent);

impl<'de> Deserialize<'de> for PushEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EventVisitor)
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum EventKey {
    Metric,
    EventId,
    Timestamp,
    ObjectType,
    Data,
    #[serde(other)]
    Other,
}

struct EventVisitor;

impl<'de> Visitor<'de> for EventVisitor {
    type Value = PushEvent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a push event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PushEvent, A::Error> {
        let mut metric: Option<Metric> = None;
        let mut event_id: Option<String> = None;
        let mut timestamp: Option<i64> = None;
        let mut object_type: Option<ObjectType> = None;
        let mut has_data = false;
        let mut data = Data::default();
        macro_rules! once {
            ($slot:ident) => {{
                if $slot.is_some() {
                    return Err(A::Error::duplicate_field(stringify!($slot)));
                }
                $slot = Some(map.next_value()?);
            }};
        }
        while let Some(key) = map.next_key()? {
            match key {
                EventKey::Metric => once!(metric),
                EventKey::EventId => once!(event_id),
                EventKey::Timestamp => once!(timestamp),
                EventKey::ObjectType => once!(object_type),
                EventKey::Data => {
                    if has_data {
                        return Err(A::Error::duplicate_field("data"));
                    }
                    has_data = true;
                    map.next_value_seed(DataSeed(&mut data))?;
                }
                EventKey::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let metric = need(metric, "metric")?;
        let event_id = need(event_id, "event_id")?;
        let timestamp = need(timestamp, "timestamp")?;
        need(object_type, "object_type")?;
        if !has_data {
            return Err(A::Error::missing_field("data"));
        }
        macro_rules! event {
            ($variant:ident, $name:ident, $data:expr) => {
                customerio::PushEvent::$variant($name {
                    event_id,
                    timestamp,
                    data: $data,
                })
            };
        }
        Ok(PushEvent(match metric {
            Metric::Drafted => event!(Drafted, PushDrafted, data.source()?),
            Metric::Attempted => event!(Attempted, PushAttempted, data.failure()?),
            Metric::Delivered => event!(Delivered, PushDelivered, data.devices()?),
            Metric::Sent => event!(Sent, PushSent, data.sent()?),
            Metric::Opened => event!(Opened, PushOpened, data.source()?),
            Metric::Clicked => event!(Clicked, PushClicked, data.clicked()?),
            Metric::Converted => event!(Converted, PushConverted, data.devices()?),
            Metric::Bounced => event!(Bounced, PushBounced, data.failed_devices()?),
            Metric::Dropped => event!(Dropped, PushDropped, data.failed_devices()?),
            Metric::Failed => event!(Failed, PushFailed, data.failure()?),
            Metric::Undeliverable => event!(Undeliverable, PushUndeliverable, data.failure()?),
        }))
    }
}

/// `data` of any event: a slot for each member.
#[derive(Default)]
struct Data {
    action_id: Option<i64>,
    journey_id: Option<String>,
    trigger_id: Option<i64>,
    customer_id: Option<String>,
    delivery_id: Option<String>,
    identifiers: Option<Identifiers>,
    broadcast_id: Option<Option<i64>>,
    parent_action_id: Option<i64>,
    campaign_id: Option<Option<i64>>,
    trigger_event_id: Option<Option<String>>,
    content_id: Option<i64>,
    newsletter_id: Option<Option<i64>>,
    failure_message: Option<String>,
    recipients: Option<Vec<Recipient>>,
    href: Option<String>,
    link_id: Option<i64>,
    content: Option<String>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum DataKey {
    ActionId,
    JourneyId,
    TriggerId,
    CustomerId,
    DeliveryId,
    Identifiers,
    BroadcastId,
    ParentActionId,
    CampaignId,
    TriggerEventId,
    ContentId,
    NewsletterId,
    FailureMessage,
    Recipients,
    Href,
    LinkId,
    Content,
    #[serde(other)]
    Other,
}

struct DataSeed<'a>(&'a mut Data);

impl<'de> DeserializeSeed<'de> for DataSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DataSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the data of a push event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let data = self.0;
        macro_rules! once {
            ($slot:ident) => {{
                if data.$slot.is_some() {
                    return Err(A::Error::duplicate_field(stringify!($slot)));
                }
                data.$slot = Some(map.next_value()?);
            }};
        }
        while let Some(key) = map.next_key()? {
            match key {
                DataKey::ActionId => once!(action_id),
                DataKey::JourneyId => once!(journey_id),
                DataKey::TriggerId => once!(trigger_id),
                DataKey::CustomerId => once!(customer_id),
                DataKey::DeliveryId => once!(delivery_id),
                DataKey::Identifiers => once!(identifiers),
                DataKey::BroadcastId => once!(broadcast_id),
                DataKey::ParentActionId => once!(parent_action_id),
                DataKey::CampaignId => once!(campaign_id),
                DataKey::TriggerEventId => once!(trigger_event_id),
                DataKey::ContentId => once!(content_id),
                DataKey::NewsletterId => once!(newsletter_id),
                DataKey::FailureMessage => once!(failure_message),
                DataKey::Recipients => once!(recipients),
                DataKey::Href => once!(href),
                DataKey::LinkId => once!(link_id),
                DataKey::Content => once!(content),
                DataKey::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl Data {
    fn source<E: Error>(&mut self) -> Result<PushData, E> {
        let delivery_id = need(self.delivery_id.take(), "delivery_id")?;
        let identifiers = need(self.identifiers.take(), "identifiers")?.0;
        let customer_id = self.customer_id.take();
        match (self.trigger_id, self.campaign_id, self.newsletter_id) {
            (Some(trigger_id), None, None) => {
                Ok(PushData::ApiTriggeredBroadcast(PushApiTriggeredBroadcast {
                    action_id: need(self.action_id, "action_id")?,
                    journey_id: self.journey_id.take(),
                    trigger_id,
                    customer_id,
                    delivery_id,
                    identifiers,
                    broadcast_id: need(self.broadcast_id, "broadcast_id")?,
                    parent_action_id: self.parent_action_id,
                }))
            }
            (None, Some(campaign_id), None) => Ok(PushData::Campaign(PushCampaign {
                action_id: need(self.action_id, "action_id")?,
                journey_id: self.journey_id.take(),
                campaign_id,
                customer_id,
                delivery_id,
                identifiers,
                parent_action_id: self.parent_action_id,
                trigger_event_id: self.trigger_event_id.take(),
            })),
            (None, None, Some(newsletter_id)) => Ok(PushData::Newsletter(PushNewsletter {
                content_id: self.content_id,
                customer_id,
                delivery_id,
                identifiers,
                newsletter_id,
            })),
            _ => Err(E::custom(
                "expected exactly one of trigger_id, campaign_id, newsletter_id",
            )),
        }
    }

    fn failure<E: Error>(&mut self) -> Result<PushFailureData, E> {
        Ok(PushFailureData {
            failure_message: need(self.failure_message.take(), "failure_message")?,
            push_data: self.source()?,
        })
    }

    fn recipients<E: Error>(&mut self) -> Result<Vec<PushRecipient>, E> {
        let recipients = need(self.recipients.take(), "recipients")?;
        let recipients = recipients.into_iter();
        Ok(recipients
            .map(|Recipient((device_id, ..))| PushRecipient { device_id })
            .collect())
    }

    fn devices<E: Error>(&mut self) -> Result<PushRecipientsData, E> {
        Ok(PushRecipientsData {
            recipients: self.recipients()?,
            push_data: self.source()?,
        })
    }

    fn failed_devices<E: Error>(&mut self) -> Result<PushBouncedData, E> {
        let recipients = need(self.recipients.take(), "recipients")?;
        let recipients = recipients.into_iter();
        Ok(PushBouncedData {
            recipients: recipients
                .map(|Recipient((device_id, device_platform, failure_message))| {
                    Ok(PushRecipientFailure {
                        device_id,
                        device_platform: need(device_platform, "device_platform")?,
                        failure_message: need(failure_message, "failure_message")?,
                    })
                })
                .collect::<Result<_, E>>()?,
            push_data: self.source()?,
        })
    }

    fn sent<E: Error>(&mut self) -> Result<PushSentData, E> {
        Ok(PushSentData {
            content: self.content.take(),
            recipients: self.recipients()?,
            push_data: self.source()?,
        })
    }

    fn clicked<E: Error>(&mut self) -> Result<PushClickedData, E> {
        Ok(PushClickedData {
            href: need(self.href.take(), "href")?,
            link_id: need(self.link_id, "link_id")?,
            recipients: self.recipients()?,
            push_data: self.source()?,
        })
    }
}
