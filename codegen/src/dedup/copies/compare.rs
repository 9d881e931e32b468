//! Whether a schema is a copy of another one, step by step: equal, or cut off in places.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Survey;
use crate::dedup::refine::Class;
use crate::dedup::schemas;
use crate::schema::{Additional, Keywords, SchemaId};

/// The most pairs of schemas that are looked at for one document: as many as take about a second, and
/// more for a large one. What is left then is no copy.
const MOST_PAIRS: usize = 5_000_000;
const MOST_PAIRS_PER_SCHEMA: usize = 200;

/// Compares schemas within a number of steps.
pub(super) struct Comparison<'a, 'b> {
    survey: &'b Survey<'a>,
    /// What each schema says by itself, as a number: the same for the same text.
    labels: HashMap<SchemaId, usize>,
    texts: HashMap<String, usize>,
    /// Classes whose schemas differ in structure: whatever components their references name.
    differing: HashSet<(Class, Class)>,
    pairs_left: usize,
}

/// A place where one side may have been cut off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    /// Where it ends.
    pub place: SchemaId,
    /// What the other side has there.
    pub missing: SchemaId,
    /// Whether the values of the map at the place are missing, and not the place itself.
    pub in_map: bool,
    /// Whether it is the original that ends: the tool wrote that out, too.
    pub in_original: bool,
}

/// A schema of a copy, and what the original has there.
type Pair = (SchemaId, SchemaId);

impl<'a, 'b> Comparison<'a, 'b> {
    pub(super) fn new(survey: &'b Survey<'a>) -> Self {
        Comparison {
            survey,
            labels: HashMap::new(),
            texts: HashMap::new(),
            differing: HashSet::new(),
            pairs_left: MOST_PAIRS.max(survey.classes.len() * MOST_PAIRS_PER_SCHEMA),
        }
    }

    /// Whether a schema is equal to another one, and no reference in it says that another one of
    /// several equal components is meant.
    pub(super) fn is_copy(&mut self, schema: SchemaId, original: SchemaId) -> bool {
        self.leaves(schema, original)
            .is_some_and(|it| it.is_empty())
    }

    /// Where a schema, or its original, was cut off, if it is a copy apart from that.
    pub(super) fn leaves(&mut self, schema: SchemaId, original: SchemaId) -> Option<Vec<Leaf>> {
        let graph = self.survey.graph;
        let class = |id: SchemaId| self.survey.classes[id.index()];
        let compared = (class(schema), class(original));
        if self.differing.contains(&compared) {
            return None;
        }
        let mut leaves = Vec::new();
        let mut seen = HashSet::new();
        let mut pending = vec![(schema, original)];
        while let Some((here, there)) = pending.pop() {
            let (end, other) = (graph.resolve(here), graph.resolve(there));
            if end == other || self.is_equal(here, there) || !seen.insert((end, other)) {
                continue;
            }
            let names_twin = |id, end| id != end && self.survey.twins.contains(&end);
            if names_twin(here, end) && names_twin(there, other) {
                return None;
            }
            self.pairs_left = self.pairs_left.checked_sub(1)?;
            let is_alike = self.survey.classes[end.index()] == self.survey.classes[other.index()];
            let (keywords, original) = (&graph.get(end).keywords, &graph.get(other).keywords);
            if is_alike {
                pending.extend(self.pair(keywords, original)?);
                continue;
            }
            let leaf = |in_original, in_map, missing| Leaf {
                place: if in_original { other } else { end },
                missing,
                in_map,
                in_original,
            };
            if is_leaf(keywords, original) {
                leaves.push(leaf(false, false, other));
                continue;
            }
            if is_leaf(original, keywords) {
                leaves.push(leaf(true, false, end));
                continue;
            }
            let cut = match (keywords.additional, original.additional) {
                (Additional::Allowed, Additional::Schema(values)) => Some((false, values)),
                (Additional::Schema(values), Additional::Allowed) => Some((true, values)),
                _ => None,
            };
            let pairs = match cut {
                None if self.label(end) == self.label(other) => self.pair(keywords, original),
                None => None,
                Some((in_original, values)) => {
                    leaves.push(leaf(in_original, true, graph.resolve(values)));
                    let mut whole = keywords.clone();
                    whole.additional = original.additional;
                    match self.number(schemas::label(&whole)) == self.label(other) {
                        true => self.pair(&whole, original),
                        false => None,
                    }
                }
            };
            let Some(pairs) = pairs else {
                self.differing.insert(compared);
                return None;
            };
            pending.extend(pairs);
        }
        Some(leaves)
    }

    fn is_equal(&self, one: SchemaId, other: SchemaId) -> bool {
        self.survey.told_apart[one.index()] == self.survey.told_apart[other.index()]
    }

    pub(super) fn label(&mut self, id: SchemaId) -> usize {
        if let Some(known) = self.labels.get(&id) {
            return *known;
        }
        let text = schemas::label(&self.survey.graph.get(id).keywords);
        let label = self.number(text);
        self.labels.insert(id, label);
        label
    }

    /// Equal texts have one number.
    fn number(&mut self, text: String) -> usize {
        let next = self.texts.len();
        *self.texts.entry(text).or_insert(next)
    }

    pub(super) fn keywords(&self, id: SchemaId) -> &'a Keywords {
        &self.survey.graph.get(id).keywords
    }

    /// The parts of two schemas that stand for each other; `None` where one has more.
    fn pair(&self, keywords: &Keywords, original: &Keywords) -> Option<Vec<Pair>> {
        let mut pairs = Vec::new();
        if keywords.properties.len() != original.properties.len() {
            return None;
        }
        for (name, property) in &keywords.properties {
            pairs.push((*property, *original.properties.get(name)?));
        }
        let members = |it: &Keywords| it.reference.iter().chain(&it.all_of).copied().collect();
        let lists: [(Vec<SchemaId>, Vec<SchemaId>); 3] = [
            (members(keywords), members(original)),
            (keywords.one_of.clone(), original.one_of.clone()),
            (keywords.any_of.clone(), original.any_of.clone()),
        ];
        for (list, others) in lists {
            pairs.extend(self.pair_list(list, others)?);
        }
        let additional = |it: &Keywords| match it.additional {
            Additional::Schema(id) => Some(id),
            Additional::Unspecified | Additional::Allowed | Additional::Denied => None,
        };
        let singles = [
            (additional(keywords), additional(original)),
            (keywords.items, original.items),
            (keywords.not, original.not),
        ];
        for single in singles {
            match single {
                (Some(one), Some(other)) => pairs.push((one, other)),
                (None, None) => {}
                (Some(_), None) | (None, Some(_)) => return None,
            }
        }
        let (own, others) = (keywords.applicators.each(), original.applicators.each());
        if own.len() != others.len() {
            return None;
        }
        let others: BTreeMap<String, SchemaId> = others.into_iter().collect();
        for (slot, part) in own {
            pairs.push((part, *others.get(&slot)?));
        }
        Some(pairs)
    }

    /// Branches stand for equal ones wherever those are, and the rest for each other in their order.
    fn pair_list(&self, list: Vec<SchemaId>, others: Vec<SchemaId>) -> Option<Vec<Pair>> {
        if list.len() != others.len() {
            return None;
        }
        let mut by_class: BTreeMap<_, Vec<SchemaId>> = BTreeMap::new();
        for other in others.iter().rev() {
            let class = self.survey.classes[other.index()];
            by_class.entry(class).or_default().push(*other);
        }
        let mut pairs = Vec::new();
        let mut rest = Vec::new();
        for branch in list {
            let equal = by_class.get_mut(&self.survey.classes[branch.index()]);
            match equal.and_then(Vec::pop) {
                Some(other) => pairs.push((branch, other)),
                None => rest.push(branch),
            }
        }
        let left: HashSet<SchemaId> = by_class.into_values().flatten().collect();
        let left = others.into_iter().filter(|it| left.contains(it));
        pairs.extend(rest.into_iter().zip(left));
        Some(pairs)
    }
}

/// Whether a schema says nothing but its type, which is that of the original: what a tool leaves
/// behind where it stops.
pub(super) fn is_leaf(keywords: &Keywords, original: &Keywords) -> bool {
    says_only_type(keywords)
        && keywords.additional == Additional::Unspecified
        && (keywords.types.is_none() || keywords.types == original.types)
        && !super::is_nothing(original)
}

/// Whether a schema says nothing but its type, or that it is a map of anything.
pub(super) fn says_only_type(keywords: &Keywords) -> bool {
    // Most schemas have members; no need to copy those.
    if !keywords.properties.is_empty() {
        return false;
    }
    let mut rest = keywords.clone();
    rest.types = None;
    if rest.additional == Additional::Allowed {
        rest.additional = Additional::Unspecified;
    }
    super::is_nothing(&rest)
}
