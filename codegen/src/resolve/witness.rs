//! A value that two variants of a union both accept: the proof that nothing tells them apart.

use indexmap::IndexMap;

use super::Resolver;
use super::parts::Part;
use super::union::Branch;
use crate::ir::{NumberRules, TextRules};
use crate::raw::Raw;
use crate::schema::{Bound, SchemaId, Types};
use crate::support::check::Spelling as _;
use crate::support::format::Format;

/// Values nest no deeper than this; schemas that ask for more have no witness.
const DEEPEST: usize = 6;

/// The most pairs of variants that are looked at in one union.
const MOST_PAIRS: usize = 64;

/// The most places that are looked at for one union: branches of branches multiply.
const MOST_PLACES: usize = 2_000;

/// The most elements or members, and the longest string, that are made up to reach a minimum.
const MOST_MADE_UP: usize = 32;

/// Two variants, and what both accept.
pub(super) struct Witness {
    pub one: SchemaId,
    pub other: SchemaId,
    pub value: Raw,
}

impl Resolver<'_> {
    /// The first two variants that share a value, and that value. Each is tried on both schemas, so
    /// that what is shown is true.
    pub(super) fn witness(&self, branches: &[Branch]) -> Option<Witness> {
        self.sampled.set(0);
        let pairs = branches.iter().enumerate().flat_map(|(index, one)| {
            let later = branches[index + 1..].iter();
            later.map(move |other| (one, other))
        });
        pairs.take(MOST_PAIRS).find_map(|(one, other)| {
            let parts = [one.parts.as_slice(), &other.parts].concat();
            let value = self.sample(&self.distinct(parts), 0)?;
            let is_both = [one.schema, other.schema]
                .into_iter()
                .all(|it| crate::examples::accepts(self.graph, self.config, it, &value));
            is_both.then_some(Witness {
                one: one.schema,
                other: other.schema,
                value,
            })
        })
    }

    /// A value with these parts, as short as possible; `None` where none is found.
    fn sample(&self, parts: &[Part], depth: usize) -> Option<Raw> {
        self.sampled.set(self.sampled.get() + 1);
        if depth > DEEPEST || self.sampled.get() > MOST_PLACES {
            return None;
        }
        let is_special = |it: &Part| !matches!(it, Part::Plain(_) | Part::Only(_));
        if let Some(at) = parts.iter().position(is_special) {
            return self.sample_of(parts, at, depth);
        }
        let types = self.meet_types(parts).ok()?;
        if let Some(values) = self.meet_values(parts, types).ok()? {
            return values.into_iter().next();
        }
        // What objects and strings ask for is what tells most.
        let about_objects =
            Self::plain(parts).any(|schema| self.graph.get(schema).keywords.is_about_objects());
        if types.meets(Types::OBJECT) && (about_objects || types != Types::ANY) {
            return self.sample_object(parts, depth);
        }
        if types.meets(Types::STRING) {
            return text(&self.text_rules(parts).ok()?);
        }
        if types.meets(Types::INTEGER) {
            return number(&self.number_rules(parts, types).ok()?, types);
        }
        if types.meets(Types::BOOLEAN) {
            return Some(Raw::Bool(true));
        }
        if types.meets(Types::ARRAY) {
            return self.sample_array(parts, depth);
        }
        types.meets(Types::NULL).then_some(Raw::Null)
    }

    /// A value of parts that hold a union or a choice of `null`: of its first branch that has one.
    fn sample_of(&self, parts: &[Part], at: usize, depth: usize) -> Option<Raw> {
        let beside = parts.iter().enumerate().filter(|(index, _)| *index != at);
        let beside: Vec<Part> = beside.map(|(_, part)| *part).collect();
        let with = |more: Vec<Part>| {
            let parts = self.distinct([beside.clone(), more].concat());
            self.sample(&parts, depth + 1)
        };
        match parts[at] {
            Part::OrNull(schema) => with(self.expand_non_null(schema)),
            Part::Subtypes(schema) => {
                let children = self.subtypes.get(&schema)?;
                let child = self.ir.get(*children.first()?).sources[0];
                with(self.expand(child))
            }
            union => {
                let branches = self.branches_of(union)?;
                branches.iter().find_map(|it| with(self.expand(*it)))
            }
        }
    }

    fn sample_object(&self, parts: &[Part], depth: usize) -> Option<Raw> {
        let mut members: IndexMap<String, Raw> = IndexMap::new();
        for name in self.names(parts) {
            if !self.requires(parts, name) {
                continue;
            }
            let mut inner = Vec::new();
            for schema in self.property(parts, name) {
                self.expand_into(schema, &mut inner);
            }
            members.insert(name.to_owned(), self.sample(&inner, depth + 1)?);
        }
        Some(Raw::Object(members))
    }

    fn sample_array(&self, parts: &[Part], depth: usize) -> Option<Raw> {
        let (mut least, mut inner) = (0, Vec::new());
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            least = least.max(keywords.min_items.unwrap_or_default());
            if let Some(items) = keywords.items {
                self.expand_into(items, &mut inner);
            }
        }
        if least > MOST_MADE_UP {
            return None;
        }
        let element = (least > 0).then(|| self.sample(&inner, depth + 1));
        Some(Raw::Array(match element {
            Some(element) => vec![element?; least],
            None => Vec::new(),
        }))
    }
}

/// Strings to try where a pattern or a format asks for something: of the usual ones, one fits.
const USUAL: &[&str] = &[
    "",
    "a",
    "A",
    "0",
    "1",
    "a0",
    "A0",
    "Aa",
    "aa",
    "00",
    "abc",
    "ABC",
    "123",
    "1234",
    "a_b",
    "a-b",
    "a.b",
    "a/b",
    "/a",
    "#000000",
    "1.0.0",
    "12345678",
    "a@example.org",
    "https://example.org/",
    "2026-01-31",
    "2026-01-31T12:00:00Z",
    "12:00:00Z",
    "P1D",
    "127.0.0.1",
    "::1",
    "123e4567-e89b-42d3-a456-426614174000",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
];

/// A string of the least length, or a usual one that fits; `None` where none of them does.
fn text(rules: &TextRules) -> Option<Raw> {
    let least = rules.min_length.unwrap_or_default();
    if least > MOST_MADE_UP {
        return None;
    }
    let patterns = rules.patterns.iter().map(|it| {
        let translated = crate::patterns::translate(it).ok()?;
        regex::Regex::new(&translated).ok()
    });
    let patterns: Vec<regex::Regex> = patterns.collect::<Option<_>>()?;
    // What isn't known isn't made up.
    let known = |name: &String| Format::TABLE.iter().find(|(it, _)| it == name);
    let formats: Vec<_> = rules.formats.iter().map(known).collect::<Option<_>>()?;
    let fits = |text: &str| {
        let length = text.chars().count();
        length >= least
            && rules.max_length.is_none_or(|most| length <= most)
            && patterns.iter().all(|it| it.is_match(text))
            && formats.iter().all(|(_, format)| format.admits(text))
    };
    let (small, large) = ("a".repeat(least), "A".repeat(least));
    let mut all = [small.as_str(), &large]
        .into_iter()
        .chain(USUAL.iter().copied());
    all.find(|it| fits(it)).map(|it| Raw::String(it.to_owned()))
}

/// Zero, or the nearest number within the bounds.
fn number(rules: &NumberRules, types: Types) -> Option<Raw> {
    let least = rules.minimum.map(Bound::least_integer);
    let most = rules.maximum.map(Bound::most_integer);
    let nearest = match (least, most) {
        (Some(least), _) if least > 0 => least,
        (_, Some(most)) if most < 0 => most,
        _ => 0,
    };
    let is_free = rules.multiple_of.is_empty() || nearest == 0;
    // Exclusive bounds may leave room for fractions only.
    let is_within = least.is_none_or(|it| nearest >= it) && most.is_none_or(|it| nearest <= it);
    (is_free && is_within && types.meets(Types::INTEGER)).then_some(Raw::Integer(nearest))
}
