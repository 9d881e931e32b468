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

pub use alternative::{Alternative, any_of, any_part, present};
pub use collection::{
    each, entries, max_items, max_properties, min_items, min_properties, unique_items,
};
pub use condition::{listed, never, not, when};
pub use direction::{read_only, requested, write_only};
pub use number::{
    Bounded, Exact, exclusive_maximum, exclusive_minimum, maximum, minimum, multiple_of,
};
pub use text::{format, max_length, min_length, pattern};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::place::Place;
    use crate::support::report::Report;

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
        assert!(violated(|place, report| minimum(3, 3, place, report)).is_empty());
        assert_eq!(
            violated(|place, report| exclusive_minimum(3, 3, place, report)),
            ["exclusiveMinimum"]
        );
    }
}
