//! The shape of a type, by what its parts leave possible.

use super::Resolver;
use super::elements::Elements;
use super::meet::{Conflict, is_crossed, least};
use super::parts::Part;
use crate::ir::{ArrayRules, Shape, Tagging, TextRules, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::schema::{SchemaId, Types};

impl Resolver<'_> {
    /// Finds the shape of a type from its parts.
    pub(super) fn shape(&mut self, id: TypeId, parts: &[Part]) -> Shape {
        match self.try_shape(id, parts) {
            Ok(shape) => {
                self.conditions(id, parts, &shape);
                shape
            }
            Err(conflict) => {
                self.conflicts.insert(id, conflict);
                Shape::Never
            }
        }
    }

    fn try_shape(&mut self, id: TypeId, parts: &[Part]) -> Result<Shape, Conflict> {
        let place = self.ir.get(id).sources[0];
        let types = self.meet_types(parts)?;
        let base = |it: &Part| match it {
            Part::Subtypes(base) => Some(*base),
            _ => None,
        };
        if let Some(base) = parts.iter().find_map(base) {
            if self.types_of(parts).meets(Types::NULL) {
                let inner = self.cut(parts, Types::ANY.without(Types::NULL), place);
                return Ok(Shape::Nullable(inner));
            }
            let beside = parts.iter().copied();
            let is_beside = |it: &Part| !matches!(it, Part::Subtypes(_) | Part::Only(_));
            let beside: Vec<Part> = beside.filter(is_beside).collect();
            return self.subtypes(base, &beside);
        }
        if parts.iter().any(|it| matches!(it, Part::OrNull(_))) {
            return Ok(self.or_null(parts, place));
        }
        let values = self.meet_values(parts, types)?;
        let types = match &values {
            Some(values) => values
                .iter()
                .fold(Types::NONE, |all, it| all.join(Types::of(it))),
            None => types,
        };
        let has_union = parts
            .iter()
            .any(|it| matches!(it, Part::OneOf(_) | Part::AnyOf(_) | Part::Elements(..)));
        let is_open = Types::ANY.without(Types::NULL).is_within(types);
        if types.meets(Types::NULL) && types != Types::NULL && !is_open {
            let inner = self.cut(parts, types.without(Types::NULL), place);
            return Ok(match self.refuses_null(parts) {
                true => Shape::Alias(inner),
                false => Shape::Nullable(inner),
            });
        }
        if has_union {
            return self.union_shape(id, parts, types);
        }
        if let Some(values) = values {
            return Ok(self.values_shape(id, parts, values, place));
        }
        if is_open {
            return Ok(Shape::Any);
        }
        let kinds: Vec<Types> = types.each().collect();
        match kinds.as_slice() {
            [Types::NULL] => Ok(Shape::Null),
            [Types::BOOLEAN] => Ok(Shape::Boolean),
            [Types::INTEGER] => Ok(Shape::Integer(self.number_rules(parts, types)?)),
            [Types::NUMBER] => Ok(Shape::Number(self.number_rules(parts, types)?)),
            [Types::STRING] => Ok(Shape::Text(self.text_rules(parts)?)),
            [Types::ARRAY] => self.array_shape(parts, place),
            [Types::OBJECT] => self.object_shape(id, parts),
            _ => {
                let variants = kinds
                    .iter()
                    .map(|kind| Variant {
                        ty: self.cut(parts, *kind, place),
                        source: place,
                        tags: Vec::new(),
                        tagging: Tagging::Own,
                        hidden: Vec::new(),
                    })
                    .collect();
                let told_by = ToldBy::Kind(kinds);
                Ok(Shape::Union(Union { variants, told_by }))
            }
        }
    }

    /// The same parts, for values of some JSON types only.
    pub(super) fn cut(&mut self, parts: &[Part], only: Types, place: SchemaId) -> TypeId {
        let mut parts = parts.to_vec();
        parts.push(Part::Only(only));
        self.type_of(parts, place, None)
    }

    fn values_shape(
        &mut self,
        id: TypeId,
        parts: &[Part],
        values: Vec<Raw>,
        place: SchemaId,
    ) -> Shape {
        match values.as_slice() {
            [Raw::Null] => return Shape::Null,
            [Raw::Bool(_), Raw::Bool(_)] => return Shape::Boolean,
            _ => {}
        }
        if values
            .iter()
            .any(|it| matches!(it, Raw::Array(_) | Raw::Object(_)))
        {
            self.ir.types[id.index()].conditions.listed = values;
            return Shape::Any;
        }
        // Among numbers that may have a fraction, 1.0 is 1.
        let has_fractions = self
            .meet_types(parts)
            .is_ok_and(|it| it.meets(Types::FRACTION));
        let values: Vec<Raw> = values
            .into_iter()
            .map(|value| match value {
                #[expect(clippy::cast_precision_loss, reason = "the range is checked")]
                Raw::Integer(whole) if has_fractions && whole.unsigned_abs() < 1 << 53 => {
                    Raw::Float(whole as f64)
                }
                other => other,
            })
            .collect();
        let texts: Option<Vec<String>> = values
            .iter()
            .map(|it| it.as_str().map(str::to_owned))
            .collect();
        match texts {
            // A single value is a constant, and stays one.
            Some(texts)
                if texts.len() > 1 && !self.as_written && self.settings(place).open_enums =>
            {
                self.ask_others(id, parts, place);
                Shape::OpenEnum(texts)
            }
            _ => Shape::Enum(values),
        }
    }

    /// What stands beside a list is asked of the strings that aren't in it, too, where it is open.
    fn ask_others(&mut self, id: TypeId, parts: &[Part], place: SchemaId) {
        let Ok(rules) = self.text_rules(parts) else {
            return;
        };
        if rules != TextRules::default() {
            let text = self.push(None, place);
            self.ir.types[text.index()].shape = Shape::Text(rules);
            let by_kind = &mut self.ir.types[id.index()].conditions.by_kind;
            by_kind.push((Types::STRING, text));
        }
    }

    pub(super) fn array_shape(
        &mut self,
        parts: &[Part],
        place: SchemaId,
    ) -> Result<Shape, Conflict> {
        let mut items: Vec<SchemaId> = Vec::new();
        let mut rules = (None, None, false);
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            items.extend(keywords.items);
            rules.0 = rules.0.max(keywords.min_items);
            rules.1 = least(rules.1, keywords.max_items);
            rules.2 |= keywords.unique_items;
            if is_crossed(rules.0, rules.1) {
                return Err(Conflict {
                    one: schema,
                    other: schema,
                    keyword: "minItems",
                });
            }
        }
        let mut of_any: Vec<Part> = Vec::new();
        for part in parts {
            if let Elements::Told(union, depth) = self.elements_of(*part) {
                of_any.push(Part::Elements(union, depth));
            }
        }
        let items = self.type_of_all(&items, &of_any, place, None);
        Ok(Shape::Array(ArrayRules {
            items,
            min_items: rules.0,
            max_items: rules.1,
            unique: rules.2,
        }))
    }
}
