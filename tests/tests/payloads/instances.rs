//! The instances of a document: a line each.

use std::fs;
use std::path::Path;

use codegen::pointer::Pointer;
use serde::Deserialize;
use serde_json::Value;

/// An instance, and what an independent validator says of it.
#[derive(Debug)]
pub(crate) struct Instance {
    /// The file's name, without what all have in common.
    pub(crate) file: &'static str,
    /// The line in it, from 1 on.
    pub(crate) line: usize,
    /// Where its schema stands.
    pub(crate) schema: Pointer,
    /// The instance.
    pub(crate) json: Value,
    /// Whether it is valid.
    pub(crate) is_valid: bool,
    /// Whether a check of formats has nothing against it.
    pub(crate) fits_formats: bool,
    /// Where it is wrong, if it is.
    pub(crate) fault_at: Pointer,
}

#[derive(Deserialize)]
struct Line {
    schema: String,
    instance: Value,
    format_ok: Option<bool>,
    /// Keys and indexes with `/` between them.
    instance_path: Option<String>,
}

/// All instances in a folder.
pub(crate) fn read(folder: &Path) -> Vec<Instance> {
    let mut instances = Vec::new();
    for (file, is_valid) in [("valid", true), ("invalid", false)] {
        let path = folder.join(format!("{file}.jsonl"));
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            let line: Line = serde_json::from_str(line).unwrap();
            let path = line.instance_path.unwrap_or_default();
            let keys = path.split('/').filter(|it| !it.is_empty());
            instances.push(Instance {
                file,
                line: index + 1,
                schema: Pointer::parse(&line.schema).unwrap(),
                json: line.instance,
                is_valid,
                fits_formats: line.format_ok.unwrap_or(true),
                fault_at: keys.fold(Pointer::root(), |at, key| at.key(key)),
            });
        }
    }
    instances
}
