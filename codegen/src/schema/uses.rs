//! The schemas of operations: those of parameters, headers, requests and responses, also in callbacks,
//! webhooks and the components that are no schemas. Each with what it is called by.
//!
//! What is written out in an operation is called by that operation, `GetPetNotFoundResponse`; what is
//! referred to by its own name, wherever it is used.

mod bodies;
mod words;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::SchemaId;
use super::references::report_dangling;
use crate::diagnostics::Diagnostics;
use crate::names::ident;
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::reader::Library;

/// The most references that may follow each other before something is there.
const MOST_REFERENCES: usize = 100;

/// The members of a path item that are operations (OpenAPI 3.1 §4.8.9.1; 3.2 adds `query`).
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// A schema of an operation.
#[derive(Debug, Clone)]
pub struct Use {
    /// The schema.
    pub schema: SchemaId,
    /// What it is called by.
    pub label: Label,
}

/// What the schema of an operation is called by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The operation, or the folder, that tells it from others of its name; empty where the name does.
    pub around: String,
    /// The name, as words.
    pub name: String,
}

/// The schemas of all operations, by their places.
pub(super) fn find(
    library: &mut Library<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Pointer, Label)> {
    let mut walk = Walk {
        library,
        diagnostics,
        seen: BTreeSet::new(),
        pending: VecDeque::new(),
        operations: Vec::new(),
        found: Vec::new(),
    };
    walk.document();
    let names = walk.operation_names();
    let found = walk.found.into_iter();
    found
        .map(|(place, draft)| (place, draft.settle(&names)))
        .collect()
}

struct Walk<'w, 'a> {
    library: &'w mut Library<'a>,
    diagnostics: &'w mut Diagnostics,
    /// The places that were looked at: what is referred to twice is found once.
    seen: BTreeSet<Pointer>,
    /// Path items that wait, so that callbacks of callbacks cost no stack.
    pending: VecDeque<PathItem>,
    operations: Vec<Operation>,
    found: Vec<(Pointer, Draft)>,
}

struct PathItem {
    at: Pointer,
    called: Called,
    /// The operation whose callback it is.
    parent: Option<usize>,
}

/// What the operations of a path item are called by where they have no `operationId`.
enum Called {
    /// The method and the words of the path
    Path(String),
    /// A name, and the method where there are several
    Name(String),
}

/// What an operation is called by: its `operationId`, where no other has the same, or its path.
struct Operation {
    id: Option<String>,
    path: String,
    parent: Option<usize>,
}

/// What a part of an operation belongs to.
#[derive(Clone)]
enum Owner {
    /// The operation that it is written out in, by its index
    Operation(usize),
    /// Something with a name that it is written out in
    Other(String),
    /// Itself: it has a name of its own
    Itself(Label),
}

/// A label, until the operations have their names.
enum Draft {
    /// The owner's name and these words
    Body(Owner, String),
    /// A parameter or a header by its name, beside its owner
    Beside(Owner, String),
}

impl Draft {
    fn settle(self, operations: &[String]) -> Label {
        let called = |owner: &Owner| match owner {
            Owner::Operation(at) => operations.get(*at).cloned().unwrap_or_default(),
            Owner::Other(name) => name.clone(),
            Owner::Itself(label) => label.name.clone(),
        };
        match self {
            Draft::Body(Owner::Itself(label), words) => Label {
                name: words::completed(&label.name, &words),
                ..label
            },
            Draft::Body(owner, words) => Label {
                around: String::new(),
                name: format!("{} {words}", called(&owner)),
            },
            Draft::Beside(Owner::Itself(label), _) => label,
            Draft::Beside(owner, name) => Label {
                around: called(&owner),
                name,
            },
        }
    }
}

impl Walk<'_, '_> {
    fn document(&mut self) {
        let root = Pointer::root();
        // What two paths share is called by the first one, whatever the order in the document.
        let mut paths = self.keys(&root.key("paths"));
        paths.sort_unstable();
        for path in paths.iter().filter(|it| it.starts_with('/')) {
            self.pending.push_back(PathItem {
                at: root.key("paths").key(path),
                called: Called::Path(words::of_path(path)),
                parent: None,
            });
        }
        let components = root.key("components");
        for section in [root.key("webhooks"), components.key("pathItems")] {
            for name in self.keys(&section) {
                self.pending.push_back(PathItem {
                    at: section.key(&name),
                    called: Called::Name(name),
                    parent: None,
                });
            }
        }
        let callbacks = components.key("callbacks");
        for name in self.keys(&callbacks) {
            self.callback(&callbacks.key(&name), &name, None);
        }
        while let Some(item) = self.pending.pop_front() {
            self.path_item(&item);
        }
        for section in ["parameters", "headers"].map(|it| components.key(it)) {
            for name in self.keys(&section) {
                self.parameter(&section.key(&name), None);
            }
        }
        let requests = components.key("requestBodies");
        for name in self.keys(&requests) {
            self.request(&requests.key(&name), None);
        }
        let responses = components.key("responses");
        for name in self.keys(&responses) {
            self.response(&responses.key(&name), None, "");
        }
    }

    /// The names of the operations, by their index.
    fn operation_names(&self) -> Vec<String> {
        let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for id in self.operations.iter().filter_map(|it| it.id.as_ref()) {
            *counts.entry(ident::split(id)).or_default() += 1;
        }
        let mut names: Vec<String> = Vec::new();
        for operation in &self.operations {
            let is_unique = |id: &&String| {
                let words = ident::split(id);
                !words.is_empty() && counts.get(&words) == Some(&1)
            };
            // An operation comes before those of its callbacks.
            let parent = operation.parent.and_then(|it| names.get(it));
            let name = match (operation.id.as_ref().filter(is_unique), parent) {
                (Some(id), _) => id.clone(),
                (None, Some(parent)) => format!("{parent} {}", operation.path),
                (None, None) => operation.path.clone(),
            };
            names.push(name);
        }
        names
    }

    fn path_item(&mut self, item: &PathItem) {
        let mut places = vec![item.at.clone()];
        // OpenAPI 3.1 §4.8.9.1: members may stand beside the `$ref`.
        places.extend(self.follow(&item.at).filter(|it| *it != item.at));
        places.retain(|it| self.seen.insert(it.clone()));
        let first = self.operations.len();
        for at in &places {
            let is_there = |method: &&&str| self.library.at(&at.key(method)).is_some();
            let methods: Vec<&str> = METHODS.iter().filter(is_there).copied().collect();
            for method in &methods {
                let path = match &item.called {
                    Called::Path(path) => format!("{method} {path}"),
                    Called::Name(name) if methods.len() == 1 => name.clone(),
                    Called::Name(name) => format!("{name} {method}"),
                };
                self.operation(&at.key(method), path, item.parent);
            }
        }
        // What all operations of a path take is called by the first of them.
        if self.operations.len() > first {
            for at in &places {
                self.parameters(at, &Owner::Operation(first));
            }
        }
    }

    fn operation(&mut self, at: &Pointer, path: String, parent: Option<usize>) {
        let Some(at) = self.follow(at).filter(|it| self.seen.insert(it.clone())) else {
            return;
        };
        let id = self.library.at(&at.key("operationId"));
        let id = id.and_then(Raw::as_str).map(str::to_owned);
        let index = self.operations.len();
        self.operations.push(Operation { id, path, parent });
        let owner = Owner::Operation(index);
        self.parameters(&at, &owner);
        self.request(&at.key("requestBody"), Some(owner.clone()));
        self.responses(&at.key("responses"), &owner);
        let callbacks = at.key("callbacks");
        for name in self.keys(&callbacks) {
            self.callback(&callbacks.key(&name), &name, Some(index));
        }
    }

    /// A callback has a path item for each expression; most have one.
    fn callback(&mut self, at: &Pointer, name: &str, parent: Option<usize>) {
        let Some(at) = self.follow(at) else {
            return;
        };
        for expression in self.fields(&at) {
            self.pending.push_back(PathItem {
                at: at.key(&expression),
                called: Called::Name(name.to_owned()),
                parent,
            });
        }
    }

    /// The `parameters` of an operation or a path item.
    fn parameters(&mut self, at: &Pointer, owner: &Owner) {
        let list = at.key("parameters");
        let count = self.library.at(&list).and_then(Raw::as_array);
        for index in 0..count.map_or(0, <[Raw]>::len) {
            self.parameter(&list.index(index), Some(owner.clone()));
        }
    }

    /// A parameter or a header; `owner` is what it is written out in.
    fn parameter(&mut self, at: &Pointer, owner: Option<Owner>) {
        let Some((at, owner)) = self.enter(at, owner) else {
            return;
        };
        let name = self.library.at(&at.key("name")).and_then(Raw::as_str);
        let key = || at.last().unwrap_or_default().into_owned();
        let name = name.map_or_else(key, str::to_owned);
        let content = at.key("content");
        let types = self.keys(&content).into_iter();
        let contents = types.map(|it| content.key(&it).key("schema"));
        for schema in std::iter::once(at.key("schema")).chain(contents) {
            self.take(schema, Draft::Beside(owner.clone(), name.clone()));
        }
    }

    fn take(&mut self, schema: Pointer, draft: Draft) {
        if self.library.at(&schema).is_some() {
            self.found.push((schema, draft));
        }
    }

    /// The names of an object's members.
    fn keys(&self, at: &Pointer) -> Vec<String> {
        let members = self.library.at(at).and_then(Raw::as_object);
        members.map_or_else(Vec::new, |it| it.keys().cloned().collect())
    }

    /// The names of an object's members, without extensions.
    fn fields(&self, at: &Pointer) -> Vec<String> {
        let mut names = self.keys(at);
        names.retain(|it| !it.starts_with("x-"));
        names
    }

    /// What stands at a place, or where it refers to, with its owner, unless that was looked at. What
    /// is written out in something belongs to it, and what has a name elsewhere to itself.
    fn enter(&mut self, at: &Pointer, owner: Option<Owner>) -> Option<(Pointer, Owner)> {
        let there = self.follow(at)?;
        let owner = match owner.filter(|_| there == *at) {
            Some(owner) => owner,
            None => Owner::Itself(words::of_place(&there)?),
        };
        self.seen.insert(there.clone()).then_some((there, owner))
    }

    /// The place that an object refers to, or else its own. `None` where there is nothing, which is
    /// reported if a reference says otherwise.
    fn follow(&mut self, at: &Pointer) -> Option<Pointer> {
        let mut at = at.clone();
        for _ in 0..MOST_REFERENCES {
            let reference = self.library.at(&at)?.get("$ref");
            let Some(target) = reference.and_then(Raw::as_str).map(str::to_owned) else {
                return Some(at);
            };
            let place = at.key("$ref");
            at = self.library.find(&target, &place, self.diagnostics)?;
            if self.library.at(&at).is_none() {
                report_dangling(self.library, &target, &at, &place, self.diagnostics);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
