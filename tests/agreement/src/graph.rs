//! How components hang together: who refers to whom, and who extends whom.

use serde_json::{Map, Value};

/// Component schemas by name.
pub type Components = Map<String, Value>;

/// Components and all that they refer to; what extends a base belongs to it.
pub fn closure(names: &[String], components: &Components) -> Components {
    let mut closure = Components::new();
    let mut open = names.to_vec();
    while let Some(name) = open.pop() {
        if let Some(schema) = components.get(&name)
            && closure.insert(name.clone(), schema.clone()).is_none()
        {
            references(schema, &mut open);
            open.extend(subtypes(&name, components).into_iter().map(str::to_owned));
        }
    }
    closure
}

/// The names of the components that a schema refers to, in `$ref`s and mappings.
pub fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("$ref", Value::String(target)) => found.push(target_name(target).to_owned()),
                    ("mapping", Value::Object(mapping)) => {
                        let targets = mapping.values().filter_map(Value::as_str);
                        found.extend(targets.map(|it| target_name(it).to_owned()));
                    }
                    _ => references(value, found),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|it| references(it, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The components that extend a base through `allOf`, at any distance. A base is a component with a
/// discriminator and without a union.
pub fn subtypes<'a>(base: &str, components: &'a Components) -> Vec<&'a str> {
    if !components.get(base).is_some_and(is_base) {
        return Vec::new();
    }
    let names = components.keys().map(String::as_str);
    names
        .filter(|it| *it != base && extends(it, base, components))
        .collect()
}

/// Whether a schema is one that others may extend.
pub fn is_base(schema: &Value) -> bool {
    let is_union = ["oneOf", "anyOf"].iter().any(|it| schema.get(it).is_some());
    schema.get("discriminator").is_some() && !is_union
}

fn extends(name: &str, base: &str, components: &Components) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut open: Vec<&Value> = components.get(name).into_iter().collect();
    while let Some(schema) = open.pop() {
        open.extend(list(schema, "allOf"));
        let Some(name) = schema["$ref"].as_str().map(target_name) else {
            continue;
        };
        if name == base {
            return true;
        }
        if !seen.contains(&name) {
            seen.push(name);
            open.extend(components.get(name));
        }
    }
    false
}

/// The elements of a keyword that is a list; none where it is absent.
pub fn list<'a>(schema: &'a Value, keyword: &str) -> &'a [Value] {
    schema[keyword].as_array().map_or(&[], Vec::as_slice)
}

/// The component that a schema refers to.
pub fn target<'a>(schema: &Value, components: &'a Components) -> Option<&'a Value> {
    components.get(target_name(schema["$ref"].as_str()?))
}

/// `"#/components/schemas/Cat"` and `"Cat"` both name `Cat`.
pub fn target_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
