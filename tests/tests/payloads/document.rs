//! A document with its instances. Each schema that has some gets a component of its own that refers
//! to it, so that there is a type to decode into wherever it stands.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::pointer::Pointer;
use codegen::raw::Raw;
use codegen::reader::{self, SourceText};

use super::instances::{self, Instance};

/// What the names of those components begin with.
pub(crate) const PROBE: &str = "PayloadProbe";

/// A document, and its valid instances or its invalid ones, by the component that they are decoded
/// into.
#[derive(Debug)]
pub(crate) struct Document {
    /// The document's name and that of the file.
    pub(crate) name: String,
    /// Whether the instances are valid.
    pub(crate) is_valid: bool,
    /// The name of the crate that is made of it.
    pub(crate) crate_name: String,
    /// Its tree.
    pub(crate) root: Raw,
    /// The instances.
    pub(crate) probes: BTreeMap<String, Vec<Instance>>,
}

/// All documents that have instances: one for valid and one for invalid ones.
pub(crate) fn all(corpus: &Path) -> Vec<Document> {
    let specs = fs::read_dir(corpus.join("specs")).unwrap();
    let mut specs: Vec<_> = specs.map(|it| it.unwrap().path()).collect();
    specs.sort();
    let of = |spec: &PathBuf| [true, false].map(|it| read(corpus, spec, it));
    specs.iter().flat_map(of).flatten().collect()
}

fn read(corpus: &Path, spec: &Path, is_valid: bool) -> Option<Document> {
    let name = spec.file_stem()?.to_str()?.to_owned();
    let file = if is_valid { "valid" } else { "invalid" };
    let folder = corpus.join("payloads").join(&name);
    let instances = instances::read(&folder.join(format!("{file}.jsonl")), is_valid);
    if instances.is_empty() {
        return None;
    }
    let text = fs::read_to_string(spec).unwrap();
    let source = SourceText::new(spec.to_str()?, text);
    let root = reader::read(source, &mut Diagnostics::new()).unwrap().root;
    let mut by_schema: BTreeMap<String, Vec<Instance>> = BTreeMap::new();
    for it in instances {
        let schema = structure(&root, &it.schema);
        by_schema.entry(schema).or_default().push(it);
    }
    let numbered = by_schema.into_values().enumerate();
    Some(Document {
        crate_name: format!("{file}_{}", name.replace('-', "_")),
        name: format!("{name} {file}"),
        is_valid,
        root,
        probes: numbered
            .map(|(index, it)| (format!("{PROBE}{index}"), it))
            .collect(),
    })
}

/// Thousands of members are plain strings: schemas without parts that say the same are asked about
/// once.
fn structure(root: &Raw, schema: &Pointer) -> String {
    let keywords = root.at(schema).and_then(Raw::as_object);
    let Some(keywords) = keywords.filter(|it| it.contains_key("type")) else {
        return schema.to_string();
    };
    let is_plain = |(name, value): (&String, &Raw)| {
        ANNOTATIONS.contains(&name.as_str()) || !matches!(value, Raw::Object(_))
    };
    let is_annotation = |name: &str| ANNOTATIONS.contains(&name) || name.starts_with("x-");
    if !keywords.iter().all(is_plain) || keywords.contains_key("allOf") {
        return schema.to_string();
    }
    let kept = keywords.iter().filter(|it| !is_annotation(it.0));
    kept.map(|(name, value)| format!("{name}: {value}\n"))
        .collect()
}

const ANNOTATIONS: [&str; 7] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
];

impl Document {
    /// The document with some of those components.
    pub(crate) fn text(&self, probes: &[String]) -> String {
        let mut root = self.root.clone();
        if let Raw::Object(root) = &mut root
            && let Some(Raw::Object(components)) = root.get_mut("components")
            && let Some(Raw::Object(schemas)) = components.get_mut("schemas")
        {
            for name in probes {
                let target = self.probes[name][0].schema.to_string();
                let target = Raw::String(target.replace('%', "%25").replace(' ', "%20"));
                let reference = [("$ref".to_owned(), target)].into_iter().collect();
                schemas.insert(name.clone(), Raw::Object(reference));
            }
        }
        root.to_string()
    }
}
