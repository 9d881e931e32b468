//! Turns an OpenAPI document into the files of a Rust crate: text in, files in memory out.
//!
//! Nothing here touches the disk, the environment or the terminal; `xtask` does.

pub mod analysis;
mod closest;
pub mod config;
pub mod dedup;
pub mod destinations;
pub mod diagnostics;
pub mod diff;
pub mod emit;
pub mod examples;
pub mod explain;
pub mod files;
pub mod formats;
pub mod ir;
pub mod names;
pub mod patterns;
pub mod pointer;
pub mod raw;
pub mod reader;
pub mod resolve;
pub mod schema;
pub mod support;

use config::Config;
use diagnostics::Diagnostics;
use files::Files;
use reader::{Folder, Library, SourceText};
use std::sync::Arc;

/// Everything one run depends on: the same request gives the same bytes.
#[derive(Debug, Clone)]
pub struct Request {
    /// The OpenAPI document.
    pub document: SourceText,
    /// Where the files beside it come from.
    pub folder: Arc<dyn Folder>,
    /// The settings, defaults where there is no config file.
    pub config: Config,
    /// The text the settings came from, for diagnostics that point into it.
    pub config_source: Option<SourceText>,
    /// The lock of the previous run, if there is one.
    pub lock: Option<SourceText>,
    /// The name of the generated package, snake_case.
    pub crate_name: String,
    /// Whether the manifest carries its own `[workspace]`.
    pub workspace: Workspace,
}

/// Whether the generated manifest stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workspace {
    /// The crate is its own workspace root: `[workspace]` is written.
    Own,
    /// The folder already is a member of a workspace: nothing is written.
    Member,
}

/// What a successful run produces.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The crate's files, by path relative to its folder.
    pub files: Files,
    /// The new text of the lock file.
    pub lock: String,
    /// What to tell the user: counts, and names added, moved or retired.
    pub summary: Summary,
}

/// Counts and name changes of one run.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Component schemas in the document.
    pub components: usize,
    /// Schemas of operations, where the settings ask for them.
    pub uses: usize,
    /// All subschemas in the document.
    pub subschemas: usize,
    /// Structurally distinct subschemas.
    pub distinct: usize,
    /// The components that `include` and `exclude` leave out.
    pub left_out: Vec<String>,
    /// Structs and enums in the generated crate.
    pub types: usize,
    /// The names of the lock that were added, moved or retired.
    pub name_changes: Vec<names::NameChange>,
}

/// All that is known about a document before anything is printed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The document as it was read.
    pub document: reader::Document,
    /// Its schemas.
    pub graph: schema::SchemaGraph,
    /// The class of each schema: equal structures share one.
    pub classes: Vec<dedup::Class>,
    /// The types, and which schema became which.
    pub resolved: resolve::Resolved,
    /// What each type becomes.
    pub analyses: analysis::Analyses,
    /// What everything is called, and why.
    pub names: names::Names,
}

/// Runs the pipeline. `stage` is called with the name of each stage as it begins,
/// so that a caller can time them.
///
/// Returns `None` when `diagnostics` holds an error; nothing must be written then.
pub fn generate(
    request: &Request,
    diagnostics: &mut Diagnostics,
    stage: &mut dyn FnMut(&'static str),
) -> Option<Generated> {
    let plan = plan(request, diagnostics, stage)?;
    stage("emit");
    let files = emit::emit(&emit::Emission::new(&plan, request));
    let items = &plan.analyses.items;
    let types = plan.names.types.keys();
    let summary = Summary {
        components: plan.graph.components.len(),
        uses: plan.graph.uses.len(),
        subschemas: plan.graph.len(),
        left_out: plan.graph.left_out.clone(),
        distinct: plan.classes.iter().max().map_or(0, |it| it.index() + 1),
        types: types.filter(|id| items[id.index()].is_nominal()).count(),
        name_changes: plan.names.changes,
    };
    Some(Generated {
        files,
        lock: plan.names.lock,
        summary,
    })
}

/// The stages of [`generate`] up to the names. `None` when `diagnostics` holds an error.
pub fn plan(
    request: &Request,
    diagnostics: &mut Diagnostics,
    stage: &mut dyn FnMut(&'static str),
) -> Option<Plan> {
    stage("read");
    let document = reader::read(request.document.clone(), diagnostics)?;
    let previous = names::Lock::read(request.lock.as_ref(), diagnostics);
    stage("lower");
    let mut library = Library::new(&document, &*request.folder);
    let mut graph = schema::lower(&mut library, &request.config, diagnostics);
    barrier(diagnostics)?;
    graph.remember_copied(previous.copied());
    stage("recover");
    let graph = dedup::recover(graph, diagnostics);
    stage("classify");
    let classes = dedup::classes(&graph);
    stage("examples");
    examples::check(&graph, &classes, &request.config, diagnostics);
    stage("resolve");
    let resolved = resolve::resolve(&graph, &classes, &request.config, diagnostics);
    barrier(diagnostics)?;
    stage("merge");
    let resolved = dedup::merge(&graph, resolved);
    dedup::report_drift(&graph, &resolved, diagnostics);
    stage("analyse");
    let analyses = analysis::analyse(&resolved.ir);
    stage("name");
    let names = names::assign(
        &graph,
        &resolved,
        &analyses,
        &request.config,
        &previous,
        diagnostics,
    );
    barrier(diagnostics)?;
    Some(Plan {
        document,
        graph,
        classes,
        resolved,
        analyses,
        names,
    })
}

/// Ends the run at a stage's edge if something is wrong.
fn barrier(diagnostics: &Diagnostics) -> Option<()> {
    (!diagnostics.has_errors()).then_some(())
}
