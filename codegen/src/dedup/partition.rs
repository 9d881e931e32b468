//! Nodes in blocks that only ever get split, each node a logarithmic number of times (Valmari and
//! Franceschinis, "Simple O(m log n) Time Markov Chain Lumping").

use std::cmp::Ordering;
use std::ops::Range;

/// An edge: target, slot and source.
pub(super) type Edge = (u32, u32, u32);

/// The coarsest partition that is at least as fine as `by_label` and in which the nodes of a block
/// have as many edges of each slot into each block: the block of each node.
pub(super) fn coarsest(by_label: &[u32], edges: Vec<Edge>) -> Vec<u32> {
    let incoming = Incoming::new(by_label.len(), edges);
    let mut partition = Partition::new(by_label);
    while let Some(splitter) = partition.waiting.pop() {
        partition.is_waiting[splitter] = false;
        partition.split_by(splitter, &incoming);
    }
    partition.block_of
}

/// All edges, by their target.
struct Incoming {
    edges: Vec<Edge>,
    /// Where the edges to each target begin.
    starts: Vec<usize>,
}

impl Incoming {
    fn new(nodes: usize, mut edges: Vec<Edge>) -> Incoming {
        edges.sort_unstable();
        let mut starts = vec![0; nodes + 1];
        for (target, _, _) in &edges {
            starts[*target as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Incoming { edges, starts }
    }

    fn of(&self, target: u32) -> &[Edge] {
        let target = target as usize;
        &self.edges[self.starts[target]..self.starts[target + 1]]
    }
}

struct Partition {
    /// The nodes, those of a block side by side.
    nodes: Vec<u32>,
    /// Where each node stands in `nodes`.
    position: Vec<usize>,
    block_of: Vec<u32>,
    /// The range in `nodes` of each block.
    blocks: Vec<Range<usize>>,
    /// The blocks that others may still have to be split by.
    waiting: Vec<usize>,
    is_waiting: Vec<bool>,
}

/// A node with the edges that lead from it into a block: source and slot.
type Leading<'a> = &'a [(u32, u32)];

impl Partition {
    fn new(by_label: &[u32]) -> Partition {
        let label = |node: &u32| by_label[*node as usize];
        let mut nodes: Vec<u32> = (0..).take(by_label.len()).collect();
        nodes.sort_by_key(label);
        let mut partition = Partition {
            nodes: Vec::new(),
            position: vec![0; by_label.len()],
            block_of: vec![0; by_label.len()],
            blocks: Vec::new(),
            waiting: Vec::new(),
            is_waiting: Vec::new(),
        };
        for block in nodes.chunk_by(|left, right| label(left) == label(right)) {
            let start = partition.nodes.len();
            partition.nodes.extend(block);
            partition.add_block(start..start + block.len());
        }
        for (position, node) in nodes.iter().enumerate() {
            partition.position[*node as usize] = position;
        }
        partition
    }

    /// The nodes in this range are a block of their own from now on, and others are split by it.
    fn add_block(&mut self, range: Range<usize>) {
        let block = self.blocks.len();
        for node in &self.nodes[range.clone()] {
            self.block_of[*node as usize] = u32::try_from(block).unwrap_or(u32::MAX);
        }
        self.blocks.push(range);
        self.waiting.push(block);
        self.is_waiting.push(true);
    }

    /// Splits every block by the edges that lead from its nodes into the block `splitter`.
    fn split_by(&mut self, splitter: usize, incoming: &Incoming) {
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for target in &self.nodes[self.blocks[splitter].clone()] {
            for (_, slot, source) in incoming.of(*target) {
                // A block of one node can't be split.
                if self.blocks[self.block_of[*source as usize] as usize].len() > 1 {
                    edges.push((*source, *slot));
                }
            }
        }
        edges.sort_unstable();
        let by_source = edges.chunk_by(|left, right| left.0 == right.0);
        let mut leading: Vec<(u32, Leading<'_>)> = by_source
            .map(|edges| (self.block_of[edges[0].0 as usize], edges))
            .collect();
        leading.sort_unstable_by(|left, right| {
            let slots = || by_slots(left.1, right.1);
            left.0.cmp(&right.0).then_with(slots)
        });
        for of_block in leading.chunk_by(|left, right| left.0 == right.0) {
            self.split(of_block);
        }
    }

    /// Splits a block by its nodes' edges, sorted by their slots; what has none is a part, too. The
    /// largest part stays the block: where others were split by all of it, they needn't be split by
    /// the largest part, since what doesn't lead into the other parts leads into that one.
    fn split(&mut self, leading: &[(u32, Leading<'_>)]) {
        let block = leading[0].0 as usize;
        let Range { start, end } = self.blocks[block].clone();
        let mut next = start;
        let mut largest = start..start;
        let mut parts: Vec<Range<usize>> = Vec::new();
        let groups = leading.chunk_by(|left, right| by_slots(left.1, right.1).is_eq());
        for group in groups {
            for (_, edges) in group {
                self.swap(next, self.position[edges[0].0 as usize]);
                next += 1;
            }
            parts.push(next - group.len()..next);
        }
        parts.push(next..end);
        for part in &mut parts {
            if part.len() > largest.len() {
                std::mem::swap(part, &mut largest);
            }
        }
        self.blocks[block] = largest;
        for part in parts.into_iter().filter(|it| !it.is_empty()) {
            self.add_block(part);
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.nodes.swap(one, other);
        self.position[self.nodes[one] as usize] = one;
        self.position[self.nodes[other] as usize] = other;
    }
}

/// Two edges of one slot into a block are more than one.
fn by_slots(left: Leading<'_>, right: Leading<'_>) -> Ordering {
    let in_turn = || {
        let left = left.iter().map(|(_, slot)| slot);
        left.cmp(right.iter().map(|(_, slot)| slot))
    };
    left.len().cmp(&right.len()).then_with(in_turn)
}
