//! What is said of members, and of what they hold.

use proc_macro2::TokenStream;

use super::super::{Emission, docs};
use super::lines;
use super::said::{described, description, notes};
use crate::ir::{Member, Rest, Shape, TypeId};
use crate::schema::{Additional, Keywords, Said, SchemaId};

/// What is said of the member that `name` stands for. A name that is the member's own needs no words.
pub(in crate::emit) fn member_docs(
    cx: &Emission<'_>,
    owner: TypeId,
    member: &Member,
    name: &str,
) -> TokenStream {
    let said_by = described_member(cx, owner, member);
    lines(&said_of_member(cx, member, said_by, name))
}

/// The schema whose words are about a member: of a type that stands at several places, as for the type itself.
fn described_member(cx: &Emission<'_>, owner: TypeId, member: &Member) -> Option<SchemaId> {
    let places = cx.ir().get(owner).documented_by();
    let property = |it: &SchemaId| {
        let properties = |it: &Keywords| it.properties.get(&member.name).copied();
        cx.graph.part(*it, properties)
    };
    let stated: Vec<SchemaId> = match places.len() {
        0 | 1 => Vec::new(),
        _ => places.iter().filter_map(property).collect(),
    };
    match stated.contains(&member.source) {
        true => described(cx, &stated),
        false => Some(member.source),
    }
}

pub(super) fn said_of_member(
    cx: &Emission<'_>,
    member: &Member,
    said_by: Option<SchemaId>,
    name: &str,
) -> Vec<String> {
    let mut text = said_by.map_or_else(Vec::new, |it| description(cx, it, name));
    if text.is_empty() && name != member.name {
        text.push(format!("The member {}.", docs::code(&member.name)));
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
    let said = cx.graph.said_along(member.source);
    if let Some(format) = said.iter().find_map(Said::format) {
        note(format!("Format: {}", docs::code(format)));
    }
    notes(cx, said_by, &mut text);
    if said_by.is_some()
        && let Some(element) = element_without_docs(cx, member)
    {
        let mut said = description(cx, element, name);
        if let Some(first) = said.first_mut()
            && !text.starts_with(std::slice::from_ref(first))
        {
            *first = format!("Each: {first}");
            text.push(String::new());
            text.extend(said);
        }
        if let Some(format) = &cx.graph.get(element).annotations.format {
            text.push(String::new());
            text.push(format!("Format of each: {}", docs::code(format)));
        }
    }
    match text.first().is_some_and(String::is_empty) {
        true => text.split_off(1),
        false => text,
    }
}

/// The schema of the elements, or further members, of what a member holds, where their type has no docs of its own.
fn element_without_docs(cx: &Emission<'_>, member: &Member) -> Option<SchemaId> {
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
    let keywords = &cx.graph.get(cx.graph.saying(member.source)).keywords;
    let schema = keywords.items.or(match keywords.additional {
        Additional::Schema(schema) => Some(schema),
        _ => None,
    });
    schema.filter(|_| !cx.analyses.items[element.index()].is_defined())
}
