//! Names for types that the document gives none.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{Candidate, Rule, candidates};
use super::fingerprints::pointers;
use super::lock::{Lock, Seeker};
use super::places::{Place, places};
use super::{Names, Origin, ident};
use crate::analysis::Analyses;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics, File};
use crate::ir::TypeId;
use crate::pointer::Pointer;
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// A type that waits for its name, and the names it may have, shortest first.
struct Waiting {
    id: TypeId,
    candidates: Vec<Candidate>,
    next: usize,
    places: BTreeSet<Place>,
    /// Whether it is what a nullable component is apart from `null`.
    is_body: bool,
}

impl Waiting {
    fn name(&self) -> &str {
        &self.candidates[self.next.min(self.candidates.len() - 1)].name
    }

    /// What the ways to its places begin at.
    fn roots(&self) -> BTreeSet<&Vec<String>> {
        self.places.iter().map(|it| &it.root).collect()
    }
}

/// What the names rest on.
pub(super) struct Given<'a> {
    pub graph: &'a SchemaGraph,
    pub resolved: &'a Resolved,
    pub analyses: &'a Analyses,
    pub config: &'a Config,
    pub previous: &'a Lock,
    pub fingerprints: &'a [String],
}

pub(super) fn name(
    cx: &Given<'_>,
    names: &mut Names,
    taken: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let is_defined = |id: &TypeId| cx.analyses.items[id.index()].is_defined();
    let reachable = cx.analyses.reachable.iter().copied();
    let nameless: Vec<TypeId> = reachable
        .filter(|id| is_defined(id) && !names.types.contains_key(id))
        .collect();
    let mut waiting = waiting(cx, &nameless);
    // In the order of their authority: settings, mappings, the lock, and what is left.
    for it in &waiting {
        if let Some((key, name)) = renamed(cx, it.id) {
            names.used.insert(key.clone());
            if !taken.insert(name.clone()) {
                report_taken(&name, diagnostics);
                continue;
            }
            names.give(it.id, name, Origin::Renamed);
        }
    }
    let mapped = |id: TypeId| cx.resolved.ir.get(id).mapped_name.as_ref();
    for it in &waiting {
        let keys = mapped(it.id).map(|it| [it.clone(), ident::type_name(it)]);
        let keys = keys.into_iter().flatten();
        let mut renamed = keys.filter_map(|key| Some((renamed_by_name(cx, &key)?, key)));
        if let Some((name, key)) = renamed.next()
            && !names.types.contains_key(&it.id)
        {
            names.used.insert(key.clone());
            match taken.insert(name.clone()) {
                true => names.rename(it.id, key, name),
                false => report_taken(&name, diagnostics),
            }
        }
    }
    for it in &waiting {
        let name = mapped(it.id).map(|it| ident::type_name(it));
        if !names.types.contains_key(&it.id)
            && let Some(name) = name.filter(|name| taken.insert(name.clone()))
        {
            names.give(it.id, name, Origin::Mapped);
        }
    }
    let seekers = waiting
        .iter()
        .filter(|it| !names.types.contains_key(&it.id));
    let seekers: BTreeMap<TypeId, Seeker> = seekers.map(|it| (it.id, seeker(cx, it))).collect();
    // The key of a rename may be what a type was called before it had the name that the lock has now.
    let before = cx.previous.claims_before(&seekers, &cx.config.rename);
    for (id, locked) in cx.previous.claims(&seekers) {
        let renamed = renamed_by_name(cx, &locked).map(|it| (locked.clone(), it));
        let by_key = |key: &String| Some((key.clone(), renamed_by_name(cx, key)?));
        let renamed = renamed.or_else(|| before.get(&id).and_then(by_key));
        if let Some((key, name)) = renamed {
            if taken.insert(name.clone()) {
                names.rename(id, key, name);
                continue;
            }
            names.used.insert(key);
            report_taken(&name, diagnostics);
        }
        if taken.insert(locked.clone()) {
            names.give(id, locked, Origin::Locked);
        }
    }
    for it in &waiting {
        let candidates = it.candidates.clone();
        names.candidates.insert(it.id, candidates);
    }
    waiting.retain(|it| !names.types.contains_key(&it.id));
    // A retired name isn't given to something else by accident.
    let retired = cx.previous.retired().map(str::to_owned);
    let barred = retired.chain(taken.iter().cloned());
    let barred: BTreeSet<String> = barred.map(|it| it.to_lowercase()).collect();
    settle(&mut waiting, &barred);
    for it in waiting {
        let chosen = it.name().to_owned();
        if let Some(name) = renamed_by_name(cx, &chosen) {
            names.used.insert(chosen.clone());
            if taken.insert(name.clone()) {
                names.rename(it.id, chosen, name);
                continue;
            }
            report_taken(&name, diagnostics);
        }
        // Two types whose fingerprints collide: whatever they are called, the crate compiles.
        let mut name = chosen;
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        names.give(it.id, name, Origin::Chosen);
    }
}

fn waiting(cx: &Given<'_>, nameless: &[TypeId]) -> Vec<Waiting> {
    let components = cx.resolved.ir.components.iter();
    let mut roots: BTreeMap<TypeId, String> =
        components.map(|(name, id)| (*id, name.clone())).collect();
    for id in nameless {
        if let Some(mapped) = &cx.resolved.ir.get(*id).mapped_name {
            roots.insert(*id, mapped.clone());
        }
    }
    let ways = places(cx.graph, cx.resolved, cx.analyses, &roots);
    let wait = |id: &TypeId| {
        let places = ways.get(id).cloned().unwrap_or_default();
        let homes = homes(cx.graph, cx.resolved, *id);
        let mut candidates = candidates(cx.graph, cx.resolved, *id, &places, &homes);
        candidates.push(Candidate {
            name: format!("Anonymous{}", cx.fingerprints[id.index()]),
            rule: Rule::Fingerprint,
        });
        Waiting {
            id: *id,
            candidates,
            next: 0,
            places,
            is_body: cx.resolved.ir.get(*id).body_of.is_some(),
        }
    };
    nameless.iter().map(wait).collect()
}

fn seeker(cx: &Given<'_>, waiting: &Waiting) -> Seeker {
    let names = waiting.candidates.iter().map(|it| it.name.clone());
    Seeker {
        fingerprint: cx.fingerprints[waiting.id.index()].clone(),
        pointers: pointers(cx.graph, cx.resolved, waiting.id),
        names: names.collect(),
    }
}

/// The name that the settings give to a type by one of its places, after the key.
fn renamed<'a>(cx: &'a Given<'_>, id: TypeId) -> Option<(&'a String, String)> {
    let sources = cx.resolved.ir.get(id).sources.iter();
    let mut pointers = sources.map(|it| cx.graph.pointer(*it));
    let given = pointers.find_map(|it| cx.config.rename.get_key_value(&it.to_string()));
    given.map(|(key, name)| (key, ident::type_name(name)))
}

/// The name that the settings give in place of another.
fn renamed_by_name(cx: &Given<'_>, name: &str) -> Option<String> {
    let is_component = cx.resolved.ir.components.contains_key(name);
    let given = cx.config.rename.get(name).filter(|_| !is_component);
    given.map(|it| ident::type_name(it))
}

pub(super) fn report_taken(name: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .report(
            Code::InvalidConfig,
            File::Config,
            format!("[rename] gives the name `{name}` to two types"),
        )
        .help("choose another name; a component keeps its own unless it is renamed, too");
}

/// Lengthens names until no two are the same, or differ in case only: `PoeMode` and `PoEMode` are one to readers, and to
/// some file systems. `taken` are in lower case.
fn settle(waiting: &mut [Waiting], taken: &BTreeSet<String>) {
    loop {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, it) in waiting.iter().enumerate() {
            let name = it.name().to_lowercase();
            by_name.entry(name).or_default().push(index);
        }
        let mut moved = false;
        for (name, rivals) in by_name {
            let keeper = match taken.contains(&name) {
                true => None,
                false => keeper(waiting, &rivals),
            };
            for index in rivals {
                if Some(index) == keeper {
                    continue;
                }
                let next = following(waiting, index, keeper);
                let it = &mut waiting[index];
                if next < it.candidates.len() {
                    it.next = next;
                    moved = true;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// The next candidate of a type that doesn't keep its name. Where the keeper stands at other places, it isn't
/// one that would fit the keeper as well: beside a `Recipient`, a `DataRecipient` says nothing.
fn following(waiting: &[Waiting], index: usize, keeper: Option<usize>) -> usize {
    let it = &waiting[index];
    let elsewhere = keeper.map(|it| &waiting[it]);
    let elsewhere = elsewhere.filter(|keeper| keeper.roots().is_disjoint(&it.roots()));
    let fits_both = |candidate: &&Candidate| {
        elsewhere.is_some_and(|keeper| {
            let mut candidates = keeper.candidates.iter();
            candidates.any(|it| it.name == candidate.name)
        })
    };
    let rest = &it.candidates[(it.next + 1).min(it.candidates.len())..];
    it.next + 1 + rest.iter().take_while(fits_both).count()
}

/// The one of several types with the same name that keeps it: the only one, the one in the same
/// components whose own member is called so, the one that stands at all places of the others, the one
/// that holds the others, or the one that is much more common.
fn keeper(waiting: &[Waiting], rivals: &[usize]) -> Option<usize> {
    let roots = |index: usize| waiting[index].roots();
    let is_own = |index: &usize| {
        let it = &waiting[*index];
        let candidate = it.candidates.get(it.next);
        candidate.is_some_and(|it| it.rule <= Rule::Last)
    };
    let spots = |index: usize| -> BTreeSet<(&Vec<String>, Option<&Vec<String>>)> {
        let places = waiting[index].places.iter();
        places.map(|it| (&it.root, it.path.last())).collect()
    };
    // Of the members `collection_type` and `type` of a collection, the former is the `CollectionType`.
    let mut own = rivals.iter().copied().filter(is_own);
    if let (Some(only), None) = (own.next(), own.next())
        && rivals.iter().all(|it| roots(*it) == roots(only))
    {
        return Some(only);
    }
    // What a nullable component is comes before what is in it.
    let mut bodies = rivals.iter().copied().filter(|it| waiting[*it].is_body);
    if let (Some(only), None) = (bodies.next(), bodies.next()) {
        return Some(only);
    }
    // What a member holds is called by it, rather than a variant that has the member.
    let is_held = |index: &usize| waiting[*index].places.iter().any(|it| it.stands_alone);
    let mut held = rivals.iter().copied().filter(is_held);
    if let (Some(only), None) = (held.next(), held.next()) {
        return Some(only);
    }
    let widest = rivals.iter().copied().find(|index| {
        let all = spots(*index);
        rivals
            .iter()
            .filter(|other| *other != index)
            .all(|other| spots(*other).is_subset(&all) && spots(*other) != all)
    });
    // The `card` that a `PaymentCard` holds is another thing.
    let is_below = |inner: &Place, outer: &Place| {
        inner.root == outer.root
            && inner.path.len() > outer.path.len()
            && inner.path.starts_with(&outer.path)
    };
    let holds = |outer: usize, inner: usize| {
        let mut places = waiting[inner].places.iter();
        places.all(|it| {
            waiting[outer]
                .places
                .iter()
                .any(|outer| is_below(it, outer))
        })
    };
    let outermost = || {
        rivals.iter().copied().find(|outer| {
            let mut others = rivals.iter().filter(|it| *it != outer);
            others.all(|inner| holds(*outer, *inner))
        })
    };
    // What stands nearly everywhere is the `Recipient`, and what stands at few places another one.
    let commonest = || {
        rivals.iter().copied().find(|index| {
            let others = rivals.iter().filter(|it| *it != index);
            let others: usize = others.map(|it| roots(*it).len()).sum();
            others > 0 && roots(*index).len() >= COMMON * others
        })
    };
    widest.or_else(outermost).or_else(commonest)
}

/// How many times more components than all others together have a type that keeps a name from them.
const COMMON: usize = 2;

/// The words of the components in which a type is written, its home first: where it takes the fewest steps; of several,
/// the one whose name most others end with, since a `BetaTool` is one of the kind `Tool`; and then the shortest.
fn homes(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Vec<Vec<String>> {
    let mut nearest: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for source in &resolved.ir.get(id).sources {
        if let Some(component) = graph.component_around(*source) {
            let steps = steps(&graph.pointer(*source));
            let known = nearest.entry(ident::split(component)).or_insert(steps);
            *known = steps.min(*known);
        }
    }
    let mut kinds: BTreeMap<&[String], usize> = BTreeMap::new();
    for component in nearest.keys() {
        for from in 0..component.len() {
            *kinds.entry(&component[from..]).or_default() += 1;
        }
    }
    // By the words where all else is the same: pointers have the order of branches in them.
    let mut homes: Vec<(usize, Reverse<usize>, usize, &Vec<String>)> = nearest
        .iter()
        .filter(|(component, _)| !component.is_empty())
        .map(|(it, steps)| (*steps, Reverse(kinds[it.as_slice()]), it.len(), it))
        .collect();
    homes.sort_unstable();
    homes.into_iter().map(|(.., it)| it.clone()).collect()
}

/// How many steps of a place are the document's own, and not the branch of a composition.
fn steps(place: &Pointer) -> usize {
    let segments: Vec<_> = place.segments().collect();
    let is_branch = |it: &&[Cow<'_, str>]| {
        matches!(&*it[0], "allOf" | "anyOf" | "oneOf") && it[1].parse::<usize>().is_ok()
    };
    segments.len() - 2 * segments.windows(2).filter(is_branch).count()
}
