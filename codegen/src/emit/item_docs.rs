//! What is said of types, members and variants: the document's words, or what else tells what they are for.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Emission, docs};
use crate::analysis::{inlined, telling_members};
use crate::ir::{
    Alternative, Ir, Member, ObjectRules, Rest, Shape, TextRules, ToldBy, TypeId, Union, Variant,
};
use crate::names::ident;
use crate::raw::Raw;
use crate::schema::{Additional, Annotations, Keywords, SchemaId};

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
    let described = described(cx, ty.documented_by());
    let mut text = described.map_or_else(Vec::new, |it| description(cx, it, name));
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
    notes(cx, described, &mut text);
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

/// The schema whose words are about the type: the first one that describes it as most places do that describe it.
/// Where each says something else, what one says is about that place.
fn described(cx: &Emission<'_>, sources: &[SchemaId]) -> Option<SchemaId> {
    if let [only] = sources {
        return Some(*only);
    }
    let mut places: IndexMap<&str, Vec<SchemaId>> = IndexMap::new();
    for source in sources {
        let mut said = said(cx, *source);
        if let Some(text) = said.find_map(|it| it.description.as_deref()) {
            places.entry(text).or_default().push(*source);
        }
    }
    let all: usize = places.values().map(Vec::len).sum();
    match places.values().find(|it| 2 * it.len() > all) {
        Some(alike) => alike.first().copied(),
        None if all > 0 => None,
        None => sources.first().copied(),
    }
}

/// What is said of a schema at its place, and where it leads.
fn said<'a>(cx: &Emission<'a>, source: SchemaId) -> impl Iterator<Item = &'a Annotations> {
    let graph = cx.graph;
    graph.said(source).chain(graph.said(graph.resolve(source)))
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

/// What a schema, or what it refers to, says of what is called `name`.
fn description(cx: &Emission<'_>, source: SchemaId, name: &str) -> Vec<String> {
    let text = said(cx, source).find_map(|it| words(it, name));
    docs::lines(&text.unwrap_or_default())
}

/// The description of what is called `name`, or its title, unless that is a mere name, too.
fn words(said: &Annotations, name: &str) -> Option<String> {
    let title = || said.title.clone().filter(|it| !is_name(it, name));
    said.description.clone().or_else(title)
}

/// Whether a title says no more than a name would: a single word, or words that stand in `name`, as
/// `"API triggered broadcast"` does in `PushApiTriggeredBroadcast`.
fn is_name(title: &str, name: &str) -> bool {
    let words = ident::split(title);
    words.len() <= 1 || ident::split(name).concat().contains(&words.concat())
}

const DEPRECATED: &str = "**Deprecated.**";

/// What strings hold, deprecation, defaults and examples.
fn notes(cx: &Emission<'_>, source: Option<SchemaId>, text: &mut Vec<String>) {
    let Some(source) = source else { return };
    for annotations in cx.graph.said(source) {
        remarks(annotations, text);
    }
}

fn remarks(annotations: &Annotations, text: &mut Vec<String>) {
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    if let Some(content) = &annotations.content {
        note(format!("Content: {}", docs::code(content)));
    }
    if annotations.deprecated {
        note(DEPRECATED.to_owned());
    }
    if let Some(value) = &annotations.default {
        note(format!("Default: {}", docs::code(&value.to_string())));
    }
    let examples = annotations.example.iter();
    for value in examples.chain(&annotations.examples) {
        note(format!("Example: {}", docs::code(&value.to_string())));
    }
    if let Some(url) = &annotations.external_docs {
        note(format!("See also {}", docs::code(url)));
    }
}

/// What is said of the member that `name` stands for. A name that is the member's own needs no words.
pub(super) fn member_docs(
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

fn said_of_member(
    cx: &Emission<'_>,
    member: &Member,
    said_by: Option<SchemaId>,
    name: &str,
) -> Vec<String> {
    let mut text = said_by.map_or_else(Vec::new, |it| description(cx, it, name));
    if text.is_empty() && name != member.name {
        text.push(format!("The member {}.", docs::code(&member.name)));
    }
    let schema = cx.graph.get(cx.graph.resolve(member.source));
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
    if let Some(format) = &schema.annotations.format {
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
    let keywords = &cx.graph.get(cx.graph.resolve(member.source)).keywords;
    let schema = keywords.items.or(match keywords.additional {
        Additional::Schema(schema) => Some(schema),
        _ => None,
    });
    schema.filter(|_| !cx.analyses.items[element.index()].is_defined())
}

pub(super) fn variant_docs(cx: &Emission<'_>, union: &Union, index: usize) -> TokenStream {
    let variant = &union.variants[index];
    if let Some(property) = union.tag() {
        let tags = tags(variant);
        return lines(&[format!("{} is {tags}.", docs::code(property))]);
    }
    if union.told_by == ToldBy::Members {
        let mut text = vec![present(&telling_members(cx.ir(), union, index))];
        if let Some(member) = inlined(cx.ir(), union, variant) {
            let said = said_of_member(cx, member, Some(member.source), &member.name);
            text.extend((!said.is_empty()).then(String::new).into_iter().chain(said));
        }
        return lines(&text);
    }
    let ty = cx.ir().resolve(variant.ty);
    let is_defined = cx.analyses.items[ty.index()].is_defined();
    let mut text = description(cx, variant.source, "");
    if is_defined {
        // The beginning is enough here: the variant's own type says the rest.
        text.truncate(opening(&text));
    }
    if text.is_empty() {
        text.push(match cx.ir().shape(ty) {
            Shape::Text(rules) if !is_defined => text_of(rules),
            shape => kind_of(shape, cx.ir()).to_owned(),
        });
    }
    if !is_defined {
        if let Some(format) = &cx.graph.get(variant.source).annotations.format {
            text.extend([String::new(), format!("Format: {}", docs::code(format))]);
        }
        notes(cx, Some(variant.source), &mut text);
    }
    lines(&text)
}

/// How many lines the first sentence takes: up to one that ends with it, or to the end of the paragraph.
fn opening(text: &[String]) -> usize {
    let ends = |it: &String| {
        let end = it.trim_end_matches(['`', '*', ')', '"']);
        end.ends_with(['.', '!', '?', ':', '…'])
    };
    let begins_block =
        |it: &String| it.is_empty() || it.starts_with(['`', '~', '-', '*', '|', '#', '<']);
    let further = text.iter().skip(1).take_while(|it| !begins_block(it));
    let paragraph = text.len().min(1) + further.count();
    let last = text[..paragraph].iter().position(ends);
    last.map_or(paragraph, |it| it + 1)
}

/// What strings of a variant without a type are: its pattern, unless that is longer than a line.
fn text_of(rules: &TextRules) -> String {
    match rules.patterns.as_slice() {
        [pattern] if pattern.chars().count() <= 60 => {
            format!("A string that matches {}.", docs::code(pattern))
        }
        _ => "A string.".to_owned(),
    }
}

/// What kind of value a variant is; one that is a union is of the kind that all variants of that have in common.
fn kind_of(shape: &Shape, ir: &Ir) -> &'static str {
    const OTHER: &str = "Another value.";
    match shape {
        Shape::Object(_) => "An object.",
        Shape::Array(_) => "An array.",
        Shape::Text(_) => "A string.",
        Shape::Integer(_) => "An integer.",
        Shape::Number(_) => "A number.",
        Shape::Boolean => "A boolean.",
        Shape::Null | Shape::Never => "`null`.",
        Shape::Enum(_) | Shape::OpenEnum(_) => "One of a few values.",
        Shape::Union(union) => {
            let inner = union.variants.iter().map(|it| ir.shape(ir.resolve(it.ty)));
            // Not deeper: a union may lead back to itself.
            let mut kinds = inner.map(|it| match it {
                Shape::Union(_) => OTHER,
                plain => kind_of(plain, ir),
            });
            let first = kinds.next().unwrap_or(OTHER);
            if kinds.all(|it| it == first) {
                first
            } else {
                OTHER
            }
        }
        Shape::Any | Shape::Nullable(_) | Shape::Alias(_) => OTHER,
    }
}

/// What the document says of the values of an enum, by their JSON texts.
pub(super) fn said_of_values<'a>(
    cx: &Emission<'a>,
    id: TypeId,
) -> BTreeMap<String, &'a Annotations> {
    let mut said: BTreeMap<String, Option<&Annotations>> = BTreeMap::new();
    for source in cx.ir().get(id).documented_by() {
        for (value, words) in cx.graph.said_of_values(*source) {
            // One place's words are none of the others'.
            let agreed = said.entry(value).or_insert(Some(words));
            *agreed = agreed.filter(|it| *it == words);
        }
    }
    let agreed = said
        .into_iter()
        .filter_map(|(value, it)| Some((value, it?)));
    agreed.collect()
}

/// What is said of a listed value, the value first.
pub(super) fn value_docs(
    said: &BTreeMap<String, &Annotations>,
    value: &Raw,
    name: &str,
) -> TokenStream {
    let said = said.get(&value.to_string());
    let code = docs::code(&value.plain());
    let words = said.and_then(|it| words(it, name)).unwrap_or_default();
    let mut text = docs::lines(&words);
    match text.first_mut() {
        Some(first) => *first = format!("{code}: {first}"),
        None => text.push(code),
    }
    if said.is_some_and(|it| it.deprecated) {
        text.extend([String::new(), DEPRECATED.to_owned()]);
    }
    lines(&text)
}

/// The tags that mean a variant: "`a` or `b`".
pub(super) fn tags(variant: &Variant) -> String {
    let tags = variant.tag_texts();
    let tags: Vec<String> = tags.iter().map(|it| docs::code(it)).collect();
    tags.join(" or ")
}

/// That all or, of those that aren't required, any of these members are there.
fn present(members: &[String]) -> String {
    let codes: Vec<String> = members.iter().map(|it| docs::code(it)).collect();
    match codes.as_slice() {
        [] => "No member that tells another one is present.".to_owned(),
        [only] => format!("{only} is present."),
        [first @ .., last] => format!("{} and {last} are present.", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn a_variant_says_a_whole_sentence() {
        let count = |text: &[&str]| {
            let text: Vec<String> = text.iter().map(|it| (*it).to_owned()).collect();
            opening(&text)
        };
        assert_eq!(count(&[]), 0);
        assert_eq!(
            count(&["A file,", "as returned from any", "endpoint.", "More."]),
            3
        );
        assert_eq!(count(&["A file", "", "More."]), 1);
        assert_eq!(count(&["One of:", "- a", "- b"]), 1);
        assert_eq!(count(&["Either", "- a", "- b"]), 1);
    }
}
