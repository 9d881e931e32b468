//! Unions beside members they share no name with: fields of the struct, read from the same object.

use super::Resolver;
use super::meet::Conflict;
use super::parts::Part;
use super::union::Branch;
use crate::config::UnknownFields;
use crate::ir::{Shape, TypeId};
use crate::schema::{Additional, Applicators, SchemaId, Types};

impl Resolver<'_> {
    pub(super) fn beside_members(
        &mut self,
        id: TypeId,
        parts: &[Part],
        flattened: &[Part],
    ) -> Result<Shape, Conflict> {
        let place = self.ir.get(id).sources[0];
        let plain = parts.iter().copied().filter(|it| !flattened.contains(it));
        let plain: Vec<Part> = plain.collect();
        let unions = flattened
            .iter()
            .map(|union| {
                let source = match union {
                    Part::OneOf(schema) | Part::AnyOf(schema) => *schema,
                    _ => place,
                };
                self.type_of(vec![*union], source, None)
            })
            .collect();
        Ok(Shape::Object(self.object_rules(id, &plain, unions)?))
    }

    /// The unions among the parts, if they can stand as parts of the struct beside its members:
    /// nothing is declared on both sides.
    pub(super) fn flatten(&self, parts: &[Part]) -> Option<Vec<Part>> {
        let mut names: Vec<String> = self.names(parts).into_iter().map(str::to_owned).collect();
        let is_closed = |parts: &[Part]| {
            Self::plain(parts).any(|schema| {
                let keywords = &self.graph.get(schema).keywords;
                !matches!(keywords.additional, Additional::Unspecified)
                    || keywords.not.is_some()
                    || keywords.applicators != Applicators::default()
                    || keywords.min_properties.is_some()
                    || keywords.max_properties.is_some()
            })
        };
        // A union alone is the type itself; two beside each other are parts of one struct.
        let is_union = |it: &&Part| matches!(it, Part::OneOf(_) | Part::AnyOf(_));
        let has_company = !names.is_empty() || parts.iter().filter(is_union).count() > 1;
        if !has_company || is_closed(parts) || self.types_of(parts) != Types::OBJECT {
            return None;
        }
        let mut unions = Vec::new();
        for part in parts {
            let (schema, branches) = match part {
                Part::OneOf(schema) => (schema, &self.graph.get(*schema).keywords.one_of),
                Part::AnyOf(schema) => (schema, &self.graph.get(*schema).keywords.any_of),
                Part::OrNull(_) | Part::Subtypes(_) | Part::Elements(..) => return None,
                Part::Plain(_) | Part::Only(_) | Part::AsWritten => continue,
            };
            let mut own: Vec<String> = Vec::new();
            for branch in branches {
                // It would take, or refuse, the members beside it.
                let pointer = self.graph.pointer(self.graph.resolve(*branch)).to_string();
                let of_branch = self.config.settings_of(&pointer).unknown_fields;
                if of_branch != UnknownFields::Ignore
                    || self.base_among(*branch, branches).is_some()
                {
                    return None;
                }
                let parts = self.expand(*branch);
                let is_plain = parts.iter().all(|it| matches!(it, Part::Plain(_)));
                let is_nameless = self.names(&parts).is_empty();
                let is_object = self.types_of(&parts) == Types::OBJECT;
                if !is_plain || is_closed(&parts) || !is_object || is_nameless {
                    return None;
                }
                own.extend(self.names(&parts).into_iter().map(str::to_owned));
            }
            let discriminator = self.discriminator(*schema);
            if discriminator.is_some_and(|it| !own.contains(&it.property)) {
                return None;
            }
            if own.iter().any(|it| names.contains(it))
                || !self.can_stand_flat(*part, *schema, branches)
            {
                return None;
            }
            names.extend(own);
            unions.push(*part);
        }
        (!unions.is_empty()).then_some(unions)
    }

    /// Whether a union's variant can be told while other members stand in the same object.
    fn can_stand_flat(&self, union: Part, schema: SchemaId, branches: &[SchemaId]) -> bool {
        let branches: Vec<Branch> = branches.iter().map(|it| self.branch_alone(*it)).collect();
        // One that keeps what has an unknown tag takes the whole value.
        let is_open = self.settings(schema).open_enums;
        if is_open && (self.discriminator(schema).is_some() || self.has_tag(&branches)) {
            return false;
        }
        match union {
            Part::AnyOf(_) => self.has_tag(&branches) || self.agree_on_members(&branches),
            // Read strictly, a union that no tag tells is tried, which takes the whole value.
            _ => {
                let is_told = !self.is_exact(schema) && self.presence(&branches).is_some();
                self.has_tag(&branches) || is_told
            }
        }
    }
}
