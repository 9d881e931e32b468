//! Answers that were found before: where unions lead into each other, the same is asked by many ways, whose
//! number grows with every step.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

/// What is known about keys.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RefCell<HashMap<K, V>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Memo(RefCell::default())
    }
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    /// The answer for a key, which is looked for the first time only.
    pub(super) fn answer(&self, key: K, find: impl FnOnce() -> V) -> V {
        let known = self.0.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            // Finding it may ask for others.
            let found = find();
            self.0.borrow_mut().insert(key, found.clone());
            found
        })
    }
}
