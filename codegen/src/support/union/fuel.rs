//! How often variants are tried. A union that is tried may hold itself, and each try reads what is in
//! it again: without an end to it, a payload of some hundred bytes could keep a decoder busy for years.

use std::cell::Cell;

use serde_json::Value;

/// Tries for any value.
const TRIES: usize = 10_000;

/// Further tries for each value in it: unions nested six deep, of two variants each.
const TRIES_EACH: usize = 64;

thread_local! {
    /// The tries that are left for the outermost value that is being tried.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The tries for a value, shared by all values in it.
pub(super) struct Fuel {
    is_outermost: bool,
}

impl Fuel {
    /// The tries that the value around this one has left, or new ones.
    pub(super) fn of(value: &Value) -> Fuel {
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            LEFT.set(Some(TRIES + TRIES_EACH * size(value)));
        }
        Fuel { is_outermost }
    }

    /// Takes one try; `false` where none is left.
    pub(super) fn take(&self) -> bool {
        let left = LEFT.get().and_then(|left| left.checked_sub(1));
        LEFT.set(Some(left.unwrap_or_default()));
        left.is_some()
    }
}

impl Drop for Fuel {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}

/// How many values there are in a value, itself included.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
