//! `known.txt`: the disagreements that are there for now, each with its reason. The list only
//! shrinks: an entry that is no longer needed fails the test.

use std::collections::BTreeMap;

/// Schema name to reason.
pub type Known = BTreeMap<String, String>;

/// Reads `name: reason` lines; `#` begins a comment.
///
/// # Panics
///
/// On a line of another shape, and on a name that comes twice.
pub fn parse(text: &str) -> Known {
    let mut known = Known::new();
    for line in text.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((name, reason)) = line.split_once(": ") else {
            panic!("known.txt: `{line}` isn't `name: reason`");
        };
        let twice = known.insert(name.to_owned(), reason.to_owned());
        assert!(twice.is_none(), "known.txt has {name} twice");
    }
    known
}
