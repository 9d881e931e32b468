//! Values of any serde input format as [`Source`]s: the only generic code of the reader.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::claim::{add, unexpected};
use super::object::mark;
use super::scalar::{out_of_range, pick};
use super::{
    Constant, Decode, Elements, Fault, Filled, Kind, Member, Object, Others, Presence, Scalar,
    Source, unfit,
};
use crate::support::violation::{Violation, Violations};

/// Objects and arrays nested deeper than this are refused.
pub(super) const DEPTH: u32 = 128;

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
    read_with(&mut |source| value.fill(source), deserializer)
}

/// What reading a value does, whatever its type: this exists once per input format.
fn read_with<'de, D: Deserializer<'de>>(
    fill: &mut dyn FnMut(&mut dyn Source) -> Filled,
    deserializer: D,
) -> Result<Result<(), Violations>, D::Error> {
    let mut once = Once::new(Whole(deserializer), 0);
    let filled = fill(&mut once);
    Ok(match once.finish(filled)? {
        Err(Fault::Unfit(violations)) => Err(*violations),
        Ok(()) | Err(Fault::Broken) => Ok(()),
    })
}

/// What can give a value to a visitor, once.
trait Give<'de>: Sized {
    type Error: Error;

    /// Gives the value, whatever it is.
    fn any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error>;

    /// Gives the value or tells that it is `null`.
    fn option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error>;

    /// Gives the value as another type that serde knows.
    fn typed<T: Deserialize<'de>>(self) -> Result<T, Self::Error>;
}

/// A value that a deserializer is ready to give.
struct Whole<D>(D);

impl<'de, D: Deserializer<'de>> Give<'de> for Whole<D> {
    type Error = D::Error;

    #[inline]
    fn any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(visitor)
    }

    fn typed<T: Deserialize<'de>>(self) -> Result<T, D::Error> {
        T::deserialize(self.0)
    }
}

/// The value of the member whose name has just been read.
struct Entry<'a, A>(&'a mut A);

impl<'de, A: MapAccess<'de>> Give<'de> for Entry<'_, A> {
    type Error = A::Error;

    #[inline]
    fn any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        self.0.next_value_seed(Any(visitor))
    }

    fn option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        self.0.next_value_seed(OrNull(visitor))
    }

    fn typed<T: Deserialize<'de>>(self) -> Result<T, A::Error> {
        self.0.next_value()
    }
}

struct Any<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Any<V> {
    type Value = V::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

struct OrNull<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for OrNull<V> {
    type Value = V::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_option(self.0)
    }
}

/// A value that is given once, or not at all.
struct Once<'de, G: Give<'de>> {
    value: Option<G>,
    error: Option<G::Error>,
    depth: u32,
    input: PhantomData<&'de ()>,
}

impl<'de, G: Give<'de>> Once<'de, G> {
    #[inline]
    fn new(value: G, depth: u32) -> Self {
        Once {
            value: Some(value),
            error: None,
            depth,
            input: PhantomData,
        }
    }

    #[inline]
    fn read<V: Visitor<'de, Value = Filled>>(&mut self, visitor: V) -> Filled {
        let Some(value) = self.value.take() else {
            return Ok(());
        };
        let outcome = value.any(visitor);
        self.keep(outcome)
    }

    #[inline]
    fn keep(&mut self, outcome: Result<Filled, G::Error>) -> Filled {
        match outcome {
            Ok(filled) => filled,
            Err(error) => self.broken(error),
        }
    }

    #[cold]
    fn broken(&mut self, error: G::Error) -> Filled {
        self.error = Some(error);
        Err(Fault::Broken)
    }

    fn too_deep(&self) -> Filled {
        if self.depth < DEPTH {
            return Ok(());
        }
        Err(unfit("depth", format!("nested deeper than {DEPTH} levels")))
    }

    /// Skips a value that wasn't read, and turns a broken input back into its error.
    #[inline]
    fn finish(self, filled: Filled) -> Result<Filled, G::Error> {
        match (self.value, self.error) {
            (None, None) => Ok(filled),
            (value, error) => unfinished(value, error, filled),
        }
    }
}

#[cold]
fn unfinished<'de, G: Give<'de>>(
    unread: Option<G>,
    error: Option<G::Error>,
    filled: Filled,
) -> Result<Filled, G::Error> {
    if let Some(unread) = unread {
        unread.typed::<IgnoredAny>()?;
    }
    match error {
        Some(error) => Err(error),
        None => Ok(filled),
    }
}

impl<'de, G: Give<'de>> Source for Once<'de, G> {
    fn string(&mut self, slot: &mut String) -> Filled {
        self.read(StringVisitor(slot))
    }

    fn integer(&mut self, slot: &mut i64) -> Filled {
        self.read(IntegerVisitor(slot))
    }

    fn nullable_string(&mut self, slot: &mut Option<String>) -> Filled {
        self.read(StringVisitor(slot))
    }

    fn nullable_integer(&mut self, slot: &mut Option<i64>) -> Filled {
        self.read(IntegerVisitor(slot))
    }

    fn constant(&mut self, allowed: &[Constant], slot: &mut usize) -> Filled {
        self.read(ConstantVisitor { allowed, slot })
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
        let Some(value) = self.value.take() else {
            return Ok(());
        };
        let depth = self.depth;
        let outcome = value.option(OptionVisitor { some, depth });
        self.keep(outcome)
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        let depth = self.depth;
        self.read(KindVisitor { read, depth })
    }

    fn value(&mut self, slot: &mut serde_json::Value) -> Filled {
        let Some(value) = self.value.take() else {
            return Ok(());
        };
        let outcome = value.typed().map(|value| {
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
        let mut once = Once::new(Whole(deserializer), self.depth);
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

/// The visitor methods of a [`Slot`] for `null`.
macro_rules! null {
    ($slot:ident) => {
        fn visit_unit<E: Error>(self) -> Result<Filled, E> {
            Ok(if $slot::NULLABLE {
                self.0.put(None);
                Ok(())
            } else {
                Err(self.refuse(Scalar::Null))
            })
        }

        fn visit_none<E: Error>(self) -> Result<Filled, E> {
            self.visit_unit()
        }

        fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
            inner.deserialize_any(self)
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

/// Where a string or an integer goes: there, or there unless it is `null`.
trait Slot<T> {
    const NULLABLE: bool;

    fn put(&mut self, value: Option<T>);
}

impl<T> Slot<T> for T {
    const NULLABLE: bool = false;

    #[inline]
    fn put(&mut self, value: Option<T>) {
        if let Some(value) = value {
            *self = value;
        }
    }
}

impl<T> Slot<T> for Option<T> {
    const NULLABLE: bool = true;

    #[inline]
    fn put(&mut self, value: Option<T>) {
        *self = value;
    }
}

struct StringVisitor<'a, S>(&'a mut S);

impl<S: Slot<String>> Expecting for StringVisitor<'_, S> {
    fn expected(&self) -> &str {
        "a string"
    }
}

impl<'de, S: Slot<String>> Visitor<'de> for StringVisitor<'_, S> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, found: &'de str) -> Result<Filled, E> {
        self.visit_str(found)
    }

    #[inline]
    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        self.0.put(Some(found.to_owned()));
        Ok(Ok(()))
    }

    fn visit_string<E: Error>(self, found: String) -> Result<Filled, E> {
        self.0.put(Some(found));
        Ok(Ok(()))
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_i64 i64 => |it| Scalar::Integer(i128::from(it));
        visit_u64 u64 => |it| Scalar::Integer(i128::from(it));
        visit_f64 f64 => Scalar::Number;
    );
    null!(S);
    refuse!(array);
    refuse!(object);
}

struct IntegerVisitor<'a, S>(&'a mut S);

impl<S: Slot<i64>> Expecting for IntegerVisitor<'_, S> {
    fn expected(&self) -> &str {
        "an integer"
    }
}

impl<'de, S: Slot<i64>> Visitor<'de> for IntegerVisitor<'_, S> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        self.0.put(Some(found));
        Ok(Ok(()))
    }

    #[inline]
    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(match i64::try_from(found) {
            Ok(value) => {
                self.0.put(Some(value));
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
    null!(S);
    refuse!(array);
    refuse!(object);
}

struct ConstantVisitor<'a> {
    allowed: &'a [Constant],
    slot: &'a mut usize,
}

impl Expecting for ConstantVisitor<'_> {
    fn expected(&self) -> &str {
        "one of the listed values"
    }
}

impl ConstantVisitor<'_> {
    fn pick(self, found: Scalar<'_>) -> Filled {
        pick(found, self.allowed, self.slot)
    }
}

impl<'de> Visitor<'de> for ConstantVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok(self.pick(Scalar::Boolean(found)))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok(self.pick(Scalar::Integer(i128::from(found))))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(self.pick(Scalar::Integer(i128::from(found))))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok(self.pick(Scalar::Number(found)))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok(self.pick(Scalar::Text(found)))
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(self.pick(Scalar::Null))
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
        let mut once = Once::new(Whole(inner), self.depth);
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
        let mut faults = None;
        let mut index = 0_usize;
        let depth = self.depth;
        while let Some(filled) = access.next_element_seed(Reading {
            read: |source: &mut dyn Source| self.elements.element(source),
            depth,
        })? {
            if let Err(fault) = filled {
                add(&mut faults, index, fault);
            }
            index += 1;
        }
        Ok(faults.map_or(Ok(()), Err))
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
                    let mut once = Once::new(Entry(&mut access), depth);
                    let filled = object.member(index, &mut once);
                    let filled = once.finish(filled)?;
                    if let Err(Fault::Unfit(violations)) = filled {
                        presence.fault(index, members[index].name, violations);
                    }
                }
                Some(index) => {
                    access.next_value::<IgnoredAny>()?;
                    presence.stray(twice(members[index].name).into());
                }
                None if others == Others::Read => {
                    let mut once = Once::new(Entry(&mut access), depth);
                    let filled = object.other(&name, &mut once);
                    let filled = once.finish(filled)?;
                    if let Err(Fault::Unfit(mut violations)) = filled {
                        violations.entry(&name);
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
pub(super) fn twice(name: &str) -> Violation {
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
    fn visit_borrowed_str<E: Error>(self, found: &'de str) -> Result<Self::Value, E> {
        self.visit_str(found)
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
pub(super) fn find(members: &[Member], next: usize, name: &str) -> Option<usize> {
    match members.get(next) {
        Some(member) if member.name == name => Some(next),
        _ => {
            let mark = mark(name);
            let is_it = |member: &Member| member.is_marked(mark) && member.name == name;
            members.iter().position(is_it)
        }
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
        let mut once = Once::new(Whole(SeqAccessDeserializer::new(access)), self.depth);
        let filled = (self.read)(Kind::Array, &mut once);
        once.finish(filled)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        let mut once = Once::new(Whole(MapAccessDeserializer::new(access)), self.depth);
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

    fn nullable_string(&mut self, slot: &mut Option<String>) -> Filled {
        *slot = None;
        match self.0 {
            Scalar::Null => Ok(()),
            _ => self.string(slot.insert(String::new())),
        }
    }

    fn nullable_integer(&mut self, slot: &mut Option<i64>) -> Filled {
        *slot = None;
        match self.0 {
            Scalar::Null => Ok(()),
            _ => self.integer(slot.insert(0)),
        }
    }

    fn constant(&mut self, allowed: &[Constant], slot: &mut usize) -> Filled {
        pick(self.0, allowed, slot)
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
