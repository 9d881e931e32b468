//! The members that the parts of a type name, and those that branches of the unions among them do.

use std::collections::BTreeSet;

use super::Resolver;
use super::parts::Part;

/// Whether conditions are looked into: they name members, too, but describe none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conditions {
    /// `if`, `then`, `else`, `dependentSchemas`, and what `dependentRequired` asks for
    Included,
    /// None
    LeftOut,
}

impl Resolver<'_> {
    /// The members that the parts require or describe.
    pub(super) fn names_anywhere(&self, parts: &[Part], conditions: Conditions) -> BTreeSet<&str> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for part in self.parts_anywhere(parts, conditions) {
            names.extend(self.names(&[part]));
            if let (Part::Plain(schema), Conditions::Included) = (part, conditions) {
                let applicators = &self.graph.get(schema).keywords.applicators;
                let asked = applicators.dependent_required.iter();
                names.extend(asked.flat_map(|(_, required)| required).map(String::as_str));
            }
        }
        names
    }

    /// The members that the parts describe.
    pub(super) fn properties_anywhere(&self, parts: &[Part]) -> BTreeSet<&str> {
        let parts = self.parts_anywhere(parts, Conditions::LeftOut);
        let schemas = Self::plain(&parts);
        let properties = schemas.flat_map(|it| self.graph.get(it).keywords.properties.keys());
        properties.map(String::as_str).collect()
    }

    /// The parts, and those of branches and conditions, each once.
    fn parts_anywhere(&self, parts: &[Part], conditions: Conditions) -> Vec<Part> {
        let mut pending: Vec<Part> = parts.to_vec();
        let mut found: Vec<Part> = Vec::new();
        while let Some(part) = pending.pop() {
            if found.contains(&part) {
                continue;
            }
            found.push(part);
            let branches = self.branches_of(part).unwrap_or_default().iter();
            pending.extend(branches.flat_map(|it| self.expand(*it)));
            if let (Part::Plain(schema), Conditions::Included) = (part, conditions) {
                let applicators = &self.graph.get(schema).keywords.applicators;
                let consequences = applicators.then.iter().chain(&applicators.otherwise);
                let asking = applicators.test.iter().chain(consequences);
                let asking = asking.chain(applicators.dependent_schemas.values());
                pending.extend(asking.flat_map(|it| self.expand(*it)));
            }
        }
        found
    }
}
