//! Nine of the eleven push events.

use customerio::PushEvent;

fn reached_somebody(event: &PushEvent) -> bool {
    match event {
        PushEvent::Delivered(_) | PushEvent::Opened(_) | PushEvent::Clicked(_) => true,
        PushEvent::Drafted(_) | PushEvent::Attempted(_) | PushEvent::Sent(_) => false,
        PushEvent::Bounced(_) | PushEvent::Dropped(_) | PushEvent::Undeliverable(_) => false,
    }
}

fn main() {
    let _ = reached_somebody;
}
