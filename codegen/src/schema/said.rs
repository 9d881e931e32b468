//! What schemas say to people of the values at a place: it may be written in several schemas, of which one says more
//! about the place than another.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Annotations, Origin, Schema, SchemaGraph, SchemaId, Step};
use crate::raw::Raw;

/// What is said of the values at a place, by the schemas that say it there. Of each thing, what the first one says of it
/// counts: it says more about the place than the next one.
#[derive(Debug, Clone, Default)]
pub struct Said<'a>(Vec<&'a Annotations>);

/// What words are looked for: those of a value at its place, or those of a type, wherever else that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// What the value is there for comes first.
    Place,
    /// What says what such values are comes first.
    Type,
}

/// How many schemas are asked that refer to each other: nobody writes longer chains, but a document may have one, and each
/// of its schemas would be asked for all others.
const LONGEST_WAY: usize = 16;

impl SchemaGraph {
    /// What a schema says to people: itself, then in what its `allOf` writes out, then in the only branch that it has
    /// beside `null`.
    ///
    /// Of `anyOf: [{type: string, description: "A name."}, {type: "null"}]` that is the description.
    pub fn said(&self, id: SchemaId) -> Said<'_> {
        self.said_about(About::Place, id)
    }

    fn said_about(&self, about: About, id: SchemaId) -> Said<'_> {
        let mut said = Said::default();
        self.say(about, id, &mut said);
        said
    }

    fn say<'a>(&'a self, about: About, id: SchemaId, said: &mut Said<'a>) {
        let schema = self.get(id);
        said.0.push(&schema.annotations);
        let mut beside = schema.keywords.all_of.clone();
        self.sort_by_telling(about, &mut beside);
        for id in beside.into_iter().chain(self.branch_beside_null(id)) {
            self.say(about, id, said);
        }
    }

    /// Puts those first that say most. About a place, what says nothing of values is there for its words, and what
    /// leaves their type to others narrows what those say; then who says more. The order in the document means nothing.
    fn sort_by_telling(&self, about: About, schemas: &mut [SchemaId]) {
        schemas.sort_by_cached_key(|it| {
            let Schema {
                keywords,
                annotations,
                ..
            } = self.get(*it);
            let is_for_words = keywords.is_silent();
            let text = annotations.description.clone().unwrap_or_default();
            let rest = format!("{annotations:?}");
            let length = Reverse(text.chars().count());
            let (is_for_words, is_typed) = match about {
                About::Place => (!is_for_words, keywords.types.is_some()),
                About::Type => (is_for_words, keywords.types.is_none()),
            };
            (is_for_words, is_typed, length, text, rest)
        });
    }

    /// What a schema says to people, then what the schemas say that it leads to: the target of a lone `$ref`, also where
    /// that is the only branch beside `null`.
    pub fn said_along(&self, about: About, id: SchemaId) -> Vec<Said<'_>> {
        let next = |id: &SchemaId| {
            let target = self.reference_among_words(*id);
            target.or_else(|| self.branch_beside_null(*id))
        };
        let mut way: Vec<SchemaId> = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at.filter(|it| !way.contains(it) && way.len() < LONGEST_WAY) {
            way.push(id);
            at = next(&id);
        }
        let said = way.into_iter().map(|it| self.said_about(about, it));
        said.collect()
    }

    /// The only reference of a schema, where what stands beside it tells no value from another.
    fn reference_among_words(&self, id: SchemaId) -> Option<SchemaId> {
        let says_little = |it: SchemaId| {
            let keywords = &self.get(it).keywords;
            !keywords.is_constraining_beyond_type()
                && keywords.one_of.is_empty()
                && keywords.any_of.is_empty()
        };
        let written = self.written_in(id, |_| true);
        let says_more = written.iter().any(|it| !says_little(*it));
        let mut references = written.iter().flat_map(|it| self.references_of(*it));
        match (references.next(), references.next()) {
            (Some(only), None) if !says_more => Some(only),
            _ => None,
        }
    }

    /// What a schema refers to, itself and in its `allOf`.
    fn references_of(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        let keywords = &self.get(id).keywords;
        let members = keywords.all_of.iter();
        let members = members.filter_map(|it| self.get(*it).keywords.pure_reference());
        keywords.reference.into_iter().chain(members)
    }

    /// The schemas of the member `name` in objects that a schema is about, the one first that says most about the place:
    /// the schema's own, those of what its `allOf` writes out, and then those of what it refers to.
    pub fn stating(&self, object: SchemaId, name: &str) -> Vec<SchemaId> {
        let around = |id: &SchemaId| match &self.get(*id).origin {
            Origin::Part(around, Step::Branch(..)) => Some(*around),
            Origin::Part(..) | Origin::Root(_) => None,
        };
        let mut stated = self.stated(object, name);
        if stated.is_empty() {
            // In a branch; which one of several, doesn't matter where one type is made of them.
            stated.extend(self.part(object, |it| it.properties.get(name).copied()));
        }
        // What stands beside a union is about the objects of its branches.
        let mut outwards = std::iter::successors(around(&object), around);
        while stated.is_empty()
            && let Some(around) = outwards.next()
        {
            stated = self.stated(around, name);
        }
        stated
    }

    fn stated(&self, object: SchemaId, name: &str) -> Vec<SchemaId> {
        let mut stated = Vec::new();
        let mut level = vec![object];
        let mut seen = BTreeSet::new();
        while !level.is_empty() {
            let (mut own, mut written, mut next) = (Vec::new(), Vec::new(), Vec::new());
            for schema in level {
                for part in self.written_in(schema, |_| true) {
                    if !seen.insert(part) {
                        continue;
                    }
                    let property = self.get(part).keywords.properties.get(name);
                    match part == schema {
                        true => own.extend(property),
                        false => written.extend(property),
                    }
                    next.extend(self.references_of(part));
                }
            }
            for mut found in [own, written] {
                self.sort_by_telling(About::Place, &mut found);
                stated.append(&mut found);
            }
            level = next;
        }
        stated
    }

    /// Whether a schema is a condition, such as in `not` or `if`, or stands in one: what it is about is described beside
    /// that.
    pub fn is_conditional(&self, mut id: SchemaId) -> bool {
        while let Origin::Part(around, step) = &self.get(id).origin {
            match step {
                Step::Keyword("items" | "additionalProperties")
                | Step::Property(_)
                | Step::Branch(..)
                | Step::Entry("patternProperties", _) => id = *around,
                Step::Keyword(_) | Step::Entry(..) => return true,
            }
        }
        false
    }

    /// Whether a schema says anything to people.
    pub fn says_something(&self, id: SchemaId) -> bool {
        self.said(id).each().any(|it| *it != Annotations::default())
    }
}

impl<'a> Said<'a> {
    /// Adds what says less about the place.
    pub fn append(&mut self, mut other: Said<'a>) {
        self.0.append(&mut other.0);
    }

    /// What each of the schemas says, the one first that says most about the place.
    pub fn each(&self) -> impl Iterator<Item = &'a Annotations> + use<'a> {
        self.0.clone().into_iter()
    }

    /// `description`
    pub fn description(&self) -> Option<&'a str> {
        self.each().find_map(|it| it.description.as_deref())
    }

    /// `title`
    pub fn title(&self) -> Option<&'a str> {
        self.each().find_map(|it| it.title.as_deref())
    }

    /// `default`
    pub fn default_value(&self) -> Option<&'a Raw> {
        self.each().find_map(|it| it.default.as_ref())
    }

    /// `example` and `examples`
    pub fn examples(&self) -> impl Iterator<Item = &'a Raw> + use<'a> {
        let examples = |it: &'a Annotations| it.example.iter().chain(&it.examples);
        let said = self.each().find(|it| examples(it).next().is_some());
        said.into_iter().flat_map(examples)
    }

    /// `format`
    pub fn format(&self) -> Option<&'a str> {
        self.each().find_map(|it| it.format.as_deref())
    }

    /// `externalDocs/url`
    pub fn external_docs(&self) -> Option<&'a str> {
        self.each().find_map(|it| it.external_docs.as_deref())
    }

    /// `contentMediaType` and `contentEncoding`
    pub fn content(&self) -> Option<&'a str> {
        self.each().find_map(|it| it.content.as_deref())
    }

    /// `deprecated`, whoever says it
    pub fn is_deprecated(&self) -> bool {
        self.each().any(|it| it.deprecated)
    }
}
