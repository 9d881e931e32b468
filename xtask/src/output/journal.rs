//! The journal of one write: the operations that turn the old tree into the new one, as text.

use super::disk::{self, Kind};
use super::plan::dir_kind;
use super::plan::{Change, Plan};
use crate::failure::Failure;
use codegen::files::is_safe_path;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The folder in the output folder that holds the journal and the staged texts.
pub(super) const FOLDER: &str = ".codegen-journal";

const FIRST_LINE: &str = "codegen journal 1";
const LAST_LINE: &str = "end";

/// The operations in order. An operation's place in the list names its staged
/// text (`new/0`) and the file it displaced (`old/0`).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Journal(pub(super) Vec<Op>);

/// One operation; each can be repeated after it was cut short.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Take a file of ours away.
    Delete { path: String },
    /// Put the staged text at a path.
    Write { path: String },
    /// Put the staged text in the lock of names. `place` is the lock that the
    /// journal was written for; a run with another one skips the operation.
    NamesLock { place: String },
}

/// The paths of one journal on disk.
#[derive(Debug)]
pub(super) struct JournalFolder(PathBuf);

impl JournalFolder {
    pub(super) fn of(dir: &Path) -> Self {
        Self(dir.join(FOLDER))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The journal itself: complete, or not there.
    pub(super) fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }

    /// The journal while it is written.
    pub(super) fn draft(&self) -> PathBuf {
        self.0.join("journal.draft")
    }

    pub(super) fn new_texts(&self) -> PathBuf {
        self.0.join("new")
    }

    pub(super) fn old_texts(&self) -> PathBuf {
        self.0.join("old")
    }

    /// The text that operation `slot` puts in place.
    pub(super) fn new_text(&self, slot: usize) -> PathBuf {
        self.new_texts().join(slot.to_string())
    }

    /// The file that operation `slot` displaced.
    pub(super) fn old_text(&self, slot: usize) -> PathBuf {
        self.old_texts().join(slot.to_string())
    }
}

impl Journal {
    /// The operations of a plan: deletions first, for a file may give way to a
    /// folder, and the lock of names last.
    pub(super) fn of(plan: &Plan, names_lock: Option<&Path>) -> Self {
        let deletions = plan.changes.iter().filter_map(|change| match change {
            Change::Delete { path } => Some(Op::Delete { path: path.clone() }),
            Change::Write { .. } => None,
        });
        let writes = plan.changes.iter().filter_map(|change| match change {
            Change::Write { path, .. } => Some(Op::Write { path: path.clone() }),
            Change::Delete { .. } => None,
        });
        let lock = match (&plan.names_lock, names_lock) {
            (Some(_), Some(path)) => Some(Op::NamesLock {
                place: place_of(path),
            }),
            _ => None,
        };
        Self(deletions.chain(writes).chain(lock).collect())
    }

    /// The journal's text, one operation a line.
    pub(super) fn render(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for op in &self.0 {
            let _ = match op {
                Op::Delete { path } => writeln!(text, "delete {path}"),
                Op::Write { path } => writeln!(text, "write {path}"),
                Op::NamesLock { place } => writeln!(text, "names-lock {place}"),
            };
        }
        text + LAST_LINE + "\n"
    }

    /// `None` for a text that is cut short or that no run of ours wrote: a
    /// path in it could lead anywhere.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let body = text
            .strip_prefix(FIRST_LINE)?
            .strip_prefix('\n')?
            .strip_suffix('\n')?;
        let body = body.strip_suffix(LAST_LINE)?;
        let ops = body.lines().map(parse_op).collect::<Option<Vec<Op>>>()?;
        (body.is_empty() || body.ends_with('\n')).then_some(Self(ops))
    }
}

fn parse_op(line: &str) -> Option<Op> {
    let (verb, rest) = line.split_once(' ')?;
    let path = || is_safe_path(rest).then(|| rest.to_owned());
    match verb {
        "delete" => Some(Op::Delete { path: path()? }),
        "write" => Some(Op::Write { path: path()? }),
        "names-lock" => Some(Op::NamesLock {
            place: rest.to_owned(),
        }),
        _ => None,
    }
}

/// A lock's path on one line, for comparison only.
pub(super) fn place_of(names_lock: &Path) -> String {
    let folder = match names_lock.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    format!(
        "{:?}",
        folder.join(names_lock.file_name().unwrap_or_default())
    )
}

/// Whether a killed run left something in the output folder.
pub(super) fn is_pending(dir: &Path) -> Result<bool, Failure> {
    if dir_kind(dir)? != Kind::Folder {
        return Ok(false);
    }
    let path = dir.join(FOLDER);
    match disk::kind(&path)? {
        Kind::Absent => Ok(false),
        Kind::Folder => Ok(true),
        kind => Err(Failure::refused(
            format!("{} is {}", path.display(), kind.noun()),
            "delete it: the generator keeps its journal there",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_survives_its_text_and_no_part_of_the_text_is_one() {
        let journal = Journal(vec![
            Op::Delete {
                path: "src/old.rs".to_owned(),
            },
            Op::Write {
                path: "src/lib.rs".to_owned(),
            },
            Op::NamesLock {
                place: "\"/a b/names.lock\"".to_owned(),
            },
        ]);
        let text = journal.render();
        for end in 0..text.len() {
            assert_eq!(Journal::parse(&text[..end]), None, "{end}");
        }
        assert_eq!(Journal::parse(&text), Some(journal));
    }

    #[test]
    fn a_journal_that_leads_out_of_the_folder_is_none() {
        for op in [
            "write ../x",
            "delete /etc/passwd",
            "link a",
            "write a\0",
            "write",
        ] {
            let text = format!("{FIRST_LINE}\n{op}\n{LAST_LINE}\n");
            assert_eq!(Journal::parse(&text), None, "{op}");
        }
    }
}
