//! `name` is required: there is no event without one.

fn main() {
    let _ = customerio::PersonEvent {
        identifiers: customerio::PersonIdentifiers::Id("p-2".to_owned()),
        id: None,
        timestamp: None,
        attributes: None,
    };
}
