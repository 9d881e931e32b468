//! The list of documents that are refused, and why a maintainer of the document would accept it.

use std::collections::{BTreeMap, BTreeSet};

/// What is expected of a document that is refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The codes of the errors.
    pub(crate) codes: BTreeSet<String>,
}

/// The list, by path. A line is `path<TAB>code, code<TAB>reason`; `#` begins a comment.
///
/// # Panics
///
/// When a line has another form, gives no reason, or names a path again.
pub(crate) fn read() -> BTreeMap<String, Refusal> {
    let mut refusals = BTreeMap::new();
    for line in include_str!("../../fixtures/torture.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let [path, codes, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not of the form path, codes, reason: {line}");
        };
        assert!(!reason.trim().is_empty(), "no reason: {line}");
        let codes = codes.split(", ").map(str::to_owned).collect();
        let before = refusals.insert(path.to_owned(), Refusal { codes });
        assert!(before.is_none(), "listed twice: {path}");
    }
    refusals
}
