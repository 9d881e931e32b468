//! Types a value of which can hold another of the same type.

use super::items::next_to;
use crate::ir::{Ir, TypeId};

/// Whether each type leads back to itself: by what its values hold, at any distance and behind any pointer, or by
/// what its conditions ask about. These are the strongly connected components, by Tarjan's algorithm.
pub(super) fn on_circles(ir: &Ir) -> Vec<bool> {
    let mut walk = Walk {
        order: vec![None; ir.types.len()],
        lowest: vec![0; ir.types.len()],
        open: Vec::new(),
        is_open: vec![false; ir.types.len()],
        on_circle: vec![false; ir.types.len()],
        count: 0,
    };
    for id in ir.ids() {
        walk.begin_at(ir, id);
    }
    walk.on_circle
}

/// A walk along what types lead to, without recursion: documents nest types as deep as they like.
struct Walk {
    /// When each type was met.
    order: Vec<Option<usize>>,
    /// The type that was met first of those that it is known to lead back to.
    lowest: Vec<usize>,
    /// Those that were met and may be on a circle with the type at hand.
    open: Vec<TypeId>,
    is_open: Vec<bool>,
    on_circle: Vec<bool>,
    count: usize,
}

impl Walk {
    fn begin_at(&mut self, ir: &Ir, start: TypeId) {
        let mut path = Vec::new();
        self.enter(ir, start, &mut path);
        while let Some((id, ahead)) = path.last_mut() {
            let id = *id;
            match ahead.pop() {
                Some(next) if self.order[next.index()].is_none() => self.enter(ir, next, &mut path),
                Some(next) => {
                    self.on_circle[id.index()] |= next == id;
                    if self.is_open[next.index()] {
                        self.lower(id, self.order[next.index()].unwrap_or_default());
                    }
                }
                None => {
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        self.lower(*before, self.lowest[id.index()]);
                    }
                    self.leave(id);
                }
            }
        }
    }

    fn enter(&mut self, ir: &Ir, id: TypeId, path: &mut Vec<(TypeId, Vec<TypeId>)>) {
        if self.order[id.index()].is_some() {
            return;
        }
        self.order[id.index()] = Some(self.count);
        self.lowest[id.index()] = self.count;
        self.count += 1;
        self.open.push(id);
        self.is_open[id.index()] = true;
        path.push((id, next_to(ir, id)));
    }

    fn lower(&mut self, id: TypeId, order: usize) {
        let lowest = &mut self.lowest[id.index()];
        *lowest = order.min(*lowest);
    }

    /// All that it leads to has been met. If that leads no further back than to itself, those that were met since
    /// then are on circles with it.
    fn leave(&mut self, id: TypeId) {
        if Some(self.lowest[id.index()]) != self.order[id.index()] {
            return;
        }
        let first = self.open.iter().rposition(|it| *it == id);
        let circle = self.open.split_off(first.unwrap_or_default());
        for on_it in &circle {
            self.is_open[on_it.index()] = false;
            self.on_circle[on_it.index()] |= circle.len() > 1;
        }
    }
}
