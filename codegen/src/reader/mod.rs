//! Reading: from the text of an OpenAPI document to its tree, within bounds, with the places
//! of what is wrong.

mod anchors;
mod bounds;
mod check;
mod flow;
mod json;
mod library;
mod lines;
mod locate;
mod reference;
mod tree;
mod yaml;

pub use library::{Folder, Library, NoFolder, Unread};
pub use lines::{Lines, Location};
pub use locate::{locate, locate_all};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, File, Place};
use crate::pointer::Pointer;
use crate::raw::Raw;
use bounds::Budget;

/// The language a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Syntax {
    /// YAML 1.2, of which JSON is nearly a part.
    Yaml,
    /// JSON (RFC 8259).
    Json,
    /// TOML, for the settings and the lock.
    Toml,
}

impl Syntax {
    /// The syntax for a file name: `.json` and `.toml` say so, anything else is YAML.
    pub fn of(name: &str) -> Syntax {
        match extension(name).as_deref() {
            Some("json") => Syntax::Json,
            Some("toml") => Syntax::Toml,
            _ => Syntax::Yaml,
        }
    }
}

/// A text and what to call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The path as shown to the user.
    pub name: String,
    /// The text, without byte order mark.
    pub text: String,
    /// Its language.
    pub syntax: Syntax,
}

impl SourceText {
    /// Takes a text whose syntax follows from its name, or, where the name has none of the
    /// known extensions, from its first character: `{` begins JSON.
    ///
    /// A byte order mark at the start is removed.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> SourceText {
        let (name, text) = (name.into(), without_bom(text.into()));
        let known = matches!(
            extension(&name).as_deref(),
            Some("json" | "toml" | "yaml" | "yml")
        );
        let syntax = if !known && text.trim_start().starts_with('{') {
            Syntax::Json
        } else {
            Syntax::of(&name)
        };
        SourceText { name, text, syntax }
    }
}

/// A document that was read: well-formed OpenAPI 3.0 or 3.1.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text it was read from.
    pub source: SourceText,
    /// Its tree; the root is an object.
    pub root: Raw,
}

/// Reads a document.
///
/// Returns `None` after reporting an error where the text is malformed, holds the same key twice,
/// expands beyond its bounds, or isn't OpenAPI 3.0 or 3.1. Time and memory
/// are in proportion to the length of the text, whatever it says.
pub fn read(mut source: SourceText, diagnostics: &mut Diagnostics) -> Option<Document> {
    source.text = without_bom(source.text);
    match parse(&source, &Budget::new()) {
        Ok(root) => {
            check::check(&root, diagnostics).then_some(())?;
            Some(Document { source, root })
        }
        Err(problem) => {
            problem.report(None, diagnostics);
            None
        }
    }
}

/// The tree of a text.
fn parse(source: &SourceText, budget: &Budget) -> Result<Raw, Problem> {
    match source.syntax {
        Syntax::Json => json::parse(&source.text, budget),
        Syntax::Yaml => yaml::parse(&source.text, budget),
        Syntax::Toml => Err(Problem::new(
            Code::MalformedDocument,
            "an OpenAPI document is YAML or JSON, not TOML",
        )),
    }
}

/// Why a text can't be read.
#[derive(Debug)]
struct Problem {
    code: Code,
    message: String,
    help: Option<&'static str>,
    at: Option<Location>,
    related: Option<(Location, &'static str)>,
}

impl Problem {
    fn new(code: Code, message: impl Into<String>) -> Problem {
        Problem {
            code,
            message: message.into(),
            help: None,
            at: None,
            related: None,
        }
    }

    /// Reports the problem in the document, or in another file by its path.
    fn report<'d>(
        self,
        file: Option<&str>,
        diagnostics: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        let whole = || match file {
            Some(path) => Place::Document(Pointer::file_root(path)),
            None => Place::File(File::Document),
        };
        let place = self.at.map_or_else(whole, |at| place_at(file, at));
        let finding = diagnostics.report(self.code, place, self.message);
        if let Some((location, note)) = self.related {
            finding.related(place_at(file, location), note);
        }
        if let Some(help) = self.help {
            finding.help(help);
        }
        finding
    }
}

fn place_at(file: Option<&str>, location: Location) -> Place {
    let Location { line, column } = location;
    match file {
        Some(path) => Place::Beside {
            path: path.to_owned(),
            line,
            column,
        },
        None => Place::Position {
            file: File::Document,
            line,
            column,
        },
    }
}

fn without_bom(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// What follows the last dot of the last path component, in lower case.
fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?;
    let (_, extension) = file.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "openapi: 3.0.3\ncomponents: {schemas: {A: {type: string}}}\n";

    #[test]
    fn the_extension_decides_the_syntax() {
        assert_eq!(Syntax::of("a/b.JSON"), Syntax::Json);
        assert_eq!(Syntax::of("codegen.toml"), Syntax::Toml);
        assert_eq!(Syntax::of("a.json/b"), Syntax::Yaml);
    }

    #[test]
    fn a_brace_begins_json_where_the_name_does_not_say_yaml() {
        assert_eq!(SourceText::new("<stdin>", " {}").syntax, Syntax::Json);
        assert_eq!(SourceText::new("a.yml", "{}").syntax, Syntax::Yaml);
        assert_eq!(SourceText::new("<stdin>", "a: 1").syntax, Syntax::Yaml);
    }

    #[test]
    fn a_byte_order_mark_is_removed() {
        let mut diagnostics = Diagnostics::new();
        let source = SourceText {
            name: "a.yaml".to_owned(),
            text: format!("\u{feff}{YAML}"),
            syntax: Syntax::Yaml,
        };
        let document = read(source, &mut diagnostics).unwrap();
        assert_eq!(document.source.text, YAML);
        assert_eq!(SourceText::new("a", "\u{feff}a").text, "a");
    }

    #[test]
    fn toml_is_no_document() {
        let mut diagnostics = Diagnostics::new();
        assert_eq!(
            read(SourceText::new("a.toml", YAML), &mut diagnostics),
            None
        );
        assert_eq!(diagnostics.error_count(), 1);
    }
}
