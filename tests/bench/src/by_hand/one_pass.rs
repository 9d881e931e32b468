//! The frame of a visitor: the members by name, a slot for each, and what becomes of them.

use serde::de::{Deserialize, Deserializer, Error};

/// Defines `$name`, which reads `$built`: every member goes to its slot, and the last expression
/// sees the slots by the members' names.
macro_rules! one_pass {
    ($(#[$docs:meta])* $vis:vis $name:ident($built:ty) {
        $($field:ident $(= $wire:literal)?: $ty:ty),* $(,)?
    } => $build:expr) => {
        $(#[$docs])*
        $vis struct $name($vis $built);

        impl<'de> ::serde::de::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::de::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                #[derive(::serde::Deserialize)]
                #[serde(field_identifier)]
                #[allow(non_camel_case_types)]
                enum Key {
                    $($(#[serde(rename = $wire)])? $field,)*
                    #[serde(other)]
                    Other,
                }

                struct OnePass;

                impl<'de> ::serde::de::Visitor<'de> for OnePass {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(stringify!($name))
                    }

                    fn visit_map<A: ::serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        $(let mut $field: Option<$ty> = None;)*
                        while let Some(key) = map.next_key()? {
                            match key {
                                $(Key::$field => {
                                    if $field.is_some() {
                                        let name = stringify!($field);
                                        return Err(::serde::de::Error::duplicate_field(name));
                                    }
                                    $field = Some(map.next_value()?);
                                })*
                                Key::Other => {
                                    map.next_value::<::serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        Ok($name($build))
                    }
                }

                deserializer.deserialize_map(OnePass)
            }
        }
    };
}
pub(super) use one_pass;

/// One of a few strings.
macro_rules! words {
    ($($name:ident { $($word:ident)* })*) => {$(
        #[derive(Clone, Copy, ::serde::Deserialize)]
        #[serde(field_identifier, rename_all = "snake_case")]
        enum $name { $($word),* }
    )*};
}
pub(super) use words;

/// A member that must have come.
#[inline]
pub(super) fn need<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
}

words! { AnyPlatform { Ios Android } }

/// A platform.
pub(super) struct Platform(pub(super) customerio::Platform);

impl<'de> Deserialize<'de> for Platform {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Platform(match AnyPlatform::deserialize(deserializer)? {
            AnyPlatform::Ios => customerio::Platform::Ios,
            AnyPlatform::Android => customerio::Platform::Android,
        }))
    }
}
