//! The files of a run: the document, and those that it refers to, read when they are first asked
//! for and bounded all together.

use std::collections::BTreeMap;
use std::fmt;

use super::anchors::anchors;
use super::bounds::Budget;
use super::reference::{self, Refused};
use super::{Document, SourceText, parse};
use crate::diagnostics::{Code, Diagnostics};
use crate::pointer::Pointer;
use crate::raw::Raw;

/// The most files that one document may refer to.
const MOST_FILES: usize = 20_000;

/// The most bytes that all of them may have.
const MOST_BYTES: usize = 128 << 20;

/// The most references that one pointer may lead through.
const MOST_DETOURS: usize = 100;

/// The folder that the document lies in, as far as a run may look into it.
///
/// `codegen` reads no file itself: whoever calls it hands the texts out, and sees to it that none
/// lies outside the folder.
pub trait Folder: fmt::Debug + Send + Sync {
    /// The text at a path from the document's folder: parts with `/` between them, none of which is
    /// `.`, `..` or empty.
    ///
    /// # Errors
    ///
    /// Where there is no such text, or it must not be read.
    fn read(&self, path: &str) -> Result<SourceText, Unread>;
}

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// The document came without a folder.
    NoFolder,
    /// There is no such file.
    Missing,
    /// A symbolic link leads out of the folder.
    Outside,
    /// The system says no, or the file is no text.
    Failed(String),
}

/// No folder at all: the document stands for itself.
#[derive(Debug, Clone, Copy)]
pub struct NoFolder;

impl Folder for NoFolder {
    fn read(&self, _: &str) -> Result<SourceText, Unread> {
        Err(Unread::NoFolder)
    }
}

/// Texts in memory, by path.
impl Folder for BTreeMap<String, String> {
    fn read(&self, path: &str) -> Result<SourceText, Unread> {
        let text = self.get(path).ok_or(Unread::Missing)?;
        Ok(SourceText::new(path, text.as_str()))
    }
}

/// A document with the files beside it.
pub struct Library<'a> {
    document: &'a Document,
    /// The document's own file name.
    name: String,
    folder: &'a dyn Folder,
    /// The files that were asked for; `None` where one can't be read, which is reported.
    files: BTreeMap<String, Option<Raw>>,
    /// The places with a name, by file; of the files that were asked for one.
    anchors: BTreeMap<Option<String>, BTreeMap<String, Vec<Pointer>>>,
    bytes: usize,
    budget: Budget,
    /// Whether the files were too large, which is reported: no more are read.
    is_full: bool,
}

impl<'a> Library<'a> {
    /// The document alone, so far.
    pub fn new(document: &'a Document, folder: &'a dyn Folder) -> Library<'a> {
        let name = document.source.name.rsplit(['/', '\\']).next();
        Library {
            document,
            name: name.unwrap_or_default().to_owned(),
            folder,
            files: BTreeMap::new(),
            anchors: BTreeMap::new(),
            bytes: 0,
            budget: Budget::new(),
            is_full: false,
        }
    }

    /// The document's own tree.
    pub fn root(&self) -> &'a Raw {
        &self.document.root
    }

    /// The value at a place that [`Library::find`] found.
    pub fn at(&self, pointer: &Pointer) -> Option<&Raw> {
        match pointer.file() {
            Some(file) => self.files.get(&file)?.as_ref()?.at(pointer),
            None => self.document.root.at(pointer),
        }
    }

    /// The place that a reference leads to, through further references where it leads into one:
    /// `#/components/schemas/Alias/properties/id` is where the alias has that property. Files on the
    /// way are read.
    ///
    /// `None` after reporting at `place`, where the reference stands.
    pub fn find(
        &mut self,
        target: &str,
        place: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Pointer> {
        let base = place.file();
        let (target, anchor) = match reference::anchor(target) {
            Some((path, anchor)) => (path, Some((target, anchor))),
            None => (target, None),
        };
        let mut pointer = match reference::resolve(target, base.as_deref(), &self.name) {
            Ok(pointer) => pointer,
            Err(refused) => {
                report_refused(target, refused, place, diagnostics);
                return None;
            }
        };
        for _ in 0..MOST_DETOURS {
            if let Some(file) = pointer.file() {
                self.read(&file, target, place, diagnostics)?;
            }
            if let Some((target, anchor)) = anchor.filter(|_| pointer.is_root()) {
                pointer = self.anchored(&pointer, target, anchor, place, diagnostics)?;
            }
            let Some(detour) = self.detour(&pointer) else {
                return Some(pointer);
            };
            pointer = detour;
        }
        diagnostics
            .report(
                Code::DanglingReference,
                place,
                format!("`{target}` leads from reference to reference without end"),
            )
            .help("let one of the references on the way lead to a value");
        None
    }

    /// The place of that name in a file. `None` after reporting that there is none.
    fn anchored(
        &mut self,
        root: &Pointer,
        target: &str,
        anchor: &str,
        place: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Pointer> {
        let file = root.file();
        if !self.anchors.contains_key(&file) {
            let found = self.at(root).map(anchors).unwrap_or_default();
            self.anchors.insert(file.clone(), found);
        }
        let named = self.anchors.get(&file)?.get(anchor);
        match named.map(Vec::as_slice) {
            Some([only]) => Some(only.segments().fold(root.clone(), |at, key| at.key(&key))),
            Some([first, ..]) => {
                let message = format!("`{target}` may be any of several schemas: the first counts");
                let finding = diagnostics.report(Code::UnsupportedKeyword, place, message);
                finding.help("which one counts must not depend on the way to it: use a `$ref` with a JSON Pointer");
                Some(first.segments().fold(root.clone(), |at, key| at.key(&key)))
            }
            Some([]) | None => {
                let message =
                    format!("`{target}` leads nowhere: no schema has `$anchor: {anchor}`");
                let finding = diagnostics.report(Code::DanglingReference, place, message);
                finding.help(
                    "references look like `#/components/schemas/Name` or `models/pet.yaml#/Name`",
                );
                None
            }
        }
    }

    /// Whether a text can be a reference, rather than a plain name or one that is refused.
    pub fn leads_anywhere(&self, target: &str, place: &Pointer) -> bool {
        let has_form = target.contains(['#', '/'])
            || [".yaml", ".yml", ".json"]
                .iter()
                .any(|it| target.ends_with(it));
        let file = place.file();
        has_form && reference::resolve(target, file.as_deref(), &self.name).is_ok()
    }

    /// Where a pointer goes on that leads into an object with a `$ref` in place of what it names.
    fn detour(&self, pointer: &Pointer) -> Option<Pointer> {
        let file = pointer.file();
        let mut at = file
            .as_deref()
            .map_or_else(Pointer::root, Pointer::file_root);
        let mut value = self.at(&at)?;
        let mut segments = pointer.segments();
        while let Some(segment) = segments.next() {
            at = at.key(&segment);
            if let Some(next) = value.step(&segment) {
                value = next;
                continue;
            }
            let target = value.get("$ref")?.as_str()?;
            let onto = reference::resolve(target, file.as_deref(), &self.name).ok()?;
            let rest = std::iter::once(segment).chain(segments);
            return Some(rest.fold(onto, |at, key| at.key(&key)));
        }
        None
    }

    /// Reads a file unless that was done. `None` where it can't be read, which is reported once.
    fn read(
        &mut self,
        file: &str,
        target: &str,
        place: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<()> {
        if let Some(known) = self.files.get(file) {
            return known.as_ref().map(|_| ());
        }
        if self.is_full {
            return None;
        }
        let root = match self.text(file) {
            Ok(source) => self.parse(file, source, place, diagnostics),
            Err(unread) => {
                report_unread(target, file, unread, place, diagnostics);
                None
            }
        };
        let read = root.as_ref().map(|_| ());
        self.files.insert(file.to_owned(), root);
        read
    }

    fn text(&mut self, file: &str) -> Result<SourceText, Unread> {
        if self.files.len() >= MOST_FILES {
            return Err(Unread::Failed(format!(
                "the document refers to more than {MOST_FILES} files"
            )));
        }
        let source = self.folder.read(file)?;
        self.bytes = self.bytes.saturating_add(source.text.len());
        if self.bytes > MOST_BYTES {
            return Err(Unread::Failed(format!(
                "the files that the document refers to have more than {} MiB",
                MOST_BYTES >> 20
            )));
        }
        Ok(source)
    }

    fn parse(
        &mut self,
        file: &str,
        source: SourceText,
        place: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Raw> {
        let parsed = parse(&source, &self.budget);
        diagnostics.keep_file(file, source);
        match parsed {
            Ok(root) => Some(root),
            Err(problem) => {
                self.is_full = problem.code == Code::DocumentTooLarge;
                let finding = problem.report(Some(file), diagnostics);
                finding.related(place, "referred to from here");
                None
            }
        }
    }
}

fn report_refused(target: &str, refused: Refused, place: &Pointer, diagnostics: &mut Diagnostics) {
    let (code, message, help) = match refused {
        Refused::Scheme => (
            Code::ExternalReference,
            format!("`{target}` is no file beside the document: nothing is fetched"),
            "put a copy into the document's folder, and refer to it by a relative path",
        ),
        Refused::Outside => (
            Code::ExternalReference,
            format!("`{target}` leads out of the document's folder"),
            "move what it names into the folder: nothing outside is read",
        ),
        Refused::Malformed => (
            Code::DanglingReference,
            format!("`{target}` is no relative path with a JSON Pointer"),
            "references look like `#/components/schemas/Name` or `models/pet.yaml#/Name`",
        ),
    };
    diagnostics.report(code, place, message).help(help);
}

fn report_unread(
    target: &str,
    file: &str,
    unread: Unread,
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let (code, message, help) = match unread {
        Unread::NoFolder => (
            Code::ExternalReference,
            format!("`{target}` is outside this document"),
            "bundle the document into one file first; nothing is fetched",
        ),
        Unread::Missing => (
            Code::DanglingReference,
            format!("there is no file `{file}` beside the document"),
            "paths count from the folder of the file that the reference stands in",
        ),
        Unread::Outside => (
            Code::ExternalReference,
            format!("`{file}` is a symbolic link out of the document's folder"),
            "put a copy in its place: nothing outside is read",
        ),
        Unread::Failed(why) => (
            Code::DanglingReference,
            format!("`{file}` can't be read: {why}"),
            "make it a text that can be read, or leave the reference out",
        ),
    };
    diagnostics.report(code, place, message).help(help);
}
