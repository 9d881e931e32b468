//! Whether a document declares a member of an instance: by any schema that may apply to its place.

use std::collections::HashSet;

use codegen::pointer::Pointer;
use codegen::raw::Raw;

/// Whether the schema at `schema`, or what it refers to and is composed of, declares the member or
/// the element at `place` of its instances.
pub(crate) fn is_declared(root: &Raw, schema: &Pointer, place: &Pointer) -> bool {
    let mut schemas: Vec<&Raw> = root.at(schema).into_iter().collect();
    for key in place.segments() {
        let around = spread(root, schemas);
        let inner = around.iter().flat_map(|it| step(it, &key));
        schemas = inner.collect();
        if schemas.is_empty() {
            return false;
        }
    }
    true
}

/// The schemas and all that applies to the same value.
fn spread<'a>(root: &'a Raw, schemas: Vec<&'a Raw>) -> Vec<&'a Raw> {
    let mut pending = schemas;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    while let Some(schema) = pending.pop() {
        if !seen.insert(std::ptr::from_ref(schema)) {
            continue;
        }
        found.push(schema);
        let reference = schema.get("$ref").and_then(Raw::as_str);
        let target = reference.and_then(Pointer::parse);
        pending.extend(target.and_then(|it| root.at(&it)));
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let branches = schema.get(keyword).and_then(Raw::as_array);
            pending.extend(branches.unwrap_or_default());
        }
        for keyword in ["then", "else"] {
            pending.extend(schema.get(keyword));
        }
    }
    found
}

/// What a schema by itself says of a member or an element.
fn step<'a>(schema: &'a Raw, key: &str) -> Vec<&'a Raw> {
    let declared = schema.get("properties").and_then(|it| it.get(key));
    let further = schema.get("additionalProperties");
    let further = further.filter(|it| it.as_bool() != Some(false));
    let is_index = key.bytes().all(|it| it.is_ascii_digit());
    let items = schema.get("items").filter(|_| is_index);
    let found = declared.or(further).or(items);
    found.into_iter().collect()
}
