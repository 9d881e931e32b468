//! Tables instead of code: a line a member says all that reading and writing need to know.

/// Implements reading and writing for a struct. A line has the member's index and name, whether it
/// is required, and the field `in` which it goes or the constant that it `is`; a `forbidden` member
/// can't occur:
///
/// ```text
/// object! { Device {
///     0 required "kind" is Text("device"),
///     1 required "token" in token,
///     2 optional "platform" in platform,
///     others Read in others
/// } }
/// ```
macro_rules! object {
    ($name:ident {
        $($index:literal $presence:ident $member:literal
            $(in $field:ident)? $(is $kind:ident $(($value:expr))?)?,)*
        others $policy:ident $(in $others:ident)? $(, $aside:ident)?
    }) => {
        impl $crate::support::decode::Decode for $name {
            fn blank() -> Self {
                Self {
                    $($($field: $crate::support::decode::Decode::blank(),)?)*
                    $($others: $crate::support::decode::Decode::blank(),)?
                }
            }

            fn table() -> &'static $crate::support::decode::Table {
                static TABLE: ::std::sync::OnceLock<$crate::support::decode::Table> =
                    ::std::sync::OnceLock::new();
                $crate::support::decode::Table::of(
                    &TABLE,
                    &[$($member),*],
                    ::core::stringify!($($presence)*),
                    &[$($(($index, $crate::support::decode::Constant::$kind $(($value))?),)?)*],
                    $crate::support::decode::Others::$policy,
                    <$name as $crate::support::schema::Described>::schema,
                )
            }

            fn fill(
                &mut self,
                source: &mut dyn $crate::support::decode::Source,
            ) -> $crate::support::decode::Filled {
                $crate::support::decode::object(
                    source,
                    Self::table(),
                    $crate::support::tables::places!($($aside)? $($(self.$field)?)*),
                    $crate::support::tables::others!($(self.$others)?),
                )
            }
        }

        impl $crate::support::encode::Encode for $name {
            fn members(
                &self,
                out: &mut dyn $crate::support::encode::Out,
            ) -> $crate::support::encode::Written {
                $crate::support::encode::members(
                    out,
                    <Self as $crate::support::decode::Decode>::table(),
                    &[$($(&self.$field,)?)*],
                    &[$(&self.$others)?],
                )
            }
        }
    };
}

/// Implements writing for a struct; `also` names the fields whose members stand in the same object.
macro_rules! fields {
    ($name:ident {
        $($index:literal $presence:ident $member:literal
            $(in $field:ident)? $(is $kind:ident $(($value:expr))?)?,)*
        ; also $($flat:ident)*
    }) => {
        impl $crate::support::encode::Encode for $name {
            fn members(
                &self,
                out: &mut dyn $crate::support::encode::Out,
            ) -> $crate::support::encode::Written {
                static TABLE: ::std::sync::OnceLock<$crate::support::decode::Table> =
                    ::std::sync::OnceLock::new();
                let table = $crate::support::decode::Table::of(
                    &TABLE,
                    &[$($member),*],
                    ::core::stringify!($($presence)*),
                    &[$($(($index, $crate::support::decode::Constant::$kind $(($value))?),)?)*],
                    $crate::support::decode::Others::Skip,
                    <$name as $crate::support::schema::Described>::schema,
                );
                $crate::support::encode::members(
                    out,
                    table,
                    &[$($(&self.$field,)?)*],
                    &[$(&self.$flat),*],
                )
            }
        }
    };
}

/// Defines a struct that holds the members of several types until it is known which one an object
/// is; a `tag` is one of a few constants. Whether a member must come is asked by the variant that
/// claims it: here, each has a place that takes whatever may come.
macro_rules! members {
    ($(#[$docs:meta])* $name:ident {
        $($index:literal $member:literal in $field:ident $(of [$($constant:expr),*])? $(as $ty:ty)?,)*
        others $policy:ident $(in $others:ident)? $(, $aside:ident)?
    }) => {
        $(#[$docs])*
        struct $name {
            presence: $crate::support::decode::Presence,
            $($field: $crate::support::tables::slot!($($ty)?),)*
            $($others: ::std::collections::BTreeMap<::std::string::String, ::serde_json::Value>,)?
        }

        impl $name {
            fn members() -> &'static [$crate::support::decode::Member] {
                &<Self as $crate::support::decode::Decode>::table().members
            }
        }

        impl $crate::support::schema::Described for $name {}

        impl $crate::support::decode::Decode for $name {
            fn blank() -> Self {
                Self {
                    presence: ::core::default::Default::default(),
                    $($field: $crate::support::tables::blank!($([$($constant),*])? $($ty)?),)*
                    $($others: $crate::support::decode::Decode::blank(),)?
                }
            }

            fn table() -> &'static $crate::support::decode::Table {
                static TABLE: ::std::sync::OnceLock<$crate::support::decode::Table> =
                    ::std::sync::OnceLock::new();
                $crate::support::decode::Table::of(
                    &TABLE,
                    &[$($member),*],
                    "",
                    &[],
                    $crate::support::decode::Others::$policy,
                    <$name as $crate::support::schema::Described>::schema,
                )
            }

            fn fill(
                &mut self,
                source: &mut dyn $crate::support::decode::Source,
            ) -> $crate::support::decode::Filled {
                $crate::support::decode::members(
                    source,
                    Self::table(),
                    $crate::support::tables::places!($($aside)? $(self.$field)*),
                    $crate::support::tables::others!($(self.$others)?),
                    &mut self.presence,
                )
            }
        }
    };
}

/// Implements reading for a type that is made of the members of a set.
macro_rules! joined {
    ($name:ident { $build:ident of $members:ident, blank variant $variant:ident }) => {
        $crate::support::tables::joined! { @ $name $build $members
            Self::$variant($crate::support::decode::Decode::blank())
        }
    };
    ($name:ident {
        $build:ident of $members:ident, blank variant $variant:ident,
        open $property:literal of [$($tag:literal),*] else $unknown:ident
    }) => {
        impl $crate::support::decode::Decode for $name {
            fn blank() -> Self {
                Self::$variant($crate::support::decode::Decode::blank())
            }

            fn fill(
                &mut self,
                source: &mut dyn $crate::support::decode::Source,
            ) -> $crate::support::decode::Filled {
                $crate::support::union::open(
                    self,
                    source,
                    ($property, &[$($crate::support::decode::Constant::Text($tag)),*]),
                    |tag, raw| Self::$unknown { tag, raw },
                    |it, source| $crate::support::tables::joined! { @read $build $members it source },
                )
            }
        }
    };
    ($name:ident { $build:ident of $members:ident, blank fields $($field:ident)* }) => {
        $crate::support::tables::joined! { @ $name $build $members
            Self { $($field: $crate::support::decode::Decode::blank()),* }
        }
    };
    (@ $name:ident $build:ident $members:ident $blank:expr) => {
        impl $crate::support::decode::Decode for $name {
            fn blank() -> Self {
                $blank
            }

            fn fill(
                &mut self,
                source: &mut dyn $crate::support::decode::Source,
            ) -> $crate::support::decode::Filled {
                $crate::support::tables::joined! { @read $build $members self source }
            }
        }
    };
    (@read $build:ident $members:ident $place:ident $source:ident) => {
        $crate::support::union::read($place, $source, $members::$build)
    };
}

/// The type of a place.
macro_rules! slot {
    () => {
        $crate::support::decode::Tag
    };
    ($ty:ty) => {
        $ty
    };
}

/// What is in a place before anything has come.
macro_rules! blank {
    ([$($constant:expr),*]) => {{
        use $crate::support::decode::Constant::*;
        $crate::support::decode::Tag::of(&[$($constant),*])
    }};
    ($ty:ty) => {
        $crate::support::decode::Decode::blank()
    };
}

/// The fields that an object is read into. Those of many members are kept `aside`: on the stack, where each
/// level of a nested value has its own, they would take too much.
macro_rules! places {
    (aside $($self:ident.$field:ident)*) => {
        &mut ::std::vec![$(&mut $self.$field as &mut dyn $crate::support::decode::Decode),*]
    };
    ($($self:ident.$field:ident)*) => {
        &mut [$(&mut $self.$field),*]
    };
}

/// Where members go that are not declared.
macro_rules! others {
    () => {
        ::core::option::Option::None
    };
    ($self:ident.$others:ident) => {
        ::core::option::Option::Some(&mut $self.$others)
    };
}

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

/// Says where the types' schemas stand in the document, a line a type; in brackets, the parts whose
/// schemas stand elsewhere than its keywords would say, after the way to them.
macro_rules! schemas {
    (places { $($name:ident at $pointer:literal $(| [$($elsewhere:tt)*])*,)* }) => {$(
        impl $crate::support::schema::Described for $name {
            fn pointer() -> &'static str {
                $pointer
            }

            $crate::support::tables::elsewhere! { $([$($elsewhere)*])* }
        }
    )*};
}

/// Parts whose schemas stand elsewhere: most types have none.
macro_rules! elsewhere {
    () => {};
    ($([$way:literal $($part:literal)*])*) => {
        fn elsewhere() -> &'static [$crate::support::schema::Elsewhere] {
            &[$(($way, &[$($part),*])),*]
        }
    };
}

/// A function that says of violations which schema they break, in the words of [`schemas`].
macro_rules! within {
    ($pointer:literal $(| [$way:literal $($part:literal)*])*) => {
        |it: $crate::support::Violations| {
            it.within($crate::support::schema::Schema::at(|| {
                ($pointer, &[$(($way, &[$($part),*])),*])
            }))
        }
    };
}

/// Types whose Rust says all: `validate` has nothing to look at.
macro_rules! unconstrained {
    (types { $($name:ident,)* }) => {$(
        impl $crate::support::validate::Validate for $name {}
    )*};
}

pub(crate) use {
    blank, constants, elsewhere, fields, joined, members, object, open_words, others, places,
    schemas, slot, unconstrained, within, words,
};
