//! How scalars, lists and maps are written.

use std::collections::BTreeMap;

use super::{Encode, Items, Out, Wire, Written, wire};
use crate::support::decode::Constant;

impl Constant {
    /// The constant on its way out.
    pub fn wire(self) -> Wire<'static> {
        match self {
            Constant::Null => Wire::Null,
            Constant::Boolean(value) => Wire::Boolean(value),
            Constant::Integer(value) | Constant::Whole(value) => Wire::Integer(value),
            Constant::Unsigned(value) => Wire::Unsigned(value),
            Constant::Number(value) => Wire::Number(value),
            Constant::Text(value) => Wire::Text(value),
        }
    }
}

impl Encode for String {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Text(self))
    }
}

impl Encode for bool {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Boolean(*self))
    }
}

impl Encode for () {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Null)
    }
}

impl Encode for f64 {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Number(*self))
    }
}

impl Encode for u64 {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Unsigned(*self))
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Encode for $integer {
            fn plain(&self) -> Option<Wire<'_>> {
                Some(Wire::Integer(i64::from(*self)))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32);

impl Encode for serde_json::Value {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Value(self))
    }
}

impl<T: Encode> Encode for Option<T> {
    fn plain(&self) -> Option<Wire<'_>> {
        let Some(value) = self else {
            return Some(Wire::Absent);
        };
        Some(match value.plain() {
            // A value that is there and is none is `null`.
            Some(Wire::Absent) => Wire::Null,
            Some(wire) => wire,
            None => Wire::Object(value),
        })
    }
}

impl<T: Encode> Encode for Box<T> {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(wire(&**self))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn plain(&self) -> Option<Wire<'_>> {
        Some(Wire::Array(self))
    }
}

impl<T: Encode> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Wire<'_> {
        self.get(index).map_or(Wire::Null, |it| wire(it))
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn members(&self, out: &mut dyn Out) -> Written {
        self.iter()
            .try_for_each(|(name, value)| out.field(name, &wire(value)))
    }
}
