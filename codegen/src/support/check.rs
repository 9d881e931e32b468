//! The constraints of JSON Schema that no Rust type expresses, one function a keyword.
//!
//! Section numbers are those of the validation specification, draft 2020-12; OpenAPI 3.0 means the
//! same by these keywords.

mod alternative;
mod collection;
mod condition;
mod direction;
mod number;
mod text;

pub use alternative::{Alternative, any_of, any_part, parts, present};
pub use collection::{
    each, entries, max_items, max_properties, min_items, min_properties, unique_items,
};
pub use condition::{listed, never, not, when};
pub use direction::{read_only, requested, write_only};
pub use number::{
    Bounded, Exact, Number, exclusive_maximum, exclusive_minimum, maximum, minimum, multiple_of,
};
pub use text::{Expression, Spelling, Text, format, max_length, min_length, pattern};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::place::Place;
    use crate::support::report::Report;

    struct NoMatch;

    impl Expression for NoMatch {
        fn source(&self) -> &str {
            "^b$"
        }

        fn matches(&self, _text: &str) -> bool {
            false
        }
    }

    #[test]
    fn what_is_absent_or_null_breaks_nothing() {
        let (text, number): (Option<String>, Option<Option<i64>>) = (None, Some(None));
        assert!(violated(|place, report| min_length(&text, 3, place, report)).is_empty());
        assert!(violated(|place, report| pattern(&text, &NoMatch, place, report)).is_empty());
        assert!(violated(|place, report| minimum(&number, 3, place, report)).is_empty());
        let number = Some(Some(2));
        assert_eq!(
            violated(|place, report| minimum(&number, 3, place, report)),
            ["minimum"]
        );
    }

    fn violated(check: impl Fn(&Place<'_>, &mut Report)) -> Vec<String> {
        let mut report = Report::default();
        check(&Place::ROOT, &mut report);
        match report.finish() {
            Ok(()) => Vec::new(),
            Err(violations) => violations
                .iter()
                .map(|it| it.keyword().to_owned())
                .collect(),
        }
    }

    #[test]
    fn lengths_count_code_points() {
        assert!(violated(|place, report| max_length("éé", 2, place, report)).is_empty());
        assert_eq!(
            violated(|place, report| min_length("éé", 3, place, report)),
            ["minLength"]
        );
    }

    #[test]
    fn exclusive_bounds_refuse_the_bound_itself() {
        assert!(violated(|place, report| minimum(&3, 3, place, report)).is_empty());
        assert_eq!(
            violated(|place, report| exclusive_minimum(&3, 3, place, report)),
            ["exclusiveMinimum"]
        );
    }

    /// What a check says, with the limit and what was found.
    fn said(check: impl Fn(&Place<'_>, &mut Report)) -> String {
        let mut report = Report::default();
        check(&Place::ROOT.member("a/b"), &mut report);
        let violations = report.finish().unwrap_err();
        let it = violations.iter().next().unwrap();
        let (limit, actual) = (it.limit().unwrap(), it.actual().unwrap());
        format!("{it} {limit} {actual}")
    }

    #[test]
    fn each_keyword_says_what_was_found_and_what_is_asked_for() {
        use crate::support::format::Format;
        let long = "x".repeat(50);
        let short = format!("{}…", "x".repeat(40));
        let expected = [
            (
                said(|at, to| min_length("é", 2, at, to)),
                r#""é" is shorter than 2 characters [minLength] 2 "é""#.to_owned(),
            ),
            (
                said(|at, to| max_length(&long, 3, at, to)),
                format!(r#""{short}" is longer than 3 characters [maxLength] 3 "{short}""#),
            ),
            (
                said(|at, to| pattern("a", &NoMatch, at, to)),
                r#""a" doesn't match "^b$" [pattern] "^b$" "a""#.to_owned(),
            ),
            (
                said(|at, to| format("a", &Format::Uuid, at, to)),
                r#""a" is not a UUID [format] "uuid" "a""#.to_owned(),
            ),
            (
                said(|at, to| minimum(&1, 2, at, to)),
                "1 is less than 2 [minimum] 2 1".to_owned(),
            ),
            (
                said(|at, to| maximum(&2.5, 2.0, at, to)),
                "2.5 is greater than 2 [maximum] 2 2.5".to_owned(),
            ),
            (
                said(|at, to| exclusive_minimum(&2, 2, at, to)),
                "2 is not greater than 2 [exclusiveMinimum] 2 2".to_owned(),
            ),
            (
                said(|at, to| exclusive_maximum(&1e300, 1e300, at, to)),
                "1e+300 is not less than 1e+300 [exclusiveMaximum] 1e+300 1e+300".to_owned(),
            ),
            (
                said(|at, to| multiple_of(&u64::MAX, 2, at, to)),
                "18446744073709551615 is no multiple of 2 [multipleOf] 2 18446744073709551615"
                    .to_owned(),
            ),
            (
                said(|at, to| min_items(0, 1, at, to)),
                "0 elements are fewer than 1 [minItems] 1 0".to_owned(),
            ),
            (
                said(|at, to| min_items(1, 2, at, to)),
                "1 element is fewer than 2 [minItems] 2 1".to_owned(),
            ),
            (
                said(|at, to| max_items(2, 1, at, to)),
                "2 elements are more than 1 [maxItems] 1 2".to_owned(),
            ),
            (
                said(|at, to| min_properties(0, 1, at, to)),
                "0 members are fewer than 1 [minProperties] 1 0".to_owned(),
            ),
            (
                said(|at, to| max_properties(2, 1, at, to)),
                "2 members are more than 1 [maxProperties] 1 2".to_owned(),
            ),
        ];
        for (said, expected) in expected {
            assert_eq!(said, format!("/a~1b: {expected}"));
        }
    }
}
