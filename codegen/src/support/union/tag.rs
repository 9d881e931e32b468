//! Constants that tell variants apart, and what is said where they don't.

use serde_json::Value;

use crate::support::decode::{
    Constant, Fault, Scalar, Tag, any_of, not_listed, scalar_of, unfit, wrong_kind,
};
use crate::support::violation::Violation;

/// Takes a string for another one: a tag that means a variant which doesn't list it.
pub fn assume(slot: &mut String, text: &str) {
    slot.clear();
    slot.push_str(text);
}

/// Which of several constants a value is: its index, or their number where it is none of them.
pub fn which(found: &Value, constants: &[Constant]) -> usize {
    let is_it = |constant: &Constant| expect_value(found, *constant).is_ok();
    constants.iter().position(is_it).unwrap_or(constants.len())
}

/// Refuses a string that is not the constant of the variant that was picked.
///
/// # Errors
///
/// A fault that names the constant.
pub fn expect_text(found: &str, expected: Constant) -> Result<(), Fault> {
    expect(Scalar::Text(found), expected)
}

/// Refuses a value that is not the constant of the variant that was picked.
///
/// # Errors
///
/// A fault that names the constant.
pub fn expect_value(found: &Value, expected: Constant) -> Result<(), Fault> {
    match scalar_of(found) {
        Ok(found) => expect(found, expected),
        Err(kind) => Err(wrong_kind(&expected.scalar().to_string(), kind)),
    }
}

fn expect(found: Scalar<'_>, expected: Constant) -> Result<(), Fault> {
    if expected.is(found) {
        Ok(())
    } else {
        Err(not_listed(found, &[expected]))
    }
}

impl Tag {
    /// Refuses another value than the constant of the variant that was picked.
    ///
    /// # Errors
    ///
    /// A fault that names the constant.
    pub fn expect(self, index: usize, expected: Constant) -> Result<(), Fault> {
        if self.index() == index {
            return Ok(());
        }
        Err(unfit("enum", format!("expected {}", expected.scalar())))
    }
}

/// The fault of a tag that no variant has.
#[cold]
pub fn unknown_tag(found: &Value, known: &[Constant]) -> Fault {
    let what = match scalar_of(found) {
        Ok(found) => found.to_string(),
        Err(kind) => kind.name().to_owned(),
    };
    let message = format!("expected {}, found {what}", any_of(known));
    let known: Vec<Value> = known.iter().map(|it| it.scalar().json()).collect();
    Violation::new("discriminator", message)
        .limited_to(known)
        .found(found.clone())
        .into()
}

/// The fault of a tag of which no variant is left.
#[cold]
pub fn no_variant() -> Fault {
    unfit("discriminator", "no variant has this tag")
}

/// Says a fault of the tag, which is the member `name`: it is the union's schema that the tag breaks.
#[cold]
pub fn at_member(name: &str, fault: Fault) -> Fault {
    fault.of_tag(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn message(found: &Value) -> String {
        let known = [Constant::Text("Car"), Constant::Integer(2)];
        let violations = unknown_tag(found, &known).unfit().ok();
        let violations = violations.unwrap_or_default();
        let mut messages = violations.iter().map(|it| it.message().to_string());
        messages.next().unwrap_or_default()
    }

    #[test]
    fn an_unknown_tag_is_said_beside_those_that_are_known() {
        let expected = r#"expected one of "Car", 2, found "Bus""#;
        assert_eq!(message(&json!("Bus")), expected);
        assert_eq!(
            message(&json!([1])),
            r#"expected one of "Car", 2, found an array"#
        );
    }

    #[test]
    fn a_long_tag_is_shortened() {
        assert!(message(&json!("x".repeat(10_000))).len() < 100);
    }
}
