//! What `--check` says: a plan as a list of differences and a short diff.

use super::plan::{Change, Plan, TextChange};
use super::{Target, diff, journal};
use std::path::Path;

/// How the disk differs from what would be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Drift {
    /// The differences, sorted by kind and path.
    pub(crate) entries: Vec<Entry>,
    /// The changed files' diff, cut to a screen.
    pub(crate) diff: String,
}

/// One difference.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What is different.
    pub(crate) kind: DriftKind,
    /// The file, as a path that the user can open.
    pub(crate) path: String,
}

/// How one file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DriftKind {
    /// A killed run waits for its completion.
    Unfinished,
    /// The text differs.
    Changed,
    /// The file isn't there.
    Missing,
    /// The file should not be there.
    Extra,
}

impl DriftKind {
    /// The kind as an adjective: `"missing"`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Extra => "extra",
        }
    }
}

/// The drift that a plan would mend, `None` where there is none.
pub(crate) fn drift(target: &Target, plan: &Plan) -> Option<Drift> {
    if plan.is_clean() {
        return None;
    }
    let names_lock = target.names_lock.as_deref().zip(plan.names_lock.as_ref());
    let mut entries: Vec<Entry> = plan
        .changes
        .iter()
        .map(|change| (change_kind(change), change.path()))
        .chain(
            plan.foreign
                .iter()
                .map(|foreign| (DriftKind::Extra, &*foreign.path)),
        )
        .chain(
            plan.pending
                .then_some((DriftKind::Unfinished, journal::FOLDER)),
        )
        .map(|(kind, path)| entry(kind, &target.dir.join(path)))
        .chain(names_lock.map(|(path, text)| entry(text_kind(text), path)))
        .collect();
    entries.sort_by(|a, b| (a.kind, &a.path).cmp(&(b.kind, &b.path)));

    let changed = plan.changes.iter().filter_map(|change| match change {
        Change::Write { path, text } => Some((target.dir.join(path), text)),
        Change::Delete { .. } => None,
    });
    let texts = changed
        .chain(names_lock.map(|(path, text)| (path.to_owned(), text)))
        .filter(|(_, text)| text.old.is_some())
        .map(|(path, text)| (path.display().to_string(), text));
    Some(Drift {
        entries,
        diff: diff::short(texts),
    })
}

fn change_kind(change: &Change) -> DriftKind {
    match change {
        Change::Write { text, .. } => text_kind(text),
        Change::Delete { .. } => DriftKind::Extra,
    }
}

fn text_kind(text: &TextChange) -> DriftKind {
    match text.old {
        Some(_) => DriftKind::Changed,
        None => DriftKind::Missing,
    }
}

fn entry(kind: DriftKind, path: &Path) -> Entry {
    Entry {
        kind,
        path: path.display().to_string(),
    }
}
