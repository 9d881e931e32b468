//! Random recursive documents, written out by a tool with noise in them, collapse to exactly the
//! schemas that they were made of; and over real documents no component is taken for another thing.

#[path = "soundness/plan.rs"]
mod plan;
#[path = "soundness/real.rs"]
mod real;
#[path = "soundness/tool.rs"]
mod tool;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use codegen::config::Config;
use codegen::dedup;
use codegen::diagnostics::Diagnostics;
use codegen::reader::{self, Library, NoFolder, SourceText};
use codegen::schema::{self, Additional, SchemaGraph, SchemaId};

use plan::{NodeId, Plan, Random};
use tool::{Ending, Written, component_name, write};

/// In bytes; larger documents take long in a debug build.
const LARGEST: usize = 500_000;

/// As many as take some seconds.
const DOCUMENTS: u64 = 600;

/// Where recursion ends with references, nothing is lost: classes are exactly those of the plan.
#[test]
fn written_out_documents_have_the_classes_of_what_they_were_made_of() {
    in_parallel(|seed| {
        let mut random = Random::new(seed);
        let plan = Plan::random(&mut random);
        let written = write(&plan, &mut random, Ending::Reference);
        let graph = recovered(&written);
        let classes = dedup::classes(&graph);
        let (mut found, mut expected) = (BTreeMap::new(), BTreeMap::new());
        for (place, node) in reachable(&graph, &plan, &written) {
            let schema = graph.resolve(place);
            let class = classes[schema.index()];
            let one = *found.entry(class).or_insert(plan.classes[node]);
            let other = *expected.entry(plan.classes[node]).or_insert(class);
            let pointer = graph.pointer(schema);
            assert_eq!(
                one, plan.classes[node],
                "seed {seed}: {pointer} is merged with another"
            );
            assert_eq!(
                other, class,
                "seed {seed}: {pointer} is not merged with its like"
            );
            if let Some(component) = component_of(&plan, node)
                && plan.nodes[node].is_telling()
            {
                let name = component_name(component);
                assert_eq!(
                    graph.component_name(schema),
                    Some(&*name),
                    "seed {seed}: {pointer}"
                );
            }
        }
    });
}

/// Where a tool ended with `{}`, what is taken for a component was that one. Not all are found: random
/// recursion often has no end, and much could be cut off from several components.
#[test]
fn what_was_cut_off_is_never_taken_for_another_component() {
    let counts = in_parallel(|seed| {
        let mut random = Random::new(seed);
        let plan = Plan::random(&mut random);
        let written = write(&plan, &mut random, Ending::Nothing);
        let lowered = lowered(&written);
        let as_written = dedup::classes(&lowered);
        let class = |it: SchemaId| as_written[it.index()];
        let graph = recovered(&written);
        let (mut right, mut left) = (0, 0);
        for (place, node) in reachable(&graph, &plan, &written) {
            let schema = graph.resolve(place);
            let Some(component) = component_of(&plan, node) else {
                continue;
            };
            match graph.component_name(schema) {
                // What is left of it is just what another component is.
                Some(name)
                    if name != component_name(component) && class(place) == class(schema) => {}
                Some(name) => {
                    assert_eq!(
                        name,
                        component_name(component),
                        "seed {seed}: {}",
                        graph.pointer(schema)
                    );
                    right += 1;
                }
                None if plan.nodes[node].is_telling() => left += 1,
                None => {}
            }
        }
        (right, left)
    });
    let (right, left) = counts
        .iter()
        .fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    println!("{right} uses of components found again, {left} not");
    assert!(right > 0);
}

/// The component that a node is the root of.
fn component_of(plan: &Plan, node: NodeId) -> Option<usize> {
    plan.components.iter().position(|it| *it == node)
}

/// The schemas that the components are made of, and what they were in the plan. What is inside of a
/// copy that became a reference is not part of the document any more.
fn reachable(graph: &SchemaGraph, plan: &Plan, written: &Written) -> Vec<(SchemaId, NodeId)> {
    let mut pending: Vec<SchemaId> = graph.components.values().copied().collect();
    let mut seen = BTreeSet::new();
    let mut reached = Vec::new();
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let pointer = graph.pointer(id).as_str().to_owned();
        // Where a tool ended with `{}`, there is none.
        if let Some(node) = written.places.get(&pointer) {
            assert!(*node < plan.nodes.len());
            reached.push((id, *node));
        }
        let keywords = &graph.get(graph.resolve(id)).keywords;
        pending.extend(keywords.properties.values());
        pending.extend(keywords.items);
        pending.extend(
            keywords
                .all_of
                .iter()
                .chain(&keywords.one_of)
                .chain(&keywords.any_of),
        );
        if let Additional::Schema(value) = keywords.additional {
            pending.push(value);
        }
    }
    reached
}

fn recovered(written: &Written) -> SchemaGraph {
    dedup::recover(lowered(written), &mut Diagnostics::new())
}

fn lowered(written: &Written) -> SchemaGraph {
    let text = SourceText::new("random.json", written.document.to_string());
    let mut diagnostics = Diagnostics::new();
    let document = reader::read(text, &mut diagnostics).expect("well-formed JSON");
    let mut library = Library::new(&document, &NoFolder);
    let graph = schema::lower(&mut library, &Config::default(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:#}", written.document);
    graph
}

#[test]
fn no_component_of_a_real_document_is_taken_for_another_thing() {
    judge_documents(LARGEST);
}

/// `cargo test --release -p tests --test soundness -- --ignored`
#[test]
#[ignore = "all documents take minutes"]
fn no_component_of_any_document_is_taken_for_another_thing() {
    judge_documents(usize::MAX);
}

fn judge_documents(largest: usize) {
    let Some(folder) = shared("corpus/specs") else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    };
    let entries = std::fs::read_dir(folder).expect("a folder of documents");
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.retain(|it| it.is_file());
    paths.sort();
    let mut faults = Vec::new();
    let mut judged = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a document in UTF-8");
        let name = path.display().to_string();
        if text.len() <= largest
            && let Some(found) = real::faults(&name, text)
        {
            faults.extend(found);
            judged += 1;
        }
    }
    assert!(judged > 8, "only {judged} documents were judged");
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Runs a check for each seed, on all cores: `SOUNDNESS_DOCUMENTS=10000` takes some minutes.
fn in_parallel<T: Send>(check: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let asked = std::env::var("SOUNDNESS_DOCUMENTS").ok();
    let documents = asked.and_then(|it| it.parse().ok()).unwrap_or(DOCUMENTS);
    let cores = std::thread::available_parallelism().map_or(1, |it| it.get() as u64);
    std::thread::scope(|scope| {
        let check = &check;
        let run = |core| {
            let seeds = (core..documents).step_by(cores as usize);
            scope.spawn(move || seeds.map(check).collect::<Vec<T>>())
        };
        let threads: Vec<_> = (0..cores).map(run).collect();
        let join = |it: std::thread::ScopedJoinHandle<'_, Vec<T>>| match it.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        threads.into_iter().flat_map(join).collect()
    })
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(folder.join(path)).filter(|it| it.is_dir())
}
