//! The files of the crate: total, for whatever `names` and `analysis` have agreed on.
//!
//! One file an aspect: definitions (`types.rs`), members (`tables.rs`), what tables can't say about
//! reading and writing unions (`reading.rs`, `writing.rs`), constraints (`checks.rs`), places in the document
//! (`schemas.rs`), and what the settings ask for beside that (`as_jiff.rs` and its like). Of many types, each family has files of its own for what people review:
//! definitions, tables and checks (`layout.rs`). Support code is copied.

mod assertions;
mod check_value;
mod checks;
mod conversions;
mod decode;
mod defaults;
mod definitions;
pub mod docs;
mod encode;
mod imports;
mod integers;
mod item_docs;
mod joined;
mod layout;
mod map;
mod package;
mod patterns;
mod print;
mod rust;
mod schemas;
mod standing;
mod tables;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use proc_macro2::TokenStream;
use quote::quote;

use crate::analysis::Analyses;
use crate::config::{Config, Conversions, Layout};
use crate::files::Files;
use crate::ir::{Ir, TypeId};
use crate::names::Names;
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;
use crate::{Plan, Request};
use layout::Reexports;

/// Everything that emission reads.
pub struct Emission<'a> {
    /// The schemas, for their texts.
    pub graph: &'a SchemaGraph,
    /// The types.
    pub resolved: &'a Resolved,
    /// Facts about them.
    pub analyses: &'a Analyses,
    /// Their names.
    pub names: &'a Names,
    /// The settings.
    pub config: &'a Config,
    /// The package's name.
    pub crate_name: &'a str,
    /// Whether the manifest stands alone.
    pub workspace: crate::Workspace,
    /// The document's title, for the crate's docs.
    pub title: &'a str,
    /// The names that the document's types have taken.
    taken: HashSet<&'a str>,
    /// Where types stand, in words.
    standing: BTreeMap<TypeId, String>,
}

impl<'a> Emission<'a> {
    /// What emission reads of a plan and the request it was made for.
    pub fn new(plan: &'a Plan, request: &'a Request) -> Self {
        let title = plan.document.root.get("info");
        let title = title.and_then(|info| info.get("title"));
        let names = plan.names.types.values();
        let mut cx = Self {
            graph: &plan.graph,
            resolved: &plan.resolved,
            analyses: &plan.analyses,
            names: &plan.names,
            config: &request.config,
            crate_name: &request.crate_name,
            workspace: request.workspace,
            title: title.and_then(Raw::as_str).unwrap_or("an OpenAPI document"),
            taken: names.map(String::as_str).collect(),
            standing: BTreeMap::new(),
        };
        cx.standing = standing::standing(&cx);
        cx
    }

    /// Whether one of the document's types has this name.
    fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

impl Emission<'_> {
    fn ir(&self) -> &Ir {
        &self.resolved.ir
    }

    /// The types that get a name, by name.
    fn defined(&self) -> Vec<(TypeId, &str)> {
        let mut defined: Vec<(TypeId, &str)> = self
            .names
            .types
            .iter()
            .map(|(id, name)| (*id, name.as_str()))
            .collect();
        defined.sort_by_key(|(_, name)| *name);
        defined
    }

    /// The types that have implementations of their own, by name.
    fn nominal(&self) -> Vec<(TypeId, &str)> {
        let mut nominal = self.defined();
        nominal.retain(|(id, _)| self.analyses.items[id.index()].is_nominal());
        nominal
    }
}

/// A file about all types, or about some.
type Whole = fn(&Emission<'_>) -> TokenStream;
type Part = fn(&Emission<'_>, &[(TypeId, &str)]) -> TokenStream;

/// What is said of each type, in one file or in one for each family.
struct Aspect<'a> {
    name: &'static str,
    what: &'static str,
    reexports: Reexports,
    part: Part,
    types: Vec<(TypeId, &'a str)>,
}

/// How the tokens of a file are made.
enum Source<'a> {
    Whole(Whole),
    Part(Part, Vec<(TypeId, &'a str)>),
    Conversions(Conversions),
    Index(&'static str, Reexports, Vec<String>),
}

/// The public types of the crate, with their associated items.
pub(crate) fn api(cx: &Emission<'_>) -> TokenStream {
    let definitions = definitions::definitions(cx, &cx.defined());
    let nominal = cx.nominal().into_iter();
    let hashed = nominal.filter(|(id, _)| definitions::is_hashed(cx, *id));
    let hashed: Vec<_> = hashed.map(|(id, _)| cx.name(id)).collect();
    quote!(#definitions #(impl Eq for #hashed {} impl Hash for #hashed {})*)
}

/// Writes all files.
pub fn emit(cx: &Emission<'_>) -> Files {
    let has_patterns = patterns::has_patterns(cx);
    let mut files = Files::default();
    for (path, text) in print_all(cx, sources(cx, has_patterns)) {
        files.insert(path, text);
    }
    files.insert("Cargo.toml", package::manifest(cx));
    files.insert("rustfmt.toml", package::rustfmt());
    files.insert("schema-map.json", map::schema_map(cx));
    package::copy_support(cx, &mut files);
    files.insert_manifest();
    files
}

/// The files with Rust of the document's own.
fn sources<'a>(cx: &'a Emission<'_>, has_patterns: bool) -> Vec<(String, Source<'a>)> {
    let wholes: [(&str, Whole); 4] = [
        ("src/reading.rs", decode::decode),
        ("src/lib.rs", package::library),
        ("src/schemas.rs", schemas::schemas),
        ("src/writing.rs", encode::encode),
    ];
    let wholes = wholes.into_iter();
    let mut sources: Vec<(String, Source<'_>)> = wholes
        .chain(has_patterns.then_some(("src/patterns.rs", patterns::patterns_file as Whole)))
        .map(|(path, whole)| (path.to_owned(), Source::Whole(whole)))
        .collect();
    sources.extend(conversions::wanted(cx).into_iter().map(|krate| {
        let path = format!("src/as_{}.rs", krate.name());
        (path, Source::Conversions(krate))
    }));
    let nominal = cx.nominal();
    let tables = nominal.iter().copied();
    let tables = tables.filter(|(id, _)| tables::has_table(cx, *id));
    let aspects = [
        Aspect {
            name: "types",
            what: "The types of the document",
            reexports: Reexports::All,
            part: definitions::definitions,
            types: cx.defined(),
        },
        Aspect {
            name: "tables",
            what: "The members of each struct and the values of each enum",
            reexports: Reexports::None,
            part: tables::tables,
            types: tables.collect(),
        },
        Aspect {
            name: "checks",
            what: "The constraints that the types themselves don't express",
            reexports: Reexports::None,
            part: checks::checks,
            types: nominal,
        },
    ];
    let layout = cx.layout();
    for aspect in aspects {
        let Aspect { name, part, .. } = aspect;
        let path = format!("src/{name}.rs");
        match layout {
            Layout::Single => sources.push((path, Source::Part(part, aspect.types))),
            Layout::Families => {
                let families = layout::families(aspect.types);
                let names = families.keys().cloned().collect();
                sources.push((path, Source::Index(aspect.what, aspect.reexports, names)));
                sources.extend(families.into_iter().map(|(family, types)| {
                    let path = format!("src/{name}/{family}.rs");
                    (path, Source::Part(part, types))
                }));
            }
        }
    }
    sources
}

/// Prints each file. That takes most of a run's time, so all processors take part: each takes the
/// next file when it is done with one.
fn print_all(cx: &Emission<'_>, sources: Vec<(String, Source<'_>)>) -> Vec<(String, String)> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(sources.len());
    let waiting = Mutex::new(sources.into_iter());
    let work = || {
        let mut printed = Vec::new();
        loop {
            let next = waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .next();
            let Some((path, source)) = next else {
                return printed;
            };
            let tokens = match source {
                Source::Whole(whole) => whole(cx),
                Source::Part(part, types) => part(cx, &types),
                Source::Conversions(krate) => conversions::file(cx, krate),
                Source::Index(what, reexports, families) => {
                    layout::index(what, reexports, &families)
                }
            };
            printed.push((path, print::print(tokens)));
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<(String, String)>>| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    })
}
