//! The suite's files: groups of tests, each about one schema.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::draft::Draft;

/// A schema and its tests.
#[derive(Debug, Deserialize)]
pub(crate) struct Group {
    /// The file, as the lists name it.
    #[serde(skip)]
    pub(crate) file: String,
    /// The group's place in it.
    #[serde(skip)]
    pub(crate) index: usize,
    /// The schema.
    pub(crate) schema: Value,
    /// What is said of instances.
    pub(crate) tests: Vec<Test>,
}

/// An instance, and whether it is valid.
#[derive(Debug, Deserialize)]
pub(crate) struct Test {
    /// The instance's own text: a tree would round its numbers.
    pub(crate) data: Box<RawValue>,
    /// Whether it is valid.
    pub(crate) valid: bool,
}

impl Group {
    /// `"optional/format/uri.json"` and 3 become `OptionalFormatUri3`.
    pub(crate) fn component(&self) -> String {
        let words = self.file.trim_end_matches(".json").split(['/', '-']);
        let capital = |word: &str| {
            let (first, rest) = word.split_at(1);
            format!("{}{rest}", first.to_uppercase())
        };
        let name: String = words.map(capital).collect();
        format!("{name}{}", self.index)
    }
}

/// All groups of a draft, by file.
pub(crate) fn read(suite: &Path, draft: &Draft) -> Vec<Group> {
    let root = suite.join("tests").join(draft.folder);
    let mut groups = Vec::new();
    for path in files(&root) {
        let file = path.strip_prefix(&root).unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let of_file: Vec<Group> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let numbered = of_file.into_iter().enumerate();
        groups.extend(numbered.map(|(index, group)| Group {
            file: file.to_owned(),
            index,
            ..group
        }));
    }
    groups
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}
