//! What came of each test, counted by file and compared with the list of those that go wrong.

use std::collections::BTreeMap;

use super::draft::Draft;

/// What is wrong with a test, `None` where nothing is; by file, group and index.
pub(crate) type Outcomes = BTreeMap<(String, usize, usize), Option<String>>;

/// Says how many tests of each file are right.
pub(crate) fn print(draft: &Draft, outcomes: &Outcomes) {
    let mut files: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ((file, _, _), fault) in outcomes {
        let (right, all) = files.entry(file).or_default();
        *right += usize::from(fault.is_none());
        *all += 1;
    }
    println!("{} in OpenAPI {}", draft.folder, draft.openapi);
    for (file, (right, all)) in files {
        println!("{right:>5} of {all:>4}  {file}");
    }
    println!("{:>5} of {:>4}", right(outcomes), outcomes.len());
}

fn right(outcomes: &Outcomes) -> usize {
    outcomes.values().filter(|it| it.is_none()).count()
}

/// What goes wrong is listed, what is listed goes wrong, and it isn't much.
pub(crate) fn faults(draft: &Draft, outcomes: &Outcomes) -> Vec<String> {
    let mut known = known(draft);
    let mut faults = Vec::new();
    for ((file, group, test), fault) in outcomes {
        let place = format!("{file} {group}.{test}");
        match (fault, known.remove(&place)) {
            (Some(fault), None) => faults.push(format!("{place}: {fault}")),
            (None, Some(_)) => faults.push(format!("{place} is right now: take it off the list")),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    let gone = known.keys();
    faults.extend(gone.map(|place| format!("{place} is listed, but is none of the tests")));
    if right(outcomes) * 100 < outcomes.len() * draft.least {
        faults.push(format!("less than {} % are right", draft.least));
    }
    faults
}

/// `file group.test: reason` lines; `#` begins a comment.
fn known(draft: &Draft) -> BTreeMap<String, &'static str> {
    let mut known = BTreeMap::new();
    for line in draft.known.lines() {
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
