//! The keywords of JSON Schema 2020-12 that no Rust type expresses: what each asks of a value, and
//! what `unevaluatedProperties` and `unevaluatedItems` leave.

use std::collections::HashSet;

use super::Resolver;
use super::anywhere::Conditions;
use super::parts::Part;
use super::union::Holding;
use crate::config::UnknownFields;
use crate::diagnostics::Code;
use crate::ir::{Assertion, Evaluated, Of, Shape, TypeId, When};
use crate::raw::Raw;
use crate::schema::{Additional, SchemaId, Types};

impl Resolver<'_> {
    /// What the parts ask of values of this shape, beyond it, or of those that are listed. Where it is any, the
    /// types for each JSON type have what is about objects and arrays.
    pub(super) fn assertions(
        &mut self,
        id: TypeId,
        parts: &[Part],
        shape: &Shape,
        listed: &[Raw],
    ) -> Vec<Assertion> {
        let mut assertions = Vec::new();
        let lists_objects = listed.iter().any(|it| matches!(it, Raw::Object(_)));
        let lists_arrays = listed.iter().any(|it| matches!(it, Raw::Array(_)));
        for schema in Self::plain(parts).collect::<Vec<_>>() {
            if matches!(shape, Shape::Object(_)) || lists_objects {
                let is_closed = !lists_objects && self.closes(schema, parts);
                self.about_objects(schema, is_closed, &mut assertions);
            }
            if matches!(shape, Shape::Array(_)) || lists_arrays {
                self.about_arrays(schema, &mut assertions);
            }
            assertions.extend(self.conditional(schema));
        }
        assertions.extend(self.any_array(parts, shape));
        if let Shape::Object(_) = shape {
            assertions.extend(self.denied(id, parts));
        }
        assertions
    }

    /// Where the settings deny unknown members, and patterns or conditions say which ones are known, too: all
    /// others.
    fn denied(&mut self, id: TypeId, parts: &[Part]) -> Option<Assertion> {
        if self.unknown_fields(id) != UnknownFields::Deny {
            return None;
        }
        let mut patterns = Vec::new();
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            let further = &keywords.applicators.further;
            if [&keywords.additional, further] != [&Additional::Unspecified; 2] {
                return None;
            }
            patterns.extend(keywords.applicators.pattern_properties.keys().cloned());
        }
        (!patterns.is_empty() || self.conditions_name_more(parts)).then(|| Assertion::Further {
            names: self.declared_anywhere(parts),
            patterns,
            ty: self.nothing(self.ir.get(id).sources[0]),
        })
    }

    /// Whether conditions on the same object are about members that it doesn't declare.
    pub(super) fn conditions_name_more(&self, parts: &[Part]) -> bool {
        self.names_anywhere(parts, Conditions::Included).len()
            > self.names_anywhere(parts, Conditions::LeftOut).len()
    }

    /// The names that the parts declare, and those that the branches of unions among them do, and what conditions
    /// ask for.
    fn declared_anywhere(&self, parts: &[Part]) -> Vec<String> {
        let names = self.names_anywhere(parts, Conditions::Included);
        names.into_iter().map(str::to_owned).collect()
    }

    /// Where one array stands for those of an `anyOf`: it is one of them.
    fn any_array(&mut self, parts: &[Part], shape: &Shape) -> Vec<Assertion> {
        let mut assertions = Vec::new();
        for part in parts {
            if let (Part::AnyOf(union), Shape::Array(_)) = (part, shape) {
                let branches = self.list(*union, Holding::Any);
                let arrays = branches.iter().filter(|it| self.may_be_array(**it));
                let arrays: Vec<SchemaId> = arrays.copied().collect();
                let types = arrays
                    .iter()
                    .map(|it| self.condition_cut(*it, Types::ARRAY));
                assertions.push(Assertion::Any(types.collect()));
            }
        }
        assertions
    }

    /// Whether `unevaluatedProperties: false` of a schema says no more than that the members that
    /// the parts declare are all.
    pub(super) fn closes(&self, schema: SchemaId, parts: &[Part]) -> bool {
        let keywords = &self.graph.get(schema).keywords;
        let applicators = &keywords.applicators;
        let denies = applicators
            .unevaluated_properties
            .is_some_and(|it| self.allows_nothing(it));
        let is_alone = applicators.pattern_properties.is_empty()
            && applicators.property_names.is_none()
            && applicators.dependent_required.is_empty()
            && applicators.dependent_schemas.is_empty();
        let mut own = Vec::new();
        denies
            && is_alone
            && self.declares_plainly(schema, &mut own, &mut HashSet::new())
            && self
                .names_anywhere(parts, Conditions::LeftOut)
                .iter()
                .all(|it| own.contains(it))
    }

    /// Whether a schema is `false`.
    pub(super) fn allows_nothing(&self, schema: SchemaId) -> bool {
        self.graph.get(self.graph.resolve(schema)).keywords.types == Some(Types::NONE)
    }

    /// Gathers the members that a schema declares, with what it refers to and all of `allOf`; false
    /// where that isn't all it looks at.
    fn declares_plainly<'s>(
        &'s self,
        schema: SchemaId,
        names: &mut Vec<&'s str>,
        seen: &mut HashSet<SchemaId>,
    ) -> bool {
        if !seen.insert(schema) {
            return true;
        }
        let keywords = &self.graph.get(schema).keywords;
        let applicators = &keywords.applicators;
        names.extend(keywords.properties.keys().map(String::as_str));
        let is_plain = keywords.one_of.is_empty()
            && keywords.any_of.is_empty()
            && keywords.additional == Additional::Unspecified
            && applicators.pattern_properties.is_empty()
            && applicators.dependent_schemas.is_empty()
            && applicators.test.is_none()
            && (seen.len() == 1 || applicators.unevaluated_properties.is_none());
        let mut members = keywords.reference.iter().chain(&keywords.all_of);
        is_plain && members.all(|it| self.declares_plainly(*it, names, seen))
    }

    /// Reports a pattern of names that can't be translated.
    fn report_unknown(&mut self, pattern: &str, schema: SchemaId) {
        let Err(reason) = crate::patterns::translate(pattern) else {
            return;
        };
        if self.is_first(Code::UnsupportedKeyword, schema, pattern) {
            let place = self.graph.pointer(schema);
            let message = format!("this pattern is not enforced: {reason}");
            self.diagnostics
                .report(Code::UnsupportedKeyword, place, message)
                .help("write it without, or check it in your own code");
        }
    }

    fn about_objects(&mut self, schema: SchemaId, is_closed: bool, found: &mut Vec<Assertion>) {
        let keywords = &self.graph.get(schema).keywords;
        let applicators = keywords.applicators.clone();
        let names: Vec<String> = keywords.properties.keys().cloned().collect();
        let of_rest = match keywords.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        };
        for (pattern, schema) in &applicators.pattern_properties {
            self.report_unknown(pattern, *schema);
            // Where all further members match, their type says so.
            if of_rest != Some(*schema) {
                found.push(Assertion::Matching {
                    pattern: pattern.clone(),
                    ty: self.type_at(*schema, None),
                });
            }
        }
        let further = match applicators.further {
            Additional::Denied => Some(self.nothing(schema)),
            Additional::Schema(schema) => Some(self.type_at(schema, None)),
            Additional::Unspecified | Additional::Allowed => None,
        };
        if let Some(ty) = further {
            let patterns = applicators.pattern_properties.keys().cloned().collect();
            found.push(Assertion::Further {
                names,
                patterns,
                ty,
            });
        }
        if let Some(names) = applicators.property_names {
            found.push(Assertion::Names(self.condition_at(names)));
        }
        for (name, required) in applicators.dependent_required {
            found.push(Assertion::Requires { name, required });
        }
        for (name, schema) in applicators.dependent_schemas {
            let ty = self.condition_at(schema);
            found.push(Assertion::Implies { name, ty });
        }
        if let Some(rest) = applicators.unevaluated_properties
            && !is_closed
        {
            found.extend(self.unevaluated(schema, rest, Of::Members));
        }
    }

    fn about_arrays(&mut self, schema: SchemaId, found: &mut Vec<Assertion>) {
        let applicators = self.graph.get(schema).keywords.applicators.clone();
        let prefix = applicators.prefix_items;
        if !prefix.is_empty() {
            let types = prefix.iter().map(|it| self.type_at(*it, None)).collect();
            found.push(Assertion::Prefix(types));
        }
        if let Some(rest) = applicators.rest_items {
            found.push(Assertion::After {
                count: prefix.len(),
                ty: self.type_at(rest, None),
            });
        }
        if let Some(contains) = applicators.contains {
            found.push(Assertion::Contains {
                ty: self.condition_at(contains),
                least: applicators.min_contains.unwrap_or(1),
                most: applicators.max_contains,
            });
        }
        if let Some(rest) = applicators.unevaluated_items {
            found.extend(self.unevaluated(schema, rest, Of::Elements));
        }
    }

    fn conditional(&mut self, schema: SchemaId) -> Option<Assertion> {
        let applicators = self.graph.get(schema).keywords.applicators.clone();
        let test = applicators.test?;
        let (then, otherwise) = (applicators.then, applicators.otherwise);
        (then.is_some() || otherwise.is_some()).then(|| Assertion::Conditional {
            test: self.condition_at(test),
            then: then.map(|it| self.condition_at(it)),
            otherwise: otherwise.map(|it| self.condition_at(it)),
        })
    }

    fn unevaluated(&mut self, schema: SchemaId, rest: SchemaId, of: Of) -> Option<Assertion> {
        let mut evaluated = Vec::new();
        self.evaluated(schema, of, &[], &mut evaluated, &mut vec![schema]);
        let is_all = evaluated.iter().any(|it| it.all && it.when.is_empty());
        let is_free = !self
            .graph
            .get(self.graph.resolve(rest))
            .keywords
            .is_constraining()
            && self.expand(rest).is_empty();
        (!is_all && !is_free).then(|| Assertion::Unevaluated {
            of,
            evaluated,
            ty: self.type_at(rest, None),
        })
    }

    /// What a schema looks at, by itself and through the schemas that apply to the same value.
    /// JSON Schema 2020-12 §11.2 and §11.3.
    fn evaluated(
        &mut self,
        schema: SchemaId,
        of: Of,
        when: &[When],
        found: &mut Vec<Evaluated>,
        way: &mut Vec<SchemaId>,
    ) {
        let keywords = self.graph.get(schema).keywords.clone();
        let applicators = keywords.applicators;
        let is_outermost = way.len() == 1;
        let mut own = Evaluated {
            when: when.to_vec(),
            ..Evaluated::default()
        };
        match of {
            Of::Members => {
                own.all = keywords.additional != Additional::Unspecified
                    || applicators.further != Additional::Unspecified
                    || (applicators.unevaluated_properties.is_some() && !is_outermost);
                own.names = keywords.properties.keys().cloned().collect();
                own.patterns = applicators.pattern_properties.keys().cloned().collect();
            }
            Of::Elements => {
                own.all = keywords.items.is_some()
                    || applicators.rest_items.is_some()
                    || (applicators.unevaluated_items.is_some() && !is_outermost);
                own.count = applicators.prefix_items.len();
                own.contains = applicators.contains.map(|it| self.condition_at(it));
            }
        }
        found.push(own);
        let mut inner: Vec<(SchemaId, Option<When>)> = Vec::new();
        let always = keywords.reference.iter().chain(&keywords.all_of);
        inner.extend(always.map(|it| (*it, None)));
        for branch in keywords.one_of.iter().chain(&keywords.any_of) {
            inner.push((*branch, Some(When::Is(self.condition_at(*branch)))));
        }
        if let Some(test) = applicators.test {
            let ty = self.condition_at(test);
            inner.push((test, Some(When::Is(ty))));
            inner.extend(applicators.then.map(|it| (it, Some(When::Is(ty)))));
            inner.extend(applicators.otherwise.map(|it| (it, Some(When::IsNot(ty)))));
        }
        for (name, schema) in applicators.dependent_schemas {
            inner.push((schema, Some(When::Has(name))));
        }
        for (schema, more) in inner {
            if way.contains(&schema) {
                continue;
            }
            let when: Vec<When> = when.iter().cloned().chain(more).collect();
            way.push(schema);
            self.evaluated(schema, of, &when, found, way);
            way.pop();
        }
    }

    /// The type without values.
    fn nothing(&mut self, schema: SchemaId) -> TypeId {
        self.type_of(vec![Part::Only(Types::NONE)], schema, None)
    }
}
