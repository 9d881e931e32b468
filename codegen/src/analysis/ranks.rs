//! How many steps it takes to build a value of each type, so that blank values are finite.

use crate::ir::{Ir, Shape, TypeId};

/// The least number of nested values, by type; `usize::MAX` for types without any value.
pub(super) fn ranks(ir: &Ir) -> Vec<usize> {
    let mut ranks = vec![usize::MAX; ir.types.len()];
    loop {
        let mut changed = false;
        // Types come before those that they are made of: from the end, one or two rounds do.
        for id in ir.ids().collect::<Vec<_>>().into_iter().rev() {
            let rank = rank(ir, id, &ranks);
            if rank < ranks[id.index()] {
                ranks[id.index()] = rank;
                changed = true;
            }
        }
        if !changed {
            return ranks;
        }
    }
}

fn rank(ir: &Ir, id: TypeId, ranks: &[usize]) -> usize {
    let of = |id: TypeId| ranks[id.index()];
    let inner = match ir.shape(id) {
        Shape::Never => return usize::MAX,
        Shape::Object(rules) => {
            let required = rules
                .members
                .iter()
                .filter(|it| it.required && it.constant.is_none());
            let held = required
                .map(|it| it.ty)
                .chain(rules.flattened.iter().copied());
            held.map(of).max()
        }
        Shape::Union(union) => union.variants.iter().map(|it| of(it.ty)).min(),
        Shape::Alias(target) => Some(of(*target)),
        _ => None,
    };
    inner.map_or(0, |it| it.saturating_add(1))
}
