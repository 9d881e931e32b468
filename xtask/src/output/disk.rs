//! Single steps on disk, each with an error that names the path.

use crate::failure::{Failure, cannot};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// What stands at a path, symbolic links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Absent,
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Symlink,
    /// A device, a pipe, a socket.
    Special,
}

impl Kind {
    /// The kind as a noun: `"a symbolic link"`.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Absent => "nothing",
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Symlink => "a symbolic link",
            Self::Special => "a special file",
        }
    }
}

/// Looks at a path.
pub(super) fn kind(path: &Path) -> Result<Kind, Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(kind_of(metadata.file_type())),
        Err(error) if is_absent(&error) => Ok(Kind::Absent),
        Err(error) => Err(Failure::io("look at", path, &error)),
    }
}

/// The kind of a type that a folder listing or metadata gave.
pub(super) fn kind_of(file_type: fs::FileType) -> Kind {
    if file_type.is_symlink() {
        Kind::Symlink
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else {
        Kind::Special
    }
}

/// The bytes of a file, `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}

/// Writes a new file and waits until it is on disk. Never follows a link.
pub(super) fn write_synced(path: &Path, text: &[u8]) -> Result<(), Failure> {
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(text)?;
        file.sync_all()
    };
    write().map_err(cannot("write", path))
}

/// Moves a new file to its place; what stood there is replaced.
pub(super) fn install(staged: &Path, place: &Path) -> Result<(), Failure> {
    fs::rename(staged, place).map_err(cannot("write", place))
}

/// Moves a file from its place.
pub(super) fn set_aside(place: &Path, aside: &Path) -> Result<(), Failure> {
    fs::rename(place, aside).map_err(cannot("replace", place))
}

/// Waits until a folder's entries are on disk, where the system can do that.
pub(super) fn sync_folder(path: &Path) {
    // Not every system lets a folder be opened, and none lets us do better.
    if let Ok(folder) = File::open(path) {
        let _ = folder.sync_all();
    }
}

/// Removes a file if it is there.
pub(super) fn remove_file(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if !is_absent(&error) => Err(Failure::io("delete", path, &error)),
        _ => Ok(()),
    }
}

/// A parent that is a file means absence, too.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
