//! What is asked of members in requests only, or in responses only.

use crate::support::decode::missing;
use crate::support::place::Place;
use crate::support::report::{Direction, Report};
use crate::support::violation::Violation;

/// A member, and whether it is there.
pub type Given = (&'static str, bool);

/// OpenAPI 3.0 `readOnly`: these members are not to be sent in a request.
pub fn read_only(members: &[Given], place: &Place<'_>, report: &mut Report) {
    if report.direction() == Some(Direction::Request) {
        withheld(members, "readOnly", "a request", place, report);
    }
}

/// OpenAPI 3.0 `writeOnly`: these members are not to be sent in a response.
pub fn write_only(members: &[Given], place: &Place<'_>, report: &mut Report) {
    if report.direction() == Some(Direction::Response) {
        withheld(members, "writeOnly", "a response", place, report);
    }
}

fn withheld(
    members: &[Given],
    keyword: &'static str,
    message: &str,
    place: &Place<'_>,
    report: &mut Report,
) {
    for (name, _) in members.iter().filter(|(_, is_present)| *is_present) {
        report.violation(place, || {
            let message = format!("member {name:?} is not to be sent in {message}");
            Violation::of_member(keyword, name, message).limited_to(true)
        });
    }
}

/// OpenAPI 3.0 `writeOnly`: where such a member is required, that holds for requests.
pub fn requested(members: &[Given], place: &Place<'_>, report: &mut Report) {
    if report.direction() == Some(Direction::Request) {
        for (name, _) in members.iter().filter(|(_, is_present)| !is_present) {
            report.violation(place, || missing(name));
        }
    }
}
