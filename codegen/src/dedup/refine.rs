//! The coarsest refinement of a labelled graph (bisimulation): two nodes are in one class when
//! their labels and the classes behind their edges agree, recursion included.

use std::collections::HashMap;
use std::hash::Hash;

use super::partition::{Edge, coarsest};

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
        let fresh = narrow(labels.len());
        *labels.entry(label).or_insert(fresh)
    };
    let by_label: Vec<u32> = nodes.iter().map(|node| number(&node.label)).collect();
    let mut edges: Vec<Edge> = Vec::new();
    for (source, node) in nodes.iter().enumerate() {
        let of_node = node.edges.iter();
        edges.extend(of_node.map(|(slot, to)| (narrow(*to), number(slot), narrow(source))));
    }
    number_by_first(&coarsest(&by_label, edges))
}

/// No document has more nodes than a `u32` can count.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn number_by_first(blocks: &[u32]) -> Vec<Class> {
    let mut numbers: Vec<Option<Class>> = vec![None; blocks.len()];
    let mut fresh = 0;
    let number = |block: &u32| {
        *numbers[*block as usize].get_or_insert_with(|| {
            fresh += 1;
            Class(fresh - 1)
        })
    };
    blocks.iter().map(number).collect()
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

    #[test]
    fn a_second_edge_of_a_slot_counts() {
        let node = |edges| Node { label: "p", edges };
        let leaf = || node(vec![]);
        let classes = refine(&[
            node(vec![("x", 2), ("x", 3)]),
            node(vec![("x", 2)]),
            leaf(),
            leaf(),
        ]);
        assert_ne!(classes[0], classes[1]);
        assert_eq!(classes[2], classes[3]);
    }

    #[test]
    fn classes_are_those_of_refining_round_by_round() {
        let mut random = 7_u64;
        let mut below = |limit: u64| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from((random >> 33) % limit).unwrap()
        };
        for _ in 0..500 {
            let count = 1 + below(12);
            let node = |below: &mut dyn FnMut(u64) -> usize| Node {
                label: below(2),
                edges: (0..below(4))
                    .map(|_| (2 + below(2), below(count as u64)))
                    .collect(),
            };
            let nodes: Vec<_> = (0..count).map(|_| node(&mut below)).collect();
            let classes = refine(&nodes);
            let expected = round_by_round(&nodes);
            for one in 0..count {
                for other in 0..count {
                    assert_eq!(
                        classes[one] == classes[other],
                        expected[one] == expected[other],
                        "{one} and {other} of {nodes:?}"
                    );
                }
            }
        }
    }

    /// The definition: as many rounds as there are nodes, each telling apart what leads to what the
    /// last one told apart.
    fn round_by_round(nodes: &[Node<usize>]) -> Vec<usize> {
        let mut classes: Vec<usize> = nodes.iter().map(|node| node.label).collect();
        for _ in nodes {
            let mut known: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
            let next = nodes.iter().zip(&classes).map(|(node, class)| {
                let mut behind: Vec<_> =
                    node.edges.iter().map(|it| (it.0, classes[it.1])).collect();
                behind.sort_unstable();
                let signature = (*class, behind);
                known
                    .iter()
                    .position(|it| *it == signature)
                    .unwrap_or_else(|| {
                        known.push(signature);
                        known.len() - 1
                    })
            });
            let next = next.collect();
            classes = next;
        }
        classes
    }
}
