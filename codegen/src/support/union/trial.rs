//! Unions that nothing tells apart: every variant is tried.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::build::{Built, from_buffer, wrap};
use super::tag::{at_member, unknown_tag, which};
use crate::support::decode::{
    Check, Constant, Decode, Fault, Filled, Reading, Source, attempt, kind_of, missing,
    refuse_deep, unexpected, unfit, wrong_kind,
};
use crate::support::violation::{Violation, Violations};

/// What is said of a value that can't be kept.
const TOO_MANY_PARTS: &str = "in this value, unions of which several parts match nest too deeply";

/// A variant to try: its name, and how a value becomes it.
pub type Trial<T> = (&'static str, fn(&Value) -> Result<T, Violations>);

/// Tries the variants in order and takes the first that matches; with `exactly_one`, a second
/// match is a fault. `written` are, for each variant, the members that requests must have and a service never sends;
/// for none where it is empty. A variant that lacks one matches where no other does.
///
/// # Errors
///
/// A fault of `oneOf` or `anyOf` that says for each variant why it doesn't match; or what the one says that a member
/// tells to be meant; or what all of them say of a part of the value, or of the values that they list for a member.
pub fn first_match<T>(
    place: &mut T,
    source: &mut dyn Source,
    exactly_one: bool,
    written: &[&[&'static str]],
    trials: &[Trial<T>],
) -> Filled {
    let keyword = if exactly_one { "oneOf" } else { "anyOf" };
    let mut value = Value::Null;
    source.value(&mut value)?;
    refuse_deep(&value)?;
    let (mut matched, mut lacking) = (Matches::default(), Matches::default());
    let mut refusals: Vec<Refusal> = Vec::new();
    for (index, (name, attempt)) in trials.iter().enumerate() {
        let mut written = written.get(index).copied().unwrap_or_default().iter();
        let is_whole = written.all(|it| value.get(it).is_some());
        match attempt(&value) {
            // A variant may be large: it goes where it belongs at once, and isn't kept beside another.
            Ok(variant) if is_whole => {
                if matched.add(name) {
                    *place = variant;
                }
                if !exactly_one || matched.second.is_some() {
                    break;
                }
            }
            Ok(variant) => {
                if lacking.add(name) && matched.first.is_none() {
                    *place = variant;
                }
            }
            Err(violations) => refusals.push((name, violations)),
        }
    }
    let found = match matched.first {
        Some(_) => matched,
        None => lacking,
    };
    match (found.first, found.second) {
        (Some(_), None) => Ok(()),
        (Some(first), Some(name)) => {
            let message = format!("exactly one variant must match, but {first} and {name} do");
            Err(unfit(keyword, message))
        }
        (None, _) => Err(refused(keyword, refusals)),
    }
}

/// The names of the first two variants that match.
#[derive(Default)]
struct Matches {
    first: Option<&'static str>,
    second: Option<&'static str>,
}

impl Matches {
    /// Notes one more; whether it is the first.
    fn add(&mut self, name: &'static str) -> bool {
        let is_first = self.first.is_none();
        match is_first {
            true => self.first = Some(name),
            false => self.second = self.second.or(Some(name)),
        }
        is_first
    }
}

/// A variant, and what is wrong with the value as that.
type Refusal = (&'static str, Violations);

/// Why no variant matches. Where a member tells which one is meant, that is what is wrong with the value as this one;
/// where all of them refuse a part of the value alike, or the value of a member, that is what is wrong, whichever is
/// meant.
#[cold]
fn refused(keyword: &'static str, mut refusals: Vec<Refusal>) -> Fault {
    if let Some(meant) = meant(&refusals) {
        return Fault::from(refusals.swap_remove(meant).1).hollow(true);
    }
    if let [(_, first), others @ ..] = refusals.as_slice() {
        let others: Vec<&Violations> = others.iter().map(|it| &it.1).collect();
        let mut shared = first.shared_by(&others);
        // Of the value as a whole, only a member that none of them can do without.
        shared.retain(|it| !it.pointer().is_empty() || it.keyword() == "required");
        if !others.is_empty() && !shared.is_empty() {
            return Fault::from(shared).hollow(true);
        }
    }
    if let Some(fault) = unlisted(&refusals) {
        return fault.hollow(true);
    }
    let reasons = refusals.into_iter();
    let reasons = reasons.filter_map(|(name, violations)| Some((name, violations.into_first()?)));
    Violation::of_union(keyword, reasons.collect()).into()
}

/// Whether a value was refused for what is listed for one of its members.
fn is_unlisted(violation: &&Violation) -> bool {
    violation.keyword() == "enum" && violation.pointer().matches('/').count() == 1
}

/// The only variant that doesn't refuse a member for the values that it lists there, where several do: such a member
/// tells the variants, whether or not they require it. What is wrong with the others says nothing then.
fn meant(refusals: &[Refusal]) -> Option<usize> {
    if refusals.len() < 3 {
        return None;
    }
    let unlisted = |(_, violations): &'_ Refusal| -> BTreeSet<String> {
        let unlisted = violations.iter().filter(is_unlisted);
        unlisted.map(|it| it.pointer().to_owned()).collect()
    };
    let unlisted: Vec<BTreeSet<String>> = refusals.iter().map(unlisted).collect();
    let members: BTreeSet<&String> = unlisted.iter().flatten().collect();
    let left = members.into_iter().filter_map(|member| {
        let left = unlisted.iter().enumerate();
        only(left.filter(|(_, it)| !it.contains(member)).map(|it| it.0))
    });
    only(left.collect::<BTreeSet<usize>>())
}

fn only<T>(several: impl IntoIterator<Item = T>) -> Option<T> {
    let mut several = several.into_iter();
    several.next().filter(|_| several.next().is_none())
}

/// What is wrong with members whose values no variant lists: any of those that one of them lists would do.
fn unlisted(refusals: &[Refusal]) -> Option<Fault> {
    let [(_, first), others @ ..] = refusals else {
        return None;
    };
    let faults = first.iter().filter(is_unlisted).filter_map(|one| {
        let alike = |(_, violations): &'_ Refusal| {
            let mut unlisted = violations.iter().filter(is_unlisted);
            unlisted
                .find(|it| it.pointer() == one.pointer())
                .map(Violation::limit)
        };
        let others: Option<Vec<Option<Value>>> = others.iter().map(alike).collect();
        let mut listed: Vec<Value> = Vec::new();
        for values in std::iter::once(one.limit()).chain(others?).flatten() {
            let values = values.as_array().cloned().unwrap_or_default();
            let new = values.into_iter().filter(|it| !listed.contains(it));
            let new: Vec<Value> = new.collect();
            listed.extend(new);
        }
        let found = one.actual().unwrap_or_default();
        let texts: Vec<String> = listed.iter().map(Value::to_string).collect();
        let message = format!("expected one of {}, found {found}", texts.join(", "));
        let fault = Violation::new("enum", message)
            .limited_to(listed)
            .found(found);
        let name = one.pointer()[1..].replace("~1", "/").replace("~0", "~");
        Some(at_member(&name, fault.into()))
    });
    faults.reduce(Fault::and).filter(|_| !others.is_empty())
}

/// The tags that stand for a variant, and how a value becomes it.
pub type Tagged<T> = (&'static [Constant], fn(&Value) -> Built<T>);

/// Reads one variant's value, of which everything is known.
///
/// # Errors
///
/// What doesn't fit.
pub fn whole<T: Decode, U>(value: &Value, variant: fn(T) -> U) -> Built<U> {
    wrap(from_buffer(&mut value.clone()), variant)
}

/// Reads one variant's value, which knows nothing of the member that tells it.
///
/// # Errors
///
/// What doesn't fit.
pub fn untagged<T: Decode, U>(value: &Value, tag: &str, variant: fn(T) -> U) -> Built<U> {
    let mut value = value.clone();
    if let Value::Object(members) = &mut value {
        members.remove(tag);
    }
    wrap(from_buffer(&mut value), variant)
}

/// Reads a whole value, and makes of it the variant that its member `property` names.
///
/// # Errors
///
/// A missing or unknown tag, or what doesn't fit the variant.
pub fn by_tag<T>(
    source: &mut dyn Source,
    property: &'static str,
    variants: &[Tagged<T>],
) -> Built<T> {
    let mut value = Value::Null;
    source.value(&mut value)?;
    refuse_deep(&value)?;
    let Value::Object(members) = &value else {
        return Err(wrong_kind("an object", kind_of(&value)).into());
    };
    let Some(tag) = members.get(property) else {
        return Err(Fault::from(missing(property)).into());
    };
    let meant = variants
        .iter()
        .find(|(tags, _)| which(tag, tags) < tags.len());
    match meant {
        Some((_, read)) => read(&value),
        None => {
            let known = variants.iter().flat_map(|(tags, _)| *tags);
            let known: Vec<Constant> = known.copied().collect();
            Err(at_member(property, unknown_tag(tag, &known)).into())
        }
    }
}

/// A part to try: its name, and how it is kept.
pub type Part<'a> = (
    &'static str,
    &'a mut dyn FnMut(&Value) -> Result<(), Violations>,
);

/// Keeps a value that matches.
///
/// # Errors
///
/// All violations.
pub fn matching<T: Decode + Clone>(
    value: &Value,
    slot: &mut Option<T>,
    check: Check<T>,
) -> Result<(), Violations> {
    *slot = Some(attempt(value, |it| it, check)?);
    Ok(())
}

/// Tries all parts of a value; at least one must match. `hidden` are, for each part, the members of others that it
/// would refuse; for none where it is empty.
///
/// # Errors
///
/// A fault of `anyOf` that says for each part why it doesn't match, or what all of them say of a part of the
/// value; or members that only parts declare which don't match.
pub fn every_match(
    source: &mut dyn Source,
    hidden: &[&[&'static str]],
    parts: &mut [Part<'_>],
) -> Filled {
    let mut value = Value::Null;
    source.value(&mut value)?;
    refuse_deep(&value)?;
    let mut refusals: Vec<Refusal> = Vec::new();
    let mut unseen: Option<Vec<&str>> = None;
    let reading = Reading::begin(&value);
    for (index, (name, attempt)) in parts.iter_mut().enumerate() {
        let hidden = hidden.get(index).copied().unwrap_or_default();
        match attempt(&without(&value, hidden)) {
            Ok(()) if !reading.count() => return Err(unfit("anyOf", TOO_MANY_PARTS)),
            Ok(()) => match &mut unseen {
                Some(unseen) => unseen.retain(|it| hidden.contains(it)),
                None => unseen = Some(hidden.to_vec()),
            },
            Err(violations) => refusals.push((name, violations)),
        }
    }
    let Some(mut unseen) = unseen else {
        return Err(refused("anyOf", refusals));
    };
    unseen.retain(|it| value.get(it).is_some());
    let unseen = unseen.into_iter().map(|it| Fault::from(unexpected(it)));
    match unseen.reduce(Fault::and) {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

/// The same object without some of its members.
fn without<'a>(value: &'a Value, hidden: &[&str]) -> Cow<'a, Value> {
    if !hidden.iter().any(|it| value.get(it).is_some()) {
        return Cow::Borrowed(value);
    }
    let mut value = value.clone();
    if let Value::Object(members) = &mut value {
        members.retain(|name, _| !hidden.contains(&name.as_str()));
    }
    Cow::Owned(value)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;
    use crate::support::decode::read_again;

    fn nested(levels: usize) -> Value {
        let around = |inner: Value, _| Value::Object(Map::from_iter([("a".to_owned(), inner)]));
        (0..levels).fold(Value::Null, around)
    }

    fn tried(json: Value) -> Result<Value, Vec<String>> {
        let mut place = Value::Null;
        let trials: [Trial<Value>; 1] = [("Any", |it| Ok(it.clone()))];
        let filled = read_again(json, &mut |source| {
            first_match(&mut place, source, false, &[], &trials)
        });
        let keywords = |it: Violations| it.iter().map(|it| it.keyword().to_owned()).collect();
        match filled.map_err(Fault::unfit) {
            Ok(()) => Ok(place),
            Err(violations) => Err(violations.map_or_else(|_| Vec::new(), keywords)),
        }
    }

    #[test]
    fn a_value_in_memory_is_tried_unless_it_is_too_deep() {
        assert_eq!(tried(json!({"a": 1})), Ok(json!({"a": 1})));
        assert!(tried(nested(128)).is_ok());
        assert_eq!(tried(nested(130)), Err(vec!["depth".to_owned()]));
    }
}
