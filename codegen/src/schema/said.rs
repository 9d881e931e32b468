//! What schemas say to people of the values at a place: it may be written in several schemas, of which one says more
//! about the place than another.

use super::{Annotations, Keywords, Origin, SchemaGraph, SchemaId, Step};
use crate::raw::Raw;

/// What is said of the values at a place, by the schemas that say it there. Of each thing, what the first one says of it
/// counts: it says more about the place than the next one.
#[derive(Debug, Clone, Default)]
pub struct Said<'a>(Vec<&'a Annotations>);

impl SchemaGraph {
    /// What a schema says to people: itself, in what its `allOf` writes out, and in the only branch that it has
    /// beside `null`.
    ///
    /// Of `anyOf: [{type: string, description: "A name."}, {type: "null"}]` that is the description.
    pub fn said(&self, id: SchemaId) -> Said<'_> {
        let mut said = <Said<'_> as Default>::default();
        self.say(id, &mut said);
        said
    }

    fn say<'a>(&'a self, id: SchemaId, said: &mut Said<'a>) {
        let own = self.get(id);
        said.0.push(&own.annotations);
        let beside = own.keywords.all_of.iter().map(|it| self.get(*it));
        let written = beside.filter(|it| it.keywords.reference.is_none());
        said.0.extend(written.map(|it| &it.annotations));
        if let Some(only) = self.branch_beside_null(id) {
            self.say(only, said);
        }
    }

    /// What a schema says to people, then what the schemas say that it leads to: the target of a lone `$ref`, also where
    /// that is the only branch beside `null`.
    pub fn said_along(&self, id: SchemaId) -> Vec<Said<'_>> {
        let next = |id: &SchemaId| {
            let target = self.get(*id).keywords.pure_reference();
            target.or_else(|| self.branch_beside_null(*id))
        };
        let mut way: Vec<SchemaId> = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at.filter(|it| !way.contains(it)) {
            way.push(id);
            at = next(&id);
        }
        way.into_iter().map(|it| self.said(it)).collect()
    }

    /// The schemas of the member `name` in objects that a schema is about, the one first that says most about the place.
    /// What stands beside a union is about the objects of its branches.
    pub fn stating(&self, object: SchemaId, name: &str) -> Vec<SchemaId> {
        let property = |it: &Keywords| it.properties.get(name).copied();
        let around = |id: &SchemaId| match &self.get(*id).origin {
            Origin::Part(around, Step::Branch(..)) => Some(*around),
            Origin::Part(..) | Origin::Root(_) => None,
        };
        let stated: Vec<SchemaId> = self.part(object, property).into_iter().collect();
        match stated.is_empty() {
            true => std::iter::successors(around(&object), around)
                .find_map(|it| self.part(it, property))
                .into_iter()
                .collect(),
            false => stated,
        }
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
