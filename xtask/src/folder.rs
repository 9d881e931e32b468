//! The document's folder on disk: the files in it, and nothing outside of it, whatever links say.

use crate::inputs::MAX_BYTES;
use codegen::reader::{Folder, SourceText, Unread};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A folder that a run may read from.
#[derive(Debug, Clone)]
pub(crate) struct DocumentFolder {
    /// As the user named it, for messages.
    shown: PathBuf,
}

impl DocumentFolder {
    /// The folder that the document lies in.
    pub(crate) fn of(document: &Path) -> Self {
        Self {
            shown: document.parent().unwrap_or(Path::new("")).to_owned(),
        }
    }
}

impl Folder for DocumentFolder {
    fn read(&self, path: &str) -> Result<SourceText, Unread> {
        let shown = self.shown.join(path);
        let root = match self.shown.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.shown,
        };
        let root = root.canonicalize().map_err(|error| unread(&error))?;
        // Follows all links without opening anything.
        let real = root.join(path).canonicalize();
        let real = real.map_err(|error| unread(&error))?;
        if !real.starts_with(&root) {
            return Err(Unread::Outside);
        }
        text(&real).map(|text| SourceText::new(shown.display().to_string(), text))
    }
}

fn text(path: &Path) -> Result<String, Unread> {
    let failed = |error: io::Error| unread(&error);
    // Opening a pipe or a device could wait for ever.
    if !path.metadata().map_err(failed)?.is_file() {
        return Err(Unread::Failed("it is no file".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    let size = file.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    if size.map_err(failed)? as u64 > MAX_BYTES {
        let message = format!("it is larger than {} MiB", MAX_BYTES >> 20);
        return Err(Unread::Failed(message));
    }
    String::from_utf8(bytes).map_err(|_| Unread::Failed("it is not UTF-8".to_owned()))
}

fn unread(error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unread::Missing,
        _ => Unread::Failed(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_below_the_folder_are_read_and_named_from_where_the_user_is() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("m")).unwrap();
        fs::write(dir.path().join("m/a.yaml"), "a: 1\n").unwrap();
        let folder = DocumentFolder::of(&dir.path().join("api.yaml"));
        let source = folder.read("m/a.yaml").unwrap();
        assert_eq!(source.text, "a: 1\n");
        assert!(source.name.ends_with("m/a.yaml"), "{}", source.name);
        assert_eq!(folder.read("m/b.yaml"), Err(Unread::Missing));
        assert_eq!(folder.read("m/a.yaml/b"), Err(Unread::Missing));
        assert!(matches!(folder.read("m"), Err(Unread::Failed(_))));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_folder_only() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("in")).unwrap();
        fs::write(dir.path().join("secret.yaml"), "s: 1\n").unwrap();
        fs::write(dir.path().join("in/a.yaml"), "a: 1\n").unwrap();
        symlink("a.yaml", dir.path().join("in/b.yaml")).unwrap();
        symlink("../secret.yaml", dir.path().join("in/c.yaml")).unwrap();
        symlink("..", dir.path().join("in/up")).unwrap();
        let folder = DocumentFolder::of(&dir.path().join("in/api.yaml"));
        assert_eq!(folder.read("b.yaml").unwrap().text, "a: 1\n");
        assert_eq!(folder.read("c.yaml"), Err(Unread::Outside));
        assert_eq!(folder.read("up/secret.yaml"), Err(Unread::Outside));
        assert_eq!(folder.read("up/in/a.yaml").unwrap().text, "a: 1\n");
    }
}
