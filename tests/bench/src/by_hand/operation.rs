//! Operations on a person. What `attributes` and `device` are depends on `action`, which may come
//! later: the slots hold what any of them makes of it.

use std::collections::BTreeMap;

use customerio::{
    CioSubscriptionPreferences, IdentifyPerson, PersonAddDevice, PersonAddDeviceDetails,
    PersonAddRelationships, PersonAttributes, PersonDelete, PersonDeleteDevice,
    PersonDeleteDeviceDetails, PersonDeleteRelationships, PersonEvent, PersonEventAttributes,
    PersonIdentifiers, PersonMerge, PersonPage, PersonScreen, PersonSuppress, PersonUnsuppress,
};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::one_pass::{Platform, need, one_pass, words};

words! {
    Action {
        Identify Delete Event Screen Page AddRelationships DeleteRelationships AddDevice
        DeleteDevice Merge Suppress Unsuppress
    }
    Person { Person }
}

one_pass!(
/// Any operation on a person.
pub PersonOperations(customerio::PersonOperations) {
    kind = "type": Person,
    action: Action,
    identifiers: Identifiers,
    attributes: BTreeMap<String, Value>,
    cio_relationships: Vec<Relationship>,
    id: String,
    name: String,
    timestamp: i64,
    device: Device,
    primary: Identifiers,
    secondary: Identifiers,
} => {
    need(kind, "type")?;
    macro_rules! operation {
        ($variant:ident, $name:ident { $($field:ident: $value:expr),* }) => {
            customerio::PersonOperations::$variant($name {
                identifiers: need(identifiers, "identifiers")?.0,
                $($field: $value,)*
            })
        };
    }
    match need(action, "action")? {
        Action::Identify => operation!(Identify, IdentifyPerson {
            attributes: attributes.map(person_attributes).transpose()?,
            cio_relationships: cio_relationships.map(related)
        }),
        Action::Delete => operation!(Delete, PersonDelete {}),
        Action::Event => operation!(Event, PersonEvent {
            id: id,
            name: need(name, "name")?,
            timestamp: timestamp,
            attributes: attributes.map(event_attributes).transpose()?
        }),
        Action::Screen => operation!(Screen, PersonScreen {
            id: id,
            name: need(name, "name")?,
            timestamp: timestamp,
            attributes: attributes
        }),
        Action::Page => operation!(Page, PersonPage {
            id: id,
            name: need(name, "name")?,
            timestamp: timestamp,
            attributes: attributes
        }),
        Action::AddRelationships => operation!(AddRelationships, PersonAddRelationships {
            cio_relationships: related(need(cio_relationships, "cio_relationships")?)
        }),
        Action::DeleteRelationships => operation!(DeleteRelationships, PersonDeleteRelationships {
            cio_relationships: related(need(cio_relationships, "cio_relationships")?)
        }),
        Action::AddDevice => {
            let (token, platform, last_used, attributes) = need(device, "device")?.0;
            let platform = need(platform, "platform")?.0;
            operation!(AddDevice, PersonAddDevice {
                device: PersonAddDeviceDetails { token, platform, last_used, attributes }
            })
        }
        Action::DeleteDevice => {
            let (token, ..) = need(device, "device")?.0;
            operation!(DeleteDevice, PersonDeleteDevice {
                device: PersonDeleteDeviceDetails { token }
            })
        }
        Action::Merge => customerio::PersonOperations::Merge(PersonMerge {
            primary: need(primary, "primary")?.0,
            secondary: need(secondary, "secondary")?.0,
        }),
        Action::Suppress => operation!(Suppress, PersonSuppress {}),
        Action::Unsuppress => operation!(Unsuppress, PersonUnsuppress {}),
    }
});

one_pass!(Identifiers(PersonIdentifiers) {
    id: String,
    email: String,
    cio_id: String,
} => match (id, email, cio_id) {
    (Some(id), None, None) => PersonIdentifiers::Id(id),
    (None, Some(email), None) => PersonIdentifiers::Email(email),
    (None, None, Some(cio_id)) => PersonIdentifiers::CioId(cio_id),
    _ => return Err(Error::custom("expected exactly one of id, email, cio_id")),
});

one_pass!(Relationship(customerio::ObjectRelationship) {
    identifiers: ObjectIdentifiers,
    relationship_attributes: BTreeMap<String, Value>,
} => customerio::ObjectRelationship {
    identifiers: need(identifiers, "identifiers")?.0,
    relationship_attributes,
});

one_pass!(ObjectIdentifiers(customerio::ObjectIdentifiersDetails) {
    object_id: String,
    object_type_id: String,
} => customerio::ObjectIdentifiersDetails {
    object_id: need(object_id, "object_id")?,
    object_type_id: need(object_type_id, "object_type_id")?,
});

type AnyDevice = (
    String,
    Option<Platform>,
    Option<i64>,
    Option<customerio::DeviceAttributes>,
);

one_pass!(Device(AnyDevice) {
    token: String,
    platform: Platform,
    last_used: i64,
    attributes: DeviceAttributes,
} => (need(token, "token")?, platform, last_used, attributes.map(|it| it.0)));

words! {
    LastStatus { Bounced Sent Suppressed }
    PushEnabled { True False }
}

struct DeviceAttributes(customerio::DeviceAttributes);

impl<'de> Deserialize<'de> for DeviceAttributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DeviceAttributesVisitor)
    }
}

struct DeviceAttributesVisitor;

impl<'de> Visitor<'de> for DeviceAttributesVisitor {
    type Value = DeviceAttributes;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("attributes of a device")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DeviceAttributes, A::Error> {
        let mut it = customerio::DeviceAttributes::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "device_os" => it.device_os = Some(map.next_value()?),
                "app_version" => it.app_version = Some(map.next_value()?),
                "_last_status" => {
                    it.last_status = Some(match map.next_value()? {
                        LastStatus::Bounced => customerio::LastStatus::Bounced,
                        LastStatus::Sent => customerio::LastStatus::Sent,
                        LastStatus::Suppressed => customerio::LastStatus::Suppressed,
                    });
                }
                "device_model" => it.device_model = Some(map.next_value()?),
                "push_enabled" => {
                    it.push_enabled = Some(match map.next_value()? {
                        PushEnabled::True => customerio::PushEnabled::True,
                        PushEnabled::False => customerio::PushEnabled::False,
                    });
                }
                "device_locale" => it.device_locale = Some(map.next_value()?),
                "cio_sdk_version" => it.cio_sdk_version = Some(map.next_value()?),
                _ => {
                    it.others.insert(key, map.next_value()?);
                }
            }
        }
        Ok(DeviceAttributes(it))
    }
}

fn related(relationships: Vec<Relationship>) -> Vec<customerio::ObjectRelationship> {
    relationships.into_iter().map(|it| it.0).collect()
}

fn person_attributes<E: Error>(mut others: BTreeMap<String, Value>) -> Result<PersonAttributes, E> {
    let preferences = others.remove("cio_subscription_preferences");
    let preferences = preferences.map(|it| match it {
        Value::Object(mut it) => match it.remove("topics") {
            None => Ok(CioSubscriptionPreferences { topics: None }),
            Some(topics) => Ok(CioSubscriptionPreferences {
                topics: Some(serde_json::from_value(topics).map_err(E::custom)?),
            }),
        },
        _ => Err(E::custom("expected an object")),
    });
    Ok(PersonAttributes {
        cio_subscription_preferences: preferences.transpose()?,
        others,
    })
}

fn event_attributes<E: Error>(
    mut others: BTreeMap<String, Value>,
) -> Result<PersonEventAttributes, E> {
    let mut text = |name: &str| match others.remove(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(E::custom("expected a string")),
    };
    Ok(PersonEventAttributes {
        reply_to: text("reply_to")?,
        recipient: text("recipient")?,
        from_address: text("from_address")?,
        others,
    })
}
