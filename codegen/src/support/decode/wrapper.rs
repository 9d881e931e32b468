//! Types around other types: nullable values, boxes, arrays and maps.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::tree_source::Tree;
use super::{Decode, Elements, Entries, Filled, Need, Others, Slot, Source, Table, object};
use crate::support::violation::Violations;

/// Reads the value of a variant into its place, and wraps it up.
///
/// # Errors
///
/// What doesn't fit; the rest is in its place all the same.
pub fn variant<T: Decode, U>(source: &mut dyn Source, slot: &mut U, wrap: fn(T) -> U) -> Filled {
    let mut value = T::blank();
    let filled = value.fill(source);
    *slot = wrap(value);
    filled
}

/// A value or `null`.
impl<T: Decode> Decode for Option<T> {
    fn blank() -> Self {
        None
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        T::fill_nullable(self, source)
    }

    fn slot(&mut self, need: Need) -> Option<Slot<'_>> {
        match need {
            Need::Required => T::nullable_slot(self),
            _ => self.insert(T::blank()).slot(Need::Required),
        }
    }

    fn fill_present(&mut self, source: &mut dyn Source) -> Filled {
        // Asked for its slot, it has made room already.
        self.get_or_insert_with(T::blank).fill(source)
    }
}

impl<T: Decode> Decode for Box<T> {
    // What is in the box is made on the stack: not on that of whoever reads what is nested in it.
    #[inline(never)]
    fn blank() -> Self {
        Box::new(T::blank())
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        (**self).fill(source)
    }

    fn slot(&mut self, need: Need) -> Option<Slot<'_>> {
        (**self).slot(need)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.array(self)
    }
}

impl<T: Decode> Elements for Vec<T> {
    fn element(&mut self, source: &mut dyn Source) -> Filled {
        // An element that doesn't fit keeps its place, so that later ones keep their index.
        self.push(T::blank());
        match self.last_mut() {
            Some(element) => element.fill(source),
            None => Ok(()),
        }
    }
}

/// An object without declared members.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }

    fn table() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        Table::of(&TABLE, &[], "", &[], Others::Read, || None)
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        object(source, Self::table(), &mut [], Some(self))
    }
}

impl<T: Decode> Entries for BTreeMap<String, T> {
    fn entry(&mut self, name: String, source: &mut dyn Source) -> Filled {
        let mut value = T::blank();
        let filled = value.fill(source);
        let filled = filled.map_err(|fault| fault.of_entry(&name));
        self.insert(name, value);
        filled
    }

    fn all(&mut self, members: BTreeMap<String, Value>) -> Filled {
        let members = match T::entries(members) {
            Ok(entries) => {
                *self = entries;
                return Ok(());
            }
            Err(members) => members,
        };
        let mut faults = Violations::default();
        for (name, value) in members {
            if let Err(fault) = Entries::entry(self, name, &mut Tree::of(value, 1)) {
                faults.append(fault.unfit()?);
            }
        }
        match faults.is_empty() {
            true => Ok(()),
            false => Err(faults.into()),
        }
    }
}
