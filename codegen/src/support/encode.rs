//! Writing a value: each type says what it looks like on the wire, and one implementation of
//! `Serialize` does the rest.

use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::decimal::Decimal;
use super::decode::Constant;

/// A type that can be written to any self-describing output.
pub trait Encode {
    /// What the value looks like.
    fn wire(&self) -> Wire<'_>;

    /// Whether nothing is written where a member may be left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A member on its way out: its name, whether it is required, and its value.
pub type Field<'a> = (&'static str, bool, &'a dyn Encode);

/// Writes the members of an object but for those that are absent.
///
/// # Errors
///
/// Stops when the output does.
pub fn fields(out: &mut dyn Out, fields: &[Field<'_>]) -> Written {
    for (name, required, value) in fields {
        if *required || !value.is_absent() {
            out.field(name, value.wire())?;
        }
    }
    Ok(())
}

/// A value on its way out.
#[derive(Clone, Copy)]
pub enum Wire<'a> {
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
    Value(&'a serde_json::Value),
    /// An array
    Array(&'a dyn Items),
    /// An object
    Object(&'a dyn Fields),
}

/// The elements of an array.
pub trait Items {
    /// How many there are.
    fn count(&self) -> usize;

    /// The element at `index`, which is below [`count`](Self::count).
    fn item(&self, index: usize) -> Wire<'_>;
}

/// The members of an object.
pub trait Fields {
    /// Hands every member to `out`, in the order declared.
    ///
    /// # Errors
    ///
    /// Stops when the output does.
    fn fields(&self, out: &mut dyn Out) -> Written;
}

/// Where the members of an object go.
pub trait Out {
    /// Writes one member.
    fn field(&mut self, name: &str, value: Wire<'_>) -> Written;
}

/// The outcome of writing; the output keeps its own error.
pub type Written = Result<(), Stopped>;

/// The output refused a value.
#[derive(Debug, Clone, Copy)]
pub struct Stopped;

/// Writes a member unless it is absent.
///
/// # Errors
///
/// Stops when the output does.
pub fn optional<T: Encode>(out: &mut dyn Out, name: &str, value: &Option<T>) -> Written {
    match value {
        Some(value) => out.field(name, value.wire()),
        None => Ok(()),
    }
}

/// Writes all members of a map.
///
/// # Errors
///
/// Stops when the output does.
pub fn others<T: Encode>(out: &mut dyn Out, map: &BTreeMap<String, T>) -> Written {
    map.fields(out)
}

/// Writes the members of a union's variant with its tag replaced by the one that the union's
/// mapping gives it.
///
/// # Errors
///
/// Stops when the output does.
pub fn retagged(
    variant: &dyn Fields,
    out: &mut dyn Out,
    name: &'static str,
    tag: Wire<'static>,
) -> Written {
    variant.fields(&mut Retag { out, name, tag })
}

/// Writes the members of a value but for one.
///
/// # Errors
///
/// Stops when the output does.
pub fn without(fields: &dyn Fields, out: &mut dyn Out, name: &str) -> Written {
    fields.fields(&mut Unseen {
        out,
        seen: vec![name.to_owned()],
        adds: false,
    })
}

/// Writes the members of several values that stand in one object, each member once.
///
/// # Errors
///
/// Stops when the output does.
pub fn merged(out: &mut dyn Out, parts: &[Option<Wire<'_>>]) -> Written {
    let mut unseen = Unseen {
        out,
        seen: Vec::new(),
        adds: true,
    };
    let parts = parts.iter().flatten();
    parts
        .copied()
        .try_for_each(|it| Members(it).fields(&mut unseen))
}

/// The members of a value on its way out; none where it is no object.
pub struct Members<'a>(pub Wire<'a>);

impl Fields for Members<'_> {
    fn fields(&self, out: &mut dyn Out) -> Written {
        match self.0 {
            Wire::Object(fields) => fields.fields(out),
            Wire::Value(serde_json::Value::Object(members)) => members
                .iter()
                .try_for_each(|(name, value)| out.field(name, Wire::Value(value))),
            _ => Ok(()),
        }
    }
}

/// Passes on the members that have not been seen yet.
struct Unseen<'a> {
    out: &'a mut dyn Out,
    seen: Vec<String>,
    /// Whether what is passed on counts as seen.
    adds: bool,
}

impl Out for Unseen<'_> {
    fn field(&mut self, name: &str, value: Wire<'_>) -> Written {
        if self.seen.iter().any(|it| it == name) {
            return Ok(());
        }
        if self.adds {
            self.seen.push(name.to_owned());
        }
        self.out.field(name, value)
    }
}

/// The one spelling that all values share which are equal as JSON: members sorted, numbers exact.
pub fn canonical(wire: Wire<'_>) -> String {
    let mut text = String::new();
    write_canonical(wire, &mut text);
    text
}

fn write_canonical(wire: Wire<'_>, text: &mut String) {
    let number = |decimal: Option<Decimal>, is_negative: bool, text: &mut String| {
        let sign = if is_negative { "-" } else { "" };
        let decimal = decimal.map(|it| it.to_string()).unwrap_or_default();
        text.push_str(sign);
        text.push_str(&decimal);
    };
    match wire {
        Wire::Null => text.push_str("null"),
        Wire::Boolean(value) => text.push_str(if value { "true" } else { "false" }),
        Wire::Integer(value) => {
            number(
                Some(Decimal::of_integer(i128::from(value))),
                value < 0,
                text,
            );
        }
        Wire::Unsigned(value) => number(Some(Decimal::of_integer(i128::from(value))), false, text),
        Wire::Number(value) => number(Decimal::of_float(value), value < 0.0, text),
        Wire::Text(value) => text.push_str(&format!("{value:?}")),
        Wire::Value(value) => match value {
            serde_json::Value::Null => write_canonical(Wire::Null, text),
            serde_json::Value::Bool(value) => write_canonical(Wire::Boolean(*value), text),
            serde_json::Value::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => write_canonical(Wire::Integer(value), text),
                (_, Some(value)) => write_canonical(Wire::Unsigned(value), text),
                _ => write_canonical(Wire::Number(value.as_f64().unwrap_or_default()), text),
            },
            serde_json::Value::String(value) => write_canonical(Wire::Text(value), text),
            serde_json::Value::Array(elements) => {
                let elements = elements.iter().map(Wire::Value);
                write_elements(elements, text);
            }
            serde_json::Value::Object(_) => write_members(&Members(wire), text),
        },
        Wire::Array(items) => write_elements((0..items.count()).map(|it| items.item(it)), text),
        Wire::Object(fields) => write_members(fields, text),
    }
}

fn write_elements<'a>(elements: impl Iterator<Item = Wire<'a>>, text: &mut String) {
    text.push('[');
    for element in elements {
        write_canonical(element, text);
        text.push(',');
    }
    text.push(']');
}

fn write_members(fields: &dyn Fields, text: &mut String) {
    let mut sorted = Sorted(BTreeMap::new());
    // Collecting never stops.
    let _ = fields.fields(&mut sorted);
    text.push('{');
    for (name, value) in sorted.0 {
        text.push_str(&format!("{name:?}:{value},"));
    }
    text.push('}');
}

struct Sorted(BTreeMap<String, String>);

impl Out for Sorted {
    fn field(&mut self, name: &str, value: Wire<'_>) -> Written {
        self.0.insert(name.to_owned(), canonical(value));
        Ok(())
    }
}

/// How many members an object has.
pub fn count(fields: &dyn Fields) -> usize {
    let mut count = Count(0);
    // Counting never stops.
    let _ = fields.fields(&mut count);
    count.0
}

struct Count(usize);

impl Out for Count {
    fn field(&mut self, _name: &str, _value: Wire<'_>) -> Written {
        self.0 += 1;
        Ok(())
    }
}

struct Retag<'a> {
    out: &'a mut dyn Out,
    name: &'static str,
    tag: Wire<'static>,
}

impl Out for Retag<'_> {
    fn field(&mut self, name: &str, value: Wire<'_>) -> Written {
        if name == self.name {
            self.out.field(name, self.tag)
        } else {
            self.out.field(name, value)
        }
    }
}

/// Writes a value: the body of every `Serialize` implementation.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.wire().serialize(serializer)
}

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Wire::Null => serializer.serialize_unit(),
            Wire::Boolean(value) => serializer.serialize_bool(*value),
            Wire::Integer(value) => serializer.serialize_i64(*value),
            Wire::Unsigned(value) => serializer.serialize_u64(*value),
            Wire::Number(value) => serializer.serialize_f64(*value),
            Wire::Text(value) => serializer.serialize_str(value),
            Wire::Value(value) => value.serialize(serializer),
            Wire::Array(items) => {
                let count = items.count();
                let mut seq = serializer.serialize_seq(Some(count))?;
                for index in 0..count {
                    seq.serialize_element(&items.item(index))?;
                }
                seq.end()
            }
            Wire::Object(fields) => {
                let mut out = MapOut::<S::SerializeMap> {
                    map: serializer.serialize_map(None)?,
                    error: None,
                };
                let written = fields.fields(&mut out);
                match (written, out.error) {
                    (Ok(()), None) => out.map.end(),
                    (_, Some(error)) => Err(error),
                    (Err(Stopped), None) => Err(S::Error::custom("a member was not written")),
                }
            }
        }
    }
}

struct MapOut<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Out for MapOut<M> {
    fn field(&mut self, name: &str, value: Wire<'_>) -> Written {
        self.map.serialize_entry(name, &value).map_err(|error| {
            self.error = Some(error);
            Stopped
        })
    }
}

impl Constant {
    /// The constant on its way out.
    pub fn wire(self) -> Wire<'static> {
        match self {
            Constant::Null => Wire::Null,
            Constant::Boolean(value) => Wire::Boolean(value),
            Constant::Integer(value) | Constant::Whole(value) => Wire::Integer(value),
            Constant::Unsigned(value) => Wire::Unsigned(value),
            Constant::Number(value) => Wire::Number(value),
            Constant::Text(value) => Wire::Text(value),
        }
    }
}

impl Encode for Constant {
    fn wire(&self) -> Wire<'_> {
        (*self).wire()
    }
}

impl Encode for String {
    fn wire(&self) -> Wire<'_> {
        Wire::Text(self)
    }
}

impl Encode for bool {
    fn wire(&self) -> Wire<'_> {
        Wire::Boolean(*self)
    }
}

impl Encode for () {
    fn wire(&self) -> Wire<'_> {
        Wire::Null
    }
}

impl Encode for f64 {
    fn wire(&self) -> Wire<'_> {
        Wire::Number(*self)
    }
}

impl Encode for u64 {
    fn wire(&self) -> Wire<'_> {
        Wire::Unsigned(*self)
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Encode for $integer {
            fn wire(&self) -> Wire<'_> {
                Wire::Integer(i64::from(*self))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32);

impl Encode for serde_json::Value {
    fn wire(&self) -> Wire<'_> {
        Wire::Value(self)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn wire(&self) -> Wire<'_> {
        self.as_ref().map_or(Wire::Null, Encode::wire)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Box<T> {
    fn wire(&self) -> Wire<'_> {
        (**self).wire()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn wire(&self) -> Wire<'_> {
        Wire::Array(self)
    }
}

impl<T: Encode> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Wire<'_> {
        self.get(index).map_or(Wire::Null, Encode::wire)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn wire(&self) -> Wire<'_> {
        Wire::Object(self)
    }
}

impl<T: Encode> Fields for BTreeMap<String, T> {
    fn fields(&self, out: &mut dyn Out) -> Written {
        self.iter()
            .try_for_each(|(name, value)| out.field(name, value.wire()))
    }
}
