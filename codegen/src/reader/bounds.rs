//! What a load may take, and what it remembers when it takes more.
//!
//! Aliases let a small YAML text stand for a huge tree, so nodes and string bytes are counted
//! while the tree grows and the load stops at a multiple of the text's length.

use crate::pointer::Pointer;
use serde::de::Error;
use std::cell::{Cell, RefCell};

/// How deeply objects and arrays may nest. Less than the 128 levels at which serde_yaml and
/// serde_json stop, so that the message is ours.
pub(super) const MAX_DEPTH: usize = 120;

/// Why a load was stopped although the text is well-formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The key occurs twice in one object.
    DuplicateKey(String),
    /// Objects and arrays nest more than [`MAX_DEPTH`] levels, or an alias contains itself.
    TooDeep,
    /// The tree outgrows the text.
    TooLarge,
    /// A value has a YAML tag such as `!foo`.
    Tag(String),
    /// The YAML merge key `<<` is used.
    MergeKey,
    /// `.inf` or `.nan`.
    NotFinite,
}

/// What is left for the trees of one or several texts.
pub(super) struct Budget {
    nodes_left: Cell<usize>,
    bytes_left: Cell<usize>,
}

impl Budget {
    /// What any text may take, however short: enough for the aliases of a small document.
    pub(super) fn new() -> Budget {
        Budget {
            nodes_left: Cell::new(10_000),
            bytes_left: Cell::new(1_000_000),
        }
    }

    /// Adds what a text of that many bytes may take. Without aliases no text comes near it: a node
    /// needs at least one byte of text. With them, average documents may grow tenfold.
    fn grant(&self, text_len: usize) {
        self.nodes_left.update(|it| it.saturating_add(text_len));
        self.bytes_left
            .update(|it| it.saturating_add(text_len.saturating_mul(4)));
    }

    fn take(&self, bytes: usize) -> Option<()> {
        let nodes = self.nodes_left.get().checked_sub(1)?;
        let bytes = self.bytes_left.get().checked_sub(bytes)?;
        self.nodes_left.set(nodes);
        self.bytes_left.set(bytes);
        Some(())
    }
}

/// What one load counts and remembers.
pub(super) struct Load<'b> {
    budget: &'b Budget,
    merge_keys: MergeKeys,
    refusal: RefCell<Option<Refusal>>,
    /// The keys from the place of the refusal up to the root.
    trail: RefCell<Vec<String>>,
}

/// What the key `<<` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MergeKeys {
    /// It is refused: YAML would merge another mapping in.
    Refuse,
    /// It is a key like any other.
    Plain,
}

impl<'b> Load<'b> {
    /// A load of a text of that many bytes.
    pub(super) fn new(budget: &'b Budget, text_len: usize, merge_keys: MergeKeys) -> Load<'b> {
        budget.grant(text_len);
        Load {
            budget,
            merge_keys,
            refusal: RefCell::new(None),
            trail: RefCell::new(Vec::new()),
        }
    }

    /// What the key `<<` means in this load.
    pub(super) fn merge_keys(&self) -> MergeKeys {
        self.merge_keys
    }

    /// Why the load was stopped, `None` if the text was malformed.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        self.refusal.borrow().clone()
    }

    /// The value or key at which the load was stopped.
    pub(super) fn place(&self) -> Pointer {
        let trail = self.trail.borrow();
        let keys = trail.iter().rev();
        keys.fold(Pointer::root(), |pointer, key| pointer.key(key))
    }

    /// Remembers the reason and gives an error with which to stop.
    pub(super) fn refuse<E: Error>(&self, refusal: Refusal) -> E {
        *self.refusal.borrow_mut() = Some(refusal);
        E::custom("refused")
    }

    /// Counts one node and the bytes of its text.
    pub(super) fn count<E: Error>(&self, bytes: usize) -> Result<(), E> {
        let within = self.budget.take(bytes);
        within.ok_or_else(|| self.refuse(Refusal::TooLarge))
    }

    /// Adds a key or an index to the trail of an error on its way to the root.
    pub(super) fn came_from<E>(&self, segment: impl ToString) -> impl FnOnce(E) -> E {
        move |error| {
            self.trail.borrow_mut().push(segment.to_string());
            error
        }
    }
}
