//! How the variant that was picked is put together from what has been read.

use super::{Decode, Fault, Filled, Member, Presence};
use crate::support::schema::Described;
use crate::support::violation::{Violation, Violations, escape};

/// A value put together from what has been read, or as much of it as there is.
pub type Built<T> = Result<T, Box<Unbuilt<T>>>;

/// What is wrong with a value, and the value as far as it could be put together, so that what did
/// fit is checked all the same.
#[derive(Debug)]
pub struct Unbuilt<T> {
    /// What doesn't fit.
    pub fault: Fault,
    /// The value, blank where something doesn't fit.
    pub value: Option<T>,
}

impl<T> From<Fault> for Box<Unbuilt<T>> {
    #[cold]
    fn from(fault: Fault) -> Self {
        Box::new(Unbuilt { fault, value: None })
    }
}

/// Puts a value that was built in its place.
///
/// # Errors
///
/// What doesn't fit; the rest is in its place all the same.
#[inline]
pub fn settle<T: Described>(built: Built<T>, place: &mut T) -> Filled {
    match built {
        Ok(value) => *place = value,
        Err(unbuilt) => {
            if let Some(value) = unbuilt.value {
                *place = value;
            }
            return Err(unbuilt.fault.within(T::schema()));
        }
    }
    Ok(())
}

/// Wraps up a value that was built.
///
/// # Errors
///
/// Those of the value.
#[inline]
pub fn wrap<T, U>(built: Built<T>, wrap: impl FnOnce(T) -> U) -> Built<U> {
    match built {
        Ok(value) => Ok(wrap(value)),
        Err(unbuilt) => Err(Box::new(Unbuilt {
            fault: unbuilt.fault,
            value: unbuilt.value.map(wrap),
        })),
    }
}

/// Moves a value that has been read to where it belongs.
#[inline]
pub fn take<T: Decode>(slot: &mut T) -> T {
    std::mem::replace(slot, T::blank())
}

/// The members of one variant, and what is wrong with them so far.
#[derive(Debug)]
pub struct Claim<'a> {
    presence: &'a Presence,
    /// Asked for when something is wrong.
    members: fn() -> &'static [Member],
    faults: Violations,
    broken: bool,
}

impl<'a> Claim<'a> {
    pub(super) fn new(
        presence: &'a Presence,
        members: fn() -> &'static [Member],
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
    pub fn part<T: Decode>(&mut self, index: usize, build: impl FnOnce() -> Built<T>) -> T {
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
            self.faults.push(unexpected(name));
        }
    }

    /// Refuses a member that no value satisfies.
    pub fn forbid(&mut self, index: usize) {
        if self.presence.has(index) {
            self.faults.push(cannot_occur((self.members)()[index].name));
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
    pub fn fault(&mut self, violation: Violation) {
        self.faults.push(violation);
    }

    /// The variant, if nothing is wrong with it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its members.
    #[inline]
    pub fn accept<T: Described>(self, variant: T) -> Built<T> {
        if self.broken {
            Err(Fault::broken().into())
        } else if self.faults.is_empty() {
            Ok(variant)
        } else {
            Err(Box::new(Unbuilt {
                fault: Fault::from(self.faults).within(T::schema()),
                value: Some(variant),
            }))
        }
    }

    /// What is wrong with the members, if anything.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn check(self) -> Filled {
        match self.accept(()) {
            Ok(()) => Ok(()),
            Err(unbuilt) => Err(unbuilt.fault),
        }
    }

    fn keep<T>(&mut self, index: Option<usize>, built: Built<T>) -> Option<T> {
        let unbuilt = match built {
            Ok(value) => return Some(value),
            Err(unbuilt) => unbuilt,
        };
        match unbuilt.fault.unfit() {
            Ok(mut violations) => {
                if let Some(index) = index {
                    violations.member((self.members)()[index].name);
                }
                self.faults.append(violations);
            }
            Err(_) => self.broken = true,
        }
        unbuilt.value
    }
}

/// The violation of a member that its object doesn't allow.
#[cold]
pub(super) fn unexpected(name: &str) -> Violation {
    let message = format!("unexpected member {name:?}");
    Violation::of_member("additionalProperties", name, message).limited_to(false)
}

/// The violation of a member that has come before.
#[cold]
pub(super) fn twice(name: &str) -> Violation {
    Violation::of_member("properties", name, format!("member {name:?} comes twice"))
}

/// The violation of a member that nothing satisfies: what is asked of it contradicts itself.
#[cold]
pub(super) fn cannot_occur(name: &str) -> Violation {
    let message = "can't occur: nothing satisfies its schema";
    Violation::new("allOf", message).at(format!("/{}", escape(name)))
}

/// Refuses a member that no value satisfies.
///
/// # Errors
///
/// Always.
pub fn impossible() -> Filled {
    Err(super::unfit(
        "allOf",
        "can't occur: nothing satisfies its schema",
    ))
}

/// Builds each element of an array, in the memory of those it is built of where they are no
/// smaller; a fault gets the element's index.
///
/// # Errors
///
/// The faults of all elements.
pub fn each<S, T: Decode>(
    elements: &mut Vec<S>,
    mut build: impl FnMut(&mut S) -> Built<T>,
) -> Built<Vec<T>> {
    let mut faults = None;
    let elements = std::mem::take(elements).into_iter().enumerate();
    let built = elements
        .map(|(index, mut element)| {
            build(&mut element).unwrap_or_else(|unbuilt| {
                add(&mut faults, index, unbuilt.fault);
                // An element that doesn't fit keeps its place, so that later ones keep their index.
                unbuilt.value.unwrap_or_else(T::blank)
            })
        })
        .collect();
    match faults {
        None => Ok(built),
        Some(fault) => Err(Box::new(Unbuilt {
            fault,
            value: Some(built),
        })),
    }
}

/// Adds the fault of an element to those of the elements before it.
#[cold]
pub(super) fn add(faults: &mut Option<Fault>, index: usize, fault: Fault) {
    let fault = fault.of_element(index);
    *faults = Some(match faults.take() {
        Some(others) => others.and(fault),
        None => fault,
    });
}

/// Builds a value that may be `null`.
///
/// # Errors
///
/// Those of `build`.
pub fn some<S, T>(
    value: &mut Option<S>,
    build: impl FnOnce(&mut S) -> Built<T>,
) -> Built<Option<T>> {
    match value {
        Some(value) => wrap(build(value), Some),
        None => Ok(None),
    }
}
