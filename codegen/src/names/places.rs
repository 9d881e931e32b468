//! The ways from components to an anonymous type, as words.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::ident;
use crate::analysis::{Analyses, Item, inlined};
use crate::ir::{Rest, Shape, ToldBy, TypeId, Variant};
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// A way: the words of the component's name, then the words of each step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// How many steps; first, so that short ways sort first.
    steps: usize,
    /// The words of the component that the way begins at.
    pub root: Vec<String>,
    /// The words of each step.
    pub path: Vec<Vec<String>>,
    /// Whether the way ends inside the same object: a union beside other members.
    pub flattened: bool,
}

/// The shortest way from each component to each anonymous type, through anonymous types only.
pub(super) fn places(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
    roots: &BTreeMap<TypeId, String>,
) -> BTreeMap<TypeId, BTreeSet<Place>> {
    let mut places: BTreeMap<TypeId, BTreeSet<Place>> = BTreeMap::new();
    for (root, name) in roots {
        let begin = Place {
            steps: 0,
            root: ident::split(name),
            path: Vec::new(),
            flattened: false,
        };
        let mut best: BTreeMap<TypeId, BTreeSet<Place>> = BTreeMap::new();
        let mut pending = VecDeque::from([(*root, begin)]);
        while let Some((from, place)) = pending.pop_front() {
            for (to, next) in steps(graph, resolved, analyses, from, &place) {
                if roots.contains_key(&to) {
                    continue;
                }
                let known = best.entry(to).or_default();
                let is_longer = known.first().is_some_and(|it| it.steps < next.steps);
                if !is_longer && known.insert(next.clone()) {
                    pending.push_back((to, next));
                }
            }
        }
        for (id, mut ways) in best {
            if let Some(shortest) = ways.pop_first() {
                // Several equally short ways from one component: the first in order speaks for it,
                // but a direct one before one inside the same object.
                let direct = ways
                    .into_iter()
                    .find(|it| !it.flattened && shortest.flattened);
                places
                    .entry(id)
                    .or_default()
                    .insert(direct.unwrap_or(shortest));
            }
        }
    }
    places
}

fn steps(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
    from: TypeId,
    place: &Place,
) -> Vec<(TypeId, Place)> {
    let mut steps: Vec<(TypeId, Place)> = Vec::new();
    let extend = |words: Vec<String>| Place {
        steps: place.steps + 1,
        path: place.path.iter().cloned().chain([words]).collect(),
        flattened: false,
        ..place.clone()
    };
    let singular = || {
        let mut next = place.clone();
        let words = next.path.last_mut().unwrap_or(&mut next.root);
        if let Some(word) = words.last_mut() {
            *word = ident::singular(word);
        }
        next
    };
    match resolved.ir.shape(from) {
        Shape::Object(rules) => {
            for member in rules.members.iter().filter(|it| it.constant.is_none()) {
                steps.push((member.ty, extend(ident::split(&member.name))));
            }
            for union in &rules.flattened {
                let flattened = Place {
                    flattened: true,
                    steps: place.steps + 1,
                    ..place.clone()
                };
                steps.push((*union, flattened));
            }
            if let Rest::Keep(ty) = rules.rest {
                let is_map = analyses.items[from.index()] != Item::Struct;
                let next = if is_map {
                    singular()
                } else {
                    extend(vec!["value".to_owned()])
                };
                steps.push((ty, next));
            }
        }
        Shape::Array(rules) => steps.push((rules.items, singular())),
        Shape::Union(union) => {
            for variant in &union.variants {
                if let Some(member) = inlined(&resolved.ir, union, variant)
                    && let Shape::Object(rules) = resolved.ir.shape(variant.ty)
                {
                    let member = &rules.members[member];
                    steps.push((member.ty, extend(ident::split(&member.name))));
                    continue;
                }
                let words = variant_words(graph, resolved, &union.told_by, variant);
                steps.push((variant.ty, extend(words)));
            }
        }
        Shape::Nullable(ty) | Shape::Alias(ty) => {
            steps.push((*ty, place.clone()));
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::Enum(_)
        | Shape::OpenEnum(_) => {}
    }
    steps
}

/// What a variant is called by: its tag, its title, its only member, its JSON type.
pub(super) fn variant_words(
    graph: &SchemaGraph,
    resolved: &Resolved,
    told_by: &ToldBy,
    variant: &Variant,
) -> Vec<String> {
    if let Some(tag) = variant.tags.first() {
        return ident::split(&super::variants::of_value(tag).0);
    }
    let ir = &resolved.ir;
    if let Some(component) = &ir.get(variant.ty).component {
        return ident::split(component);
    }
    let title = graph
        .get(graph.resolve(variant.source))
        .annotations
        .title
        .as_deref();
    if let Some(title) = title.filter(|it| is_short(it)) {
        return ident::split(title);
    }
    if let (Shape::Object(rules), true) = (ir.shape(variant.ty), *told_by == ToldBy::Members) {
        if let [only] = rules.members.as_slice() {
            return ident::split(&only.name);
        }
        let required: Vec<_> = rules.members.iter().filter(|it| it.required).collect();
        if let Some(first) = required.first() {
            return ident::split(&first.name);
        }
    }
    vec![kind_word(ir.shape(ir.resolve(variant.ty))).to_owned()]
}

fn kind_word(shape: &Shape) -> &'static str {
    match shape {
        Shape::Null | Shape::Never => "null",
        Shape::Boolean => "boolean",
        Shape::Integer(_) => "integer",
        Shape::Number(_) => "number",
        Shape::Text(_) => "string",
        Shape::Enum(_) | Shape::OpenEnum(_) => "keyword",
        Shape::Array(_) => "array",
        Shape::Object(_) => "object",
        Shape::Nullable(_) => "nullable",
        Shape::Union(_) => "choice",
        Shape::Any | Shape::Alias(_) => "value",
    }
}

/// Whether a title is a name rather than a sentence.
pub(super) fn is_short(title: &str) -> bool {
    let words = ident::split(title);
    !words.is_empty() && words.len() <= 5 && title.chars().count() <= 40
}
