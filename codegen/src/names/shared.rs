//! What the places of a type have in common.

use std::collections::BTreeMap;

use super::places::Place;
use super::vague::{is_placeholder, is_telling};

/// The last step of a way; of one without steps, the component.
pub(super) fn last_of(place: &Place) -> &[String] {
    place.path.last().unwrap_or(&place.root)
}

/// Whether the last step of a way says what is there.
pub(super) fn is_named(place: &Place) -> bool {
    place.implied || !is_placeholder(last_of(place))
}

/// The step that all places end with; else the words that all end with; else the most frequent one
/// that isn't just `value`.
pub(super) fn shared_last(places: &[&Place]) -> Vec<String> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for place in places {
        *counts.entry(last_of(place)).or_default() += 1;
    }
    let first: Vec<&[String]> = counts.keys().copied().collect();
    if first.len() > 1 {
        let suffix = shared_suffix(&first);
        // Of `files_id_link` and `folders_id_link`, `link` is shared.
        let ids = suffix.iter().take_while(|it| *it == "id").count();
        let suffix = &suffix[ids..];
        if is_telling(suffix) {
            return suffix.to_vec();
        }
    }
    let mut named: BTreeMap<&[String], usize> = BTreeMap::new();
    for place in places.iter().filter(|it| is_named(it)) {
        *named.entry(last_of(place)).or_default() += 1;
    }
    most_frequent(named)
        .or_else(|| most_frequent(counts))
        .map(|(words, _)| words.to_vec())
        .unwrap_or_default()
}

/// The words that all begin with.
pub(super) fn shared_prefix<'a>(all: &[&'a [String]]) -> &'a [String] {
    let Some((head, rest)) = all.split_first() else {
        return &[];
    };
    let is_shared = |at: &usize| rest.iter().all(|it| it.get(*at) == Some(&head[*at]));
    let count = (0..head.len()).take_while(is_shared).count();
    &head[..count]
}

/// The words that all end with.
pub(super) fn shared_suffix<'a>(all: &[&'a [String]]) -> &'a [String] {
    let Some((head, rest)) = all.split_first() else {
        return &[];
    };
    let end = |it: &[String], back: usize| {
        let at = it.len().checked_sub(1 + back)?;
        it.get(at).cloned()
    };
    let is_shared = |back: &usize| rest.iter().all(|it| end(it, *back) == end(head, *back));
    let count = (0..head.len()).take_while(is_shared).count();
    &head[head.len() - count..]
}

/// The steps before the last one that are the same everywhere, the nearest at the end.
pub(super) fn shared_segments(places: &[&Place]) -> Vec<Vec<String>> {
    let mut shared: Vec<Vec<String>> = Vec::new();
    let Some((first, rest)) = places.split_first() else {
        return shared;
    };
    let before = |place: &Place, back: usize| -> Option<Vec<String>> {
        let index = place.path.len().checked_sub(2 + back)?;
        place.path.get(index).cloned()
    };
    let mut back = 0;
    while let Some(segment) = before(first, back) {
        let is_same = |it: &&Place| before(it, back).as_ref() == Some(&segment);
        if !rest.iter().all(is_same) {
            break;
        }
        shared.insert(0, segment);
        back += 1;
    }
    shared
}

/// The words that the components around nearly all places begin with.
pub(super) fn shared_root(places: &[&Place]) -> Vec<String> {
    let mut shared: Vec<String> = Vec::new();
    loop {
        let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
        for place in places {
            if let Some(prefix) = place.root.get(..=shared.len())
                && prefix.starts_with(&shared)
            {
                *counts.entry(prefix).or_default() += 1;
            }
        }
        match most_frequent(counts) {
            Some((prefix, count)) if count * 6 >= places.len() * 5 => shared = prefix.to_vec(),
            _ => return shared,
        }
    }
}

fn most_frequent(counts: BTreeMap<&[String], usize>) -> Option<(&[String], usize)> {
    let best = counts.into_iter();
    best.max_by_key(|(words, count)| (*count, std::cmp::Reverse(words.to_vec())))
}
