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

/// Finds the classes.
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
    // What leads into no circle has its class as soon as its targets have theirs.
    let order = well_founded(&edges);
    let mut is_settled = vec![false; nodes.len()];
    let mut known: HashMap<Signature, u32> = HashMap::new();
    let base = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    for node in order {
        let fresh = base.saturating_add(u32::try_from(known.len()).unwrap_or(u32::MAX));
        let signature = signature(&edges[node], classes[node], &classes);
        classes[node] = *known.entry(signature).or_insert(fresh);
        is_settled[node] = true;
    }
    // The rest is refined until the number of classes stands still. Two or three rounds do in
    // practice.
    let open: Vec<usize> = (0..nodes.len()).filter(|node| !is_settled[*node]).collect();
    let mut count = 0;
    loop {
        let mut signatures: HashMap<Signature, u32> = HashMap::new();
        let next: Vec<u32> = open
            .iter()
            .map(|node| {
                let fresh = u32::try_from(signatures.len()).unwrap_or(u32::MAX);
                let signature = signature(&edges[*node], classes[*node], &classes);
                *signatures.entry(signature).or_insert(fresh)
            })
            .collect();
        for (node, class) in open.iter().zip(next) {
            classes[*node] = class;
        }
        if signatures.len() == count {
            return number_by_first(&classes);
        }
        count = signatures.len();
    }
}

/// A node's class so far, and what stands behind its edges.
type Signature = (u32, Vec<(u32, u32)>);

fn signature(edges: &[(u32, usize)], class: u32, classes: &[u32]) -> Signature {
    let mut behind: Vec<(u32, u32)> = edges
        .iter()
        .map(|(slot, to)| (*slot, classes[*to]))
        .collect();
    behind.sort_unstable();
    (class, behind)
}

/// The nodes that lead into no circle, targets first.
fn well_founded(edges: &[Vec<(u32, usize)>]) -> Vec<usize> {
    let mut open: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut sources: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (node, edges) in edges.iter().enumerate() {
        for (_, to) in edges {
            sources[*to].push(node);
        }
    }
    let mut order: Vec<usize> = (0..edges.len()).filter(|node| open[*node] == 0).collect();
    let mut next = 0;
    while let Some(node) = order.get(next).copied() {
        next += 1;
        for source in &sources[node] {
            open[*source] -= 1;
            if open[*source] == 0 {
                order.push(*source);
            }
        }
    }
    order
}

fn number_by_first(classes: &[u32]) -> Vec<Class> {
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let number = |class: &u32| {
        let fresh = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        Class(*numbers.entry(*class).or_insert(fresh))
    };
    classes.iter().map(number).collect()
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
