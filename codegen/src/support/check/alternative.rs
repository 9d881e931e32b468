//! `anyOf` of objects: at least one of several alternatives holds.

use crate::support::decode::missing;
use crate::support::place::Place;
use crate::support::report::{Direction, Report};
use crate::support::violation::Violation;

/// One of several alternatives.
#[derive(Clone, Copy)]
pub struct Alternative<'a> {
    /// Whether the value says that it means this one: it requires something, or a member that is
    /// its own has come.
    pub is_meant: bool,
    /// Whether it requires something, so that it may fail to hold without a fault.
    pub requires: bool,
    /// Reports what is wrong with the value as this alternative.
    pub check: &'a dyn Fn(&mut Report),
}

/// §10.2.1.2 `anyOf`: at least one of several alternatives must find nothing to report. One that
/// requires nothing holds by its members, if it is meant: its violations are never excused.
pub fn any_of(alternatives: &[Alternative<'_>], place: &Place<'_>, report: &mut Report) {
    let (mut holds, mut excuses) = (false, false);
    let mut reasons: Vec<String> = Vec::new();
    let mut violated = Vec::new();
    for alternative in alternatives {
        let mut own = report.apart();
        (alternative.check)(&mut own);
        match own.finish() {
            Ok(()) => {
                holds = true;
                excuses |= alternative.is_meant;
            }
            Err(violations) if alternative.is_meant && !alternative.requires => {
                report.append(violations, &Place::ROOT);
                excuses = true;
            }
            Err(violations) => {
                let first = violations.iter().next().map(|it| it.message().to_owned());
                reasons.push(first.unwrap_or_default());
                violated.push(violations);
            }
        }
    }
    if excuses {
        return;
    }
    match violated.into_iter().next() {
        Some(violations) if holds => report.append(violations, &Place::ROOT),
        None => {}
        Some(_) => {
            let message = format!("no alternative holds: {}", reasons.join("; "));
            report.violation(place, || Violation::new("anyOf", message));
        }
    }
}

/// §6.5.3 `required`, of one alternative among several.
pub fn present(is_present: bool, name: &str, place: &Place<'_>, report: &mut Report) {
    if !is_present {
        report.violation(place, || missing(name));
    }
}

/// An alternative that may be a part of the value: whether it is, and what checks it.
pub type Part<'a> = (bool, &'a dyn Fn(&mut Report));

/// §10.2.1.2 `anyOf`, where each alternative that holds is a part of the value: those that are there, and what checks
/// them. In a request, a part that lacks a member doesn't hold: that is no fault where another one does.
pub fn parts(parts: &[Part<'_>], report: &mut Report) {
    let present = parts.iter().filter(|(is_there, _)| *is_there);
    if report.direction() != Some(Direction::Request) {
        present.for_each(|(_, check)| check(report));
        return;
    }
    let mut holds = false;
    let mut lacking = Vec::new();
    for (_, check) in present {
        let mut own = report.apart();
        check(&mut own);
        match own.finish() {
            Err(found) if found.iter().any(|it| it.keyword() == "required") => lacking.push(found),
            found => {
                holds = true;
                if let Err(violations) = found {
                    report.append(violations, &Place::ROOT);
                }
            }
        }
    }
    if !holds {
        lacking
            .into_iter()
            .for_each(|it| report.append(it, &Place::ROOT));
    }
}

/// §10.2.1.2 `anyOf`, where each alternative that holds is a part of the value: there must be one.
pub fn any_part(present: &[bool], place: &Place<'_>, report: &mut Report) {
    if !present.contains(&true) {
        report.violation(place, || {
            Violation::new("anyOf", "no alternative holds: all parts are absent")
        });
    }
}
