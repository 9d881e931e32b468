//! The members of an object that were kept until its type was known, as a [`Source`]: those that the type
//! doesn't declare are handed over all at once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::object::unexpected;
use super::tree_source::Tree;
use super::{Decode, Elements, Filled, Kind, Object, Others, Presence, Scalar, Slot, Source};
use crate::support::violation::Violations;

/// Reads a value out of an object's members, and says what doesn't fit.
pub(crate) fn read_members(
    value: &mut dyn Decode,
    members: BTreeMap<String, Value>,
) -> Result<(), Violations> {
    let filled = value.fill(&mut Kept(members));
    // A value in memory is never malformed.
    match filled.map_err(super::Fault::unfit) {
        Err(Ok(violations)) => Err(violations),
        Ok(()) | Err(Err(_)) => Ok(()),
    }
}

struct Kept(BTreeMap<String, Value>);

impl Kept {
    /// The object as any other value in memory.
    fn tree(&mut self) -> Tree {
        let members = std::mem::take(&mut self.0);
        Tree::of(Value::Object(members.into_iter().collect()), 0)
    }
}

impl Source for Kept {
    fn plain(&mut self, slot: Slot<'_>) -> Filled {
        self.tree().plain(slot)
    }

    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        self.tree().scalar(expected, take)
    }

    fn object(&mut self, object: &mut Object<'_>) -> Filled {
        let mut found = std::mem::take(&mut self.0);
        let table = object.table;
        let mut presence = Presence::default();
        for (index, member) in table.members.iter().enumerate() {
            let Some(value) = found.remove(member.name) else {
                continue;
            };
            presence.insert(index);
            let filled = Tree::of(value, 1).fill(object, member);
            if let Err(fault) = filled {
                presence.fault(index, member.name, fault.unfit()?);
            }
        }
        match table.others {
            Others::Skip => {}
            Others::Read => {
                if let Err(fault) = object.all_others(found) {
                    presence.stray(fault.unfit()?);
                }
            }
            Others::Refuse => {
                let names = found.keys();
                names.for_each(|name| presence.stray(unexpected(name).into()));
            }
        }
        object.finish(presence)
    }

    fn array(&mut self, elements: &mut dyn Elements) -> Filled {
        self.tree().array(elements)
    }

    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
        some(self)
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        read(Kind::Object, self)
    }

    fn value(&mut self, slot: &mut Value) -> Filled {
        self.tree().value(slot)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde_json::json;

    use super::*;
    use crate::support::decode::{Later, read, read_tree};

    /// What this makes of an object is what is made of any other value.
    fn same<T: Decode + PartialEq + Debug>(json: &Value) {
        let mut kept = Later::blank();
        let is_kept = read(&mut kept, json.clone()).is_ok();
        let Later::Members(members) = kept else {
            unreachable!("{json} is an object")
        };
        let (mut ours, mut theirs) = (T::blank(), T::blank());
        let here = read_members(&mut ours, members);
        let there = read_tree(&mut theirs, json.clone());
        assert!(is_kept && here == there, "{json}: {here:?} {there:?}");
        assert!(here.is_err() || ours == theirs, "{json}");
    }

    #[test]
    fn members_are_read_as_any_object_is() {
        let values = [
            json!({}),
            json!({ "a": 1 }),
            json!({ "a": "x", "b": null, "c/d": [1, 2], "e": { "f": [] } }),
            json!({ "a": [1], "b": ["x"] }),
        ];
        for json in values {
            same::<i64>(&json);
            same::<String>(&json);
            same::<Value>(&json);
            same::<Option<i64>>(&json);
            same::<Vec<i64>>(&json);
            same::<BTreeMap<String, i64>>(&json);
            same::<BTreeMap<String, Value>>(&json);
            same::<Option<BTreeMap<String, Value>>>(&json);
            same::<BTreeMap<String, Vec<u8>>>(&json);
        }
    }
}
