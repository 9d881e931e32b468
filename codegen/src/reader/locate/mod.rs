//! Finds where in a text the values stand that JSON Pointers name. Called when something is
//! printed, so that the tree needs no positions.

mod json;
mod yaml;

use super::{Lines, Location, SourceText, Syntax};
use crate::pointer::Pointer;
use std::collections::BTreeMap;

pub(super) use yaml::from_yaml_position;

/// The place of the key, or of the array element, that the pointer names.
///
/// Where the text has no such value it is the place of the nearest enclosing one, for the root
/// the start of the text. `None` for TOML.
pub fn locate(source: &SourceText, pointer: &Pointer) -> Option<Location> {
    locate_all(source, &[pointer]).into_iter().next().flatten()
}

/// [`locate`] for many pointers, in their order, with one walk through the text.
pub fn locate_all(source: &SourceText, pointers: &[&Pointer]) -> Vec<Option<Location>> {
    if source.syntax == Syntax::Toml || pointers.is_empty() {
        return vec![None; pointers.len()];
    }
    let mut targets = Targets::new();
    let ids: Vec<NodeId> = pointers
        .iter()
        .map(|pointer| targets.insert(pointer))
        .collect();
    targets.find(&source.text, source.syntax);
    let lines = Lines::new(&source.text);
    ids.into_iter()
        .map(|id| Some(lines.location(targets.nearest(id))))
        .collect()
}

/// Every place where exactly this pointer leads, in order: several where a key is given twice.
pub(super) fn occurrences(text: &str, syntax: Syntax, pointer: &Pointer) -> Vec<Location> {
    let mut targets = Targets::new();
    let id = targets.insert(pointer);
    targets.find(text, syntax);
    let lines = Lines::new(text);
    let found = targets.nodes[id.0].found.iter();
    found.map(|offset| lines.location(*offset)).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NodeId(usize);

/// The wanted pointers as a tree of their segments, with what was found for each.
struct Targets {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    parent: Option<NodeId>,
    children: BTreeMap<String, NodeId>,
    /// Byte offsets of keys or elements, in the order of the text.
    found: Vec<usize>,
}

impl Targets {
    const ROOT: NodeId = NodeId(0);

    fn new() -> Targets {
        Targets {
            nodes: vec![Node::default()],
        }
    }

    fn insert(&mut self, pointer: &Pointer) -> NodeId {
        pointer.segments().fold(Targets::ROOT, |parent, segment| {
            if let Some(child) = self.child(parent, &segment) {
                return child;
            }
            let id = NodeId(self.nodes.len());
            self.nodes.push(Node {
                parent: Some(parent),
                ..Node::default()
            });
            self.nodes[parent.0]
                .children
                .insert(segment.into_owned(), id);
            id
        })
    }

    fn find(&mut self, text: &str, syntax: Syntax) {
        match syntax {
            Syntax::Json => json::walk(text, self),
            Syntax::Yaml => yaml::walk(text, self),
            Syntax::Toml => {}
        }
    }

    fn child(&self, id: NodeId, segment: &str) -> Option<NodeId> {
        self.nodes[id.0].children.get(segment).copied()
    }

    fn is_leaf(&self, id: NodeId) -> bool {
        self.nodes[id.0].children.is_empty()
    }

    fn found(&mut self, id: NodeId, offset: usize) {
        self.nodes[id.0].found.push(offset);
    }

    fn nearest(&self, id: NodeId) -> usize {
        let mut at = Some(id);
        while let Some(id) = at {
            let node = &self.nodes[id.0];
            if let Some(offset) = node.found.first() {
                return *offset;
            }
            at = node.parent;
        }
        0
    }
}

#[cfg(test)]
mod tests;
