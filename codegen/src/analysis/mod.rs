//! Facts about types that follow from the IR alone, one table each.

mod boxes;
mod circles;
mod derives;
mod items;
mod order;
mod ranks;
mod sizes;
mod telling;
mod trials;

use std::collections::BTreeSet;

pub use boxes::Edge;
pub(crate) use boxes::in_place;
pub use derives::Derives;
pub use items::Item;
pub(crate) use items::{checked_formats, held, inlined, patterns};
pub(crate) use telling::telling_members;
pub(crate) use trials::trial_order;

use crate::ir::{Ir, TypeId};

/// Facts about each type.
#[derive(Debug, Clone)]
pub struct Analyses {
    /// What each type becomes in Rust, by its index.
    pub items: Vec<Item>,
    /// The types that components and operations lead to, components included.
    pub reachable: BTreeSet<TypeId>,
    /// The edges that need a box.
    pub boxes: BTreeSet<Edge>,
    /// The traits that can be derived, by type.
    pub derives: Vec<Derives>,
    /// How early each type is found to have a value: the way to a finite one leads downhill.
    pub ranks: Vec<usize>,
    /// Whether `validate` has anything to look at, by type.
    pub checked: Vec<bool>,
    /// Whether values are read that lack a member which requests must have, by type.
    pub requested: Vec<bool>,
}

/// Analyses the types.
pub fn analyse(ir: &Ir) -> Analyses {
    let items = items::items(ir);
    let reachable = items::reachable(ir);
    let boxes = boxes::boxes(ir, &items);
    let derives = derives::derives(ir, &items, &boxes);
    let checked = items::checked(ir);
    let requested = items::requested(ir);
    let ranks = ranks::ranks(ir);
    Analyses {
        items,
        reachable,
        boxes,
        derives,
        ranks,
        checked,
        requested,
    }
}
