//! Objects: which members they have, and which of them have come.

use super::table::Mark;
use super::{Claim, Decode, Fault, Filled, Source, Table};
use crate::support::schema::Schema;
use crate::support::violation::{Violation, Violations};

/// A declared member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// Whether an object without it is refused.
    pub required: bool,
    pub(super) mark: Mark,
}

impl Member {
    const fn new(name: &'static str, required: bool) -> Self {
        Member {
            name,
            required,
            mark: Mark::of(name),
        }
    }

    /// Whether its name is this one, whose mark is `mark`.
    #[inline]
    pub(super) fn is_named(&self, mark: Mark, name: &str) -> bool {
        self.mark == mark && (mark.is_all() || self.name == name)
    }
}

/// A member that must be there.
pub const fn required(name: &'static str) -> Member {
    Member::new(name, true)
}

/// A member that may be left out.
pub const fn optional(name: &'static str) -> Member {
    Member::new(name, false)
}

/// Reads one of `members` into its place.
///
/// # Errors
///
/// What doesn't fit.
pub fn member(
    place: &mut dyn Decode,
    members: &[Member],
    index: usize,
    source: &mut dyn Source,
) -> Filled {
    if members[index].required {
        place.fill(source)
    } else {
        place.fill_present(source)
    }
}

/// A member that nothing satisfies: it must not come.
pub const fn forbidden(name: &'static str) -> Member {
    optional(name)
}

/// What happens to members that are not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They are skipped.
    Skip,
    /// They are handed to [`Object::other`].
    Read,
    /// They are faults.
    Refuse,
}

/// An object that is being read.
pub trait Object {
    /// The declared members, and what happens to others.
    fn table(&self) -> &'static Table;

    /// Reads the member with this index.
    fn member(&mut self, index: usize, source: &mut dyn Source) -> Filled {
        let _ = (index, source);
        Ok(())
    }

    /// Reads a member that is not declared.
    fn other(&mut self, name: &str, source: &mut dyn Source) -> Filled {
        let _ = (name, source);
        Ok(())
    }

    /// Where its schema stands; asked for when something is wrong.
    fn schema(&self) -> Option<&'static Schema> {
        None
    }

    /// Called after the last member with what has come.
    fn finish(&mut self, presence: Presence) -> Filled {
        let complete = presence.complete(self.table().members);
        complete.map_err(|fault| fault.within(self.schema()))
    }
}

/// Which members have come, and which of them didn't fit.
#[derive(Debug, Default)]
pub struct Presence {
    first: u64,
    /// What hardly any object has: kept apart, so that a presence is small and cheap to make.
    rare: Option<Box<Rare>>,
}

#[derive(Debug, Default)]
struct Rare {
    /// Beyond the 64th member.
    rest: Vec<u64>,
    faults: Vec<(usize, Box<Violations>)>,
    others: Violations,
}

impl Presence {
    /// Notes that a member has come; `false` if it came before.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.first,
            beyond => self.beyond(beyond),
        };
        let bit = 1 << (index % 64);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    #[cold]
    fn beyond(&mut self, beyond: usize) -> &mut u64 {
        let rest = &mut self.rare().rest;
        if rest.len() < beyond {
            rest.resize(beyond, 0);
        }
        &mut rest[beyond - 1]
    }

    #[cold]
    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    fn faults(&self) -> &[(usize, Box<Violations>)] {
        self.rare.as_ref().map_or(&[], |rare| &rare.faults)
    }

    /// Whether the member with this index has come, fitting or not.
    #[inline]
    pub fn has(&self, index: usize) -> bool {
        let word = match (index / 64, &self.rare) {
            (0, _) => self.first,
            (beyond, Some(rare)) => rare.rest.get(beyond - 1).copied().unwrap_or_default(),
            (_, None) => 0,
        };
        word & (1 << (index % 64)) != 0
    }

    /// Whether the member with this index has come and didn't fit.
    #[inline]
    pub fn is_unfit(&self, index: usize) -> bool {
        self.rare.is_some() && self.faults().iter().any(|(at, _)| *at == index)
    }

    /// The members that have come and didn't fit, by index.
    pub(super) fn unfit(&self) -> Vec<usize> {
        self.faults().iter().map(|(index, _)| *index).collect()
    }

    /// Takes a member for absent.
    pub(super) fn forget(&mut self, index: usize) {
        let bit = !(1 << (index % 64));
        if index < 64 {
            self.first &= bit;
        }
        if let Some(rare) = &mut self.rare {
            rare.faults.retain(|(at, _)| *at != index);
            let beyond = (index / 64).checked_sub(1);
            if let Some(word) = beyond.and_then(|it| rare.rest.get_mut(it)) {
                *word &= bit;
            }
        }
    }

    /// Keeps what is wrong with a declared member.
    #[cold]
    pub(super) fn fault(&mut self, index: usize, name: &str, mut violations: Box<Violations>) {
        violations.member(name);
        self.rare().faults.push((index, violations));
    }

    /// Keeps what is wrong with a member that is not declared, or came twice.
    #[cold]
    pub(super) fn stray(&mut self, violations: Violations) {
        self.rare().others.append(violations);
    }

    /// Accepts the object if every required member has come and every member fits.
    ///
    /// # Errors
    ///
    /// All faults, and one violation for each missing member.
    pub fn complete(self, members: &[Member]) -> Filled {
        let mut each = members.iter().enumerate();
        if self.rare.is_none() && each.all(|(index, member)| !member.required || self.has(index)) {
            return Ok(());
        }
        self.examine(members)
    }

    #[cold]
    fn examine(self, members: &[Member]) -> Filled {
        let mut violations = Violations::default();
        for (index, member) in members.iter().enumerate() {
            self.report(index, *member, &mut violations);
        }
        if let Some(rare) = self.rare {
            violations.append(rare.others);
        }
        if violations.is_empty() {
            Ok(())
        } else {
            Err(Fault::Unfit(Box::new(violations)))
        }
    }

    /// Takes the members that one variant of a union declares: those in `required` must have come,
    /// and those and the ones in `optional` must fit. What other variants declare is free.
    #[inline]
    pub fn claim<'a>(
        &'a mut self,
        members: &'static [Member],
        required: &[usize],
        optional: &[usize],
    ) -> Claim<'a> {
        let faults = if self.rare.is_none() && required.iter().all(|index| self.has(*index)) {
            Violations::default()
        } else {
            self.claims(members, required, optional)
        };
        Claim::new(self, members, faults)
    }

    #[cold]
    fn claims(&mut self, members: &[Member], required: &[usize], optional: &[usize]) -> Violations {
        let rare = self.rare.as_mut();
        let mut faults = rare.map_or_else(Violations::default, |it| std::mem::take(&mut it.others));
        let mut claims: Vec<(usize, bool)> = Vec::new();
        claims.extend(required.iter().map(|index| (*index, true)));
        claims.extend(optional.iter().map(|index| (*index, false)));
        claims.sort_unstable();
        for (index, required) in claims {
            let member = members[index];
            self.report(index, Member { required, ..member }, &mut faults);
        }
        faults
    }

    fn report(&self, index: usize, member: Member, violations: &mut Violations) {
        for (at, faults) in self.faults() {
            if *at == index {
                violations.append(faults.as_ref().clone());
            }
        }
        if member.required && !self.has(index) {
            violations.push(missing(member.name));
        }
    }
}

/// The violation of a member that must be there and isn't.
#[cold]
pub(crate) fn missing(name: &str) -> Violation {
    let message = format!("missing required member {name:?}");
    Violation::of_member("required", name, message).limited_to(name)
}
