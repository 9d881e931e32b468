//! Values of any serde input format as [`Source`]s. With the visitors that it uses, this is the only
//! generic code of the reader.

use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde_json::Value;

use super::serde_later::LaterVisitor;
use super::serde_nested::{ArrayVisitor, KindVisitor, ObjectVisitor, OptionVisitor};
use super::serde_scalars::{ScalarVisitor, SlotVisitor};
use super::{Decode, Elements, Fault, Filled, Kind, Later, Object, Scalar, Slot, Source, unfit};
use crate::support::violation::Violations;

/// Objects and arrays nested deeper than this are refused.
pub(super) const DEPTH: u32 = 128;

/// Reads a value and keeps what could be read, whatever doesn't fit. This exists once per input
/// format, not once per type.
///
/// # Errors
///
/// The deserializer's own error where the input is malformed.
pub fn read<'de, D: Deserializer<'de>>(
    value: &mut dyn Decode,
    deserializer: D,
) -> Result<Result<(), Violations>, D::Error> {
    let mut once = Once::new(Whole(deserializer), 0);
    let filled = value.fill(&mut once);
    Ok(match once.finish(filled)? {
        Err(fault) => fault.unfit().map_or(Ok(()), Err),
        Ok(()) => Ok(()),
    })
}

/// Reads a value, all of which must fit.
///
/// # Errors
///
/// The deserializer's own error where the input is malformed; otherwise one that lists what doesn't fit.
pub(super) fn read_whole<'de, D: Deserializer<'de>>(
    value: &mut dyn Decode,
    deserializer: D,
) -> Result<(), D::Error> {
    read(value, deserializer)?.map_err(D::Error::custom)
}

/// What can give a value to a visitor, once.
pub(super) trait Give<'de>: Sized {
    type Error: Error;

    /// Gives the value, whatever it is.
    fn any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error>;

    /// Gives the value or tells that it is `null`.
    fn option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error>;

    /// Gives the value as another type that serde knows.
    fn typed<T: Deserialize<'de>>(self) -> Result<T, Self::Error>;
}

/// A value that a deserializer is ready to give.
pub(super) struct Whole<D>(pub(super) D);

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
pub(super) struct Entry<'a, A>(pub(super) &'a mut A);

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

pub(super) struct Any<V>(pub(super) V);

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
pub(super) struct Once<'de, G: Give<'de>> {
    value: Option<G>,
    error: Option<G::Error>,
    depth: u32,
    input: PhantomData<&'de ()>,
}

impl<'de, G: Give<'de>> Once<'de, G> {
    #[inline]
    pub(super) fn new(value: G, depth: u32) -> Self {
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
        Err(Fault::broken())
    }

    /// Skips a value that wasn't read, and turns a broken input back into its error.
    #[inline]
    pub(super) fn finish(self, filled: Filled) -> Result<Filled, G::Error> {
        match (self.value, self.error) {
            (None, None) => Ok(filled),
            (value, error) => unfinished(value, error, filled),
        }
    }
}

/// Refuses a value that is nested too deeply to be read from the beginning: what reads it counts its levels anew.
///
/// # Errors
///
/// A fault of the value at hand.
pub(crate) fn refuse_deep(value: &Value) -> Filled {
    match is_within(value, DEPTH) {
        true => Ok(()),
        false => too_deep(DEPTH),
    }
}

fn is_within(value: &Value, levels: u32) -> bool {
    let inner = |it: &Value| levels > 0 && is_within(it, levels - 1);
    match value {
        Value::Array(elements) => elements.iter().all(inner),
        Value::Object(members) => members.values().all(inner),
        _ => true,
    }
}

/// Refuses what is nested too deeply.
#[inline]
pub(super) fn too_deep(depth: u32) -> Filled {
    if depth < DEPTH {
        return Ok(());
    }
    Err(unfit("depth", format!("nested deeper than {DEPTH} levels")))
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
    fn plain(&mut self, slot: Slot<'_>) -> Filled {
        self.read(SlotVisitor(slot))
    }

    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        self.read(ScalarVisitor { expected, take })
    }

    fn object(&mut self, object: &mut Object<'_>) -> Filled {
        too_deep(self.depth)?;
        let depth = self.depth + 1;
        self.read(ObjectVisitor { object, depth })
    }

    fn array(&mut self, elements: &mut dyn Elements) -> Filled {
        too_deep(self.depth)?;
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

    fn value(&mut self, slot: &mut Value) -> Filled {
        let Some(value) = self.value.take() else {
            return Ok(());
        };
        let outcome = value.typed().map(|value| {
            *slot = value;
            Ok(())
        });
        self.keep(outcome)
    }

    fn later(&mut self, slot: &mut Later) -> Filled {
        self.read(LaterVisitor(slot))
    }
}

/// Runs `read` on a value and hands back the deserializer's error, if any.
pub(super) struct Reading<F> {
    pub(super) read: F,
    pub(super) depth: u32,
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
