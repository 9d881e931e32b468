//! Finding equal structures among 100,000 nodes: `cargo bench -p bench --bench refine`

use codegen::dedup::refine::{Node, refine};

const NODES: usize = 100_000;

fn main() {
    divan::main();
}

/// A graph by name.
type Graph = (&'static str, fn() -> Vec<Node<String>>);

/// Graphs that are hard in different ways.
const GRAPHS: [Graph; 4] = [
    ("copies of recursive components", copies),
    ("a circle with one odd node", circle),
    ("a list with an end", list),
    ("random edges", random),
];

#[divan::bench(args = GRAPHS.map(|it| it.0), sample_count = 20, sample_size = 1)]
fn refine_graph(bencher: divan::Bencher<'_, '_>, name: &str) {
    let graph = GRAPHS.iter().find(|it| it.0 == name);
    let nodes = graph.map(|it| it.1()).unwrap_or_default();
    bencher.bench_local(|| refine(&nodes));
}

fn node(label: usize, edges: Vec<(String, usize)>) -> Node<String> {
    Node {
        label: format!("type=Types({label});required=[\"id\", \"name\"];"),
        edges,
    }
}

/// What a document looks like that was dereferenced: objects of ten members that refer to each
/// other, 300 of them over and over.
fn copies() -> Vec<Node<String>> {
    let mut nodes = Vec::with_capacity(NODES);
    for object in 0..NODES / 10 {
        let component = object % 300;
        let first = nodes.len();
        let mut edges: Vec<(String, usize)> = (1..9)
            .map(|it| (format!("property p{}", it + component), first + it))
            .collect();
        let next = (object + component) % (NODES / 10);
        edges.push(("property next".to_owned(), next * 10));
        nodes.push(node(component, edges));
        nodes.extend((1..10).map(|it| node(1_000 + it % 5, Vec::new())));
    }
    nodes
}

/// Every round of the naive way tells one node more apart.
fn circle() -> Vec<Node<String>> {
    (0..NODES)
        .map(|it| {
            node(
                usize::from(it == 0),
                vec![("items".to_owned(), (it + 1) % NODES)],
            )
        })
        .collect()
}

fn list() -> Vec<Node<String>> {
    (0..NODES)
        .map(|it| match it + 1 {
            NODES => node(0, Vec::new()),
            next => node(0, vec![("items".to_owned(), next)]),
        })
        .collect()
}

fn random() -> Vec<Node<String>> {
    let mut state = 1_u64;
    let mut below = |limit: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % limit
    };
    (0..NODES)
        .map(|_| {
            let edges = (0..3)
                .map(|slot| (format!("property p{slot}"), below(NODES)))
                .collect();
            node(below(4), edges)
        })
        .collect()
}
