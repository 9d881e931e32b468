//! What is different between two locks.

use std::collections::BTreeMap;

use super::lock::{Entry, Lock};

/// A difference between the lock and the names just given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameChange {
    /// What happened.
    pub kind: ChangeKind,
    /// In one line: `name added: PushData for #/components/schemas/…`.
    pub text: String,
}

/// What happened to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It had been retired.
    Restored,
    /// What is called so stands elsewhere.
    Moved,
    /// What is called so has another structure.
    Kept,
    /// What was called so has another name.
    Renamed,
    /// Nothing is called so any more.
    Retired,
}

impl ChangeKind {
    /// Whether code that uses the names can tell.
    pub fn changes_a_name(self) -> bool {
        match self {
            ChangeKind::Added
            | ChangeKind::Restored
            | ChangeKind::Renamed
            | ChangeKind::Retired => true,
            ChangeKind::Moved | ChangeKind::Kept => false,
        }
    }
}

/// What is different in `next`.
pub(super) fn changes(before: &Lock, next: &Lock) -> Vec<NameChange> {
    let known = by_name(before);
    let now = by_name(next);
    let mut changes = Vec::new();
    let mut say = |kind, text| changes.push(NameChange { kind, text });
    let gone = || {
        let live = before.entries.iter().filter(|it| !it.retired);
        live.filter(|it| !now.contains_key(it.name.as_str()))
    };
    let is_it = |old: &Entry, entry: &Entry| {
        old.pointer == entry.pointer || old.fingerprint == entry.fingerprint
    };
    let fresh = |it: &&Entry| !known.contains_key(it.name.as_str());
    for entry in &next.entries {
        let (name, pointer) = (&entry.name, &entry.pointer);
        let Some(old) = known.get(name.as_str()) else {
            match gone().find(|old| is_it(old, entry)) {
                Some(old) => say(
                    ChangeKind::Renamed,
                    format!("name changed: {} is {name} now, for #{pointer}", old.name),
                ),
                None => say(
                    ChangeKind::Added,
                    format!("name added: {name} for #{pointer}"),
                ),
            }
            continue;
        };
        if old.retired {
            say(
                ChangeKind::Restored,
                format!("name restored: {name} for #{pointer}"),
            );
        } else if old.pointer != *pointer {
            say(
                ChangeKind::Moved,
                format!("name moved: {name} from #{} to #{pointer}", old.pointer),
            );
        } else if old.fingerprint != entry.fingerprint {
            say(
                ChangeKind::Kept,
                format!("name kept: {name} has a new structure"),
            );
        }
    }
    for old in gone() {
        if !next.entries.iter().filter(fresh).any(|it| is_it(old, it)) {
            say(
                ChangeKind::Retired,
                format!("name retired: {} of #{}", old.name, old.pointer),
            );
        }
    }
    changes
}

fn by_name(lock: &Lock) -> BTreeMap<&str, &Entry> {
    let entries = lock.entries.iter();
    entries.map(|it| (it.name.as_str(), it)).collect()
}
