//! How the variant that was picked is put together from what has been read.

use super::build::{Built, Unbuilt, take};
use crate::support::decode::{Decode, Fault, Filled, Member, Presence, unexpected};
use crate::support::schema::Described;
use crate::support::violation::{Violation, escape};

impl Presence {
    /// Takes the members that one variant of a union declares: those in `required` must have come,
    /// and those and the ones in `optional` must fit. What other variants declare is free.
    #[inline]
    pub fn claim<'a>(
        &'a mut self,
        members: fn() -> &'static [Member],
        required: &[usize],
        optional: &[usize],
    ) -> Claim<'a> {
        let fault = self.claims(members, required, optional);
        Claim {
            presence: self,
            members,
            fault,
        }
    }

    /// Builds a member before it is known whether it is one of the variant's: what doesn't fit is noted.
    pub fn build<T>(
        &mut self,
        members: fn() -> &'static [Member],
        index: usize,
        build: impl FnOnce() -> Built<T>,
    ) -> Option<T> {
        if !self.has(index) || self.is_unfit(index) {
            return None;
        }
        let unbuilt = match build() {
            Ok(value) => return Some(value),
            Err(unbuilt) => *unbuilt,
        };
        if let Ok(violations) = unbuilt.fault.unfit() {
            self.fault(index, members()[index].name, violations);
        }
        unbuilt.value
    }
}

/// The members of one variant, and what is wrong with them so far.
#[derive(Debug)]
pub struct Claim<'a> {
    presence: &'a Presence,
    /// Asked for when something is wrong.
    members: fn() -> &'static [Member],
    fault: Option<Fault>,
}

impl<'a> Claim<'a> {
    /// A required member whose type depends on the variant. One that is missing or unfit was
    /// reported before: it isn't built, and nothing else is to be said of what stands in for it.
    pub fn part<T: Decode>(&mut self, index: usize, build: impl FnOnce() -> Built<T>) -> T {
        if self.presence.is_unfit(index) {
            let name = (self.members)()[index].name;
            self.fault = self.fault.take().map(|it| it.without_member(name));
        }
        self.optional(index, build).unwrap_or_else(T::blank)
    }

    /// An optional member whose type depends on the variant.
    pub fn optional<T: Decode>(
        &mut self,
        index: usize,
        build: impl FnOnce() -> Built<T>,
    ) -> Option<T> {
        if !self.presence.has(index) || self.presence.is_unfit(index) {
            return None;
        }
        let built = build();
        self.keep(Some(index), built)
    }

    /// An optional member, if it has come.
    #[inline]
    pub fn given<T: Decode>(&self, index: usize, slot: &mut T) -> Option<T> {
        self.presence.has(index).then(|| take(slot))
    }

    /// An optional member that was built before, if it is one of the variant's.
    pub fn built<T>(&self, index: usize, value: Option<T>) -> Option<T> {
        value.filter(|_| self.presence.has(index))
    }

    /// What was built from the same object: a union that stands beside other members.
    pub fn flat<T: Decode>(&mut self, built: Built<T>) -> T {
        self.keep(None, built).unwrap_or_else(T::blank)
    }

    /// Refuses members that have come and are not among `declared`.
    pub fn close<'n>(&mut self, declared: &[usize], others: impl Iterator<Item = &'n str>) {
        let members = (self.members)();
        let foreign = (0..members.len())
            .filter(|index| self.presence.has(*index) && !declared.contains(index))
            .map(|index| members[index].name);
        for name in foreign.chain(others) {
            self.fault(unexpected(name));
        }
    }

    /// Refuses a member that no value satisfies.
    pub fn forbid(&mut self, index: usize) {
        if self.presence.has(index) {
            self.fault(cannot_occur((self.members)()[index].name));
        }
    }

    /// Asks of a member whose value is known what the variant that was picked asks for.
    pub fn expect(&mut self, index: usize, check: impl FnOnce() -> Filled) {
        if self.presence.has(index) && !self.presence.is_unfit(index) {
            let checked = check().map_err(Box::from);
            self.keep(Some(index), checked);
        }
    }

    /// Adds a fault.
    #[cold]
    pub fn fault(&mut self, fault: impl Into<Fault>) {
        let fault = fault.into();
        self.fault = Some(match self.fault.take() {
            Some(others) => others.and(fault),
            None => fault,
        });
    }

    /// The variant, if nothing is wrong with it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its members.
    #[inline]
    pub fn accept<T: Described>(self, variant: T) -> Built<T> {
        match self.fault {
            None => Ok(variant),
            Some(fault) => Err(Box::new(Unbuilt {
                fault: fault.within(T::schema()),
                value: Some(variant),
            })),
        }
    }

    /// What is wrong with the members, if anything.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    #[inline]
    pub fn check(self) -> Filled {
        self.fault.map_or(Ok(()), Err)
    }

    fn keep<T>(&mut self, index: Option<usize>, built: Built<T>) -> Option<T> {
        let unbuilt = match built {
            Ok(value) => return Some(value),
            Err(unbuilt) => *unbuilt,
        };
        self.fault(match index {
            Some(index) => unbuilt.fault.of_member((self.members)()[index].name),
            // The members beside the union hold theirs.
            None => unbuilt.fault.hollow(false),
        });
        unbuilt.value
    }
}

/// The violation of a member that nothing satisfies: what is asked of it contradicts itself.
#[cold]
fn cannot_occur(name: &str) -> Violation {
    let message = "can't occur: nothing satisfies its schema";
    Violation::new("allOf", message).at(format!("/{}", escape(name)))
}
