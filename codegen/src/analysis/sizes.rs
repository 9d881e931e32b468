//! How many bytes a value takes in place: an estimate, for types of which what they hold in place is known.

use std::collections::{BTreeMap, BTreeSet};

use super::Item;
use super::boxes::{Edge, in_place};
use super::items::fields;
use crate::ir::{Ir, Rest, Shape, ToldBy, TypeId, Union};

/// A pointer, a tag or a number.
const WORD: usize = 8;

/// A string, an array or a map.
const COLLECTION: usize = 3 * WORD;

/// A JSON value.
const VALUE: usize = 4 * WORD;

/// Less than this isn't worth a box.
const SMALL: usize = 128;

/// The sizes of the types so far.
pub(super) struct Sizes<'a> {
    ir: &'a Ir,
    items: &'a [Item],
    /// An order of all types that doesn't depend on the document's.
    order: &'a [usize],
    known: Vec<usize>,
}

impl Sizes<'_> {
    pub(super) fn of<'a>(ir: &'a Ir, items: &'a [Item], order: &'a [usize]) -> Sizes<'a> {
        Sizes {
            ir,
            items,
            order,
            known: vec![0; ir.types.len()],
        }
    }

    /// Keeps the size of a defined type, for those that hold it.
    pub(super) fn settle(&mut self, id: TypeId, boxed: &BTreeSet<Edge>) {
        self.known[id.index()] = self.of_defined(id, boxed);
    }

    /// The size of a defined type.
    pub(super) fn of_defined(&self, id: TypeId, boxed: &BTreeSet<Edge>) -> usize {
        let size = |ty: &TypeId| self.in_place(id, *ty, boxed);
        match self.ir.shape(id) {
            Shape::Object(rules) => {
                let others = match rules.rest {
                    Rest::Keep(_) => COLLECTION,
                    Rest::Skip | Rest::Refuse => 0,
                };
                fields(self.ir, id).iter().map(size).sum::<usize>() + others
            }
            Shape::Union(union) if union.told_by == ToldBy::Every => {
                fields(self.ir, id).iter().map(size).sum()
            }
            Shape::Union(union) => {
                let largest = fields(self.ir, id).iter().map(size).max();
                WORD + largest.unwrap_or_default().max(unknown(union))
            }
            Shape::Enum(_) => WORD,
            Shape::OpenEnum(_) => WORD + COLLECTION,
            _ => self.expression(id, id, boxed),
        }
    }

    /// The type that takes most of what a type holds in place, if it is worth a box.
    pub(super) fn largest(&self, id: TypeId, boxed: &BTreeSet<Edge>) -> Option<TypeId> {
        let mut taken: BTreeMap<TypeId, usize> = BTreeMap::new();
        for field in fields(self.ir, id) {
            let target = in_place(self.ir, self.items, field);
            let target = target.filter(|it| !boxed.contains(&(id, *it)));
            if let Some(target) = target.filter(|it| self.known[it.index()] >= SMALL) {
                *taken.entry(target).or_default() += self.known[target.index()];
            }
        }
        let largest = taken
            .into_iter()
            .max_by_key(|(id, size)| (*size, self.order[id.index()]));
        largest.map(|(id, _)| id)
    }

    fn in_place(&self, owner: TypeId, ty: TypeId, boxed: &BTreeSet<Edge>) -> usize {
        match in_place(self.ir, self.items, ty) {
            Some(target) if boxed.contains(&(owner, target)) => WORD,
            Some(target) => self.known[target.index()],
            None => self.expression(owner, ty, boxed),
        }
    }

    fn expression(&self, owner: TypeId, ty: TypeId, boxed: &BTreeSet<Edge>) -> usize {
        match self.ir.shape(ty) {
            Shape::Any => VALUE,
            Shape::Text(_) | Shape::Array(_) | Shape::Object(_) => COLLECTION,
            Shape::Nullable(ty) | Shape::Alias(ty) => WORD + self.in_place(owner, *ty, boxed),
            _ => WORD,
        }
    }
}

/// What is kept of an object that is none of an open union's variants: its tag, and all of it.
fn unknown(union: &Union) -> usize {
    match union.is_open() {
        true => COLLECTION + VALUE,
        false => 0,
    }
}
