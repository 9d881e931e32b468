//! `$ref`s become edges: their targets are found, or lowered where they stand outside the
//! component schemas, or reported.

use std::collections::HashMap;

use super::lower::Lowering;
use super::{Origin, SchemaGraph, SchemaId, Step};
use crate::diagnostics::Code;
use crate::pointer::Pointer;
use crate::reader::Document;

/// Resolves every reference and ends the lowering.
pub(super) fn resolve(mut lowering: Lowering<'_>, document: &Document) -> SchemaGraph {
    let mut known: HashMap<Pointer, SchemaId> = HashMap::new();
    let mut next = 0;
    // Lowering a target may add further references.
    while next < lowering.references.len() {
        let (from, target) = lowering.references[next].clone();
        next += 1;
        if let Some(id) = find(&mut lowering, document, &mut known, from, &target) {
            lowering.graph.schemas[from.index()].keywords.reference = Some(id);
        }
    }
    refuse_circles(&mut lowering);
    lowering.graph.resolve_all();
    lowering.graph
}

fn find(
    lowering: &mut Lowering<'_>,
    document: &Document,
    known: &mut HashMap<Pointer, SchemaId>,
    from: SchemaId,
    target: &str,
) -> Option<SchemaId> {
    let place = lowering.graph.keyword(from, "$ref");
    if !target.starts_with('#') {
        lowering
            .diagnostics
            .report(
                Code::ExternalReference,
                place,
                format!("`{target}` is outside this document"),
            )
            .help("bundle the document into one file first; nothing is fetched");
        return None;
    }
    let Some(pointer) = Pointer::parse(target) else {
        lowering
            .diagnostics
            .report(
                Code::DanglingReference,
                place,
                format!("`{target}` is no JSON Pointer"),
            )
            .help("references look like `#/components/schemas/Name`");
        return None;
    };
    if let Some(id) = known.get(&pointer) {
        return Some(*id);
    }
    let id = match walk(&lowering.graph, &pointer) {
        Some(id) => id,
        None => {
            let Some(raw) = document.root.at(&pointer) else {
                let mut help = "add it, or correct the reference".to_owned();
                let name = pointer.last().unwrap_or_default();
                let close = lowering
                    .graph
                    .components
                    .keys()
                    .find(|it| it.eq_ignore_ascii_case(&name));
                if let Some(close) = close {
                    help = format!("a component `{close}` is there: names are case-sensitive");
                }
                lowering
                    .diagnostics
                    .report(
                        Code::DanglingReference,
                        place,
                        format!("nothing stands at `{target}`"),
                    )
                    .help(help);
                return None;
            };
            let root = pointer.last().unwrap_or_default().into_owned();
            lowering.schema(raw, Origin::Root(pointer.clone()), &root)
        }
    };
    known.insert(pointer, id);
    Some(id)
}

/// Finds a schema that is part of a component.
fn walk(graph: &SchemaGraph, pointer: &Pointer) -> Option<SchemaId> {
    let segments: Vec<String> = pointer.segments().map(|it| it.into_owned()).collect();
    let [components, schemas, name, path @ ..] = segments.as_slice() else {
        return None;
    };
    if (components.as_str(), schemas.as_str()) != ("components", "schemas") {
        return None;
    }
    let mut id = *graph.components.get(name)?;
    let mut path = path.iter().map(String::as_str);
    while let Some(keyword) = path.next() {
        let keywords = &graph.get(id).keywords;
        let list = match keyword {
            "items" => {
                id = keywords.items?;
                continue;
            }
            "not" => {
                id = keywords.not?;
                continue;
            }
            "properties" => {
                id = *keywords.properties.get(path.next()?)?;
                continue;
            }
            "allOf" => &keywords.all_of,
            "oneOf" => &keywords.one_of,
            "anyOf" => &keywords.any_of,
            _ => return None,
        };
        let index: usize = path.next()?.parse().ok()?;
        id = *list.get(index)?;
    }
    Some(id)
}

/// Reports chains of pure references that lead back to themselves, and cuts them.
fn refuse_circles(lowering: &mut Lowering<'_>) {
    // 0: not looked at, 1: on the current chain, 2: ends
    let mut states = vec![0_u8; lowering.graph.len()];
    for start in lowering.graph.ids() {
        let mut chain = Vec::new();
        let mut id = start;
        let circular = loop {
            match states[id.index()] {
                1 => break true,
                2 => break false,
                _ => {
                    states[id.index()] = 1;
                    chain.push(id);
                }
            }
            match lowering.graph.get(id).keywords.pure_reference() {
                Some(target) => id = target,
                None => break false,
            }
        };
        for link in &chain {
            states[link.index()] = 2;
        }
        if circular {
            let place = lowering.graph.keyword(start, "$ref");
            lowering
                .diagnostics
                .report(
                    Code::UninhabitedType,
                    place,
                    "this reference leads back to itself and describes nothing",
                )
                .help("let one of the schemas on the way say what it is");
            for link in chain {
                lowering.graph.schemas[link.index()].keywords.reference = None;
            }
        }
    }
}

impl Step {
    /// The property name, for the step to a property.
    pub fn property(&self) -> Option<&str> {
        match self {
            Step::Property(name) => Some(name),
            Step::Keyword(_) | Step::Branch(..) => None,
        }
    }
}
