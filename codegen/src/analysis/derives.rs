//! Which of the optional derives hold for each type.

use std::collections::BTreeSet;

use super::boxes::{Edge, in_place};
use super::held;
use super::items::Item;
use crate::ir::{Ir, Rest, Shape, TypeId};

/// Traits beyond Debug, Clone and PartialEq.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derives {
    /// `Eq` and `Hash`: there is no float inside.
    pub eq: bool,
    /// `Copy`: there is nothing on the heap inside.
    pub copy: bool,
    /// `Default`: the default is a valid value.
    pub default: bool,
}

pub(super) fn derives(ir: &Ir, items: &[Item], boxes: &BTreeSet<Edge>) -> Vec<Derives> {
    let all = Derives {
        eq: true,
        copy: true,
        default: true,
    };
    let mut derives = vec![all; ir.types.len()];
    // The largest sets that are consistent: recursion alone breaks no trait.
    loop {
        let mut changed = false;
        // Types come before those that they are made of: from the end, one or two rounds do.
        for id in ir.ids().collect::<Vec<_>>().into_iter().rev() {
            let next = of(ir, items, boxes, id, &derives);
            changed |= next != derives[id.index()];
            derives[id.index()] = next;
        }
        if !changed {
            return derives;
        }
    }
}

fn of(ir: &Ir, items: &[Item], boxes: &BTreeSet<Edge>, id: TypeId, known: &[Derives]) -> Derives {
    let get = |ty: TypeId| known[ty.index()];
    let boxed =
        |ty: TypeId| in_place(ir, items, ty).is_some_and(|target| boxes.contains(&(id, target)));
    let scalar = |eq, copy| Derives {
        eq,
        copy,
        default: false,
    };
    match ir.shape(id) {
        Shape::Null | Shape::Boolean | Shape::Integer(_) | Shape::Enum(_) => scalar(true, true),
        Shape::Never => scalar(true, true),
        Shape::Number(_) => scalar(false, true),
        Shape::Text(_) | Shape::Any | Shape::OpenEnum(_) => scalar(true, false),
        Shape::Array(rules) => scalar(get(rules.items).eq, false),
        Shape::Nullable(ty) => Derives {
            default: true,
            copy: get(*ty).copy && !boxed(*ty),
            eq: get(*ty).eq,
        },
        Shape::Alias(ty) => get(*ty),
        Shape::Union(union) => {
            let inner = || union.variants.iter().map(|it| held(ir, union, it));
            let copy = !union.is_open() && inner().all(|it| get(it).copy && !boxed(it));
            scalar(inner().all(|it| get(it).eq), copy)
        }
        Shape::Object(rules) => {
            let fields = || rules.members.iter().filter(|it| it.constant.is_none());
            let inner = || {
                fields()
                    .map(|it| it.ty)
                    .chain(rules.flattened.iter().copied())
            };
            let rest = match rules.rest {
                Rest::Keep(ty) => Some(ty),
                Rest::Skip | Rest::Refuse => None,
            };
            let limited = rules.min_properties.is_some()
                || rules.asks_for_alternatives()
                || !ir.get(id).conditions.is_empty();
            Derives {
                eq: inner().chain(rest).all(|it| get(it).eq),
                copy: rest.is_none() && inner().all(|it| get(it).copy && !boxed(it)),
                default: !limited
                    && rules.flattened.is_empty()
                    && fields().all(|it| !it.required || get(it.ty).default),
            }
        }
    }
}
