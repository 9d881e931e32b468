//! anyOf over objects: one struct that can carry every combination of its branches.

use super::Resolver;
use super::meet::Conflict;
use super::parts::Part;
use super::union::Branch;
use crate::ir::{Shape, TypeId};
use crate::schema::{SchemaId, Types};

impl Resolver<'_> {
    /// The members of all branches in one object, if each of them has one type wherever it is
    /// declared. At least one branch's required members must be there.
    pub(super) fn any_of_objects(
        &mut self,
        id: TypeId,
        branches: &[Branch],
        beside: &[Part],
    ) -> Result<Option<Shape>, Conflict> {
        let are_objects = branches.iter().all(|branch| {
            self.types_of(&branch.parts) == Types::OBJECT
                && branch
                    .parts
                    .iter()
                    .all(|it| matches!(it, Part::Plain(_) | Part::Only(_)))
        });
        if !are_objects || !self.agree_on_members(branches) {
            return Ok(None);
        }
        let mut parts: Vec<Part> = Vec::new();
        for part in branches.iter().flat_map(|it| &it.parts) {
            if self.key(&parts).is_disjoint(&self.key(&[*part])) {
                parts.push(*part);
            }
        }
        let mut rules = self.object_rules(id, &parts, Vec::new())?;
        let everywhere = |name: &str| branches.iter().all(|it| self.requires(&it.parts, name));
        let mut any_of: Vec<Vec<String>> = Vec::new();
        for branch in branches {
            let names = self.names(&branch.parts).into_iter();
            let required = names.filter(|it| self.requires(&branch.parts, it) && !everywhere(it));
            any_of.push(required.map(str::to_owned).collect());
        }
        for member in &mut rules.members {
            member.required = self.requires(beside, &member.name) || everywhere(&member.name);
        }
        // A branch that asks for nothing more always holds.
        if any_of.iter().all(|it| !it.is_empty()) {
            rules.any_of = any_of;
        }
        Ok(Some(Shape::Object(rules)))
    }

    pub(super) fn agree_on_members(&self, branches: &[Branch]) -> bool {
        let mut declared: Vec<(&str, Vec<SchemaId>)> = Vec::new();
        for branch in branches {
            for name in self.names(&branch.parts) {
                declared.push((name, self.property(&branch.parts, name)));
            }
        }
        declared.iter().all(|(name, schemas)| {
            declared
                .iter()
                .filter(|(other, _)| other == name)
                .all(|(_, others)| self.classes_of(others) == self.classes_of(schemas))
        })
    }

    fn classes_of(&self, schemas: &[SchemaId]) -> Vec<crate::dedup::Class> {
        let mut classes: Vec<_> = schemas.iter().map(|it| self.classes[it.index()]).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }
}
