//! What changed between two versions of a document, for its users: in the values that are sent, and
//! in the Rust crate. Components are compared by name, whatever the order of the document.

mod api;
mod breaks;
#[cfg(test)]
mod tests;
mod wire;

pub use api::{ApiChange, Part};
pub use breaks::Breaks;
pub use wire::WireChange;

use serde::Serialize;

use crate::emit::Emission;
use crate::{Plan, Request};

/// All changes between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The components that are new
    pub added: Vec<String>,
    /// The components that are gone
    pub removed: Vec<String>,
    /// The components that have another name and the same values, old and new name
    pub renamed: Vec<(String, String)>,
    /// The changes in the values that are sent
    pub wire: Vec<WireChange>,
    /// The changes in the Rust crate
    pub api: Vec<ApiChange>,
}

/// A version: the plan, and the request that it was made for.
pub type Version<'a> = (&'a Plan, &'a Request);

/// Compares two versions.
pub fn diff(old: Version<'_>, new: Version<'_>) -> Diff {
    let components = |it: Version<'_>| it.0.resolved.ir.components.clone();
    let (before, after) = (components(old), components(new));
    let missing = |here: &indexmap::IndexMap<String, _>, there: &indexmap::IndexMap<String, _>| {
        let names = here.keys().filter(|it| !there.contains_key(*it));
        let mut names: Vec<String> = names.cloned().collect();
        names.sort_unstable();
        names
    };
    let mut added = missing(&after, &before);
    let mut removed = missing(&before, &after);
    let renamed = wire::renamed(old.0, new.0, &removed, &added);
    removed.retain(|name| renamed.iter().all(|it| it.0 != *name));
    added.retain(|name| renamed.iter().all(|it| it.1 != *name));
    Diff {
        added,
        removed,
        renamed,
        wire: wire::changed(old.0, new.0),
        api: api::changed(&Emission::new(old.0, old.1), &Emission::new(new.0, new.1)),
    }
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.renamed.is_empty()
            && self.wire.is_empty()
            && self.api.is_empty()
    }

    /// Whether any change breaks someone.
    pub fn is_breaking(&self) -> bool {
        let wire = self.wire.iter().any(|it| it.breaks != Breaks::default());
        wire || self.api.iter().any(|it| it.breaking)
    }
}
