//! What a schema says of an object once its `$ref`s and `allOf`s are taken together: that is what
//! the contract's rules for unions look at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::graph::{Components, list, target};

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
    if let Some(value) = schema.get("const") {
        lists.push(std::slice::from_ref(value));
    }
    if let Some(target) = target(schema, components) {
        enums(target, components, depth + 1, lists);
    }
    for part in list(schema, "allOf") {
        enums(part, components, depth + 1, lists);
    }
}
