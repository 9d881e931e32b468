//! The files of the crate: total, for whatever `names` and `analysis` have agreed on.
//!
//! One file an aspect: definitions (`types.rs`), members (`tables.rs`), what tables can't say about
//! reading and writing unions (`reading.rs`, `writing.rs`), constraints (`checks.rs`), places in the document
//! (`schemas.rs`). Support code
//! is copied.

mod assertions;
mod check_value;
mod checks;
mod decode;
mod defaults;
mod definitions;
pub mod docs;
mod encode;
mod integers;
mod joined;
mod joined_build;
mod joined_union;
mod map;
mod package;
mod patterns;
mod print;
mod rust;
mod schemas;
mod tables;

use std::collections::HashSet;

use proc_macro2::TokenStream;

use crate::analysis::Analyses;
use crate::files::Files;
use crate::ir::{Ir, TypeId};
use crate::names::Names;
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;
use crate::{Plan, Request};

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
    /// The package's name.
    pub crate_name: &'a str,
    /// Whether the manifest stands alone.
    pub workspace: crate::Workspace,
    /// The document's title, for the crate's docs.
    pub title: &'a str,
    /// The names that the document's types have taken.
    taken: HashSet<&'a str>,
}

impl<'a> Emission<'a> {
    /// What emission reads of a plan and the request it was made for.
    pub fn new(plan: &'a Plan, request: &'a Request) -> Self {
        let title = plan.document.root.get("info");
        let title = title.and_then(|info| info.get("title"));
        let names = plan.names.types.values();
        Self {
            graph: &plan.graph,
            resolved: &plan.resolved,
            analyses: &plan.analyses,
            names: &plan.names,
            crate_name: &request.crate_name,
            workspace: request.workspace,
            title: title.and_then(Raw::as_str).unwrap_or("an OpenAPI document"),
            taken: names.map(String::as_str).collect(),
        }
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

/// One file of the crate.
type Aspect = fn(&Emission<'_>) -> TokenStream;

/// The public types of the crate, with their associated items.
pub(crate) fn api(cx: &Emission<'_>) -> TokenStream {
    definitions::definitions(cx)
}

/// Writes all files.
pub fn emit(cx: &Emission<'_>) -> Files {
    let mut files = Files::default();
    let mut aspects: Vec<(&'static str, Aspect)> = vec![
        ("src/checks.rs", checks::checks),
        ("src/lib.rs", package::library),
        ("src/reading.rs", decode::decode),
        ("src/schemas.rs", schemas::schemas),
        ("src/tables.rs", tables::tables),
        ("src/types.rs", definitions::definitions),
        ("src/writing.rs", encode::encode),
    ];
    let has_patterns = patterns::has_patterns(cx);
    if has_patterns {
        aspects.push(("src/patterns.rs", patterns::patterns_file));
    }
    // Printing takes most of a run's time, and each file is printed by itself.
    let printed = std::thread::scope(|scope| {
        let print = |(path, aspect): (&'static str, Aspect)| {
            (path, scope.spawn(move || print::print(&aspect(cx))))
        };
        let threads: Vec<_> = aspects.into_iter().map(print).collect();
        let join = |(path, thread): (&'static str, std::thread::ScopedJoinHandle<'_, String>)| {
            match thread.join() {
                Ok(text) => (path, text),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        };
        threads.into_iter().map(join).collect::<Vec<_>>()
    });
    for (path, text) in printed {
        files.insert(path, text);
    }
    files.insert("Cargo.toml", package::manifest(cx));
    files.insert("rustfmt.toml", package::rustfmt());
    files.insert("schema-map.json", map::schema_map(cx));
    package::copy_support(&mut files, has_patterns, cx.graph.dialect);
    files.insert_manifest();
    files
}
