//! Where a value stands, in the instance and in the document.

use super::schema::{Described, Schema};
use super::steps::{Step, Steps};
use super::violation::{Segment, Trail, push_escaped};

/// Where a value stands. Places are linked on the stack and cost nothing until one is reported.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    way: Way<'a>,
    /// Where the value's schema stands, if it has a place of its own.
    schema: Option<Schema>,
}

#[derive(Debug, Clone, Copy)]
enum Way<'a> {
    Member(&'static str),
    Property(&'a str),
    Entry(&'a str),
    Index(usize),
    Within(usize),
}

impl<'a> Place<'a> {
    /// The value that the check began with.
    pub const ROOT: Place<'static> = Place {
        parent: None,
        way: Way::Index(0),
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
    pub fn member(&'a self, name: &'static str) -> Place<'a> {
        self.step(Way::Member(name))
    }

    /// The same of a member whose name is known for a while only.
    pub fn property(&'a self, name: &'a str) -> Place<'a> {
        self.step(Way::Property(name))
    }

    /// The entry `name` of the map at this place, or of the members that an object doesn't declare.
    pub fn entry(&'a self, name: &'a str) -> Place<'a> {
        self.step(Way::Entry(name))
    }

    /// The element at `index` of the array at this place.
    pub fn index(&'a self, index: usize) -> Place<'a> {
        self.step(Way::Index(index))
    }

    /// The element at `index`, about which the schema of the array at this place says something itself.
    pub fn within(&'a self, index: usize) -> Place<'a> {
        self.step(Way::Within(index))
    }

    fn step(&'a self, way: Way<'a>) -> Place<'a> {
        Place {
            parent: Some(self),
            way,
            schema: None,
        }
    }

    /// The JSON Pointer of this place (RFC 6901).
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    fn write(&self, pointer: &mut String) {
        let Some(parent) = self.parent else {
            return;
        };
        parent.write(pointer);
        pointer.push('/');
        match self.way {
            Way::Member(name) | Way::Property(name) | Way::Entry(name) => {
                push_escaped(pointer, name);
            }
            Way::Index(index) | Way::Within(index) => pointer.push_str(&index.to_string()),
        }
    }

    /// The way to this place, which outlives it.
    #[inline]
    pub(super) fn trail(&self) -> Trail {
        let mut trail = Trail::ROOT;
        let mut place = self;
        while let Some(parent) = place.parent {
            let is_kept = match place.way {
                Way::Member(name) => trail.begin_with(Segment::Name(name)),
                Way::Index(index) | Way::Within(index) => trail.begin_with(Segment::Index(index)),
                Way::Property(_) | Way::Entry(_) => false,
            };
            if !is_kept {
                return Trail::Pointer(self.pointer().into());
            }
            place = parent;
        }
        trail
    }

    /// The innermost schema around this place that has a place of its own, and the way from there.
    pub(super) fn schema(&self) -> (Option<Schema>, Steps) {
        let mut steps = Steps::NONE;
        let mut place = self;
        loop {
            let (None, Some(parent)) = (place.schema, place.parent) else {
                return (place.schema, steps);
            };
            steps.begin_with(match place.way {
                Way::Member(_) | Way::Property(_) => Step::Member,
                Way::Entry(_) => Step::Entry,
                Way::Index(_) => Step::Element,
                Way::Within(_) => Step::Within,
            });
            place = parent;
        }
    }
}
