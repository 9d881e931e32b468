//! Line and column of a JSON Pointer's target, found by walking the text once more.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Where the value at `pointer` begins: line and column, both from 1.
pub(super) fn locate(json: &str, pointer: &str) -> Option<(usize, usize)> {
    let path: Vec<Cow<'_, str>> = pointer.split('/').skip(1).map(unescape).collect();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    // The walk fails on purpose at its target, so that the parser says where it is.
    let error = Walk(&path).deserialize(&mut deserializer).err()?;
    let offset = match path.is_empty() {
        true => 0,
        false => offset_of(json, error.line(), error.column())?,
    };
    let value = offset + json[offset..].find(|it: char| !it.is_whitespace() && it != ':')?;
    let before = &json[..value];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|it| *it != '\n').count() + 1;
    Some((line, column))
}

/// The byte that the parser had read last: its columns count bytes.
fn offset_of(json: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = json
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let offset = start + column;
    json.is_char_boundary(offset).then_some(offset)
}

pub(super) fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

struct Walk<'p>(&'p [Cow<'p, str>]);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.is_empty() {
            return Err(D::Error::custom("here"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rest of the path")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        while let Some(name) = access.next_key::<Cow<'de, str>>()? {
            match self.0.split_first() {
                Some((first, rest)) if name == *first => access.next_value_seed(Walk(rest))?,
                _ => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.0.split_first() else {
            return Ok(());
        };
        let mut index = 0_usize;
        loop {
            let more = if first.parse() == Ok(index) {
                access.next_element_seed(Walk(rest))?.is_some()
            } else {
                access.next_element::<IgnoredAny>()?.is_some()
            };
            if !more {
                return Ok(());
            }
            index += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::locate;

    const JSON: &str = "{\n  \"a\": [1, {\"b/c\":\n   true}],\n  \"é\": {\"x\": 2}\n}";

    #[test]
    fn members_and_elements_are_found() {
        assert_eq!(locate(JSON, ""), Some((1, 1)));
        assert_eq!(locate(JSON, "/a"), Some((2, 8)));
        assert_eq!(locate(JSON, "/a/1/b~1c"), Some((3, 4)));
        assert_eq!(locate(JSON, "/é/x"), Some((4, 14)));
    }

    #[test]
    fn what_is_not_there_has_no_place() {
        assert_eq!(locate(JSON, "/b"), None);
    }
}
