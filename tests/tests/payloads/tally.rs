//! What came of each instance, counted by document and compared with the list of those that go
//! wrong.

use std::collections::BTreeMap;

/// What is wrong with an instance, `None` where nothing is; by whether it is valid, and its place.
pub(crate) type Outcomes = BTreeMap<(bool, String), Option<String>>;

/// The least share of valid instances that must be right, in tenths of a per cent.
const VALID: usize = 995;
/// The same of invalid ones.
const INVALID: usize = 970;

/// Says how many of each document are right.
pub(crate) fn print(outcomes: &Outcomes) {
    for is_valid in [true, false] {
        let mut documents: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for ((_, place), fault) in outcomes.iter().filter(|it| it.0.0 == is_valid) {
            let document = place.split(' ').next().unwrap_or_default();
            let (right, all) = documents.entry(document).or_default();
            *right += usize::from(fault.is_none());
            *all += 1;
        }
        for (document, (right, all)) in documents {
            println!("{right:>5} of {all:>4}  {document}");
        }
        let (right, all) = right(outcomes, is_valid);
        let kind = if is_valid { "valid" } else { "invalid" };
        println!("{right:>5} of {all:>4}  {kind} ones");
    }
}

fn right(outcomes: &Outcomes, is_valid: bool) -> (usize, usize) {
    let mut counts = (0, 0);
    for (_, fault) in outcomes.iter().filter(|it| it.0.0 == is_valid) {
        counts.0 += usize::from(fault.is_none());
        counts.1 += 1;
    }
    counts
}

/// What goes wrong is listed, what is listed goes wrong, and it isn't much.
pub(crate) fn faults(outcomes: &Outcomes) -> Vec<String> {
    let mut known = known();
    let mut faults = Vec::new();
    for ((_, place), fault) in outcomes {
        match (fault, known.remove(place)) {
            (Some(fault), None) => faults.push(format!("{place}: {fault}")),
            (None, Some(_)) => faults.push(format!("{place} is right now: take it off the list")),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    let gone = known.keys();
    faults.extend(gone.map(|place| format!("{place} is listed, but is no instance")));
    for (is_valid, least) in [(true, VALID), (false, INVALID)] {
        let (right, all) = right(outcomes, is_valid);
        if right * 1000 < all * least {
            faults.push(format!(
                "{right} of {all} is less than {least} in a thousand"
            ));
        }
    }
    faults
}

/// `document file line: reason` lines; `#` begins a comment.
fn known() -> BTreeMap<String, &'static str> {
    let mut known = BTreeMap::new();
    for line in include_str!("../../fixtures/payloads.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let entry = line.split_once(": ");
        let (place, reason) = entry.unwrap_or_else(|| panic!("`{line}` has no reason"));
        let twice = known.insert(place.to_owned(), reason);
        assert!(twice.is_none(), "{place} is listed twice");
    }
    known
}
