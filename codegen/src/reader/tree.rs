//! The bounded load that YAML and JSON share: a serde visitor from any deserializer to [`Raw`].

use super::bounds::{Load, MAX_DEPTH, MergeKeys, Refusal};
use crate::raw::Raw;
use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Loads one value.
#[derive(Clone, Copy)]
pub(super) struct Seed<'l> {
    load: &'l Load<'l>,
    depth: usize,
}

impl<'l> Seed<'l> {
    /// The seed for the root.
    pub(super) fn new(load: &'l Load<'l>) -> Seed<'l> {
        Seed { load, depth: 0 }
    }

    fn inner<E: Error>(self) -> Result<Self, E> {
        self.load.count(0)?;
        if self.depth == MAX_DEPTH {
            return Err(self.load.refuse(Refusal::TooDeep));
        }
        Ok(Seed {
            depth: self.depth + 1,
            ..self
        })
    }

    fn scalar<E: Error>(self, value: Raw) -> Result<Raw, E> {
        self.load.count(0)?;
        Ok(value)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Raw;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        self.scalar(Raw::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Raw, E> {
        self.scalar(Raw::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Raw, E> {
        self.scalar(Raw::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Raw, E> {
        self.scalar(Raw::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Raw, E> {
        self.scalar(Raw::Integer(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Raw, E> {
        self.scalar(Raw::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Raw, E> {
        let number = i128::try_from(value).map_or(Raw::Float(value as f64), Raw::Integer);
        self.scalar(number)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Raw, E> {
        if !value.is_finite() {
            return Err(self.load.refuse(Refusal::NotFinite));
        }
        self.scalar(Raw::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Raw, E> {
        self.load.count(text.len())?;
        Ok(Raw::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let inner = self.inner()?;
        let mut elements = Vec::new();
        loop {
            let next = access.next_element_seed(inner);
            match next.map_err(self.load.came_from(elements.len()))? {
                Some(element) => elements.push(element),
                None => return Ok(Raw::Array(elements)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let inner = self.inner()?;
        let mut members = IndexMap::new();
        while let Some(key) = access.next_key_seed(Key {
            load: self.load,
            members: &members,
        })? {
            let value = access.next_value_seed(inner);
            let value = value.map_err(self.load.came_from(&key))?;
            members.insert(key, value);
        }
        Ok(Raw::Object(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Raw, A::Error> {
        // serde_yaml presents a tagged value as an enum whose variant is the tag.
        let (tag, _) = access.variant::<String>()?;
        Err(self.load.refuse(Refusal::Tag(tag)))
    }
}

/// Loads one key. It is refused here, while the deserializer still is at its place.
struct Key<'l, 'm> {
    load: &'l Load<'l>,
    members: &'m IndexMap<String, Raw>,
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        // As text: the keys `200`, `1.10` and `no` stay what is written.
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.load.count(key.len())?;
        if key == "<<" && self.load.merge_keys() == MergeKeys::Refuse {
            return Err(self.load.refuse(Refusal::MergeKey));
        }
        if self.members.contains_key(key) {
            let error = self.load.refuse(Refusal::DuplicateKey(key.to_owned()));
            return Err(self.load.came_from(key)(error));
        }
        Ok(key.to_owned())
    }
}
