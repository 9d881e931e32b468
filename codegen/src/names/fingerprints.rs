//! What the lock knows types by: the fingerprint of their structure, and the pointers to them.

use crate::dedup::fingerprint::fnv1a;
use crate::ir::{Alternative, ObjectRules, Rest, Shape, Type, TypeId};
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// All pointers to a type, the shortest first.
pub(super) fn pointers(graph: &SchemaGraph, resolved: &Resolved, id: TypeId) -> Vec<String> {
    let sources = resolved.ir.get(id).sources.iter();
    let mut pointers: Vec<String> = sources.map(|it| graph.pointer(*it).word()).collect();
    pointers.sort_by_cached_key(|it| (it.matches('/').count(), it.clone()));
    pointers
}

/// The fingerprint of each type: a hash of its structure, down to the components it holds, which
/// stand for themselves by name.
pub(super) fn fingerprints(resolved: &Resolved) -> Vec<String> {
    let ir = &resolved.ir;
    let own: Vec<String> = ir
        .ids()
        .map(|id| match &ir.get(id).component {
            Some(name) => format!("component {name}"),
            None => format!("{}{}", label(ir.shape(id)), conditions(ir.get(id))),
        })
        .collect();
    // Anonymous types nest a few levels; what differs only further down differs there.
    let mut hashes: Vec<u64> = own.iter().map(|it| fnv1a(it)).collect();
    for _ in 0..16 {
        hashes = ir
            .ids()
            .map(|id| {
                if ir.get(id).component.is_some() {
                    return hashes[id.index()];
                }
                let mut inner: Vec<String> = Vec::new();
                match ir.shape(id) {
                    Shape::Object(rules) => {
                        for member in &rules.members {
                            inner.push(format!("{} {:x}", member.name, hashes[member.ty.index()]));
                        }
                        for union in &rules.flattened {
                            inner.push(format!("+ {:x}", hashes[union.index()]));
                        }
                        if let Rest::Keep(ty) = rules.rest {
                            inner.push(format!("* {:x}", hashes[ty.index()]));
                        }
                    }
                    Shape::Union(union) => {
                        for it in &union.variants {
                            inner.push(format!("{:?} {:x}", it.tag_texts(), hashes[it.ty.index()]));
                        }
                    }
                    shape => shape
                        .clone()
                        .each_type(|ty| inner.push(format!("{:x}", hashes[ty.index()]))),
                }
                inner.sort_unstable();
                fnv1a(&format!("{} {}", own[id.index()], inner.join(" ")))
            })
            .collect();
    }
    hashes.into_iter().map(|it| format!("{it:016x}")).collect()
}

fn conditions(ty: &Type) -> String {
    let conditions = &ty.conditions;
    if conditions.is_empty() {
        return String::new();
    }
    let kinds: Vec<_> = conditions.by_kind.iter().map(|(types, _)| types).collect();
    let listed: Vec<_> = conditions
        .listed
        .iter()
        .map(crate::dedup::canonical)
        .collect();
    let mut assertions: Vec<_> = conditions.assertions.iter().map(|it| it.label()).collect();
    assertions.sort_unstable();
    format!(
        " but {} {kinds:?} {listed:?}{}",
        conditions.excluded.len(),
        assertions.concat()
    )
}

fn label(shape: &Shape) -> String {
    match shape {
        Shape::Object(rules) => {
            let mut members: Vec<String> = rules
                .members
                .iter()
                .map(|it| format!("{} {} {:?}", it.name, it.required, it.constant))
                .collect();
            members.sort_unstable();
            let counts = (rules.min_properties, rules.max_properties);
            // What is rare is told only where it is there, so that the rest keeps its names.
            let closed = if rules.rest == Rest::Refuse {
                " closed"
            } else {
                ""
            };
            let any_of = match rules.any_of.is_empty() {
                true => String::new(),
                false => format!(" {:?}", alternatives(rules)),
            };
            format!("object {members:?} {counts:?}{closed}{any_of}")
        }
        Shape::Union(union) => format!("union {}", union.variants.len()),
        Shape::Array(rules) => {
            let unique = if rules.unique { " unique" } else { "" };
            format!("array {:?}{unique}", (rules.min_items, rules.max_items))
        }
        Shape::Enum(values) => {
            let mut values: Vec<String> = values.iter().map(crate::dedup::canonical).collect();
            values.sort_unstable();
            format!("enum {values:?}")
        }
        Shape::Nullable(_) => "nullable".to_owned(),
        Shape::Alias(_) => "alias".to_owned(),
        Shape::OpenEnum(values) => {
            let mut values = values.clone();
            values.sort_unstable();
            format!("open enum {values:?}")
        }
        // Limits that several members of an allOf add have no order.
        Shape::Text(rules) => {
            let mut patterns = rules.patterns.clone();
            patterns.sort_unstable();
            let (format, others) = match rules.formats.split_first() {
                Some((first, others)) => (Some(first), others),
                None => (None, [].as_slice()),
            };
            // Spelt as it always was: locks hold what comes of it.
            let limits = format!(
                "min_length: {:?}, max_length: {:?}, patterns: {patterns:?}, format: {format:?}",
                rules.min_length, rules.max_length
            );
            let others = match others.is_empty() {
                true => String::new(),
                false => format!(" {others:?}"),
            };
            format!("Text(TextRules {{ {limits} }}){others}")
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_) => format!("{shape:?}"),
    }
}

/// The alternatives of an `anyOf`, in no order.
fn alternatives(rules: &ObjectRules) -> Vec<Alternative> {
    let mut all = rules.any_of.clone();
    for it in &mut all {
        it.required.sort_unstable();
        it.members.sort_unstable();
    }
    all.sort_by_cached_key(|it| format!("{it:?}"));
    all
}
