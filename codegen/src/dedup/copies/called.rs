//! What components are called, for schemas that nothing but their own name tells apart: found by the
//! name, since a document may have thousands of either.

use std::collections::{BTreeSet, HashMap};

use super::choice::plain_name;

/// Components by their plain names and titles.
pub(crate) struct Called<Id> {
    by_name: HashMap<String, Vec<Id>>,
    by_title: HashMap<String, Vec<Id>>,
}

impl<Id> Default for Called<Id> {
    fn default() -> Self {
        Self {
            by_name: HashMap::new(),
            by_title: HashMap::new(),
        }
    }
}

impl<Id: Copy + Ord> Called<Id> {
    /// Adds a component.
    pub(crate) fn insert(&mut self, id: Id, name: &str, title: Option<&str>) {
        self.by_name.entry(plain_name(name)).or_default().push(id);
        if let Some(title) = title {
            self.by_title.entry(plain_name(title)).or_default().push(id);
        }
    }

    /// The components that a property's name or a title says a schema is: `action_id` is the
    /// component `ActionId`.
    pub(crate) fn find(&self, property: Option<&str>, title: Option<&str>) -> BTreeSet<Id> {
        let property = property.map(plain_name);
        let title = title.map(plain_name);
        let named = property.iter().chain(&title);
        let named = named.filter_map(|it| self.by_name.get(it));
        let titled = title.iter().filter_map(|it| self.by_title.get(it));
        named.chain(titled).flatten().copied().collect()
    }
}
