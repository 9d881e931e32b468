//! `$ref`s become edges: their targets are found, or lowered where that wasn't done yet, or
//! reported.

use std::collections::BTreeSet;

use super::lower::Lowering;
use super::targets::Targets;
use super::{Annotations, SchemaGraph, SchemaId, Step, untyped};
use crate::closest::closest;
use crate::diagnostics::{Code, Diagnostics};
use crate::pointer::Pointer;
use crate::reader::Library;

/// A discriminator's mapping that leads into another file, by schema and tag, and the schema there.
pub(super) type Mapped = (SchemaId, String, SchemaId);

/// Resolves every reference that isn't yet, and those of whatever this lowers.
pub(super) fn follow(
    lowering: &mut Lowering<'_>,
    library: &mut Library<'_>,
    targets: &mut Targets,
) {
    while targets.next_reference < lowering.references.len()
        || targets.next_shared < lowering.shared_properties.len()
        || targets.next_schema < lowering.graph.len()
    {
        while let Some((from, keyword, target)) =
            lowering.references.get(targets.next_reference).cloned()
        {
            targets.next_reference += 1;
            if let Some(id) = find(lowering, library, targets, (from, keyword), &target) {
                lowering.graph.schemas[from.index()].keywords.reference = Some(id);
            }
        }
        while let Some((from, target)) =
            lowering.shared_properties.get(targets.next_shared).cloned()
        {
            targets.next_shared += 1;
            share_properties(lowering, library, targets, from, &target);
        }
        let new = lowering.graph.ids().skip(targets.next_schema);
        let new: Vec<SchemaId> = new.collect();
        targets.next_schema = lowering.graph.len();
        for id in new {
            follow_mapping(lowering, library, targets, id);
        }
    }
}

/// Ends the lowering: chains of references are followed once and for all.
pub(super) fn finish(mut lowering: Lowering<'_>) -> SchemaGraph {
    shorten(&mut lowering.graph);
    refuse_circles(&mut lowering);
    untyped::allow_null(&mut lowering.graph, &lowering.untyped);
    lowering.graph.resolve_all();
    let components = &lowering.graph.components;
    lowering.graph.component_names = components
        .iter()
        .map(|(name, id)| (*id, name.clone()))
        .collect();
    lowering.graph
}

fn find(
    lowering: &mut Lowering<'_>,
    library: &mut Library<'_>,
    targets: &mut Targets,
    (from, keyword): (SchemaId, &str),
    target: &str,
) -> Option<SchemaId> {
    let place = lowering.graph.keyword(from, keyword);
    let pointer = library.find(target, &place, lowering.diagnostics)?;
    if let Some(what) = no_schema(&pointer) {
        let message = format!("`{target}` is {what}, not a schema");
        lowering
            .diagnostics
            .report(Code::InvalidSchema, place, message)
            .help("refer to the schema inside, such as `…/schema`");
        return None;
    }
    let found = targets.schema(lowering, library, &pointer);
    if found.is_none() {
        report_dangling(library, target, &pointer, &place, lowering.diagnostics);
    }
    found
}

/// `properties: {$ref: …}` is no OpenAPI, but tools that paste documents together understand it: the
/// members of what stands there are properties.
fn share_properties(
    lowering: &mut Lowering<'_>,
    library: &mut Library<'_>,
    targets: &mut Targets,
    from: SchemaId,
    target: &str,
) {
    let place = lowering.graph.keyword(from, "properties").key("$ref");
    let Some(pointer) = library.find(target, &place, lowering.diagnostics) else {
        return;
    };
    let Some(found) = library.at(&pointer) else {
        report_dangling(library, target, &pointer, &place, lowering.diagnostics);
        return;
    };
    let Some(members) = found.as_object() else {
        let message = format!("`{target}` is {}, not an object of schemas", found.kind());
        lowering
            .diagnostics
            .report(Code::InvalidSchema, place, message);
        return;
    };
    let names: Vec<String> = members.keys().cloned().collect();
    lowering
        .diagnostics
        .report(
            Code::OddSchema,
            place,
            "a reference stands for all of `properties`: what it leads to counts as if written here",
        )
        .help("refer from each property, or use `allOf` with a schema that has them");
    for name in names {
        if let Some(id) = targets.schema(lowering, library, &pointer.key(&name)) {
            let properties = &mut lowering.graph.schemas[from.index()].keywords.properties;
            properties.entry(name).or_insert(id);
        }
    }
}

/// What a component is that is no schema.
fn no_schema(pointer: &Pointer) -> Option<&'static str> {
    let mut segments = pointer.segments();
    let (components, section, _) = (segments.next()?, segments.next()?, segments.next()?);
    if components != "components" || segments.next().is_some() {
        return None;
    }
    match section.as_ref() {
        "callbacks" => Some("a callback"),
        "examples" => Some("an example"),
        "headers" => Some("a header"),
        "links" => Some("a link"),
        "parameters" => Some("a parameter"),
        "pathItems" => Some("a path item"),
        "requestBodies" => Some("a request body"),
        "responses" => Some("a response"),
        "securitySchemes" => Some("a security scheme"),
        _ => None,
    }
}

pub(super) fn report_dangling(
    library: &Library<'_>,
    target: &str,
    pointer: &Pointer,
    place: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let mut help = "add it, or correct the reference".to_owned();
    let name = pointer.last().unwrap_or_default();
    let around = pointer.parent().and_then(|it| library.at(&it));
    let names = around.and_then(|it| it.as_object()).into_iter().flatten();
    let names: Vec<&str> = names.map(|(it, _)| it.as_str()).collect();
    let what = match pointer.as_str().starts_with("/components/") {
        true => "a component ",
        false => "",
    };
    let is_cased = |it: &&&str| it.eq_ignore_ascii_case(&name);
    if let Some(close) = names.iter().find(is_cased) {
        help = format!("{what}`{close}` is there: names are case-sensitive");
    } else if let Some(close) = closest(&name, names.into_iter()).first() {
        help.push_str(&format!(": {what}`{close}` is there"));
    }
    let message = format!("nothing stands at `{target}`");
    diagnostics
        .report(Code::DanglingReference, place, message)
        .help(help);
}

/// What a discriminator maps to is needed as if it were referred to. What is missing is left to the
/// resolution of unions.
fn follow_mapping(
    lowering: &mut Lowering<'_>,
    library: &mut Library<'_>,
    targets: &mut Targets,
    id: SchemaId,
) {
    let keywords = &lowering.graph.get(id).keywords;
    let Some(discriminator) = keywords.discriminator.clone() else {
        return;
    };
    let place = lowering.graph.keyword(id, "discriminator").key("mapping");
    for (tag, target) in &discriminator.mapping {
        let component = Pointer::root().key("components").key("schemas").key(target);
        let pointer = match library.at(&component) {
            Some(_) => Some(component),
            None if library.leads_anywhere(target, &place) => {
                library.find(target, &place.key(tag), lowering.diagnostics)
            }
            None => None,
        };
        let pointer = pointer.filter(|it| no_schema(it).is_none());
        let found = pointer.and_then(|it| targets.schema(lowering, library, &it));
        if let Some(found) = found {
            targets.mapped.push((id, tag.clone(), found));
        }
    }
}

/// `allOf: [{$ref}]` with nothing beside it, the idiom for a reference with a description, is that reference; the
/// description may also stand in a member of its own, but for a component, which is another one for saying so. Nor where
/// it makes a component one of the subtypes of another.
fn shorten(graph: &mut SchemaGraph) {
    let components: BTreeSet<SchemaId> = graph.components.values().copied().collect();
    let subtypes = graph.components.iter();
    let subtypes = subtypes.filter(|(name, id)| is_bare_subtype(graph, name, **id));
    let subtypes: BTreeSet<SchemaId> = subtypes.map(|(_, id)| *id).collect();
    for id in graph.ids().filter(|it| !subtypes.contains(it)) {
        let keywords = &graph.get(id).keywords;
        let members = keywords.all_of.iter().copied();
        let (silent, speaking): (Vec<SchemaId>, Vec<SchemaId>) =
            members.partition(|it| graph.get(*it).keywords.is_silent());
        let [member] = speaking.as_slice() else {
            continue;
        };
        if components.contains(&id) && !silent.is_empty() {
            continue;
        }
        let target = graph.get(*member).keywords.pure_reference();
        let mut alone = keywords.clone();
        alone.all_of.clear();
        if alone.reference.is_none() && target.is_some() {
            alone.reference = target;
            if alone.pure_reference().is_some() {
                graph.schemas[id.index()].keywords = alone;
                annotate(graph, id, silent);
            }
        }
    }
}

/// Lets a schema say what members of its `allOf` say in which nothing else stands.
fn annotate(graph: &mut SchemaGraph, id: SchemaId, members: Vec<SchemaId>) {
    let said = members.into_iter().map(|it| &graph.get(it).annotations);
    let mut said: Vec<Annotations> = said.cloned().collect();
    // Their order says nothing.
    said.sort_by_cached_key(|it| format!("{:?} {it:?}", it.description));
    for it in said {
        graph.schemas[id.index()].annotations.complete(it);
    }
}

/// How many components are looked through between a base and what extends it by nothing.
const LONGEST_LINE: usize = 32;

/// Whether a component extends, by nothing but a reference, a base whose discriminator means it: by its mapping, or
/// by its name where there is no mapping.
fn is_bare_subtype(graph: &SchemaGraph, name: &str, component: SchemaId) -> bool {
    let referred = |id: SchemaId| match graph.get(id).keywords.all_of.as_slice() {
        [only] => graph.get(*only).keywords.pure_reference(),
        _ => None,
    };
    let mut next = referred(component);
    for _ in 0..LONGEST_LINE {
        let Some(id) = next else {
            return false;
        };
        let keywords = &graph.get(id).keywords;
        let written = keywords.all_of.iter().copied();
        let mut told_at = std::iter::once(id).chain(written);
        if let Some(it) = told_at.find_map(|it| graph.get(it).keywords.discriminator.as_ref()) {
            let lists_variants = !keywords.one_of.is_empty() || !keywords.any_of.is_empty();
            return !lists_variants && (it.mapping.is_empty() || it.maps_to(name));
        }
        next = keywords.pure_reference().or_else(|| referred(id));
    }
    false
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
            Step::Keyword(_) | Step::Branch(..) | Step::Entry(..) => None,
        }
    }
}
