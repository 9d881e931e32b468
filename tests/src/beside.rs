//! The files beside a document on disk, for tests of documents that refer to others.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::reader::{Folder, SourceText, Unread};

/// The folder of a document.
#[derive(Debug, Clone)]
pub struct Beside(PathBuf);

impl Beside {
    /// The folder that a document lies in.
    pub fn of(document: &Path) -> Beside {
        Beside(document.parent().unwrap_or(Path::new("")).to_owned())
    }
}

impl Folder for Beside {
    fn read(&self, path: &str) -> Result<SourceText, Unread> {
        let text = fs::read_to_string(self.0.join(path)).map_err(|_| Unread::Missing)?;
        Ok(SourceText::new(path, text))
    }
}
