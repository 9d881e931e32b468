//! What generated code stands on: reading, writing and checking values, without any knowledge of
//! a particular schema.
//!
//! These files are copied verbatim into generated crates, as far as each uses them; the generator itself
//! uses them to check what a document says about its own values.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    unused_macros,
    reason = "each generated crate uses a part of this; what it doesn't use isn't compiled to code"
)]

pub(crate) mod applicators;
pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod decimal;
pub(crate) mod decode;
pub(crate) mod encode;
mod entry;
pub(crate) mod format;
mod gaps;
mod locate;
pub(crate) mod pattern;
pub(crate) mod place;
mod problem;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod steps;
pub(crate) mod tables;
pub(crate) mod union;
pub(crate) mod validate;
mod violation;

pub use entry::{DecodeError, decode, decode_str, from_value};
pub use validate::Validate;
pub use violation::{Violation, Violations};

/// Implements serde's traits for generated types, and `Eq` and `Hash` where equality is total. A derived
/// `Hash` calls one of each field, generic in the hasher: that took a tenth of what a whole crate takes
/// to check.
macro_rules! implement {
    (types { $($name:ident $(with $hash:ident)?,)* }) => {$(
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::support::decode::Decode::read_from(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::support::encode::serialize(self, serializer)
            }
        }

        $(
            impl ::core::cmp::Eq for $name {}

            impl ::core::hash::$hash for $name {
                fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                    $crate::support::encode::hash(self, state)
                }
            }
        )?
    )*};
}

pub(crate) use implement;
