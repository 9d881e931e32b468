//! An order of types that doesn't depend on the document's.

use std::collections::VecDeque;

use super::held;
use crate::ir::{Ir, Rest, Shape, TypeId};

/// When each type is met on the way from the components, taken by their names, along members by theirs.
pub(super) fn by_names(ir: &Ir) -> Vec<usize> {
    let mut components: Vec<(&String, TypeId)> =
        ir.components.iter().map(|(name, id)| (name, *id)).collect();
    components.sort_unstable();
    let mut pending: VecDeque<TypeId> = components.into_iter().map(|it| it.1).collect();
    // What only operations lead to comes last.
    pending.extend(ir.uses.values());
    let mut order = vec![usize::MAX; ir.types.len()];
    let mut count = 0;
    while let Some(id) = pending.pop_front() {
        if order[id.index()] == usize::MAX {
            order[id.index()] = count;
            count += 1;
            pending.extend(onward(ir, id));
        }
    }
    order
}

fn onward(ir: &Ir, id: TypeId) -> Vec<TypeId> {
    match ir.shape(id) {
        Shape::Object(rules) => {
            let mut members: Vec<(&String, TypeId)> =
                rules.members.iter().map(|it| (&it.name, it.ty)).collect();
            members.sort_unstable();
            let members = members.into_iter().map(|it| it.1);
            let mut onward: Vec<TypeId> = members.chain(rules.flattened.iter().copied()).collect();
            if let Rest::Keep(ty) = rules.rest {
                onward.push(ty);
            }
            onward
        }
        Shape::Union(union) => {
            let mut variants: Vec<_> = union
                .variants
                .iter()
                .map(|it| {
                    (
                        &ir.get(it.ty).component,
                        it.tag_texts(),
                        held(ir, union, it),
                    )
                })
                .collect();
            variants.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
            variants.into_iter().map(|it| it.2).collect()
        }
        shape => {
            let mut onward = Vec::new();
            shape.clone().each_type(|it| onward.push(*it));
            onward
        }
    }
}
