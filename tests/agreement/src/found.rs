//! Composed schemas found in other projects' documents, where these are at hand, and in the
//! project's own. What doesn't decide about instances is left out, `format` too: formats are
//! opinions, and not what is compared here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::raw::Raw;
use codegen::reader::{self, SourceText};
use serde_json::{Map, Number, Value};

use crate::graph::{Components, closure, list, references, target_name};
use crate::reference::{translate, try_compile};
use crate::rules::Rules;

/// In bytes: larger documents take long to read in a debug build, and say little that is new.
const LARGEST: u64 = 120_000;
/// How many components a schema may refer to: the generated crates are to stay small.
const WIDEST: usize = 15;
/// In bytes, with all that it refers to.
const LONGEST: usize = 6_000;

/// The composed schemas of the documents below a folder, and what they refer to.
#[derive(Debug, Default)]
pub struct Found {
    /// The names of the schemas that are tried.
    pub names: Vec<String>,
    /// They, and what they refer to.
    pub components: Components,
    prefixes: BTreeSet<String>,
    /// To try no schema twice: documents copy from each other.
    seen: BTreeSet<String>,
}

impl Found {
    /// Adds a document's schemas under names that begin with `prefix`, or with it and a word more
    /// if another document has it already.
    pub fn add(&mut self, prefix: &str, path: &Path) {
        let Some(schemas) = schemas(path) else {
            return;
        };
        let mut prefix = prefix.to_owned();
        while !self.prefixes.insert(prefix.clone()) {
            prefix.push_str("Again");
        }
        let prefix = prefix.as_str();
        let renamed: Components = schemas
            .iter()
            .map(|(name, schema)| (rename(prefix, name), strip(prefix, schema)))
            .collect();
        for (name, schema) in &renamed {
            if !is_composed(schema) {
                continue;
            }
            let closure = closure(std::slice::from_ref(name), &renamed);
            let text = Value::Object(closure.clone()).to_string();
            let is_new = self.seen.insert(text.replace(prefix, ""));
            let is_small = closure.len() <= WIDEST && text.len() <= LONGEST;
            let is_proper = is_complete(&closure) && closure.values().all(is_of_3_0);
            let is_taken =
                is_proper && try_compile(&translate(name, &closure, &Rules::new())).is_some();
            if is_new && is_small && is_taken {
                self.names.push(name.clone());
                self.components.extend(closure);
            }
        }
    }
}

/// The documents below a folder, sorted.
pub fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_document = path
                .extension()
                .is_some_and(|it| it == "json" || it == "yaml" || it == "yml");
            let is_small = entry.metadata().is_ok_and(|it| it.len() <= LARGEST);
            if path.is_dir() {
                open.push(path);
            } else if is_document && is_small {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The component schemas of a document of OpenAPI 3.0.
fn schemas(path: &Path) -> Option<Components> {
    let text = std::fs::read_to_string(path).ok()?;
    let source = SourceText::new(path.display().to_string(), text);
    let document = reader::read(source, &mut Diagnostics::new())?;
    let version = document.root.get("openapi")?.as_str()?;
    if !version.starts_with("3.0") {
        return None;
    }
    let schemas = document.root.get("components")?.get("schemas")?;
    match value(schemas) {
        Value::Object(schemas) => Some(schemas),
        _ => None,
    }
}

fn value(raw: &Raw) -> Value {
    match raw {
        Raw::Null => Value::Null,
        Raw::Bool(flag) => Value::Bool(*flag),
        Raw::Integer(_) | Raw::Float(_) => {
            let number: Option<Number> = serde_json::from_str(&raw.to_string()).ok();
            number.map_or(Value::Null, Value::Number)
        }
        Raw::String(text) => Value::String(text.clone()),
        Raw::Array(elements) => elements.iter().map(value).collect(),
        Raw::Object(members) => {
            let members = members.iter().map(|(name, it)| (name.clone(), value(it)));
            Value::Object(members.collect())
        }
    }
}

/// A name that no other document has, and that is its own Rust name.
pub fn rename(prefix: &str, name: &str) -> String {
    let mut renamed = prefix.to_owned();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        renamed.extend(letters.next().map(|it| it.to_ascii_uppercase()));
        renamed.extend(letters);
    }
    renamed
}

/// A schema under new names, without what decides nothing.
fn strip(prefix: &str, schema: &Value) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let mut stripped = Map::new();
    for (keyword, value) in members {
        let value = match (keyword.as_str(), value) {
            ("description" | "example" | "examples" | "default" | "format" | "externalDocs", _)
            | ("xml" | "deprecated" | "readOnly" | "writeOnly", _) => continue,
            (extension, _) if extension.starts_with("x-") => continue,
            ("$ref", Value::String(target)) if target.starts_with("#/components/schemas/") => {
                let name = rename(prefix, target_name(target));
                Value::String(format!("#/components/schemas/{name}"))
            }
            ("properties", Value::Object(properties)) => {
                let each = properties.iter();
                Value::Object(
                    each.map(|(name, it)| (name.clone(), strip(prefix, it)))
                        .collect(),
                )
            }
            ("discriminator", Value::Object(_)) => discriminator(prefix, value),
            (_, Value::Array(parts)) => parts.iter().map(|it| strip(prefix, it)).collect(),
            (_, Value::Object(_)) => strip(prefix, value),
            (_, value) => value.clone(),
        };
        stripped.insert(keyword.clone(), value);
    }
    Value::Object(stripped)
}

fn discriminator(prefix: &str, discriminator: &Value) -> Value {
    let mut renamed = discriminator.clone();
    if let Some(mapping) = renamed.get_mut("mapping").and_then(Value::as_object_mut) {
        for target in mapping.values_mut() {
            if let Some(name) = target.as_str() {
                *target = Value::String(rename(prefix, target_name(name)));
            }
        }
    }
    renamed
}

fn is_composed(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => {
            ["allOf", "oneOf", "anyOf"]
                .iter()
                .any(|it| schema[it].as_array().is_some())
                || members.values().any(is_composed)
        }
        Value::Array(parts) => parts.iter().any(is_composed),
        _ => false,
    }
}

/// Whether it is written as OpenAPI 3.0 wants it: one type by name, and no `true` for a schema.
/// Documents that say 3.0 have much of later versions.
fn is_of_3_0(schema: &Value) -> bool {
    const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];
    let Some(members) = schema.as_object() else {
        return false;
    };
    let parts = ["allOf", "oneOf", "anyOf"]
        .iter()
        .flat_map(|it| list(schema, it));
    let properties = schema["properties"].as_object().into_iter().flatten();
    let single = ["items", "not"].iter().filter_map(|it| schema.get(it));
    let rest = schema["additionalProperties"].as_object();
    let bounds = ["exclusiveMinimum", "exclusiveMaximum"];
    members
        .get("type")
        .is_none_or(|it| it.as_str().is_some_and(|it| TYPES.contains(&it)))
        && bounds
            .iter()
            .all(|it| schema.get(it).is_none_or(Value::is_boolean))
        && parts
            .chain(properties.map(|(_, it)| it))
            .chain(single)
            .all(is_of_3_0)
        && rest.is_none_or(|it| is_of_3_0(&Value::Object(it.clone())))
}

/// Whether nothing is missing of what schemas refer to.
fn is_complete(closure: &Components) -> bool {
    let mut names = Vec::new();
    for schema in closure.values() {
        references(schema, &mut names);
    }
    names.iter().all(|it| closure.contains_key(it))
}
