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
