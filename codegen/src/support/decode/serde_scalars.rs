//! What serde hands over as strings, numbers, booleans and null: visitors that put it into its place.

use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::disguise::{Guise, unmask};
use super::{Fault, Filled, Kind, Scalar, Slot, unfit};

/// The visitor methods for whatever a visitor doesn't expect: the value is read to its end, so
/// that reading can go on, and reported.
macro_rules! refuse {
    (scalars $($method:ident $found:ty => $scalar:expr;)*) => {$(
        #[cold]
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
        #[cold]
        fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
            while access.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Err(self.refuse_kind(Kind::Array)))
        }
    };
    (object) => {
        #[cold]
        fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
            match unmask(access)? {
                Guise::Number(number) => self.visit_f64(number),
                Guise::Object(object) => {
                    object.skip()?;
                    Ok(Err(self.refuse_kind(Kind::Object)))
                }
            }
        }
    };
}

/// What a visitor expects, for the messages of those that get something else.
pub(super) trait Expecting: Sized {
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

/// Puts a plain value in its place.
pub(super) struct SlotVisitor<'a>(pub(super) Slot<'a>);

impl Expecting for SlotVisitor<'_> {
    fn expected(&self) -> &str {
        self.0.expected()
    }
}

impl<'de> Visitor<'de> for SlotVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[cold]
    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok(self.0.put(Scalar::Boolean(found)))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok(self.0.put(Scalar::Integer(i128::from(found))))
    }

    #[inline]
    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(self.0.put(Scalar::Integer(i128::from(found))))
    }

    #[cold]
    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok(self.0.put(Scalar::Number(found)))
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, found: &'de str) -> Result<Filled, E> {
        self.visit_str(found)
    }

    #[inline]
    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok(self.0.put_copy(found))
    }

    fn visit_string<E: Error>(self, found: String) -> Result<Filled, E> {
        Ok(self.0.put_text(found))
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(self.0.put(Scalar::Null))
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

pub(super) struct ScalarVisitor<'a> {
    pub(super) expected: &'a str,
    pub(super) take: &'a mut dyn FnMut(Scalar<'_>) -> Filled,
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

pub(super) use refuse;
