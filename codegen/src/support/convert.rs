//! Values as types of other crates: what the features of a generated crate offer.

use std::fmt::Display;

use super::violation::{Violation, Violations};

/// What a member is as a type of another crate.
pub type Converted<T> = Result<T, Violations>;

/// Reads the value of a member as a type of another crate.
///
/// # Errors
///
/// A violation of `format` at the member, with what `read` says.
pub fn member<V, T, E: Display>(
    name: &str,
    value: V,
    read: impl FnOnce(V) -> Result<T, E>,
) -> Converted<T> {
    whole(value, read).map_err(|mut violations| {
        violations.member(name);
        violations
    })
}

/// Reads a whole value as a type of another crate.
///
/// # Errors
///
/// A violation of `format`, with what `read` says.
pub fn whole<V, T, E: Display>(value: V, read: impl FnOnce(V) -> Result<T, E>) -> Converted<T> {
    read(value).map_err(|error| Violation::new("format", error.to_string()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_which_member_has_it() {
        let read = |text: &str| text.parse::<u8>();
        assert_eq!(member("a/b", "7", read).unwrap(), 7);
        let error = member("a/b", "x", read).unwrap_err();
        let violation = error.iter().next().unwrap();
        assert_eq!(violation.pointer(), "/a~1b");
        assert_eq!(violation.keyword(), "format");
        assert_eq!(violation.message(), "invalid digit found in string");
    }
}
