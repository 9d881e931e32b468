//! The operator is one of two words, and no string.

fn main() {
    let _ = customerio::Attribute {
        field: "city".to_owned(),
        value: None,
        operator: "eq".to_owned(),
    };
}
