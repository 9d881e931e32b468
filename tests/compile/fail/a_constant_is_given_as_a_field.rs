//! `type` has one allowed value: it is written on encode and no field.

fn main() {
    let _ = customerio::PersonDelete {
        r#type: "person".to_owned(),
        identifiers: customerio::PersonIdentifiers::Id("p-2".to_owned()),
    };
}
