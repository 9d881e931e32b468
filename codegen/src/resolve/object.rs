//! Objects: members of all parts merged, each one's type the meet of what the parts say of it.

use super::Resolver;
use super::directions::Direction;
use super::meet::{Conflict, is_crossed, least};
use super::parts::Part;
use super::tags::joined;
use crate::config::UnknownFields;
use crate::diagnostics::Code;
use crate::ir::{Member, ObjectRules, Rest, Shape, TypeId};
use crate::raw::Raw;
use crate::schema::{Additional, SchemaId, Types};

/// Unions nest in unions; deeper ones are not looked into for values: what is nullable may be split, and no more.
const DEEPEST: usize = 2;

impl Resolver<'_> {
    pub(super) fn object_shape(&mut self, id: TypeId, parts: &[Part]) -> Result<Shape, Conflict> {
        Ok(Shape::Object(self.object_rules(id, parts, Vec::new())?))
    }

    /// Merges the plain parts; `flattened` are the unions that stand beside them.
    pub(super) fn object_rules(
        &mut self,
        id: TypeId,
        parts: &[Part],
        flattened: Vec<TypeId>,
    ) -> Result<ObjectRules, Conflict> {
        let place = self.ir.get(id).sources[0];
        let mut rules = ObjectRules {
            flattened,
            ..ObjectRules::default()
        };
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            rules.min_properties = rules.min_properties.max(keywords.min_properties);
            rules.max_properties = least(rules.max_properties, keywords.max_properties);
            if is_crossed(rules.min_properties, rules.max_properties) {
                return Err(Conflict {
                    one: schema,
                    other: schema,
                    keyword: "minProperties",
                });
            }
        }
        let names: Vec<String> = self.names(parts).into_iter().map(str::to_owned).collect();
        for name in names {
            if let Some(member) = self.member(parts, name, place)? {
                rules.members.push(member);
            }
        }
        if let Some(conflict) = self.too_many(parts) {
            return Err(conflict);
        }
        self.note_required(parts);
        rules.rest = self.rest(id, parts, &rules);
        Ok(rules)
    }

    /// More required members than an object may have. Which ones only a request must have doesn't count.
    pub(super) fn too_many(&self, parts: &[Part]) -> Option<Conflict> {
        let limit = |it: SchemaId| self.graph.get(it).keywords.max_properties;
        let limiting = Self::plain(parts)
            .filter(|it| limit(*it).is_some())
            .min_by_key(|it| limit(*it))?;
        let is_written_only =
            |name: &str| self.is_directed(&self.property(parts, name), Direction::WriteOnly);
        let names = self.names(parts).into_iter();
        let requiring = names.filter(|it| !is_written_only(it));
        let requiring = requiring.filter_map(|it| self.requiring(parts, it));
        let requiring: Vec<SchemaId> = requiring.collect();
        Some(Conflict {
            one: *requiring.last()?,
            other: limiting,
            keyword: "maxProperties",
        })
        .filter(|_| limit(limiting).is_some_and(|most| requiring.len() > most))
    }

    /// The member `name`; `None` where no part with members allows it and none requires it.
    fn member(
        &mut self,
        parts: &[Part],
        name: String,
        place: SchemaId,
    ) -> Result<Option<Member>, Conflict> {
        let mut schemas: Vec<SchemaId> = Vec::new();
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            if let Some(property) = keywords.properties.get(&name) {
                schemas.push(*property);
                continue;
            }
            match keywords.additional {
                Additional::Schema(additional) => schemas.push(additional),
                Additional::Denied | Additional::Unspecified | Additional::Allowed => {}
            }
        }
        let requiring = self.requiring(parts, &name);
        match (self.denier(parts, &name), requiring) {
            (Some(denier), Some(requiring)) => {
                return Err(Conflict {
                    one: requiring,
                    other: denier,
                    keyword: "additionalProperties",
                });
            }
            (Some(denier), None) => {
                if let Some(declared) = schemas.first() {
                    self.report_denied(*declared, denier, &name);
                }
                return Ok(None);
            }
            (None, _) => {}
        }
        let required = requiring.is_some();
        let ty = self.type_of_all(&schemas, &[], place, Some(&name));
        let read_only = self.is_directed(&schemas, Direction::ReadOnly);
        let write_only = self.is_directed(&schemas, Direction::WriteOnly);
        let mut documented = schemas.iter().filter(|it| self.graph.says_something(**it));
        let source = documented.next().or(schemas.first());
        Ok(Some(Member {
            name,
            ty,
            required: required && !write_only,
            requested: required && write_only,
            read_only,
            write_only,
            declared: source.is_some(),
            source: source.copied().unwrap_or(place),
            constant: None,
        }))
    }

    /// A member that one part declares, and another one rules out.
    fn report_denied(&mut self, declared: SchemaId, denier: SchemaId, name: &str) {
        // Whether a condition holds is no statement about members.
        if self.as_written || !self.is_first(Code::UnsatisfiableMember, declared, name) {
            return;
        }
        let message = format!("the member `{name}` can't occur: no further members are allowed");
        let place = self.graph.pointer(declared);
        let denied = self.graph.pointer(denier);
        self.diagnostics
            .report(Code::UnsatisfiableMember, place, message)
            .related(denied, "this allows no member that isn't listed beside it")
            .help("list the member there, too, or leave out `additionalProperties: false`");
    }

    fn rest(&mut self, id: TypeId, parts: &[Part], rules: &ObjectRules) -> Rest {
        let place = self.ir.get(id).sources[0];
        let mut schemas: Vec<SchemaId> = Vec::new();
        let mut allowed = false;
        for schema in Self::plain(parts) {
            match self.graph.get(schema).keywords.additional {
                Additional::Denied => return Rest::Refuse,
                Additional::Schema(additional) => schemas.push(additional),
                Additional::Allowed => allowed = true,
                Additional::Unspecified if self.closes(schema, parts) => return Rest::Refuse,
                Additional::Unspecified => {}
            }
            // Members that match a pattern are no unknown ones.
            let applicators = &self.graph.get(schema).keywords.applicators;
            allowed |= !applicators.pattern_properties.is_empty();
            let unevaluated = applicators.unevaluated_properties;
            allowed |= unevaluated.is_some_and(|it| !self.allows_nothing(it));
        }
        if !schemas.is_empty() {
            return Rest::Keep(self.type_of_all(&schemas, &[], place, None));
        }
        // An object without any declared member is free-form: its data is all there is.
        let free = rules.members.is_empty() && rules.flattened.is_empty();
        let is_counted = rules.min_properties.is_some() || rules.max_properties.is_some();
        match self.unknown_fields(id) {
            // Where the number of members counts, all of them count, also beside required ones that aren't there.
            UnknownFields::Ignore if is_counted => {
                Rest::Keep(self.type_of(Vec::new(), place, None))
            }
            _ if allowed || free => Rest::Keep(self.type_of(Vec::new(), place, None)),
            UnknownFields::Capture => Rest::Keep(self.type_of(Vec::new(), place, None)),
            UnknownFields::Ignore => Rest::Skip,
            UnknownFields::Deny if self.conditions_name_more(parts) => {
                Rest::Keep(self.type_of(Vec::new(), place, None))
            }
            UnknownFields::Deny => Rest::Refuse,
        }
    }

    /// What the settings say of the members that a type doesn't declare.
    pub(super) fn unknown_fields(&self, id: TypeId) -> UnknownFields {
        if self.as_written {
            return UnknownFields::Ignore;
        }
        let ty = self.ir.get(id);
        let key = match &ty.component {
            Some(name) => name.clone(),
            None => self.graph.pointer(ty.sources[0]).to_string(),
        };
        self.config.settings_of(&key).unknown_fields
    }

    /// The values that a property is limited to, among the parts of an object: by `enum`, also in every branch of a
    /// union.
    pub(super) fn property_values(&self, parts: &[Part], name: &str) -> Option<Vec<Raw>> {
        let mut inner = Vec::new();
        for schema in self.property(parts, name) {
            self.expand_into(schema, &mut inner);
        }
        self.listed_values(&inner, 0)
    }

    fn listed_values(&self, parts: &[Part], depth: usize) -> Option<Vec<Raw>> {
        let types = self.meet_types(parts).ok()?;
        let mut met = self.meet_values(parts, types).ok()?;
        for part in parts.iter().filter(|_| depth < DEEPEST) {
            let of_part = match part {
                Part::OrNull(schema) => {
                    let rest = self.listed_values(&self.expand_non_null(*schema), depth + 1);
                    rest.map(|it| [it, vec![Raw::Null]].concat())
                }
                _ => self.branches_of(*part).and_then(|branches| {
                    let of_branch =
                        |it: &SchemaId| self.listed_values(&self.expand(*it), depth + 1);
                    let values = branches.iter().map(of_branch);
                    values.collect::<Option<Vec<_>>>().map(joined)
                }),
            };
            met = match (met, of_part) {
                (Some(met), Some(listed)) => {
                    Some(met.into_iter().filter(|it| listed.contains(it)).collect())
                }
                (met, listed) => met.or(listed),
            };
        }
        // `type: null` lists its only value.
        met.or_else(|| (types == Types::NULL).then(|| vec![Raw::Null]))
    }
}
