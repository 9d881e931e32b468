//! The coarsest refinement of a labelled graph (bisimulation): two nodes are in one class when
//! their labels and the classes behind their edges agree, recursion included.

use std::collections::HashMap;
use std::hash::Hash;

/// A class of equal nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(u32);

impl Class {
    /// The class as an index: classes are numbered from 0 by their first node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node: what it says by itself, and its labelled edges. Edges are unordered: where order
/// counts, it is part of the slot.
#[derive(Debug, Clone)]
pub struct Node<L> {
    /// What tells the node apart by itself.
    pub label: L,
    /// Slot and target of each edge.
    pub edges: Vec<(L, usize)>,
}

/// Refines until the number of classes stands still. Two or three rounds do in practice.
///
/// ```
/// use codegen::dedup::refine::{Node, refine};
///
/// let leaf = |label| Node { label, edges: vec![] };
/// let list = |label, next| Node { label, edges: vec![("next", next)] };
/// // Two circles of different length unroll to the same.
/// let classes = refine(&[list("a", 1), list("a", 0), list("a", 2), leaf("b")]);
/// assert!(classes[0] == classes[1] && classes[1] == classes[2] && classes[2] != classes[3]);
/// ```
pub fn refine<L: Hash + Eq>(nodes: &[Node<L>]) -> Vec<Class> {
    let mut labels: HashMap<&L, u32> = HashMap::new();
    let mut number = |label| {
        let fresh = u32::try_from(labels.len()).unwrap_or(u32::MAX);
        *labels.entry(label).or_insert(fresh)
    };
    let mut classes: Vec<u32> = nodes.iter().map(|node| number(&node.label)).collect();
    let edges: Vec<Vec<(u32, usize)>> = nodes
        .iter()
        .map(|node| {
            node.edges
                .iter()
                .map(|(slot, to)| (number(slot), *to))
                .collect()
        })
        .collect();
    let mut count = distinct(&classes);
    loop {
        let mut signatures: HashMap<(u32, Vec<(u32, u32)>), u32> = HashMap::new();
        let next: Vec<u32> = edges
            .iter()
            .zip(&classes)
            .map(|(edges, class)| {
                let mut behind: Vec<(u32, u32)> = edges
                    .iter()
                    .map(|(slot, to)| (*slot, classes[*to]))
                    .collect();
                behind.sort_unstable();
                let fresh = u32::try_from(signatures.len()).unwrap_or(u32::MAX);
                *signatures.entry((*class, behind)).or_insert(fresh)
            })
            .collect();
        classes = next;
        if signatures.len() == count {
            return classes.into_iter().map(Class).collect();
        }
        count = signatures.len();
    }
}

fn distinct(classes: &[u32]) -> usize {
    let mut classes = classes.to_vec();
    classes.sort_unstable();
    classes.dedup();
    classes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_unordered() {
        let node = |label, edges| Node { label, edges };
        let classes = refine(&[
            node("p", vec![("x", 2), ("y", 3)]),
            node("p", vec![("y", 3), ("x", 2)]),
            node("a", vec![]),
            node("b", vec![]),
        ]);
        assert_eq!(classes[0], classes[1]);
    }

    #[test]
    fn a_difference_deep_down_tells_apart() {
        let node = |label, edges| Node { label, edges };
        let classes = refine(&[
            node("p", vec![("x", 1)]),
            node("p", vec![("x", 2)]),
            node("p", vec![]),
            node("p", vec![("x", 0)]),
        ]);
        assert_ne!(classes[0], classes[1]);
        assert_ne!(classes[0], classes[3]);
    }
}
