//! The keyword sets that hold together at a place, gathered through `allOf`, `$ref` and siblings.

use std::collections::{BTreeSet, HashSet};

use super::Resolver;
use crate::dedup::Class;
use crate::schema::{Additional, SchemaId, Types};

/// More keyword sets than this on one value are no schema that anybody wrote.
const MOST_PARTS: usize = 500;

/// One keyword set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All keywords of a schema but its compositions.
    Plain(SchemaId),
    /// The `oneOf` of a schema.
    OneOf(SchemaId),
    /// The `anyOf` of a schema.
    AnyOf(SchemaId),
    /// A schema with `nullable: true` beside a composition: all of it, or `null`.
    OrNull(SchemaId),
    /// The components that extend a schema with a `discriminator`: one of them.
    Subtypes(SchemaId),
    /// Only values of these JSON types: what a type is cut down to.
    Only(Types),
    /// The elements of the arrays that the branches of a schema's `anyOf` are: any of those. How deep they
    /// stand in arrays, from 1.
    Elements(SchemaId, u8),
    /// Whatever the settings say of unknown members and enums: the schema is a condition, which holds or
    /// doesn't.
    AsWritten,
}

/// What a type is made of, whatever the order and wherever it stands.
pub(super) type Key = BTreeSet<Atom>;

/// A part: its kind, the class of its schema, the types that it leaves, and the base that it stands for, which may have
/// its equals.
type Atom = (u8, Option<Class>, Option<Types>, Option<SchemaId>);

impl Resolver<'_> {
    /// The parts of a schema, in document order, each structure once.
    pub(super) fn expand(&self, schema: SchemaId) -> Vec<Part> {
        let mut parts = Vec::new();
        self.expand_into(schema, &mut parts);
        self.without_refused_null(parts)
    }

    pub(super) fn expand_into(&self, schema: SchemaId, parts: &mut Vec<Part>) {
        self.gather(schema, true, parts, &mut HashSet::new());
    }

    /// The parts of a schema that is not `null`.
    pub(super) fn expand_non_null(&self, schema: SchemaId) -> Vec<Part> {
        let mut parts = Vec::new();
        self.gather(schema, false, &mut parts, &mut HashSet::new());
        parts
    }

    /// The parts; what would be nullable, but for a part that refuses `null`, as what it is apart from that.
    fn without_refused_null(&self, parts: Vec<Part>) -> Vec<Part> {
        let is_nullable = |it: &Part| matches!(it, Part::OrNull(_));
        let refuses = |it: &Part| match it {
            Part::Only(types) => !types.meets(Types::NULL),
            Part::Plain(schema) => {
                let types = self.graph.get(*schema).keywords.types;
                types.is_some_and(|it| !it.meets(Types::NULL))
            }
            _ => false,
        };
        if !parts.iter().any(is_nullable) || !parts.iter().any(refuses) {
            return parts;
        }
        let mut rest = Vec::with_capacity(parts.len());
        let mut known = HashSet::new();
        let mut pending: Vec<Part> = parts.into_iter().rev().collect();
        while let Some(part) = pending.pop() {
            // One that leads back to itself adds nothing the second time.
            if !known.insert(self.atom(part)) {
                continue;
            }
            match part {
                Part::OrNull(schema) => {
                    let narrowed = self.narrowed_base(schema);
                    let inner = narrowed.unwrap_or_else(|| self.expand_non_null(schema));
                    pending.extend(inner.into_iter().rev());
                }
                other => rest.push(other),
            }
        }
        rest
    }

    /// Gathers members before what stands beside them, without recursion: `allOf` may nest as deep
    /// as there are components.
    fn gather(
        &self,
        schema: SchemaId,
        or_null: bool,
        parts: &mut Vec<Part>,
        seen: &mut HashSet<SchemaId>,
    ) {
        enum Step {
            Look(SchemaId, bool),
            Take(SchemaId),
        }
        let before = parts.len();
        let mut pending = vec![Step::Look(schema, or_null)];
        while let Some(step) = pending.pop() {
            if parts.len() > MOST_PARTS {
                self.overfull.set(Some(schema));
                return;
            }
            match step {
                // An allOf that leads back to itself adds nothing the second time.
                Step::Look(schema, _) if !seen.insert(schema) => {}
                Step::Look(schema, or_null) => {
                    let keywords = &self.graph.get(schema).keywords;
                    if or_null && keywords.or_null {
                        self.add(Part::OrNull(schema), parts);
                        continue;
                    }
                    pending.push(Step::Take(schema));
                    let members = keywords.reference.iter().chain(&keywords.all_of);
                    let members: Vec<SchemaId> = members.copied().collect();
                    pending.extend(members.into_iter().rev().map(|it| Step::Look(it, true)));
                }
                Step::Take(schema) => {
                    let keywords = &self.graph.get(schema).keywords;
                    if keywords.is_constraining() {
                        self.add(Part::Plain(schema), parts);
                    }
                    if !keywords.one_of.is_empty() {
                        self.add(Part::OneOf(schema), parts);
                    }
                    if !keywords.any_of.is_empty() {
                        self.add(Part::AnyOf(schema), parts);
                    }
                }
            }
        }
        let gathered = parts.split_off(before).into_iter();
        parts.extend(gathered.filter(|it| !self.is_of_a_variant(*it, seen)));
    }

    /// Whether a part is a union that one of the gathered schemas is a variant of and extends. What extends a
    /// union that lists it is that variant: only what all variants share is left to say something.
    fn is_of_a_variant(&self, part: Part, gathered: &HashSet<SchemaId>) -> bool {
        let (union, branches) = match part {
            Part::OneOf(schema) => (schema, &self.graph.get(schema).keywords.one_of),
            Part::AnyOf(schema) => (schema, &self.graph.get(schema).keywords.any_of),
            _ => return false,
        };
        let mut targets = branches.iter().map(|it| self.graph.resolve(*it));
        targets.any(|it| it != union && gathered.contains(&it) && self.extends(it, union))
    }

    fn add(&self, part: Part, parts: &mut Vec<Part>) {
        let atom = self.atom(part);
        if parts.iter().all(|it| self.atom(*it) != atom) {
            parts.push(part);
        }
    }

    /// The same parts, each structure once.
    pub(super) fn distinct(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut distinct = Vec::with_capacity(parts.len());
        for part in parts {
            self.add(part, &mut distinct);
        }
        distinct
    }

    fn atom(&self, part: Part) -> Atom {
        let class = |schema: SchemaId| Some(self.classes[schema.index()]);
        match part {
            Part::Plain(schema) => (0, class(schema), None, None),
            Part::OneOf(schema) => (1, class(schema), None, None),
            Part::AnyOf(schema) => (2, class(schema), None, None),
            Part::OrNull(schema) => (3, class(schema), None, None),
            Part::Only(types) => (4, None, Some(types), None),
            Part::Subtypes(schema) => (5, None, None, Some(schema)),
            Part::AsWritten => (6, None, None, None),
            Part::Elements(schema, depth) => (7 + depth, class(schema), None, None),
        }
    }

    pub(super) fn key(&self, parts: &[Part]) -> Key {
        parts.iter().map(|it| self.atom(*it)).collect()
    }

    /// Leaves out the parts that say nothing beside the others: a `type` that is implied, members that are
    /// required already, `null` that is refused.
    pub(super) fn normalize(&self, parts: Vec<Part>) -> Vec<Part> {
        let parts = self.without_refused_null(parts);
        let mut kept = parts.clone();
        for part in parts {
            let (types, required) = match part {
                Part::Only(types) => (types, &[][..]),
                Part::Plain(schema) if self.says_little(schema) => {
                    let keywords = &self.graph.get(schema).keywords;
                    (keywords.types.unwrap_or(Types::ANY), &keywords.required[..])
                }
                _ => continue,
            };
            let others: Vec<Part> = kept.iter().copied().filter(|it| *it != part).collect();
            // `null` that a list of types allows, in a type that is cut down to the rest.
            let takes_null = !types.meets(Types::NULL)
                && self
                    .meet_types(&others)
                    .is_ok_and(|it| it != Types::ANY && it.meets(Types::NULL));
            let is_implied = self.types_of(&others).is_within(types)
                && (required.is_empty() || self.are_required(required, &others));
            if !others.is_empty() && !takes_null && is_implied {
                kept = others;
            }
        }
        kept
    }

    /// Whether a schema names JSON types and required members at most.
    fn says_little(&self, schema: SchemaId) -> bool {
        let keywords = &self.graph.get(schema).keywords;
        // Most schemas have members: those needn't be copied.
        keywords.properties.is_empty() && {
            let mut rest = keywords.clone();
            rest.required.clear();
            !rest.is_constraining_beyond_type()
        }
    }

    /// Whether objects with these parts, and nothing else, have the members of these names.
    fn are_required(&self, names: &[String], parts: &[Part]) -> bool {
        let of_part = |part: &Part| match part {
            Part::Subtypes(base) => self.expand(*base),
            other => vec![*other],
        };
        let parts: Vec<Part> = parts.iter().flat_map(of_part).collect();
        self.types_of(&parts).is_within(Types::OBJECT)
            && names.iter().all(|it| self.requires(&parts, it))
    }

    /// The JSON types that values with these parts can have, as far as the parts tell.
    pub(super) fn types_of(&self, parts: &[Part]) -> Types {
        self.types_within(parts, 0)
    }

    /// The JSON types that values of a union's branch can have.
    pub(super) fn types_of_branch(&self, branch: SchemaId) -> Types {
        self.types_of_nested(branch, 1)
    }

    fn types_of_nested(&self, branch: SchemaId, depth: usize) -> Types {
        let find = || self.types_within(&self.expand(branch), depth);
        self.known.types.answer((branch, depth), find)
    }

    fn types_within(&self, parts: &[Part], depth: usize) -> Types {
        // Unions can nest in themselves; a guess that is too wide only costs a shorter name.
        if depth > 8 {
            return Types::ANY;
        }
        let of_branches = |branches: &[SchemaId]| {
            branches.iter().fold(Types::NONE, |types, branch| {
                types.join(self.types_of_nested(*branch, depth + 1))
            })
        };
        parts.iter().fold(Types::ANY, |types, part| {
            types.meet(match part {
                Part::Only(only) => *only,
                Part::Plain(schema) => {
                    let keywords = &self.graph.get(*schema).keywords;
                    let of_values = keywords.values.as_ref().map(|values| {
                        values
                            .iter()
                            .fold(Types::NONE, |all, it| all.join(Types::of(it)))
                    });
                    let excluded = self.excluded_types(*schema).unwrap_or(Types::NONE);
                    let types = keywords.types.unwrap_or(Types::ANY).without(excluded);
                    types.meet(of_values.unwrap_or(Types::ANY))
                }
                Part::OneOf(schema) => of_branches(&self.graph.get(*schema).keywords.one_of),
                Part::AnyOf(schema) => of_branches(&self.graph.get(*schema).keywords.any_of),
                Part::OrNull(schema) => self
                    .types_within(&self.expand_non_null(*schema), depth + 1)
                    .join(Types::NULL),
                Part::Elements(schema, depth) => of_branches(&self.elements(*schema, *depth)),
                Part::Subtypes(base) => self.types_of_base(*base),
                Part::AsWritten => Types::ANY,
            })
        })
    }

    /// The schemas whose plain keywords are among the parts.
    pub(super) fn plain(parts: &[Part]) -> impl Iterator<Item = SchemaId> {
        parts.iter().filter_map(|part| match part {
            Part::Plain(schema) => Some(*schema),
            _ => None,
        })
    }

    /// The schemas that say something about the property `name`, among the parts.
    pub(super) fn property(&self, parts: &[Part], name: &str) -> Vec<SchemaId> {
        Self::plain(parts)
            .filter_map(|schema| {
                self.graph
                    .get(schema)
                    .keywords
                    .properties
                    .get(name)
                    .copied()
            })
            .collect()
    }

    /// Whether the property `name` must be there.
    pub(super) fn requires(&self, parts: &[Part], name: &str) -> bool {
        self.requiring(parts, name).is_some()
    }

    /// The schema among the parts that requires the property `name`.
    pub(super) fn requiring(&self, parts: &[Part], name: &str) -> Option<SchemaId> {
        Self::plain(parts).find(|schema| {
            let required = &self.graph.get(*schema).keywords.required;
            required.iter().any(|it| it == name)
        })
    }

    /// The schema among the parts that doesn't declare `name` and allows no further members.
    pub(super) fn denier(&self, parts: &[Part], name: &str) -> Option<SchemaId> {
        Self::plain(parts).find(|schema| {
            let keywords = &self.graph.get(*schema).keywords;
            // What matches one of its patterns is no further member.
            let further = &keywords.applicators.further;
            let is_closed = [&keywords.additional, further].contains(&&Additional::Denied);
            let patterns = &keywords.applicators.pattern_properties;
            let is_listed = keywords.properties.contains_key(name)
                || patterns.keys().any(|it| self.may_match(it, name));
            is_closed && !is_listed
        })
    }

    /// Whether a name matches a pattern; any may match what can't be translated.
    pub(super) fn may_match(&self, pattern: &str, name: &str) -> bool {
        let compile = || regex::Regex::new(&crate::patterns::translate(pattern).ok()?).ok();
        let known = self.known.patterns.answer(pattern.to_owned(), compile);
        known.is_none_or(|it| it.is_match(name))
    }

    /// The names that the parts declare or require, in document order.
    pub(super) fn names(&self, parts: &[Part]) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            for name in keywords.properties.keys().chain(&keywords.required) {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// A schema among the parts, to point at.
pub(super) fn a_schema(parts: &[Part]) -> Option<SchemaId> {
    parts.iter().find_map(|part| match part {
        Part::Plain(schema)
        | Part::OneOf(schema)
        | Part::AnyOf(schema)
        | Part::Elements(schema, _)
        | Part::OrNull(schema)
        | Part::Subtypes(schema) => Some(*schema),
        Part::Only(_) | Part::AsWritten => None,
    })
}
