//! Values of any serde input format as [`Source`]s: the only generic code of the reader.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::claim::unexpected;
use super::scalar::out_of_range;
use super::{
    Decode, Elements, Fault, Filled, Kind, Member, Object, Others, Presence, Scalar, Source, unfit,
};
use crate::support::violation::{Violation, Violations};

/// Objects and arrays nested deeper than this are refused.
const DEPTH: u32 = 128;

/// Reads a value: the body of every `Deserialize` implementation.
///
/// # Errors
///
/// The deserializer's own error where the input is malformed; otherwise one that lists what
/// doesn't fit, each with its JSON Pointer.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    match read(&mut value, deserializer)? {
        Ok(()) => Ok(value),
        Err(violations) => Err(D::Error::custom(violations)),
    }
}

/// Reads a value and keeps what could be read, whatever doesn't fit.
///
/// # Errors
///
/// The deserializer's own error where the input is malformed.
pub fn read<'de, T: Decode, D: Deserializer<'de>>(
    value: &mut T,
    deserializer: D,
) -> Result<Result<(), Violations>, D::Error> {
    let mut once = Once::new(deserializer, 0);
    let filled = value.fill(&mut once);
    Ok(match once.finish(filled)? {
        Err(Fault::Unfit(violations)) => Err(*violations),
        Ok(()) | Err(Fault::Broken) => Ok(()),
    })
}

/// A value that a deserializer is ready to give, once.
struct Once<'de, D: Deserializer<'de>> {
    value: Option<D>,
    error: Option<D::Error>,
    depth: u32,
    input: PhantomData<&'de ()>,
}

impl<'de, D: Deserializer<'de>> Once<'de, D> {
    fn new(deserializer: D, depth: u32) -> Self {
        Once {
            value: Some(deserializer),
            error: None,
            depth,
            input: PhantomData,
        }
    }

    fn read<V: Visitor<'de, Value = Filled>>(&mut self, visitor: V) -> Filled {
        let Some(deserializer) = self.value.take() else {
            return Ok(());
        };
        let outcome = deserializer.deserialize_any(visitor);
        self.keep(outcome)
    }

    fn keep(&mut self, outcome: Result<Filled, D::Error>) -> Filled {
        match outcome {
            Ok(filled) => filled,
            Err(error) => {
                self.error = Some(error);
                Err(Fault::Broken)
            }
        }
    }

    fn too_deep(&self) -> Filled {
        if self.depth < DEPTH {
            return Ok(());
        }
        Err(unfit("depth", format!("nested deeper than {DEPTH} levels")))
    }

    /// Skips a value that wasn't read, and turns a broken input back into its error.
    fn finish(self, filled: Filled) -> Result<Filled, D::Error> {
        if let Some(unread) = self.value {
            IgnoredAny::deserialize(unread)?;
        }
        match self.error {
            Some(error) => Err(error),
            None => Ok(filled),
        }
    }
}

impl<'de, D: Deserializer<'de>> Source for Once<'de, D> {
    fn string(&mut self, slot: &mut String) -> Filled {
        self.read(StringVisitor(slot))
    }

    fn integer(&mut self, slot: &mut i64) -> Filled {
        self.read(IntegerVisitor(slot))
    }

    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        self.read(ScalarVisitor { expected, take })
    }

    fn object(&mut self, object: &mut dyn Object) -> Filled {
        self.too_deep()?;
        let depth = self.depth + 1;
        self.read(ObjectVisitor { object, depth })
    }

    fn array(&mut self, elements: &mut dyn Elements) -> Filled {
        self.too_deep()?;
        let depth = self.depth + 1;
        self.read(ArrayVisitor { elements, depth })
    }

    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
        let Some(deserializer) = self.value.take() else {
            return Ok(());
        };
        let depth = self.depth;
        let outcome = deserializer.deserialize_option(OptionVisitor { some, depth });
        self.keep(outcome)
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        let depth = self.depth;
        self.read(KindVisitor { read, depth })
    }

    fn value(&mut self, slot: &mut serde_json::Value) -> Filled {
        let Some(deserializer) = self.value.take() else {
            return Ok(());
        };
        let outcome = serde_json::Value::deserialize(deserializer).map(|value| {
            *slot = value;
            Ok(())
        });
        self.keep(outcome)
    }
}

/// Runs `read` on a value and hands back the deserializer's error, if any.
struct Reading<F> {
    read: F,
    depth: u32,
}

impl<'de, F: FnOnce(&mut dyn Source) -> Filled> DeserializeSeed<'de> for Reading<F> {
    type Value = Filled;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Filled, D::Error> {
        let mut once = Once::new(deserializer, self.depth);
        let filled = (self.read)(&mut once);
        once.finish(filled)
    }
}

/// The visitor methods for whatever a visitor doesn't expect: the value is read to its end, so
/// that reading can go on, and reported.
macro_rules! refuse {
    (scalars $($method:ident $found:ty => $scalar:expr;)*) => {$(
        fn $method<E: Error>(self, found: $found) -> Result<Filled, E> {
            #[allow(clippy::redundant_closure_call, reason = "the closure names the argument")]
            Ok(Err(self.refuse(($scalar)(found))))
        }
    )*};
    (null) => {
        fn visit_unit<E: Error>(self) -> Result<Filled, E> {
            Ok(Err(self.refuse(Scalar::Null)))
        }

        fn visit_none<E: Error>(self) -> Result<Filled, E> {
            self.visit_unit()
        }

        fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
            inner.deserialize_any(self)
        }
    };
    (array) => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
            while access.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Err(self.refuse_kind(Kind::Array)))
        }
    };
    (object) => {
        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
            while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Err(self.refuse_kind(Kind::Object)))
        }
    };
}

/// What a visitor expects, for the messages of those that get something else.
trait Expecting: Sized {
    fn expected(&self) -> &str;

    #[cold]
    fn refuse(self, found: Scalar<'_>) -> Fault {
        found.mismatch(self.expected())
    }

    #[cold]
    fn refuse_kind(self, found: Kind) -> Fault {
        unfit(
            "type",
            format!("expected {}, found {}", self.expected(), found.name()),
        )
    }
}

struct StringVisitor<'a>(&'a mut String);

impl Expecting for StringVisitor<'_> {
    fn expected(&self) -> &str {
        "a string"
    }
}

impl<'de> Visitor<'de> for StringVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        found.clone_into(self.0);
        Ok(Ok(()))
    }

    fn visit_string<E: Error>(self, found: String) -> Result<Filled, E> {
        *self.0 = found;
        Ok(Ok(()))
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_i64 i64 => |it| Scalar::Integer(i128::from(it));
        visit_u64 u64 => |it| Scalar::Integer(i128::from(it));
        visit_f64 f64 => Scalar::Number;
    );
    refuse!(null);
    refuse!(array);
    refuse!(object);
}

struct IntegerVisitor<'a>(&'a mut i64);

impl Expecting for IntegerVisitor<'_> {
    fn expected(&self) -> &str {
        "an integer"
    }
}

impl<'de> Visitor<'de> for IntegerVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        *self.0 = found;
        Ok(Ok(()))
    }

    #[inline]
    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(match i64::try_from(found) {
            Ok(value) => {
                *self.0 = value;
                Ok(())
            }
            Err(_) => Err(out_of_range(i128::from(found), i64::MIN, i64::MAX)),
        })
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_f64 f64 => Scalar::Number;
        visit_str &str => Scalar::Text;
    );
    refuse!(null);
    refuse!(array);
    refuse!(object);
}

struct ScalarVisitor<'a> {
    expected: &'a str,
    take: &'a mut dyn FnMut(Scalar<'_>) -> Filled,
}

impl Expecting for ScalarVisitor<'_> {
    fn expected(&self) -> &str {
        self.expected
    }
}

impl<'de> Visitor<'de> for ScalarVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok((self.take)(Scalar::Boolean(found)))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok((self.take)(Scalar::Integer(i128::from(found))))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok((self.take)(Scalar::Integer(i128::from(found))))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok((self.take)(Scalar::Number(found)))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok((self.take)(Scalar::Text(found)))
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok((self.take)(Scalar::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Filled, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
        inner.deserialize_any(self)
    }

    refuse!(array);
    refuse!(object);
}

struct OptionVisitor<'a> {
    some: &'a mut dyn FnMut(&mut dyn Source) -> Filled,
    depth: u32,
}

/// A format that doesn't mark options gives the value itself.
impl<'de> Visitor<'de> for OptionVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(Ok(()))
    }

    fn visit_none<E: Error>(self) -> Result<Filled, E> {
        Ok(Ok(()))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
        let mut once = Once::new(inner, self.depth);
        let filled = (self.some)(&mut once);
        once.finish(filled)
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Boolean(found))))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Integer(i128::from(found)))))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Integer(i128::from(found)))))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Number(found))))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Text(found))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        self.visit_some(SeqAccessDeserializer::new(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        self.visit_some(MapAccessDeserializer::new(access))
    }
}

struct ArrayVisitor<'a> {
    elements: &'a mut dyn Elements,
    depth: u32,
}

impl Expecting for ArrayVisitor<'_> {
    fn expected(&self) -> &str {
        "an array"
    }
}

impl<'de> Visitor<'de> for ArrayVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
        let mut faults = Violations::default();
        let mut index = 0_usize;
        let depth = self.depth;
        while let Some(filled) = access.next_element_seed(Reading {
            read: |source: &mut dyn Source| self.elements.element(source),
            depth,
        })? {
            if let Err(Fault::Unfit(mut violations)) = filled {
                violations.prefix(&index.to_string());
                faults.append(*violations);
            }
            index += 1;
        }
        Ok(if faults.is_empty() {
            Ok(())
        } else {
            Err(Fault::Unfit(Box::new(faults)))
        })
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_i64 i64 => |it| Scalar::Integer(i128::from(it));
        visit_u64 u64 => |it| Scalar::Integer(i128::from(it));
        visit_f64 f64 => Scalar::Number;
        visit_str &str => Scalar::Text;
    );
    refuse!(null);
    refuse!(object);
}

struct ObjectVisitor<'a> {
    object: &'a mut dyn Object,
    depth: u32,
}

impl Expecting for ObjectVisitor<'_> {
    fn expected(&self) -> &str {
        "an object"
    }
}

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
        let ObjectVisitor { object, depth } = self;
        let members = object.members();
        let others = object.others();
        let mut presence = Presence::default();
        let mut next = 0;
        let mut name = String::new();
        while let Some(found) = access.next_key_seed(Key {
            members,
            next: &mut next,
            name: (others != Others::Skip).then_some(&mut name),
        })? {
            match found {
                Some(index) if presence.insert(index) => {
                    let read = |source: &mut dyn Source| object.member(index, source);
                    let filled = access.next_value_seed(Reading { read, depth })?;
                    if let Err(Fault::Unfit(violations)) = filled {
                        presence.fault(index, members[index].name, violations);
                    }
                }
                Some(index) => {
                    access.next_value::<IgnoredAny>()?;
                    presence.stray(twice(members[index].name).into());
                }
                None if others == Others::Read => {
                    let read = |source: &mut dyn Source| object.other(&name, source);
                    let filled = access.next_value_seed(Reading { read, depth })?;
                    if let Err(Fault::Unfit(mut violations)) = filled {
                        violations.prefix(&name);
                        presence.stray(*violations);
                    }
                }
                None => {
                    access.next_value::<IgnoredAny>()?;
                    if others == Others::Refuse {
                        presence.stray(unexpected(&name).into());
                    }
                }
            }
        }
        Ok(object.finish(presence))
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_i64 i64 => |it| Scalar::Integer(i128::from(it));
        visit_u64 u64 => |it| Scalar::Integer(i128::from(it));
        visit_f64 f64 => Scalar::Number;
        visit_str &str => Scalar::Text;
    );
    refuse!(null);
    refuse!(array);
}

#[cold]
fn twice(name: &str) -> Violation {
    Violation::of_member("properties", name, format!("member {name:?} comes twice"))
}

/// Reads a member's name: its index, or `None` (and the name itself, if asked for).
struct Key<'a> {
    members: &'static [Member],
    /// Where the next member is expected: members mostly come in the order declared.
    next: &'a mut usize,
    name: Option<&'a mut String>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    #[inline]
    fn visit_str<E: Error>(self, found: &str) -> Result<Self::Value, E> {
        let index = find(self.members, *self.next, found);
        match (index, self.name) {
            (Some(index), _) => *self.next = index + 1,
            (None, Some(name)) => found.clone_into(name),
            (None, None) => {}
        }
        Ok(index)
    }
}

/// The index of the member `name`, looked for from `next` on.
fn find(members: &[Member], next: usize, name: &str) -> Option<usize> {
    let next = next.min(members.len());
    let (before, after) = members.split_at(next);
    let is_it = |member: &Member| member.name == name;
    match after.iter().position(is_it) {
        Some(index) => Some(next + index),
        None => before.iter().position(is_it),
    }
}

struct KindVisitor<'a> {
    read: &'a mut dyn FnMut(Kind, &mut dyn Source) -> Filled,
    depth: u32,
}

impl KindVisitor<'_> {
    fn scalar(self, kind: Kind, scalar: Scalar<'_>) -> Filled {
        (self.read)(kind, &mut Known(scalar))
    }
}

impl<'de> Visitor<'de> for KindVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Boolean, Scalar::Boolean(found)))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Integer, Scalar::Integer(i128::from(found))))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Integer, Scalar::Integer(i128::from(found))))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Number, Scalar::Number(found)))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Text, Scalar::Text(found)))
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Null, Scalar::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Filled, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        let mut once = Once::new(SeqAccessDeserializer::new(access), self.depth);
        let filled = (self.read)(Kind::Array, &mut once);
        once.finish(filled)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        let mut once = Once::new(MapAccessDeserializer::new(access), self.depth);
        let filled = (self.read)(Kind::Object, &mut once);
        once.finish(filled)
    }
}

/// A scalar that has been read already.
pub(super) struct Known<'a>(pub(super) Scalar<'a>);

impl Source for Known<'_> {
    fn string(&mut self, slot: &mut String) -> Filled {
        match self.0 {
            Scalar::Text(found) => {
                found.clone_into(slot);
                Ok(())
            }
            other => Err(other.mismatch("a string")),
        }
    }

    fn integer(&mut self, slot: &mut i64) -> Filled {
        let Scalar::Integer(found) = self.0 else {
            return Err(self.0.mismatch("an integer"));
        };
        *slot = i64::try_from(found).map_err(|_| out_of_range(found, i64::MIN, i64::MAX))?;
        Ok(())
    }

    fn scalar(&mut self, _expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        take(self.0)
    }

    fn object(&mut self, _object: &mut dyn Object) -> Filled {
        Err(self.0.mismatch("an object"))
    }

    fn array(&mut self, _elements: &mut dyn Elements) -> Filled {
        Err(self.0.mismatch("an array"))
    }

    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
        match self.0 {
            Scalar::Null => Ok(()),
            _ => some(self),
        }
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        let kind = match self.0 {
            Scalar::Null => Kind::Null,
            Scalar::Boolean(_) => Kind::Boolean,
            Scalar::Integer(_) => Kind::Integer,
            Scalar::Number(_) => Kind::Number,
            Scalar::Text(_) => Kind::Text,
        };
        read(kind, self)
    }

    fn value(&mut self, slot: &mut serde_json::Value) -> Filled {
        *slot = match self.0 {
            Scalar::Null => serde_json::Value::Null,
            Scalar::Boolean(found) => found.into(),
            Scalar::Integer(found) => match u64::try_from(found) {
                Ok(found) => found.into(),
                Err(_) => i64::try_from(found).unwrap_or_default().into(),
            },
            Scalar::Number(found) => found.into(),
            Scalar::Text(found) => found.into(),
        };
        Ok(())
    }
}
