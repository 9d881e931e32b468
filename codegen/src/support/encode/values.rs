//! How scalars, lists and maps are written.

use std::collections::BTreeMap;

use super::{Encode, Fields, Items, Out, Wire, Written};
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

impl Encode for Constant {
    fn wire(&self) -> Wire<'_> {
        (*self).wire()
    }
}

impl Encode for String {
    fn wire(&self) -> Wire<'_> {
        Wire::Text(self)
    }
}

impl Encode for bool {
    fn wire(&self) -> Wire<'_> {
        Wire::Boolean(*self)
    }
}

impl Encode for () {
    fn wire(&self) -> Wire<'_> {
        Wire::Null
    }
}

impl Encode for f64 {
    fn wire(&self) -> Wire<'_> {
        Wire::Number(*self)
    }
}

impl Encode for u64 {
    fn wire(&self) -> Wire<'_> {
        Wire::Unsigned(*self)
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Encode for $integer {
            fn wire(&self) -> Wire<'_> {
                Wire::Integer(i64::from(*self))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32);

impl Encode for serde_json::Value {
    fn wire(&self) -> Wire<'_> {
        Wire::Value(self)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn wire(&self) -> Wire<'_> {
        match self.as_ref().map(Encode::wire) {
            None => Wire::Absent,
            // A value that is there and is none is `null`.
            Some(Wire::Absent) => Wire::Null,
            Some(wire) => wire,
        }
    }
}

impl<T: Encode> Encode for Box<T> {
    fn wire(&self) -> Wire<'_> {
        (**self).wire()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn wire(&self) -> Wire<'_> {
        Wire::Array(self)
    }
}

impl<T: Encode> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Wire<'_> {
        self.get(index).map_or(Wire::Null, Encode::wire)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn wire(&self) -> Wire<'_> {
        Wire::Object(self)
    }
}

impl<T: Encode> Fields for BTreeMap<String, T> {
    fn fields(&self, out: &mut dyn Out) -> Written {
        self.iter()
            .try_for_each(|(name, value)| out.field(name, value.wire()))
    }
}
