//! Objects: which members they have, and which of them have come.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Decode, Fault, Filled, Member, Slot, Source, Table, unfit};
use crate::support::violation::{Violation, Violations};

/// An object that is being read: where its members go.
pub struct Object<'a> {
    /// What is known of all objects of this type
    pub(super) table: &'static Table,
    /// The fields of the members that have one, in the order of the table
    pub(super) fields: &'a mut [&'a mut dyn Decode],
    /// Where all those go that are not declared
    pub(super) others: Option<&'a mut dyn Entries>,
    /// Where it is kept what has come, if it isn't known yet what must have come
    pub(super) presence: Option<&'a mut Presence>,
}

/// Members that are read under whatever name they have.
pub trait Entries {
    /// Reads the member with this name. What doesn't fit is said to be there.
    fn entry(&mut self, name: String, source: &mut dyn Source) -> Filled;

    /// Reads all of these members.
    fn all(&mut self, members: BTreeMap<String, Value>) -> Filled;
}

/// Reads an object into the fields of its members, which are in the order of the table.
///
/// # Errors
///
/// What doesn't fit, and what is missing.
pub fn object<'a>(
    source: &mut dyn Source,
    table: &'static Table,
    fields: &'a mut [&'a mut dyn Decode],
    others: Option<&'a mut dyn Entries>,
) -> Filled {
    source.object(&mut Object {
        table,
        fields,
        others,
        presence: None,
    })
}

/// Reads an object of which it isn't known yet what must have come: that is told by its `presence`.
///
/// # Errors
///
/// Only a malformed input: what doesn't fit is kept in `presence`.
pub fn members<'a>(
    source: &mut dyn Source,
    table: &'static Table,
    fields: &'a mut [&'a mut dyn Decode],
    others: Option<&'a mut dyn Entries>,
    presence: &'a mut Presence,
) -> Filled {
    source.object(&mut Object {
        table,
        fields,
        others,
        presence: Some(presence),
    })
}

impl Object<'_> {
    /// Where a declared member goes, if it is a plain value.
    #[inline]
    pub(super) fn slot<'s>(&'s mut self, member: &'s Member) -> Option<Slot<'s>> {
        match self.fields.get_mut(member.field) {
            Some(field) => field.slot(member.need),
            None => member.constant.as_ref().map(Slot::Constant),
        }
    }

    /// Reads a declared member into its place, which has no slot.
    #[inline]
    pub(super) fn read(&mut self, member: &Member, source: &mut dyn Source) -> Filled {
        match self.fields.get_mut(member.field) {
            Some(field) if member.is_required() => field.fill(source),
            Some(field) => field.fill_present(source),
            None => impossible(),
        }
    }

    /// Reads a member that is not declared.
    #[inline]
    pub(super) fn other(&mut self, name: String, source: &mut dyn Source) -> Filled {
        match &mut self.others {
            Some(entries) => entries.entry(name, source),
            None => Ok(()),
        }
    }

    /// Reads all members that are not declared.
    pub(super) fn all_others(&mut self, members: BTreeMap<String, Value>) -> Filled {
        match &mut self.others {
            Some(entries) => entries.all(members),
            None => Ok(()),
        }
    }

    /// Judges the object after its last member.
    #[inline]
    pub(super) fn finish(&mut self, presence: Presence) -> Filled {
        if let Some(slot) = &mut self.presence {
            **slot = presence;
            return Ok(());
        }
        let complete = presence.complete(self.table);
        complete.map_err(|fault| fault.within((self.table.schema)()))
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
    faults: Vec<(usize, Violations)>,
    others: Violations,
}

impl Presence {
    /// Notes that a member has come; `false` if it came before.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        if index < 64 {
            let is_fresh = self.first & bit == 0;
            self.first |= bit;
            return is_fresh;
        }
        self.insert_beyond(index / 64, bit)
    }

    #[inline(never)]
    fn insert_beyond(&mut self, beyond: usize, bit: u64) -> bool {
        let rest = &mut self.rare().rest;
        if rest.len() < beyond {
            rest.resize(beyond, 0);
        }
        let word = &mut rest[beyond - 1];
        let is_fresh = *word & bit == 0;
        *word |= bit;
        is_fresh
    }

    #[cold]
    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    fn faults(&self) -> &[(usize, Violations)] {
        self.rare.as_ref().map_or(&[], |rare| &rare.faults)
    }

    /// Whether the member with this index has come, fitting or not.
    #[inline]
    pub fn has(&self, index: usize) -> bool {
        if index < 64 {
            return self.first >> index & 1 == 1;
        }
        let rest = self.rare.as_ref().map_or(&[][..], |it| &it.rest);
        let word = rest.get(index / 64 - 1);
        word.is_some_and(|it| it >> (index % 64) & 1 == 1)
    }

    /// Whether every declared member that has come fits.
    pub(in crate::support) fn fits(&self) -> bool {
        self.faults().is_empty()
    }

    /// Which of the first 64 members have come, a bit each.
    pub(in crate::support) fn first_bits(&self) -> u64 {
        self.first
    }

    /// Whether the member with this index has come and didn't fit.
    #[inline]
    pub fn is_unfit(&self, index: usize) -> bool {
        self.rare.is_some() && self.faults().iter().any(|(at, _)| *at == index)
    }

    /// The members that have come and didn't fit, by index.
    pub(in crate::support) fn unfit(&self) -> Vec<usize> {
        self.faults().iter().map(|(index, _)| *index).collect()
    }

    /// Takes a member for absent.
    pub(in crate::support) fn forget(&mut self, index: usize) {
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
    pub(in crate::support) fn fault(
        &mut self,
        index: usize,
        name: &str,
        mut violations: Violations,
    ) {
        violations.member(name);
        self.rare().faults.push((index, violations));
    }

    /// Keeps what is wrong with a member that is not declared, or came twice.
    #[cold]
    pub(in crate::support) fn stray(&mut self, violations: Violations) {
        self.rare().others.append(violations);
    }

    /// Accepts the object if every required member has come and every member fits.
    ///
    /// # Errors
    ///
    /// All faults, and one violation for each missing member.
    #[inline]
    pub(super) fn complete(self, table: &Table) -> Filled {
        let has_all = self.first & table.required == table.required;
        if has_all && self.rare.is_none() && table.members.len() <= 64 {
            return Ok(());
        }
        self.examine(&table.members)
    }

    #[cold]
    fn examine(self, members: &[Member]) -> Filled {
        let mut violations = Violations::default();
        for (index, member) in members.iter().enumerate() {
            self.report(index, member.name, member.is_required(), &mut violations);
        }
        if let Some(rare) = self.rare {
            violations.append(rare.others);
        }
        if violations.is_empty() {
            Ok(())
        } else {
            Err(violations.into())
        }
    }

    /// What is wrong with the members that are claimed, by index; nearly always nothing.
    #[inline]
    pub(in crate::support) fn claims(
        &mut self,
        members: fn() -> &'static [Member],
        required: &[usize],
        optional: &[usize],
    ) -> Option<Fault> {
        if self.rare.is_none() && required.iter().all(|index| self.has(*index)) {
            return None;
        }
        self.examine_claims(members(), required, optional)
    }

    #[cold]
    fn examine_claims(
        &mut self,
        members: &[Member],
        required: &[usize],
        optional: &[usize],
    ) -> Option<Fault> {
        let rare = self.rare.as_mut();
        let mut faults = rare.map_or_else(Violations::default, |it| std::mem::take(&mut it.others));
        let mut claims: Vec<(usize, bool)> = Vec::new();
        claims.extend(required.iter().map(|index| (*index, true)));
        claims.extend(optional.iter().map(|index| (*index, false)));
        claims.sort_unstable();
        for (index, required) in claims {
            self.report(index, members[index].name, required, &mut faults);
        }
        (!faults.is_empty()).then(|| faults.into())
    }

    fn report(&self, index: usize, name: &str, required: bool, violations: &mut Violations) {
        for (at, faults) in self.faults() {
            if *at == index {
                violations.append(faults.clone());
            }
        }
        if required && !self.has(index) {
            violations.push(missing(name));
        }
    }
}

/// The violation of a member that must be there and isn't.
#[cold]
pub(crate) fn missing(name: &str) -> Violation {
    let message = format!("missing required member {name:?}");
    Violation::of_member("required", name, message).limited_to(name)
}

/// The violation of a member that its object doesn't allow.
#[cold]
pub(crate) fn unexpected(name: &str) -> Violation {
    let message = format!("unexpected member {name:?}");
    Violation::of_member("additionalProperties", name, message).limited_to(false)
}

/// The violation of a member that has come before.
#[cold]
pub(super) fn twice(name: &str) -> Violation {
    Violation::of_member("properties", name, format!("member {name:?} comes twice"))
}

/// Refuses a member that no value satisfies.
///
/// # Errors
///
/// Always.
pub fn impossible() -> Filled {
    Err(unfit("allOf", "can't occur: nothing satisfies its schema"))
}
