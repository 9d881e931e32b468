//! Writing a value: each type says what it looks like on the wire, and one implementation of
//! `Serialize` does the rest.

mod canonical;
mod hash;
mod passing;
mod united;
mod values;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::decode::{Member, Need, Table};

pub use canonical::canonical;
pub use hash::hash;
pub use passing::{retagged, without};
pub use united::united;

/// A type that can be written to any self-describing output: an object, unless it says otherwise.
pub trait Encode {
    /// What the value looks like; `None` for an object, which has [`members`](Self::members).
    fn plain(&self) -> Option<Wire<'_>> {
        None
    }

    /// Hands every member of an object to `out`, in the order declared.
    ///
    /// # Errors
    ///
    /// Stops when the output does.
    fn members(&self, out: &mut dyn Out) -> Written {
        let _ = out;
        Ok(())
    }
}

/// Sends a value on its way out.
#[inline]
pub fn wire(value: &dyn Encode) -> Wire<'_> {
    value.plain().unwrap_or(Wire::Object(value))
}

/// Writes the members of an object but for those that are absent: constants and `fields`, in the
/// order of the table; then the members of what stands in the same object, but for those written already.
///
/// # Errors
///
/// Stops when the output does.
pub fn members(
    out: &mut dyn Out,
    table: &Table,
    fields: &[&dyn Encode],
    further: &[&dyn Encode],
) -> Written {
    let mut of_members = fields.iter();
    for member in &table.members {
        if member.need == Need::Forbidden {
            continue;
        }
        if let Some(constant) = member.constant {
            out.field(member.name, &constant.wire())?;
        } else if let Some(field) = of_members.next() {
            match &field.plain() {
                Some(Wire::Absent) if !member.is_required() => {}
                Some(wire) => out.field(member.name, wire)?,
                None => out.field(member.name, &Wire::Object(*field))?,
            }
        }
    }
    let mut others = Others { out, table, fields };
    further
        .iter()
        .try_for_each(|it| wire(*it).members(&mut others))
}

/// Passes on what isn't written already: no member is written twice, nor a constant with another value.
struct Others<'a> {
    out: &'a mut dyn Out,
    table: &'a Table,
    fields: &'a [&'a dyn Encode],
}

impl Out for Others<'_> {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        let is_absent = |member: &Member| {
            let field = self.fields.get(member.field);
            field.is_some_and(|it| matches!(it.plain(), Some(Wire::Absent)))
        };
        match self.table.member(name) {
            Some(member) if member.is_required() || !is_absent(member) => Ok(()),
            _ => self.out.field(name, value),
        }
    }
}

/// A value on its way out.
#[derive(Clone, Copy)]
pub enum Wire<'a> {
    /// Nothing: a member that may be left out is not written; `null` everywhere else
    Absent,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number without fraction
    Integer(i64),
    /// A number without fraction that `i64` may not hold
    Unsigned(u64),
    /// Any other number
    Number(f64),
    /// A string
    Text(&'a str),
    /// Any JSON value, as it is
    Value(&'a Value),
    /// An array
    Array(&'a dyn Items),
    /// An object
    Object(&'a dyn Encode),
}

impl Wire<'_> {
    /// Hands every member to `out`; a value that is no object has none.
    ///
    /// # Errors
    ///
    /// Stops when the output does.
    pub fn members(&self, out: &mut dyn Out) -> Written {
        match self {
            Wire::Object(object) => object.members(out),
            Wire::Value(Value::Object(members)) => members
                .iter()
                .try_for_each(|(name, value)| out.field(name, &wire(value))),
            _ => Ok(()),
        }
    }
}

/// The elements of an array.
pub trait Items {
    /// How many there are.
    fn count(&self) -> usize;

    /// The element at `index`, which is below [`count`](Self::count).
    fn item(&self, index: usize) -> Wire<'_>;
}

/// Where the members of an object go.
pub trait Out {
    /// Writes one member.
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written;
}

/// The outcome of writing; the output keeps its own error.
pub type Written = Result<(), Stopped>;

/// The output refused a value.
#[derive(Debug, Clone, Copy)]
pub struct Stopped;

/// How many members an object has.
pub fn count(object: &dyn Encode) -> usize {
    let mut count = Count(0);
    // Counting never stops.
    let _ = wire(object).members(&mut count);
    count.0
}

struct Count(usize);

impl Out for Count {
    fn field(&mut self, _name: &str, _value: &Wire<'_>) -> Written {
        self.0 += 1;
        Ok(())
    }
}

/// Writes a value: the body of every `Serialize` implementation.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    wire(value).serialize(serializer)
}

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Wire::Null | Wire::Absent => serializer.serialize_unit(),
            Wire::Boolean(value) => serializer.serialize_bool(*value),
            Wire::Integer(value) => serializer.serialize_i64(*value),
            Wire::Unsigned(value) => serializer.serialize_u64(*value),
            Wire::Number(value) => serializer.serialize_f64(*value),
            Wire::Text(value) => serializer.serialize_str(value),
            Wire::Value(value) => value.serialize(serializer),
            Wire::Array(items) => serialize_items(*items, serializer),
            Wire::Object(object) => serialize_object(*object, serializer),
        }
    }
}

// A function of their own: what most values are, strings and numbers, is on its way sooner.
#[inline(never)]
fn serialize_items<S: Serializer>(items: &dyn Items, serializer: S) -> Result<S::Ok, S::Error> {
    let count = items.count();
    let mut seq = serializer.serialize_seq(Some(count))?;
    for index in 0..count {
        seq.serialize_element(&items.item(index))?;
    }
    seq.end()
}

#[inline(never)]
fn serialize_object<S: Serializer>(object: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = MapOut::<S::SerializeMap> {
        map: serializer.serialize_map(None)?,
        error: None,
    };
    let written = object.members(&mut out);
    match (written, out.error) {
        (Ok(()), None) => out.map.end(),
        (_, Some(error)) => Err(error),
        (Err(Stopped), None) => Err(S::Error::custom("a member was not written")),
    }
}

struct MapOut<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Out for MapOut<M> {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        self.map.serialize_entry(name, value).map_err(|error| {
            self.error = Some(error);
            Stopped
        })
    }
}
