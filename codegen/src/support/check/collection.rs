//! Arrays and objects: how much they hold, and each thing that they hold.

use std::collections::{BTreeMap, HashMap};

use crate::support::encode::{Encode, canonical};
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::{Complaint, CountRule, Violation};

/// §6.4.3 `uniqueItems`: no two elements are equal as JSON, where 1 is 1.0 and the order of members
/// doesn't count. Takes time in proportion to the text of all elements.
pub fn unique_items<T: Encode>(elements: &[T], place: &Place<'_>, report: &mut Report) {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        if let Some(first) = seen.insert(canonical(element), index) {
            report.violation(place, || {
                let message = format!("elements {first} and {index} are equal");
                Violation::new("uniqueItems", message).limited_to(true)
            });
            return;
        }
    }
}

/// §10.3.1.2 `items`: checks each element, unless enough is known already.
pub fn each<T>(
    elements: &[T],
    place: &Place<'_>,
    report: &mut Report,
    check: impl Fn(&T, &Place<'_>, &mut Report),
) {
    for (index, element) in elements.iter().enumerate() {
        check(element, &place.index(index), report);
        if report.is_settled() {
            return;
        }
    }
}

/// §10.3.2.3 `additionalProperties`: checks each entry, unless enough is known already.
pub fn entries<T>(
    entries: &BTreeMap<String, T>,
    place: &Place<'_>,
    report: &mut Report,
    check: impl Fn(&T, &Place<'_>, &mut Report),
) {
    for (name, value) in entries {
        check(value, &place.entry(name), report);
        if report.is_settled() {
            return;
        }
    }
}

/// §6.4.2 `minItems`
pub fn min_items(count: usize, least: usize, place: &Place<'_>, report: &mut Report) {
    if count < least {
        report.complaint(place, || {
            Complaint::of_count(CountRule::MinItems, least, count)
        });
    }
}

/// §6.4.1 `maxItems`
pub fn max_items(count: usize, most: usize, place: &Place<'_>, report: &mut Report) {
    if count > most {
        report.complaint(place, || {
            Complaint::of_count(CountRule::MaxItems, most, count)
        });
    }
}

/// §6.5.2 `minProperties`
pub fn min_properties(count: usize, least: usize, place: &Place<'_>, report: &mut Report) {
    let count = report.members(count, place);
    if count < least {
        report.complaint(place, || {
            Complaint::of_count(CountRule::MinProperties, least, count)
        });
    }
}

/// §6.5.1 `maxProperties`
pub fn max_properties(count: usize, most: usize, place: &Place<'_>, report: &mut Report) {
    let count = report.members(count, place);
    if count > most {
        report.complaint(place, || {
            Complaint::of_count(CountRule::MaxProperties, most, count)
        });
    }
}
