//! The document's schemas as a graph: structure, annotations and origin held apart.
//!
//! `openapiv3`'s types end here. A `$ref` is an edge; every keyword is consumed or reported.

mod applicators;
mod aside;
mod dialect;
mod guard;
mod keywords;
mod lower;
mod model;
mod odd;
mod outside;
mod references;
mod reports;
mod roots;
mod said;
mod same_value;
mod targets;
mod untyped;
mod uses;

pub use applicators::Applicators;
pub use dialect::Dialect;
pub use keywords::{Additional, Annotations, Bound, Discriminator, Keywords, Number, Types};
pub use lower::lower;
pub use said::{About, Said};
pub use uses::{Label, Use};

use std::collections::{BTreeMap, BTreeSet, HashSet};

use indexmap::IndexMap;

use crate::config::{Config, Settings};
use crate::pointer::Pointer;

/// A schema in a [`SchemaGraph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

/// All schemas of a document.
#[derive(Debug, Clone, Default)]
pub struct SchemaGraph {
    /// The version that the document is written for.
    pub dialect: Dialect,
    schemas: Vec<Schema>,
    /// What each schema stands for; filled at the end of the lowering.
    resolved: Vec<SchemaId>,
    /// The components by their schemas; filled at the end of the lowering.
    component_names: BTreeMap<SchemaId, String>,
    /// The component schemas in document order, then what other files bring in.
    pub components: IndexMap<String, SchemaId>,
    /// The schemas of operations, where the settings ask for them.
    pub uses: Vec<Use>,
    /// The components that the settings leave out, and nothing needs.
    pub left_out: Vec<String>,
    /// The schemas that are written out but stand for the component they refer to.
    copies: BTreeSet<SchemaId>,
    /// The components that had copies when names were last locked.
    had_copies: BTreeSet<SchemaId>,
}

/// One schema.
#[derive(Debug, Clone)]
pub struct Schema {
    /// What it says about instances.
    pub keywords: Keywords,
    /// What it says to people.
    pub annotations: Annotations,
    /// Where it stands.
    pub origin: Origin,
}

/// Where a schema stands in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is a component, or another place that a `$ref` names.
    Root(Pointer),
    /// It is a part of another schema.
    Part(SchemaId, Step),
}

/// The way from a schema to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// `properties/<name>`
    Property(String),
    /// A keyword that holds one schema, such as `items`
    Keyword(&'static str),
    /// A keyword that holds a list of schemas, such as `oneOf/0`
    Branch(&'static str, usize),
    /// A keyword that holds schemas by name, such as `patternProperties/^x-`
    Entry(&'static str, String),
}

impl SchemaGraph {
    /// The schema with this id.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }

    /// How many schemas there are.
    pub fn len(&self) -> usize {
        self.schemas.len()
    }

    /// Whether there is no schema at all.
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty()
    }

    /// Every schema's id, in document order.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.schemas.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }

    /// Where a schema stands.
    pub fn pointer(&self, id: SchemaId) -> Pointer {
        match &self.get(id).origin {
            Origin::Root(pointer) => pointer.clone(),
            Origin::Part(parent, step) => step.from(&self.pointer(*parent)),
        }
    }

    /// The settings for a schema: its own, or those of the schemas around it.
    pub(crate) fn settings(&self, config: &Config, id: SchemaId) -> Settings {
        if config.types.is_empty() {
            return config.settings;
        }
        let parent = |id: &SchemaId| match self.get(*id).origin {
            Origin::Part(parent, _) => Some(parent),
            Origin::Root(_) => None,
        };
        let outwards: Vec<SchemaId> = std::iter::successors(Some(id), parent).collect();
        let inwards = outwards.into_iter().rev();
        config.settings_within(inwards.map(|it| self.pointer(it).to_string()))
    }

    /// The component that this schema is, or is a part of.
    pub fn component_around(&self, mut id: SchemaId) -> Option<&str> {
        while let Origin::Part(parent, _) = &self.get(id).origin {
            id = *parent;
        }
        self.component_names.get(&id).map(String::as_str)
    }

    /// The name of the component that this schema is.
    pub fn component_name(&self, id: SchemaId) -> Option<&str> {
        self.component_names.get(&id).map(String::as_str)
    }

    /// The schema that a schema is a part of.
    pub fn parent(&self, id: SchemaId) -> Option<SchemaId> {
        match &self.get(id).origin {
            Origin::Root(_) => None,
            Origin::Part(parent, _) => Some(*parent),
        }
    }

    /// Where a keyword of a schema stands.
    pub fn keyword(&self, id: SchemaId, keyword: &str) -> Pointer {
        self.pointer(id).key(keyword)
    }

    /// The schema that `id` stands for: where it is nothing but a `$ref`, its target.
    /// The lowering has checked that such chains end.
    pub fn resolve(&self, id: SchemaId) -> SchemaId {
        self.resolved.get(id.index()).copied().unwrap_or(id)
    }

    /// What is said of each value that a branch of a union lists alone, or of the component that the branch is, by
    /// the value's JSON text.
    pub fn said_of_values(&self, union: SchemaId) -> BTreeMap<String, &Annotations> {
        let mut said = BTreeMap::new();
        let mut pending = vec![union];
        let mut seen = HashSet::new();
        while let Some(id) = pending.pop() {
            let target = self.resolve(id);
            if !seen.insert(target) {
                continue;
            }
            let keywords = &self.get(target).keywords;
            if let Some([value]) = keywords.values.as_deref()
                && target != union
            {
                let mut words = [id, target].into_iter().flat_map(|it| self.said(it).each());
                if let Some(words) = words.find(|it| **it != Annotations::default()) {
                    said.entry(value.to_string()).or_insert(words);
                }
                continue;
            }
            let unions = [&keywords.any_of, &keywords.one_of, &keywords.all_of];
            pending.extend(unions.into_iter().flatten().rev());
        }
        said
    }

    /// Takes schemas for nothing but references, each to a component. What they say to people stays.
    pub(crate) fn refer(&mut self, copies: impl IntoIterator<Item = (SchemaId, SchemaId)>) {
        for (copy, component) in copies {
            self.schemas[copy.index()].keywords = Keywords {
                reference: Some(component),
                ..Keywords::default()
            };
            self.copies.insert(copy);
        }
        self.resolve_all();
    }

    /// Whether a schema is written out in the document, though it stands for a component.
    pub fn is_copy(&self, id: SchemaId) -> bool {
        self.copies.contains(&id)
    }

    /// Says which components had copies in the last run, by their pointers as the lock has them.
    pub(crate) fn remember_copied<'a>(&mut self, pointers: impl Iterator<Item = &'a str>) {
        let pointers: BTreeSet<&str> = pointers.collect();
        let ids = self.components.values().copied();
        let had = ids.filter(|id| pointers.contains(self.pointer(*id).word().as_str()));
        self.had_copies = had.collect();
    }

    /// Whether something was written out like this component in the last run.
    pub(crate) fn had_copies(&self, component: SchemaId) -> bool {
        self.had_copies.contains(&component)
    }

    /// A schema and the members of its `allOf` that are written in it, at any depth, in document order; what
    /// isn't its own is left out, with all that is in it.
    pub fn written_in(&self, schema: SchemaId, is_own: impl Fn(SchemaId) -> bool) -> Vec<SchemaId> {
        let mut written = Vec::new();
        let mut pending = vec![schema];
        while let Some(id) = pending.pop() {
            written.push(id);
            let members = self.get(id).keywords.all_of.iter().rev().copied();
            pending.extend(members.filter(|it| self.resolve(*it) == *it && is_own(*it)));
        }
        written
    }

    /// Follows all chains of references once. They end: circles were cut.
    fn resolve_all(&mut self) {
        let mut resolved: Vec<Option<SchemaId>> = vec![None; self.schemas.len()];
        for start in self.ids() {
            let mut chain = Vec::new();
            let mut id = start;
            let end = loop {
                if let Some(known) = resolved[id.index()] {
                    break known;
                }
                chain.push(id);
                match self.get(id).keywords.pure_reference() {
                    Some(target) => id = target,
                    None => break id,
                }
            };
            for link in chain {
                resolved[link.index()] = Some(end);
            }
        }
        let resolved = resolved.into_iter().zip(self.ids());
        self.resolved = resolved.map(|(end, id)| end.unwrap_or(id)).collect();
    }

    fn push(&mut self, schema: Schema) -> SchemaId {
        let id = u32::try_from(self.schemas.len()).unwrap_or(u32::MAX);
        self.schemas.push(schema);
        SchemaId(id)
    }
}

impl Step {
    /// Where the step leads from a schema at `parent`.
    pub fn from(&self, parent: &Pointer) -> Pointer {
        match self {
            Step::Property(name) => parent.key("properties").key(name),
            Step::Keyword(keyword) => parent.key(keyword),
            Step::Branch(keyword, index) => parent.key(keyword).index(*index),
            Step::Entry(keyword, name) => parent.key(keyword).key(name),
        }
    }
}

impl SchemaId {
    /// The schema's position among [`SchemaGraph::ids`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
