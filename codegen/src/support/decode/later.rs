//! Values that are kept until it is known what they are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Decode, Filled, Kind, Scalar, Source};
use crate::support::schema::Described;

/// A value that is kept until its type is known.
#[derive(Debug)]
pub enum Later {
    /// Its JSON text, which is well-formed.
    Text(String),
    /// The value itself.
    Value(Value),
    /// The members of an object.
    Members(BTreeMap<String, Value>),
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

/// A value as a scalar, or which of the others it is.
pub(crate) fn scalar_of(value: &Value) -> Result<Scalar<'_>, Kind> {
    Ok(match value {
        Value::Null => Scalar::Null,
        Value::Bool(value) => Scalar::Boolean(*value),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Scalar::Integer(i128::from(value)),
            (_, Some(value)) => Scalar::Integer(i128::from(value)),
            // With serde_json's `arbitrary_precision`, there are numbers beyond all doubles.
            _ => Scalar::Number(number.as_f64().unwrap_or(f64::INFINITY)),
        },
        Value::String(text) => Scalar::Text(text),
        Value::Array(_) => return Err(Kind::Array),
        Value::Object(_) => return Err(Kind::Object),
    })
}
