//! The places that most members have: those of plain values, which every source fills by itself.

use super::scalar::{out_of_range, pick, pick_word};
use super::{Constant, Fault, Filled, Scalar, Tag};

/// Where a value goes that is neither an array nor an object.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A string
    Text(&'a mut String),
    /// A string or `null`
    NullableText(&'a mut Option<String>),
    /// An integer
    Integer(&'a mut i64),
    /// An integer or `null`
    NullableInteger(&'a mut Option<i64>),
    /// One of a few constants
    Tag(&'a mut Tag),
    /// Nothing is kept: the value is this one.
    Constant(&'a Constant),
}

impl Slot<'_> {
    /// What fits, for messages.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Slot::Text(_) | Slot::NullableText(_) => "a string",
            Slot::Integer(_) | Slot::NullableInteger(_) => "an integer",
            Slot::Tag(_) | Slot::Constant(_) => "one of the listed values",
        }
    }

    /// Puts a value in its place. Whoever calls this knows which kind of value there is: of the rows
    /// below, two or three are left then.
    #[inline(always)]
    pub(super) fn put(self, found: Scalar<'_>) -> Filled {
        match (self, found) {
            (slot, Scalar::Text(found)) => return slot.put_copy(found),
            (Slot::NullableText(slot), Scalar::Null) => *slot = None,
            (Slot::Integer(slot), Scalar::Integer(found)) => *slot = within_range(found)?,
            (Slot::NullableInteger(slot), Scalar::Integer(found)) => {
                *slot = Some(within_range(found)?);
            }
            (Slot::NullableInteger(slot), Scalar::Null) => *slot = None,
            (Slot::Tag(tag), found) => tag.put(found)?,
            (Slot::Constant(only), found) => {
                pick(found, std::slice::from_ref(only))?;
            }
            (slot, found) => return slot.put_odd(found),
        }
        Ok(())
    }

    /// Puts a copy of a string in its place.
    #[inline(always)]
    pub(super) fn put_copy(self, found: &str) -> Filled {
        match self {
            Slot::Text(slot) => *slot = found.to_owned(),
            Slot::NullableText(slot) => *slot = Some(found.to_owned()),
            other => return other.put_word(found),
        }
        Ok(())
    }

    /// Puts a string in its place that needn't be copied.
    pub(super) fn put_text(self, found: String) -> Filled {
        match self {
            Slot::Text(slot) => *slot = found,
            Slot::NullableText(slot) => *slot = Some(found),
            other => return other.put_word(&found),
        }
        Ok(())
    }

    /// Finds out which constant a string is, or refuses it.
    #[inline(never)]
    fn put_word(self, found: &str) -> Filled {
        match self {
            Slot::Tag(tag) => tag.put_word(found),
            Slot::Constant(only) => pick_word(found, std::slice::from_ref(only)).map(|_| ()),
            other => other.put_odd(Scalar::Text(found)),
        }
    }

    /// Puts an integer in its place that is written with a fraction, and refuses all the rest.
    #[cold]
    fn put_odd(self, found: Scalar<'_>) -> Filled {
        match (self, found.as_integer()) {
            (slot @ (Slot::Integer(_) | Slot::NullableInteger(_)), whole @ Scalar::Integer(_)) => {
                slot.put(whole)
            }
            (slot, _) => Err(found.mismatch(slot.expected())),
        }
    }
}

#[inline]
fn within_range(found: i128) -> Result<i64, Fault> {
    i64::try_from(found).map_err(|_| out_of_range(found, i64::MIN, i64::MAX))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::support::decode::{Decode, read, read_text, read_tree};
    use crate::support::schema::Described;
    use crate::support::tables;
    use crate::support::violation::Violations;

    #[derive(Debug, PartialEq)]
    struct Sample {
        text: String,
        count: Option<i64>,
        size: Option<i64>,
        note: Option<Option<String>>,
        others: BTreeMap<String, i64>,
    }

    impl Described for Sample {}

    tables::object! {
        Sample {
            0 required "text" in text,
            1 optional "count" in count,
            2 required "size" in size,
            3 optional "note" in note,
            4 required "kind" is Text("sample"),
            others Read in others
        }
    }

    /// The value, or where something is wrong with it: the same from text, from memory and through serde.
    fn sample(json: &str) -> Result<Sample, String> {
        let (mut from_text, mut from_tree, mut from_serde) =
            (Sample::blank(), Sample::blank(), Sample::blank());
        let text = read_text(&mut from_text, json).expect(json);
        let tree = read_tree(&mut from_tree, serde_json::from_str(json).expect(json));
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let serde = read(&mut from_serde, &mut deserializer).expect(json);
        assert_eq!(text, tree, "{json}");
        assert_eq!(text, serde, "{json}");
        if text.is_ok() {
            assert_eq!(from_text, from_tree, "{json}");
            assert_eq!(from_text, from_serde, "{json}");
        }
        text.map(|()| from_text).map_err(|it| places(&it))
    }

    fn places(violations: &Violations) -> String {
        let places: Vec<&str> = violations.iter().map(|it| it.pointer()).collect();
        places.join(" ")
    }

    #[test]
    fn a_plain_member_goes_where_it_belongs() {
        let expected = Sample {
            text: "a".to_owned(),
            count: Some(1),
            size: None,
            note: Some(None),
            others: BTreeMap::from([("x".to_owned(), 2)]),
        };
        let json = r#"{"text":"a","count":1.0,"size":null,"note":null,"kind":"sample","x":2}"#;
        assert_eq!(sample(json), Ok(expected));
        let expected = Sample {
            text: "\n".to_owned(),
            count: None,
            size: Some(3),
            note: Some(Some("b".to_owned())),
            others: BTreeMap::new(),
        };
        let json = r#"{"kind":"sample","note":"b","size":3,"text":"\n"}"#;
        assert_eq!(sample(json), Ok(expected));
    }

    #[test]
    fn null_is_not_the_same_as_absent() {
        let json = r#"{"text":null,"count":null,"size":0,"kind":"sample","x":null}"#;
        assert_eq!(sample(json), Err("/text /count /x".to_owned()));
    }

    #[test]
    fn every_member_that_does_not_fit_is_reported_in_its_place() {
        let json = r#"{"text":[0],"count":1.5,"size":1e19,"note":{},"kind":"b","x":"c","y/z":[]}"#;
        let expected = "/text /count /size /note /kind /x /y~1z";
        assert_eq!(sample(json), Err(expected.to_owned()));
    }
}
