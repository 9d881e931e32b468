//! What is said of values that are no variant, or no JSON.

use super::*;

/// Two faults of structure, two of format.
const FOUR_FAULTS: &str = r#"{
    "type": "person",
    "action": "event",
    "identifiers": {"id": 5},
    "id": "no-ulid",
    "attributes": {"recipient": "nobody", "reply_to": "desk@example.org"}
}"#;

#[test]
fn all_violations_are_reported_at_once_structure_and_formats_alike() {
    assert_eq!(
        found_in::<customerio::PersonEvent>(FOUR_FAULTS),
        [
            " required",
            "/attributes/recipient format",
            "/id format",
            "/identifiers/id type",
        ]
    );
}

/// A union that is at fault is put together as far as it goes, so that the rest of it is checked.
#[test]
fn a_union_at_fault_reports_structure_and_formats_alike() {
    assert_eq!(
        found_in::<PersonOperations>(FOUR_FAULTS),
        found_in::<customerio::PersonEvent>(FOUR_FAULTS)
    );
}

/// Pointers and keywords, sorted.
fn found_in<T: Validate + Debug>(text: &str) -> Vec<String> {
    let mut found: Vec<String> = refusal::<T>(text)
        .violations()
        .iter()
        .map(|it| format!("{} {}", it.pointer(), it.keyword()))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn a_violation_in_text_has_a_line_and_a_column() {
    let text = "{\n  \"type\": \"person\",\n  \"identifiers\": {\"id\": 5}\n}";
    let error = refusal::<customerio::PersonCommon>(text);
    assert_eq!((error.line(), error.column()), (Some(3), Some(25)));
    assert!(error.to_string().contains("/identifiers/id"), "{error}");
}

#[test]
fn malformed_json_is_no_violation() {
    for text in [
        "{\"metric\": \"sent\", ",
        "",
        "{} {}",
        "{\"metric\": \"sent\"} x",
    ] {
        let error = customerio::decode_str::<PushEvent>(text).expect_err("no JSON");
        assert!(error.violations().is_empty(), "{text}: {error}");
        assert!(error.line().is_some(), "{text}: {error}");
    }
    assert!(customerio::decode::<PushEvent>(b"{\"\xff\": 1}").is_err());
}

#[test]
fn violations_beyond_the_cap_are_counted() {
    let wrong = vec![Value::from("x"); 100];
    let error = refusal::<customerio::PeriodWebhookMetrics>(&json!({"2xx": wrong}).to_string());
    assert_eq!(
        (error.violations().len(), error.violations().more()),
        (64, 36)
    );
    assert!(error.to_string().contains("36 more"), "{error}");
}
