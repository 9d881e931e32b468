//! Objects whose type is known before they are read.

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

pub(crate) use {fields, object, others, places};
