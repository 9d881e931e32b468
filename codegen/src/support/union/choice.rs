//! Which variant of a union an object is.

use crate::support::decode::{Fault, Member, Presence, unfit};
use crate::support::violation::Violation;

/// What speaks for one variant of a union of objects.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The variant's name, for messages.
    pub name: &'static str,
    /// The members it requires, by index.
    pub required: &'static [usize],
    /// The members that no other variant declares, by index.
    pub own: &'static [usize],
}

impl Candidate {
    /// A variant is a candidate when all it requires has come; one that requires nothing, when one
    /// of its own members has.
    fn stands(&self, presence: &Presence) -> bool {
        if self.required.is_empty() {
            self.hinted(presence)
        } else {
            self.required.iter().all(|index| presence.has(*index))
        }
    }

    fn hinted(&self, presence: &Presence) -> bool {
        self.own.iter().any(|index| presence.has(*index))
    }
}

/// One branch of an `anyOf` whose members stand in one struct with those of the others.
#[derive(Debug, Clone, Copy)]
pub struct Alternative {
    /// The members it requires, by index.
    pub required: &'static [usize],
    /// Whether it requires anything at all, here or in every alternative alike.
    pub asks: bool,
    /// The members it declares, by index.
    pub members: &'static [usize],
    /// The members that not all of the others declare, by index.
    pub own: &'static [usize],
}

impl Alternative {
    fn holds(&self, presence: &Presence) -> bool {
        self.required.iter().all(|index| presence.has(*index))
            && self.members.iter().all(|index| !presence.is_unfit(*index))
    }

    /// Whether the object says that it means this branch: one that requires nothing and of which
    /// nothing has come may hold, but excuses no fault.
    fn is_meant(&self, presence: &Presence) -> bool {
        self.asks || self.own.iter().any(|index| presence.has(*index))
    }
}

impl Presence {
    /// Asks that at least one alternative holds. What doesn't fit then, but is declared by none of
    /// those that hold, is no member of the value: it is as good as absent. A member of an
    /// alternative that requires nothing means that one, and stays a fault.
    pub fn any_of(&mut self, members: &[Member], alternatives: &[Alternative]) {
        if alternatives.iter().all(|it| it.holds(self)) {
            return;
        }
        let holding: Vec<&Alternative> = alternatives.iter().filter(|it| it.holds(self)).collect();
        let declared = |index: usize| alternatives.iter().any(|it| it.members.contains(&index));
        let needed = |index: usize| {
            let mut needing = alternatives.iter().filter(|it| !it.asks || it.holds(self));
            needing.any(|it| it.members.contains(&index))
        };
        if holding.iter().any(|it| it.is_meant(self)) {
            let unfit = self.unfit().into_iter();
            let foreign: Vec<usize> = unfit.filter(|it| declared(*it) && !needed(*it)).collect();
            foreign.into_iter().for_each(|index| self.forget(index));
        } else if holding.is_empty() && !self.unfit().into_iter().any(declared) {
            let lists = alternatives.iter().map(|it| {
                let names = it.required.iter().map(|index| members[*index].name);
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
    members: &[Member],
    candidates: &[Candidate],
) -> Result<usize, Fault> {
    let mut standing = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.stands(presence));
    match (standing.next(), standing.next()) {
        (Some((only, _)), None) => Ok(only),
        (Some(_), Some(_)) => Err(several(presence, candidates)),
        (None, _) => none(presence, members, candidates),
    }
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
        .filter(|(_, candidate)| candidate.hinted(presence));
    if let (Some((only, _)), None) = (hinted.next(), hinted.next()) {
        return Ok(only);
    }
    let lists: Vec<String> = candidates
        .iter()
        .map(|candidate| {
            let indices = if candidate.required.is_empty() {
                candidate.own
            } else {
                candidate.required
            };
            let names: Vec<&str> = indices.iter().map(|index| members[*index].name).collect();
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
