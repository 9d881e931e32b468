//! Which variant of a union an object is.

use super::{Fault, Member, Presence, unfit};

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
