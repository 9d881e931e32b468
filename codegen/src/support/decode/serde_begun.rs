//! An object whose first name has been read already, to know that it is one.

use std::borrow::Cow;

use serde::de::value::{CowStrDeserializer, MapAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::serde_later::LaterVisitor;
use super::serde_nested::ObjectVisitor;
use super::serde_source::too_deep;
use super::{Elements, Fault, Filled, Kind, Later, Object, Scalar, Slot, Source, wrong_kind};

/// The members of an object, of which one name has been read.
pub(super) struct Begun<'de, A> {
    pub(super) first: Option<Cow<'de, str>>,
    pub(super) access: A,
}

impl<'de, A: MapAccess<'de>> Begun<'de, A> {
    /// Skips all members.
    pub(super) fn skip(mut self) -> Result<(), A::Error> {
        while self.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Begun<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(first) => seed.deserialize(CowStrDeserializer::new(first)).map(Some),
            None => self.access.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.access.next_value_seed(seed)
    }
}

/// Such an object as a [`Source`]. It goes to its visitor without another deserializer around it: each would
/// bring its own code for what is in the object, and so on.
pub(super) struct BegunSource<'de, A: MapAccess<'de>> {
    object: Option<Begun<'de, A>>,
    error: Option<A::Error>,
    depth: u32,
}

impl<'de, A: MapAccess<'de>> BegunSource<'de, A> {
    pub(super) fn new(object: Begun<'de, A>, depth: u32) -> Self {
        BegunSource {
            object: Some(object),
            error: None,
            depth,
        }
    }

    /// Skips an object that wasn't read, and turns a broken input back into its error.
    pub(super) fn finish(self, filled: Filled) -> Result<Filled, A::Error> {
        if let Some(unread) = self.object {
            unread.skip()?;
        }
        self.error.map_or(Ok(filled), Err)
    }

    fn read(&mut self, read: impl FnOnce(Begun<'de, A>) -> Result<Filled, A::Error>) -> Filled {
        let outcome = self.object.take().map_or(Ok(Ok(())), read);
        outcome.unwrap_or_else(|error| {
            self.error = Some(error);
            Err(Fault::broken())
        })
    }

    fn refuse(&mut self, expected: &str) -> Filled {
        self.read(|object| {
            object.skip()?;
            Ok(Err(wrong_kind(expected, Kind::Object)))
        })
    }
}

impl<'de, A: MapAccess<'de>> Source for BegunSource<'de, A> {
    fn plain(&mut self, slot: Slot<'_>) -> Filled {
        self.refuse(slot.expected())
    }

    fn scalar(&mut self, expected: &str, _: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        self.refuse(expected)
    }

    fn object(&mut self, object: &mut Object<'_>) -> Filled {
        too_deep(self.depth)?;
        let depth = self.depth + 1;
        self.read(|begun| ObjectVisitor { object, depth }.visit_map(begun))
    }

    fn array(&mut self, _: &mut dyn Elements) -> Filled {
        self.refuse("an array")
    }

    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
        some(self)
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        read(Kind::Object, self)
    }

    fn value(&mut self, slot: &mut Value) -> Filled {
        self.read(|begun| {
            *slot = Value::deserialize(MapAccessDeserializer::new(begun))?;
            Ok(Ok(()))
        })
    }

    fn later(&mut self, slot: &mut Later) -> Filled {
        self.read(|begun| LaterVisitor(slot).visit_map(begun))
    }
}
