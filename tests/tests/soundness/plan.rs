//! Random documents, and which of their schemas are equal: by the definition, round by round.

use std::collections::BTreeMap;

/// Numbers below a limit, the same for a seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// A schema by its place in [`Plan::nodes`].
pub(crate) type NodeId = usize;

/// What a schema says. The vocabulary is small, so that much is nearly equal.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Integer,
    Text {
        at_most: Option<usize>,
    },
    Words(Vec<&'static str>),
    List {
        items: NodeId,
        at_least: Option<usize>,
    },
    Map(NodeId),
    Object {
        members: Vec<(&'static str, NodeId)>,
        required: Vec<&'static str>,
        closed: bool,
    },
    /// `allOf`, `anyOf` or `oneOf`.
    Composed {
        keyword: &'static str,
        branches: Vec<NodeId>,
    },
    Component(usize),
}

/// The components of a document, each by its root.
pub(crate) struct Plan {
    pub nodes: Vec<Node>,
    pub components: Vec<NodeId>,
    /// The class of each node: equal numbers, equal structures. A reference has that of its target.
    pub classes: Vec<usize>,
}

const NAMES: [&str; 4] = ["left", "right", "value", "kind"];

impl Plan {
    /// A plan whose components are pairwise distinct.
    pub(crate) fn random(random: &mut Random) -> Plan {
        loop {
            let mut nodes = Vec::new();
            let count = 2 + random.below(5);
            let components: Vec<NodeId> = (0..count)
                .map(|index| schema(&mut nodes, random, 0, count, index))
                .collect();
            let classes = classes(&nodes, &components);
            let roots: BTreeMap<usize, usize> = components
                .iter()
                .map(|root| (classes[*root], *root))
                .collect();
            if roots.len() == count {
                return Plan {
                    nodes,
                    components,
                    classes,
                };
            }
        }
    }
}

/// Adds a schema, its parts before it. Compositions refer to earlier components only, so that none
/// leads back to itself without a member in between.
fn schema(
    nodes: &mut Vec<Node>,
    random: &mut Random,
    depth: usize,
    count: usize,
    own: usize,
) -> NodeId {
    let mut inner = |nodes: &mut Vec<Node>, random: &mut Random| {
        if random.one_in(2) {
            nodes.push(Node::Component(random.below(count)));
            return nodes.len() - 1;
        }
        schema(nodes, random, depth + 1, count, own)
    };
    let kinds = if depth > 2 { 3 } else { 9 };
    let kind = if depth == 0 {
        3 + random.below(6)
    } else {
        random.below(kinds)
    };
    let node = match kind {
        0 => Node::Integer,
        1 => Node::Text {
            at_most: random.one_in(2).then(|| 5 + random.below(2)),
        },
        2 => Node::Words([["on", "off"], ["on", "out"]][random.below(2)].to_vec()),
        3 => Node::List {
            items: inner(nodes, random),
            at_least: random.one_in(2).then_some(1),
        },
        4 => Node::Map(inner(nodes, random)),
        5 if own > 0 => {
            let keyword = ["allOf", "anyOf", "oneOf"][random.below(3)];
            let mut branches = Vec::new();
            for _ in 0..2 {
                let branch = match random.one_in(2) {
                    true => Node::Component(random.below(own)),
                    false => object(nodes, random, &mut inner),
                };
                nodes.push(branch);
                branches.push(nodes.len() - 1);
            }
            Node::Composed { keyword, branches }
        }
        _ => object(nodes, random, &mut inner),
    };
    nodes.push(node);
    nodes.len() - 1
}

fn object(
    nodes: &mut Vec<Node>,
    random: &mut Random,
    inner: &mut dyn FnMut(&mut Vec<Node>, &mut Random) -> NodeId,
) -> Node {
    let mut names = NAMES.to_vec();
    random.shuffle(&mut names);
    names.truncate(1 + random.below(3));
    names.sort_unstable();
    let members: Vec<(&str, NodeId)> = names
        .into_iter()
        .map(|it| (it, inner(nodes, random)))
        .collect();
    let mut required: Vec<&str> = members.iter().map(|it| it.0).collect();
    required.retain(|_| random.one_in(3));
    Node::Object {
        members,
        required,
        closed: random.one_in(6),
    }
}

impl Node {
    /// The parts, each with its slot; branches of a composition share one.
    pub(crate) fn parts(&self) -> Vec<(String, NodeId)> {
        match self {
            Node::Integer | Node::Text { .. } | Node::Words(_) | Node::Component(_) => Vec::new(),
            Node::List { items, .. } => vec![("items".to_owned(), *items)],
            Node::Map(value) => vec![("value".to_owned(), *value)],
            Node::Object { members, .. } => members
                .iter()
                .map(|(name, id)| (format!("member {name}"), *id))
                .collect(),
            Node::Composed { branches, .. } => branches
                .iter()
                .map(|id| ("branch".to_owned(), *id))
                .collect(),
        }
    }

    fn label(&self) -> String {
        match self {
            Node::List { at_least, .. } => format!("list {at_least:?}"),
            Node::Map(_) => "map".to_owned(),
            Node::Object {
                required, closed, ..
            } => format!("object {required:?} {closed}"),
            Node::Composed { keyword, .. } => (*keyword).to_owned(),
            scalar => format!("{scalar:?}"),
        }
    }

    /// Whether copies of a component like this are recognised without a name.
    pub(crate) fn is_telling(&self) -> bool {
        match self {
            Node::Words(_) | Node::Object { .. } | Node::Text { at_most: Some(_) } => true,
            Node::Composed { keyword, .. } => *keyword != "allOf",
            Node::List { at_least, .. } => at_least.is_some(),
            Node::Integer | Node::Text { .. } | Node::Map(_) | Node::Component(_) => false,
        }
    }
}

/// As many rounds as there are nodes, each telling apart what leads to what the last one told apart.
fn classes(nodes: &[Node], components: &[NodeId]) -> Vec<usize> {
    let end = |mut id: NodeId| {
        while let Node::Component(index) = nodes[id] {
            id = components[index];
        }
        id
    };
    let ends: Vec<NodeId> = (0..nodes.len()).map(end).collect();
    let mut classes = number(nodes.iter().map(|it| (it.label(), Vec::new())));
    loop {
        let signatures = nodes.iter().zip(&classes).map(|(node, class)| {
            let parts = node.parts().into_iter();
            let mut behind: Vec<(String, usize)> =
                parts.map(|(slot, id)| (slot, classes[ends[id]])).collect();
            behind.sort_unstable();
            (class.to_string(), behind)
        });
        let next = number(signatures);
        let count = |classes: &[usize]| classes.iter().max().copied();
        if count(&next) == count(&classes) {
            return ends.iter().map(|id| classes[*id]).collect();
        }
        classes = next;
    }
}

fn number(signatures: impl Iterator<Item = (String, Vec<(String, usize)>)>) -> Vec<usize> {
    let mut known = BTreeMap::new();
    signatures
        .map(|it| {
            let fresh = known.len();
            *known.entry(it).or_insert(fresh)
        })
        .collect()
}
