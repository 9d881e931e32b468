//! Strings, numbers, booleans and null, and the types that are made of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::whole::integral;
use super::{Decode, Fault, Filled, Need, Slot, Source};
use crate::support::schema::Described;
use crate::support::violation::Violation;

/// A value that is neither an array nor an object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number without fraction, in the range of `i64` or `u64`
    Integer(i128),
    /// Any other number
    Number(f64),
    /// A string
    Text(&'a str),
}

impl fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Null => f.write_str("null"),
            Scalar::Boolean(value) => write!(f, "{value}"),
            Scalar::Integer(value) => write!(f, "{value}"),
            Scalar::Number(value) => write!(f, "{value:?}"),
            Scalar::Text(value) => write!(f, "{:?}", shorten(value)),
        }
    }
}

/// At most 40 characters of `text`, for messages.
pub(crate) fn shorten(text: &str) -> Cow<'_, str> {
    // Hardly any text has more bytes than that.
    let rest = (text.len() > 40)
        .then(|| text.char_indices().nth(40))
        .flatten();
    match rest {
        Some((end, _)) => Cow::Owned([&text[..end], "…"].concat()),
        None => Cow::Borrowed(text),
    }
}

/// The same in quotes, with escapes where there must be some.
pub(crate) fn quoted(text: &str) -> String {
    let short = shorten(text);
    let is_plain = |it: u8| matches!(it, b' '..=b'~') && it != b'"' && it != b'\\';
    match short.bytes().all(is_plain) {
        true => ["\"", &*short, "\""].concat(),
        false => format!("{short:?}"),
    }
}

impl Scalar<'_> {
    /// The same scalar, as an integer where it is one.
    pub(super) fn as_integer(self) -> Self {
        match self {
            Scalar::Number(number) => integral(number).map_or(self, Scalar::Integer),
            other => other,
        }
    }

    /// A fault that names what was expected and what was found.
    #[cold]
    pub fn mismatch(self, expected: &str) -> Fault {
        let found = match self {
            Scalar::Null => "null".to_owned(),
            Scalar::Boolean(value) => format!("the boolean {value}"),
            Scalar::Integer(value) => format!("the integer {value}"),
            Scalar::Number(value) => format!("the number {value:?}"),
            Scalar::Text(value) => format!("the string {:?}", shorten(value)),
        };
        let message = format!("expected {expected}, found {found}");
        Violation::new("type", message).found(self.json()).into()
    }

    /// The scalar as a JSON value; a number that JSON can't hold is `null`.
    pub fn json(self) -> Value {
        match self {
            Scalar::Null => Value::Null,
            Scalar::Boolean(value) => value.into(),
            Scalar::Integer(value) => i64::try_from(value)
                .map(Value::from)
                .or_else(|_| u64::try_from(value).map(Value::from))
                .unwrap_or_default(),
            Scalar::Number(value) => value.into(),
            Scalar::Text(value) => value.into(),
        }
    }
}

/// The JSON type of a value; integers are told apart from other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without fraction
    Integer,
    /// Any other number
    Number,
    /// A string
    Text,
    /// An array
    Array,
    /// An object
    Object,
}

impl Kind {
    /// The kind of a number that is written with a decimal point or an exponent.
    pub(crate) fn of_number(number: f64) -> Kind {
        match integral(number) {
            Some(_) => Kind::Integer,
            None => Kind::Number,
        }
    }

    /// The kind with its article, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Boolean => "a boolean",
            Kind::Integer => "an integer",
            Kind::Number => "a number",
            Kind::Text => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
        }
    }
}

/// A value that a schema spells out, by `enum` or `const`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Constant {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number without fraction
    Integer(i64),
    /// A number without fraction that `i64` doesn't hold
    Unsigned(u64),
    /// A number without fraction among numbers that may have one: 1.0 is the same
    Whole(i64),
    /// Any other number
    Number(f64),
    /// A string
    Text(&'static str),
}

impl Constant {
    /// Whether a value is this one.
    pub fn is(self, found: Scalar<'_>) -> bool {
        match (self, found) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "doubles are compared as doubles"
            )]
            (Constant::Whole(value), Scalar::Number(found)) => value as f64 == found,
            (Constant::Integer(_) | Constant::Unsigned(_), found) => {
                self.scalar() == found.as_integer()
            }
            _ => self.scalar() == found,
        }
    }

    /// The constant as a scalar, for comparing and for messages.
    pub fn scalar(self) -> Scalar<'static> {
        match self {
            Constant::Null => Scalar::Null,
            Constant::Boolean(value) => Scalar::Boolean(value),
            Constant::Integer(value) | Constant::Whole(value) => Scalar::Integer(i128::from(value)),
            Constant::Unsigned(value) => Scalar::Integer(i128::from(value)),
            Constant::Number(value) => Scalar::Number(value),
            Constant::Text(value) => Scalar::Text(value),
        }
    }
}

/// Reads one of `allowed` and says which, by its index.
///
/// # Errors
///
/// Any other value is a fault that lists what is allowed.
pub fn constant(source: &mut dyn Source, allowed: &'static [Constant]) -> Result<usize, Fault> {
    let mut tag = Tag::of(allowed);
    tag.fill(source)?;
    Ok(tag.index)
}

/// Which of `allowed` a value is.
pub(super) fn pick(found: Scalar<'_>, allowed: &[Constant]) -> Result<usize, Fault> {
    if let Scalar::Text(found) = found {
        return pick_word(found, allowed);
    }
    let index = allowed.iter().position(|it| it.is(found));
    index.ok_or_else(|| not_listed(found, allowed))
}

/// Which of `allowed` a string is.
pub(super) fn pick_word(found: &str, allowed: &[Constant]) -> Result<usize, Fault> {
    let is_it = |constant: &Constant| matches!(constant, Constant::Text(text) if *text == found);
    let index = allowed.iter().position(is_it);
    index.ok_or_else(|| not_listed(Scalar::Text(found), allowed))
}

/// Reads a string without keeping it.
///
/// # Errors
///
/// Any other value is a fault.
pub fn text(source: &mut dyn Source, take: &mut dyn FnMut(&str)) -> Filled {
    source.scalar("a string", &mut |found| match found {
        Scalar::Text(text) => {
            take(text);
            Ok(())
        }
        other => Err(other.mismatch("a string")),
    })
}

#[cold]
pub(crate) fn not_listed(found: Scalar<'_>, allowed: &[Constant]) -> Fault {
    let message = format!("expected {}, found {found}", any_of(allowed));
    let allowed: Vec<Value> = allowed.iter().map(|it| it.scalar().json()).collect();
    Violation::new("enum", message)
        .limited_to(allowed)
        .found(found.json())
        .into()
}

/// `"a"`, or `one of "a", "b"`.
pub(crate) fn any_of(allowed: &[Constant]) -> String {
    let list: Vec<String> = allowed.iter().map(|it| it.scalar().to_string()).collect();
    match list.as_slice() {
        [only] => only.clone(),
        many => format!("one of {}", many.join(", ")),
    }
}

/// The place of a constant member while its variant is not known yet: which of several values came.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    allowed: &'static [Constant],
    index: usize,
}

impl Tag {
    /// The place of one of `allowed`.
    pub fn of(allowed: &'static [Constant]) -> Tag {
        Tag { allowed, index: 0 }
    }

    /// Keeps which of the allowed strings was found.
    pub(super) fn put_word(&mut self, found: &str) -> Filled {
        self.index = pick_word(found, self.allowed)?;
        Ok(())
    }

    /// Keeps which of the allowed values was found.
    #[inline]
    pub(super) fn put(&mut self, found: Scalar<'_>) -> Filled {
        self.index = pick(found, self.allowed)?;
        Ok(())
    }

    /// Which value it was: its index among the allowed ones.
    pub fn index(self) -> usize {
        self.index
    }
}

impl Described for Tag {}

impl Decode for Tag {
    fn blank() -> Self {
        Tag::of(&[])
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.plain(Slot::Tag(self))
    }

    fn slot(&mut self, _need: Need) -> Option<Slot<'_>> {
        Some(Slot::Tag(self))
    }
}

impl Decode for String {
    fn blank() -> Self {
        String::new()
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.plain(Slot::Text(self))
    }

    fn slot(&mut self, _need: Need) -> Option<Slot<'_>> {
        Some(Slot::Text(self))
    }

    fn nullable_slot(slot: &mut Option<Self>) -> Option<Slot<'_>> {
        Some(Slot::NullableText(slot))
    }
}

impl Decode for bool {
    fn blank() -> Self {
        false
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.scalar("a boolean", &mut |found| match found {
            Scalar::Boolean(value) => {
                *self = value;
                Ok(())
            }
            other => Err(other.mismatch("a boolean")),
        })
    }
}

/// `null` and nothing else.
impl Decode for () {
    fn blank() -> Self {}

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.scalar("null", &mut |found| match found {
            Scalar::Null => Ok(()),
            other => Err(other.mismatch("null")),
        })
    }
}

impl Decode for i64 {
    fn blank() -> Self {
        0
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.plain(Slot::Integer(self))
    }

    fn slot(&mut self, _need: Need) -> Option<Slot<'_>> {
        Some(Slot::Integer(self))
    }

    fn nullable_slot(slot: &mut Option<Self>) -> Option<Slot<'_>> {
        Some(Slot::NullableInteger(slot))
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Decode for $integer {
            fn blank() -> Self {
                0
            }

            fn fill(&mut self, source: &mut dyn Source) -> Filled {
                source.scalar("an integer", &mut |found| match found.as_integer() {
                    Scalar::Integer(value) => {
                        *self = <$integer>::try_from(value)
                            .map_err(|_| out_of_range(value, <$integer>::MIN, <$integer>::MAX))?;
                        Ok(())
                    }
                    _ => Err(found.mismatch("an integer")),
                })
            }
        }
    )*};
}

integers!(i8 i16 i32 u8 u16 u32 u64);

/// A fault for an integer that its type can't hold.
#[cold]
pub(super) fn out_of_range(
    found: i128,
    least: impl fmt::Display,
    most: impl fmt::Display,
) -> Fault {
    let message = format!("expected an integer from {least} to {most}, found {found}");
    let found = Scalar::Integer(found).json();
    Violation::new("type", message).found(found).into()
}

impl Decode for f64 {
    fn blank() -> Self {
        0.0
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "JSON numbers are read as doubles"
    )]
    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.scalar("a number", &mut |found| {
            *self = match found {
                Scalar::Integer(value) => value as f64,
                Scalar::Number(value) => value,
                other => return Err(other.mismatch("a number")),
            };
            Ok(())
        })
    }
}

impl Decode for serde_json::Value {
    fn blank() -> Self {
        serde_json::Value::Null
    }

    fn entries(
        members: BTreeMap<String, Self>,
    ) -> Result<BTreeMap<String, Self>, BTreeMap<String, Value>> {
        Ok(members)
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.value(self)
    }
}
