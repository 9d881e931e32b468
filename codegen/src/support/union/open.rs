//! Unions that keep values with tags of later versions of the document.

use serde_json::Value;

use super::tag::which;
use crate::support::decode::{Constant, Filled, Source, read_again, refuse_deep};

/// Reads a whole value. Where its tag, a string, is none of those that are known, `unknown` keeps both; else
/// `known` reads it.
///
/// # Errors
///
/// Those of `known`, and a malformed input.
pub fn open<T>(
    place: &mut T,
    source: &mut dyn Source,
    (property, tags): (&str, &[Constant]),
    unknown: fn(String, Value) -> T,
    known: fn(&mut T, &mut dyn Source) -> Filled,
) -> Filled {
    let mut value = Value::Null;
    source.value(&mut value)?;
    refuse_deep(&value)?;
    match value.get(property) {
        Some(found @ Value::String(tag)) if which(found, tags) == tags.len() => {
            let tag = tag.clone();
            *place = unknown(tag, value);
            Ok(())
        }
        _ => read_again(value, &mut |source| known(place, source)),
    }
}
