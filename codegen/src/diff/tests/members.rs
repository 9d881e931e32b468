//! Members: which are declared, required, sent, and what else an object holds.

use super::*;

#[test]
fn a_member_that_comes_or_goes_breaks_those_who_need_it() {
    let without = object("", "");
    let optional = object("y: {type: string}", "");
    let required = object("y: {type: string}", ", required: [y]");
    check(&without, &optional, "", Facet::Member, NOBODY);
    check(&without, &required, "", Facet::Member, WRITERS);
    check(&optional, &without, "", Facet::Member, NOBODY);
    check(&required, &without, "", Facet::Member, READERS);
    check(&optional, &required, "", Facet::Required, WRITERS);
    check(&required, &optional, "", Facet::Required, READERS);
    let closed = ", additionalProperties: false";
    let (with, without) = (object("y: {type: string}", closed), object("", closed));
    check(&without, &with, "", Facet::Member, READERS);
    check(&with, &without, "", Facet::Member, WRITERS);
    check(&object("", ""), &without, "", Facet::Further, WRITERS);
}

#[test]
fn a_member_that_any_name_had_is_compared_with_what_it_was() {
    let of = |members: &str| object(members, ", additionalProperties: {type: integer}");
    let kinds = |old: &str, new: &str| -> Vec<(Facet, String, bool)> {
        let wire = diff_of(&format!("A: {old}"), &format!("A: {new}")).wire;
        let each = wire.iter();
        each.map(|it| {
            (
                it.change.facet,
                it.way.join(" "),
                it.breaks.readers && it.breaks.writers,
            )
        })
        .collect()
    };
    let changed = [
        (Facet::Member, String::new(), false),
        (Facet::Kind, "y".to_owned(), true),
    ];
    assert_eq!(kinds(&of(""), &of("y: {type: string}")), changed);
    assert_eq!(kinds(&of("y: {type: string}"), &of("")), changed);
    check(
        &of(""),
        &of("y: {type: integer}"),
        "",
        Facet::Member,
        NOBODY,
    );
    let open = ", additionalProperties: true";
    let with = object("y: {type: string}", open);
    check(&object("", open), &with, "", Facet::Member, NOBODY);
}

#[test]
fn only_who_may_write_a_read_only_member_is_broken() {
    let member = |more: &str| object(&format!("y: {{type: string{more}}}"), "");
    let (plain, read, write) = (
        member(""),
        member(", readOnly: true"),
        member(", writeOnly: true"),
    );
    check(&plain, &read, "", Facet::Direction, WRITERS);
    check(&plain, &write, "", Facet::Direction, READERS);
    check(&read, &plain, "", Facet::Direction, NOBODY);
}

#[test]
fn a_required_member_that_is_written_at_last_breaks_writers() {
    let id = |more: &str| {
        format!("{{type: object, required: [id], properties: {{id: {{type: string{more}}}}}}}")
    };
    check(
        &id(", readOnly: true"),
        &id(""),
        "",
        Facet::Direction,
        WRITERS,
    );
    let optional =
        |more: &str| format!("{{type: object, properties: {{id: {{type: string{more}}}}}}}");
    let was = optional(", readOnly: true");
    check(&was, &optional(""), "", Facet::Direction, NOBODY);
}

#[test]
fn a_type_for_further_members_breaks_writers() {
    let (free, typed) = (
        object("", ""),
        object("", ", additionalProperties: {type: integer}"),
    );
    check(&free, &typed, "", Facet::Further, WRITERS);
    check(&typed, &free, "", Facet::Further, READERS);
    let kept = object("", ", additionalProperties: true");
    check(&free, &kept, "", Facet::Further, NOBODY);
}
