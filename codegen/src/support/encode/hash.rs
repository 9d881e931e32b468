//! Hashing a value by what is written of it: equal values are written alike.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use super::{Encode, Out, Wire, Written, wire};

/// The body of every `Hash` implementation that isn't derived.
pub fn hash(value: &dyn Encode, state: &mut dyn Hasher) {
    hash_wire(wire(value), state);
}

fn hash_wire(wire: Wire<'_>, mut state: &mut dyn Hasher) {
    discriminant(&wire).hash(&mut state);
    match wire {
        Wire::Absent | Wire::Null => {}
        Wire::Boolean(value) => value.hash(&mut state),
        Wire::Integer(value) => value.hash(&mut state),
        Wire::Unsigned(value) => value.hash(&mut state),
        Wire::Number(value) => value.to_bits().hash(&mut state),
        Wire::Text(value) => value.hash(&mut state),
        Wire::Value(value) => value.hash(&mut state),
        Wire::Array(items) => {
            state.write_usize(items.count());
            for index in 0..items.count() {
                hash_wire(items.item(index), state);
            }
        }
        Wire::Object(_) => {
            // Hashing never stops.
            let _ = wire.members(&mut Hashed(state));
            // No string ends like this: an object isn't taken for one with further members.
            state.write_u8(0xFF);
        }
    }
}

struct Hashed<'a>(&'a mut dyn Hasher);

impl Out for Hashed<'_> {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        name.hash(&mut self.0);
        hash_wire(*value, self.0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::hash::DefaultHasher;

    use serde_json::json;

    use super::*;

    fn hashed(value: &dyn Encode) -> u64 {
        let mut hasher = DefaultHasher::new();
        hash(value, &mut hasher);
        hasher.finish()
    }

    #[test]
    fn what_is_written_alike_has_the_same_hash_and_no_other() {
        let map = |names: &[&str]| -> BTreeMap<String, Vec<Option<i64>>> {
            let names = names.iter();
            names.map(|it| ((*it).to_owned(), vec![None])).collect()
        };
        let values: [Box<dyn Encode>; 12] = [
            Box::new(()),
            Box::new(true),
            Box::new(1_i64),
            Box::new(1_u64),
            Box::new(1.0),
            Box::new("a".to_owned()),
            Box::new(json!({ "a": [1] })),
            Box::new(json!({ "a": [2] })),
            Box::new(vec![1_i64, 2]),
            Box::new(vec![vec![1_i64], vec![2]]),
            Box::new(map(&["a"])),
            Box::new(map(&["a", "b"])),
        ];
        for (index, value) in values.iter().enumerate() {
            let same = hashed(&**value);
            let alike = values.iter().filter(|it| hashed(&***it) == same);
            assert_eq!(alike.count(), 1, "{index}");
        }
        assert_eq!(hashed(&map(&["a"])), hashed(&map(&["a"])));
    }
}
