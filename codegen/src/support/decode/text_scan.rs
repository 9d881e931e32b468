//! JSON text and how far it has been read: whitespace, strings and numbers.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Number};

use super::{Fault, Filled, Kind, Scalar};

/// A text, and how far it has been read.
pub(super) struct Text<'a> {
    pub(super) json: &'a str,
    pub(super) at: usize,
    pub(super) depth: u32,
    /// Whether nobody has read the value at hand yet.
    pub(super) is_unread: bool,
    pub(super) is_broken: bool,
}

/// What a value begins with: scalars as a whole.
pub(super) enum Token<'a> {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(Cow<'a, str>),
    Array,
    Object,
}

impl Token<'_> {
    /// The scalar, or which of the others it is.
    pub(super) fn scalar(&self) -> Result<Scalar<'_>, Kind> {
        Ok(match self {
            Token::Null => Scalar::Null,
            Token::Boolean(value) => Scalar::Boolean(*value),
            Token::Integer(value) => Scalar::Integer(*value),
            Token::Number(value) => Scalar::Number(*value),
            Token::Text(text) => Scalar::Text(text),
            Token::Array => return Err(Kind::Array),
            Token::Object => return Err(Kind::Object),
        })
    }
}

impl<'a> Text<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// Skips whitespace (RFC 8259 §2).
    #[inline]
    pub(super) fn space(&mut self) {
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
    pub(super) fn next(&mut self) -> Option<u8> {
        self.space();
        self.peek()
    }

    #[cold]
    pub(super) fn broken(&mut self) -> Fault {
        self.is_broken = true;
        Fault::broken()
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Filled {
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
    pub(super) fn typed<T: Deserialize<'a>>(&mut self) -> Result<T, Fault> {
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

    pub(super) fn skip(&mut self) -> Filled {
        match self.next() {
            Some(b'[' | b'{') => self.typed::<IgnoredAny>().map(drop),
            _ => self.token().map(drop),
        }
    }

    /// Skips the value at hand if it wasn't read.
    #[inline]
    pub(super) fn settle(&mut self, filled: Filled) -> Filled {
        if self.is_unread || self.is_broken {
            self.unsettled()?;
        }
        filled
    }

    #[cold]
    fn unsettled(&mut self) -> Filled {
        if self.is_broken {
            return Err(Fault::broken());
        }
        self.is_unread = false;
        self.skip()
    }

    /// Reads a string that has no escapes, from its quotation mark on.
    #[inline]
    pub(super) fn plain_text(&mut self) -> Option<&'a str> {
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
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, Fault> {
        match self.plain_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.odd_text().map(Cow::Owned),
        }
    }

    /// A string with escapes, or none at all.
    #[cold]
    pub(super) fn odd_text(&mut self) -> Result<String, Fault> {
        self.typed::<String>()
    }

    pub(super) fn number(&mut self) -> Result<Token<'a>, Fault> {
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
    pub(super) fn token(&mut self) -> Result<Token<'a>, Fault> {
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
