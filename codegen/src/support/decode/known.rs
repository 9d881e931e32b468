//! A scalar that has been read already, as a [`Source`].

use super::scalar::{out_of_range, pick};
use super::{Constant, Elements, Filled, Kind, Object, Scalar, Source};

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
        let Scalar::Integer(found) = self.0.as_integer() else {
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

    fn object(&mut self, _object: &mut Object<'_>) -> Filled {
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
            Scalar::Number(found) => Kind::of_number(found),
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
