//! The filter of an audience.

use serde::de::Error;

use super::one_pass::{need, one_pass, words};

one_pass!(
/// Any filter of an audience.
pub OrAudienceFilter(customerio::OrAudienceFilter) {
    or: Vec<Or>,
} => customerio::OrAudienceFilter {
    or: or.map(|or| or.into_iter().map(|it| it.0).collect()),
});

one_pass!(Or(customerio::OrAudienceFilterOr) {
    and: Vec<And>,
    not: Not,
    segment: Segment,
    attribute: Attribute,
} => customerio::OrAudienceFilterOr {
    and: and.map(all),
    not: not.map(|it| it.0),
    segment: segment.map(|it| it.0),
    attribute: attribute.map(|it| it.0),
});

one_pass!(And(customerio::OrAudienceFilterAnd) {
    segment: Segment,
    attribute: Attribute,
} => customerio::OrAudienceFilterAnd {
    segment: segment.map(|it| it.0),
    attribute: attribute.map(|it| it.0),
});

one_pass!(Not(customerio::OrAudienceFilterNot) {
    and: Vec<And>,
    or: Vec<And>,
    segment: Segment,
    attribute: Attribute,
} => match (and, or, segment, attribute) {
    (Some(and), None, None, None) => customerio::OrAudienceFilterNot::And(all(and)),
    (None, Some(or), None, None) => customerio::OrAudienceFilterNot::Or(all(or)),
    (None, None, Some(it), None) => customerio::OrAudienceFilterNot::Segment(it.0),
    (None, None, None, Some(it)) => customerio::OrAudienceFilterNot::Attribute(it.0),
    _ => return Err(Error::custom("expected exactly one of and, or, segment, attribute")),
});

one_pass!(Segment(customerio::Segment) { id: i64 } => customerio::Segment { id });

one_pass!(Attribute(customerio::Attribute) {
    field: String,
    value: String,
    operator: Operator,
} => customerio::Attribute {
    field: need(field, "field")?,
    value,
    operator: match need(operator, "operator")? {
        Operator::Eq => customerio::Operator::Eq,
        Operator::Exists => customerio::Operator::Exists,
    },
});

words! { Operator { Eq Exists } }

fn all(and: Vec<And>) -> Vec<customerio::OrAudienceFilterAnd> {
    and.into_iter().map(|it| it.0).collect()
}
