//! JSON text as a [`Source`]: what `decode` reads from. Nothing in it is generic, so it is compiled
//! once, whatever is read. It is strict and gives up at the first thing that is odd: serde_json
//! reads the text again then, and says what is wrong with it.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Number, Value};

use super::claim::{add, unexpected};
use super::scalar::{out_of_range, pick};
use super::serde_source::{DEPTH, Known, find, twice};
use super::{
    Constant, Decode, Elements, Fault, Filled, Kind, Object, Others, Presence, Scalar, Source,
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
        Err(Fault::Unfit(violations)) => Some(Err(*violations)),
        Err(Fault::Broken) => None,
    }
}

/// A text, and how far it has been read.
struct Text<'a> {
    json: &'a str,
    at: usize,
    depth: u32,
    /// Whether nobody has read the value at hand yet.
    is_unread: bool,
    is_broken: bool,
}

/// What a value begins with: scalars as a whole.
enum Token<'a> {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(Cow<'a, str>),
    Array,
    Object,
}

impl<'a> Text<'a> {
    fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// Skips whitespace (RFC 8259 §2).
    #[inline]
    fn space(&mut self) {
        // Most texts have none.
        if matches!(self.peek(), Some(b'!'..)) {
            return;
        }
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// The next byte that isn't whitespace.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        self.space();
        self.peek()
    }

    #[cold]
    fn broken(&mut self) -> Fault {
        self.is_broken = true;
        Fault::Broken
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Filled {
        if self.next() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.broken())
        }
    }

    fn literal(&mut self, word: &str, token: Token<'a>) -> Result<Token<'a>, Fault> {
        let rest = self.json.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(token)
        } else {
            Err(self.broken())
        }
    }

    /// Leaves the value to serde_json.
    fn typed<T: Deserialize<'a>>(&mut self) -> Result<T, Fault> {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let mut stream = Deserializer::from_str(rest).into_iter::<T>();
        match stream.next() {
            Some(Ok(value)) => {
                self.at += stream.byte_offset();
                Ok(value)
            }
            _ => Err(self.broken()),
        }
    }

    fn skip(&mut self) -> Filled {
        match self.next() {
            Some(b'[' | b'{') => self.typed::<IgnoredAny>().map(drop),
            _ => self.token().map(drop),
        }
    }

    /// Skips the value at hand if it wasn't read.
    #[inline]
    fn settle(&mut self, filled: Filled) -> Filled {
        if self.is_unread || self.is_broken {
            self.unsettled()?;
        }
        filled
    }

    #[cold]
    fn unsettled(&mut self) -> Filled {
        if self.is_broken {
            return Err(Fault::Broken);
        }
        self.is_unread = false;
        self.skip()
    }

    /// Reads a string that has no escapes, from its quotation mark on.
    #[inline]
    fn plain_text(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let bytes = self.json.as_bytes();
        let end = start + plain(bytes.get(start..)?);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        let text = self.json.get(start..end)?;
        self.at = end + 1;
        Some(text)
    }

    /// Reads a string, from its quotation mark on.
    #[inline]
    fn text(&mut self) -> Result<Cow<'a, str>, Fault> {
        match self.plain_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.odd_text().map(Cow::Owned),
        }
    }

    /// A string with escapes, or none at all.
    #[cold]
    fn odd_text(&mut self) -> Result<String, Fault> {
        self.typed::<String>()
    }

    fn number(&mut self) -> Result<Token<'a>, Fault> {
        let rest = self.json.as_bytes().get(self.at..).unwrap_or_default();
        let is_negative = rest.first() == Some(&b'-');
        let digits = rest.get(usize::from(is_negative)..).unwrap_or_default();
        let mut value = 0_i64;
        let mut count = 0;
        // 18 digits never overflow.
        for digit in digits.iter().take(18) {
            if !digit.is_ascii_digit() {
                break;
            }
            value = value * 10 + i64::from(digit - b'0');
            count += 1;
        }
        let is_plain = matches!(
            digits.get(count),
            None | Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t')
        );
        // No number has a needless zero in front, and `-0` is no integer.
        let is_short = count == 1 || digits.first() != Some(&b'0');
        if count > 0 && is_plain && is_short && !(is_negative && value == 0) {
            self.at += count + usize::from(is_negative);
            let value = if is_negative { -value } else { value };
            return Ok(Token::Integer(i128::from(value)));
        }
        let number: Number = self.typed()?;
        let token = match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(value), ..) => Token::Integer(i128::from(value)),
            (None, Some(value), _) => Token::Integer(i128::from(value)),
            (None, None, Some(value)) => Token::Number(value),
            (None, None, None) => return Err(self.broken()),
        };
        Ok(token)
    }

    /// Reads a scalar, or tells which of the others the value is.
    fn token(&mut self) -> Result<Token<'a>, Fault> {
        match self.next() {
            Some(b'"') => self.text().map(Token::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true", Token::Boolean(true)),
            Some(b'f') => self.literal("false", Token::Boolean(false)),
            Some(b'n') => self.literal("null", Token::Null),
            Some(b'[') => Ok(Token::Array),
            Some(b'{') => Ok(Token::Object),
            _ => Err(self.broken()),
        }
    }

    /// Hands a scalar to `take`, and refuses anything else.
    fn scalar_or(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        let kind = match self.token()? {
            Token::Null => return take(Scalar::Null),
            Token::Boolean(value) => return take(Scalar::Boolean(value)),
            Token::Integer(value) => return take(Scalar::Integer(value)),
            Token::Number(value) => return take(Scalar::Number(value)),
            Token::Text(text) => return take(Scalar::Text(&text)),
            Token::Array => Kind::Array,
            Token::Object => Kind::Object,
        };
        self.skip()?;
        Err(wrong_kind(expected, kind))
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
    fn too_deep(&mut self) -> Filled {
        if self.depth < DEPTH - 1 {
            return Ok(());
        }
        Err(self.broken())
    }

    fn members(&mut self, object: &mut dyn Object) -> Result<Presence, Fault> {
        let members = object.members();
        let others = object.others();
        let mut presence = Presence::default();
        let mut next = 0;
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
            let index = find(members, next, name);
            self.is_unread = true;
            match index {
                Some(index) if presence.insert(index) => {
                    let filled = object.member(index, self);
                    if let Err(fault) = self.settle(filled) {
                        match fault {
                            Fault::Unfit(it) => presence.fault(index, members[index].name, it),
                            Fault::Broken => return Err(fault),
                        }
                    }
                }
                Some(index) => {
                    self.settle(Ok(()))?;
                    presence.stray(twice(members[index].name).into());
                }
                None if others == Others::Read => {
                    let filled = object.other(name, self);
                    match self.settle(filled) {
                        Ok(()) => {}
                        Err(Fault::Unfit(mut violations)) => {
                            violations.entry(name);
                            presence.stray(*violations);
                        }
                        Err(Fault::Broken) => return Err(Fault::Broken),
                    }
                }
                None => {
                    self.settle(Ok(()))?;
                    if others == Others::Refuse {
                        presence.stray(unexpected(name).into());
                    }
                }
            }
            next = index.map_or(next, |index| index + 1);
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
            match self.settle(filled) {
                Ok(()) => {}
                Err(Fault::Broken) => return Err(Fault::Broken),
                Err(fault) => add(&mut faults, index, fault),
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

/// How many bytes there are before a quotation mark, a backslash or a control character: eight are
/// looked at in one go. Of the bits that are set, the lowest is always right.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * b'"' as u64);
        let slash = word ^ (ONES * b'\\' as u64);
        let found = (quote.wrapping_sub(ONES) & !quote
            | slash.wrapping_sub(ONES) & !slash
            | word.wrapping_sub(ONES * 0x20) & !word)
            & HIGH;
        if found != 0 {
            return index * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let rest = rest.iter().position(is_special).unwrap_or(rest.len());
    words.len() * 8 + rest
}

impl Source for Text<'_> {
    fn string(&mut self, slot: &mut String) -> Filled {
        if !self.take() {
            return Ok(());
        }
        if self.next() != Some(b'"') {
            return self.refuse("a string");
        }
        *slot = match self.plain_text() {
            Some(text) => text.to_owned(),
            None => self.odd_text()?,
        };
        Ok(())
    }

    fn integer(&mut self, slot: &mut i64) -> Filled {
        if !self.take() {
            return Ok(());
        }
        if !matches!(self.next(), Some(b'-' | b'0'..=b'9')) {
            return self.refuse("an integer");
        }
        match self.number()? {
            Token::Integer(found) => {
                *slot =
                    i64::try_from(found).map_err(|_| out_of_range(found, i64::MIN, i64::MAX))?;
                Ok(())
            }
            Token::Number(found) => Err(Scalar::Number(found).mismatch("an integer")),
            _ => Err(self.broken()),
        }
    }

    fn nullable_string(&mut self, slot: &mut Option<String>) -> Filled {
        *slot = None;
        match self.next() {
            Some(b'n') => self.scalar("null", &mut |_| Ok(())),
            _ => self.string(slot.insert(String::new())),
        }
    }

    fn nullable_integer(&mut self, slot: &mut Option<i64>) -> Filled {
        *slot = None;
        match self.next() {
            Some(b'n') => self.scalar("null", &mut |_| Ok(())),
            _ => self.integer(slot.insert(0)),
        }
    }

    fn constant(&mut self, allowed: &[Constant], slot: &mut usize) -> Filled {
        if !self.take() {
            return Ok(());
        }
        self.scalar_or("one of the listed values", &mut |found| {
            pick(found, allowed, slot)
        })
    }

    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        if !self.take() {
            return Ok(());
        }
        self.scalar_or(expected, take)
    }

    fn object(&mut self, object: &mut dyn Object) -> Filled {
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
                Scalar::Number(_) => Kind::Number,
                Scalar::Text(_) => Kind::Text,
            };
            read(kind, &mut Known(found))
        })
    }

    fn value(&mut self, slot: &mut Value) -> Filled {
        if !self.take() {
            return Ok(());
        }
        *slot = match self.token()? {
            Token::Null => Value::Null,
            Token::Boolean(value) => Value::Bool(value),
            Token::Integer(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => Value::from(value),
                (_, Ok(value)) => Value::from(value),
                _ => return Err(self.broken()),
            },
            Token::Number(value) => Value::from(value),
            Token::Text(text) => Value::String(text.into_owned()),
            Token::Array | Token::Object => self.typed()?,
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

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
            let mut value = Value::Null;
            let here = read_text(&mut value, &json).is_some();
            assert_eq!(
                here,
                serde_json::from_str::<Value>(&json).is_ok(),
                "{depth}"
            );
        }
    }
}
