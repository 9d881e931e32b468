//! Copies that were cut off where their component is recursive.
//!
//! A tool that dereferences stops at a component that it is in the middle of. So a place is only
//! taken for cut off if the component that is missing there is one of those that it stands in. Which
//! those are depends on which schemas are copies: at first all that could be are taken for copies,
//! and then those are dropped, one after the other, whose cuts are not explained by the rest.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::compare::{Comparison, Leaf, says_only_type};
use super::{Survey, telling};
use crate::dedup::schemas;
use crate::schema::{Additional, Keywords, Origin, SchemaId, Step};

/// What each schema could be a copy of.
type Candidates = BTreeMap<SchemaId, Vec<SchemaId>>;

/// The components of which schemas are copies that were cut off.
pub(super) fn candidates(survey: &Survey<'_>, exact: &Candidates) -> Candidates {
    let mut possible = possible(survey, exact);
    if possible.is_empty() {
        return Candidates::new();
    }
    loop {
        let stands_for = StandsFor {
            survey,
            exact,
            possible: &possible,
        };
        let dropped: Vec<(SchemaId, SchemaId)> = possible
            .iter()
            .flat_map(|(schema, of)| {
                of.iter()
                    .map(move |(original, leaves)| (*schema, *original, leaves))
            })
            .filter(|(_, _, leaves)| !leaves.iter().all(|it| stands_for.explains(*it)))
            .map(|(schema, original, _)| (schema, original))
            .collect();
        if dropped.is_empty() {
            break;
        }
        for (schema, original) in dropped {
            if let Some(of) = possible.get_mut(&schema) {
                of.remove(&original);
            }
        }
        possible.retain(|_, of| !of.is_empty());
    }
    let originals = |of: BTreeMap<SchemaId, Vec<Leaf>>| of.into_keys().collect();
    possible
        .into_iter()
        .map(|(schema, of)| (schema, originals(of)))
        .collect()
}

/// The places where a schema would be cut off, for each component that it could be a copy of.
type Possible = BTreeMap<SchemaId, BTreeMap<SchemaId, Vec<Leaf>>>;

fn possible(survey: &Survey<'_>, exact: &Candidates) -> Possible {
    let ending = ending(survey);
    let mut comparison = Comparison::new(survey);
    let mut by_root: HashMap<String, Vec<SchemaId>> = HashMap::new();
    for id in survey.components.keys() {
        by_root.entry(comparison.root(*id)).or_default().push(*id);
    }
    let mut possible = Possible::new();
    for schema in survey.written_out() {
        if exact.contains_key(&schema) || !telling::is_telling(survey.graph, schema) {
            continue;
        }
        let Some(originals) = by_root.get(&comparison.root(schema)) else {
            continue;
        };
        for original in originals.clone() {
            if !ending.contains(&schema) && !ending.contains(&original) {
                continue;
            }
            if let Some(leaves) = comparison.leaves(schema, original)
                && !leaves.is_empty()
            {
                let of = possible.entry(schema).or_default();
                of.insert(original, leaves);
            }
        }
    }
    possible
}

/// The schemas with a part that says nothing but its type, without following references.
fn ending(survey: &Survey<'_>) -> HashSet<SchemaId> {
    let graph = survey.graph;
    let mut ending = HashSet::new();
    for id in graph.ids() {
        if graph.resolve(id) != id || !says_only_type(&graph.get(id).keywords) {
            continue;
        }
        let mut outer = graph.parent(id);
        while let Some(parent) = outer.filter(|it| ending.insert(*it)) {
            outer = graph.parent(parent);
        }
    }
    ending
}

impl Comparison<'_, '_> {
    /// What a schema says at its root, and which parts it has: the same for a copy that was cut off.
    fn root(&self, id: SchemaId) -> String {
        let mut keywords = self.keywords(id).clone();
        if keywords.additional == Additional::Allowed {
            keywords.additional = Additional::Unspecified;
        }
        let label = schemas::label(&keywords);
        let mut names: Vec<&String> = keywords.properties.keys().collect();
        names.sort_unstable();
        let counts = (
            keywords.all_of.len() + usize::from(keywords.reference.is_some()),
            keywords.one_of.len(),
            keywords.any_of.len(),
        );
        format!("{label} {names:?} {counts:?} {}", keywords.items.is_some())
    }
}

/// What schemas stand for, by what is known so far.
struct StandsFor<'a, 'b> {
    survey: &'b Survey<'a>,
    exact: &'b Candidates,
    possible: &'b Possible,
}

impl StandsFor<'_, '_> {
    fn stands_for(&self, schema: SchemaId) -> Vec<SchemaId> {
        if self.survey.components.contains_key(&schema) {
            return vec![schema];
        }
        let exact = self.exact.get(&schema).into_iter().flatten();
        let possible = self.possible.get(&schema);
        let possible = possible.into_iter().flat_map(BTreeMap::keys);
        exact.chain(possible).copied().collect()
    }

    /// Whether a tool would have stopped at this place.
    fn explains(&self, leaf: Leaf) -> bool {
        let missing = self.stands_for(leaf.missing);
        let graph = self.survey.graph;
        let mut way = Way::default();
        let mut inner = leaf.place;
        if leaf.in_map {
            way.widen(
                &graph.get(inner).keywords,
                &Step::Keyword("additionalProperties"),
            );
            let is_component = self.survey.components.contains_key(&inner);
            if !(leaf.in_original && is_component) && self.is_recursive_here(inner, &way, &missing)
            {
                return true;
            }
        }
        while let Origin::Part(outer, step) = &graph.get(inner).origin {
            way.widen(&graph.get(*outer).keywords, step);
            // That a component is recursive is known from a copy inside of it, not from its own end.
            if leaf.in_original && self.survey.components.contains_key(outer) {
                return false;
            }
            if self.is_recursive_here(*outer, &way, &missing) {
                return true;
            }
            inner = *outer;
        }
        false
    }

    /// Whether a schema stands for what is missing further in.
    fn is_recursive_here(&self, outer: SchemaId, way: &Way, missing: &[SchemaId]) -> bool {
        let stands = || self.stands_for(outer);
        way.may_end && way.descends && stands().iter().any(|it| missing.contains(it))
    }
}

/// The steps between a place and a schema around it.
#[derive(Default)]
struct Way {
    /// Whether a step leads into the value: the component holds itself, and isn't just itself.
    descends: bool,
    /// Whether a value needn't take some step: the component can hold itself and still end.
    may_end: bool,
}

impl Way {
    fn widen(&mut self, outer: &Keywords, step: &Step) {
        match step {
            Step::Property(name) => {
                self.descends = true;
                self.may_end |= !outer.required.contains(name);
            }
            Step::Keyword("items") => {
                self.descends = true;
                self.may_end |= outer.min_items.is_none();
            }
            Step::Keyword(_) => {
                let is_map = matches!(
                    outer.additional,
                    Additional::Schema(_) | Additional::Allowed
                );
                self.descends |= is_map;
                self.may_end |= is_map && outer.min_properties.is_none();
            }
            Step::Branch("allOf", _) => {}
            Step::Branch(..) => self.may_end = true,
            Step::Entry(keyword, _) => {
                self.descends |= *keyword == "patternProperties";
                self.may_end = true;
            }
        }
        let nullable = outer
            .types
            .is_some_and(|it| it.meets(crate::schema::Types::NULL));
        self.may_end |= outer.or_null || nullable;
    }
}
