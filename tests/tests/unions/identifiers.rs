//! Variants that require nothing: exactly one of their members is there.

use super::*;

#[test]
fn an_optional_nullable_member_is_absent_or_null_or_a_value() {
    for email in ["", r#", "email": null"#, r#", "email": "ivo@example.org""#] {
        let text = format!(r#"{{"id": null{email}}}"#);
        let value: customerio::Identifiers = accepted(&text);
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(&text).expect("JSON")
        );
    }
}

#[test]
fn an_identifier_of_a_relationship_survives() {
    let values = [
        (r#"{"id": "p-2"}"#, PersonIdentifiers::Id("p-2".to_owned())),
        (
            r#"{"email": "i@example.org"}"#,
            PersonIdentifiers::Email("i@example.org".to_owned()),
        ),
        (
            r#"{"cio_id": "c5"}"#,
            PersonIdentifiers::CioId("c5".to_owned()),
        ),
    ];
    for (text, expected) in values {
        let value: PersonIdentifiers = accepted(text);
        assert_eq!(value, expected);
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(text).expect("JSON")
        );
        let operation = relationship(text);
        let value: ObjectOperations = accepted(&operation);
        assert_eq!(
            written(&value),
            serde_json::from_str::<Value>(&operation).expect("JSON")
        );
    }
}

#[test]
fn no_identifier_or_two_are_violations_that_say_so() {
    let place = "/cio_relationships/0/identifiers";
    let none = refusal::<ObjectOperations>(&relationship("{}"));
    assert_eq!(
        (places(&none), keywords(&none)),
        (vec![place], vec!["oneOf"])
    );
    for member in ["none", "id", "email", "cio_id"] {
        assert!(message(&none).contains(member), "{none}");
    }
    // A member of the sibling variant `identify_anonymous` is no identifier here.
    let foreign = refusal::<ObjectOperations>(&relationship(r#"{"anonymous_id": "c-1"}"#));
    assert_eq!(places(&foreign), [place]);

    let two = r#"{"id": "p-2", "cio_id": "c5"}"#;
    let two = refusal::<ObjectOperations>(&relationship(two));
    assert_eq!((places(&two), keywords(&two)), (vec![place], vec!["oneOf"]));
    assert!(message(&two).contains("Id and CioId"), "{two}");
}

fn relationship(identifiers: &str) -> String {
    let people = format!(r#""cio_relationships": [{{"identifiers": {identifiers}}}]"#);
    tagged(
        "action",
        "add_relationships",
        &[OBJECT, OBJECT_TYPE, &people],
        0,
    )
}

#[test]
fn no_identifier_of_a_person_or_two_are_violations_that_say_so() {
    let value: PersonIdentifiers = accepted(r#"{"email": "i@example.org"}"#);
    assert_eq!(value, PersonIdentifiers::Email("i@example.org".to_owned()));
    let none = refusal::<PersonIdentifiers>("{}");
    assert_eq!((places(&none), keywords(&none)), (vec![""], vec!["oneOf"]));
    let three = r#"{"id": "p-2", "email": "i@example.org", "cio_id": "c5"}"#;
    let three = refusal::<PersonIdentifiers>(three);
    assert!(
        message(&three).contains("Id and Email and CioId"),
        "{three}"
    );
}

#[test]
fn a_second_identifier_is_refused_whatever_its_type() {
    let text = r#"{"id": "p-2", "email": 17}"#;
    assert_eq!(keywords(&refusal::<PersonIdentifiers>(text)), ["oneOf"]);
}
