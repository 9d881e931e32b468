//! The instances of a document: a line each.

use std::fs;
use std::path::Path;

use codegen::pointer::Pointer;
use serde::Deserialize;
use serde_json::Value;

/// An instance, and what an independent validator says of it.
#[derive(Debug)]
pub(crate) struct Instance {
    /// The line in its file, from 1 on.
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

/// The instances in a file; none where there is no such file.
pub(crate) fn read(path: &Path, is_valid: bool) -> Vec<Instance> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let instance = |(index, line)| {
        let line: Line = serde_json::from_str(line).unwrap();
        let fault_at = pointer(&line.instance, &line.instance_path.unwrap_or_default());
        Instance {
            line: index + 1,
            schema: Pointer::parse(&line.schema).unwrap(),
            json: line.instance,
            is_valid,
            fits_formats: line.format_ok.unwrap_or(true),
            fault_at,
        }
    };
    text.lines().enumerate().map(instance).collect()
}

/// The place at the end of a path whose keys may have a `/` themselves.
fn pointer(instance: &Value, path: &str) -> Pointer {
    let (mut at, mut value, mut rest) = (Pointer::root(), instance, path);
    while !rest.is_empty() {
        let ends = rest.match_indices('/').map(|it| it.0).chain([rest.len()]);
        let mut steps = ends.filter_map(|end| {
            let key = &rest[..end];
            let element = key.parse::<usize>().ok().and_then(|it| value.get(it));
            Some((key, value.get(key).or(element)?))
        });
        let (key, next) = steps
            .next()
            .unwrap_or_else(|| panic!("no {path} in {instance}"));
        (at, value) = (at.key(key), next);
        rest = rest[key.len()..].trim_start_matches('/');
    }
    at
}
