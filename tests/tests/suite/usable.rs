//! Which groups fit OpenAPI: their schemas have only keywords of its schema object, and refer to
//! nothing outside themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::draft::{Definitions, Draft, Holds};
use super::groups::Group;

/// Groups and tests of one file: all of them, and those that fit.
pub(crate) type Counts = [usize; 4];

/// What the list beside the suite says of each file.
pub(crate) fn listed(suite: &Path, draft: &Draft) -> BTreeMap<String, Counts> {
    let text = fs::read_to_string(suite.join(draft.usable)).unwrap();
    let lines = text.lines().skip(1);
    lines
        .map(|line| {
            let (file, counts) = line.split_once('\t').unwrap();
            let counts: Vec<usize> = counts.split('\t').map(|it| it.parse().unwrap()).collect();
            (file.to_owned(), counts.try_into().unwrap())
        })
        .collect()
}

/// The same, as it is found here.
pub(crate) fn counted(groups: &[Group], draft: &Draft) -> BTreeMap<String, Counts> {
    let mut files: BTreeMap<String, Counts> = BTreeMap::new();
    for group in groups {
        let counts = files.entry(group.file.clone()).or_default();
        let fits = usize::from(is_usable(group, draft));
        counts[0] += 1;
        counts[1] += group.tests.len();
        counts[2] += fits;
        counts[3] += fits * group.tests.len();
    }
    files
}

/// Whether a group's schema fits.
pub(crate) fn is_usable(group: &Group, draft: &Draft) -> bool {
    fits(&group.schema, &group.schema, draft)
}

fn fits(schema: &Value, root: &Value, draft: &Draft) -> bool {
    let Value::Object(keywords) = schema else {
        return draft.is_modern && schema.is_boolean();
    };
    let is_root = std::ptr::eq(schema, root);
    keywords.iter().all(|(name, value)| {
        if let Some(holds) = holds(name, is_root, draft) {
            let schemas = schemas(holds, value);
            return schemas.is_some_and(|it| it.into_iter().all(|it| fits(it, root, draft)));
        }
        match (name.as_str(), value) {
            ("$ref" | "$dynamicRef", Value::String(target)) => is_within(target, draft),
            ("type", Value::Array(_)) => draft.is_modern,
            ("type", Value::String(name)) => draft.is_modern || name != "null",
            // A base that is a file can't be told from a file beside the document.
            ("$id", Value::String(id)) => draft.is_modern && is_root && !id.starts_with("file:"),
            _ => draft.values.contains(&name.as_str()),
        }
    })
}

/// The schemas in a keyword's value; `None` where it should hold some and doesn't.
pub(crate) fn schemas(holds: Holds, value: &Value) -> Option<Vec<&Value>> {
    match (holds, value) {
        (Holds::OneOrBoolean, Value::Bool(_)) => Some(Vec::new()),
        (Holds::One | Holds::OneOrBoolean, value) => Some(vec![value]),
        (Holds::List, Value::Array(list)) => Some(list.iter().collect()),
        (Holds::Map, Value::Object(map)) => Some(map.values().collect()),
        (Holds::List | Holds::Map, _) => None,
    }
}

/// How a keyword holds schemas, if it does.
pub(crate) fn holds(name: &str, is_root: bool, draft: &Draft) -> Option<Holds> {
    let is_definitions = match draft.definitions {
        Definitions::Root => name == "definitions" && is_root,
        Definitions::Keyword => name == "$defs",
    };
    let mut schemas = draft.schemas.iter();
    let listed = schemas.find(|(it, _)| *it == name);
    listed
        .map(|(_, holds)| *holds)
        .or(is_definitions.then_some(Holds::Map))
}

/// Whether a reference leads to a schema in the same root: by a pointer, or by an anchor.
fn is_within(target: &str, draft: &Draft) -> bool {
    let Some(fragment) = target.strip_prefix('#') else {
        return false;
    };
    let Some(path) = fragment.strip_prefix('/') else {
        return fragment.is_empty() || draft.is_modern;
    };
    let mut is_root = true;
    let mut path = path.split('/');
    while let Some(name) = path.next() {
        match holds(name, is_root, draft) {
            None => return false,
            Some(Holds::List | Holds::Map) => _ = path.next(),
            Some(Holds::One | Holds::OneOrBoolean) => {}
        }
        is_root = false;
    }
    true
}
