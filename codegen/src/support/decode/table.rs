//! The declared members of an object, and a hash table of their names that is made at compile time.

use super::{Member, Others};

/// The declared members of an object, and what happens to others.
#[derive(Debug)]
pub struct Table {
    /// The declared members.
    pub members: &'static [Member],
    /// What happens to members that are not declared.
    pub others: Others,
    /// For each hash, the member with this or a lower one: its index plus one, or zero.
    slots: &'static [u32],
}

impl Table {
    /// An object without declared members.
    pub const fn undeclared(others: Others) -> Self {
        Table::new(&[], others, &[])
    }

    /// The table of `members`, whose `slots` are those that [`slots`] gives.
    pub const fn new(members: &'static [Member], others: Others, slots: &'static [u32]) -> Self {
        Table {
            members,
            others,
            slots,
        }
    }

    /// The index of the member `name`.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let mark = Mark::of(name);
        let mut at = mark.hash();
        loop {
            let slot = self.slots[at & (self.slots.len() - 1)] as usize;
            let index = slot.checked_sub(1)?;
            if self.members[index].is_named(mark, name) {
                return Some(index);
            }
            at += 1;
        }
    }
}

/// How many slots there are for so many members: a power of two, a third of them free at least.
pub const fn width(members: usize) -> usize {
    match members {
        0 => 0,
        _ => (members + members / 2 + 1).next_power_of_two(),
    }
}

/// The slots of `members`. One that another member has taken makes way for the next.
pub const fn slots<const WIDTH: usize>(members: &[Member]) -> [u32; WIDTH] {
    let mut slots = [0; WIDTH];
    let mut index = 0;
    while index < members.len() {
        let mut at = members[index].mark.hash() & (WIDTH - 1);
        while slots[at] != 0 {
            at = (at + 1) & (WIDTH - 1);
        }
        index += 1;
        slots[at] = index as u32;
    }
    slots
}

/// What is compared first of a name: its length, and the words at its beginning and its end. Of a
/// name of up to 16 bytes, that is all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    length: usize,
    head: u64,
    tail: u64,
}

impl Mark {
    #[inline]
    pub(super) const fn of(name: &str) -> Mark {
        let name = name.as_bytes();
        let (head, tail) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
            (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
            _ => match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
                (Some(head), Some(tail)) => (
                    u32::from_le_bytes(*head) as u64,
                    u32::from_le_bytes(*tail) as u64,
                ),
                _ => match name {
                    [first, .., last] => (*first as u64, (name[1] as u64) << 8 | *last as u64),
                    [only] => (*only as u64, 0),
                    [] => (0, 0),
                },
            },
        };
        Mark {
            length: name.len(),
            head,
            tail,
        }
    }

    /// Whether names of this mark are equal.
    #[inline]
    pub(super) const fn is_all(self) -> bool {
        self.length <= 16
    }

    #[inline]
    const fn hash(self) -> usize {
        // The middle of a product depends on most of the bits of its factors.
        let mixed = (self.head ^ self.tail.rotate_left(25)).wrapping_add(self.length as u64);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::decode::optional;

    const NAMES: &[Member] = &[
        optional(""),
        optional("a"),
        optional("ab"),
        optional("ba"),
        optional("abc"),
        optional("acc"),
        optional("abcd"),
        optional("abcdefgh"),
        optional("abcdefgh_abcdefgh"),
        optional("abcdefgh-abcdefgh"),
        optional("name of some length, like others"),
        optional("name of same length, like others"),
        optional("é"),
    ];
    const SLOTS: &[u32] = &slots::<{ width(NAMES.len()) }>(NAMES);
    const TABLE: &Table = &Table::new(NAMES, Others::Skip, SLOTS);

    #[test]
    fn each_name_is_found_at_its_own_index() {
        for (index, member) in NAMES.iter().enumerate() {
            assert_eq!(TABLE.find(member.name), Some(index), "{:?}", member.name);
        }
    }

    #[test]
    fn names_that_only_look_alike_are_not_found() {
        for name in [
            "b",
            "aa",
            "adc",
            "abcdabcd",
            "abcdefgh.abcdefgh",
            "name of sqme length, like others",
            "abcdefghh",
            "\0",
        ] {
            assert_eq!(TABLE.find(name), None, "{name:?}");
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_is_declared() {
        assert_eq!(Table::undeclared(Others::Read).find("a"), None);
    }

    #[test]
    fn a_third_of_the_slots_stays_free_so_that_looking_ends() {
        for members in 1..2000 {
            let width = width(members);
            assert!(width.is_power_of_two() && members + members / 2 < width);
        }
    }
}
