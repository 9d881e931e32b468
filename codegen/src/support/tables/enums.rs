//! Enums of constants.

/// Implements reading and writing for an enum of constants.
macro_rules! constants {
    ($name:ident { $first:ident is $value:expr $(, $variant:ident is $other:expr)* $(,)? }) => {
        impl $name {
            /// Every value, in the document's order.
            pub const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)*];
        }

        impl $crate::support::decode::Decode for $name {
            fn blank() -> Self {
                Self::$first
            }

            fn fill(
                &mut self,
                source: &mut dyn $crate::support::decode::Source,
            ) -> $crate::support::decode::Filled {
                use $crate::support::decode::Constant::*;
                *self = Self::ALL[$crate::support::decode::constant(source, &[$value $(, $other)*])?];
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::support::encode::Encode for $name {
            fn plain(&self) -> ::core::option::Option<$crate::support::encode::Wire<'_>> {
                use $crate::support::decode::Constant::*;
                let constant = match self {
                    Self::$first => $value,
                    $(Self::$variant => $other,)*
                };
                ::core::option::Option::Some(constant.wire())
            }
        }
    };
}

/// What a string enum offers beside serde: its value as text, and the value of a text.
macro_rules! words {
    ($name:ident { $($variant:ident is $word:literal),* $(,)? }) => {
        $crate::support::tables::constants! { $name { $($variant is Text($word)),* } }

        impl $name {
            /// The value on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::support::Violations;

            // A variant may be called `Err`.
            fn from_str(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::support::Violations> {
                $crate::support::decode::word(text, Self::ALL, Self::as_str)
            }
        }
    };
}

/// Implements reading and writing for an enum of strings that keeps those it doesn't know.
macro_rules! open_words {
    ($name:ident { else $other:ident, $first:ident is $value:literal $(, $variant:ident is $word:literal)* $(,)? }) => {
        impl $name {
            /// The values that are known, in the document's order.
            pub const KNOWN: &'static [&'static str] = &[$value $(, $word)*];

            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::$first => $value,
                    $(Self::$variant => $word,)*
                    Self::$other(text) => text,
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(
                text: &str,
            ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $value => Self::$first,
                    $($word => Self::$variant,)*
                    other => Self::$other(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        impl $crate::support::decode::Decode for $name {
            fn blank() -> Self {
                Self::$first
            }

            fn fill(
                &mut self,
                source: &mut dyn $crate::support::decode::Source,
            ) -> $crate::support::decode::Filled {
                $crate::support::decode::text(source, &mut |text| {
                    *self = ::core::convert::From::from(text);
                })
            }
        }

        impl $crate::support::encode::Encode for $name {
            fn plain(&self) -> ::core::option::Option<$crate::support::encode::Wire<'_>> {
                ::core::option::Option::Some($crate::support::encode::Wire::Text(self.as_str()))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use {constants, open_words, words};
