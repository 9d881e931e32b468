//! What is said of types, members and variants: the document's words, or what else tells what they are for.

mod members;
mod said;
mod values;
mod variants;

use proc_macro2::TokenStream;
use quote::quote;

use self::said::{Words, agreed, notes_of_values};
use super::{Emission, docs};
use crate::ir::{Alternative, ObjectRules, Shape, ToldBy, TypeId, Union};
use crate::raw::Raw;
use crate::schema::SchemaId;

pub(super) use self::members::{default_of_member, member_docs};
pub(super) use self::values::{said_of_values, value_docs};
pub(super) use self::variants::{tags, variant_docs};

/// `#[doc]` attributes, a line each.
pub(super) fn lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

pub(super) fn type_docs(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let ty = cx.ir().get(id);
    let name = cx.names.types.get(&id).map_or("", String::as_str);
    let first = ty.sources.first();
    let words = type_words(cx, id);
    let mut text = words
        .as_ref()
        .map_or_else(Vec::new, |it| it.description(name));
    if text.is_empty() {
        let place = || first.map(|it| cx.graph.pointer(*it).to_string());
        text.push(match (&ty.component, cx.standing.get(&id)) {
            (_, Some(standing)) => standing.clone(),
            (Some(name), None) => format!("The component {}.", docs::code(name)),
            (None, None) => {
                format!(
                    "What stands at {}.",
                    docs::code(&place().unwrap_or_default())
                )
            }
        });
    }
    if let Shape::Union(union) = &ty.shape {
        text.push(String::new());
        text.push(told_by(union));
    }
    if let Shape::Object(rules) = &ty.shape
        && let Some(asked) = asked_alternatives(rules)
    {
        text.push(String::new());
        text.push(asked);
    }
    // Apart from `null`, a type isn't what a default of `null` is about.
    let is_value = |it: &Raw| *it != Raw::Null || holds_null(&ty.shape);
    if let Some(words) = &words {
        notes_of_values(words, is_value, &mut text);
    }
    let alias = ty.component.as_ref().map(|component| {
        let is_same = name == component;
        let is_plain = component
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || "_-.".contains(it));
        if is_same {
            TokenStream::new()
        } else if is_plain && !component.is_empty() {
            quote!(#[doc(alias = #component)])
        } else {
            let line = format!("In the document: {}.", docs::code(component));
            lines(&[String::new(), line])
        }
    });
    let docs = lines(&text);
    quote!(#docs #alias)
}

/// The schemas whose words are about a type, and about what is in it. Those of a nullable component are about what it is
/// apart from `null`, wherever else that stands.
fn places<'a>(cx: &'a Emission<'_>, id: TypeId) -> &'a [SchemaId] {
    let ty = cx.ir().get(id);
    let nullable = ty.body_of.as_ref();
    match nullable.and_then(|it| cx.graph.components.get(it)) {
        Some(component) => std::slice::from_ref(component),
        None => ty.documented_by(),
    }
}

fn type_words<'a>(cx: &Emission<'a>, id: TypeId) -> Option<Words<'a>> {
    let places = places(cx, id).iter();
    agreed(places.map(|it| Words::of_type(cx, *it)).collect())
}

fn holds_null(shape: &Shape) -> bool {
    match shape {
        Shape::Any | Shape::Null | Shape::Nullable(_) | Shape::Alias(_) => true,
        Shape::Enum(values) => values.contains(&Raw::Null),
        Shape::Never
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::OpenEnum(_)
        | Shape::Array(_)
        | Shape::Object(_)
        | Shape::Union(_) => false,
    }
}

fn told_by(union: &Union) -> String {
    match &union.told_by {
        ToldBy::Tag { property, .. } => {
            format!("The member {} tells the variant.", docs::code(property))
        }
        ToldBy::Kind(_) => "The JSON type tells the variant.".to_owned(),
        ToldBy::Members => "The members that are present tell the variant.".to_owned(),
        ToldBy::Trial { exactly_one: true } => "The only variant that matches is taken.".to_owned(),
        ToldBy::Trial { exactly_one: false } => {
            "The most specific variant that matches is taken.".to_owned()
        }
        ToldBy::Every => "At least one part holds; the parts stand in the same object.".to_owned(),
    }
}

/// What must be there for one of several alternatives to hold, unless one asks for nothing.
fn asked_alternatives(rules: &ObjectRules) -> Option<String> {
    if !rules.asks_for_alternatives() {
        return None;
    }
    let names = |it: &Alternative| {
        let names: Vec<String> = it.required.iter().map(|it| docs::code(it)).collect();
        names.join(" with ")
    };
    let mut asked: Vec<String> = rules.any_of.iter().map(names).collect();
    asked.dedup();
    let asked = asked.join(", ");
    Some(format!("At least one of these must be there: {asked}."))
}
