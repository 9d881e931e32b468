//! The names that an anonymous type may have, the best first.

use std::collections::BTreeSet;

use super::contents::{components_in, contents, extended, only_value};
use super::either::said_instead;
use super::ident;
use super::places::Place;
use super::shared::{is_named, last_of, shared_last, shared_root, shared_segments};
use super::vague::{is_broad, is_lonely, is_telling, stands_alone};
use super::words::title_words;
use crate::ir::{Shape, TypeId};
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// A name that a type may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// Why it would fit.
    pub rule: Rule,
}

/// Why a name fits a type, in the order in which names are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The title that all its places agree on
    Title,
    /// The name under which `$defs` has it
    Definition,
    /// The member that holds it
    Last,
    /// The member that holds it, and those around that
    Segments,
    /// What it is made of, where its places agree on nothing
    Contents,
    /// What the components around it begin with, and the member that holds it
    Family,
    /// The component in which it is written, and the way to it
    Home,
    /// What kind of type it is
    Kind,
    /// Its structure alone
    Fingerprint,
}

impl Rule {
    /// The rule in words.
    pub fn text(self) -> &'static str {
        match self {
            Rule::Title => "its title",
            Rule::Definition => "its name in `$defs`",
            Rule::Last => "the member that holds it",
            Rule::Segments => "the members around it",
            Rule::Contents => "what it is made of",
            Rule::Family => "what the components around it have in common, and the member",
            Rule::Home => "the component in which it is written, and the way to it",
            Rule::Kind => "the component in which it is written, and its kind",
            Rule::Fingerprint => "its fingerprint",
        }
    }
}

/// Collects names, each once.
#[derive(Default)]
struct List(Vec<Candidate>);

impl List {
    fn add(&mut self, rule: Rule, words: &[String]) {
        let name = ident::join(words);
        if !words.is_empty() && self.0.iter().all(|it| it.name != name) {
            self.0.push(Candidate { name, rule });
        }
    }

    /// Adds the words of a way, without the stutter in `collection`, `collection_type`.
    fn add_way(&mut self, rule: Rule, way: &[&[String]]) {
        let mut words: Vec<String> = Vec::new();
        for step in way.iter().filter(|it| !it.is_empty()) {
            let merged = overlapping(&words, step);
            // A step that says nothing new would give the name of what is around it.
            if !words.is_empty() && merged == words {
                return;
            }
            words = merged;
        }
        self.add(rule, &words);
    }
}

/// All names that a type may have, but for the last one, its fingerprint.
pub(super) fn candidates(
    graph: &SchemaGraph,
    resolved: &Resolved,
    id: TypeId,
    places: &BTreeSet<Place>,
    homes: &[Vec<String>],
) -> Vec<Candidate> {
    let home = homes.first().map_or(&[][..], Vec::as_slice);
    let mut list = List::default();
    // Places inside the same object speak only where there are no others.
    let direct: Vec<&Place> = places.iter().filter(|it| !it.flattened).collect();
    let all: Vec<&Place> = if direct.is_empty() {
        places.iter().collect()
    } else {
        direct
    };
    let last = shared_last(&all);
    // The title `Status` of a member `status` is no more than that.
    let is_name = |it: &Vec<String>| stands_alone(it) || !is_lonely(it) && *it != last;
    if let Some(title) = title(graph, resolved, id).filter(is_name) {
        list.add(Rule::Title, &title);
    }
    if let Some(name) = definition(graph, resolved, id) {
        list.add(Rule::Definition, &ident::split(&name));
    }
    // The name of a nullable component is that of an `Option`.
    if let Some(component) = &resolved.ir.get(id).body_of {
        let kind = match resolved.ir.shape(id) {
            Shape::Object(_) => "details",
            _ => "value",
        };
        list.add_way(Rule::Home, &[&ident::split(component), &[kind.to_owned()]]);
    }
    let Some(shortest) = all.first() else {
        return list.0;
    };
    let is_spoken = |it: &&Place| last_of(it).ends_with(&last);
    let spoken: Vec<&Place> = all.iter().copied().filter(is_spoken).collect();
    let contents = contents(graph, resolved, id);
    // What is called differently from place to place is named by none of them.
    let names_it = |it: &&&Place| is_spoken(it) || is_named(it);
    let named = all.iter().filter(names_it).count();
    let telling = spoken.iter().filter(|it| it.others.is_empty()).count();
    let is_ambiguous = telling * 4 < named * 3;
    // The objects of a union, apart from its strings: what they are says more than that they are some.
    let is_kind_of_several = components_in(resolved, id) > 0 && spoken.iter().all(|it| it.implied);
    if is_ambiguous || is_kind_of_several {
        list.add(Rule::Contents, &contents);
    }
    // A name that fits one place in three would mislead at the others.
    let base = extended(graph, resolved, id).filter(|_| spoken.len() * 3 <= named);
    if let Some(base) = &base {
        list.add_way(Rule::Kind, &[&ident::split(base), &["details".to_owned()]]);
    }
    let (last, spoken) = match said_instead(resolved, id, &all) {
        Some(said) if is_ambiguous && base.is_none() => (said, all.clone()),
        _ => (last, spoken),
    };
    // The same constant in several components belongs to none of them.
    let around: BTreeSet<&Vec<String>> = all.iter().map(|it| &it.root).collect();
    if let Some(value) = only_value(resolved, id).filter(|_| around.len() > 1) {
        let kind = ["value".to_owned()];
        let kind = if is_ambiguous { &kind } else { last.as_slice() };
        list.add_way(Rule::Contents, &[&value, kind]);
    }
    let segments = shared_segments(&spoken);
    let is_used_twice = resolved.ir.get(id).sources.len() > 1;
    let is_element = spoken.iter().any(|it| it.path.is_empty());
    // An `address` that is part of other names needs something around it.
    let is_cut = last.len() == 1 && spoken.iter().all(|it| it.uncut.is_some());
    let is_said = !is_cut && spoken.iter().all(|it| it.stands_alone) && stands_alone(&last);
    if is_telling(&last) && is_said && (last.len() > 1 || is_used_twice || is_element) {
        list.add(Rule::Last, &last);
    }
    for count in 1..=segments.len() {
        let before: Vec<String> = segments[segments.len() - count..].concat();
        if is_telling(&before) || is_telling(&last) {
            list.add_way(Rule::Segments, &[&before, &last]);
        }
    }
    let family = shared_root(&spoken);
    // What operations begin with is no family: `IssuesObject` would be any object of issues.
    let says_little = |it: &&Place| it.is_of_use && (it.implied || !it.stands_alone);
    if spoken.iter().any(says_little) {
        // Left to the first of them.
    } else if !family.is_empty() {
        list.add_way(Rule::Family, &[&family, &last]);
        list.add_way(Rule::Family, &[&family, &segments.concat(), &last]);
    } else if is_broad(&last) && spoken.len() == all.len() && !shortest.implied {
        list.add(Rule::Last, &last);
    }
    // Where the type is written out, or else the shortest way to it.
    let written = spoken.iter().find(|it| it.root == home);
    let shortest = written.or(spoken.first()).unwrap_or(shortest);
    // A base of which only its subtypes have the members.
    let in_base = shortest.in_base(home);
    let is_inherited = written.is_none() && !home.is_empty() && around.len() > 1;
    let shortest = if is_inherited { &in_base } else { shortest };
    let inner = shortest.path.len().saturating_sub(1);
    for count in 0..=inner {
        let before = shortest.path[inner - count..inner].concat();
        list.add_way(Rule::Home, &[&shortest.root, &before, &last]);
    }
    list.add_way(Rule::Home, &[&shortest.root, last_of(shortest)]);
    last_resorts(&mut list, resolved, id, shortest, &last, &contents);
    for other in homes.iter().skip(1) {
        list.add_way(Rule::Home, &[other, &last]);
    }
    list.0
}

/// Names for a type that its place doesn't name: that stutters, or is taken by a component or another
/// type, too. By what it is, and then by what it is made of.
fn last_resorts(
    list: &mut List,
    resolved: &Resolved,
    id: TypeId,
    place: &Place,
    last: &[String],
    contents: &[String],
) {
    let shape = resolved.ir.shape(id);
    let root = &place.root;
    let stutters = root.ends_with(last);
    // A variant that is told by a member isn't what the member holds.
    if matches!(shape, Shape::Object(_)) && !place.stands_alone && !place.implied {
        let with = ["with".to_owned()];
        list.add(Rule::Kind, &[root.as_slice(), &with, last].concat());
    }
    // The member `card` of the variant `card`.
    let before = place.path.iter().rev().nth(1);
    let repeats = before.is_some_and(|it| it.ends_with(last));
    if !stutters {
        list.add(Rule::Home, &[root, last].concat());
    }
    // One of the ways to identify an object is an `ObjectIdentifier`.
    if let (Shape::Union(_), Some((plural, before))) = (shape, root.split_last())
        && stutters
        && ident::singular(plural) != *plural
    {
        list.add(Rule::Kind, &[before, &[ident::singular(plural)]].concat());
    }
    let kinds: &[&str] = match shape {
        Shape::Object(_) if stutters || repeats => &["details", "body"],
        Shape::Object(_) => &["object"],
        Shape::Union(_) => &["choice"],
        _ => &["value"],
    };
    if let Some(uncut) = &place.uncut {
        list.add_way(Rule::Last, &[uncut]);
        list.add_way(Rule::Home, &[root, uncut]);
    }
    // One of something, or what refers to it.
    if components_in(resolved, id) == 1 {
        list.add(Rule::Contents, contents);
    }
    // Of several in the same object, what is in them says more than that one is an enum.
    if place.flattened && !contents.is_empty() {
        list.add(Rule::Contents, &[root, contents].concat());
    }
    for kind in kinds {
        list.add_way(Rule::Kind, &[root, last, &[(*kind).to_owned()]]);
        list.add_way(Rule::Kind, &[root, &[(*kind).to_owned()]]);
    }
    if !contents.is_empty() {
        list.add(Rule::Contents, &[root, contents].concat());
    }
    if let Shape::Object(rules) = shape
        && let [only] = rules.members.as_slice()
    {
        let way = [root, last, &ident::split(&only.name)];
        list.add_way(Rule::Contents, &way);
    }
    list.add(Rule::Home, &[root, last].concat());
}

/// Both, with the words at the border once: `collection`, `collection type` is `collection type`.
fn overlapping(before: &[String], after: &[String]) -> Vec<String> {
    let most = before.len().min(after.len());
    let is_border = |count: &usize| before.ends_with(&after[..*count]);
    let count = (0..=most).rev().find(is_border).unwrap_or(0);
    [before, &after[count..]].concat()
}

/// The words of the title, if all places that have one agree.
fn title(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Option<Vec<String>> {
    let sources = resolved.ir.get(id).sources.iter();
    let titles: BTreeSet<&str> = sources
        .filter_map(|it| graph.get(*it).annotations.title.as_deref())
        .collect();
    let mut titles = titles.into_iter();
    match (titles.next(), titles.next()) {
        (Some(title), None) => title_words(title),
        _ => None,
    }
}

/// The name in `$defs`, if all places that refer to one agree.
fn definition(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Option<String> {
    let sources = resolved.ir.get(id).sources.iter();
    let names: BTreeSet<String> = sources
        .filter_map(|it| {
            let place = graph.pointer(graph.resolve(*it));
            let around = place.parent()?;
            let is_definition = ["$defs", "definitions"].contains(&&*around.last()?);
            place
                .last()
                .filter(|_| is_definition)
                .map(|it| it.into_owned())
        })
        .collect();
    let mut names = names.into_iter();
    match (names.next(), names.next()) {
        (Some(name), None) => Some(name),
        _ => None,
    }
}
