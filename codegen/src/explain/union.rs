//! How the variants of a union are told apart, in words and as a table.

use serde::Serialize;

use super::Explainer;
use super::change::kinds_text;
use crate::analysis::{held, telling_members, trial_order};
use crate::ir::{self, ObjectRules, Shape, Tagging, ToldBy, TypeId, Union};

/// How a value's variant is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Telling {
    /// The rung of the ladder, from 1; the first one that is sound for all variants is taken
    pub rung: u8,
    /// `discriminator`, `tag`, `kind`, `members`, `alternatives`, `trial` or `every`
    pub by: &'static str,
    /// The rung in words
    pub text: String,
    /// The member that tells the variant
    pub property: Option<String>,
    /// The variants, in document order, or in that in which they are tried
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// Its name in Rust
    pub name: String,
    /// The type that it holds
    pub r#type: String,
    /// The branch that it comes from
    pub pointer: String,
    /// The tags that stand for it, as JSON; the first one is written
    pub tags: Vec<String>,
    /// The JSON types that stand for it
    pub kinds: Option<String>,
    /// The members that stand for it
    pub members: Vec<String>,
    /// What is odd about its tag
    pub note: Option<&'static str>,
}

impl Explainer<'_> {
    pub(super) fn telling(&self, id: TypeId) -> Option<Telling> {
        let mut inner = self.ir().resolve(id);
        if let Shape::Nullable(ty) = self.ir().shape(inner) {
            inner = self.ir().resolve(*ty);
        }
        let union = match self.ir().shape(inner) {
            Shape::Union(union) => union,
            Shape::Object(rules) => return alternatives(rules),
            _ => return None,
        };
        let (rung, by, mut text) = rung(union);
        if union.is_open() {
            text.push_str("; what has another one is kept whole");
        }
        let names = self.plan.names.variants.get(&inner);
        let names = names.map_or(&[][..], Vec::as_slice);
        let order = match union.told_by {
            ToldBy::Trial { .. } => trial_order(self.ir(), union),
            _ => (0..union.variants.len()).collect(),
        };
        Some(Telling {
            rung,
            by,
            text,
            property: match &union.told_by {
                ToldBy::Tag { property, .. } => Some(property.clone()),
                _ => None,
            },
            variants: order
                .into_iter()
                .filter_map(|index| self.variant(union, index, names.get(index)?))
                .collect(),
        })
    }

    fn variant(&self, union: &Union, index: usize, name: &str) -> Option<Variant> {
        let variant = union.variants.get(index)?;
        let is_tagged = matches!(union.told_by, ToldBy::Tag { .. });
        Some(Variant {
            name: name.to_owned(),
            r#type: self.cx.spelled(held(self.ir(), union, variant)),
            pointer: self.plan.graph.pointer(variant.source).to_string(),
            tags: variant.tags.iter().map(ToString::to_string).collect(),
            kinds: match &union.told_by {
                ToldBy::Kind(kinds) => kinds.get(index).map(|it| kinds_text(*it)),
                _ => None,
            },
            members: match union.told_by {
                ToldBy::Members => telling_members(self.ir(), union, index),
                _ => Vec::new(),
            },
            note: match variant.tagging {
                Tagging::Replaced if is_tagged => {
                    Some("the union writes the tag, whatever the variant's own member holds")
                }
                Tagging::Added if is_tagged => match self.declares_tag(union, variant) {
                    true => Some("the union writes the tag; the variant may lack it"),
                    false => Some("the union adds the tag; the variant has no such member"),
                },
                _ => None,
            },
        })
    }

    /// Whether a variant has the union's tag among its own members, or may have it.
    fn declares_tag(&self, union: &Union, variant: &ir::Variant) -> bool {
        let ir = self.ir();
        match (ir.shape(ir.resolve(variant.ty)), union.tag()) {
            (Shape::Object(rules), Some(tag)) => {
                rules.member(tag).is_some() || !rules.flattened.is_empty()
            }
            _ => true,
        }
    }
}

/// The branches of an `anyOf` that are one struct.
fn alternatives(rules: &ObjectRules) -> Option<Telling> {
    let asked = rules.any_of.iter().map(|it| match it.required.as_slice() {
        [] => "nothing".to_owned(),
        required => required.join(" and "),
    });
    let asked: Vec<String> = asked.collect();
    (!asked.is_empty()).then(|| Telling {
        rung: 4,
        by: "alternatives",
        text: format!(
            "the variants of anyOf agree on their members and are one struct; \
             what at least one of them requires must be there: {}",
            asked.join(", or ")
        ),
        property: None,
        variants: Vec::new(),
    })
}

fn rung(union: &Union) -> (u8, &'static str, String) {
    match &union.told_by {
        ToldBy::Tag {
            property,
            explicit: true,
            ..
        } => (
            1,
            "discriminator",
            format!("the member {property:?} tells the variant: the document's discriminator"),
        ),
        ToldBy::Tag {
            property,
            explicit: false,
            ..
        } => (
            2,
            "tag",
            format!(
                "the member {property:?} tells the variant: all require it, with values of their own"
            ),
        ),
        ToldBy::Kind(_) => (
            3,
            "kind",
            "the JSON type tells the variant: no two share one".to_owned(),
        ),
        ToldBy::Members => (
            4,
            "members",
            "the members that are present tell the variant".to_owned(),
        ),
        ToldBy::Trial { exactly_one: true } => (
            5,
            "trial",
            "the variants are tried; exactly one must fit".to_owned(),
        ),
        ToldBy::Trial { exactly_one: false } => (
            5,
            "trial",
            "the variants are tried, the most specific first; the first that fits is taken"
                .to_owned(),
        ),
        ToldBy::Every => (
            5,
            "every",
            "the variants are tried; each one that fits is kept, and at least one must".to_owned(),
        ),
    }
}
