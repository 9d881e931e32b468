//! Collects differences, and says of limits and sets which side is the tighter one.

use std::cmp::Ordering;

use super::{Change, Effect, Facet};
use crate::schema::Bound;

/// The differences so far.
#[derive(Default)]
pub(super) struct List(pub(super) Vec<Change>);

impl List {
    pub(super) fn add(
        &mut self,
        facet: Facet,
        name: &str,
        (left, right): (Option<String>, Option<String>),
        effect: Effect,
    ) {
        self.0.push(Change {
            facet,
            name: name.to_owned(),
            left,
            right,
            effect,
        });
    }

    pub(super) fn text(&mut self, facet: Facet, name: &str, left: &str, right: &str) {
        self.text_with(facet, name, left, right, Effect::Other);
    }

    pub(super) fn text_with(
        &mut self,
        facet: Facet,
        name: &str,
        left: &str,
        right: &str,
        effect: Effect,
    ) {
        if left != right {
            let texts = (Some(left.to_owned()), Some(right.to_owned()));
            self.add(facet, name, texts, effect);
        }
    }

    /// What only one of two sets has; `gained` is what it means that the second has more.
    pub(super) fn set(
        &mut self,
        facet: Facet,
        name: &str,
        left: &[String],
        right: &[String],
        gained: Effect,
    ) {
        let lost = match gained {
            Effect::Tighter => Effect::Looser,
            Effect::Looser => Effect::Tighter,
            Effect::Other => Effect::Other,
        };
        for it in left.iter().filter(|it| !right.contains(it)) {
            self.add(facet, name, (Some(it.clone()), None), lost);
        }
        for it in right.iter().filter(|it| !left.contains(it)) {
            self.add(facet, name, (None, Some(it.clone())), gained);
        }
    }

    /// A rule that fewer values follow than if there were none.
    pub(super) fn rule(&mut self, keyword: &str, left: Option<String>, right: Option<String>) {
        let effect = match (&left, &right) {
            (None, Some(_)) => Effect::Tighter,
            (Some(_), None) => Effect::Looser,
            _ => Effect::Other,
        };
        if left != right {
            self.add(Facet::Limit, keyword, (left, right), effect);
        }
    }

    pub(super) fn low(&mut self, keyword: &str, left: Option<usize>, right: Option<usize>) {
        let order = right.unwrap_or(0).cmp(&left.unwrap_or(0));
        self.limit(keyword, (left, right), order);
    }

    pub(super) fn high(&mut self, keyword: &str, left: Option<usize>, right: Option<usize>) {
        let order = left.unwrap_or(usize::MAX).cmp(&right.unwrap_or(usize::MAX));
        self.limit(keyword, (left, right), order);
    }

    pub(super) fn bound(
        &mut self,
        keyword: &str,
        left: Option<Bound>,
        right: Option<Bound>,
        tighter: Ordering,
    ) {
        let order = match (left, right) {
            (None, None) => return,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(left), Some(right)) => {
                let values = right.value.compare(left.value);
                let values = if tighter == Ordering::Less {
                    values.reverse()
                } else {
                    values
                };
                values.then(right.exclusive.cmp(&left.exclusive))
            }
        };
        let text = |it: Bound| match it.exclusive {
            true => format!("{} exclusive", it.value),
            false => it.value.to_string(),
        };
        self.limit(keyword, (left.map(text), right.map(text)), order);
    }

    /// Two formats; `order` is greater where the second is the narrower one.
    pub(super) fn format(
        &mut self,
        left: &Option<String>,
        right: &Option<String>,
        order: Ordering,
    ) {
        self.limit("format", (left.as_ref(), right.as_ref()), order);
    }

    /// `order` is greater where the second limit is the tighter one.
    fn limit<T: ToString>(
        &mut self,
        keyword: &str,
        (left, right): (Option<T>, Option<T>),
        order: Ordering,
    ) {
        let effect = match order {
            Ordering::Greater => Effect::Tighter,
            Ordering::Less => Effect::Looser,
            Ordering::Equal => return,
        };
        let texts = [left, right].map(|it| it.map(|it| it.to_string()));
        let [left, right] = texts;
        self.add(Facet::Limit, keyword, (left, right), effect);
    }
}
