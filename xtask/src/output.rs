//! The planned files on disk, whole or not at all: one plan serves both writing and checking.
//!
//! A write stages every new text under `DIR/.codegen-journal/`, completes a
//! journal that lists the operations, and only then renames. A run that was
//! killed leaves either no complete journal, and the old tree, or a complete
//! one, which [`recover`] rolls forward.

mod diff;
mod disk;
mod drift;
mod journal;
mod obstacle;
mod plan;
mod run_lock;
mod transaction;
mod tree;

#[cfg(test)]
mod tests;

pub(crate) use drift::{Drift, DriftKind, drift};
pub(crate) use plan::plan;

use crate::failure::{Failure, cannot};
use codegen::files::Files;
use plan::Plan;
use run_lock::RunLock;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the output goes.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The generated crate's folder.
    pub(crate) dir: PathBuf,
    /// The lock of names, where there is one.
    pub(crate) names_lock: Option<PathBuf>,
}

/// What should be there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The generated crate's files.
    pub(crate) files: &'a Files,
    /// The text of the lock of names.
    pub(crate) names_lock: &'a str,
}

/// Called after each step that changed something on disk: tests stop there.
type AfterStep<'a> = &'a mut dyn FnMut(usize);

impl Target {
    /// Paths as they were given; a trailing slash is dropped, because it would
    /// make the system follow a symbolic link before we see it.
    pub(crate) fn new(dir: &Path, names_lock: Option<PathBuf>) -> Self {
        Self {
            dir: dir.components().collect(),
            names_lock,
        }
    }
}

/// Completes what a killed run left half done, or drops what it never began.
pub(crate) fn recover(target: &Target) -> Result<(), Failure> {
    let is_pending = journal::is_pending(&target.dir)?;
    if !is_pending && !run_lock::is_there(&target.dir)? {
        return Ok(());
    }
    // Taking the lock and giving it back removes the file that a kill left.
    let _run = RunLock::acquire(&target.dir)?;
    if is_pending {
        transaction::recover(target, &mut |_| {})?;
    }
    Ok(())
}

/// Makes the disk hold what is wanted. Returns how many files changed.
pub(crate) fn write(target: &Target, wanted: Wanted<'_>) -> Result<usize, Failure> {
    write_stepwise(target, wanted, &mut |_| {})
}

fn write_stepwise(
    target: &Target,
    wanted: Wanted<'_>,
    after_step: AfterStep<'_>,
) -> Result<usize, Failure> {
    let glance = plan(target, wanted);
    if glance.as_ref().is_ok_and(Plan::is_clean) {
        return Ok(0);
    }
    // In a folder of ours, another run may be half-way: only the plan made
    // under the lock counts. A folder of somebody else's isn't even locked.
    if !is_ours(&target.dir)? {
        glance?.refuse_foreign(&target.dir)?;
    }
    let created = create(&target.dir)?;
    let written = write_locked(target, wanted, after_step);
    if written.is_err() && created {
        // Fails where something is left in it, and must.
        let _ = fs::remove_dir(&target.dir);
    }
    written
}

/// Plans again, for another run may have written since.
fn write_locked(
    target: &Target,
    wanted: Wanted<'_>,
    after_step: AfterStep<'_>,
) -> Result<usize, Failure> {
    let _run = RunLock::acquire(&target.dir)?;
    if journal::is_pending(&target.dir)? {
        transaction::recover(target, &mut |_| {})?;
    }
    let plan = plan(target, wanted)?;
    plan.refuse_foreign(&target.dir)?;
    if !plan.is_clean() {
        transaction::commit(target, &plan, after_step)?;
    }
    Ok(plan.change_count())
}

/// Whether a run has written, or is writing, the folder.
fn is_ours(dir: &Path) -> Result<bool, Failure> {
    Ok(run_lock::is_there(dir)? || journal::is_pending(dir)? || plan::has_manifest(dir)?)
}

/// Makes the output folder; whether it was missing.
fn create(dir: &Path) -> Result<bool, Failure> {
    let missing = plan::dir_kind(dir)? == disk::Kind::Absent;
    if missing {
        fs::create_dir_all(dir).map_err(cannot("create", dir))?;
    }
    Ok(missing)
}
