//! What is said of the variants of unions: what tells them, or what they are.

use proc_macro2::TokenStream;

use super::super::{Emission, docs};
use super::members::{said_of_member, words_at};
use super::said::{Words, agreed, notes};
use super::{lines, places, type_words};
use crate::analysis::{inlined, telling_members};
use crate::ir::{Ir, Shape, TextRules, ToldBy, TypeId, Union, Variant};
use crate::schema::SchemaId;

pub(in crate::emit) fn variant_docs(
    cx: &Emission<'_>,
    owner: TypeId,
    union: &Union,
    index: usize,
) -> TokenStream {
    let variant = &union.variants[index];
    let told = match union.tag() {
        Some(property) => Some(format!("{} is {}.", docs::code(property), tags(variant))),
        None if union.told_by == ToldBy::Members => {
            Some(present(&telling_members(cx.ir(), union, index)))
        }
        None => None,
    };
    let branches = branches(cx, owner, union, variant);
    let words = agreed(branches.iter().map(|it| Words::of(cx, *it)).collect());
    if let Some(told) = told {
        let mut text = vec![told];
        let mut add = |said: Vec<String>| {
            text.extend((!said.is_empty()).then(String::new).into_iter().chain(said));
        };
        let own = words.as_ref().and_then(Words::own_description);
        let own = docs::lines(own.unwrap_or_default());
        if !is_said_of_type(cx, variant, &own) {
            add(own);
        }
        if let Some(member) = inlined(cx.ir(), union, variant) {
            // The branches, and not whatever else has a type of that member alone.
            let words = agreed(words_at(cx, &branches, member));
            add(said_of_member(cx, member, words.as_ref(), &member.name));
        }
        return lines(&text);
    }
    let ty = cx.ir().resolve(variant.ty);
    let is_defined = cx.analyses.items[ty.index()].is_defined();
    let mut text = words
        .as_ref()
        .map_or_else(Vec::new, |it| it.description(""));
    if is_said_of_type(cx, variant, &text) {
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
        let words = words.unwrap_or_else(|| Words::of(cx, variant.source));
        if let Some(format) = words.format() {
            text.extend([String::new(), format!("Format: {}", docs::code(format))]);
        }
        notes(&words, &mut text);
    }
    lines(&text)
}

/// The branches that became a variant where its union stands: of equal branches there is one variant, and an equal union
/// may stand elsewhere, too.
fn branches(cx: &Emission<'_>, owner: TypeId, union: &Union, variant: &Variant) -> Vec<SchemaId> {
    let end = |it: TypeId| cx.ir().resolve(it);
    let ty = end(variant.ty);
    let alike = union.variants.iter().filter(|it| end(it.ty) == ty);
    let mut branches = match (places(cx, owner), alike.count()) {
        ([place], 1) => cx.graph.branches(*place),
        _ => Vec::new(),
    };
    branches.retain(|it| cx.resolved.places.get(it).is_some_and(|it| end(*it) == ty));
    if branches.is_empty() {
        branches.push(variant.source);
    }
    branches
}

/// Whether the docs of a variant's type, or of what that is another name for, say the same as these lines.
fn is_said_of_type(cx: &Emission<'_>, variant: &Variant, text: &[String]) -> bool {
    let says = |ty: TypeId| {
        let name = cx.names.types.get(&ty);
        let words = name.and_then(|it| Some(type_words(cx, ty)?.description(it)));
        cx.analyses.items[ty.index()].is_defined() && words.is_some_and(|it| it == text)
    };
    says(variant.ty) || says(cx.ir().resolve(variant.ty))
}

/// How many lines the first sentence takes: up to one that ends with it, or to the end of the paragraph.
fn opening(text: &[String]) -> usize {
    let ends = |it: &String| {
        let end = it.trim_end_matches(['`', '*', ')', '"']);
        end.ends_with(['.', '!', '?', ':', '…'])
    };
    let begins_block = |it: &String| it.is_empty() || docs::begins_block(it);
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

/// The tags that mean a variant: "`a` or `b`".
pub(in crate::emit) fn tags(variant: &Variant) -> String {
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
        assert_eq!(count(&["Either", "1. a", "2. b"]), 1);
        assert_eq!(count(&["As in", "```text", "a", "```"]), 1);
        assert_eq!(
            count(&["Messages with the", "`a` role or", "*b*.", "More."]),
            3
        );
    }
}
