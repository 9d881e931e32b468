//! Unions that lead back to themselves without reading anything on the way.

use std::collections::BTreeSet;

use super::Resolver;
use crate::diagnostics::Code;
use crate::ir::{Shape, ToldBy, TypeId};

/// A union must not lead back to itself through variants alone: whatever is read as such a variant
/// would be read as the union again, without end. The variant adds no value, and is dropped.
pub(super) fn cut_circles(resolver: &mut Resolver<'_>) {
    // 0: not looked at, 1: on the current way, 2: leads into no circle any more
    let mut states = vec![0_u8; resolver.ir.types.len()];
    for start in resolver.ir.ids() {
        let mut way = vec![(start, 0)];
        while let Some((id, next)) = way.pop() {
            if next == 0 && std::mem::replace(&mut states[id.index()], 1) == 2 {
                states[id.index()] = 2;
                continue;
            }
            let held = same_value(resolver.ir.shape(id));
            let Some(inner) = held.get(next).copied() else {
                states[id.index()] = 2;
                continue;
            };
            if states[inner.index()] == 1 {
                drop_variant(resolver, id, inner);
                way.push((id, next));
            } else {
                way.push((id, next + 1));
                if states[inner.index()] == 0 {
                    way.push((inner, 0));
                }
            }
        }
    }
}

/// A condition must not lead back to the type that it is asked of: it would be asked of the same value
/// again, without end. JSON Schema leaves open what that means; it is dropped.
pub(super) fn cut_conditions(resolver: &mut Resolver<'_>) {
    // By name: the first one of a circle is cut, whichever comes first in the document.
    let mut ids: Vec<TypeId> = resolver.ir.ids().collect();
    ids.sort_by_key(|it| {
        let component = resolver.ir.get(*it).component.clone();
        (component.is_none(), component)
    });
    for id in ids {
        if resolver.ir.get(id).conditions.is_empty() {
            continue;
        }
        let mut conditions = std::mem::take(&mut resolver.ir.types[id.index()].conditions);
        let before = conditions.clone();
        let leads_back = |it: &TypeId| leads_back(resolver, *it, id);
        conditions.excluded.retain(|it| !leads_back(it));
        conditions.by_kind.retain(|(_, it)| !leads_back(it));
        conditions
            .assertions
            .retain(|it| !it.on_same_value().iter().any(leads_back));
        if conditions != before {
            let place = resolver.graph.pointer(resolver.ir.get(id).sources[0]);
            let message =
                "a condition applies this schema to the same value again: it is not enforced";
            resolver
                .diagnostics
                .report(Code::UnsupportedKeyword, place, message)
                .help("let `not` or `if` refer to another schema");
        }
        resolver.ir.types[id.index()].conditions = conditions;
    }
}

/// Whether a value of the type `start` is compared with the type `end` as a whole.
fn leads_back(resolver: &Resolver<'_>, start: TypeId, end: TypeId) -> bool {
    let mut seen = BTreeSet::from([start]);
    let mut pending = vec![start];
    while let Some(id) = pending.pop() {
        if id == end {
            return true;
        }
        let conditions = &resolver.ir.get(id).conditions;
        let by_kind = conditions.by_kind.iter().map(|(_, it)| *it);
        let asserted = conditions
            .assertions
            .iter()
            .flat_map(|it| it.on_same_value());
        let next = same_value(resolver.ir.shape(id));
        let next = next.into_iter().chain(by_kind).chain(asserted);
        let next = next.chain(conditions.excluded.iter().copied());
        pending.extend(next.filter(|it| seen.insert(*it)));
    }
    false
}

/// The types that a value of a type is at the same time.
fn same_value(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Union(union) => union.variants.iter().map(|it| it.ty).collect(),
        Shape::Nullable(ty) | Shape::Alias(ty) => vec![*ty],
        Shape::Object(rules) => rules.flattened.clone(),
        _ => Vec::new(),
    }
}

fn drop_variant(resolver: &mut Resolver<'_>, id: TypeId, inner: TypeId) {
    let source = resolver.ir.get(id).sources[0];
    let ty = &mut resolver.ir.types[id.index()];
    let Shape::Union(union) = &mut ty.shape else {
        ty.shape = Shape::Never;
        return;
    };
    if let ToldBy::Kind(kinds) = &mut union.told_by {
        let mut variants = union.variants.iter();
        kinds.retain(|_| variants.next().is_some_and(|it| it.ty != inner));
    }
    union.variants.retain(|it| it.ty != inner);
    if resolver.is_first(Code::IndistinctVariants, source, "back") {
        let place = resolver.graph.pointer(source);
        resolver
            .diagnostics
            .report(
                Code::IndistinctVariants,
                place,
                "a variant leads back to this union, and adds no value to it",
            )
            .help("remove it");
    }
}
