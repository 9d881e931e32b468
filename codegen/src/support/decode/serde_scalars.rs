//! What serde hands over as strings, numbers, booleans and null: visitors that put it into its place.

use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::known::Known;
use super::scalar::{out_of_range, pick};
use super::{Constant, Fault, Filled, Kind, Scalar, Source, unfit};

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

/// Where a string or an integer goes: there, or there unless it is `null`.
pub(super) trait Slot<T> {
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

pub(super) struct StringVisitor<'a, S>(pub(super) &'a mut S);

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

pub(super) struct IntegerVisitor<'a, S>(pub(super) &'a mut S);

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

    #[cold]
    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        let mut value = 0;
        let filled = Known(Scalar::Number(found)).integer(&mut value);
        Ok(filled.map(|()| self.0.put(Some(value))))
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_str &str => Scalar::Text;
    );
    null!(S);
    refuse!(array);
    refuse!(object);
}

pub(super) struct ConstantVisitor<'a> {
    pub(super) allowed: &'a [Constant],
    pub(super) slot: &'a mut usize,
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
