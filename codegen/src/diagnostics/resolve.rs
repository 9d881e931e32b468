//! Looks up lines and columns for the places of findings, all of a file in one walk.

use super::render::Sources;
use super::{Diagnostic, Diagnostics, File, Place};
use crate::pointer::Pointer;
use crate::reader::{Lines, Location, SourceText, locate_all};
use std::collections::BTreeMap;

/// The texts of a run with their lines, and the locations of all places.
pub(super) struct Resolver<'a> {
    document: Option<Text<'a>>,
    config: Option<Text<'a>>,
    lock: Option<Text<'a>>,
    /// The files that findings lie in, by path.
    beside: BTreeMap<String, Text<'a>>,
    locations: BTreeMap<&'a Pointer, Location>,
}

/// A source with its lines.
pub(super) struct Text<'a> {
    pub(super) source: &'a SourceText,
    pub(super) lines: Lines<'a>,
}

impl<'a> Resolver<'a> {
    /// Looks up the places of the findings that `shown` picks.
    pub(super) fn new(
        diagnostics: &'a Diagnostics,
        sources: &Sources<'a>,
        shown: fn(&Diagnostic) -> bool,
    ) -> Resolver<'a> {
        let places = diagnostics.iter().filter(|finding| shown(finding));
        let places = places.flat_map(|finding| {
            let related = finding.related.iter().map(|(place, _)| place);
            std::iter::once(&finding.place).chain(related)
        });
        let mut files: BTreeMap<Option<String>, Vec<&Pointer>> = BTreeMap::new();
        for place in places {
            match place {
                Place::Document(pointer) => files.entry(pointer.file()).or_default().push(pointer),
                Place::Beside { path, .. } => {
                    files.entry(Some(path.clone())).or_default();
                }
                Place::Position { .. } | Place::File(_) => {}
            }
        }
        let text = |source: &'a SourceText| Text {
            source,
            lines: Lines::new(&source.text),
        };
        let mut beside = BTreeMap::new();
        let mut locations = BTreeMap::new();
        for (path, pointers) in files {
            let source = match &path {
                Some(path) => diagnostics.file(path),
                None => sources.document,
            };
            let Some(source) = source else { continue };
            let within: Vec<Pointer> = pointers.iter().map(|it| it.within_file()).collect();
            let found = locate_all(source, &within.iter().collect::<Vec<_>>());
            let found = pointers.into_iter().zip(found);
            locations.extend(found.filter_map(|(pointer, at)| Some((pointer, at?))));
            beside.extend(path.map(|path| (path, text(source))));
        }
        Resolver {
            document: sources.document.map(text),
            config: sources.config.map(text),
            lock: sources.lock.map(text),
            beside,
            locations,
        }
    }

    /// The text a place is in, and the location within it where that is known.
    pub(super) fn resolve(&self, place: &Place) -> (Option<&Text<'a>>, Option<Location>) {
        match place {
            Place::Document(pointer) => {
                let location = self.locations.get(pointer).copied();
                let text = match pointer.file() {
                    Some(path) => self.beside.get(&path),
                    None => self.document.as_ref(),
                };
                (text, location)
            }
            Place::Beside { path, line, column } => {
                let (line, column) = (*line, *column);
                (self.beside.get(path), Some(Location { line, column }))
            }
            Place::Position { file, line, column } => {
                let (line, column) = (*line, *column);
                (self.text(*file), Some(Location { line, column }))
            }
            Place::File(file) => (self.text(*file), None),
        }
    }

    fn text(&self, file: File) -> Option<&Text<'a>> {
        match file {
            File::Document => self.document.as_ref(),
            File::Config => self.config.as_ref(),
            File::Lock => self.lock.as_ref(),
        }
    }
}
