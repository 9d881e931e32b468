//! What serde hands over where it isn't known yet what it is.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::disguise::NUMBER;
use super::{Filled, Later};

/// Keeps any value; an object by its members, which its type can then take over as they are.
pub(super) struct LaterVisitor<'a>(pub(super) &'a mut Later);

impl LaterVisitor<'_> {
    fn keep(self, value: Value) -> Filled {
        *self.0 = Later::Value(value);
        Ok(())
    }
}

impl<'de> Visitor<'de> for LaterVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok(self.keep(Value::from(found)))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok(self.keep(Value::from(found)))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(self.keep(Value::from(found)))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok(self.keep(Value::from(found)))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok(self.keep(Value::from(found)))
    }

    fn visit_string<E: Error>(self, found: String) -> Result<Filled, E> {
        Ok(self.keep(Value::from(found)))
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(self.keep(Value::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Filled, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(access))?;
        Ok(self.keep(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((name, value)) = access.next_entry::<String, Value>()? {
            members.insert(name, value);
        }
        if members.len() == 1
            && let Some(Value::String(text)) = members.get(NUMBER)
        {
            let number: Number = text.parse().map_err(A::Error::custom)?;
            return Ok(self.keep(Value::Number(number)));
        }
        *self.0 = Later::Members(members);
        Ok(Ok(()))
    }
}
