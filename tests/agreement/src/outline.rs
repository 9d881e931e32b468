//! What a schema says of an object once its `$ref`s and `allOf`s are taken together: that is what
//! the contract's rules for unions look at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Component schemas by name.
pub type Components = Map<String, Value>;

/// How far `$ref`s and `allOf`s are followed; the made schemas nest less.
const DEEPEST: usize = 16;

/// The members of an object, seen through `$ref` and `allOf`.
#[derive(Debug, Default)]
pub struct Outline<'a> {
    /// The schemas of each declared member.
    pub properties: BTreeMap<&'a str, Vec<&'a Value>>,
    /// The members that must be there.
    pub required: BTreeSet<&'a str>,
    /// Whether something says that only objects are allowed.
    pub is_object: bool,
    /// Whether there is a union, a `not` or a `nullable` in it.
    pub is_branching: bool,
    /// Whether something is said of members that aren't named, or of the object as a whole.
    pub is_closed: bool,
    /// Whether something says that objects aren't allowed.
    pub is_no_object: bool,
}

impl<'a> Outline<'a> {
    /// The outline of a schema.
    pub fn of(schema: &'a Value, components: &'a Components) -> Outline<'a> {
        let mut outline = Outline::default();
        outline.add(schema, components, 0);
        outline
    }

    /// Whether it is an object whose members alone decide.
    pub fn is_plain(&self) -> bool {
        self.is_object && !self.is_branching
    }

    fn add(&mut self, schema: &'a Value, components: &'a Components, depth: usize) {
        if depth > DEEPEST {
            self.is_branching = true;
            return;
        }
        if let Some(target) = target(schema, components) {
            self.add(target, components, depth + 1);
        }
        for part in list(schema, "allOf") {
            self.add(part, components, depth + 1);
        }
        self.is_object |= schema["type"] == "object" || is_about_objects(schema);
        self.is_no_object |= schema["type"].as_str().is_some_and(|it| it != "object");
        self.is_closed |= [
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "enum",
        ]
        .iter()
        .any(|it| schema.get(it).is_some());
        self.is_branching |= ["oneOf", "anyOf", "not"]
            .iter()
            .any(|it| schema.get(it).is_some())
            || schema["nullable"] == true;
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            self.properties.entry(name).or_default().push(property);
        }
        self.required
            .extend(list(schema, "required").iter().filter_map(Value::as_str));
    }

    /// The values that a member is limited to by `enum`; `None` where it isn't.
    pub fn values(&self, name: &str, components: &'a Components) -> Option<Vec<&'a Value>> {
        let mut lists = Vec::new();
        for schema in self.properties.get(name)? {
            enums(schema, components, 0, &mut lists);
        }
        let (first, others) = lists.split_first()?;
        let allowed = first
            .iter()
            .filter(|value| others.iter().all(|list| list.contains(value)));
        Some(allowed.collect())
    }
}

/// Whether a schema without a `type` speaks of objects.
pub fn is_about_objects(schema: &Value) -> bool {
    [
        "properties",
        "required",
        "additionalProperties",
        "minProperties",
        "maxProperties",
    ]
    .iter()
    .any(|it| schema.get(it).is_some())
}

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

fn enums<'a>(
    schema: &'a Value,
    components: &'a Components,
    depth: usize,
    lists: &mut Vec<&'a [Value]>,
) {
    if depth > DEEPEST {
        return;
    }
    if let Some(values) = schema["enum"].as_array() {
        lists.push(values);
    }
    if let Some(target) = target(schema, components) {
        enums(target, components, depth + 1, lists);
    }
    for part in list(schema, "allOf") {
        enums(part, components, depth + 1, lists);
    }
}
