//! Objects: which members they have, and which of them have come.

use super::{Claim, Fault, Filled, Source};
use crate::support::violation::{Violation, Violations};

/// A declared member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// Whether an object without it is refused.
    pub required: bool,
}

/// A member that must be there.
pub const fn required(name: &'static str) -> Member {
    Member {
        name,
        required: true,
    }
}

/// A member that may be left out.
pub const fn optional(name: &'static str) -> Member {
    Member {
        name,
        required: false,
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
    /// The declared members.
    fn members(&self) -> &'static [Member];

    /// Reads the member with this index among [`members`](Self::members).
    fn member(&mut self, index: usize, source: &mut dyn Source) -> Filled {
        let _ = (index, source);
        Ok(())
    }

    /// What happens to members that are not declared.
    fn others(&self) -> Others {
        Others::Skip
    }

    /// Reads a member that is not declared.
    fn other(&mut self, name: &str, source: &mut dyn Source) -> Filled {
        let _ = (name, source);
        Ok(())
    }

    /// Called after the last member with what has come.
    fn finish(&mut self, presence: Presence) -> Filled {
        presence.complete(self.members())
    }
}

/// Which members have come, and which of them didn't fit.
#[derive(Debug, Default)]
pub struct Presence {
    first: u64,
    /// Beyond the 64th member; empty for nearly every type.
    rest: Vec<u64>,
    faults: Vec<(usize, Box<Violations>)>,
    others: Violations,
}

impl Presence {
    /// Notes that a member has come; `false` if it came before.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.first,
            beyond => {
                if self.rest.len() < beyond {
                    self.rest.resize(beyond, 0);
                }
                &mut self.rest[beyond - 1]
            }
        };
        let bit = 1 << (index % 64);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    /// Whether the member with this index has come, fitting or not.
    pub fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            beyond => self.rest.get(beyond - 1).copied().unwrap_or_default(),
        };
        word & (1 << (index % 64)) != 0
    }

    /// Whether the member with this index has come and didn't fit.
    pub fn is_unfit(&self, index: usize) -> bool {
        self.faults.iter().any(|(at, _)| *at == index)
    }

    /// The members that have come and didn't fit, by index.
    pub(super) fn unfit(&self) -> Vec<usize> {
        self.faults.iter().map(|(index, _)| *index).collect()
    }

    /// Takes a member for absent.
    pub(super) fn forget(&mut self, index: usize) {
        self.faults.retain(|(at, _)| *at != index);
        let word = match index / 64 {
            0 => Some(&mut self.first),
            beyond => self.rest.get_mut(beyond - 1),
        };
        if let Some(word) = word {
            *word &= !(1 << (index % 64));
        }
    }

    /// Keeps what is wrong with a declared member.
    #[cold]
    pub(super) fn fault(&mut self, index: usize, name: &str, mut violations: Box<Violations>) {
        violations.prefix(name);
        self.faults.push((index, violations));
    }

    /// Keeps what is wrong with a member that is not declared, or came twice.
    #[cold]
    pub(super) fn stray(&mut self, violations: Violations) {
        self.others.append(violations);
    }

    /// Accepts the object if every required member has come and every member fits.
    ///
    /// # Errors
    ///
    /// All faults, and one violation for each missing member.
    pub fn complete(self, members: &[Member]) -> Filled {
        let missing = |(index, member): (usize, &Member)| member.required && !self.has(index);
        if self.faults.is_empty()
            && self.others.is_empty()
            && !members.iter().enumerate().any(missing)
        {
            return Ok(());
        }
        let mut violations = Violations::default();
        for (index, member) in members.iter().enumerate() {
            self.report(index, *member, &mut violations);
        }
        violations.append(self.others);
        Err(Fault::Unfit(Box::new(violations)))
    }

    /// Takes the members that one variant of a union declares: those in `required` must have come,
    /// and those and the ones in `optional` must fit. What other variants declare is free.
    pub fn claim<'a>(
        &'a mut self,
        members: &'static [Member],
        required: &[usize],
        optional: &[usize],
    ) -> Claim<'a> {
        let mut faults = std::mem::take(&mut self.others);
        if !self.faults.is_empty() || !required.iter().all(|index| self.has(*index)) {
            let mut claims: Vec<(usize, bool)> = Vec::new();
            claims.extend(required.iter().map(|index| (*index, true)));
            claims.extend(optional.iter().map(|index| (*index, false)));
            claims.sort_unstable();
            for (index, required) in claims {
                let name = members[index].name;
                self.report(index, Member { name, required }, &mut faults);
            }
        }
        Claim::new(self, members, faults)
    }

    fn report(&self, index: usize, member: Member, violations: &mut Violations) {
        for (at, faults) in &self.faults {
            if *at == index {
                violations.append(faults.as_ref().clone());
            }
        }
        if member.required && !self.has(index) {
            let message = format!("missing required member {:?}", member.name);
            violations.push(Violation::of_member("required", member.name, message));
        }
    }
}
