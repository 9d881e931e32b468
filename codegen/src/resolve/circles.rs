//! Unions that lead back to themselves without reading anything on the way.

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
    let place = resolver.graph.pointer(resolver.ir.get(id).sources[0]);
    let ty = &mut resolver.ir.types[id.index()];
    if let Shape::Union(union) = &mut ty.shape {
        if let ToldBy::Kind(kinds) = &mut union.told_by {
            let mut variants = union.variants.iter();
            kinds.retain(|_| variants.next().is_some_and(|it| it.ty != inner));
        }
        union.variants.retain(|it| it.ty != inner);
        resolver
            .diagnostics
            .report(
                Code::IndistinctVariants,
                place,
                "a variant leads back to this union, and adds no value to it",
            )
            .help("remove it");
    } else {
        ty.shape = Shape::Never;
    }
}
