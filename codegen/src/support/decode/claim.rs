//! How the variant that was picked is put together from what has been read.

use super::{Decode, Fault, Member, Presence};
use crate::support::violation::{Violation, Violations};

/// Moves a value that has been read to where it belongs.
pub fn take<T: Decode>(slot: &mut T) -> T {
    std::mem::replace(slot, T::blank())
}

/// The members of one variant, and what is wrong with them so far.
#[derive(Debug)]
pub struct Claim<'a> {
    presence: &'a Presence,
    members: &'static [Member],
    faults: Violations,
    broken: bool,
}

impl<'a> Claim<'a> {
    pub(super) fn new(
        presence: &'a Presence,
        members: &'static [Member],
        faults: Violations,
    ) -> Self {
        Claim {
            presence,
            members,
            faults,
            broken: false,
        }
    }

    /// A required member whose type depends on the variant. One that is missing or unfit was
    /// reported before: it isn't built.
    pub fn part<T: Decode>(&mut self, index: usize, build: impl FnOnce() -> Result<T, Fault>) -> T {
        self.optional(index, build).unwrap_or_else(T::blank)
    }

    /// An optional member whose type depends on the variant.
    pub fn optional<T: Decode>(
        &mut self,
        index: usize,
        build: impl FnOnce() -> Result<T, Fault>,
    ) -> Option<T> {
        if !self.presence.has(index) || self.presence.is_unfit(index) {
            return None;
        }
        let built = build();
        self.keep(Some(self.members[index].name), built)
    }

    /// An optional member, if it has come.
    pub fn given<T: Decode>(&self, index: usize, slot: &mut T) -> Option<T> {
        self.presence.has(index).then(|| take(slot))
    }

    /// What was built from the same object: a union that stands beside other members.
    pub fn flat<T: Decode>(&mut self, built: Result<T, Fault>) -> T {
        self.keep(None, built).unwrap_or_else(T::blank)
    }

    /// Refuses members that have come and are not among `declared`.
    pub fn close<'n>(&mut self, declared: &[usize], others: impl Iterator<Item = &'n str>) {
        let foreign = (0..self.members.len())
            .filter(|index| self.presence.has(*index) && !declared.contains(index))
            .map(|index| self.members[index].name);
        for name in foreign.chain(others) {
            self.faults.push(unexpected(name));
        }
    }

    /// Adds a fault.
    pub fn fault(&mut self, violation: Violation) {
        self.faults.push(violation);
    }

    /// The variant, if nothing is wrong with it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its members.
    pub fn accept<T>(self, variant: T) -> Result<T, Fault> {
        if self.broken {
            Err(Fault::Broken)
        } else if self.faults.is_empty() {
            Ok(variant)
        } else {
            Err(Fault::Unfit(Box::new(self.faults)))
        }
    }

    fn keep<T>(&mut self, name: Option<&str>, built: Result<T, Fault>) -> Option<T> {
        match built {
            Ok(value) => return Some(value),
            Err(Fault::Unfit(mut violations)) => {
                if let Some(name) = name {
                    violations.prefix(name);
                }
                self.faults.append(*violations);
            }
            Err(Fault::Broken) => self.broken = true,
        }
        None
    }
}

/// The violation of a member that its object doesn't allow.
#[cold]
pub(super) fn unexpected(name: &str) -> Violation {
    let message = format!("unexpected member {name:?}");
    Violation::of_member("additionalProperties", name, message)
}

/// Builds each element of an array; a fault gets the element's index.
///
/// # Errors
///
/// The faults of all elements.
pub fn each<S, T>(
    elements: &mut [S],
    mut build: impl FnMut(&mut S) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut built = Vec::with_capacity(elements.len());
    let mut faults = Violations::default();
    for (index, element) in elements.iter_mut().enumerate() {
        match build(element) {
            Ok(element) => built.push(element),
            Err(Fault::Unfit(mut violations)) => {
                violations.prefix(&index.to_string());
                faults.append(*violations);
            }
            Err(Fault::Broken) => return Err(Fault::Broken),
        }
    }
    if faults.is_empty() {
        Ok(built)
    } else {
        Err(Fault::Unfit(Box::new(faults)))
    }
}

/// Builds a value that may be `null`.
///
/// # Errors
///
/// Those of `build`.
pub fn some<S, T>(
    value: &mut Option<S>,
    build: impl FnOnce(&mut S) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    value.as_mut().map(build).transpose()
}
