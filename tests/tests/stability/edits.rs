//! Changes that the maintainers of a document make.

use std::collections::BTreeSet;

use codegen::raw::Raw;
use indexmap::IndexMap;
use serde_json::Value;

type Components = IndexMap<String, Raw>;

/// The document with its component schemas changed by `edit`.
pub(crate) fn with_components(mut root: Raw, edit: impl FnOnce(&mut Components)) -> Raw {
    fn member<'a>(value: &'a mut Raw, name: &str) -> Option<&'a mut Raw> {
        match value {
            Raw::Object(members) => members.get_mut(name),
            _ => None,
        }
    }
    let schemas = member(&mut root, "components").and_then(|it| member(it, "schemas"));
    match schemas {
        Some(Raw::Object(components)) => edit(components),
        _ => panic!("the document has component schemas"),
    }
    root
}

/// A schema as a document has it.
pub(crate) fn schema(json: &Value) -> Raw {
    match json {
        Value::Object(members) => {
            let members = members.iter();
            Raw::Object(
                members
                    .map(|(name, it)| (name.clone(), schema(it)))
                    .collect(),
            )
        }
        Value::Array(elements) => Raw::Array(elements.iter().map(schema).collect()),
        Value::String(text) => Raw::String(text.clone()),
        other => panic!("{other} is not used"),
    }
}

/// The components that no other one refers to.
pub(crate) fn unreferenced(root: &Raw) -> Vec<String> {
    let mut referred = BTreeSet::new();
    for (_, schema) in tests::components(root) {
        collect(schema, &mut referred);
    }
    let names = tests::components(root).map(|it| it.0.to_owned());
    names.filter(|it| !referred.contains(it)).collect()
}

/// The names that references and mappings mention.
fn collect(value: &Raw, referred: &mut BTreeSet<String>) {
    match value {
        Raw::Object(members) => members.values().for_each(|it| collect(it, referred)),
        Raw::Array(elements) => elements.iter().for_each(|it| collect(it, referred)),
        Raw::String(text) => {
            referred.extend(
                text.strip_prefix("#/components/schemas/")
                    .map(str::to_owned),
            );
            // A mapping may name a component directly.
            referred.insert(text.clone());
        }
        _ => {}
    }
}
