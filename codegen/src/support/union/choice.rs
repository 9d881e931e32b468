//! Which variant of a union an object is.

use crate::support::decode::{Fault, Member, Presence, unfit};
use crate::support::violation::Violation;

/// Some of the members of an object.
#[derive(Debug, Clone, Copy)]
pub struct Indices {
    all: &'static [usize],
    /// Those of the first 64, a bit each.
    first: u64,
    /// Whether there are more than those.
    more: bool,
}

/// The members with these indices.
pub const fn indices(all: &'static [usize]) -> Indices {
    let (mut first, mut more) = (0, false);
    let mut at = 0;
    while at < all.len() {
        if all[at] < 64 {
            first |= 1 << all[at];
        } else {
            more = true;
        }
        at += 1;
    }
    Indices { all, first, more }
}

impl Indices {
    fn iter(&self) -> impl Iterator<Item = usize> {
        self.all.iter().copied()
    }

    fn contains(&self, index: usize) -> bool {
        self.all.contains(&index)
    }
}

impl Presence {
    /// Whether all of them have come.
    fn has_all(&self, indices: &Indices) -> bool {
        let first = self.first_bits() & indices.first == indices.first;
        first && (!indices.more || indices.iter().all(|it| self.has(it)))
    }

    /// Whether any of them has come.
    fn has_any(&self, indices: &Indices) -> bool {
        self.first_bits() & indices.first != 0
            || indices.more && indices.iter().any(|it| self.has(it))
    }
}

/// What speaks for one variant of a union of objects.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The variant's name, for messages.
    pub name: &'static str,
    /// The members it requires.
    pub required: Indices,
    /// The members that no other variant declares.
    pub own: Indices,
}

impl Candidate {
    /// A variant is a candidate when all it requires has come; one that requires nothing, when one
    /// of its own members has.
    fn stands(&self, presence: &Presence) -> bool {
        if self.required.all.is_empty() {
            presence.has_any(&self.own)
        } else {
            presence.has_all(&self.required)
        }
    }
}

/// One branch of an `anyOf` whose members stand in one struct with those of the others.
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The members it requires.
    pub required: Indices,
    /// Whether it requires anything at all, here or in every alternative alike.
    pub asks: bool,
    /// The members it declares.
    pub members: Indices,
    /// The members that not all of the others declare.
    pub own: Indices,
}

impl Alternative {
    fn holds(&self, presence: &Presence) -> bool {
        presence.has_all(&self.required) && !self.members.iter().any(|it| presence.is_unfit(it))
    }

    /// Whether the object says that it means this branch: one that requires nothing and of which
    /// nothing has come may hold, but excuses no fault.
    fn is_meant(&self, presence: &Presence) -> bool {
        self.asks || presence.has_any(&self.own)
    }
}

impl Presence {
    /// Asks that at least one alternative holds. What doesn't fit then, but is declared by none of
    /// those that hold, is no member of the value: it is as good as absent, and its index is told. A member
    /// of an alternative that requires nothing means that one, and stays a fault.
    pub fn any_of(
        &mut self,
        members: fn() -> &'static [Member],
        alternatives: &[Alternative],
    ) -> Vec<usize> {
        let mut each = alternatives.iter();
        if self.fits() && each.any(|it| self.has_all(&it.required)) {
            return Vec::new();
        }
        let foreign = self.foreign(alternatives);
        foreign.iter().for_each(|index| self.forget(*index));
        self.at_least_one(members, alternatives);
        foreign
    }

    /// Asks that at least one alternative holds, and no more: what doesn't fit stays a fault.
    pub fn at_least_one(
        &mut self,
        members: fn() -> &'static [Member],
        alternatives: &[Alternative],
    ) {
        let mut each = alternatives.iter();
        if !(self.fits() && each.any(|it| self.has_all(&it.required))) {
            self.examine_any_of(members(), alternatives);
        }
    }

    /// The members that don't fit, and needn't.
    #[cold]
    fn foreign(&self, alternatives: &[Alternative]) -> Vec<usize> {
        let mut holding = alternatives.iter().filter(|it| it.holds(self));
        if !holding.any(|it| it.is_meant(self)) {
            return Vec::new();
        }
        let declared = |index: usize| alternatives.iter().any(|it| it.members.contains(index));
        let needed = |index: usize| {
            let mut needing = alternatives.iter().filter(|it| !it.asks || it.holds(self));
            needing.any(|it| it.members.contains(index))
        };
        let unfit = self.unfit().into_iter();
        unfit.filter(|it| declared(*it) && !needed(*it)).collect()
    }

    #[cold]
    fn examine_any_of(&mut self, members: &[Member], alternatives: &[Alternative]) {
        let holds = alternatives.iter().any(|it| it.holds(self));
        let declared = |index: usize| alternatives.iter().any(|it| it.members.contains(index));
        if !holds && !self.unfit().into_iter().any(declared) {
            let lists = alternatives.iter().map(|it| {
                let names = it.required.iter().map(|it| members[it].name);
                names.collect::<Vec<_>>().join(" and ")
            });
            let lists: Vec<String> = lists.collect();
            let message = format!("none of these is there: {}", lists.join("; "));
            self.stray(Violation::new("anyOf", message).into());
        }
    }
}

/// Picks the one variant that an object is.
///
/// # Errors
///
/// A fault of `oneOf` when no candidate stands, or several do.
pub fn exactly_one(
    presence: &Presence,
    members: fn() -> &'static [Member],
    candidates: &[Candidate],
) -> Result<usize, Fault> {
    let mut only = None;
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.stands(presence) && only.replace(index).is_some() {
            return Err(several(presence, candidates));
        }
    }
    match only.or_else(|| silent(presence, candidates)) {
        Some(index) => Ok(index),
        None => none(presence, members(), candidates),
    }
}

/// The only variant, among some that require members, of which none must be there: what it requires is only
/// written, so what a service sends lacks it. What has a member of another variant is that one.
#[cold]
fn silent(presence: &Presence, candidates: &[Candidate]) -> Option<usize> {
    let is_silent = |it: &Candidate| it.required.all.is_empty();
    let only = candidates.iter().position(is_silent)?;
    let mut others = candidates.iter().enumerate().filter(|it| it.0 != only);
    let is_alone = others.all(|(_, it)| !is_silent(it) && !presence.has_any(&it.own));
    (candidates.len() > 1 && is_alone).then_some(only)
}

/// Several variants have all they require.
#[cold]
fn several(presence: &Presence, candidates: &[Candidate]) -> Fault {
    let standing = candidates.iter().filter(|it| it.stands(presence));
    let names: Vec<&str> = standing.map(|it| it.name).collect();
    let names = names.join(" and ");
    unfit(
        "oneOf",
        format!("exactly one variant must match, but {names} do"),
    )
}

/// No variant has all it requires: where one is hinted at, it will say what is missing.
#[cold]
fn none(presence: &Presence, members: &[Member], candidates: &[Candidate]) -> Result<usize, Fault> {
    let mut hinted = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| presence.has_any(&candidate.own));
    if let (Some((only, _)), None) = (hinted.next(), hinted.next()) {
        return Ok(only);
    }
    let lists: Vec<String> = candidates
        .iter()
        .map(|candidate| {
            let indices = if candidate.required.all.is_empty() {
                candidate.own
            } else {
                candidate.required
            };
            let names: Vec<&str> = indices.iter().map(|it| members[it].name).collect();
            format!("{} ({})", candidate.name, names.join(", "))
        })
        .collect();
    Err(unfit(
        "oneOf",
        format!(
            "exactly one variant must match, but none does: {}",
            lists.join("; ")
        ),
    ))
}
