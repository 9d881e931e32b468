//! Values that were read before it was known what they are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::known::Known;
use super::scalar::not_listed;
use super::{
    Built, Constant, Decode, Fault, Filled, Kind, Scalar, Source, Tag, Unbuilt, read_text,
    read_tree, take, unfit,
};
use crate::support::schema::Described;
use crate::support::violation::{Violation, Violations};

/// A value that is kept until its type is known.
#[derive(Debug)]
pub enum Later {
    /// Its JSON text, which is well-formed.
    Text(String),
    /// The value itself.
    Value(Value),
}

impl Described for Later {}

impl Decode for Later {
    fn blank() -> Self {
        Later::Value(Value::Null)
    }

    fn fill(&mut self, source: &mut dyn Source) -> Filled {
        source.later(self)
    }
}

/// Makes a value of one that was kept.
///
/// # Errors
///
/// What doesn't fit.
pub fn from_later<T: Decode>(later: &mut Later) -> Built<T> {
    let text = match take(later) {
        Later::Value(mut value) => return from_buffer(&mut value),
        Later::Text(text) => text,
    };
    let mut value = T::blank();
    if let Some(Ok(())) = read_text(&mut value, &text) {
        return Ok(value);
    }
    // What is said of it doesn't depend on how it was kept.
    match serde_json::from_str(&text) {
        Ok(mut json) => from_buffer(&mut json),
        Err(_) => Err(Fault::broken().into()),
    }
}

/// Makes a value of a string.
///
/// # Errors
///
/// What doesn't fit.
pub fn from_text<T: Decode>(text: &str) -> Built<T> {
    let mut value = T::blank();
    value.fill(&mut Known(Scalar::Text(text)))?;
    Ok(value)
}

/// Makes a value of any JSON value.
///
/// # Errors
///
/// What doesn't fit.
pub fn from_buffer<T: Decode>(buffer: &mut Value) -> Built<T> {
    let mut value = T::blank();
    match read_tree(&mut value, take(buffer)) {
        Ok(()) => Ok(value),
        Err(violations) => Err(Box::new(Unbuilt {
            fault: violations.into(),
            value: Some(value),
        })),
    }
}

/// Makes values of all members of a map.
///
/// # Errors
///
/// What doesn't fit, each with its member.
pub fn from_buffers<T: Decode>(buffers: BTreeMap<String, Value>) -> Built<BTreeMap<String, T>> {
    let mut values = BTreeMap::new();
    let mut faults = Violations::default();
    for (name, mut buffer) in buffers {
        let value = match from_buffer(&mut buffer) {
            Ok(value) => value,
            Err(unbuilt) => {
                let mut violations = unbuilt.fault.unfit()?;
                violations.entry(&name);
                faults.append(violations);
                unbuilt.value.unwrap_or_else(T::blank)
            }
        };
        values.insert(name, value);
    }
    if faults.is_empty() {
        Ok(values)
    } else {
        Err(Box::new(Unbuilt {
            fault: faults.into(),
            value: Some(values),
        }))
    }
}

/// Builds a value that must not be `null`.
///
/// # Errors
///
/// Those of `build`, and `null`.
pub fn non_null<S, T>(value: &mut Option<S>, build: impl FnOnce(&mut S) -> Built<T>) -> Built<T> {
    match value {
        Some(value) => build(value),
        None => Err(unfit("type", "found null where no null may stand").into()),
    }
}

/// A value in a box.
pub fn boxed<T>(value: T) -> Box<T> {
    Box::new(value)
}

/// Takes a string for another one: a tag that means a variant which doesn't list it.
pub fn assume(slot: &mut String, text: &str) {
    slot.clear();
    slot.push_str(text);
}

/// Which of several constants a value is: its index, or their number where it is none of them.
pub fn which(found: &Value, constants: &[Constant]) -> usize {
    let is_it = |constant: &Constant| expect_value(found, *constant).is_ok();
    constants.iter().position(is_it).unwrap_or(constants.len())
}

/// The JSON type of a value.
pub(crate) fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_f64() => {
            Kind::of_number(number.as_f64().unwrap_or(f64::NAN))
        }
        Value::Number(_) => Kind::Integer,
        Value::String(_) => Kind::Text,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

/// Refuses a string that is not the constant of the variant that was picked.
///
/// # Errors
///
/// A fault that names the constant.
pub fn expect_text(found: &str, expected: Constant) -> Result<(), Fault> {
    expect(Scalar::Text(found), expected)
}

/// Refuses a value that is not the constant of the variant that was picked.
///
/// # Errors
///
/// A fault that names the constant.
pub fn expect_value(found: &Value, expected: Constant) -> Result<(), Fault> {
    match scalar_of(found) {
        Ok(found) => expect(found, expected),
        Err(kind) => Err(wrong_kind(&expected.scalar().to_string(), kind)),
    }
}

/// A value as a scalar, or which of the others it is.
pub(super) fn scalar_of(value: &Value) -> Result<Scalar<'_>, Kind> {
    Ok(match value {
        Value::Null => Scalar::Null,
        Value::Bool(value) => Scalar::Boolean(*value),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Scalar::Integer(i128::from(value)),
            (_, Some(value)) => Scalar::Integer(i128::from(value)),
            _ => Scalar::Number(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Scalar::Text(text),
        Value::Array(_) => return Err(Kind::Array),
        Value::Object(_) => return Err(Kind::Object),
    })
}

fn expect(found: Scalar<'_>, expected: Constant) -> Result<(), Fault> {
    if expected.is(found) {
        Ok(())
    } else {
        Err(not_listed(found, &[expected]))
    }
}

impl Tag {
    /// Refuses another value than the constant of the variant that was picked.
    ///
    /// # Errors
    ///
    /// A fault that names the constant.
    pub fn expect(self, index: usize, expected: Constant) -> Result<(), Fault> {
        if self.index() == index {
            return Ok(());
        }
        Err(unfit("enum", format!("expected {}", expected.scalar())))
    }
}

/// The fault of a value of an unexpected JSON type.
#[cold]
pub fn wrong_kind(expected: &str, found: Kind) -> Fault {
    unfit(
        "type",
        format!("expected {expected}, found {}", found.name()),
    )
}

/// The fault of a tag that no variant has.
#[cold]
pub fn unknown_tag(property: &str, known: &[&str]) -> Fault {
    let message = format!("{property:?} is none of {}", known.join(", "));
    let known: Vec<&str> = known.to_vec();
    Violation::new("discriminator", message)
        .limited_to(known)
        .into()
}

/// Puts a fault below the member `name`.
#[cold]
pub fn at_member(name: &str, fault: Fault) -> Fault {
    fault.of_member(name)
}
