//! What is wrong with a value, and where: one `Violation` a fault, `Violations` in order.

mod complaint;
mod list;
mod short;
mod trail;

use std::fmt;
use std::sync::OnceLock;

use serde_json::Value;

use super::decode::shorten;
use super::place::Place;
use super::schema::Schema;
use super::steps::{Step, Steps};

pub(super) use complaint::{Complaint, CountRule, NumberRule, TextRule};
use complaint::{Message, Said};
pub use list::Violations;
pub(super) use trail::{Segment, Trail};

/// As many reasons are given why no variant of a union matches, unless it has more variants.
const REASONS: usize = 64;

/// One way in which a value breaks its schema.
#[derive(Debug, Clone)]
pub struct Violation {
    trail: Trail,
    /// The innermost type around the value that has a place in the document, once it is known, and
    /// the way from there: the place is spelled out when it is asked for.
    schema: Option<Schema>,
    steps: Steps,
    /// How many of the pointer's last segments lead here from the value that holds no data because of this.
    hollow: u32,
    complaint: Complaint,
    /// Put together when it is asked for.
    words: OnceLock<Box<Words>>,
}

/// What is read of a violation: it follows from the rest of it.
#[derive(Debug, Clone)]
struct Words {
    pointer: String,
    message: String,
}

/// However it was reported, a violation is where it is, and what.
impl PartialEq for Violation {
    fn eq(&self, other: &Self) -> bool {
        self.pointer() == other.pointer()
            && self.schema == other.schema
            && self.steps == other.steps
            && self.complaint == other.complaint
    }
}

impl Eq for Violation {}

impl Violation {
    /// A violation of the value it is reported for; `keyword` is the schema keyword that is broken.
    pub fn new(keyword: &'static str, message: impl Into<String>) -> Self {
        Violation::said(keyword, Message::Words(message.into()), None)
    }

    /// A violation that is about the member `name` of an object: one that is missing or unexpected.
    pub fn of_member(keyword: &'static str, name: &str, message: impl Into<String>) -> Self {
        Violation::said(keyword, Message::Words(message.into()), Some(name.into()))
    }

    /// A violation of a union, no variant of which matches: the first violation of each, by its name. Those may be
    /// violations of unions again: their reasons are kept as long as there are few enough in all.
    pub(super) fn of_union(
        keyword: &'static str,
        mut reasons: Vec<(&'static str, Violation)>,
    ) -> Self {
        let mut room = REASONS.saturating_sub(reasons.len());
        for (_, reason) in &mut reasons {
            match room.checked_sub(reason.reasons()) {
                Some(rest) => room = rest,
                None => reason.forget_reasons(),
            }
        }
        Violation::said(keyword, Message::NoVariant(reasons), None)
    }

    /// How many reasons are given, if no variant of a union matches.
    fn reasons(&self) -> usize {
        match &self.complaint {
            Complaint::Said(said) => said.message.reasons(),
            _ => 0,
        }
    }

    fn forget_reasons(&mut self) {
        if let Complaint::Said(said) = &mut self.complaint
            && let Message::NoVariant(reasons) = &mut said.message
        {
            reasons.clear();
            self.words = OnceLock::new();
        }
    }

    fn said(keyword: &'static str, message: Message, member: Option<Box<str>>) -> Self {
        let said = Said {
            keyword,
            message,
            member,
            limit: None,
            found: None,
        };
        Violation {
            trail: Trail::ROOT,
            schema: None,
            steps: Steps::NONE,
            hollow: 0,
            complaint: Complaint::Said(Box::new(said)),
            words: OnceLock::new(),
        }
    }

    /// The violation of the value at `place`.
    #[inline]
    pub(super) fn of(place: &Place<'_>, complaint: impl FnOnce() -> Complaint) -> Self {
        let (schema, steps) = place.schema();
        Violation {
            trail: place.trail(),
            schema,
            steps,
            hollow: 0,
            words: OnceLock::new(),
            // Last, so that it is made in its place.
            complaint: complaint(),
        }
    }

    /// The same violation, at `pointer`.
    #[must_use]
    pub fn at(mut self, pointer: String) -> Self {
        self.set(pointer);
        self
    }

    /// The same violation, of the value at `place` or of a part of that value.
    pub(super) fn at_place(mut self, place: &Place<'_>) -> Self {
        self.set([&*place.pointer(), self.pointer()].concat());
        if self.schema.is_none() {
            let (schema, steps) = place.schema();
            (self.schema, self.steps) = (schema, self.steps.after(steps));
        }
        self
    }

    fn set(&mut self, pointer: String) {
        self.trail = Trail::Pointer(pointer.into());
        self.words = OnceLock::new();
    }

    /// The same violation, with what the schema asks for.
    #[must_use]
    pub fn limited_to(mut self, limit: impl Into<Value>) -> Self {
        if let Complaint::Said(said) = &mut self.complaint {
            said.limit = Some(limit.into());
        }
        self
    }

    /// The same violation, with what was found.
    #[must_use]
    pub fn found(mut self, found: impl Into<Value>) -> Self {
        if let Complaint::Said(said) = &mut self.complaint {
            said.found = Some(shortened(found.into()));
        }
        self
    }

    /// The JSON Pointer (RFC 6901) of the value at fault; empty for the root.
    /// A missing or unexpected member is reported at its parent.
    pub fn pointer(&self) -> &str {
        match self.trail.pointer() {
            Some(pointer) => pointer,
            None => &self.words().pointer,
        }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let pointer = self.trail.spell();
            let message = self.complaint.sentence(&pointer);
            Box::new(Words { pointer, message })
        })
    }

    /// The JSON Pointer, in the document, of the schema that the value breaks: the one that has the
    /// keyword, or one that is merged with it (`allOf`). Where a schema stands in the document several
    /// times, it is the first place, or the component. `None` if the value was decoded as a type without
    /// a place, such as a list of strings.
    pub fn schema(&self) -> Option<String> {
        self.steps.resolve(self.schema?, self.pointer())
    }

    /// The schema keyword that is broken, such as `required` or `maxLength`.
    pub fn keyword(&self) -> &'static str {
        self.complaint.keyword()
    }

    /// The member of the object at [`pointer`](Self::pointer) that is missing or unexpected.
    pub fn member(&self) -> Option<&str> {
        match &self.complaint {
            Complaint::Said(said) => said.member.as_deref(),
            _ => None,
        }
    }

    /// What the keyword asks for: the number for `maxLength`, the expression for `pattern`, the list
    /// for `enum`. `None` for keywords whose value is a schema, such as `not`.
    pub fn limit(&self) -> Option<Value> {
        self.complaint.limit()
    }

    /// What was found instead, if it says more than the message's keyword: a scalar, of strings at most
    /// 40 characters; for `minItems` and the like, the number of elements or members.
    pub fn actual(&self) -> Option<Value> {
        self.complaint.found()
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        if let Complaint::Said(said) = &self.complaint
            && let Message::Words(words) = &said.message
        {
            return words;
        }
        &self.words().message
    }

    /// The place in the value that holds no data because of this violation.
    pub(crate) fn gap(&self) -> String {
        let mut gap = self.pointer().to_owned();
        if let Some(name) = self.member() {
            gap.push('/');
            gap.push_str(&escape(name));
        }
        let hollow = usize::try_from(self.hollow).unwrap_or(usize::MAX);
        if let Some((at, _)) = gap.rmatch_indices('/').take(hollow).last() {
            gap.truncate(at);
        }
        gap
    }

    /// Notes whether nothing of the value at hand, which this is about a part of, holds data.
    fn set_hollow(&mut self, is_hollow: bool) {
        match is_hollow {
            true => self.set_hollow_but(0),
            false => self.set_hollow_but(usize::MAX),
        }
    }

    /// Notes that nothing holds data so many steps below the value at hand, on the way to the fault.
    fn set_hollow_but(&mut self, steps: usize) {
        let depth = self.pointer().matches('/').count() + usize::from(self.member().is_some());
        self.hollow = u32::try_from(depth.saturating_sub(steps)).unwrap_or(u32::MAX);
    }

    /// Moves the violation below a member, an entry or an element of the value around it.
    fn below(&mut self, segment: &str, step: Step) {
        self.set(["/", segment, self.pointer()].concat());
        if self.schema.is_none() {
            self.steps.begin_with(step);
        }
    }
}

/// At most 40 characters of a string, or of the text of an array or object.
fn shortened(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(shorten(&text).into_owned()),
        Value::Array(_) | Value::Object(_) => Value::from(shorten(&value.to_string())),
        scalar => scalar,
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.pointer() {
            "" => "(root)",
            pointer => pointer,
        };
        // Quicker than one format for all.
        for part in [place, ": ", self.message(), " [", self.keyword(), "]"] {
            f.write_str(part)?;
        }
        Ok(())
    }
}

/// A member name as a JSON Pointer segment: `a/b~c` becomes `a~1b~0c` (RFC 6901 §3).
pub(in crate::support) fn escape(segment: &str) -> String {
    let mut escaped = String::with_capacity(segment.len());
    push_escaped(&mut escaped, segment);
    escaped
}

/// Adds a member name as a JSON Pointer segment.
pub(in crate::support) fn push_escaped(pointer: &mut String, segment: &str) {
    // Hardly any name has one. Looking at all bytes is quicker than stopping at one.
    let is_special = |any, it: u8| any | (it == b'~') | (it == b'/');
    if !segment.bytes().fold(false, is_special) {
        pointer.push_str(segment);
        return;
    }
    let mut rest = segment;
    while let Some(at) = rest.find(['~', '/']) {
        let (plain, special) = rest.split_at(at);
        pointer.push_str(plain);
        pointer.push_str(if special.starts_with('~') { "~0" } else { "~1" });
        rest = &special[1..];
    }
    pointer.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unions_in_unions_give_so_many_reasons_and_no_more() {
        let mut violation = Violation::new("type", "no");
        for _ in 0..40 {
            let reasons = vec![("A", violation.clone()), ("B", violation)];
            violation = Violation::of_union("oneOf", reasons);
            assert!(violation.reasons() <= REASONS, "{}", violation.reasons());
        }
        let said = Violation::of_union("anyOf", vec![("C", Violation::new("type", "no"))]);
        let said = Violation::of_union("oneOf", vec![("A", violation), ("D", said)]);
        let message = said.message();
        assert!(
            message.starts_with("no variant matches: A: (root): no variant matches"),
            "{message}"
        );
        assert!(
            message.ends_with("C: (root): no [type] [anyOf]"),
            "{message}"
        );
    }
}
