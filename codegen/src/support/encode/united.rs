//! Values that stand in one place: each holds what it declares, and all of it is written, once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

use super::{Encode, Items, Out, Stopped, Wire, Written, wire};

/// Writes the members of several values that stand in one object. What several of them hold under one name
/// is united in turn: the members of objects, the elements of arrays. Of other values the first one counts.
///
/// # Errors
///
/// Stops when the output does.
pub fn united(out: &mut dyn Out, parts: &[&dyn Encode]) -> Written {
    let parts = parts.iter().map(|it| wire(*it));
    let parts = parts.filter(|it| !matches!(it, Wire::Absent));
    let parts: Vec<Wire<'_>> = parts.collect();
    if let [only] = parts.as_slice() {
        return only.members(out);
    }
    let mut all = Members::default();
    for part in &parts {
        part.members(&mut all)?;
    }
    all.members(out)
}

/// A value that was on its way out, kept: what it is made of lasts only as long as its part is being written.
enum Kept {
    Scalar(Value),
    /// A scalar of any kind, as it was read
    Any(Value),
    Array(Vec<Kept>),
    Object(Members),
}

/// Members, each once, in the order in which they came.
#[derive(Default)]
struct Members {
    places: BTreeMap<String, usize>,
    values: Vec<Kept>,
}

impl Members {
    fn add(&mut self, name: String, value: Kept) {
        match self.places.entry(name) {
            Entry::Occupied(known) => self.values[*known.get()].unite(value),
            Entry::Vacant(new) => {
                new.insert(self.values.len());
                self.values.push(value);
            }
        }
    }

    fn in_order(&self) -> Vec<(&String, &Kept)> {
        let mut places: Vec<(&String, &usize)> = self.places.iter().collect();
        places.sort_unstable_by_key(|it| it.1);
        let names = places.into_iter().map(|it| it.0);
        names.zip(&self.values).collect()
    }
}

impl Out for Members {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        self.add(name.to_owned(), Kept::of(value)?);
        Ok(())
    }
}

impl Kept {
    fn of(value: &Wire<'_>) -> Result<Kept, Stopped> {
        let scalar = match value {
            Wire::Absent | Wire::Null => Value::Null,
            Wire::Boolean(value) => Value::from(*value),
            Wire::Integer(value) => Value::from(*value),
            Wire::Unsigned(value) => Value::from(*value),
            Wire::Number(value) => Value::from(*value),
            Wire::Text(value) => Value::from(*value),
            Wire::Value(Value::Array(elements)) => return Kept::array(elements),
            Wire::Array(items) => return Kept::array(*items),
            Wire::Object(_) | Wire::Value(Value::Object(_)) => {
                let mut members = Members::default();
                value.members(&mut members)?;
                return Ok(Kept::Object(members));
            }
            Wire::Value(value) => return Ok(Kept::Any((*value).clone())),
        };
        Ok(Kept::Scalar(scalar))
    }

    fn array(items: &dyn Items) -> Result<Kept, Stopped> {
        let elements = (0..items.count()).map(|it| Kept::of(&items.item(it)));
        Ok(Kept::Array(elements.collect::<Result<_, _>>()?))
    }

    /// Whether it is the number that `other` is.
    fn is_number(&self, other: &Value) -> bool {
        let own = match self {
            Kept::Scalar(value) => value.as_f64(),
            Kept::Any(_) | Kept::Array(_) | Kept::Object(_) => None,
        };
        own.is_some() && own == other.as_f64()
    }

    fn is_double(&self) -> bool {
        matches!(self, Kept::Scalar(value) if value.is_f64())
    }

    /// Adds what another part holds.
    fn unite(&mut self, other: Kept) {
        match (self, other) {
            (Kept::Object(members), Kept::Object(others)) => {
                let names = others.places.into_iter();
                let mut names: Vec<(String, usize)> = names.collect();
                names.sort_unstable_by_key(|it| it.1);
                for ((name, _), value) in names.into_iter().zip(others.values) {
                    members.add(name, value);
                }
            }
            (Kept::Array(elements), Kept::Array(others)) if elements.len() == others.len() => {
                for (element, other) in elements.iter_mut().zip(others) {
                    element.unite(other);
                }
            }
            // A number that one part holds by its type may have been written otherwise: 9.0 is 9 to an integer.
            (kept @ Kept::Scalar(_), Kept::Any(other)) if kept.is_number(&other) => {
                *kept = Kept::Any(other);
            }
            // An integer has all of its digits, where a double may have lost some.
            (kept @ Kept::Scalar(_), Kept::Scalar(other))
                if kept.is_double() && !other.is_f64() && kept.is_number(&other) =>
            {
                *kept = Kept::Scalar(other);
            }
            _ => {}
        }
    }
}

impl Encode for Kept {
    fn plain(&self) -> Option<Wire<'_>> {
        match self {
            Kept::Scalar(value) | Kept::Any(value) => Some(Wire::Value(value)),
            Kept::Array(elements) => Some(Wire::Array(elements)),
            Kept::Object(_) => None,
        }
    }

    fn members(&self, out: &mut dyn Out) -> Written {
        match self {
            Kept::Object(members) => members.members(out),
            Kept::Scalar(_) | Kept::Any(_) | Kept::Array(_) => Ok(()),
        }
    }
}

impl Encode for Members {
    fn members(&self, out: &mut dyn Out) -> Written {
        let mut members = self.in_order().into_iter();
        members.try_for_each(|(name, value)| out.field(name, &wire(value)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::support::encode::serialize;

    struct Parts(Vec<Value>);

    impl Encode for Parts {
        fn members(&self, out: &mut dyn Out) -> Written {
            let parts: Vec<&dyn Encode> = self.0.iter().map(|it| it as &dyn Encode).collect();
            united(out, &parts)
        }
    }

    fn written<const N: usize>(parts: [Value; N]) -> Option<Value> {
        serialize(&Parts(parts.to_vec()), serde_json::value::Serializer).ok()
    }

    #[test]
    fn what_parts_share_holds_what_each_of_them_holds() {
        let all = written([
            json!({"a": 1, "home": {"street": "s"}, "list": [{"k": 1}, 2]}),
            json!({"home": {"street": "s", "zip": "z"}}),
            json!({"b": 2, "home": {"no": 3}, "list": [{"v": 2}, 2]}),
        ]);
        let expected = json!({
            "a": 1, "b": 2,
            "home": {"street": "s", "zip": "z", "no": 3},
            "list": [{"k": 1, "v": 2}, 2],
        });
        assert_eq!(all, Some(expected));
    }

    #[test]
    fn a_number_is_written_as_it_was_read() {
        struct Mixed(i64, f64, Value);

        impl Encode for Mixed {
            fn members(&self, out: &mut dyn Out) -> Written {
                let one = BTreeMap::from([("a".to_owned(), self.0)]);
                let other = BTreeMap::from([("b".to_owned(), self.1)]);
                united(out, &[&one, &other, &self.2])
            }
        }

        let mixed = Mixed(9, 1.0, json!({"a": 9.0, "b": 1}));
        let text = serialize(&mixed, serde_json::value::Serializer).map(|it| it.to_string());
        assert_eq!(text.ok().as_deref(), Some(r#"{"a":9.0,"b":1}"#));
    }

    #[test]
    fn of_parts_that_disagree_the_first_counts() {
        let all = written([json!({"a": [1], "b": {}}), json!({"a": [1, 2], "b": 1})]);
        assert_eq!(all, Some(json!({"a": [1], "b": {}})));
    }
}
