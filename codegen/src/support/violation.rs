//! What is wrong with a value, and where: one `Violation` a fault, `Violations` in order.

use std::fmt;

/// The most violations that are kept; further ones are only counted.
pub(super) const CAP: usize = 64;

/// One way in which a value breaks its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pointer: String,
    keyword: &'static str,
    member: Option<String>,
    message: String,
}

impl Violation {
    /// A violation of the value it is reported for; `keyword` is the schema keyword that is broken.
    pub fn new(keyword: &'static str, message: impl Into<String>) -> Self {
        Violation {
            pointer: String::new(),
            keyword,
            member: None,
            message: message.into(),
        }
    }

    /// A violation that is about the member `name` of an object: one that is missing or unexpected.
    pub fn of_member(keyword: &'static str, name: &str, message: impl Into<String>) -> Self {
        Violation {
            member: Some(name.to_owned()),
            ..Violation::new(keyword, message)
        }
    }

    /// The same violation, at `pointer`.
    #[must_use]
    pub fn at(mut self, pointer: String) -> Self {
        self.pointer = pointer;
        self
    }

    /// The JSON Pointer (RFC 6901) of the value at fault; empty for the root.
    /// A missing or unexpected member is reported at its parent.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The schema keyword that is broken, such as `required` or `maxLength`.
    pub fn keyword(&self) -> &str {
        self.keyword
    }

    /// The member of the object at [`pointer`](Self::pointer) that is missing or unexpected.
    pub fn member(&self) -> Option<&str> {
        self.member.as_deref()
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The place in the value that holds no data because of this violation.
    pub(crate) fn gap(&self) -> String {
        let mut gap = self.pointer.clone();
        if let Some(name) = &self.member {
            gap.push('/');
            gap.push_str(&escape(name));
        }
        gap
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() {
            "(root)"
        } else {
            &self.pointer
        };
        write!(f, "{place}: {} [{}]", self.message, self.keyword)
    }
}

/// Every violation found, in document order, up to the first 64.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    more: usize,
}

impl Violations {
    /// The violations, first fault first.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many violations are kept.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many further violations were found and not kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Adds one violation, or counts it beyond the cap.
    pub fn push(&mut self, violation: Violation) {
        if self.list.len() < CAP {
            self.list.push(violation);
        } else {
            self.more += 1;
        }
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: Violations) {
        self.more += other.more;
        for violation in other.list {
            self.push(violation);
        }
    }

    /// The same violations, of a value that stands at the JSON Pointer `prefix`.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        for violation in &mut self.list {
            violation.pointer.insert_str(0, prefix);
        }
        self
    }

    /// Moves every violation below the member or index `segment`.
    pub fn prefix(&mut self, segment: &str) {
        let segment = escape(segment);
        for violation in &mut self.list {
            violation.pointer.insert_str(0, &segment);
            violation.pointer.insert(0, '/');
        }
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Violations {
            list: vec![violation],
            more: 0,
        }
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

/// One line a violation.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{violation}")?;
        }
        if self.more > 0 {
            write!(f, "\n… and {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A member name as a JSON Pointer segment: `a/b~c` becomes `a~1b~0c` (RFC 6901 §3).
pub(in crate::support) fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefix_escapes_and_prepends() {
        let mut violations = Violations::from(Violation::new("type", "no"));
        violations.prefix("a/b");
        violations.prefix("0");
        assert_eq!(
            violations.iter().next().map(Violation::pointer),
            Some("/0/a~1b")
        );
    }

    #[test]
    fn beyond_the_cap_violations_are_counted() {
        let mut violations = Violations::default();
        for _ in 0..CAP + 3 {
            violations.push(Violation::new("type", "no"));
        }
        assert_eq!((violations.len(), violations.more()), (CAP, 3));
        assert!(violations.to_string().ends_with("… and 3 more"));
    }
}
