//! Names for what is called differently from place to place.

use std::collections::BTreeSet;

use super::contents::{FEW, SHORT};
use super::ident;
use super::places::Place;
use super::shared::{is_named, last_of, shared_prefix, shared_suffix};
use super::vague::{is_placeholder, is_telling};
use crate::ir::{Shape, TypeId};
use crate::resolve::Resolved;

/// What names a type, with what is around it, where its places call it differently: both of two names, `author or
/// committer`; of more, the only member of an object, and else all of a few.
pub(super) fn said_instead(
    resolved: &Resolved,
    id: TypeId,
    places: &[&Place],
) -> Option<Vec<String>> {
    let alternatives = alternatives(places);
    match resolved.ir.shape(id) {
        Shape::Object(rules) if alternatives.len() > 2 && rules.members.len() == 1 => {
            let only = ident::split(&rules.members[0].name);
            Some([only, vec!["object".to_owned()]].concat())
        }
        _ => either(&alternatives),
    }
}

/// What the places call a type, but not what is part of another: `json` beside `json metadata`.
fn alternatives(places: &[&Place]) -> Vec<Vec<String>> {
    let named = places.iter().filter(|it| is_named(it));
    let words = named.flat_map(|it| it.others.iter().map(Vec::as_slice).chain([last_of(it)]));
    let words: BTreeSet<&[String]> = words.filter(|it| !is_placeholder(it)).collect();
    let is_part = |part: &[String]| {
        let mut whole = words.iter().filter(|it| it.len() > part.len());
        whole.any(|it| it.starts_with(part) || it.ends_with(part))
    };
    let whole = words.iter().filter(|it| !is_part(it));
    whole.map(|it| it.to_vec()).collect()
}

/// All of a few, what they begin and end with once: `certificates activated or deactivated`, `current or previous
/// level`.
fn either(alternatives: &[Vec<String>]) -> Option<Vec<String>> {
    if !(2..=FEW).contains(&alternatives.len()) || !alternatives.iter().all(|it| is_telling(it)) {
        return None;
    }
    let whole: Vec<&[String]> = alternatives.iter().map(Vec::as_slice).collect();
    let before = shared_prefix(&whole);
    let ends: Vec<&[String]> = whole.iter().map(|it| &it[before.len()..]).collect();
    let after = shared_suffix(&ends);
    let differing = ends.iter().map(|it| &it[..it.len() - after.len()]);
    let differing: Vec<&[String]> = differing.collect();
    // Of a `type` and an `entity type`, the one would say what the other is.
    if differing.iter().any(|it| it.is_empty()) {
        return None;
    }
    let words = [before, &differing.join(&["or".to_owned()][..]), after].concat();
    (words.len() <= SHORT).then_some(words)
}
