//! What is asked of members in requests only, or in responses only.

use std::collections::BTreeSet;

use crate::support::decode::missing;
use crate::support::encode::{Encode, Out, Wire, Written, wire};
use crate::support::place::Place;
use crate::support::report::{Direction, Report};
use crate::support::violation::Violation;

/// OpenAPI 3.0 `readOnly`: these members are not to be sent in a request.
pub fn read_only(
    object: &dyn Encode,
    members: &[&'static str],
    place: &Place<'_>,
    report: &mut Report,
) {
    if report.direction() == Some(Direction::Request) {
        withheld(object, members, ("readOnly", "a request"), place, report);
    }
}

/// OpenAPI 3.0 `writeOnly`: these members are not to be sent in a response.
pub fn write_only(
    object: &dyn Encode,
    members: &[&'static str],
    place: &Place<'_>,
    report: &mut Report,
) {
    if report.direction() == Some(Direction::Response) {
        withheld(object, members, ("writeOnly", "a response"), place, report);
    }
}

/// OpenAPI 3.0 `writeOnly`: where such members are required, that holds for requests.
pub fn requested(
    object: &dyn Encode,
    members: &[&'static str],
    place: &Place<'_>,
    report: &mut Report,
) {
    if report.direction() == Some(Direction::Request) {
        let sent = Sent::of(object);
        for name in members.iter().filter(|it| !sent.0.contains(**it)) {
            report.violation(place, || missing(name));
        }
    }
}

fn withheld(
    object: &dyn Encode,
    members: &[&'static str],
    (keyword, what): (&'static str, &str),
    place: &Place<'_>,
    report: &mut Report,
) {
    let sent = Sent::of(object);
    for name in members.iter().filter(|it| sent.0.contains(**it)) {
        report.violation(place, || {
            let message = format!("member {name:?} is not to be sent in {what}");
            Violation::of_member(keyword, name, message).limited_to(true)
        });
    }
}

/// The names of the members that an object would be sent with.
struct Sent(BTreeSet<String>);

impl Sent {
    fn of(object: &dyn Encode) -> Sent {
        let mut sent = Sent(BTreeSet::new());
        // Collecting never stops.
        let _ = wire(object).members(&mut sent);
        sent
    }
}

impl Out for Sent {
    fn field(&mut self, name: &str, _value: &Wire<'_>) -> Written {
        self.0.insert(name.to_owned());
        Ok(())
    }
}
