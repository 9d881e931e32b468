//! A JSON value in memory as a [`Source`]: strings are moved out of it, and nothing in it is generic.

use serde_json::{Map, Value};

use super::fault::add;
use super::later::{kind_of, scalar_of};
use super::object::unexpected;
use super::serde_source::too_deep;
use super::{
    Decode, Elements, Fault, Filled, Kind, Member, Object, Others, Presence, Scalar, Slot, Source,
    unfit, wrong_kind,
};
use crate::support::violation::Violations;

/// Reads a value out of another one, and says what doesn't fit.
pub(crate) fn read_tree(value: &mut dyn Decode, json: Value) -> Result<(), Violations> {
    let mut tree = Tree::of(json, 0);
    match value.fill(&mut tree).map_err(Fault::unfit) {
        Err(Ok(violations)) => Err(violations),
        // A value in memory is never malformed.
        Ok(()) | Err(Err(_)) => Ok(()),
    }
}

/// Reads a value that was kept whole.
pub(crate) fn read_again(json: Value, read: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
    read(&mut Tree::of(json, 0))
}

/// A value that is taken when it is read.
pub(super) struct Tree {
    value: Option<Value>,
    depth: u32,
}

impl Tree {
    /// A value at this depth of nesting.
    pub(super) fn of(value: Value, depth: u32) -> Tree {
        Tree {
            value: Some(value),
            depth,
        }
    }

    /// Reads the value of a declared member into its place.
    pub(super) fn fill(&mut self, object: &mut Object<'_>, member: &Member) -> Filled {
        match object.slot(member) {
            Some(slot) => self.plain(slot),
            None => object.read(member, self),
        }
    }

    /// Hands a scalar to `take`, and refuses anything else.
    fn scalar_or(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        match self.value.take() {
            None => Ok(()),
            Some(value) => take_scalar(&value, expected, take),
        }
    }

    /// A value in this one.
    fn inner(&self, value: Value) -> Tree {
        Tree::of(value, self.depth + 1)
    }

    fn members(&self, object: &mut Object<'_>, found: Map<String, Value>) -> Filled {
        let table = object.table;
        let (members, names, others) = (&table.members, &table.names, table.others);
        let mut presence = Presence::default();
        for (name, value) in found {
            let mut inner = self.inner(value);
            match names.find(&name) {
                Some(index) => {
                    let member = &members[index];
                    presence.insert(index);
                    if let Err(fault) = inner.fill(object, member) {
                        presence.fault(index, member.name, fault.unfit()?);
                    }
                }
                None if others == Others::Read => {
                    if let Err(fault) = object.other(name, &mut inner) {
                        presence.stray(fault.unfit()?);
                    }
                }
                None if others == Others::Refuse => presence.stray(unexpected(&name).into()),
                None => {}
            }
        }
        object.finish(presence)
    }
}

impl Source for Tree {
    fn plain(&mut self, slot: Slot<'_>) -> Filled {
        match self.value.take() {
            None => Ok(()),
            Some(Value::String(text)) => slot.put_text(text),
            Some(other) => {
                let expected = slot.expected();
                take_scalar(&other, expected, |scalar| slot.put(scalar))
            }
        }
    }

    fn scalar(&mut self, expected: &str, take: &mut dyn FnMut(Scalar<'_>) -> Filled) -> Filled {
        self.scalar_or(expected, take)
    }

    fn object(&mut self, object: &mut Object<'_>) -> Filled {
        too_deep(self.depth)?;
        if let Some(Value::Object(found)) = &mut self.value {
            let found = std::mem::take(found);
            self.value = None;
            return self.members(object, found);
        }
        self.scalar_or("an object", &mut |found| Err(found.mismatch("an object")))
    }

    fn array(&mut self, elements: &mut dyn Elements) -> Filled {
        too_deep(self.depth)?;
        if let Some(Value::Array(found)) = &mut self.value {
            let found = std::mem::take(found);
            self.value = None;
            let mut faults = None;
            for (index, value) in found.into_iter().enumerate() {
                if let Err(fault) = elements.element(&mut self.inner(value)) {
                    add(&mut faults, index, fault);
                }
            }
            return faults.map_or(Ok(()), Err);
        }
        self.scalar_or("an array", &mut |found| Err(found.mismatch("an array")))
    }

    fn nullable(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Filled) -> Filled {
        match self.value {
            None => Ok(()),
            Some(Value::Null) => {
                self.value = None;
                Ok(())
            }
            Some(_) => some(self),
        }
    }

    fn by_kind(&mut self, read: &mut dyn FnMut(Kind, &mut dyn Source) -> Filled) -> Filled {
        match self.value.as_ref().map(kind_of) {
            None => Ok(()),
            Some(kind) => read(kind, self),
        }
    }

    fn value(&mut self, slot: &mut Value) -> Filled {
        if let Some(value) = self.value.take() {
            *slot = value;
        }
        Ok(())
    }
}

/// Hands a scalar to `take`, and refuses anything else.
fn take_scalar(value: &Value, expected: &str, take: impl FnOnce(Scalar<'_>) -> Filled) -> Filled {
    match scalar_of(value) {
        Ok(Scalar::Number(number)) if number.is_infinite() => {
            Err(unfit("type", "number out of range"))
        }
        Ok(scalar) => take(scalar),
        Err(kind) => Err(wrong_kind(expected, kind)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use serde_json::json;

    use super::*;
    use crate::support::decode::read;

    /// What this makes of a value is what serde makes of it.
    fn same<T: Decode + PartialEq + Debug>(json: &Value) {
        let (mut ours, mut theirs) = (T::blank(), T::blank());
        let here = read_tree(&mut ours, json.clone());
        let there = read(&mut theirs, json.clone());
        assert_eq!(Some(&here), there.as_ref().ok(), "{json}");
        assert!(here.is_err() || ours == theirs, "{json}");
    }

    #[test]
    fn a_value_is_read_as_serde_reads_it() {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1.0),
            json!(1.5),
            json!(i64::MAX),
            json!(u64::MAX),
            json!(""),
            json!("a"),
            json!([]),
            json!([1, null, "a"]),
            json!({}),
            json!({ "a": 1, "b": null, "c/d": [1, 2] }),
        ];
        for value in values {
            for json in [value.clone(), json!([value, 1]), json!({ "m": value })] {
                same::<()>(&json);
                same::<bool>(&json);
                same::<i64>(&json);
                same::<u8>(&json);
                same::<f64>(&json);
                same::<String>(&json);
                same::<Value>(&json);
                same::<Option<i64>>(&json);
                same::<Option<String>>(&json);
                same::<Vec<i64>>(&json);
                same::<Vec<Option<String>>>(&json);
                same::<Vec<Option<bool>>>(&json);
                same::<Vec<Vec<i64>>>(&json);
                same::<BTreeMap<String, i64>>(&json);
                same::<BTreeMap<String, Vec<u8>>>(&json);
            }
        }
    }

    #[test]
    fn nesting_ends_where_it_ends_for_serde() {
        for depth in [127, 128, 129, 130] {
            let nest = |inner: Value, _| json!([inner]);
            let json = (0..depth).fold(json!([]), nest);
            same::<Nested>(&json);
        }
    }

    #[derive(Debug, PartialEq)]
    struct Nested(Vec<Nested>);

    impl crate::support::schema::Described for Nested {}

    impl Decode for Nested {
        fn blank() -> Self {
            Nested(Vec::new())
        }

        fn fill(&mut self, source: &mut dyn Source) -> Filled {
            self.0.fill(source)
        }
    }
}
