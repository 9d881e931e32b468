//! What is not in a value because it couldn't be read: checks have to do without it.

use serde_json::Value;

use super::locate::unescape;
use super::violation::{Violation, Violations};

/// The places that couldn't be read.
#[derive(Debug)]
pub(super) struct Gaps(Vec<Gap>);

#[derive(Debug)]
struct Gap {
    /// Where data is missing.
    pointer: String,
    /// The object that has a blank member in place of one that is missing, or lacks one that came.
    miscounted: Option<(String, Miscount)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Miscount {
    TooMany,
    TooFew,
}

impl Gaps {
    /// The places where these violations of structure left a gap.
    pub(super) fn of(structure: &Violations) -> Gaps {
        let gaps = structure.iter().map(|it| {
            let miscount = match it.keyword() {
                "required" => Some(Miscount::TooMany),
                "additionalProperties" => Some(Miscount::TooFew),
                _ => None,
            };
            Gap {
                pointer: it.gap(),
                miscounted: miscount.map(|miscount| (it.pointer().to_owned(), miscount)),
            }
        });
        Gaps(gaps.collect())
    }

    /// Whether a violation is about a gap, or compares what has gaps: then it means nothing.
    pub(super) fn hide(&self, violation: &Violation) -> bool {
        let place = violation.pointer();
        let compares = matches!(violation.keyword(), "uniqueItems" | "anyOf" | "not");
        let mut gaps = self.0.iter();
        self.hold(place) || (compares && gaps.any(|gap| is_within(&gap.pointer, place)))
    }

    /// Whether a part of what is at `pointer` came and couldn't be read: a blank stands there, of which nobody can
    /// say what it means for the whole.
    pub(super) fn blur(&self, pointer: &str) -> bool {
        let mut unread = self.0.iter().filter(|it| it.miscounted.is_none());
        unread.any(|gap| is_within(&gap.pointer, pointer))
    }

    /// Whether what is at `pointer` couldn't be read.
    fn hold(&self, pointer: &str) -> bool {
        self.0.iter().any(|gap| is_within(pointer, &gap.pointer))
    }

    /// The value at `pointer` without what stands in it for members that are missing; `None` if it couldn't be
    /// read itself.
    pub(super) fn without_blanks(
        &self,
        json: impl FnOnce() -> Value,
        pointer: &str,
    ) -> Option<Value> {
        if self.hold(pointer) {
            return None;
        }
        let mut json = json();
        let is_blank = |it: &&Gap| matches!(it.miscounted, Some((_, Miscount::TooMany)));
        for gap in self.0.iter().filter(is_blank) {
            let below = gap.pointer.strip_prefix(pointer);
            let Some((object, name)) = below.and_then(|it| it.rsplit_once('/')) else {
                continue;
            };
            if let Some(members) = json.pointer_mut(object).and_then(Value::as_object_mut) {
                members.remove(&*unescape(name));
            }
        }
        Some(json)
    }

    /// How many members the object at `pointer` came with, if it has `count` now.
    pub(super) fn members(&self, count: usize, pointer: &str) -> usize {
        let own = self.0.iter().filter_map(|it| it.miscounted.as_ref());
        let own = own.filter(|(object, _)| object == pointer);
        own.fold(count, |count, (_, miscount)| match miscount {
            Miscount::TooMany => count.saturating_sub(1),
            Miscount::TooFew => count + 1,
        })
    }
}

fn is_within(pointer: &str, ancestor: &str) -> bool {
    pointer
        .strip_prefix(ancestor)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
