//! The types around one type: who holds it, and what it holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Explainer;
use super::subject::Subject;
use crate::analysis::held;
use crate::ir::{Rest, Shape, TypeId};

/// Some types, and who holds whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Graph {
    /// The types with names, by name
    pub nodes: Vec<Node>,
    /// Who holds whom, by the indexes of the nodes
    pub arrows: Vec<Arrow>,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Node {
    /// Its name
    pub name: String,
    /// Whether it is the one that was asked for
    pub is_center: bool,
    /// Whether it has more neighbours than are drawn
    pub is_cut: bool,
}

/// One type holds another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Arrow {
    /// The one that holds
    pub from: usize,
    /// The one that is held
    pub to: usize,
    /// The member, the variant, or what else it is held as
    pub label: String,
}

impl Explainer<'_> {
    /// The types that are at most `depth` steps away from the subject's type, in both directions.
    /// A schema that became no type with a name has none around it.
    pub fn graph(&self, subject: Subject, depth: usize) -> Graph {
        let center = match subject {
            Subject::Type(id) => Some(id),
            Subject::Schema(id) => self.destination(id).ty(),
        };
        let all = self.all_arrows();
        let center = center.filter(|it| self.plan.names.types.contains_key(it));
        let (held, holders) = neighbours(&all);
        let around: BTreeSet<TypeId> = [&held, &holders]
            .into_iter()
            .flat_map(|next| reached(center, depth, next))
            .collect();
        let mut drawn: Vec<(&str, TypeId)> = around
            .iter()
            .filter_map(|it| Some((self.plan.names.types.get(it)?.as_str(), *it)))
            .collect();
        drawn.sort_unstable();
        let index: BTreeMap<TypeId, usize> = drawn
            .iter()
            .enumerate()
            .map(|(at, (_, id))| (*id, at))
            .collect();
        let beside = |id: &TypeId| held.get(id).into_iter().chain(holders.get(id)).flatten();
        let nodes = drawn.iter().map(|(name, id)| Node {
            name: (*name).to_owned(),
            is_center: Some(*id) == center,
            is_cut: beside(id).any(|it| !around.contains(it)),
        });
        let arrows: BTreeSet<Arrow> = all
            .iter()
            .filter_map(|(from, to, label)| {
                Some(Arrow {
                    from: *index.get(from)?,
                    to: *index.get(to)?,
                    label: label.clone(),
                })
            })
            .collect();
        Graph {
            nodes: nodes.collect(),
            arrows: arrows.into_iter().collect(),
        }
    }

    /// Every type with a name, and the types with names that it holds, through lists and maps.
    fn all_arrows(&self) -> Vec<(TypeId, TypeId, String)> {
        let mut arrows = Vec::new();
        for id in self.plan.names.types.keys() {
            for (label, held) in self.holds(*id) {
                let mut pending = vec![held];
                let mut seen = BTreeSet::new();
                while let Some(to) = pending.pop() {
                    if !seen.insert(to) {
                        continue;
                    }
                    match self.plan.names.types.contains_key(&to) {
                        true => arrows.push((*id, to, label.clone())),
                        false => self
                            .ir()
                            .shape(to)
                            .clone()
                            .each_type(|it| pending.push(*it)),
                    }
                }
            }
        }
        arrows
    }

    /// What a type holds, each with what it is called there.
    fn holds(&self, id: TypeId) -> Vec<(String, TypeId)> {
        let mut holds: Vec<(String, TypeId)> = Vec::new();
        match self.ir().shape(id) {
            Shape::Object(rules) => {
                let fields = rules.members.iter().filter(|it| it.constant.is_none());
                holds.extend(fields.map(|it| (it.name.clone(), it.ty)));
                let beside = rules.flattened.iter();
                holds.extend(beside.map(|it| ("in the same object".to_owned(), *it)));
                if let Rest::Keep(ty) = rules.rest {
                    holds.push(("any other member".to_owned(), ty));
                }
            }
            Shape::Union(union) => {
                let names = self.plan.names.variants.get(&id).into_iter().flatten();
                for (variant, name) in union.variants.iter().zip(names) {
                    holds.push((name.clone(), held(self.ir(), union, variant)));
                }
            }
            Shape::Array(rules) => holds.push(("element".to_owned(), rules.items)),
            Shape::Nullable(ty) | Shape::Alias(ty) => holds.push(("is".to_owned(), *ty)),
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
        for assertion in &self.ir().get(id).conditions.assertions {
            holds.extend(assertion.roles());
        }
        holds
    }
}

/// Which types are next to each type.
type Next = BTreeMap<TypeId, Vec<TypeId>>;

/// What each type holds, and what holds it.
fn neighbours(arrows: &[(TypeId, TypeId, String)]) -> (Next, Next) {
    let (mut held, mut holders) = (Next::new(), Next::new());
    for (from, to, _) in arrows {
        held.entry(*from).or_default().push(*to);
        holders.entry(*to).or_default().push(*from);
    }
    (held, holders)
}

/// The types that so many steps in one direction lead to: siblings aren't around a type.
fn reached(center: Option<TypeId>, depth: usize, next: &Next) -> BTreeSet<TypeId> {
    let mut seen: BTreeSet<TypeId> = center.into_iter().collect();
    let mut edge = seen.clone();
    let mut steps = 0;
    while steps < depth && !edge.is_empty() {
        let beyond = edge.iter().filter_map(|it| next.get(it)).flatten();
        edge = beyond.copied().filter(|it| !seen.contains(it)).collect();
        seen.extend(&edge);
        steps += 1;
    }
    seen
}
