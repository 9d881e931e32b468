//! Where schemas stand in the document.

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

pub(crate) use {elsewhere, schemas, within};
