//! The declared members of an object, and a hash table of their names.

use std::sync::OnceLock;

use super::Constant;
use crate::support::schema::Schema;

/// A declared member of an object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// Whether it has to come.
    pub need: Need,
    /// The constant that it is; none where its field takes whatever fits.
    pub constant: Option<Constant>,
    /// The index of its field among those of all members; none is there for a constant, and for what must
    /// not come.
    pub(in crate::support) field: usize,
}

/// Whether a member has to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// An object without it is refused.
    Required,
    /// It may be left out.
    Optional,
    /// Nothing satisfies it: it must not come.
    Forbidden,
}

impl Need {
    /// What a word of a table says; a row that has none is about a member that must come.
    fn of(word: Option<&str>) -> Need {
        match word {
            Some("optional") => Need::Optional,
            Some("forbidden") => Need::Forbidden,
            _ => Need::Required,
        }
    }
}

impl Member {
    /// Whether an object without it is refused.
    pub fn is_required(&self) -> bool {
        self.need == Need::Required
    }
}

/// What happens to members that are not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They are skipped.
    Skip,
    /// They are read as entries.
    Read,
    /// They are faults.
    Refuse,
}

/// What is known of all objects of one type.
#[derive(Debug)]
pub struct Table {
    /// The declared members.
    pub members: Vec<Member>,
    /// Those of the first 64 members that have to come, a bit each.
    pub(super) required: u64,
    /// What happens to members that are not declared.
    pub(super) others: Others,
    /// Where their schema stands; asked for when something is wrong.
    pub(super) schema: fn() -> Option<Schema>,
    /// Finds members by their names.
    pub(super) names: Names,
}

impl Table {
    /// The table that `cell` is for, made when it is first asked for: a compiler takes longer for it
    /// than that. Its rows are the members' `names`, a word for what is needed of each, and those
    /// that are constants, by their indices.
    #[inline]
    pub fn of(
        cell: &'static OnceLock<Table>,
        names: &[&'static str],
        needs: &str,
        constants: &[(usize, Constant)],
        others: Others,
        schema: fn() -> Option<Schema>,
    ) -> &'static Table {
        match cell.get() {
            Some(table) => table,
            None => cell.get_or_init(|| Table::new(names, needs, constants, others, schema)),
        }
    }

    /// The member of this name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.get(self.names.find(name)?)
    }

    /// The table of what declares no members.
    pub(super) fn none() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        Table::of(&TABLE, &[], "", &[], Others::Skip, || None)
    }

    #[cold]
    fn new(
        names: &[&'static str],
        needs: &str,
        constants: &[(usize, Constant)],
        others: Others,
        schema: fn() -> Option<Schema>,
    ) -> Self {
        let mut needs = needs.split_whitespace();
        let mut fields = 0..;
        let members = names.iter().enumerate().map(|(index, name)| {
            let need = Need::of(needs.next());
            let constant = constants.iter().find(|it| it.0 == index).map(|it| it.1);
            let field = match (need, constant) {
                (Need::Required | Need::Optional, None) => fields.next(),
                _ => None,
            };
            Member {
                name,
                need,
                constant,
                field: field.unwrap_or(usize::MAX),
            }
        });
        let members: Vec<Member> = members.collect();
        let required = members.iter().take(64).enumerate();
        let required = required.filter(|(_, it)| it.is_required());
        Table {
            names: Names::of(&members),
            required: required.fold(0, |bits, (index, _)| bits | 1 << index),
            members,
            others,
            schema,
        }
    }
}

/// What hashes are made with: odd numbers without pattern, of which each spreads names in another way.
const SEEDS: [u64; 8] = [
    0x9E37_79B9_7F4A_7C15,
    0xBF58_476D_1CE4_E5B9,
    0x94D0_49BB_1331_11EB,
    0xD6E8_FEB8_6659_FD93,
    0xA076_1D64_78BD_642F,
    0xE703_7ED1_A0B4_28DB,
    0x8EBC_6AF0_9C88_C6E3,
    0x5899_65CC_7537_4CC3,
];

/// A hash table of members.
#[derive(Debug)]
pub(super) struct Names {
    /// For each hash, the member with this or a lower one. Their number is a power of two, and a
    /// third of them is free at least.
    slots: Box<[Option<Slot>]>,
    /// What hashes are made with
    seed: u64,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    mark: Mark,
    index: u32,
    name: &'static str,
}

/// What a first look for a name tells.
pub(super) enum Look {
    /// The member's index
    Found(usize),
    /// No member has this name.
    Absent,
    /// It isn't known yet: the name is long, or another one stands in its place.
    Further,
}

impl Names {
    /// A table in which as many names as possible stand where they are looked for first.
    #[cold]
    fn of(members: &[Member]) -> Names {
        let [first, others @ ..] = SEEDS;
        let mut best = Names::with(first, members);
        for seed in others {
            if best.displaced() == 0 {
                break;
            }
            let other = Names::with(seed, members);
            if other.displaced() < best.displaced() {
                best = other;
            }
        }
        best
    }

    fn with(seed: u64, members: &[Member]) -> Names {
        let width = match members.len() {
            0 => 0,
            members => (members + members / 2 + 1).next_power_of_two(),
        };
        let mut slots = vec![None; width].into_boxed_slice();
        for (index, member) in (0..).zip(members) {
            let mark = Mark::of(member.name);
            let name = member.name;
            let mut at = mark.hash(seed);
            // One that another member has taken makes way for the next.
            while let Some(Some(_)) = slots.get(at & (width - 1)) {
                at += 1;
            }
            if let Some(slot) = slots.get_mut(at & (width - 1)) {
                *slot = Some(Slot { mark, index, name });
            }
        }
        Names { slots, seed }
    }

    /// How many names make way for others.
    fn displaced(&self) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let slots = self.slots.iter().enumerate();
        let taken = slots.filter_map(|(at, slot)| Some((at, slot.as_ref()?)));
        taken
            .filter(|(at, slot)| slot.mark.hash(self.seed) & mask != *at)
            .count()
    }

    /// The index of the member `name`.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        match self.look(name) {
            Look::Found(index) => Some(index),
            Look::Absent => None,
            Look::Further => self.search(name),
        }
    }

    /// Looks for a member where its name stands if no other name has taken that place.
    #[inline]
    pub(super) fn look(&self, name: &str) -> Look {
        let mark = Mark::of(name);
        match self.at(mark.hash(self.seed)) {
            Some(slot) if slot.mark == mark && mark.is_all() => Look::Found(slot.index as usize),
            Some(_) => Look::Further,
            None => Look::Absent,
        }
    }

    /// The index of the member `name`, wherever it stands.
    #[inline(never)]
    pub(super) fn search(&self, name: &str) -> Option<usize> {
        let mark = Mark::of(name);
        let mut hash = mark.hash(self.seed);
        loop {
            let slot = self.at(hash)?;
            if slot.mark == mark && (mark.is_all() || slot.name == name) {
                return Some(slot.index as usize);
            }
            hash += 1;
        }
    }

    #[inline]
    fn at(&self, hash: usize) -> Option<&Slot> {
        self.slots
            .get(hash & self.slots.len().wrapping_sub(1))?
            .as_ref()
    }
}

/// What is compared first of a name: its length, and the words at its beginning and its end. Of a
/// name of up to 16 bytes, that is all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    length: u32,
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
            // Only compared: what is longer is compared as a whole.
            length: name.len() as u32,
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
    const fn hash(self, seed: u64) -> usize {
        // The middle of a product depends on most of the bits of its factors.
        let mixed = (self.head ^ self.tail.rotate_left(25)).wrapping_add(self.length as u64);
        (mixed.wrapping_mul(seed) >> 40) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &[
        "",
        "a",
        "ab",
        "ba",
        "abc",
        "acc",
        "abcd",
        "abcdefgh",
        "abcdefgh_abcdefgh",
        "abcdefgh-abcdefgh",
        "name of some length, like others",
        "name of same length, like others",
        "é",
    ];

    fn members(names: &[&'static str]) -> Vec<Member> {
        let members = names.iter().map(|name| Member {
            name,
            need: Need::Optional,
            constant: None,
            field: 0,
        });
        members.collect()
    }

    fn names(names: &[&'static str]) -> Names {
        Names::of(&members(names))
    }

    #[test]
    fn each_name_is_found_at_its_own_index() {
        let table = names(NAMES);
        for (index, name) in NAMES.iter().enumerate() {
            assert_eq!(table.find(name), Some(index), "{name:?}");
        }
    }

    #[test]
    fn names_that_only_look_alike_are_not_found() {
        let table = names(NAMES);
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
            assert_eq!(table.find(name), None, "{name:?}");
        }
    }

    #[test]
    fn few_names_make_way_for_others() {
        const MEMBERS: &str = "id name email phone plan city street zip country state total note \
                               kind status created updated deleted parent owner labels";
        let all: Vec<&'static str> = MEMBERS.split_whitespace().collect();
        let displaced = (1..=all.len()).map(|count| {
            let table = names(&all[..count]);
            let any_seed = Names::with(SEEDS[0], &members(&all[..count]));
            (table.displaced(), any_seed.displaced())
        });
        let (best, any) = displaced.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        assert!(best * 2 < any, "{best} of {any}");
    }

    #[test]
    fn nothing_is_found_where_nothing_is_declared() {
        assert_eq!(names(&[]).find("a"), None);
    }

    #[test]
    fn a_third_of_the_slots_stays_free_so_that_looking_ends() {
        for count in 1..200 {
            let slots = names(&vec!["a"; count]).slots;
            let free = slots.iter().filter(|it| it.is_none()).count();
            assert!(slots.len().is_power_of_two() && free * 3 >= slots.len());
        }
    }
}
