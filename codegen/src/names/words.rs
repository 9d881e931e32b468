//! The words that a variant of a union is called by.

use super::alike::difference;
use super::ident;
use super::variants::of_value;
use crate::ir::{Ir, Member, Shape, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::{Origin, SchemaGraph};

/// The tag that names a variant: where it has several, or one without a letter, its component or its title
/// says more, and two of them say more than one.
pub(super) fn telling_tag<'a>(
    graph: &SchemaGraph,
    resolved: &Resolved,
    union: &Union,
    variant: &'a Variant,
) -> Option<&'a Raw> {
    // Of several, not the document's first: their order names nothing.
    let first = variant.tags.iter().min_by_key(|it| match it.as_str() {
        Some(text) => (0, text.to_owned()),
        None => (it.to_string().len(), it.to_string()),
    })?;
    let has_letters = |text: &str| text.contains(char::is_alphabetic);
    let is_telling = variant.tags.len() == 1 && first.as_str().is_some_and(has_letters);
    let is_shared = || {
        let mut same = union.variants.iter().filter(|it| it.ty == variant.ty);
        same.nth(1).is_some()
    };
    let has_other = || {
        let is_named = component(graph, &resolved.ir, variant).is_some()
            || (variant.tags.len() > 1 && own_title(graph, union, variant).is_some());
        (is_named && !is_shared()) || both_tags(variant).is_some()
    };
    (is_telling || !has_other()).then_some(first)
}

/// The words of two tags that mean the same variant: `down or up`.
fn both_tags(variant: &Variant) -> Option<Vec<String>> {
    let [one, other] = variant.tags.as_slice() else {
        return None;
    };
    let words = |it: &Raw| Some(ident::split(it.as_str()?)).filter(|it| !it.is_empty());
    let mut both = [words(one)?, words(other)?];
    // Their order in the document names nothing.
    both.sort_unstable();
    let words = both.join(&"or".to_owned());
    (words.len() <= BRIEF).then_some(words)
}

/// As many words as two tags can bring into a name.
const BRIEF: usize = 5;

/// Whether the document itself names a variant: by a tag or a component.
pub(super) fn is_given(
    graph: &SchemaGraph,
    resolved: &Resolved,
    union: &Union,
    variant: &Variant,
) -> bool {
    telling_tag(graph, resolved, union, variant).is_some()
        || component(graph, &resolved.ir, variant).is_some()
}

/// What a variant is called by.
pub(super) struct Words {
    pub words: Vec<String>,
    /// Whether they say what the variant is, not only how it differs from the others.
    pub stand_alone: bool,
    /// Whether they are its JSON type alone, which the way to something inside leaves out.
    pub is_kind: bool,
}

/// Its tag, its component, its title, the member that tells it, its JSON type.
pub(super) fn variant_words(
    graph: &SchemaGraph,
    resolved: &Resolved,
    union: &Union,
    variant: &Variant,
) -> Words {
    let alone = |words| Words {
        words,
        stand_alone: true,
        is_kind: false,
    };
    let beside = |words| Words {
        words,
        stand_alone: false,
        is_kind: false,
    };
    if let Some(tag) = telling_tag(graph, resolved, union, variant) {
        return alone(ident::split(&of_value(tag).name));
    }
    let ir = &resolved.ir;
    if let Some(component) = component(graph, ir, variant) {
        return alone(ident::split(&component));
    }
    if let Some(title) = own_title(graph, union, variant) {
        return alone(title);
    }
    if let Some(both) = both_tags(variant) {
        return beside(both);
    }
    if let (Shape::Object(rules), ToldBy::Members) = (ir.shape(variant.ty), &union.told_by) {
        if let [only] = rules.members.as_slice() {
            return beside(ident::split(&only.name));
        }
        // What others require, too, tells nothing.
        let is_telling = |name: &str| {
            let mut others = union.variants.iter().filter(|it| it.ty != variant.ty);
            !others.any(|it| requires(ir, it.ty, name))
        };
        let required = rules.members.iter().filter(|it| it.required);
        let telling = required.filter(|it| is_telling(&it.name));
        if let Some(first) = telling.min_by_key(|it| &it.name) {
            return beside(ident::split(&first.name));
        }
    }
    let kind = |ty: TypeId| kind_word(ir, ty);
    let is_alike = |other: &Variant| {
        let is_nameless = other.tags.is_empty() && component(graph, ir, other).is_none();
        other.ty != variant.ty && is_nameless && kind(other.ty) == kind(variant.ty)
    };
    // Above this many variants, no name that rests on what the others lack stays true for long.
    const COMPARABLE: usize = 16;
    if union.variants.len() <= COMPARABLE {
        let all: Vec<TypeId> = union.variants.iter().map(|it| it.ty).collect();
        let others = union.variants.iter().filter(|it| is_alike(it));
        let others: Vec<TypeId> = others.map(|it| it.ty).collect();
        if !others.is_empty()
            && let Some(words) = telling_member(ir, variant.ty, &all)
        {
            return beside(words);
        }
        if !others.is_empty()
            && let Some(words) = difference(ir, variant.ty, &others)
                .or_else(|| telling_element(ir, variant.ty, &others))
        {
            return Words {
                is_kind: true,
                ..beside(words)
            };
        }
    }
    Words {
        is_kind: true,
        ..beside(vec![kind(variant.ty).to_owned()])
    }
}

/// The words of a variant's title, if they are about this variant alone.
fn own_title(graph: &SchemaGraph, union: &Union, variant: &Variant) -> Option<Vec<String>> {
    // Several branches in one have the whole union as their source, whose title names all of it.
    let is_whole = |other: &Variant| match &graph.get(other.source).origin {
        Origin::Part(around, ..) => *around == variant.source,
        Origin::Root(_) => false,
    };
    let title = title(graph, variant)?;
    // What several are called tells none of them.
    let is_shared =
        |it: &Variant| it.ty != variant.ty && self::title(graph, it).is_some_and(|it| it == title);
    let mut variants = union.variants.iter();
    (!variants.any(|it| is_whole(it) || is_shared(it))).then_some(title)
}

/// The words of a variant's title.
fn title(graph: &SchemaGraph, variant: &Variant) -> Option<Vec<String>> {
    let annotations = &graph.get(graph.resolve(variant.source)).annotations;
    annotations.title.as_deref().and_then(title_words)
}

fn requires(ir: &Ir, ty: TypeId, name: &str) -> bool {
    match ir.shape(ir.resolve(ty)) {
        Shape::Object(rules) => rules
            .members
            .iter()
            .any(|it| it.required && it.name == name),
        _ => false,
    }
}

/// The component that a variant is, or was before what stands beside the union was merged into it.
fn component(graph: &SchemaGraph, ir: &Ir, variant: &Variant) -> Option<String> {
    let target = graph.resolve(variant.source);
    let referred = match &graph.get(target).origin {
        // Several branches in one have the whole union as their source.
        Origin::Root(_) if target != variant.source => {
            graph.component_name(target).map(str::to_owned)
        }
        Origin::Root(_) | Origin::Part(..) => None,
    };
    referred.or_else(|| ir.get(variant.ty).component.clone())
}

/// The member that no other one of these types has, or that no other requires, or that has another JSON type
/// or other limits in all of them: `{id: integer}` beside `{id: string}` is an `IntegerId`, and
/// `{mode: auto | none}` beside `{mode: big | small}` an `AutoOrNoneMode`.
pub(super) fn telling_member(ir: &Ir, ty: TypeId, all: &[TypeId]) -> Option<Vec<String>> {
    let kind = |ty: TypeId| kind_word(ir, ty);
    let others = all.iter().filter(|it| **it != ty);
    let others: Vec<Vec<&Member>> = others.map(|it| members(ir, *it)).collect();
    let elsewhere = |name: &str| {
        let name = name.to_owned();
        let named = others.iter().flatten().copied();
        named.filter(move |it: &&Member| it.name == name)
    };
    // Not by their order in the document, which names don't depend on.
    let mut own = members(ir, ty);
    own.sort_by_key(|it| (!it.required, &it.name));
    if let Some(only) = own.iter().find(|it| elsewhere(&it.name).next().is_none()) {
        return Some(ident::split(&only.name));
    }
    let required = own.iter().filter(|it| it.required);
    let mut required = required.filter(|it| elsewhere(&it.name).all(|other| !other.required));
    if let Some(only) = required.next() {
        return Some(ident::split(&only.name));
    }
    let mut differing = own.iter().filter_map(|it| {
        let is_other = elsewhere(&it.name).all(|other| kind(other.ty) != kind(it.ty));
        is_other.then(|| (vec![kind(it.ty).to_owned()], it))
    });
    let mut limited = own.iter().filter_map(|it| {
        let others: Vec<TypeId> = elsewhere(&it.name).map(|other| other.ty).collect();
        Some((difference(ir, it.ty, &others)?, it))
    });
    let (mut words, member) = differing.next().or_else(|| limited.next())?;
    // `{email: format email}` is an `Email`, not an `EmailEmail`.
    let name = ident::split(&member.name);
    let is_said = words == name;
    words.extend(name.into_iter().filter(|_| !is_said));
    Some(words)
}

/// The members of an object, or those that all objects of a union share: as what requires the least has them.
fn members(ir: &Ir, ty: TypeId) -> Vec<&Member> {
    let of_object = |ty: TypeId| match ir.shape(ir.resolve(ty)) {
        Shape::Object(rules) => rules.members.as_slice(),
        _ => &[],
    };
    let Shape::Union(union) = ir.shape(ir.resolve(ty)) else {
        return of_object(ty).iter().collect();
    };
    // Not deeper: a union may lead back to itself.
    let mut variants = union.variants.iter().map(|it| of_object(it.ty));
    let first = variants.next().unwrap_or_default();
    variants.fold(first.iter().collect(), |shared: Vec<&Member>, other| {
        let least = shared.into_iter().filter_map(|it| {
            let twin = other.iter().find(|twin| twin.name == it.name)?;
            Some(if twin.required { it } else { twin })
        });
        least.collect()
    })
}

/// What tells the elements of an array from those of others: a constant, or a member.
fn telling_element(ir: &Ir, ty: TypeId, others: &[TypeId]) -> Option<Vec<String>> {
    let element = |ty: TypeId| match ir.shape(ir.resolve(ty)) {
        Shape::Array(rules) => Some(rules.items),
        _ => None,
    };
    let own = element(ty)?;
    let others: Option<Vec<TypeId>> = others.iter().map(|it| element(*it)).collect();
    let others = others?;
    let constants = |ty: TypeId| match ir.shape(ir.resolve(ty)) {
        Shape::Object(rules) => rules
            .members
            .iter()
            .filter_map(|it| Some((it.name.as_str(), it.constant.as_ref()?.as_str()?)))
            .collect(),
        _ => Vec::new(),
    };
    let is_own = |it: &(&str, &str)| others.iter().all(|other| !constants(*other).contains(it));
    let mut own_constants = constants(own);
    own_constants.sort_unstable();
    let telling = own_constants.into_iter().find(is_own);
    let mut words = match telling {
        Some((_, value)) => ident::split(value),
        None => telling_member(ir, own, &others)?,
    };
    let last = words.pop()?;
    words.push(ident::plural(&last));
    Some(words)
}

/// The JSON type apart from `null`, where there is one: `choice` for a union of several.
pub(super) fn kind_word(ir: &Ir, ty: TypeId) -> &'static str {
    let ty = match ir.shape(ir.resolve(ty)) {
        Shape::Nullable(inner) => *inner,
        _ => ty,
    };
    let union = match ir.shape(ir.resolve(ty)) {
        Shape::Union(union) => union,
        Shape::Null | Shape::Never => return "null",
        Shape::Boolean => return "boolean",
        Shape::Integer(_) => return "integer",
        Shape::Number(_) => return "number",
        Shape::Text(_) => return "string",
        Shape::Enum(_) | Shape::OpenEnum(_) => return "keyword",
        Shape::Array(_) => return "array",
        Shape::Object(_) => return "object",
        Shape::Nullable(_) => return "nullable",
        Shape::Any | Shape::Alias(_) => return "value",
    };
    // Not deeper: a union may lead back to itself. A nameless object in it is the `object`.
    let mut kinds = union
        .variants
        .iter()
        .map(|it| match ir.shape(ir.resolve(it.ty)) {
            Shape::Object(_) if ir.get(it.ty).component.is_some() => "object",
            Shape::Array(_) => "array",
            Shape::Integer(_) | Shape::Number(_) => "number",
            Shape::Text(_) | Shape::OpenEnum(_) => "string",
            _ => "choice",
        });
    let first = kinds.next().unwrap_or("choice");
    if kinds.all(|it| it == first) {
        first
    } else {
        "choice"
    }
}

/// The words of a title that is a name rather than a sentence, without the article: `The job
/// trigger` is `["job", "trigger"]`, but an `A record` stays one.
pub(super) fn title_words(title: &str) -> Option<Vec<String>> {
    let words = ident::split(title);
    let is_brief = (1..=5).contains(&words.len()) && title.chars().count() <= 40;
    // What is written like a type's name is one, up to some length.
    let is_identifier = title.chars().all(char::is_alphanumeric) && title.chars().count() <= 80;
    let is_name = is_brief || is_identifier && !words.is_empty();
    let article = words.iter().take(1).filter(|it| match it.as_str() {
        "the" | "an" => words.len() > 1,
        "a" => words.len() > 2,
        _ => false,
    });
    let skipped = article.count();
    is_name.then(|| words.into_iter().skip(skipped).collect())
}
