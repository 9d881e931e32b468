//! What is asked by other types, and in which sense.

use super::*;

#[test]
fn what_conditions_ask_is_told_by_keyword() {
    let of = |condition: &str| object("y: {type: string}, z: {type: string}", condition);
    let test = ", if: {required: [x]}, then: {required: [y]}";
    let both = ", if: {required: [x]}, then: {required: [y]}, else: {required: [z]}";
    check(&of(test), &of(both), "", Facet::Condition, WRITERS);
    check(&of(both), &of(test), "", Facet::Condition, READERS);
    check(&of(test), &of(""), "", Facet::Condition, READERS);
    let asks = |names: &str| of(&format!(", dependentRequired: {{x: [{names}]}}"));
    check(&asks("y"), &asks("y, z"), "", Facet::Condition, WRITERS);
    check(&asks("y"), &asks("z"), "", Facet::Condition, BOTH);
    let array = |least: usize| {
        format!(
            "{{type: array, items: {{type: string}}, contains: {{const: a}}, minContains: {least}}}"
        )
    };
    check(&array(1), &array(2), "", Facet::Condition, WRITERS);
    let wire = diff_of(&format!("A: {}", of(test)), &format!("A: {}", of(both))).wire;
    let texts = wire
        .iter()
        .map(|it| (it.change.name.as_str(), it.change.right.as_deref()));
    assert_eq!(
        texts.collect::<Vec<_>>(),
        [("if", Some("asks more of values that fit, and of others"))]
    );
}

#[test]
fn what_is_in_a_condition_means_what_the_condition_makes_of_it() {
    let not = |limit: usize| {
        format!(
            "{{type: object, properties: {{z: {{type: string}}}}, not: {{required: [z], properties: {{z: {{maxLength: {limit}}}}}}}}}"
        )
    };
    check(&not(5), &not(9), "[not] z [string]", Facet::Limit, WRITERS);
    check(&not(9), &not(5), "[not] z [string]", Facet::Limit, READERS);
    let contains = |limit: usize, most: &str| {
        format!(
            "{{type: array, items: {{type: string}}, contains: {{type: string, maxLength: {limit}}}{most}}}"
        )
    };
    let way = "[contained]";
    check(
        &contains(3, ""),
        &contains(9, ""),
        way,
        Facet::Limit,
        READERS,
    );
    let most = ", maxContains: 1";
    check(
        &contains(3, most),
        &contains(9, most),
        way,
        Facet::Limit,
        BOTH,
    );
}
