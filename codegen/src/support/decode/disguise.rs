//! Numbers in disguise. With serde_json's feature `arbitrary_precision`, which any crate of a program can turn on
//! for all of them, a number that is no 64-bit integer arrives as an object with one member of a secret name, whose
//! value is the number's text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::serde_begun::Begun;

/// The secret name.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// What arrived as an object.
pub(super) enum Guise<'de, A> {
    /// A number
    Number(f64),
    /// An object indeed
    Object(Begun<'de, A>),
}

/// Looks at the first member of an object.
pub(super) fn unmask<'de, A: MapAccess<'de>>(mut access: A) -> Result<Guise<'de, A>, A::Error> {
    let first = access.next_key_seed(Name)?;
    match first.as_deref() {
        Some(NUMBER) => number(&mut access).map(Guise::Number),
        _ => Ok(Guise::Object(Begun { first, access })),
    }
}

/// The number whose secret name has just been read.
#[cold]
pub(super) fn number<'de, A: MapAccess<'de>>(access: &mut A) -> Result<f64, A::Error> {
    let text: String = access.next_value()?;
    match text.parse() {
        Ok(number) if f64::is_finite(number) => Ok(number),
        _ => Err(A::Error::custom("number out of range")),
    }
}

/// A name, borrowed from the input where that is possible.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_borrowed_str<E: Error>(self, found: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(found))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(found.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use serde::de::value::{MapDeserializer, StrDeserializer};
    use serde_json::{Error, Value, json};

    use super::*;
    use crate::support::decode::{Decode, Filled, Kind, Later, Source, read};
    use crate::support::schema::Described;

    /// What is made of a number in disguise.
    fn unmasked<T: Decode>(text: &'static str) -> (T, String) {
        let name = |it| StrDeserializer::<Error>::new(it);
        let entries = [(name(NUMBER), name(text))];
        let mut value = T::blank();
        let outcome = read(&mut value, MapDeserializer::new(entries.into_iter()));
        let said = match outcome {
            Ok(Ok(())) => String::new(),
            Ok(Err(violations)) => violations.to_string(),
            Err(error) => error.to_string(),
        };
        (value, said)
    }

    fn accepts<T: Decode + PartialEq + Debug>(text: &'static str, expected: T) {
        assert_eq!(unmasked(text), (expected, String::new()));
    }

    fn refuses<T: Decode>(text: &'static str, expected: &str) {
        let (_, said) = unmasked::<T>(text);
        assert!(said.contains(expected), "{said}");
    }

    /// The JSON type of a value, and the number that it is.
    #[derive(Debug, PartialEq)]
    struct Sorted(Option<Kind>, f64);

    impl Described for Sorted {}

    impl Decode for Sorted {
        fn blank() -> Self {
            Sorted(None, 0.0)
        }

        fn fill(&mut self, source: &mut dyn Source) -> Filled {
            source.by_kind(&mut |kind, source| {
                self.0 = Some(kind);
                self.1.fill(source)
            })
        }
    }

    #[test]
    fn numbers_in_disguise_are_numbers() {
        accepts("1.5", 1.5_f64);
        accepts("1.5", Some(1.5_f64));
        accepts("1e3", 1000.0_f64);
        accepts("1.5", Sorted(Some(Kind::Number), 1.5));
        let Later::Value(kept) = unmasked::<Later>("1.5").0 else {
            unreachable!("a number is no object");
        };
        assert_eq!(kept, json!(1.5));
        refuses::<i64>("1.5", "found the number 1.5");
        refuses::<String>("1.5", "expected a string, found the number 1.5");
        refuses::<Vec<f64>>("1.5", "expected an array, found the number 1.5");
        refuses::<BTreeMap<String, Value>>("1.5", "expected an object, found the number 1.5");
        refuses::<f64>("1e400", "number out of range");
    }
}
