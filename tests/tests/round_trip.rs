//! Documents that were dereferenced give the types that they gave before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use codegen::config::Config;
use codegen::dedup;
use codegen::diagnostics::Diagnostics;
use codegen::ir::Shape;
use codegen::raw::Raw;
use codegen::reader::{self, Library, NoFolder, SourceText};
use codegen::resolve::{self, Resolved};
use codegen::schema::{self, SchemaGraph, SchemaId};
use indexmap::IndexMap;

/// In bytes; larger documents are for the whole table.
const LARGEST: usize = 200_000;

/// Larger ones that don't take long.
const QUICK: [&str; 3] = ["blockfrost.yaml", "netbox.json", "oxide-nexus.json"];

/// How many schemas one use of a component may become, and all uses together.
const LARGEST_USE: usize = 400;
const LARGEST_DOCUMENT: usize = 60_000;

#[test]
fn a_dereferenced_document_gives_the_same_types() {
    measure(LARGEST);
}

/// `cargo test --release -p tests --test round_trip -- --ignored --nocapture`; with
/// `ROUND_TRIP_ONLY=box` only the documents that are called so.
#[test]
#[ignore = "all documents take minutes; docs/round-trip.md has the table"]
fn every_dereferenced_document_gives_the_same_types() {
    measure(usize::MAX);
}

fn measure(largest: usize) {
    let Some(folder) = shared("corpus/specs") else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of documents")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    println!(
        "| document | cut at | uses | the same | lost | other | twins | bare | left as `$ref` | differing types |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let mut faults = Vec::new();
    let only = std::env::var("ROUND_TRIP_ONLY").unwrap_or_default();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a document in UTF-8");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_small = text.len() <= largest || QUICK.contains(&&*name);
        if !is_small || !name.contains(&only) {
            continue;
        }
        for depth in [2, 6] {
            let Some(count) = round_trip(&name, &text, depth) else {
                println!("| {name} | {depth} | not read |");
                continue;
            };
            println!("{}", count.row(&name, depth));
            faults.extend(count.unexplained(&name, depth));
            let uses = count.same + count.lost.len();
            if !count.other.is_empty() || count.same * 100 < uses * 99 {
                let places = count.other.iter().chain(&count.lost).take(20);
                faults.push(format!(
                    "{name} at {depth}: {:#?}",
                    places.collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Components that accept other values once they were written out and found again, with the reason:
/// document, depth, component.
const DIFFERING: [(&str, usize, &str); 0] = [];

#[derive(Default)]
struct Count {
    same: usize,
    lost: Vec<String>,
    other: Vec<String>,
    twins: usize,
    bare: usize,
    left: usize,
    differing: Vec<String>,
}

impl Count {
    /// Differing types that the list doesn't have, and what it has without need.
    fn unexplained(&self, name: &str, depth: usize) -> Vec<String> {
        let listed = DIFFERING.iter().filter(|it| (it.0, it.1) == (name, depth));
        let listed: BTreeSet<&str> = listed.map(|it| it.2).collect();
        let differing: BTreeSet<&str> = self.differing.iter().map(String::as_str).collect();
        let faults = listed.symmetric_difference(&differing);
        faults
            .map(|it| format!("{name} at {depth}: whether {it} is another type"))
            .collect()
    }

    fn row(&self, name: &str, depth: usize) -> String {
        let uses = self.same + self.lost.len() + self.other.len();
        #[expect(clippy::cast_precision_loss, reason = "a percentage")]
        let percent = 100.0 * self.same as f64 / uses.max(1) as f64;
        format!(
            "| {name} | {depth} | {uses} | {percent:.2} % | {} | {} | {} | {} | {} | {} |",
            self.lost.len(),
            self.other.len(),
            self.twins,
            self.bare,
            self.left,
            self.differing.len()
        )
    }
}

fn round_trip(name: &str, text: &str, depth: usize) -> Option<Count> {
    let original = Types::of(name, text)?;
    let mut diagnostics = Diagnostics::new();
    let document = reader::read(SourceText::new(name, text.to_owned()), &mut diagnostics)?;
    let components = document.root.get("components")?.get("schemas")?;
    let mut tool = Dereferencer {
        components: components.as_object()?.clone(),
        depth,
        total: LARGEST_DOCUMENT,
        left: 0,
    };
    let mut written: IndexMap<String, Raw> = IndexMap::new();
    for (name, schema) in tool.components.clone() {
        let mut stack = vec![name.clone()];
        let mut budget = LARGEST_USE;
        written.insert(name, tool.expand(&schema, &mut stack, &mut budget, 0));
    }
    let version = document.root.get("openapi")?.clone();
    let whole = object([
        ("openapi", version),
        (
            "info",
            object([("title", text_of("")), ("version", text_of(""))]),
        ),
        ("paths", object([])),
        ("components", object([("schemas", Raw::Object(written))])),
    ]);
    let recovered = Types::of("dereferenced.json", &whole.to_string())?;
    let mut count = Count {
        left: tool.left,
        // What extends a component and adds nothing is its twin once the reference is gone.
        differing: dedup::differing(&original.resolved.ir, &recovered.resolved.ir)
            .into_iter()
            .filter(|it| !recovered.twins.contains(*it))
            .map(str::to_owned)
            .collect(),
        ..Count::default()
    };
    let places = recovered.places();
    for (pointer, component) in original.uses() {
        let found = places.get(&pointer).map(String::as_str);
        if found == Some(component.as_str()) {
            count.same += 1;
        } else if recovered.twins.contains(&component) {
            count.twins += 1;
        } else if found.is_none() && original.is_bare(&component) {
            count.bare += 1;
        } else {
            match found {
                Some(other) => count
                    .other
                    .push(format!("{pointer}: {component}, now {other}")),
                None => count.lost.push(format!("{pointer}: {component}")),
            }
        }
    }
    Some(count)
}

/// The schema that says all that a schema says: the only member of its `allOf`, where it adds nothing.
fn core(graph: &SchemaGraph, schema: SchemaId) -> SchemaId {
    let mut id = graph.resolve(schema);
    // A chain that is longer leads back to itself.
    for _ in 0..100 {
        let keywords = &graph.get(id).keywords;
        let mut members = keywords.reference.iter().chain(&keywords.all_of);
        let is_alone = !keywords.is_constraining()
            && !keywords.or_null
            && keywords.one_of.is_empty()
            && keywords.any_of.is_empty();
        match (members.next(), members.next()) {
            (Some(only), None) if is_alone => id = graph.resolve(*only),
            _ => break,
        }
    }
    id
}

struct Types {
    graph: SchemaGraph,
    resolved: Resolved,
    twins: BTreeSet<String>,
}

impl Types {
    fn of(name: &str, text: &str) -> Option<Types> {
        let mut diagnostics = Diagnostics::new();
        let config = Config::default();
        let source = SourceText::new(name, text.to_owned());
        let document = reader::read(source, &mut diagnostics)?;
        let mut library = Library::new(&document, &NoFolder);
        let graph = schema::lower(&mut library, &config, &mut diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        let graph = dedup::recover(graph, &mut diagnostics);
        let classes = dedup::classes(&graph);
        let mut by_class: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for (name, id) in &graph.components {
            by_class
                .entry(classes[core(&graph, *id).index()])
                .or_default()
                .push(name.clone());
        }
        by_class.retain(|_, names| names.len() > 1);
        let resolved = resolve::resolve(&graph, &classes, &config, &mut diagnostics);
        if diagnostics.has_errors() {
            return None;
        }
        Some(Types {
            resolved: dedup::merge(&graph, resolved),
            twins: by_class.into_values().flatten().collect(),
            graph,
        })
    }

    /// The component at each place that has one.
    fn places(&self) -> BTreeMap<String, String> {
        let ir = &self.resolved.ir;
        let places = self.resolved.places.iter();
        places
            .filter_map(|(schema, id)| {
                let component = ir.get(*id).component.clone()?;
                Some((self.graph.pointer(*schema).to_string(), component))
            })
            .collect()
    }

    /// The places that refer to a component, inside of components.
    fn uses(&self) -> Vec<(String, String)> {
        let places = self.places();
        let uses = self.graph.ids().filter(|id| {
            self.graph.resolve(*id) != *id
                && self.graph.parent(*id).is_some()
                && !self.graph.is_copy(*id)
        });
        uses.filter_map(|id| {
            let pointer = self.graph.pointer(id).to_string();
            let component = places.get(&pointer)?.clone();
            Some((pointer, component))
        })
        .collect()
    }

    fn is_bare(&self, component: &str) -> bool {
        let ir = &self.resolved.ir;
        match ir.shape(ir.resolve(ir.components[component])) {
            Shape::Object(rules) => rules.members.is_empty(),
            Shape::Enum(_) | Shape::OpenEnum(_) | Shape::Union(_) => false,
            _ => true,
        }
    }
}

/// A tool that writes components out wherever they are used.
struct Dereferencer {
    components: IndexMap<String, Raw>,
    /// How often a component may stand in itself; then `{}` stands for it.
    depth: usize,
    /// How many more schemas may be written out in the document.
    total: usize,
    /// References that stayed, since the document would have become too large.
    left: usize,
}

impl Dereferencer {
    fn expand(
        &mut self,
        value: &Raw,
        stack: &mut Vec<String>,
        budget: &mut usize,
        level: usize,
    ) -> Raw {
        let members = match value {
            Raw::Object(members) => members,
            Raw::Array(items) => {
                let items = items.iter();
                return Raw::Array(
                    items
                        .map(|it| self.expand(it, stack, budget, level + 1))
                        .collect(),
                );
            }
            scalar => return scalar.clone(),
        };
        let target = members.get("$ref").and_then(Raw::as_str);
        let target = target.and_then(|it| it.strip_prefix("#/components/schemas/"));
        let Some((target, schema)) =
            target.and_then(|it| Some((it, self.components.get(it)?.clone())))
        else {
            let expanded = members.iter().map(|(key, value)| {
                // What examples and defaults hold is no schema.
                let value = match key.as_str() {
                    "example" | "default" | "enum" | "discriminator" => value.clone(),
                    _ => self.expand(value, stack, budget, level + 1),
                };
                (key.clone(), value)
            });
            return Raw::Object(expanded.collect());
        };
        if stack.iter().filter(|it| *it == target).count() >= self.depth {
            return object([]);
        }
        // Each use of a component has a budget of its own.
        let mut own = LARGEST_USE;
        let budget = if stack.len() == 1 { &mut own } else { budget };
        if *budget == 0 || self.total == 0 || level > 80 {
            self.left += 1;
            return value.clone();
        }
        *budget -= 1;
        self.total -= 1;
        stack.push(target.to_owned());
        let mut copy = self.expand(&schema, stack, budget, level);
        stack.pop();
        let mut siblings = members.clone();
        siblings.shift_remove("$ref");
        if siblings
            .keys()
            .all(|it| it == "description" || it == "title")
        {
            if let Raw::Object(copy) = &mut copy {
                copy.extend(siblings);
            }
            return copy;
        }
        siblings.insert("allOf".to_owned(), Raw::Array(vec![copy]));
        Raw::Object(siblings)
    }
}

fn object<const N: usize>(members: [(&str, Raw); N]) -> Raw {
    let members = members.into_iter();
    Raw::Object(members.map(|(key, it)| (key.to_owned(), it)).collect())
}

fn text_of(text: &str) -> Raw {
    Raw::String(text.to_owned())
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(folder.join(path)).filter(|it| it.is_dir())
}
