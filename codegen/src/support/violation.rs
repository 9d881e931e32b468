//! What is wrong with a value, and where: one `Violation` a fault, `Violations` in order.

mod complaint;
mod list;

use std::fmt;

use serde_json::Value;

use super::decode::shorten;
use super::format::Format;
use super::place::Place;
use super::schema::Schema;
use super::sentence::{Sentence, Spelled};
use super::steps::{Step, Steps};

pub(super) use complaint::Complaint;
pub use list::Violations;

/// One way in which a value breaks its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The pointer, and behind it the string that was found, shortened: one piece of memory.
    text: String,
    /// How much of `text` is the pointer.
    pointer: usize,
    /// The innermost type around the value that has a place in the document, once it is known, and
    /// the way from there: the place is spelled out when it is asked for.
    schema: Option<&'static Schema>,
    steps: Steps,
    keyword: &'static str,
    member: Option<Box<str>>,
    limit: Limit,
    found: Found<()>,
    sentence: Sentence,
    spelled: Spelled,
}

/// What a keyword asks for; a JSON value is made of it when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Limit {
    None,
    Format(Format),
    Count(usize),
    Json(Value),
}

/// What was found: a string that stands elsewhere, or another value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found<T> {
    None,
    Text(T),
    Json(Value),
}

impl Violation {
    /// A violation of the value it is reported for; `keyword` is the schema keyword that is broken.
    pub fn new(keyword: &'static str, message: impl Into<String>) -> Self {
        Violation {
            text: String::new(),
            pointer: 0,
            schema: None,
            steps: Steps::NONE,
            keyword,
            member: None,
            limit: Limit::None,
            found: Found::None,
            sentence: Sentence::Said(message.into()),
            spelled: Spelled::default(),
        }
    }

    /// A violation that is about the member `name` of an object: one that is missing or unexpected.
    pub fn of_member(keyword: &'static str, name: &str, message: impl Into<String>) -> Self {
        Violation {
            member: Some(name.into()),
            ..Violation::new(keyword, message)
        }
    }

    /// The same violation, at `pointer`.
    #[must_use]
    pub fn at(mut self, pointer: String) -> Self {
        self.text.replace_range(..self.pointer, &pointer);
        self.pointer = pointer.len();
        self
    }

    /// The same violation, of the value at `place` or of a part of that value.
    pub(super) fn at_place(mut self, place: &Place<'_>) -> Self {
        self.put_before(&place.pointer());
        if self.schema.is_none() && self.steps == Steps::NONE {
            (self.schema, self.steps) = place.schema();
        }
        self
    }

    fn put_before(&mut self, pointer: &str) {
        self.text.insert_str(0, pointer);
        self.pointer += pointer.len();
    }

    /// The same violation, with what the schema asks for.
    #[must_use]
    pub fn limited_to(mut self, limit: impl Into<Value>) -> Self {
        self.limit = Limit::Json(limit.into());
        self
    }

    /// The same violation, with what was found.
    #[must_use]
    pub fn found(mut self, found: impl Into<Value>) -> Self {
        self.found = Found::Json(shortened(found.into()));
        self
    }

    /// The same violation, with the string that was found.
    #[must_use]
    pub fn found_text(mut self, found: &str) -> Self {
        self.text.truncate(self.pointer);
        self.text.push_str(&shorten(found));
        self.found = Found::Text(());
        self
    }

    /// The JSON Pointer (RFC 6901) of the value at fault; empty for the root.
    /// A missing or unexpected member is reported at its parent.
    pub fn pointer(&self) -> &str {
        &self.text[..self.pointer]
    }

    /// The JSON Pointer, in the document, of the schema that the value breaks: the one that has the
    /// keyword, or that is merged (`allOf`) of schemas of which one has it. Where a schema stands in
    /// the document several times, it is the first place, or the component. `None` if the value was
    /// decoded as a type without a place, such as a list of strings.
    pub fn schema(&self) -> Option<String> {
        self.steps.resolve(self.schema?, self.pointer())
    }

    /// The schema keyword that is broken, such as `required` or `maxLength`.
    pub fn keyword(&self) -> &str {
        self.keyword
    }

    /// The member of the object at [`pointer`](Self::pointer) that is missing or unexpected.
    pub fn member(&self) -> Option<&str> {
        self.member.as_deref()
    }

    /// What the keyword asks for: the number for `maxLength`, the expression for `pattern`, the list
    /// for `enum`. `None` for keywords whose value is a schema, such as `not`.
    pub fn limit(&self) -> Option<Value> {
        match &self.limit {
            Limit::None => None,
            Limit::Format(format) => Some(Value::from(format.name())),
            Limit::Count(count) => Some(Value::from(*count)),
            Limit::Json(value) => Some(value.clone()),
        }
    }

    /// What was found instead, if it says more than the message's keyword: a scalar, of strings at most
    /// 40 characters; for `minItems` and the like, the number of elements or members.
    pub fn actual(&self) -> Option<Value> {
        match &self.found {
            Found::None => None,
            Found::Text(()) => Some(Value::from(self.found_in_text())),
            Found::Json(value) => Some(value.clone()),
        }
    }

    fn found_in_text(&self) -> &str {
        &self.text[self.pointer..]
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        let found = match &self.found {
            Found::Json(value) => Some(value),
            Found::None | Found::Text(()) => None,
        };
        let text = self.found_in_text();
        self.spelled
            .get(&self.sentence, text, found, || self.limit())
    }

    /// The place in the value that holds no data because of this violation.
    pub(crate) fn gap(&self) -> String {
        let mut gap = self.pointer().to_owned();
        if let Some(name) = &self.member {
            gap.push('/');
            gap.push_str(&escape(name));
        }
        gap
    }

    /// Moves the violation below a member, an entry or an element of the value around it.
    fn below(&mut self, segment: &str, step: Step) {
        self.put_before(segment);
        self.put_before("/");
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
        write!(f, "{place}: {} [{}]", self.message(), self.keyword)
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
