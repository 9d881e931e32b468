//! Where recursion needs a box: on one edge of each circle of types that hold each other, and around what would make
//! each level of a nested value large.

use std::collections::BTreeSet;

use super::Item;
use super::circles::on_circles;
use super::items::fields;
use super::order::by_names;
use super::sizes::Sizes;
use crate::ir::{Ir, Shape, TypeId};

/// From a defined type to the type of one of its members or variants.
pub type Edge = (TypeId, TypeId);

/// Boxes the fewest edges that a walk in a fixed order finds: an edge is boxed if it would close a
/// circle of unboxed ones. The order is that of names, not of the document.
pub(super) fn boxes(ir: &Ir, items: &[Item]) -> BTreeSet<Edge> {
    let held: Vec<Vec<TypeId>> = ir.ids().map(|id| held_by(ir, items, id)).collect();
    let mut order: Vec<TypeId> = ir
        .ids()
        .filter(|id| items[id.index()].is_nominal())
        .collect();
    let met = by_names(ir);
    let name = |id: &TypeId| (ir.get(*id).component.clone(), met[id.index()], *id);
    order.sort_by_key(name);
    let circular = circular(&held);
    let mut boxed: BTreeSet<Edge> = BTreeSet::new();
    for from in order {
        let mut targets = held[from.index()].clone();
        targets.sort_by_key(name);
        for to in targets {
            if circular[from.index()] && circular[to.index()] && reaches(&held, &boxed, to, from) {
                boxed.insert((from, to));
            }
        }
    }
    let order = inner_first(&held, &boxed);
    let sizes = Sizes::of(ir, items, &met);
    keep_small(ir, sizes, &order, &mut boxed);
    shorten_chains(&held, &order, &mut boxed);
    boxed
}

/// How many bytes a value may take in place that may be nested to any depth: each level of it has such values on the
/// stack while it is read, and those of 128 levels have to fit on the stack of any thread.
const LARGEST: usize = 1024;

/// Boxes what makes a type large that can hold itself, at whatever distance: of a struct the largest fields first, of
/// a union each variant that is large by itself.
fn keep_small(ir: &Ir, mut sizes: Sizes<'_>, order: &[TypeId], boxed: &mut BTreeSet<Edge>) {
    let nested = on_circles(ir);
    for id in order.iter().copied() {
        if nested[id.index()] {
            while sizes.of_defined(id, boxed) > LARGEST
                && let Some(target) = sizes.largest(id, boxed)
            {
                boxed.insert((id, target));
            }
        }
        sizes.settle(id, boxed);
    }
}

/// All types, those first that are held in place by others. No circle may be left.
fn inner_first(held: &[Vec<TypeId>], boxed: &BTreeSet<Edge>) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut is_done = vec![false; held.len()];
    for start in 0..held.len() {
        let mut pending = vec![TypeId(u32::try_from(start).unwrap_or(u32::MAX))];
        while let Some(id) = pending.last().copied() {
            let inner = held[id.index()]
                .iter()
                .filter(|to| !boxed.contains(&(id, **to)));
            let open: Vec<TypeId> = inner.filter(|to| !is_done[to.index()]).copied().collect();
            if is_done[id.index()] || open.is_empty() {
                pending.pop();
                if !std::mem::replace(&mut is_done[id.index()], true) {
                    order.push(id);
                }
            } else {
                pending.extend(open);
            }
        }
    }
    order
}

/// Types that hold each other in place nest no deeper than this: rustc gives up on the layout of
/// chains of a hundred and more.
const DEEPEST: usize = 48;

/// Boxes an edge of every chain that is too long. No circle is left that would have no end.
fn shorten_chains(held: &[Vec<TypeId>], order: &[TypeId], boxed: &mut BTreeSet<Edge>) {
    let mut depths = vec![0; held.len()];
    for from in order.iter().copied() {
        let mut depth = 0;
        for to in &held[from.index()] {
            match depths[to.index()] {
                _ if boxed.contains(&(from, *to)) => {}
                inner if inner >= DEEPEST => {
                    boxed.insert((from, *to));
                }
                inner => depth = depth.max(inner + 1),
            }
        }
        depths[from.index()] = depth;
    }
}

/// The types that lead into a circle: all others are taken away, those that hold nothing first.
fn circular(held: &[Vec<TypeId>]) -> Vec<bool> {
    let mut open: Vec<usize> = held.iter().map(Vec::len).collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); held.len()];
    for (holder, held) in held.iter().enumerate() {
        for ty in held {
            holders[ty.index()].push(holder);
        }
    }
    let mut done: Vec<usize> = (0..held.len()).filter(|index| open[*index] == 0).collect();
    while let Some(index) = done.pop() {
        for holder in &holders[index] {
            open[*holder] -= 1;
            if open[*holder] == 0 {
                done.push(*holder);
            }
        }
    }
    open.into_iter().map(|it| it > 0).collect()
}

/// The defined types that a value of a type holds in place.
fn held_by(ir: &Ir, items: &[Item], id: TypeId) -> Vec<TypeId> {
    let held = match ir.shape(id) {
        _ if !items[id.index()].is_nominal() => Vec::new(),
        Shape::Nullable(ty) => vec![*ty],
        _ => fields(ir, id),
    };
    let held = held.into_iter();
    held.filter_map(|it| in_place(ir, items, it)).collect()
}

/// The defined type that stands in place of a type: behind options and aliases, but not behind
/// arrays and maps, which are pointers already.
pub(crate) fn in_place(ir: &Ir, items: &[Item], mut id: TypeId) -> Option<TypeId> {
    for _ in 0..=ir.types.len() {
        if items[id.index()].is_nominal() {
            return Some(id);
        }
        match ir.shape(id) {
            Shape::Nullable(ty) | Shape::Alias(ty) => id = *ty,
            _ => return None,
        }
    }
    None
}

fn reaches(held: &[Vec<TypeId>], boxed: &BTreeSet<Edge>, from: TypeId, to: TypeId) -> bool {
    let mut pending = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            let edges = held[id.index()]
                .iter()
                .filter(|next| !boxed.contains(&(id, **next)));
            pending.extend(edges);
        }
    }
    false
}
