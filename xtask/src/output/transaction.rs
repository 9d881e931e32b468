//! One write, atomic as a whole: stage, journal, rename; undo on failure, roll forward after a kill.

use super::disk::{self, Kind};
use super::journal::{Journal, JournalFolder, Op, place_of};
use super::obstacle::check_unobstructed;
use super::plan::{Change, Plan};
use super::{AfterStep, Target};
use crate::failure::{Failure, cannot};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Carries a plan out. On failure the old tree is whole again.
pub(super) fn commit(
    target: &Target,
    plan: &Plan,
    after_step: AfterStep<'_>,
) -> Result<(), Failure> {
    let folder = JournalFolder::of(&target.dir);
    let journal = Journal::of(plan, target.names_lock.as_deref());
    let mut steps = Steps::new(after_step);
    if let Err(failure) = stage(target, &folder, &journal, plan, &mut steps) {
        let _ = fs::remove_dir_all(folder.path());
        return Err(failure);
    }
    complete(target, &folder, &journal, &mut steps)
}

/// Rolls a complete journal forward, discards an incomplete one.
pub(super) fn recover(target: &Target, after_step: AfterStep<'_>) -> Result<(), Failure> {
    let folder = JournalFolder::of(&target.dir);
    let mut steps = Steps::new(after_step);
    let text = match disk::kind(&folder.journal())? {
        Kind::File => disk::read(&folder.journal())?.unwrap_or_default(),
        _ => Vec::new(),
    };
    match Journal::parse(&String::from_utf8_lossy(&text)) {
        Some(journal) => {
            check_unobstructed(&target.dir, &folder, &journal)?;
            complete(target, &folder, &journal, &mut steps)
        }
        None => discard(&folder, &mut steps),
    }
}

/// Counts the steps that changed something on disk.
struct Steps<'a> {
    done: usize,
    after: AfterStep<'a>,
}

impl<'a> Steps<'a> {
    fn new(after: AfterStep<'a>) -> Self {
        Self { done: 0, after }
    }

    fn step(&mut self) {
        self.done += 1;
        (self.after)(self.done);
    }
}

/// Writes the new texts and then the journal: the tree itself isn't touched.
fn stage(
    target: &Target,
    folder: &JournalFolder,
    journal: &Journal,
    plan: &Plan,
    steps: &mut Steps<'_>,
) -> Result<(), Failure> {
    for path in [folder.path(), &folder.new_texts(), &folder.old_texts()] {
        fs::create_dir(path).map_err(cannot("create", path))?;
        steps.step();
    }
    for (slot, op) in journal.0.iter().enumerate() {
        if let Some(text) = staged_text(plan, op) {
            disk::write_synced(&folder.new_text(slot), text.as_bytes())?;
            steps.step();
        }
    }
    disk::write_synced(&folder.draft(), journal.render().as_bytes())?;
    disk::sync_folder(&folder.new_texts());
    steps.step();
    disk::install(&folder.draft(), &folder.journal())?;
    disk::sync_folder(folder.path());
    disk::sync_folder(&target.dir);
    steps.step();
    Ok(())
}

fn staged_text<'a>(plan: &'a Plan, op: &Op) -> Option<&'a str> {
    match op {
        Op::Delete { .. } => None,
        Op::Write { path: wanted } => plan.changes.iter().find_map(|change| match change {
            Change::Write { path, text } if path == wanted => Some(&*text.new),
            _ => None,
        }),
        Op::NamesLock { .. } => plan.names_lock.as_ref().map(|text| &*text.new),
    }
}

/// Does what a complete journal says, or undoes all of it.
fn complete(
    target: &Target,
    folder: &JournalFolder,
    journal: &Journal,
    steps: &mut Steps<'_>,
) -> Result<(), Failure> {
    for (slot, op) in journal.0.iter().enumerate() {
        if let Err(failure) = forward(target, folder, slot, op, steps) {
            // Where undoing fails, too, the journal stays for the next run.
            if undo(target, folder, journal).is_ok() {
                let _ = discard(folder, steps);
            }
            return Err(failure);
        }
    }
    let mut parents = BTreeSet::new();
    for op in &journal.0 {
        match op {
            Op::Delete { path } => prune(&target.dir, path),
            Op::Write { path } => parents.extend(target.dir.join(path).parent().map(PathBuf::from)),
            Op::NamesLock { .. } => {}
        }
    }
    // Once for all files in it: a large crate has hundreds.
    for parent in parents {
        disk::sync_folder(&parent);
    }
    disk::sync_folder(&target.dir);
    discard(folder, steps)
}

/// One operation, from wherever a killed run left it.
fn forward(
    target: &Target,
    folder: &JournalFolder,
    slot: usize,
    op: &Op,
    steps: &mut Steps<'_>,
) -> Result<(), Failure> {
    let (old, new) = (folder.old_text(slot), folder.new_text(slot));
    match op {
        Op::Delete { path } => displace(&target.dir.join(path), &old, steps),
        Op::Write { .. } | Op::NamesLock { .. } if disk::kind(&new)? == Kind::Absent => Ok(()),
        Op::Write { path } => {
            let place = target.dir.join(path);
            displace(&place, &old, steps)?;
            create_parent(&place)?;
            disk::install(&new, &place)?;
            steps.step();
            Ok(())
        }
        Op::NamesLock { place } => match &target.names_lock {
            Some(path) if place_of(path) == *place => install_names_lock(path, &new, steps),
            _ => Ok(()),
        },
    }
}

/// Moves the file at `place` out of the way, once.
fn displace(place: &Path, old: &Path, steps: &mut Steps<'_>) -> Result<(), Failure> {
    if disk::kind(place)? == Kind::File && disk::kind(old)? == Kind::Absent {
        disk::set_aside(place, old)?;
        steps.step();
    }
    Ok(())
}

/// The lock may be on another volume, so its text is copied beside it first.
fn install_names_lock(path: &Path, new: &Path, steps: &mut Steps<'_>) -> Result<(), Failure> {
    let text = disk::read(new)?.unwrap_or_default();
    let mut draft = path.as_os_str().to_owned();
    draft.push(".draft");
    let draft = PathBuf::from(draft);
    disk::remove_file(&draft)?;
    let installed = disk::write_synced(&draft, &text).and_then(|()| {
        steps.step();
        disk::install(&draft, path)
    });
    if installed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    installed?;
    steps.step();
    sync_parent(path);
    Ok(())
}

/// Takes the operations back, last first. The lock of names is the last one:
/// either it failed, and is as it was, or nothing is undone.
fn undo(target: &Target, folder: &JournalFolder, journal: &Journal) -> Result<(), Failure> {
    for (slot, op) in journal.0.iter().enumerate().rev() {
        let (old, new) = (folder.old_text(slot), folder.new_text(slot));
        let (Op::Delete { path } | Op::Write { path }) = op else {
            continue;
        };
        let place = target.dir.join(path);
        if matches!(op, Op::Write { .. }) && disk::kind(&new)? == Kind::Absent {
            disk::set_aside(&place, &new)?;
        }
        if disk::kind(&old)? == Kind::File {
            create_parent(&place)?;
            disk::install(&old, &place)?;
        } else {
            prune(&target.dir, path);
        }
    }
    Ok(())
}

/// Forgets a journal: first the journal, so that the rest is no part of one.
fn discard(folder: &JournalFolder, steps: &mut Steps<'_>) -> Result<(), Failure> {
    disk::remove_file(&folder.journal())?;
    disk::sync_folder(folder.path());
    steps.step();
    fs::remove_dir_all(folder.path()).map_err(cannot("delete", folder.path()))?;
    steps.step();
    Ok(())
}

/// Removes the folders above a path that are empty now.
fn prune(dir: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(relative) = folder.filter(|relative| !relative.as_os_str().is_empty()) {
        // A folder with something in it is not removed: that ends the walk.
        if fs::remove_dir(dir.join(relative)).is_err() {
            return;
        }
        folder = relative.parent();
    }
}

fn create_parent(path: &Path) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(cannot("create", parent))
}

fn sync_parent(path: &Path) {
    if let Some(parent) = path.parent() {
        disk::sync_folder(parent);
    }
}
