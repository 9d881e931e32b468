//! Values that are put together from what has been read.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::decode::{
    Decode, Fault, Filled, Known, Later, Scalar, Source, add, read_members, read_text, read_tree,
    refuse_deep, unfit,
};
use crate::support::schema::Described;
use crate::support::violation::Violations;

/// A value put together from what has been read, or as much of it as there is.
pub type Built<T> = Result<T, Box<Unbuilt<T>>>;

/// What is wrong with a value, and the value as far as it could be put together, so that what did
/// fit is checked all the same.
#[derive(Debug)]
pub struct Unbuilt<T> {
    /// What doesn't fit.
    pub fault: Fault,
    /// The value, blank where something doesn't fit.
    pub value: Option<T>,
}

impl<T> From<Fault> for Box<Unbuilt<T>> {
    #[cold]
    fn from(fault: Fault) -> Self {
        let fault = fault.hollow(true);
        Box::new(Unbuilt { fault, value: None })
    }
}

/// As many bytes of one value may be on the stack while all that is nested in it is read.
const ROOM: usize = 1024;

/// Reads the members of an object of which it isn't known yet what it is, and puts in its place what they make.
///
/// # Errors
///
/// What doesn't fit; the rest is in its place all the same.
#[inline]
pub fn read<M: Decode, T: Described>(
    place: &mut T,
    source: &mut dyn Source,
    build: fn(&mut M) -> Built<T>,
) -> Filled {
    match size_of::<M>() > ROOM {
        true => read_aside(place, source, build),
        false => read_here(place, source, build),
    }
}

#[inline]
fn read_here<M: Decode, T: Described>(
    place: &mut T,
    source: &mut dyn Source,
    build: fn(&mut M) -> Built<T>,
) -> Filled {
    let mut members = M::blank();
    members.fill(source)?;
    settle(build(&mut members), place)
}

/// The members of many variants take much.
fn read_aside<M: Decode, T: Described>(
    place: &mut T,
    source: &mut dyn Source,
    build: fn(&mut M) -> Built<T>,
) -> Filled {
    let mut members: Box<M> = Decode::blank();
    members.fill(source)?;
    settle(build(&mut members), place)
}

/// Puts a value that was built in its place.
///
/// # Errors
///
/// What doesn't fit; the rest is in its place all the same.
#[inline]
pub fn settle<T: Described>(built: Built<T>, place: &mut T) -> Filled {
    match built {
        Ok(value) => *place = value,
        Err(unbuilt) => {
            if let Some(value) = unbuilt.value {
                *place = value;
            }
            return Err(unbuilt.fault.within(T::schema()));
        }
    }
    Ok(())
}

/// Wraps up a value that was built.
///
/// # Errors
///
/// Those of the value.
#[inline]
pub fn wrap<T, U>(built: Built<T>, wrap: impl FnOnce(T) -> U) -> Built<U> {
    match built {
        Ok(value) => Ok(wrap(value)),
        Err(unbuilt) => Err(Box::new(Unbuilt {
            fault: unbuilt.fault,
            value: unbuilt.value.map(wrap),
        })),
    }
}

/// Moves a value that has been read to where it belongs.
#[inline]
pub fn take<T: Decode>(slot: &mut T) -> T {
    std::mem::replace(slot, T::blank())
}

/// Builds each element of an array, in the memory of those it is built of where they are no
/// smaller; a fault gets the element's index.
///
/// # Errors
///
/// The faults of all elements.
pub fn each<S, T: Decode>(
    elements: &mut Vec<S>,
    mut build: impl FnMut(&mut S) -> Built<T>,
) -> Built<Vec<T>> {
    let mut faults = None;
    let elements = std::mem::take(elements).into_iter().enumerate();
    let built = elements
        .map(|(index, mut element)| {
            build(&mut element).unwrap_or_else(|unbuilt| {
                add(&mut faults, index, unbuilt.fault);
                // An element that doesn't fit keeps its place, so that later ones keep their index.
                unbuilt.value.unwrap_or_else(T::blank)
            })
        })
        .collect();
    match faults {
        None => Ok(built),
        Some(fault) => Err(Box::new(Unbuilt {
            fault,
            value: Some(built),
        })),
    }
}

/// Builds a value that may be `null`.
///
/// # Errors
///
/// Those of `build`.
pub fn some<S, T>(
    value: &mut Option<S>,
    build: impl FnOnce(&mut S) -> Built<T>,
) -> Built<Option<T>> {
    match value {
        Some(value) => wrap(build(value), Some),
        None => Ok(None),
    }
}

/// Makes a value of one that was kept.
///
/// # Errors
///
/// What doesn't fit.
pub fn from_later<T: Decode>(later: &mut Later) -> Built<T> {
    let text = match take(later) {
        Later::Members(members) => {
            members.values().try_for_each(refuse_deep)?;
            return built(|value| read_members(value, members));
        }
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
    refuse_deep(buffer)?;
    built(|value| read_tree(value, take(buffer)))
}

/// The value that `read` fills.
fn built<T: Decode>(read: impl FnOnce(&mut T) -> Result<(), Violations>) -> Built<T> {
    let mut value = T::blank();
    match read(&mut value) {
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
