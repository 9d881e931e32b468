//! What no Rust type expresses: `not`, and what a schema without `type` says about each JSON type.

use super::Resolver;
use super::parts::Part;
use crate::ir::{Conditions, Shape, TypeId};
use crate::schema::{Additional, Keywords, SchemaId, Types};

impl Resolver<'_> {
    /// The conditions for a type of this shape.
    pub(super) fn conditions(&mut self, id: TypeId, parts: &[Part], shape: &Shape) {
        // What is handed on to other types, they look after.
        if matches!(
            shape,
            Shape::Never | Shape::Nullable(_) | Shape::Alias(_) | Shape::Union(_)
        ) {
            return;
        }
        let mut conditions = Conditions {
            excluded: self.excluded(parts),
            ..std::mem::take(&mut self.ir.types[id.index()].conditions)
        };
        if *shape == Shape::Any && conditions.listed.is_empty() {
            conditions.by_kind = self.by_each_kind(id, parts);
        }
        conditions.assertions = self.assertions(id, parts, shape, &conditions.listed);
        self.ir.types[id.index()].conditions = conditions;
    }

    /// The types of what `not` excludes, but for bare JSON types: those are left out of the type.
    fn excluded(&mut self, parts: &[Part]) -> Vec<TypeId> {
        let mut excluded = Vec::new();
        for schema in Self::plain(parts).collect::<Vec<_>>() {
            if let Some(not) = self.graph.get(schema).keywords.not
                && self.excluded_types(schema).is_none()
            {
                let ty = self.condition_at(not);
                if !excluded.contains(&ty) {
                    excluded.push(ty);
                }
            }
        }
        excluded
    }

    /// The JSON types that `not` excludes, if that is all that it does.
    pub(super) fn excluded_types(&self, schema: SchemaId) -> Option<Types> {
        let not = self.graph.get(schema).keywords.not?;
        let parts = self.expand(not);
        let is_bare = parts.iter().all(|part| match part {
            Part::Plain(schema) => {
                let keywords = &self.graph.get(*schema).keywords;
                !keywords.is_constraining_beyond_type()
            }
            _ => false,
        });
        // First: what is excluded may exclude this schema in turn.
        if !is_bare {
            return None;
        }
        let types = self.meet_types(&parts).ok()?;
        // Numbers without integers are no type.
        let is_whole = types.meet(Types::NUMBER) != Types::INTEGER;
        is_whole.then_some(types)
    }

    /// Where any JSON type may stand: what the parts say about each one.
    fn by_each_kind(&mut self, id: TypeId, parts: &[Part]) -> Vec<(Types, TypeId)> {
        let place = self.ir.get(id).sources[0];
        let all = self.types_of(parts);
        let mut kinds = Vec::new();
        for kind in Types::ANY.each().collect::<Vec<_>>() {
            let is_told =
                Self::plain(parts).any(|schema| is_about(&self.graph.get(schema).keywords, kind));
            let excludes = Self::plain(parts).any(|it| self.excluded_types(it).is_some());
            if (is_told && all.meets(kind)) || (excludes && !all.meets(kind)) {
                let ty = self.cut(parts, kind, place);
                kinds.push((kind, ty));
            }
        }
        kinds
    }
}

/// Whether a schema says something about values of a JSON type that other types don't share.
fn is_about(keywords: &Keywords, kind: Types) -> bool {
    match kind {
        Types::STRING => {
            keywords.min_length.is_some()
                || keywords.max_length.is_some()
                || keywords.pattern.is_some()
                || keywords.format.is_some()
        }
        Types::NUMBER | Types::INTEGER => {
            keywords.minimum.is_some()
                || keywords.maximum.is_some()
                || keywords.multiple_of.is_some()
        }
        Types::ARRAY => {
            keywords.items.is_some()
                || keywords.min_items.is_some()
                || keywords.max_items.is_some()
                || keywords.unique_items
                || keywords.applicators.is_about_arrays()
        }
        Types::OBJECT => {
            !keywords.properties.is_empty()
                || !keywords.required.is_empty()
                || !matches!(
                    keywords.additional,
                    Additional::Unspecified | Additional::Allowed
                )
                || keywords.min_properties.is_some()
                || keywords.max_properties.is_some()
                || keywords.applicators.is_about_objects()
        }
        _ => false,
    }
}
