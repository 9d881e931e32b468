//! What is said of members, and of what they hold.

use proc_macro2::TokenStream;

use super::super::{Emission, docs};
use super::said::{Words, agreed, notes};
use super::{lines, places};
use crate::ir::{Member, Rest, Shape, TypeId};
use crate::raw::Raw;
use crate::schema::{Additional, SchemaId};

/// What is said of the member that `name` stands for. A name that is the member's own needs no words.
pub(in crate::emit) fn member_docs(
    cx: &Emission<'_>,
    owner: TypeId,
    member: &Member,
    name: &str,
) -> TokenStream {
    let words = member_words(cx, owner, member);
    lines(&said_of_member(cx, member, words.as_ref(), name))
}

/// What is said of a member where its owner stands: of one that stands at several places, as for a type.
pub(super) fn member_words<'a>(
    cx: &Emission<'a>,
    owner: TypeId,
    member: &Member,
) -> Option<Words<'a>> {
    agreed(words_at(cx, places(cx, owner), member))
}

/// What is said of a member at each of the places of its owner that say anything of it.
pub(super) fn words_at<'a>(
    cx: &Emission<'a>,
    places: &[SchemaId],
    member: &Member,
) -> Vec<Words<'a>> {
    if !member.declared {
        return Vec::new();
    }
    let stated = places.iter().map(|it| cx.graph.stating(*it, &member.name));
    let mut stated: Vec<_> = stated.filter(|it| !it.is_empty()).collect();
    if stated.is_empty() {
        stated.push(vec![member.source]);
    }
    let stated = stated.into_iter();
    stated.map(|it| Words::of_all(cx, it)).collect()
}

/// The default of a member, unless its owner's places give it several.
pub(in crate::emit) fn default_of_member<'a>(
    cx: &Emission<'a>,
    owner: TypeId,
    member: &Member,
) -> Option<&'a Raw> {
    let words = words_at(cx, places(cx, owner), member);
    let mut defaults = words.iter().filter_map(Words::default_value);
    let first = defaults.next()?;
    defaults.all(|it| it == first).then_some(first)
}

pub(super) fn said_of_member(
    cx: &Emission<'_>,
    member: &Member,
    words: Option<&Words<'_>>,
    name: &str,
) -> Vec<String> {
    let mut text = words.map_or_else(Vec::new, |it| it.description(name));
    if text.is_empty() && name != member.name {
        text.push(format!("The member {}.", docs::code(&member.name)));
    }
    // What a condition asks for is described beside it.
    if !member.declared && !cx.graph.is_conditional(member.source) {
        text.extend([
            String::new(),
            "Required, but not described by the document.".to_owned(),
        ]);
    }
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    // A type of its own says by itself where it holds `null`.
    let held = cx.ir().resolve(member.ty);
    let is_nullable = matches!(cx.ir().shape(held), Shape::Nullable(_))
        && !cx.analyses.items[held.index()].is_nominal();
    match (is_nullable, member.required) {
        (true, true) => note("Always there; `None` is `null`.".to_owned()),
        (true, false) => note("`None` is absent, `Some(None)` is `null`.".to_owned()),
        (false, _) => {}
    }
    if member.read_only {
        note("Read-only: sent by the service.".to_owned());
    }
    if member.write_only {
        note("Write-only: sent to the service.".to_owned());
    }
    if let Some(format) = format_of_member(cx, words, member) {
        note(format!("Format: {}", docs::code(format)));
    }
    if let Some(words) = words {
        notes(words, &mut text);
    }
    if let Some(words) = words
        && let Some(element) = element_without_docs(cx, member, words)
    {
        let element = Words::of(cx, element);
        let mut said = element.description(name);
        if let Some(first) = said.first_mut()
            && !text.starts_with(std::slice::from_ref(first))
        {
            *first = format!("Each: {first}");
            text.push(String::new());
            text.extend(said);
        }
        if let Some(format) = element.format() {
            text.push(String::new());
            text.push(format!("Format of each: {}", docs::code(format)));
        }
    }
    match text.first().is_some_and(String::is_empty) {
        true => text.split_off(1),
        false => text,
    }
}

/// Where places say different things, the format is what all have.
fn format_of_member<'a>(
    cx: &Emission<'a>,
    words: Option<&Words<'a>>,
    member: &Member,
) -> Option<&'a str> {
    match words {
        Some(words) => words.format(),
        None if member.declared => Words::of(cx, member.source).format(),
        None => None,
    }
}

/// The schema of the elements, or further members, of what a member holds, where their type has no docs of its own.
fn element_without_docs(cx: &Emission<'_>, member: &Member, words: &Words<'_>) -> Option<SchemaId> {
    let mut held = cx.ir().resolve(member.ty);
    if let Shape::Nullable(inner) = cx.ir().shape(held) {
        held = cx.ir().resolve(*inner);
    }
    let element = match cx.ir().shape(held) {
        _ if cx.analyses.items[held.index()].is_defined() => return None,
        Shape::Array(rules) => rules.items,
        Shape::Object(rules) => match rules.rest {
            Rest::Keep(ty) => ty,
            Rest::Skip | Rest::Refuse => return None,
        },
        _ => return None,
    };
    let mut schemas = words.schemas.iter();
    let schema = schemas.find_map(|it| {
        let keywords = &cx.graph.get(cx.graph.saying(*it)).keywords;
        keywords.items.or(match keywords.additional {
            Additional::Schema(schema) => Some(schema),
            _ => None,
        })
    });
    schema.filter(|_| !cx.analyses.items[element.index()].is_defined())
}
