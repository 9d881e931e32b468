//! Where a value stands, in the instance and in the document.

use super::schema::{Described, Schema};
use super::violation::escape;

/// Where a value stands. Places are linked on the stack and cost nothing until one is reported.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    /// Where the value's schema stands, if it has a place of its own.
    schema: Option<&'static Schema>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Member(&'a str),
    Entry(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The value that the check began with.
    pub const ROOT: Place<'static> = Place {
        parent: None,
        step: Step::Index(0),
        schema: None,
    };

    /// The same place, of a value that is a `T`.
    #[must_use]
    pub fn of<T: Described>(&self) -> Place<'a> {
        Place {
            schema: T::schema(),
            ..*self
        }
    }

    /// The declared member `name` of the object at this place.
    pub fn member(&'a self, name: &'a str) -> Place<'a> {
        self.step(Step::Member(name))
    }

    /// The entry `name` of the map at this place, or of the members that an object doesn't declare.
    pub fn entry(&'a self, name: &'a str) -> Place<'a> {
        self.step(Step::Entry(name))
    }

    /// The element at `index` of the array at this place.
    pub fn index(&'a self, index: usize) -> Place<'a> {
        self.step(Step::Index(index))
    }

    fn step(&'a self, step: Step<'a>) -> Place<'a> {
        Place {
            parent: Some(self),
            step,
            schema: None,
        }
    }

    /// The JSON Pointer of this place (RFC 6901).
    pub fn pointer(&self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut pointer = parent.pointer();
        pointer.push('/');
        match self.step {
            Step::Member(name) | Step::Entry(name) => pointer.push_str(&escape(name)),
            Step::Index(index) => pointer.push_str(&index.to_string()),
        }
        pointer
    }

    /// The JSON Pointer, in the document, of the schema of the value at this place.
    pub fn schema(&self) -> Option<String> {
        let mut path = String::new();
        let mut name = None;
        let mut place = self;
        loop {
            if let Some(schema) = place.schema {
                return Some(schema.resolve(name, &path));
            }
            let step = match place.step {
                Step::Member(member) => format!("/properties/{}", escape(member)),
                Step::Entry(_) => "/additionalProperties".to_owned(),
                Step::Index(_) => "/items".to_owned(),
            };
            path.insert_str(0, &step);
            name = match place.step {
                Step::Member(member) => Some(member),
                Step::Entry(_) | Step::Index(_) => None,
            };
            place = place.parent?;
        }
    }
}
