//! Looks up lines and columns for the places of findings, all of a document in one walk.

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
        let pointers: Vec<&Pointer> = places
            .filter_map(|place| match place {
                Place::Document(pointer) => Some(pointer),
                Place::Position { .. } | Place::File(_) => None,
            })
            .collect();
        let found = match sources.document {
            Some(document) => locate_all(document, &pointers),
            None => Vec::new(),
        };
        let text = |source: &'a SourceText| Text {
            source,
            lines: Lines::new(&source.text),
        };
        Resolver {
            document: sources.document.map(text),
            config: sources.config.map(text),
            lock: sources.lock.map(text),
            locations: pointers
                .into_iter()
                .zip(found)
                .filter_map(|(pointer, location)| Some((pointer, location?)))
                .collect(),
        }
    }

    /// The text a place is in, and the location within it where that is known.
    pub(super) fn resolve(&self, place: &Place) -> (Option<&Text<'a>>, Option<Location>) {
        match place {
            Place::Document(pointer) => {
                let location = self.locations.get(pointer).copied();
                (self.document.as_ref(), location)
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
