//! A scalar that has been read already, as a [`Source`].

use super::{Constant, Elements, Filled, Kind, Object, Scalar, Slot, Source, not_listed};
use crate::support::violation::Violations;

/// The one of some values that is written like this.
///
/// # Errors
///
/// A violation of `enum` that lists what is allowed.
pub fn word<T: Copy>(
    text: &str,
    all: &[T],
    written: fn(T) -> &'static str,
) -> Result<T, Violations> {
    let mut values = all.iter().copied();
    values.find(|it| written(*it) == text).ok_or_else(|| {
        let allowed = all.iter().map(|it| Constant::Text(written(*it)));
        let allowed: Vec<Constant> = allowed.collect();
        let fault = not_listed(Scalar::Text(text), &allowed);
        fault.unfit().unwrap_or_default()
    })
}

/// A scalar that has been read already.
pub struct Known<'a>(pub Scalar<'a>);

impl Source for Known<'_> {
    fn plain(&mut self, slot: Slot<'_>) -> Filled {
        slot.put(self.0)
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
