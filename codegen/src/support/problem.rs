//! Violations as the `errors` of problem details, the way RFC 9457 §3 shows them:
//! `[{"detail": "must be a positive integer", "pointer": "#/age"}]`.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::entry::DecodeError;
use super::violation::{Violation, Violations};

/// A map of `detail`, `pointer` (as a URI fragment, RFC 6901 §6) and `keyword`, and of `schema`,
/// `member`, `limit` and `actual` where they are known.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("detail", self.message())?;
        map.serialize_entry("pointer", &fragment(self.pointer()))?;
        map.serialize_entry("keyword", self.keyword())?;
        if let Some(schema) = self.schema() {
            map.serialize_entry("schema", &schema)?;
        }
        if let Some(member) = self.member() {
            map.serialize_entry("member", member)?;
        }
        if let Some(limit) = self.limit() {
            map.serialize_entry("limit", &limit)?;
        }
        if let Some(actual) = self.actual() {
            map.serialize_entry("actual", &actual)?;
        }
        map.end()
    }
}

/// A list of violations; beyond the cap, a last entry says how many more there are.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let more = self.more();
        let mut list = serializer.serialize_seq(Some(self.len() + usize::from(more > 0)))?;
        for violation in self {
            list.serialize_element(violation)?;
        }
        if more > 0 {
            list.serialize_element(&Note {
                detail: &format!("… and {more} more"),
                place: None,
            })?;
        }
        list.end()
    }
}

/// The list of violations; of malformed JSON, a list of one entry with its `line` and `column`.
impl Serialize for DecodeError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(message) = self.syntax() else {
            return self.violations().serialize(serializer);
        };
        [Note {
            detail: &format!("malformed JSON: {message}"),
            place: self.line().zip(self.column()),
        }]
        .serialize(serializer)
    }
}

/// An entry that is about no value in particular.
struct Note<'a> {
    detail: &'a str,
    place: Option<(usize, usize)>,
}

impl Serialize for Note<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("detail", self.detail)?;
        map.serialize_entry("pointer", "#")?;
        if let Some((line, column)) = self.place {
            map.serialize_entry("line", &line)?;
            map.serialize_entry("column", &column)?;
        }
        map.end()
    }
}

/// A JSON Pointer as a URI fragment: `/a b` becomes `#/a%20b`.
fn fragment(pointer: &str) -> String {
    let mut fragment = String::from("#");
    for byte in pointer.bytes() {
        // RFC 3986 §3.5: what may stand in a fragment as it is.
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            fragment.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(fragment, "%{byte:02X}");
        }
    }
    fragment
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_violation_has_the_shape_of_a_problem_detail() {
        let mut violations = Violations::from(
            Violation::new("maxLength", "too long")
                .limited_to(3)
                .found("abcd"),
        );
        violations.member("a b");
        assert_eq!(
            serde_json::to_value(&violations).ok(),
            Some(json!([{
                "detail": "too long",
                "pointer": "#/a%20b",
                "keyword": "maxLength",
                "limit": 3,
                "actual": "abcd",
            }]))
        );
    }

    #[test]
    fn what_was_not_kept_is_counted_in_a_last_entry() {
        let mut violations = Violations::default();
        for _ in 0..70 {
            violations.push(Violation::new("type", "no"));
        }
        let list = serde_json::to_value(&violations).unwrap_or_default();
        assert_eq!(list[64], json!({"detail": "… and 6 more", "pointer": "#"}));
    }
}
