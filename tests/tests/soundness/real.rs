//! What must not have happened to the components of a document.

use codegen::config::Config;
use codegen::dedup;
use codegen::diagnostics::Diagnostics;
use codegen::ir::{Shape, TypeId};
use codegen::reader::{self, Library, NoFolder, SourceText};
use codegen::resolve::{self, Resolved};
use codegen::schema::{self, Additional, Origin, SchemaGraph, SchemaId, Step};

/// The components that were merged, and what has no structure and was taken for a component; `None`
/// for a document that isn't read.
pub(crate) fn faults(name: &str, text: String) -> Option<Vec<String>> {
    let mut diagnostics = Diagnostics::new();
    let config = Config::default();
    let document = reader::read(SourceText::new(name, text), &mut diagnostics)?;
    let mut library = Library::new(&document, &NoFolder);
    let graph = schema::lower(&mut library, &config, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let written = graph.clone();
    let graph = dedup::recover(graph, &mut diagnostics);
    let classes = dedup::classes(&graph);
    let resolved = resolve::resolve(&graph, &classes, &config, &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let resolved = dedup::merge(&graph, resolved);
    let merged = merged_components(&written, &resolved);
    let swallowed = swallowed_scalars(&written, &resolved);
    let faults = merged.into_iter().chain(swallowed);
    Some(faults.map(|it| format!("{name}: {it}")).collect())
}

/// Components that are another one, though they don't just refer to it.
fn merged_components(graph: &SchemaGraph, resolved: &Resolved) -> Vec<String> {
    let ir = &resolved.ir;
    let mut faults = Vec::new();
    for (name, id) in &ir.components {
        let own = ir.get(*id).component.as_deref();
        if own != Some(name) {
            faults.push(format!("{name} is {own:?}"));
        }
        if let Shape::Alias(target) = ir.shape(*id)
            && let Some(other) = &ir.get(*target).component
            && !leads_to(graph, graph.components[name], other)
        {
            faults.push(format!("{name} is an alias of {other}"));
        }
    }
    faults
}

/// Whether a schema refers to a component, through other ones and as a member of `allOf`.
fn leads_to(graph: &SchemaGraph, schema: SchemaId, component: &str) -> bool {
    let keywords = &graph.get(schema).keywords;
    let mut members = keywords.reference.iter().chain(&keywords.all_of);
    members.any(|it| {
        graph.component_name(graph.resolve(*it)) == Some(component)
            || (*it != schema && leads_to(graph, *it, component))
    })
}

/// Schemas without any structure that became a component, though nothing names it.
fn swallowed_scalars(graph: &SchemaGraph, resolved: &Resolved) -> Vec<String> {
    let mut faults = Vec::new();
    for (schema, id) in &resolved.places {
        let Some(component) = &resolved.ir.get(*id).component else {
            continue;
        };
        let is_itself = graph.component_name(*schema).is_some() || is_merged(graph, *schema);
        if !is_itself && is_bare(graph, *schema, 8) && !is_named(graph, resolved, *schema, *id) {
            faults.push(format!("{} is a {component}", graph.pointer(*schema)));
        }
    }
    faults
}

/// Whether a schema is a branch of a union that has more beside it: that counts for the branch, too.
fn is_merged(graph: &SchemaGraph, schema: SchemaId) -> bool {
    match &graph.get(schema).origin {
        Origin::Part(union, Step::Branch(..)) => {
            let keywords = &graph.get(*union).keywords;
            keywords.reference.is_some()
                || !keywords.all_of.is_empty()
                || keywords.is_constraining()
        }
        _ => false,
    }
}

/// Whether a schema, written out, has nothing that tells it from others of its kind.
fn is_bare(graph: &SchemaGraph, schema: SchemaId, depth: usize) -> bool {
    let keywords = &graph.get(schema).keywords;
    let is_composed = keywords.reference.is_some()
        || !keywords.all_of.is_empty()
        || !keywords.one_of.is_empty()
        || !keywords.any_of.is_empty();
    let mut own = keywords.clone();
    (own.items, own.format, own.additional) = (None, None, Additional::Unspecified);
    let additional = match keywords.additional {
        Additional::Schema(id) => Some(id),
        _ => None,
    };
    let mut parts = keywords.items.into_iter().chain(additional);
    !is_composed
        && keywords.additional != Additional::Denied
        && !own.is_constraining_beyond_type()
        && parts.all(|it| depth > 0 && is_bare(graph, it, depth - 1))
}

/// Whether a title or the property's name says which component a schema is.
fn is_named(graph: &SchemaGraph, resolved: &Resolved, schema: SchemaId, id: TypeId) -> bool {
    let plain = |text: &str| {
        text.to_lowercase()
            .replace(|it: char| !it.is_alphanumeric(), "")
    };
    let component = resolved.ir.get(id);
    let title = |id: SchemaId| graph.get(id).annotations.title.as_deref().map(plain);
    let name = component.component.as_deref().map(plain);
    let property = match &graph.get(schema).origin {
        Origin::Part(_, Step::Property(name)) => Some(plain(name)),
        _ => None,
    };
    let root = component.sources.first().copied();
    (property.is_some() && property == name)
        || title(schema)
            .is_some_and(|it| Some(&it) == name.as_ref() || Some(it) == root.and_then(title))
}
