//! The schemas to begin with: the components that `include` and `exclude` leave, and with
//! `roots = "all"` those of the operations. What they need comes along, and what is left out isn't
//! even looked at.

use std::collections::BTreeSet;

use super::lower::Lowering;
use super::targets::Targets;
use super::uses::{self, Use};
use super::{SchemaGraph, SchemaId, references};
use crate::config::{Config, Roots, Selector};
use crate::diagnostics::{Code, Diagnostics, File, Place};
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::reader::Library;

/// Lowers the schemas that are asked for, and all that they need.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    library: &mut Library<'_>,
    targets: &mut Targets,
    config: &Config,
) {
    let names = component_names(library);
    report_unmatched(&names, config, lowering.diagnostics);
    let is_excluded = |name: &str| config.exclude.iter().any(|it| it.matches(name));
    let is_selected = |name: &str| {
        let is_included = config.include.iter().any(|it| it.matches(name));
        (config.include.is_empty() || is_included) && !is_excluded(name)
    };
    let selected = names.iter().filter(|it| is_selected(it));
    for name in selected {
        targets.schema(lowering, library, &place(name));
    }
    if config.roots == Roots::All {
        for (place, label) in uses::find(library, lowering.diagnostics) {
            if let Some(schema) = targets.schema(lowering, library, &place) {
                lowering.graph.uses.push(Use { schema, label });
            }
        }
    }
    references::follow(lowering, library, targets);
    while let Some(name) = missing_subtype(&lowering.graph, library, &names) {
        targets.schema(lowering, library, &place(&name));
        references::follow(lowering, library, targets);
    }
    for name in names.iter().filter(|it| is_excluded(it)) {
        if lowering.graph.components.contains_key(name) {
            report_needed(name, lowering.diagnostics);
        }
    }
    let SchemaGraph {
        components, uses, ..
    } = &lowering.graph;
    if names.is_empty() && uses.is_empty() {
        report_none(library, config, lowering.diagnostics);
    } else if components.is_empty() && uses.is_empty() {
        lowering
            .diagnostics
            .report(
                Code::InvalidConfig,
                File::Config,
                "`include` and `exclude` leave no component",
            )
            .help("let `include` match at least one component that `exclude` doesn't");
    }
    in_document_order(&mut lowering.graph, names);
}

fn place(name: &str) -> Pointer {
    let schemas = Pointer::root().key("components").key("schemas");
    schemas.key(name)
}

fn component_names(library: &Library<'_>) -> Vec<String> {
    let schemas = Pointer::root().key("components").key("schemas");
    let components = library.root().at(&schemas).and_then(Raw::as_object);
    let names = components.into_iter().flatten().map(|(name, _)| name);
    names.cloned().collect()
}

/// A component that is left out, but extends one with a discriminator that isn't: the latter is the
/// union of all that extend it.
fn missing_subtype(graph: &SchemaGraph, library: &Library<'_>, names: &[String]) -> Option<String> {
    if graph.components.len() >= names.len() {
        return None;
    }
    let mut bases: BTreeSet<&str> = graph
        .components
        .iter()
        .filter(|(_, id)| has_discriminator(graph, **id))
        .map(|(name, _)| name.as_str())
        .collect();
    let extends = |name: &str, bases: &BTreeSet<&str>| {
        let schema = library.at(&place(name));
        let members = schema.and_then(|it| it.get("allOf")?.as_array());
        let targets = members.into_iter().flatten();
        let mut targets = targets.filter_map(|it| Pointer::parse(it.get("$ref")?.as_str()?));
        targets.any(|it| {
            super::targets::component_name(&it).is_some_and(|it| bases.contains(it.as_str()))
        })
    };
    // At any distance: what extends a subtype that is in, too.
    loop {
        let is_new = |it: &&String| !bases.contains(it.as_str()) && extends(it, &bases);
        let name = names.iter().find(is_new)?;
        if !graph.components.contains_key(name) {
            return Some(name.clone());
        }
        bases.insert(name);
    }
}

/// Whether a schema has a discriminator, or a member of its `allOf` that is written there.
fn has_discriminator(graph: &SchemaGraph, schema: SchemaId) -> bool {
    let written = graph.written_in(schema, |_| true).into_iter();
    let mut keywords = written.map(|it| &graph.get(it).keywords);
    keywords.any(|it| it.discriminator.is_some())
}

/// What came along stands where the document has it, and what is missing is known.
fn in_document_order(graph: &mut SchemaGraph, names: Vec<String>) {
    let components = std::mem::take(&mut graph.components);
    for name in names {
        match components.get(&name) {
            Some(id) => {
                graph.components.insert(name, *id);
            }
            None => graph.left_out.push(name),
        }
    }
}

/// A document without component schemas is one (OpenAPI 3.1 §4.8.1 asks for `paths`, `webhooks` or
/// `components`), but probably not the one that was meant, or not with these settings.
fn report_none(library: &mut Library<'_>, config: &Config, diagnostics: &mut Diagnostics) {
    let components = Pointer::root().key("components");
    let schemas = components.key("schemas");
    let (place, message) = match (library.at(&components), library.at(&schemas)) {
        (_, Some(_)) => (schemas, "`components.schemas` is empty"),
        (Some(_), None) => (components, "`components` has no `schemas`"),
        (None, None) => (Pointer::root(), "the document has no `components`"),
    };
    // What is wrong with them counts only once they are asked for.
    let others = match config.roots {
        Roots::Components => uses::find(library, &mut Diagnostics::new()).len(),
        Roots::All => 0,
    };
    let help = match others {
        0 => "types are generated from the schemas in `components.schemas`".to_owned(),
        1 => "`roots = \"all\"` in codegen.toml makes a type of the schema of its operation"
            .to_owned(),
        many => format!(
            "`roots = \"all\"` in codegen.toml makes types of the {many} schemas of its operations"
        ),
    };
    diagnostics
        .report(Code::NoComponents, place, message)
        .help(help);
}

fn report_unmatched(names: &[String], config: &Config, diagnostics: &mut Diagnostics) {
    let settings = [("include", &config.include), ("exclude", &config.exclude)];
    for (setting, selectors) in settings {
        for selector in selectors {
            if !names.iter().any(|it| selector.matches(it)) {
                let Selector {
                    pattern,
                    line,
                    column,
                } = selector;
                let place = Place::Position {
                    file: File::Config,
                    line: *line,
                    column: *column,
                };
                let message = format!("`{pattern}` in `{setting}` matches no component");
                diagnostics
                    .report(Code::UnmatchedPattern, place, message)
                    .help("remove it, or correct it: `*` stands for any characters, `?` for one");
            }
        }
    }
}

fn report_needed(name: &str, diagnostics: &mut Diagnostics) {
    let message = format!("{name:?} is excluded, but what is generated needs it: it comes along");
    diagnostics
        .report(Code::ExcludedComponentNeeded, place(name), message)
        .help("exclude what refers to it, too, or take it out of `exclude`");
}
