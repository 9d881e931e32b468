//! One run at a time: an exclusive lock on a file in the output folder, gone when the run is.

use super::disk::{self, Kind};
use super::plan;
use crate::failure::{Failure, cannot};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The file that is locked; never drift, removed when the run ends.
pub(super) const NAME: &str = ".codegen-lock";

/// Held while the output folder is written. A killed run's lock is free again.
#[derive(Debug)]
pub(super) struct RunLock {
    path: PathBuf,
    // Closing the file is what gives the lock back.
    _file: File,
}

impl RunLock {
    /// Takes the lock, or says that another run has it.
    pub(super) fn acquire(dir: &Path) -> Result<Self, Failure> {
        let path = dir.join(NAME);
        let found = disk::kind(&path)?;
        if !matches!(found, Kind::Absent | Kind::File) {
            return Err(Failure::refused(
                format!("{} is {}", path.display(), found.noun()),
                "delete it: the generator keeps its lock there",
            ));
        }
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(cannot("create", &path))?;
        match file.try_lock() {
            // The former holder may have removed the file that we opened.
            Ok(()) if is_still_at(&file, &path).map_err(cannot("look at", &path))? => {
                Ok(Self { path, _file: file })
            }
            Ok(()) | Err(TryLockError::WouldBlock) => Err(Failure::refused(
                format!("another run is writing {}", dir.display()),
                "wait until it is done, and run the command again",
            )),
            Err(TryLockError::Error(error)) => Err(Failure::io("lock", &path, &error)),
        }
    }
}

/// Whether a run has the lock, or was killed while it had it.
pub(super) fn is_there(dir: &Path) -> Result<bool, Failure> {
    Ok(plan::dir_kind(dir)? == Kind::Folder && disk::kind(&dir.join(NAME))? == Kind::File)
}

impl Drop for RunLock {
    fn drop(&mut self) {
        // A file that stays behind is harmless: it holds no lock.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let ours = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(there) => Ok((ours.dev(), ours.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere a file that is open cannot be replaced by another of its name.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the signature is unix's")]
fn is_still_at(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_run_is_told_so_and_the_third_goes_ahead() {
        let dir = tempfile::tempdir().unwrap();
        let first = RunLock::acquire(dir.path()).unwrap();
        let second = RunLock::acquire(dir.path()).unwrap_err();
        assert!(second.message.contains("another run"), "{second}");
        drop(first);
        assert!(!dir.path().join(NAME).exists());
        RunLock::acquire(dir.path()).unwrap();
    }

    #[test]
    fn a_lock_file_that_a_killed_run_left_is_free() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(NAME), "").unwrap();
        RunLock::acquire(dir.path()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_locks_place_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let outside = dir.path().join("outside");
        std::os::unix::fs::symlink(&outside, dir.path().join(NAME)).unwrap();
        let refused = RunLock::acquire(dir.path()).unwrap_err();
        assert!(refused.message.contains("a symbolic link"), "{refused}");
        assert!(!outside.exists());
    }
}
