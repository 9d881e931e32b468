//! JSON text as a [`Source`]: what `decode` reads from. Nothing in it is generic, so it is compiled
//! once, whatever is read. It is strict and gives up at the first thing that is odd: serde_json
//! reads the text again then, and says what is wrong with it.

use serde_json::Value;

use super::fault::add;
use super::known::Known;
use super::object::{twice, unexpected};
use super::serde_source::DEPTH;
use super::text_scan::Text;
use super::{
    Decode, Elements, Fault, Filled, Kind, Later, Object, Others, Presence, Scalar, Slot, Source,
    wrong_kind,
};
use crate::support::violation::Violations;

/// Reads a value and says what doesn't fit; `None` if the text is malformed, or may be.
pub(crate) fn read_text(value: &mut dyn Decode, json: &str) -> Option<Result<(), Violations>> {
    let mut text = Text {
        json,
        at: 0,
        depth: 0,
        is_unread: true,
        is_broken: false,
    };
    let filled = value.fill(&mut text);
    let filled = text.settle(filled);
    text.space();
    if text.is_broken || text.at < json.len() {
        return None;
    }
    match filled {
        Ok(()) => Some(Ok(())),
        Err(fault) => fault.unfit().ok().map(Err),
    }
}

impl Text<'_> {
    /// Reads a plain value into its place.
    #[inline]
    fn put(&mut self, slot: Slot<'_>) -> Filled {
        match self.next() {
            Some(b'"') => match self.plain_text() {
                Some(text) => slot.put_copy(text),
                None => slot.put_text(self.odd_text()?),
            },
            _ => self.put_other(slot),
        }
    }

    fn put_other(&mut self, slot: Slot<'_>) -> Filled {
        let token = self.token()?;
        match token.scalar() {
            Ok(scalar) => slot.put(scalar),
            Err(kind) => {
                self.skip()?;
                Err(wrong_kind(slot.expected(), kind))
            }
        }
    }

    /// Hands a scalar to `take`, and refuses anything else.
    fn scalar_or(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        match self.token()?.scalar() {
            Ok(scalar) => take(scalar),
            Err(kind) => {
                self.skip()?;
                Err(wrong_kind(expected, kind))
            }
        }
    }

    #[cold]
    fn refuse(&mut self, expected: &str) -> Filled {
        self.scalar_or(expected, &mut |found| Err(found.mismatch(expected)))
    }

    /// Whether the value has not been read before; it counts as read from now on.
    #[inline]
    fn take(&mut self) -> bool {
        std::mem::take(&mut self.is_unread) && !self.is_broken
    }

    /// Gives up where serde_json does, which nests up to 127 levels.
    pub(super) fn too_deep(&mut self) -> Filled {
        if self.depth < DEPTH - 1 {
            return Ok(());
        }
        Err(self.broken())
    }

    fn members(&mut self, object: &mut Object<'_>) -> Result<Presence, Fault> {
        let table = object.table;
        let (members, names, others) = (&table.members, &table.names, table.others);
        let mut presence = Presence::default();
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(presence);
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(self.broken());
            }
            let odd;
            let name = match self.plain_text() {
                Some(name) => name,
                None => {
                    odd = self.odd_text()?;
                    &odd
                }
            };
            if self.peek() == Some(b':') {
                self.at += 1;
            } else {
                self.expect(b':')?;
            }
            match names.find(name) {
                Some(index) if presence.insert(index) => {
                    let member = &members[index];
                    let filled = match object.slot(member) {
                        Some(slot) => self.put(slot),
                        None => {
                            self.is_unread = true;
                            let filled = object.read(member, self);
                            self.settle(filled)
                        }
                    };
                    if let Err(fault) = filled {
                        presence.fault(index, member.name, fault.unfit()?);
                    }
                }
                Some(index) => {
                    self.skip()?;
                    presence.stray(twice(members[index].name).into());
                }
                None if others == Others::Read => {
                    self.is_unread = true;
                    let filled = object.other(name.to_owned(), self);
                    if let Err(fault) = self.settle(filled) {
                        presence.stray(fault.unfit()?);
                    }
                }
                None => {
                    self.skip()?;
                    if others == Others::Refuse {
                        presence.stray(unexpected(name).into());
                    }
                }
            }
            match self.next() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(presence);
                }
                _ => return Err(self.broken()),
            }
        }
    }

    fn elements(&mut self, elements: &mut dyn Elements) -> Filled {
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        let mut faults = None;
        let mut index = 0_usize;
        loop {
            self.is_unread = true;
            let filled = elements.element(self);
            if let Err(fault) = self.settle(filled) {
                if self.is_broken {
                    return Err(fault);
                }
                add(&mut faults, index, fault);
            }
            index += 1;
            match self.next() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return faults.map_or(Ok(()), Err);
                }
                _ => return Err(self.broken()),
            }
        }
    }
}

impl Source for Text<'_> {
    fn plain(&mut self, slot: Slot<'_>) -> Filled {
        if !self.take() {
            return Ok(());
        }
        self.put(slot)
    }

    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        if !self.take() {
            return Ok(());
        }
        self.scalar_or(expected, take)
    }

    fn object(&mut self, object: &mut Object<'_>) -> Filled {
        self.too_deep()?;
        if !self.take() {
            return Ok(());
        }
        if self.next() != Some(b'{') {
            return self.refuse("an object");
        }
        self.at += 1;
        self.depth += 1;
        let presence = self.members(object);
        self.depth -= 1;
        object.finish(presence?)
    }

    fn array(&mut self, elements: &mut dyn Elements) -> Filled {
        self.too_deep()?;
        if !self.take() {
            return Ok(());
        }
        if self.next() != Some(b'[') {
            return self.refuse("an array");
        }
        self.at += 1;
        self.depth += 1;
        let filled = self.elements(elements);
        self.depth -= 1;
        filled
    }

    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
        match self.next() {
            Some(b'n') => self.scalar("null", &mut |_| Ok(())),
            _ => some(self),
        }
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        match self.next() {
            Some(b'{') => return read(Kind::Object, self),
            Some(b'[') => return read(Kind::Array, self),
            _ => {}
        }
        self.scalar("a JSON value", &mut |found| {
            let kind = match found {
                Scalar::Null => Kind::Null,
                Scalar::Boolean(_) => Kind::Boolean,
                Scalar::Integer(_) => Kind::Integer,
                Scalar::Number(found) => Kind::of_number(found),
                Scalar::Text(_) => Kind::Text,
            };
            read(kind, &mut Known(found))
        })
    }

    fn value(&mut self, slot: &mut Value) -> Filled {
        if !self.take() {
            return Ok(());
        }
        *slot = self.any()?;
        Ok(())
    }

    /// Going past text and reading it again is quicker than making a value of it in between.
    fn later(&mut self, slot: &mut Later) -> Filled {
        if !self.take() {
            return Ok(());
        }
        self.next();
        let start = self.at;
        self.pass()?;
        let text = self.json.get(start..self.at).unwrap_or_default();
        *slot = Later::Text(text.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use serde_json::Deserializer;

    use super::*;
    use crate::support::decode::read;

    /// What this makes of a text is what serde_json makes of it, or nothing.
    fn same<T: Decode + PartialEq + Debug>(json: &str) {
        let mut ours = T::blank();
        let read_here = read_text(&mut ours, json);
        let mut deserializer = Deserializer::from_str(json);
        let mut theirs = T::blank();
        let outcome = read(&mut theirs, &mut deserializer)
            .and_then(|outcome| deserializer.end().map(|()| outcome));
        match (read_here, outcome) {
            // A value that doesn't fit is a gap: what is left there means nothing.
            (Some(here), Ok(there)) => {
                assert_eq!(here, there, "{json}");
                assert!(here.is_err() || ours == theirs, "{json}");
            }
            (None, _) => {}
            (Some(here), Err(error)) => panic!("{json}: {here:?}, but {error}"),
        }
    }

    #[test]
    fn a_text_is_read_as_serde_json_reads_it_or_left_to_it() {
        let values = [
            "1",
            "0",
            "-1",
            "-0",
            "01",
            "-",
            "1.0",
            "1e3",
            "1.",
            "1e",
            "123456789012345678",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "1 2",
            "true",
            "tru",
            "null",
            "nul",
            "nullx",
            r#""""#,
            r#""a"#,
            r#""a\nb""#,
            r#""\u00e9\ud83d\ude00""#,
            r#""\ud83d""#,
            "\"\u{1}\"",
            "\"é\"",
            "[]",
            "[1",
            "[1,]",
            "[,1]",
            "{}",
            "{,}",
            "\u{feff}1",
            r#"{"a":1}"#,
            r#"{"a" : 1 , "b":2}"#,
            r#"{"a":1,}"#,
            r#"{"a"}"#,
            r#"{a:1}"#,
            "",
            r#"{"a":1,"a":2}"#,
            r#"{"a\"b":1}"#,
            r#"{"a":1}}"#,
            r#"{"a":{"b":[1,{}],"a":[]},"c" :{ }}"#,
            r#"[[],{"a":"\n"},]"#,
            r#"{"a":[1 2]}"#,
            r#"{"a":}"#,
            r#"{"a":1]"#,
            "[1}",
            "\u{a0}1",
        ];
        for value in values {
            for json in [
                value.to_owned(),
                format!(" [ {value}\t]\n"),
                format!(r#"{{"m":{value}}}"#),
            ] {
                same::<i64>(&json);
                same::<u64>(&json);
                same::<f64>(&json);
                same::<bool>(&json);
                same::<String>(&json);
                same::<Vec<i64>>(&json);
                same::<Vec<Option<String>>>(&json);
                same::<Vec<Option<bool>>>(&json);
                same::<Value>(&json);
                same::<Vec<Value>>(&json);
                same::<BTreeMap<String, i64>>(&json);
                same::<BTreeMap<String, Vec<u8>>>(&json);
                same::<BTreeMap<String, BTreeMap<String, f64>>>(&json);
            }
        }
    }

    #[test]
    fn well_formed_text_needs_no_second_reading() {
        for json in ["[1,null , -5]", "[ 1.5, \"a\\n\", {\"a\":[]} ]", "[]"] {
            assert!(
                read_text(&mut Vec::<Option<i64>>::blank(), json).is_some(),
                "{json}"
            );
        }
    }

    #[test]
    fn nesting_stops_where_serde_json_stops() {
        for depth in [126, 127, 128, 129, 100_000] {
            let json = "[".repeat(depth) + &"]".repeat(depth);
            let there = serde_json::from_str::<Value>(&json).is_ok();
            let whole = read_text(&mut Value::Null, &json).is_some();
            let parts = read_text(&mut Vec::<Value>::new(), &json).is_some();
            assert_eq!((whole, parts), (there, there), "{depth}");
        }
    }
}
