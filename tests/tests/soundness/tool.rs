//! A tool that writes a plan's document, most of its components written out wherever they are used.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::plan::{Node, NodeId, Plan, Random};

/// How a tool ends where a component stands in itself for the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With a reference.
    Reference,
    /// With `{}`.
    Nothing,
}

/// A document, and where it has which schema.
pub(crate) struct Written {
    pub document: Value,
    /// What each schema was in the plan; one that is written out for a reference is its component.
    pub places: BTreeMap<String, NodeId>,
}

/// How many components are written out in one.
const LARGEST: usize = 24;

pub(crate) fn write(plan: &Plan, random: &mut Random, ending: Ending) -> Written {
    let mut tool = Tool {
        plan,
        depth: 1 + random.below(3),
        left: LARGEST,
        ending,
        random,
        stack: Vec::new(),
        places: BTreeMap::new(),
    };
    let mut components: Vec<(String, Value)> = Vec::new();
    for (index, root) in plan.components.iter().enumerate() {
        tool.stack = vec![index];
        tool.left = LARGEST;
        let name = component_name(index);
        let schema = tool.schema(*root, &format!("/components/schemas/{name}"));
        components.push((name, schema));
    }
    tool.random.shuffle(&mut components);
    let components: Map<String, Value> = components.into_iter().collect();
    Written {
        places: tool.places,
        document: json!({
            "openapi": "3.0.3", "info": { "title": "random", "version": "1" }, "paths": {},
            "components": { "schemas": components }
        }),
    }
}

pub(crate) fn component_name(index: usize) -> String {
    format!("Component{index}")
}

struct Tool<'a> {
    plan: &'a Plan,
    random: &'a mut Random,
    /// How often a component may stand in itself.
    depth: usize,
    /// How many more components may be written out in this one.
    left: usize,
    ending: Ending,
    /// The components around.
    stack: Vec<usize>,
    places: BTreeMap<String, NodeId>,
}

impl Tool<'_> {
    fn schema(&mut self, id: NodeId, pointer: &str) -> Value {
        if let Node::Component(index) = self.plan.nodes[id] {
            let root = self.plan.components[index];
            let times = self.stack.iter().filter(|it| **it == index).count();
            if times >= self.depth && self.ending == Ending::Nothing {
                return json!({});
            }
            if times >= self.depth || self.left == 0 || self.random.one_in(4) {
                self.places.insert(pointer.to_owned(), root);
                return json!({ "$ref": format!("#/components/schemas/{}", component_name(index)) });
            }
            self.left -= 1;
            self.stack.push(index);
            let copy = self.schema(root, pointer);
            self.stack.pop();
            return copy;
        }
        self.places.insert(pointer.to_owned(), id);
        let mut members = self.keywords(id, pointer);
        self.annotate(&mut members);
        self.random.shuffle(&mut members);
        Value::Object(
            members
                .into_iter()
                .map(|(key, it)| (key.to_owned(), it))
                .collect(),
        )
    }

    fn keywords(&mut self, id: NodeId, pointer: &str) -> Vec<(&'static str, Value)> {
        match self.plan.nodes[id].clone() {
            Node::Integer => vec![("type", json!("integer"))],
            Node::Text { at_most: None } => vec![("type", json!("string"))],
            Node::Text {
                at_most: Some(limit),
            } => {
                vec![("type", json!("string")), ("maxLength", json!(limit))]
            }
            Node::Words(mut words) => {
                self.random.shuffle(&mut words);
                vec![("type", json!("string")), ("enum", json!(words))]
            }
            Node::List { items, at_least } => {
                let items = self.schema(items, &format!("{pointer}/items"));
                let least = at_least.map(|it| ("minItems", json!(it)));
                let rest = [("type", json!("array")), ("items", items)];
                rest.into_iter().chain(least).collect()
            }
            Node::Map(value) => {
                let value = self.schema(value, &format!("{pointer}/additionalProperties"));
                vec![("type", json!("object")), ("additionalProperties", value)]
            }
            Node::Object {
                members,
                mut required,
                closed,
            } => {
                let mut properties: Vec<(&str, Value)> = Vec::new();
                for (name, part) in members {
                    let part = self.schema(part, &format!("{pointer}/properties/{name}"));
                    properties.push((name, part));
                }
                self.random.shuffle(&mut properties);
                self.random.shuffle(&mut required);
                let properties: Map<String, Value> = properties
                    .into_iter()
                    .map(|(name, it)| (name.to_owned(), it))
                    .collect();
                let mut keywords =
                    vec![("type", json!("object")), ("properties", json!(properties))];
                keywords.extend((!required.is_empty()).then(|| ("required", json!(required))));
                keywords.extend(closed.then_some(("additionalProperties", json!(false))));
                keywords
            }
            Node::Composed {
                keyword,
                mut branches,
            } => {
                self.random.shuffle(&mut branches);
                let branches = branches.into_iter().enumerate();
                let branches: Vec<Value> = branches
                    .map(|(index, it)| self.schema(it, &format!("{pointer}/{keyword}/{index}")))
                    .collect();
                vec![(keyword, json!(branches))]
            }
            Node::Component(_) => Vec::new(),
        }
    }

    /// What schemas say to people tells nothing apart.
    fn annotate(&mut self, members: &mut Vec<(&'static str, Value)>) {
        let words = ["One", "Another", "Component0", "left"];
        for keyword in ["title", "description", "x-internal"] {
            if self.random.one_in(4) {
                members.push((keyword, json!(words[self.random.below(words.len())])));
            }
        }
    }
}
