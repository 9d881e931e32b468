//! Whether a killed run can be completed: nothing of somebody else stands where its files go.

use super::disk::{self, Kind};
use super::journal::{Journal, JournalFolder, Op};
use super::plan::is_marked_file;
use crate::failure::Failure;
use std::path::Path;

/// Refuses to roll forward over what has been put in the way since the kill.
pub(super) fn check_unobstructed(
    dir: &Path,
    folder: &JournalFolder,
    journal: &Journal,
) -> Result<(), Failure> {
    for (slot, op) in journal.0.iter().enumerate() {
        let (path, is_done) = match op {
            Op::Delete { path } => (path, disk::kind(&folder.old_text(slot))? == Kind::File),
            Op::Write { path } => (path, disk::kind(&folder.new_text(slot))? == Kind::Absent),
            Op::NamesLock { .. } => continue,
        };
        if !is_done {
            check_place(dir, path)?;
        }
    }
    Ok(())
}

/// A place is free if it is empty or holds a file of ours, and only folders and
/// files of ours (about to be deleted) are above it.
fn check_place(dir: &Path, path: &str) -> Result<(), Failure> {
    for (depth, relative) in Path::new(path).ancestors().enumerate() {
        let place = dir.join(relative);
        let kind = disk::kind(&place)?;
        let is_free = match kind {
            Kind::Absent => true,
            Kind::Folder => depth > 0,
            Kind::File => is_marked_file(&place)?,
            Kind::Symlink | Kind::Special => false,
        };
        if !is_free {
            return Err(Failure::refused(
                format!(
                    "a killed run cannot be completed: {} is {} that the generator did not write",
                    place.display(),
                    kind.noun()
                ),
                "move it away, and run the command again",
            ));
        }
    }
    Ok(())
}
