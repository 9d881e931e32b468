//! Findings: what is wrong, where, and the way out. Stages report into [`Diagnostics`], the
//! caller renders them.

mod accept;
mod code;
mod excerpt;
mod github;
mod json;
pub mod render;
mod resolve;
mod text;

pub use accept::Allow;
pub use code::{Code, Severity};
pub use text::printable;

use crate::pointer::Pointer;
use crate::reader::SourceText;
use std::collections::BTreeMap;

/// One of the files of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum File {
    /// The OpenAPI document.
    Document,
    /// The settings, codegen.toml.
    Config,
    /// The lock of names.
    Lock,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A value in the OpenAPI document, or in a file that it refers to. Line and column are looked
    /// up when it is printed.
    Document(Pointer),
    /// A position in a text.
    Position {
        /// The file.
        file: File,
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
    },
    /// A position in a file that the document refers to.
    Beside {
        /// The file's path from the document's folder.
        path: String,
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
    },
    /// A file as a whole.
    File(File),
}

impl From<Pointer> for Place {
    fn from(pointer: Pointer) -> Place {
        Place::Document(pointer)
    }
}

impl From<&Pointer> for Place {
    fn from(pointer: &Pointer) -> Place {
        Place::Document(pointer.clone())
    }
}

impl From<File> for Place {
    fn from(file: File) -> Place {
        Place::File(file)
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind, which decides the severity.
    pub code: Code,
    /// What is wrong, in one line. May hold any text from the document; renderers escape it.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Place, String)>,
    /// The way out, in one line.
    pub help: Option<String>,
    /// The reason from the `[[allow]]` entry that accepts this finding.
    pub accepted: Option<String>,
}

impl Diagnostic {
    /// Says what the user can do about it. A second call replaces the first.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds another place and what it is: `"first given here"`.
    pub fn related(&mut self, place: impl Into<Place>, note: impl Into<String>) -> &mut Diagnostic {
        self.related.push((place.into(), note.into()));
        self
    }

    /// The severity of its code, whether accepted or not.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The findings of a run in the order in which they were reported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
    /// The files that the document refers to, by their paths from its folder.
    beside: BTreeMap<String, SourceText>,
}

impl Diagnostics {
    /// No findings.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds a finding and returns it, for `.help(…)` and `.related(…)`.
    pub fn report(
        &mut self,
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.findings.push_mut(Diagnostic {
            code,
            message: message.into(),
            place: place.into(),
            related: Vec::new(),
            help: None,
            accepted: None,
        })
    }

    /// Keeps the text of a file that the document refers to, for findings that lie in it.
    pub fn keep_file(&mut self, path: impl Into<String>, source: SourceText) {
        self.beside.insert(path.into(), source);
    }

    /// The text of a file that the document refers to.
    pub(crate) fn file(&self, path: &str) -> Option<&SourceText> {
        self.beside.get(path)
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.error_count() > 0
    }

    /// All findings, accepted ones too.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.findings.iter()
    }

    /// The number of errors.
    pub fn error_count(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The number of warnings that no `[[allow]]` entry accepts.
    pub fn warning_count(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// The number of findings that an `[[allow]]` entry accepts.
    pub fn accepted_count(&self) -> usize {
        self.iter().filter(|d| d.accepted.is_some()).count()
    }

    fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|d| d.severity() == severity && d.accepted.is_none())
            .count()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_built_up_in_place() {
        let mut diagnostics = Diagnostics::new();
        let other = Pointer::root().key("b");
        diagnostics
            .report(Code::UnknownFormat, Pointer::root().key("a"), "what")
            .related(&other, "see here")
            .help("do this");
        let finding = diagnostics.iter().next().unwrap();
        assert_eq!(finding.help.as_deref(), Some("do this"));
        assert_eq!(
            finding.related,
            [(Place::Document(other), "see here".to_owned())]
        );
    }

    #[test]
    fn errors_and_warnings_are_counted_apart() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(Code::UnknownFormat, File::Document, "");
        assert!(!diagnostics.has_errors());
        diagnostics.report(Code::NotOpenApi, File::Document, "");
        assert_eq!(
            (diagnostics.error_count(), diagnostics.warning_count()),
            (1, 1)
        );
        assert!(diagnostics.has_errors());
    }
}
