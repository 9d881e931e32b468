//! Reading an object before it is known which of several types it is: the members of all of them, each with a
//! place that can hold what any of them makes of it, and a method that makes each type of what was read.

mod build;
mod hosts;
mod methods;
mod object;
mod sets;
mod union;

pub(super) use build::set;
pub(super) use hosts::plan;

use std::collections::{BTreeMap, BTreeSet};

use super::Emission;
use super::encode::is_of_objects;
use crate::analysis::Item;
use crate::ir::{Shape, ToldBy, TypeId, Union};
use crate::raw::Raw;
use methods::Methods;

/// All sets, and which set each type is read through.
#[derive(Default)]
pub(super) struct Plan {
    pub sets: Vec<Set>,
    pub hosts: BTreeMap<TypeId, usize>,
    methods: Methods,
}

impl Plan {
    /// The method that makes a type of what was read.
    pub(super) fn method(&self, id: TypeId) -> proc_macro2::Ident {
        self.methods.of((id, None))
    }
}

/// Types that are read alike.
pub(super) struct Set {
    /// The types that the object may turn out to be.
    pub types: BTreeSet<TypeId>,
    /// The name of the struct that holds what was read.
    pub name: String,
    /// The members of all types.
    pub members: Vec<Place>,
    /// Whether members that no type declares are kept.
    pub keeps_others: bool,
}

/// A member and its place.
pub(super) struct Place {
    pub name: String,
    pub field: String,
    pub slot: Slot,
}

/// What a place can hold.
pub(super) enum Slot {
    /// The type that all agree on.
    Direct(TypeId),
    /// One of a few constants.
    Constant(Vec<Raw>),
    /// An object that is several types again.
    Set(usize),
    /// The same, or `null`.
    Nullable(Box<Slot>),
    /// An array of the same.
    List(Box<Slot>),
    /// A string, of which an enum or a constant is made later.
    Text,
    /// Any value, looked at later.
    Buffered,
    /// Any value, read as what it is once that is known.
    Later,
}

/// Whether a type can't be filled in place: its variant is known only after the last member.
pub(super) fn is_joined(cx: &Emission<'_>, id: TypeId) -> bool {
    match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct, Shape::Object(rules)) => {
            !rules.flattened.is_empty() || !rules.any_of.is_empty()
        }
        (Item::Union, Shape::Union(union)) => {
            is_of_objects(cx, union) && !chooses_an_open_union(cx, union)
        }
        _ => false,
    }
}

/// Whether a union's own tag leads to a union that keeps values with unknown tags: those are whole.
fn chooses_an_open_union(cx: &Emission<'_>, union: &Union) -> bool {
    let is_open = |id: TypeId| match cx.ir().shape(cx.ir().resolve(id)) {
        Shape::Union(inner) => inner.is_open() || chooses_an_open_union(cx, inner),
        _ => false,
    };
    matches!(union.told_by, ToldBy::Tag { .. }) && union.variants.iter().any(|it| is_open(it.ty))
}
