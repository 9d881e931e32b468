//! Compares what is wanted with what is on disk: the changes to make, and what is in the way.

use super::disk::{self, Kind};
use super::{Target, Wanted, journal, tree};
use crate::failure::Failure;
use codegen::files::{MANIFEST, is_marked, parse_manifest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What separates the disk from what is wanted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The files to write and to delete, sorted by path.
    pub(super) changes: Vec<Change>,
    /// The change to the lock of names.
    pub(super) names_lock: Option<TextChange>,
    /// What the generator didn't write, sorted by path.
    pub(super) foreign: Vec<Foreign>,
    /// Whether a killed run waits for its completion.
    pub(super) pending: bool,
}

/// One file to write or to delete.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The file is missing or differs.
    Write { path: String, text: TextChange },
    /// The file is ours and no longer wanted.
    Delete { path: String },
}

/// The text before, if there was a file, and after.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TextChange {
    pub(super) old: Option<String>,
    pub(super) new: String,
}

/// An entry that the generator must not touch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Relative to the output folder; a folder's ends in `/`.
    pub(super) path: String,
    /// Why it is in the way: `"a symbolic link"`.
    pub(super) what: &'static str,
}

/// Makes the plan. Reads only.
pub(crate) fn plan(target: &Target, wanted: Wanted<'_>) -> Result<Plan, Failure> {
    let mut plan = Plan {
        pending: journal::is_pending(&target.dir)?,
        ..Plan::default()
    };
    let owned = owned_paths(&target.dir)?;
    let known = wanted
        .files
        .iter()
        .map(|(path, _)| path)
        .chain(owned.iter().map(String::as_str))
        .collect();
    let mut entries = match dir_kind(&target.dir)? {
        Kind::Folder => tree::list(&target.dir, &known)?,
        _ => BTreeMap::new(),
    };
    for (path, text) in wanted.files.iter() {
        let kind = entries.remove(path).unwrap_or(Kind::Absent);
        plan.compare(&target.dir, path, kind, text, owned.contains(path))?;
    }
    for (path, kind) in entries {
        plan.unwanted(&target.dir, path, kind, &owned)?;
    }
    if let Some(path) = &target.names_lock {
        plan.compare_names_lock(path, wanted.names_lock)?;
    }
    plan.changes.sort_by(|a, b| a.path().cmp(b.path()));
    plan.foreign.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
}

impl Plan {
    /// Whether the disk already is as wanted.
    pub(super) fn is_clean(&self) -> bool {
        *self == Self::default()
    }

    /// How many files writing changes.
    pub(super) fn change_count(&self) -> usize {
        self.changes.len() + usize::from(self.names_lock.is_some())
    }

    /// Fails when there is something in the folder that is not ours.
    pub(super) fn refuse_foreign(&self, dir: &Path) -> Result<(), Failure> {
        const SHOWN: usize = 10;
        if self.foreign.is_empty() {
            return Ok(());
        }
        let mut names: Vec<String> = self
            .foreign
            .iter()
            .take(SHOWN)
            .map(|foreign| format!("{} ({})", foreign.path, foreign.what))
            .collect();
        if let Some(more @ 1..) = self.foreign.len().checked_sub(SHOWN) {
            names.push(format!("{more} more"));
        }
        Err(Failure::refused(
            format!(
                "{} holds what the generator did not write: {}",
                dir.display(),
                names.join(", ")
            ),
            "move it away, or choose another folder; nothing was changed",
        ))
    }

    fn compare(
        &mut self,
        dir: &Path,
        path: &str,
        kind: Kind,
        new: &str,
        listed: bool,
    ) -> Result<(), Failure> {
        let old = match kind {
            Kind::Absent => None,
            Kind::File => disk::read(&dir.join(path))?,
            Kind::Folder | Kind::Symlink | Kind::Special => {
                self.foreign(path.to_owned(), kind.noun());
                return Ok(());
            }
        };
        let old = old.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match &old {
            Some(text) if text == new => {}
            Some(text) if !(listed && is_marked(text)) => {
                self.foreign(path.to_owned(), "a file of somebody else");
            }
            _ => self.changes.push(Change::Write {
                path: path.to_owned(),
                text: TextChange {
                    old,
                    new: new.to_owned(),
                },
            }),
        }
        Ok(())
    }

    fn unwanted(
        &mut self,
        dir: &Path,
        path: String,
        kind: Kind,
        owned: &BTreeSet<String>,
    ) -> Result<(), Failure> {
        if kind == Kind::File && owned.contains(&path) && is_marked_file(&dir.join(&path))? {
            self.changes.push(Change::Delete { path });
        } else {
            self.foreign(path, kind.noun());
        }
        Ok(())
    }

    fn compare_names_lock(&mut self, path: &Path, new: &str) -> Result<(), Failure> {
        let kind = disk::kind(path)?;
        if !matches!(kind, Kind::Absent | Kind::File) {
            return Err(Failure::refused(
                format!("{} is {}", path.display(), kind.noun()),
                "move it away: the lock of names is a file",
            ));
        }
        let old = disk::read(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        if old.as_deref() != Some(new) {
            let new = new.to_owned();
            self.names_lock = Some(TextChange { old, new });
        }
        Ok(())
    }

    fn foreign(&mut self, path: String, what: &'static str) {
        self.foreign.push(Foreign { path, what });
    }
}

impl Change {
    /// Relative to the output folder.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Write { path, .. } | Self::Delete { path } => path,
        }
    }
}

/// The output folder is a folder or nothing; anything else is refused.
pub(super) fn dir_kind(dir: &Path) -> Result<Kind, Failure> {
    match disk::kind(dir)? {
        kind @ (Kind::Absent | Kind::Folder) => Ok(kind),
        kind => Err(Failure::refused(
            format!("the output folder {} is {}", dir.display(), kind.noun()),
            "name a folder, or move it away",
        )),
    }
}

/// Whether there is a manifest of ours.
pub(super) fn has_manifest(dir: &Path) -> Result<bool, Failure> {
    Ok(!owned_paths(dir)?.is_empty())
}

/// The paths that the manifest on disk claims, if it is a manifest of ours.
fn owned_paths(dir: &Path) -> Result<BTreeSet<String>, Failure> {
    let path = dir.join(MANIFEST);
    if dir_kind(dir)? != Kind::Folder || disk::kind(&path)? != Kind::File {
        return Ok(BTreeSet::new());
    }
    let bytes = disk::read(&path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    if !is_marked(&text) {
        return Ok(BTreeSet::new());
    }
    Ok(parse_manifest(&text)
        .chain([MANIFEST])
        .map(str::to_owned)
        .collect())
}

/// Whether the first line of a file on disk names the generator.
pub(super) fn is_marked_file(path: &Path) -> Result<bool, Failure> {
    let bytes = disk::read(path)?.unwrap_or_default();
    Ok(is_marked(&String::from_utf8_lossy(&bytes)))
}
