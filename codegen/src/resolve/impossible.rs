//! Types that no value can have: reported where they matter, dropped where they are one of several.

use super::Resolver;
use super::contradiction::Contradiction;
use super::meet::Conflict;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Assertion, Ir, Rest, Shape, ToldBy, TypeId, Variant};
use crate::schema::{SchemaGraph, SchemaId};

/// Where nothing can be held, there must be nothing: a list of what no value can be is empty, an object
/// refuses such further members, and a nullable one is `null`.
pub(super) fn close_what_holds_nothing(ir: &mut Ir, inhabited: &[bool]) {
    let is_empty = |id: &TypeId| !inhabited[id.index()];
    for ty in &mut ir.types {
        match &mut ty.shape {
            Shape::Array(rules) if is_empty(&rules.items) => rules.max_items = Some(0),
            Shape::Object(rules) if matches!(&rules.rest, Rest::Keep(it) if is_empty(it)) => {
                rules.rest = Rest::Refuse;
            }
            Shape::Nullable(inner) if is_empty(inner) => ty.shape = Shape::Null,
            _ => {}
        }
    }
}

/// Reports types that no value can have, and returns which types have some.
pub(super) fn report_impossible(resolver: &mut Resolver<'_>) -> Vec<bool> {
    let inhabited = inhabited(&resolver.ir);
    let components = resolver.ir.components.clone();
    for (name, id) in components {
        if !inhabited[id.index()] {
            report_component(resolver, &name, id, &inhabited);
        }
    }
    for (source, ty, name) in empty_members(resolver, &inhabited) {
        if resolver.is_first(Code::UnsatisfiableMember, source, &name) {
            let message = format!("the member `{name}` can't occur: nothing satisfies its schema");
            report_never(resolver, source, ty, &inhabited, message);
        }
    }
    for (source, ty, what) in empty_contents(resolver, &inhabited) {
        if resolver.is_first(Code::UnsatisfiableMember, source, "") {
            let message = format!("no {what} can be there: nothing satisfies its schema");
            report_never(resolver, source, ty, &inhabited, message);
        }
    }
    let uses = resolver.ir.uses.clone();
    for (source, ty) in uses {
        let is_component = resolver.ir.get(ty).component.is_some();
        if !inhabited[ty.index()] && !is_component {
            let message = "nothing satisfies this schema: there is no type for it".to_owned();
            report_never(resolver, source, ty, &inhabited, message);
        }
    }
    for id in resolver.ir.ids() {
        if !inhabited[id.index()] {
            resolver.ir.types[id.index()].shape = Shape::Never;
        }
    }
    inhabited
}

/// Which types have values. They are found from below, so that a type that requires itself is not one.
fn inhabited(ir: &Ir) -> Vec<bool> {
    let mut inhabited = vec![false; ir.types.len()];
    loop {
        let mut changed = false;
        // Types come before those that they are made of: from the end, one or two rounds do.
        for id in ir.ids().collect::<Vec<_>>().into_iter().rev() {
            if !inhabited[id.index()] && is_inhabited(ir, id, &inhabited) {
                inhabited[id.index()] = true;
                changed = true;
            }
        }
        if !changed {
            return inhabited;
        }
    }
}

/// The optional members that can't occur, but for those that the document means so.
fn empty_members(resolver: &Resolver<'_>, inhabited: &[bool]) -> Vec<(SchemaId, TypeId, String)> {
    let mut empty = Vec::new();
    for id in resolver.ir.ids() {
        if let Shape::Object(rules) = resolver.ir.shape(id) {
            for member in &rules.members {
                let is_meant = resolver.allows_nothing(member.source);
                if !member.required && !inhabited[member.ty.index()] && !is_meant {
                    empty.push((member.source, member.ty, member.name.clone()));
                }
            }
        }
    }
    empty
}

/// What arrays and objects hold that can't occur, but for what the document means so: the type, and what it is
/// called.
fn empty_contents(
    resolver: &Resolver<'_>,
    inhabited: &[bool],
) -> Vec<(SchemaId, TypeId, &'static str)> {
    let mut held = Vec::new();
    for ty in &resolver.ir.types {
        match &ty.shape {
            Shape::Array(rules) => held.push((rules.items, "element")),
            Shape::Object(rules) => {
                if let Rest::Keep(further) = rules.rest {
                    held.push((further, "further member"));
                }
            }
            _ => {}
        }
        for assertion in &ty.conditions.assertions {
            match assertion {
                Assertion::Matching { ty, .. } => held.push((*ty, "member of this name")),
                Assertion::Further { ty, .. } => held.push((*ty, "further member")),
                Assertion::Prefix(types) => held.extend(types.iter().map(|it| (*it, "element"))),
                Assertion::After { ty, .. } => held.push((*ty, "element")),
                _ => {}
            }
        }
    }
    held.retain(|(ty, _)| !inhabited[ty.index()] && resolver.ir.get(*ty).component.is_none());
    // Who writes `false` or `not: {}` means that there is nothing.
    let is_meant = |ty: TypeId| {
        let conflict = cause(&resolver.ir, ty, inhabited);
        let conflict = conflict.and_then(|(it, _)| resolver.conflicts.get(&it));
        conflict.is_none_or(Conflict::is_alone)
    };
    held.retain(|(ty, _)| !is_meant(*ty));
    let source = |ty: TypeId| resolver.ir.get(ty).sources[0];
    held.into_iter()
        .map(|(ty, what)| (source(ty), ty, what))
        .collect()
}

/// Reports a component without values: what contradicts what, or that it is endless.
fn report_component(resolver: &mut Resolver<'_>, name: &str, id: TypeId, inhabited: &[bool]) {
    let place = resolver.graph.pointer(resolver.ir.get(id).sources[0]);
    let cause = cause(&resolver.ir, id, inhabited);
    let way = cause.as_ref().map(|(_, way)| way.join("`, `"));
    let Some(conflict) = cause.and_then(|(it, _)| resolver.conflicts.get(&it)) else {
        let message = format!("a `{name}` requires itself: every value would be endless");
        resolver
            .diagnostics
            .report(Code::UninhabitedType, place, message)
            .help("make one of the members on the way optional");
        return;
    };
    let why = contradiction(conflict);
    let message = match way.filter(|it| !it.is_empty()) {
        Some(way) => format!("no value can be a `{name}`: it requires `{way}`, where {why}"),
        None => format!("no value can be a `{name}`: {why}"),
    };
    let report = resolver
        .diagnostics
        .report(Code::UnsatisfiableSchema, place, message);
    relate(report, resolver.graph, conflict);
}

/// Reports a schema without values where that keeps nothing else from having some.
fn report_never(
    resolver: &mut Resolver<'_>,
    source: SchemaId,
    ty: TypeId,
    inhabited: &[bool],
    message: String,
) {
    let place = resolver.graph.pointer(source);
    let cause = cause(&resolver.ir, ty, inhabited);
    let conflict = cause.and_then(|(it, _)| resolver.conflicts.get(&it));
    let report = resolver
        .diagnostics
        .report(Code::UnsatisfiableMember, place, message);
    if let Some(conflict) = conflict {
        relate(report, resolver.graph, conflict);
    }
}

impl Resolver<'_> {
    /// Reports a variant that no value can be, alone or with what stands beside its union.
    pub(super) fn report_variant(&mut self, schema: SchemaId, found: &Contradiction) {
        if !self.is_first(Code::UnsatisfiableMember, schema, "") {
            return;
        }
        let way = found.way.join("`, `");
        let why = match &found.conflict {
            _ if way.is_empty() => contradiction(&found.conflict),
            it if it.keyword == "additionalProperties" => {
                format!("it requires `{way}`, which `additionalProperties: false` doesn't allow")
            }
            it => format!("it requires `{way}`, where {}", contradiction(it)),
        };
        let place = self.graph.pointer(schema);
        let message = format!("this variant can't occur: {why}");
        let report = self
            .diagnostics
            .report(Code::UnsatisfiableMember, place, message);
        relate(report, self.graph, &found.conflict);
        if !found.conflict.is_alone() {
            report.help("let the two agree, or remove the variant");
        }
    }
}

/// A variant without values is none; a union of one is that one.
pub(super) fn drop_empty_variants(ir: &mut Ir, inhabited: &[bool]) {
    for ty in &mut ir.types {
        let Shape::Union(union) = &mut ty.shape else {
            continue;
        };
        let is_kept = |variant: &Variant| inhabited[variant.ty.index()];
        if union.variants.iter().all(is_kept) {
            continue;
        }
        if let ToldBy::Kind(kinds) = &mut union.told_by {
            let mut variants = union.variants.iter();
            kinds.retain(|_| variants.next().is_some_and(is_kept));
        }
        union.variants.retain(is_kept);
        if let ([only], ToldBy::Kind(_) | ToldBy::Members | ToldBy::Trial { .. }) =
            (union.variants.as_slice(), &union.told_by)
        {
            ty.shape = Shape::Alias(only.ty);
        }
    }
}

fn is_inhabited(ir: &Ir, id: TypeId, inhabited: &[bool]) -> bool {
    let is = |id: &TypeId| inhabited[id.index()];
    match ir.shape(id) {
        Shape::Never => false,
        Shape::Object(rules) => {
            let members = rules.members.iter();
            members.filter(|it| it.required).all(|it| is(&it.ty)) && rules.flattened.iter().all(is)
        }
        Shape::Union(union) => union.variants.iter().any(|it| is(&it.ty)),
        Shape::Array(rules) => rules.min_items.is_none() || is(&rules.items),
        Shape::Alias(target) => is(target),
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::Enum(_)
        | Shape::OpenEnum(_)
        | Shape::Nullable(_) => true,
    }
}

/// Points to the two places that contradict each other, where they are two.
fn relate(report: &mut Diagnostic, graph: &SchemaGraph, conflict: &Conflict) {
    if conflict.is_alone() {
        report.help("allow a type, or drop the schema");
        return;
    }
    let of_one = match conflict.keyword {
        "additionalProperties" => "required",
        keyword => keyword,
    };
    let one = graph.keyword(conflict.one, of_one);
    let other = graph.keyword(conflict.other, conflict.keyword);
    if one == other {
        report.related(one, "this contradicts what stands beside it");
    } else {
        report.related(one, "this contradicts");
        report.related(other, "this");
    }
    report.help("let the two agree, or drop one of them");
}

/// What contradicts what, as a clause.
fn contradiction(conflict: &Conflict) -> String {
    match conflict.keyword {
        "additionalProperties" => {
            "a member is required that `additionalProperties: false` doesn't allow".to_owned()
        }
        "minimum" => "the bounds leave no number".to_owned(),
        "minLength" => "the limits leave no length".to_owned(),
        "minItems" | "minProperties" => "the limits leave no size".to_owned(),
        "maxProperties" => "more members are required than `maxProperties` allows".to_owned(),
        "type" if conflict.is_alone() => "no type of JSON value is allowed".to_owned(),
        keyword if conflict.one == conflict.other => {
            format!("`{keyword}` and the keywords beside it contradict each other")
        }
        keyword => format!("two `{keyword}` contradict each other"),
    }
}

/// The contradiction that empties a type, itself or in what it requires, and the members on the way
/// to it.
fn cause(ir: &Ir, id: TypeId, inhabited: &[bool]) -> Option<(TypeId, Vec<String>)> {
    let mut pending = vec![(id, Vec::new())];
    let mut seen = Vec::new();
    while let Some((id, way)) = pending.pop() {
        if inhabited[id.index()] || seen.contains(&id) {
            continue;
        }
        seen.push(id);
        match ir.shape(id) {
            Shape::Never => return Some((id, way)),
            Shape::Object(rules) => {
                for member in rules.members.iter().filter(|it| it.required) {
                    let mut way = way.clone();
                    way.push(member.name.clone());
                    pending.push((member.ty, way));
                }
                pending.extend(rules.flattened.iter().map(|it| (*it, way.clone())));
            }
            shape => shape
                .clone()
                .each_type(|id| pending.push((*id, way.clone()))),
        }
    }
    None
}
