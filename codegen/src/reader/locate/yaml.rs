//! Walks a YAML text for [`Targets`].
//!
//! serde_yaml tells positions only in errors, so the walk provokes one before every key and
//! element of interest, in a way that doesn't consume anything: see [`Peek`].

use super::super::{Lines, Location};
use super::{NodeId, Targets};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Notes the byte offset of every wanted key and element.
pub(super) fn walk(text: &str, targets: &mut Targets) {
    let breaks = Breaks::new(text);
    let walk = Walk {
        breaks: &breaks,
        targets,
        id: Targets::ROOT,
    };
    // An error is the end of the well-formed part of the text; what was found stays.
    let _ = walk.deserialize(serde_yaml::Deserializer::from_str(text));
}

/// The position that an editor shows for one that serde_yaml tells, both counted from 1.
pub(in super::super) fn from_yaml_position(text: &str, line: usize, column: usize) -> Location {
    Lines::new(text).location(Breaks::new(text).offset(line, column))
}

/// Line starts as YAML 1.1 counts them: a lone `\r`, U+0085, U+2028 and U+2029 break lines too.
struct Breaks<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Breaks<'t> {
    fn new(text: &'t str) -> Breaks<'t> {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let next = match (byte, &bytes[at + 1..]) {
                (b'\n', _) => at + 1,
                (b'\r', rest) if rest.first() != Some(&b'\n') => at + 1,
                (0xc2, [0x85, ..]) => at + 2,
                (0xe2, [0x80, 0xa8 | 0xa9, ..]) => at + 3,
                _ => continue,
            };
            starts.push(next);
        }
        Breaks { text, starts }
    }

    /// The byte offset of a line and a column in characters, both counted from 1.
    fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let start = start.unwrap_or(self.text.len());
        let mut characters = self.text[start..].char_indices();
        let at = characters.nth(column.saturating_sub(1));
        at.map_or(self.text.len(), |(at, _)| start + at)
    }
}

/// Fails at the next event and consumes nothing, so that the error tells its position.
///
/// serde_yaml checks its depth limit before it looks at what is inside a newtype struct; asking
/// for one newtype in another runs into the limit with the position of the event ahead. This
/// holds for aliases too, which any other request would resolve and consume.
struct Peek;

impl<'de> DeserializeSeed<'de> for Peek {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct("", self)
    }
}

impl<'de> Visitor<'de> for Peek {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a position")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_newtype_struct("", self)
    }
}

/// The position at the end of an error's message: `… at line 3 column 5`.
fn position(error: &impl fmt::Display) -> (usize, usize) {
    let message = error.to_string();
    let numbers = message.rsplit_once(" at line ").map(|(_, numbers)| numbers);
    let numbers = numbers.and_then(|numbers| numbers.split_once(" column "));
    match numbers.map(|(line, column)| (line.parse(), column.parse())) {
        Some((Ok(line), Ok(column))) => (line, column),
        // serde_yaml leaves the start of the text out.
        _ => (1, 1),
    }
}

/// Walks through one value.
struct Walk<'w> {
    breaks: &'w Breaks<'w>,
    targets: &'w mut Targets,
    id: NodeId,
}

impl Walk<'_> {
    /// Notes the child's position and gives the walk through it.
    fn enter(&mut self, child: NodeId, (line, column): (usize, usize)) -> Walk<'_> {
        self.targets.found(child, self.breaks.offset(line, column));
        Walk {
            breaks: self.breaks,
            targets: &mut *self.targets,
            id: child,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.targets.is_leaf(self.id) {
            deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ())
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without tag")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        while let Err(peeked) = access.next_key_seed(Peek) {
            let Some(key) = access.next_key::<Key>()? else {
                break;
            };
            match self.targets.child(self.id, &key.0) {
                Some(child) => access.next_value_seed(self.enter(child, position(&peeked)))?,
                None => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        while let Err(peeked) = access.next_element_seed(Peek) {
            let next = match self.targets.child(self.id, &index.to_string()) {
                Some(child) => access.next_element_seed(self.enter(child, position(&peeked)))?,
                None => access.next_element::<IgnoredAny>()?.map(|_| ()),
            };
            if next.is_none() {
                break;
            }
            index += 1;
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// A key as the load reads it: as text.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Key(String);
