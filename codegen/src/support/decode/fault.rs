//! Why a value was not read into its place.

use super::Kind;
use crate::support::schema::{Described, Schema};
use crate::support::violation::{Violation, Violations};

/// The outcome of reading a value into its place.
pub type Filled = Result<(), Fault>;

/// Why a value was not read into its place. It is as small as a pointer: outcomes are handed back in
/// registers.
#[derive(Debug)]
pub struct Fault(Box<Cause>);

#[derive(Debug)]
enum Cause {
    /// The value was read, but its place can't hold it.
    Unfit(Violations),
    /// The input itself is malformed; its deserializer keeps the error.
    Broken,
}

impl Fault {
    /// The fault of a malformed input.
    #[cold]
    pub(in crate::support) fn broken() -> Fault {
        Fault(Box::new(Cause::Broken))
    }

    /// What doesn't fit.
    ///
    /// # Errors
    ///
    /// The fault itself where the input is malformed: it is of no use to read on.
    #[cold]
    pub(in crate::support) fn unfit(self) -> Result<Violations, Fault> {
        match *self.0 {
            Cause::Unfit(violations) => Ok(violations),
            Cause::Broken => Err(Fault::broken()),
        }
    }

    /// The same fault, of a value that this schema describes, unless it belongs to a schema further in.
    #[cold]
    pub(in crate::support) fn within(self, schema: Option<Schema>) -> Fault {
        self.with(|it| it.locate(schema))
    }

    /// The same fault, of the member `name` of the value at hand.
    #[cold]
    pub(in crate::support) fn of_member(self, name: &str) -> Fault {
        self.with(|it| it.member(name))
    }

    /// The same fault, of the member `name` that the schema of the value at hand speaks of.
    #[cold]
    pub(in crate::support) fn of_tag(self, name: &str) -> Fault {
        self.with(|it| it.tag(name))
    }

    /// The same fault, of the entry `name` of a map.
    #[cold]
    pub(super) fn of_entry(self, name: &str) -> Fault {
        self.with(|it| it.entry(name))
    }

    /// The same fault, of an element of the value at hand.
    #[cold]
    pub(super) fn of_element(self, index: usize) -> Fault {
        self.with(|it| it.element(index))
    }

    /// The same fault; because of it, the value at hand holds no data at all, or does.
    #[cold]
    pub(in crate::support) fn hollow(self, is_hollow: bool) -> Fault {
        self.with(|it| it.set_hollow(is_hollow))
    }

    /// The same fault; because of it, the member `name` holds no data at all.
    #[cold]
    pub(in crate::support) fn without_member(self, name: &str) -> Fault {
        self.with(|it| it.set_hollow_below(name))
    }

    /// Both faults: a malformed input is all there is to say.
    #[cold]
    pub(in crate::support) fn and(self, more: Fault) -> Fault {
        match (*self.0, *more.0) {
            (Cause::Unfit(mut all), Cause::Unfit(more)) => {
                all.append(more);
                all.into()
            }
            _ => Fault::broken(),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Violations)) -> Fault {
        if let Cause::Unfit(violations) = &mut *self.0 {
            change(violations);
        }
        self
    }
}

impl From<Violations> for Fault {
    #[cold]
    fn from(violations: Violations) -> Self {
        Fault(Box::new(Cause::Unfit(violations)))
    }
}

impl From<Violation> for Fault {
    #[cold]
    fn from(violation: Violation) -> Self {
        Violations::from(violation).into()
    }
}

/// Adds the fault of an element to those of the elements before it.
#[cold]
pub(crate) fn add(faults: &mut Option<Fault>, index: usize, fault: Fault) {
    let fault = fault.of_element(index);
    *faults = Some(match faults.take() {
        Some(others) => others.and(fault),
        None => fault,
    });
}

/// The same outcome of reading a `T`: what doesn't fit breaks its schema, unless one further in.
///
/// # Errors
///
/// What doesn't fit.
#[inline]
pub fn within<T: Described>(filled: Filled) -> Filled {
    filled.map_err(|it| it.within(T::schema()))
}

/// A fault of the value at hand.
#[cold]
pub fn unfit(keyword: &'static str, message: impl Into<String>) -> Fault {
    Violation::new(keyword, message).into()
}

/// The fault of a value of an unexpected JSON type.
#[cold]
pub fn wrong_kind(expected: &str, found: Kind) -> Fault {
    unfit(
        "type",
        format!("expected {expected}, found {}", found.name()),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::support::decode::{Decode, read_tree};

    #[test]
    fn the_faults_of_all_elements_are_kept() {
        let mut value: Vec<i64> = Decode::blank();
        let faults = read_tree(&mut value, json!([null, 1, "a"])).expect_err("two faults");
        let places: Vec<&str> = faults.iter().map(|it| it.pointer()).collect();
        assert_eq!(places, ["/0", "/2"]);
    }
}
