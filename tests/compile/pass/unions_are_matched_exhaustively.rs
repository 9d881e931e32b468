//! All variants without a wildcard: a new one is a compile error for the user.

use customerio::{ObjectOperations, Platform, PushEvent};

fn metric(event: &PushEvent) -> &'static str {
    match event {
        PushEvent::Drafted(_) => "drafted",
        PushEvent::Attempted(_) => "attempted",
        PushEvent::Delivered(_) => "delivered",
        PushEvent::Sent(_) => "sent",
        PushEvent::Opened(_) => "opened",
        PushEvent::Clicked(_) => "clicked",
        PushEvent::Converted(_) => "converted",
        PushEvent::Bounced(_) => "bounced",
        PushEvent::Dropped(_) => "dropped",
        PushEvent::Failed(_) => "failed",
        PushEvent::Undeliverable(_) => "undeliverable",
    }
}

fn object_id(operation: ObjectOperations) -> String {
    match operation {
        ObjectOperations::Identify(it) => it.identifiers.object_id,
        ObjectOperations::IdentifyAnonymous(it) => it.identifiers.object_id,
        ObjectOperations::Delete(it) => it.identifiers.object_id,
        ObjectOperations::AddRelationships(it) => it.identifiers.object_id,
        ObjectOperations::DeleteRelationships(it) => it.identifiers.object_id,
    }
}

fn is_apple(platform: Platform) -> bool {
    match platform {
        Platform::Ios => true,
        Platform::Android => false,
    }
}

fn main() {
    let operation = customerio::decode_str(
        r#"{"action": "delete", "type": "object",
            "identifiers": {"object_type_id": "2", "object_id": "pier-9"}}"#,
    );
    assert_eq!(object_id(operation.unwrap()), "pier-9");
    assert!(is_apple(Platform::Ios));
    let event = customerio::decode_str(
        r#"{"metric": "opened", "object_type": "push", "event_id": "e-1", "timestamp": 1,
            "data": {"newsletter_id": 8, "delivery_id": "d-1", "identifiers": {"id": "p-2"}}}"#,
    );
    assert_eq!(metric(&event.unwrap()), "opened");
}
