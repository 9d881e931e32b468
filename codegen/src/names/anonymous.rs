//! Names for types that the document gives none.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::Lock;
use super::places::{Place, places};
use super::words::{is_short, variant_words};
use super::{Names, ident};
use crate::analysis::Analyses;
use crate::config::Config;
use crate::ir::{Shape, TypeId};
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// Words that say nothing by themselves, or what Rust's own types and variants are called.
const VAGUE: &[&str] = &[
    "array",
    "attribute",
    "attributes",
    "body",
    "boolean",
    "box",
    "choice",
    "config",
    "content",
    "contents",
    "data",
    "detail",
    "details",
    "element",
    "entry",
    "err",
    "field",
    "fields",
    "identifier",
    "identifiers",
    "info",
    "integer",
    "item",
    "items",
    "keyword",
    "kind",
    "list",
    "map",
    "meta",
    "metadata",
    "name",
    "none",
    "number",
    "object",
    "ok",
    "option",
    "options",
    "parameter",
    "parameters",
    "params",
    "payload",
    "properties",
    "property",
    "result",
    "results",
    "setting",
    "settings",
    "some",
    "source",
    "state",
    "status",
    "string",
    "target",
    "type",
    "value",
    "values",
    "variant",
    "vec",
];

/// A type that waits for its name, and the names it may have, shortest first.
struct Waiting {
    id: TypeId,
    candidates: Vec<String>,
    next: usize,
    places: BTreeSet<Place>,
}

impl Waiting {
    fn name(&self) -> &str {
        &self.candidates[self.next.min(self.candidates.len() - 1)]
    }
}

pub(super) fn name(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
    config: &Config,
    previous: &Lock,
    names: &mut Names,
    taken: &mut BTreeSet<String>,
) {
    let nameless: Vec<TypeId> = analyses
        .reachable
        .iter()
        .copied()
        .filter(|id| analyses.items[id.index()].is_defined() && !names.types.contains_key(id))
        .collect();
    // Names that are given, in the order of their authority.
    let mut roots: BTreeMap<TypeId, String> = resolved
        .ir
        .components
        .iter()
        .map(|(name, id)| (*id, name.clone()))
        .collect();
    for id in &nameless {
        let given = given_name(graph, resolved, config, *id);
        if let Some(name) = given.filter(|it| taken.insert(it.clone())) {
            names.types.insert(*id, name);
        }
        if let Some(mapped) = &resolved.ir.get(*id).mapped_name {
            roots.insert(*id, mapped.clone());
        }
    }
    let fingerprints = super::lock::fingerprints(resolved);
    for id in &nameless {
        if names.types.contains_key(id) {
            continue;
        }
        let pointer = super::lock::shortest_pointer(graph, resolved, *id);
        let locked = previous.name_of(&fingerprints[id.index()], &pointer);
        if let Some(name) = locked.filter(|it| taken.insert((*it).to_owned())) {
            names.types.insert(*id, name.to_owned());
        }
    }
    let ways = places(graph, resolved, analyses, &roots);
    let mut waiting: Vec<Waiting> = nameless
        .into_iter()
        .filter(|id| !names.types.contains_key(id))
        .map(|id| {
            let places = ways.get(&id).cloned().unwrap_or_default();
            let home = home(graph, resolved, id);
            let mut candidates = candidates(graph, resolved, id, &places, &home);
            candidates.extend(last_resorts(graph, resolved, id, &places));
            candidates.push(format!("Anonymous{}", fingerprints[id.index()]));
            Waiting {
                id,
                candidates,
                next: 0,
                places,
            }
        })
        .collect();
    settle(&mut waiting, taken);
    for it in waiting {
        let mut name = it.name().to_owned();
        // Two types whose fingerprints collide: whatever they are called, the crate compiles.
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        names.types.insert(it.id, name);
    }
}

/// The name that the settings or a mapping give to a type.
fn given_name(
    graph: &SchemaGraph,
    resolved: &Resolved,
    config: &Config,
    id: TypeId,
) -> Option<String> {
    let ty = resolved.ir.get(id);
    let renamed = ty
        .sources
        .iter()
        .find_map(|source| config.rename.get(&graph.pointer(*source).to_string()));
    renamed
        .or(ty.mapped_name.as_ref())
        .map(|it| ident::type_name(it))
}

/// Lengthens names until no two are the same.
fn settle(waiting: &mut [Waiting], taken: &BTreeSet<String>) {
    loop {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, it) in waiting.iter().enumerate() {
            by_name.entry(it.name().to_owned()).or_default().push(index);
        }
        let mut moved = false;
        for (name, rivals) in by_name {
            let keeper = match taken.contains(&name) {
                true => None,
                false => keeper(waiting, &rivals),
            };
            for index in rivals {
                let it = &mut waiting[index];
                if Some(index) != keeper && it.next + 1 < it.candidates.len() {
                    it.next += 1;
                    moved = true;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// The one of several types with the same name that keeps it: the only one, or the one that stands
/// at all places of the others.
fn keeper(waiting: &[Waiting], rivals: &[usize]) -> Option<usize> {
    let spots = |index: usize| -> BTreeSet<(&Vec<String>, Option<&Vec<String>>)> {
        let places = waiting[index].places.iter();
        places.map(|it| (&it.root, it.path.last())).collect()
    };
    rivals.iter().copied().find(|index| {
        let all = spots(*index);
        rivals
            .iter()
            .filter(|other| *other != index)
            .all(|other| spots(*other).is_subset(&all) && spots(*other) != all)
    })
}

fn candidates(
    graph: &SchemaGraph,
    resolved: &Resolved,
    id: TypeId,
    places: &BTreeSet<Place>,
    home: &[String],
) -> Vec<String> {
    let mut candidates: Vec<String> = Vec::new();
    let mut add = |words: Vec<String>| {
        let name = ident::join(&words);
        if !candidates.contains(&name) {
            candidates.push(name);
        }
    };
    if let Some(title) = title(graph, resolved, id) {
        add(ident::split(&title));
    }
    // Places inside the same object speak only where there are no others.
    let direct: Vec<&Place> = places.iter().filter(|it| !it.flattened).collect();
    let all: Vec<&Place> = if direct.is_empty() {
        places.iter().collect()
    } else {
        direct
    };
    let Some(shortest) = all.first() else {
        return candidates;
    };
    let last = shared_last(&all);
    let spoken: Vec<&Place> = all
        .iter()
        .copied()
        .filter(|it| ends_with(it, &last))
        .collect();
    // Where the type is written out, or else the shortest way to it.
    let written = spoken.iter().find(|it| it.root == home);
    let shortest = written.or(spoken.first()).unwrap_or(shortest);
    let segments = shared_segments(&spoken);
    if is_telling(&last) && spoken.iter().all(|it| it.stands_alone) {
        add(last.clone());
    }
    for count in 1..=segments.len() {
        let before: Vec<String> = segments[segments.len() - count..].concat();
        if is_telling(&before) || is_telling(&last) {
            add([before, last.clone()].concat());
        }
    }
    for share in [1.0, 0.5] {
        let shared = shared_root(&spoken, share);
        if !shared.is_empty() {
            add([shared.clone(), last.clone()].concat());
            if !segments.is_empty() {
                add([shared, segments.concat(), last.clone()].concat());
            }
        }
    }
    let inner = shortest.path.len().saturating_sub(1);
    add([shortest.root.clone(), last.clone()].concat());
    for count in 1..=inner {
        let before = shortest.path[inner - count..inner].concat();
        add([shortest.root.clone(), before, last.clone()].concat());
    }
    candidates
}

/// Names for a type whose place is taken by a component or another type, too: with what it is, and
/// then with what it is made of.
fn last_resorts(
    graph: &SchemaGraph,
    resolved: &Resolved,
    id: TypeId,
    places: &BTreeSet<Place>,
) -> Vec<String> {
    let Some(place) = places.first() else {
        return Vec::new();
    };
    let (kind, conjunction, mut inside): (_, _, Vec<Vec<String>>) = match resolved.ir.shape(id) {
        Shape::Object(rules) => {
            let names = rules.members.iter().map(|it| ident::split(&it.name));
            ("object", "and", names.collect())
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let words = variants.map(|it| variant_words(graph, resolved, union, it).words);
            ("choice", "or", words.collect())
        }
        _ => ("value", "or", Vec::new()),
    };
    let last = place.path.last().cloned().unwrap_or_default();
    let kind = vec![kind.to_owned()];
    let mut names = vec![ident::join(&[place.root.clone(), last, kind].concat())];
    // The order in the document names nothing.
    inside.sort_unstable();
    inside.dedup();
    if (1..=FEW).contains(&inside.len()) {
        let list = inside.join(&conjunction.to_owned());
        names.push(ident::join(&[place.root.clone(), list].concat()));
    }
    names
}

/// As many members as a name can list.
const FEW: usize = 3;

/// The words of the component that holds the shortest pointer to a type.
fn home(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Vec<String> {
    let sources = resolved.ir.get(id).sources.iter();
    let shortest = sources.min_by_key(|it| {
        let pointer = graph.pointer(**it).as_str().to_owned();
        (pointer.matches('/').count(), pointer)
    });
    let name = shortest.and_then(|it| graph.component_around(*it));
    name.map_or_else(Vec::new, ident::split)
}

/// The title, if all places that have one agree.
fn title(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Option<String> {
    let sources = resolved.ir.get(id).sources.iter();
    let titles: BTreeSet<&str> = sources
        .filter_map(|it| graph.get(*it).annotations.title.as_deref())
        .collect();
    let mut titles = titles.into_iter();
    match (titles.next(), titles.next()) {
        (Some(title), None) if is_short(title) => Some(title.to_owned()),
        _ => None,
    }
}

fn last_of(place: &Place) -> &[String] {
    place.path.last().unwrap_or(&place.root)
}

/// The step that all places end with; else the words that all end with; else the most frequent one.
fn shared_last(places: &[&Place]) -> Vec<String> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for place in places {
        *counts.entry(last_of(place)).or_default() += 1;
    }
    let first: Vec<&[String]> = counts.keys().copied().collect();
    if let Some((head, rest)) = first.split_first()
        && !rest.is_empty()
    {
        let mut count = 0;
        while count < head.len()
            && rest.iter().all(|it| {
                count < it.len() && it[it.len() - 1 - count] == head[head.len() - 1 - count]
            })
        {
            count += 1;
        }
        let suffix = head[head.len() - count..].to_vec();
        if is_telling(&suffix) {
            return suffix;
        }
    }
    counts
        .into_iter()
        .max_by_key(|(words, count)| (*count, std::cmp::Reverse(words.to_vec())))
        .map(|(words, _)| words.to_vec())
        .unwrap_or_default()
}

fn ends_with(place: &Place, last: &[String]) -> bool {
    last_of(place).ends_with(last)
}

/// The steps before the last one that are the same everywhere, the nearest at the end.
fn shared_segments(places: &[&Place]) -> Vec<Vec<String>> {
    let mut shared: Vec<Vec<String>> = Vec::new();
    let Some((first, rest)) = places.split_first() else {
        return shared;
    };
    let before = |place: &Place, back: usize| -> Option<Vec<String>> {
        let index = place.path.len().checked_sub(2 + back)?;
        place.path.get(index).cloned()
    };
    let mut back = 0;
    while let Some(segment) = before(first, back) {
        if !rest
            .iter()
            .all(|it| before(it, back).as_ref() == Some(&segment))
        {
            break;
        }
        shared.insert(0, segment);
        back += 1;
    }
    shared
}

/// The words that the components around at least this share of the places begin with.
fn shared_root(places: &[&Place], share: f64) -> Vec<String> {
    let mut shared: Vec<String> = Vec::new();
    let longest = places
        .iter()
        .map(|it| it.root.len())
        .max()
        .unwrap_or_default();
    for length in 1..=longest {
        let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
        for place in places {
            if let Some(prefix) = place.root.get(..length)
                && prefix.starts_with(&shared)
            {
                *counts.entry(prefix).or_default() += 1;
            }
        }
        let Some((prefix, count)) = counts
            .into_iter()
            .max_by_key(|(words, count)| (*count, std::cmp::Reverse(words.to_vec())))
        else {
            break;
        };
        #[expect(clippy::cast_precision_loss, reason = "a count of places")]
        if (count as f64) < share * (places.len() as f64) {
            break;
        }
        shared = prefix.to_vec();
    }
    shared
}

fn is_telling(words: &[String]) -> bool {
    let length: usize = words.iter().map(String::len).sum();
    length > 3 && words.iter().any(|it| !VAGUE.contains(&it.as_str()))
}
