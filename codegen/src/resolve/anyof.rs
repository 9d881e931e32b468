//! anyOf whose branches don't exclude each other: a type that carries every combination of them.

use std::collections::BTreeSet;

use super::Resolver;
use super::meet::Conflict;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::config::UnknownFields;
use crate::ir::{Alternative, Shape, ToldBy, TypeId, Variant};
use crate::schema::{Additional, Applicators, SchemaId, Types};

impl Resolver<'_> {
    /// Objects that agree on their members are one struct; objects that don't are a struct with one
    /// part for each; of other values the first variant that matches loses nothing (arrays of objects are merged
    /// before: see `is_array_of_any`).
    pub(super) fn any_of(
        &mut self,
        id: TypeId,
        union: SchemaId,
        branches: &mut [Branch],
        beside: &[Part],
    ) -> Result<Shape, Conflict> {
        let are_objects = branches
            .iter()
            .all(|branch| self.types_of(&branch.parts) == Types::OBJECT);
        if !are_objects {
            return Ok(self.untagged(branches, ToldBy::Trial { exactly_one: false }));
        }
        if self.are_open_objects(branches, beside) && self.agree_on_members(branches) {
            return self.one_struct(id, union, branches, beside);
        }
        // Variants that a tag tells apart are better than parts of which one at most can be there.
        if let Some(shape) = self.partly_tagged(union, branches, Holding::Any) {
            return Ok(shape);
        }
        let mut shape = self.untagged(branches, ToldBy::Every);
        if let Shape::Union(union) = &mut shape {
            self.hide_each_others(branches, &mut union.variants);
        }
        Ok(shape)
    }

    /// What another part of the same object declares is no unknown member, where the settings refuse those.
    fn hide_each_others(&self, branches: &[Branch], variants: &mut [Variant]) {
        for (index, variant) in variants.iter_mut().enumerate() {
            let parts = &branches[index].parts;
            let refuses = self.unknown_fields(variant.ty) == UnknownFields::Deny;
            if !refuses || !parts.iter().all(|it| self.is_open_object(*it)) {
                continue;
            }
            let own = self.names(parts);
            let others = branches.iter().flat_map(|it| self.names(&it.parts));
            for name in others.filter(|it| !own.contains(it)) {
                if !variant.hidden.iter().any(|it| it == name) {
                    variant.hidden.push(name.to_owned());
                }
            }
        }
    }

    /// The members of all branches in one object. At least one branch must hold.
    fn one_struct(
        &mut self,
        id: TypeId,
        union: SchemaId,
        branches: &[Branch],
        beside: &[Part],
    ) -> Result<Shape, Conflict> {
        let parts = branches.iter().flat_map(|it| &it.parts).copied().collect();
        let parts = self.distinct(parts);
        let mut rules = self.object_rules(id, &parts, Vec::new())?;
        let is_exact = self.is_exact(union);
        let everywhere = |name: &str| branches.iter().all(|it| self.requires(&it.parts, name));
        for member in &mut rules.members {
            let asked = self.requires(beside, &member.name) || everywhere(&member.name);
            member.required = asked && !member.write_only;
            member.requested = asked && member.write_only;
        }
        let alternatives: Vec<Alternative> = branches
            .iter()
            .map(|branch| {
                let names = self.names(&branch.parts);
                let asked = |name: &&str| self.requires(&branch.parts, name) && !everywhere(name);
                let required = names.iter().copied().filter(asked).map(str::to_owned);
                let own = self.expand(branch.schema);
                let asks = self.names(&own).iter().any(|it| self.requires(&own, it));
                Alternative {
                    required: required.collect(),
                    // Read strictly, one that requires nothing holds whatever has come.
                    asks: asks || is_exact,
                    members: names.into_iter().map(str::to_owned).collect(),
                }
            })
            .collect();
        rules.any_of = alternatives;
        let is_free = rules.members.iter().any(|it| rules.is_free(&it.name));
        // A branch that asks for nothing more always holds.
        if !is_free && rules.any_of.iter().any(|it| it.required.is_empty()) {
            rules.any_of.clear();
        }
        Ok(Shape::Object(rules))
    }

    /// Whether the branches are about single members only, so that those of others can stand beside them. What stands
    /// beside all branches may speak of the whole object, as far as it doesn't speak of what only branches declare.
    fn are_open_objects(&self, branches: &[Branch], beside: &[Part]) -> bool {
        let names = branches.iter().flat_map(|it| self.names(&it.parts));
        let names: BTreeSet<&str> = names.collect();
        let is_of_whole = |part: &Part| match part {
            Part::Plain(schema) if beside.contains(part) => {
                let keywords = &self.graph.get(*schema).keywords;
                let knows_all = names.iter().all(|it| keywords.properties.contains_key(*it));
                let further = [&keywords.additional, &keywords.applicators.further];
                let takes_them = further == [&Additional::Unspecified; 2] || knows_all;
                // How many members are required is another number in each branch.
                takes_them && keywords.max_properties.is_none() && keywords.values.is_none()
            }
            _ => false,
        };
        let mut parts = branches.iter().flat_map(|it| &it.parts);
        parts.all(|it| self.is_open_object(*it) || is_of_whole(it))
    }

    /// Whether a part is about single members only.
    fn is_open_object(&self, part: Part) -> bool {
        match part {
            Part::Plain(schema) => {
                let keywords = &self.graph.get(schema).keywords;
                keywords.additional == Additional::Unspecified
                    && keywords.min_properties.is_none()
                    && keywords.max_properties.is_none()
                    && keywords.values.is_none()
                    && keywords.not.is_none()
                    && keywords.applicators == Applicators::default()
            }
            Part::Only(_) | Part::AsWritten => true,
            Part::OneOf(_)
            | Part::AnyOf(_)
            | Part::OrNull(_)
            | Part::Subtypes(_)
            | Part::Elements(..) => false,
        }
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
