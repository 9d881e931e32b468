//! Objects of which it is known only after the last member what they are.

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

pub(crate) use {blank, joined, members, slot};
