//! A value of each kind of type, without a constructor.

use customerio::{
    ObjectIdentifiersDetails, ObjectCommon, PersonAttributes, PersonEvent,
    PersonIdentifiers, Platform, PushFailureData, PushBounced, PushBouncedData,
    PushRecipientFailure, PushData, PushEvent, Identifiers, PushNewsletter, Validate,
};
use std::collections::BTreeMap;

fn main() {
    let object = ObjectCommon {
        identifiers: ObjectIdentifiersDetails {
            object_id: "pier-9".to_owned(),
            object_type_id: "2".to_owned(),
        },
    };
    assert_eq!(
        serde_json::to_string(&object).unwrap(),
        r#"{"identifiers":{"object_id":"pier-9","object_type_id":"2"},"type":"object"}"#
    );

    let source = PushData::Newsletter(PushNewsletter {
        content_id: None,
        customer_id: None,
        delivery_id: "d-1".to_owned(),
        identifiers: Identifiers {
            id: None,
            email: Some(None),
            cio_id: None,
        },
        newsletter_id: None,
    });
    let attempted = PushFailureData {
        failure_message: "quota".to_owned(),
        push_data: source.clone(),
    };
    let bounced = PushEvent::Bounced(PushBounced {
        event_id: "e-1".to_owned(),
        timestamp: 1,
        data: PushBouncedData {
            recipients: vec![PushRecipientFailure {
                device_id: "phone".to_owned(),
                device_platform: Platform::Android,
                failure_message: attempted.failure_message,
            }],
            push_data: source,
        },
    });
    assert_eq!(bounced.validate(), Ok(()));

    let attributes = PersonAttributes {
        cio_subscription_preferences: None,
        others: BTreeMap::from([("boat".to_owned(), serde_json::Value::from("Gull"))]),
    };
    assert_eq!(serde_json::to_string(&attributes).unwrap(), r#"{"boat":"Gull"}"#);

    let event = PersonEvent {
        identifiers: PersonIdentifiers::Email("ivo@example.org".to_owned()),
        id: Some("no ulid".to_owned()),
        name: "left".to_owned(),
        timestamp: None,
        attributes: None,
    };
    let violations = event.validate().unwrap_err();
    assert_eq!(violations.iter().next().unwrap().pointer(), "/id");
}
