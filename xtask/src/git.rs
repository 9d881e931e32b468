//! Files as they were in a revision, by git itself.

use crate::failure::Failure;
use codegen::reader::{Folder, SourceText, Unread};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A commit, and how the user named it.
#[derive(Debug, Clone)]
pub(crate) struct Revision {
    name: String,
    commit: String,
}

impl Revision {
    /// The commit that a name stands for, in the repository around a folder.
    pub(crate) fn find(name: &str, folder: &Path) -> Result<Self, Failure> {
        let spec = format!("{name}^{{commit}}");
        // What begins with a dash is no option.
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &spec,
        ];
        let output = git(folder, &args)?;
        let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !output.status.success() || commit.is_empty() {
            return Err(Failure::bad_input(
                format!("{name:?} is neither a file nor a revision of the git repository"),
                "name a document, or a revision such as HEAD~1 or origin/main",
            ));
        }
        Ok(Self {
            name: name.to_owned(),
            commit,
        })
    }

    /// The text of a file as it was; `None` where it wasn't there.
    pub(crate) fn read(&self, path: &Path) -> Result<Option<SourceText>, Failure> {
        let folder = folder_of(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // `./` makes it count from the folder, not from the repository's root.
        let object = format!("{}:./{name}", self.commit);
        let output = git(folder, &["cat-file", "blob", &object])?;
        if !output.status.success() {
            return Ok(None);
        }
        let shown = self.shown(path);
        match String::from_utf8(output.stdout) {
            Ok(text) => Ok(Some(SourceText::new(shown, text))),
            Err(_) => Err(Failure::bad_input(
                format!("{shown} is not UTF-8"),
                "compare with another revision",
            )),
        }
    }

    /// The file as messages name it, and git itself: `HEAD~1:spec/api.yaml`, `HEAD~1:./api.yaml`. The file's name
    /// stands alone after the last `/`: by it other files refer back to the document.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let is_bare = path.parent() == Some(Path::new(""));
        let here = if is_bare { "./" } else { "" };
        format!("{}:{here}{}", self.name, path.display())
    }
}

/// The document's folder as it was in a revision.
#[derive(Debug, Clone)]
pub(crate) struct RevisionFolder {
    revision: Revision,
    folder: PathBuf,
}

impl RevisionFolder {
    /// The folder that the document lies in.
    pub(crate) fn of(revision: &Revision, document: &Path) -> Self {
        Self {
            revision: revision.clone(),
            folder: folder_of(document).to_owned(),
        }
    }
}

impl Folder for RevisionFolder {
    fn read(&self, path: &str) -> Result<SourceText, Unread> {
        // The path has no `..`, and git follows no links.
        let object = format!("{}:./{path}", self.revision.commit);
        let output = git(&self.folder, &["cat-file", "blob", &object])
            .map_err(|failure| Unread::Failed(failure.message))?;
        if !output.status.success() {
            return Err(Unread::Missing);
        }
        let text = String::from_utf8(output.stdout);
        let text = text.map_err(|_| Unread::Failed("it is not UTF-8".to_owned()))?;
        let shown = self.revision.shown(&self.folder.join(path));
        Ok(SourceText::new(shown, text))
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn git(folder: &Path, args: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args);
    command
        .output()
        .map_err(|error| Failure::io("run", Path::new("git"), &error))
}
