//! Values: limits, formats and kinds.

use super::*;

#[test]
fn tighter_values_break_writers_and_looser_ones_readers() {
    let pairs = [
        (
            "{type: string, enum: [a]}",
            "{type: string, enum: [a, b]}",
            Facet::Value,
        ),
        (
            "{type: string, maxLength: 3}",
            "{type: string, maxLength: 4}",
            Facet::Limit,
        ),
        (
            "{type: string, minLength: 3}",
            "{type: string, minLength: 2}",
            Facet::Limit,
        ),
        ("{type: string, pattern: a}", "{type: string}", Facet::Limit),
        (
            "{type: integer, minimum: 3}",
            "{type: integer, minimum: 2}",
            Facet::Limit,
        ),
        (
            "{type: integer, maximum: 3}",
            "{type: integer}",
            Facet::Limit,
        ),
        ("{type: integer}", "{type: number}", Facet::Kind),
        (
            "{type: string}",
            "{type: string, nullable: true}",
            Facet::Null,
        ),
        (
            "{type: array, items: {type: string}, uniqueItems: true}",
            "{type: array, items: {type: string}}",
            Facet::Limit,
        ),
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            "{oneOf: [{type: string}, {type: integer}, {type: boolean}]}",
            Facet::Variant,
        ),
    ];
    for (tight, loose, facet) in pairs {
        check(tight, loose, "", facet, READERS);
        check(loose, tight, "", facet, WRITERS);
        let within = |it: &str| object(&format!("y: {{type: array, items: {it}}}"), "");
        let (tight, loose) = (within(tight), within(loose));
        check(&tight, &loose, "y [element]", facet, READERS);
    }
    check("{type: string}", "{type: integer}", "", Facet::Kind, BOTH);
}

#[test]
fn a_wider_integer_breaks_readers_only() {
    let of = |format: &str| format!("{{type: integer, format: {format}}}");
    check(&of("int32"), &of("int64"), "", Facet::Limit, READERS);
    check(&of("int64"), &of("int32"), "", Facet::Limit, WRITERS);
}

#[test]
fn a_bound_of_integers_may_be_written_in_two_ways() {
    let diff = |old: &str, new: &str| {
        let of = |bound: &str, ty: &str| format!("A: {{type: {ty}, {bound}}}");
        ["integer", "number"].map(|ty| diff_of(&of(old, ty), &of(new, ty)).wire.len())
    };
    assert_eq!(diff("minimum: 1", "exclusiveMinimum: 0"), [0, 1]);
    assert_eq!(diff("exclusiveMaximum: 5", "maximum: 4"), [0, 1]);
    assert_eq!(diff("exclusiveMaximum: 5", "maximum: 5"), [1, 1]);
}

#[test]
fn multiples_of_more_are_fewer() {
    let of = |number: &str| format!("{{type: number, multipleOf: {number}}}");
    check(&of("2"), &of("4"), "", Facet::Limit, WRITERS);
    check(&of("1"), &of("0.5"), "", Facet::Limit, READERS);
    check(&of("2"), &of("3"), "", Facet::Limit, BOTH);
}

#[test]
fn a_format_that_is_not_checked_changes_nothing() {
    let (free, unknown) = ("A: {type: string}", "A: {type: string, format: colour}");
    assert_eq!(diff_of(free, unknown).wire, []);
    let checked = "{type: string, format: date}";
    check(
        "{type: string, format: colour}",
        checked,
        "",
        Facet::Limit,
        WRITERS,
    );
    let (url, uri) = (
        "A: {type: string, format: url}",
        "A: {type: string, format: uri}",
    );
    assert_eq!(diff_of(url, uri).wire, []);
}

#[test]
fn a_kind_among_others_breaks_one_side_only() {
    let text = "{type: string}";
    let either = "{oneOf: [{type: string}, {type: integer}]}";
    check(text, either, "", Facet::Kind, READERS);
    check(either, text, "", Facet::Kind, WRITERS);
    check(text, "{type: integer}", "", Facet::Kind, BOTH);
    check("{type: boolean}", either, "", Facet::Kind, BOTH);
    let listed = "{type: integer, enum: [1, 2]}";
    check("{type: integer}", listed, "", Facet::Kind, WRITERS);
    check(listed, "{type: integer}", "", Facet::Kind, READERS);
    check(listed, "{type: string}", "", Facet::Kind, BOTH);
}
