//! Where the schemas stand that are about one value, or about a part of it: what a schema says may stand in
//! what it refers to, or in a branch.

use std::collections::BTreeSet;

use super::{Additional, Keywords, SchemaGraph, SchemaId, Types};
use crate::raw::Raw;

impl SchemaGraph {
    /// The schema that says what `id` says of a value: what a lone `$ref` leads to, or the only branch there
    /// is beside `null`.
    pub fn saying(&self, mut id: SchemaId) -> SchemaId {
        let mut seen = BTreeSet::new();
        while seen.insert(id) {
            id = self.resolve(id);
            let Some(only) = self.only_branch(id) else {
                break;
            };
            id = only;
        }
        id
    }

    /// Whether `by` extends `base`: its `allOf` refers to it.
    pub fn is_extended(&self, base: SchemaId, by: SchemaId) -> bool {
        let all_of = &self.get(self.resolve(by)).keywords.all_of;
        let base = self.resolve(base);
        all_of.iter().any(|it| self.resolve(*it) == base)
    }

    fn only_branch(&self, id: SchemaId) -> Option<SchemaId> {
        let keywords = &self.get(id).keywords;
        let lists = [&keywords.all_of, &keywords.any_of, &keywords.one_of];
        let mut lists = lists.into_iter().filter(|it| !it.is_empty());
        let (branches, None) = (lists.next()?, lists.next()) else {
            return None;
        };
        let mut branches = branches.iter().filter(|it| !self.is_null(**it));
        let (only, None) = (branches.next()?, branches.next()) else {
            return None;
        };
        let says_more = keywords.is_constraining() || keywords.reference.is_some();
        (!says_more).then_some(*only)
    }

    /// The branches of the unions that a schema is, at any depth.
    pub fn branches(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut branches = Vec::new();
        let mut pending = vec![id];
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            let keywords = &self.get(id).keywords;
            let own = || keywords.one_of.iter().chain(&keywords.any_of);
            branches.extend(own());
            pending.extend(own().chain(&keywords.all_of).chain(&keywords.reference));
        }
        branches
    }

    /// The only branch that a union has beside `null`.
    pub fn branch_beside_null(&self, union: SchemaId) -> Option<SchemaId> {
        let keywords = &self.get(union).keywords;
        let branches = match (&*keywords.any_of, &*keywords.one_of) {
            (branches, []) | ([], branches) => branches,
            _ => return None,
        };
        let mut others = branches.iter().filter(|it| !self.is_null(**it));
        let (only, None) = (others.next()?, others.next()) else {
            return None;
        };
        (branches.len() > 1).then_some(*only)
    }

    /// The schema that is `id` or `null`, where `id` is the only branch of one.
    pub fn or_null(&self, id: SchemaId) -> Option<SchemaId> {
        let union = self.parent(id)?;
        (self.branch_beside_null(union) == Some(id)).then_some(union)
    }

    fn is_null(&self, id: SchemaId) -> bool {
        let keywords = &self.get(self.resolve(id)).keywords;
        keywords.types == Some(Types::NULL) || keywords.values.as_deref() == Some(&[Raw::Null])
    }

    /// The first schema that `part` finds: in this schema, in what it refers to, and in its branches.
    pub fn part(
        &self,
        id: SchemaId,
        part: impl Fn(&Keywords) -> Option<SchemaId>,
    ) -> Option<SchemaId> {
        let mut pending = vec![id];
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            let keywords = &self.get(id).keywords;
            if let Some(found) = part(keywords) {
                return Some(found);
            }
            // The last one is looked into first.
            let branches = [&keywords.one_of, &keywords.any_of, &keywords.all_of];
            pending.extend(branches.into_iter().flat_map(|it| it.iter().rev()));
            pending.extend(keywords.reference);
        }
        None
    }

    /// The schema of an array's elements.
    pub fn elements(&self, array: SchemaId) -> Option<SchemaId> {
        self.part(array, |it| it.items)
    }

    /// The schema of an object's further members.
    pub fn entries(&self, object: SchemaId) -> Option<SchemaId> {
        self.part(object, |it| match it.additional {
            Additional::Schema(id) => Some(id),
            _ => None,
        })
    }
}
