use std::sync::Arc;

use super::*;
use crate::config::{Config, Roots};
use crate::diagnostics::Diagnostics;
use crate::explain::{Effect, Facet};
use crate::reader::{NoFolder, SourceText};
use crate::{Workspace, plan};

fn version(schemas: &str) -> (Plan, Request) {
    of_document("{}", schemas, Config::default())
}

fn of_document(paths: &str, schemas: &str, config: Config) -> (Plan, Request) {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {paths}\n\
         components: {{schemas: {{{schemas}}}}}\n"
    );
    let request = Request {
        document: SourceText::new("api.yaml", text),
        folder: Arc::new(NoFolder),
        config,
        config_source: None,
        lock: None,
        crate_name: "version".to_owned(),
        workspace: Workspace::Own,
    };
    let mut diagnostics = Diagnostics::default();
    let plan = plan(&request, &mut diagnostics, &mut |_| {});
    (plan.unwrap_or_else(|| panic!("{diagnostics:?}")), request)
}

fn diff_of(old: &str, new: &str) -> Diff {
    let (old, new) = (version(old), version(new));
    diff((&old.0, &old.1), (&new.0, &new.1))
}

const BOTH: (bool, bool) = (true, true);
const READERS: (bool, bool) = (true, false);
const WRITERS: (bool, bool) = (false, true);
const NOBODY: (bool, bool) = (false, false);

/// Replacing one schema by another is one change on the wire, which breaks these.
#[track_caller]
fn check(old: &str, new: &str, way: &str, facet: Facet, breaks: (bool, bool)) {
    let wire = diff_of(&format!("A: {old}"), &format!("A: {new}")).wire;
    let [only] = wire.as_slice() else {
        panic!("{wire:#?}");
    };
    let actual = (only.way.join(" "), only.change.facet);
    assert_eq!(actual, (way.to_owned(), facet));
    assert_eq!(
        (only.breaks.readers, only.breaks.writers),
        breaks,
        "{only:?}"
    );
}

fn object(members: &str, rest: &str) -> String {
    format!("{{type: object, properties: {{x: {{type: string}}, {members}}}{rest}}}")
}

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
fn that_a_single_variant_must_match_breaks_writers() {
    let branches = "[{type: integer, multipleOf: 2}, {type: integer, multipleOf: 3}]";
    let (one, any) = (
        format!("{{oneOf: {branches}}}"),
        format!("{{anyOf: {branches}}}"),
    );
    check(&one, &any, "", Facet::ToldBy, READERS);
    check(&any, &one, "", Facet::ToldBy, WRITERS);
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
fn order_annotations_and_how_a_document_is_cut_change_nothing() {
    let old = "
        A: {type: object, description: old, properties: {x: {type: string}, y: {type: integer}}},
        B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}";
    let new = "
        B: {type: object, properties: {a: {type: object, properties: {y: {type: integer}, x: {type: string}}}}},
        A: {allOf: [{type: object, properties: {y: {type: integer}}}, {type: object, properties: {x: {type: string}}}]}";
    let diff = diff_of(old, new);
    assert!(diff.is_empty() && !diff.is_breaking(), "{diff:#?}");
}

#[test]
fn a_change_of_a_component_is_told_once_and_where_it_stands_now() {
    let schemas = |more: &str| {
        format!(
            "A: {{type: object, properties: {{x: {{type: string{more}}}}}}},
             B: {{type: object, properties: {{a: {{$ref: '#/components/schemas/A'}}}}}},
             C: {{type: array, items: {{$ref: '#/components/schemas/A'}}}}"
        )
    };
    let wire = diff_of(&schemas(""), &schemas(", maxLength: 3")).wire;
    assert_eq!(wire.len(), 1, "{wire:#?}");
    assert_eq!(
        (&*wire[0].subject, &*wire[0].way),
        ("A", &["x".to_owned()][..])
    );
    assert_eq!(wire[0].pointer, "#/components/schemas/A/properties/x");
    assert_eq!(wire[0].change.effect, Effect::Tighter);
}

#[test]
fn a_change_of_an_anonymous_type_counts_its_other_places() {
    let schemas = |more: &str| {
        let inner = format!("{{type: object, properties: {{n: {{type: string{more}}}}}}}");
        format!(
            "A: {{type: object, properties: {{in: {inner}}}}}, B: {{type: object, properties: {{at: {inner}}}}}"
        )
    };
    let wire = diff_of(&schemas(""), &schemas(", maxLength: 3")).wire;
    let elsewhere: Vec<usize> = wire.iter().map(|it| it.elsewhere).collect();
    assert_eq!((wire.len(), elsewhere), (1, vec![1]), "{wire:#?}");
}

#[test]
fn schemas_of_operations_are_compared_by_what_they_are_called() {
    let version = |parameters: &str, limit: &str| {
        let answer = format!("{{type: object, properties: {{n: {{type: string{limit}}}}}}}");
        let paths = format!(
            "{{/pets: {{get: {{operationId: listPets, parameters: [{parameters}], responses: {{'200': {{
                description: d, content: {{application/json: {{schema: {answer}}}}}}}}}}}}}}}"
        );
        let config = Config {
            roots: Roots::All,
            ..Config::default()
        };
        of_document(&paths, "A: {type: string}", config)
    };
    let parameter =
        |name: &str, ty: &str| format!("{{in: query, name: {name}, schema: {{type: {ty}}}}}");
    let (first, second) = (parameter("first", "string"), parameter("second", "integer"));
    let tighter = parameter("second", "integer, maximum: 5");
    let old = version(&format!("{first}, {second}"), "");
    let new = version(&format!("{tighter}, {first}"), ", maxLength: 3");
    let wire = diff((&old.0, &old.1), (&new.0, &new.1)).wire;
    let changes: Vec<(&str, String)> = wire
        .iter()
        .map(|it| (it.change.name.as_str(), it.way.join(" ")))
        .collect();
    let expected = [("maxLength", "n".to_owned()), ("maximum", String::new())];
    assert_eq!(changes, expected);
    assert_eq!(wire[1].subject, "#/paths/~1pets/get/parameters/0/schema");
}

#[test]
fn components_that_come_and_go_are_listed() {
    let diff = diff_of(
        "A: {type: string}, B: {type: string}",
        "B: {type: string}, C: {type: string}",
    );
    assert_eq!(
        (&*diff.added, &*diff.removed),
        (&["C".to_owned()][..], &["A".to_owned()][..])
    );
    let api: Vec<(&str, bool)> = diff
        .api
        .iter()
        .map(|it| (it.item.as_str(), it.breaking))
        .collect();
    assert_eq!(api, [("A", true), ("C", false)]);
}

#[test]
fn a_component_with_another_name_and_the_same_values_is_renamed() {
    let schemas = |name: &str| {
        format!(
            "{name}: {{type: object, properties: {{x: {{type: string}}}}}},
             B: {{type: object, properties: {{a: {{$ref: '#/components/schemas/{name}'}}}}}}"
        )
    };
    let diff = diff_of(&schemas("A"), &schemas("Z"));
    assert_eq!(diff.renamed, [("A".to_owned(), "Z".to_owned())]);
    assert!(diff.added.is_empty() && diff.removed.is_empty() && diff.wire.is_empty());
    assert!(diff.api.iter().any(|it| it.item == "A" && it.breaking));
    // Which of two it is now, nobody knows.
    let twins = format!(
        "{}, Y: {{type: object, properties: {{x: {{type: string}}}}}}",
        schemas("Z")
    );
    let diff = diff_of(&schemas("A"), &twins);
    assert_eq!((diff.renamed.len(), diff.removed.len()), (0, 1));
}

#[test]
fn the_api_is_compared_by_fields_variants_constants_and_traits() {
    let old = "
        a: {type: object, required: [k], properties: {k: {type: string, enum: [v]}, x: {type: string}, n: {type: integer}}},
        b: {type: string, enum: [p, q]},
        c: {type: string}";
    let new = "
        a: {type: object, required: [k, x], properties: {k: {type: string, enum: [w]}, x: {type: string}, n: {type: number}}},
        b: {type: string, enum: [p, r]},
        c: {type: object, properties: {y: {type: string}}}";
    let api = diff_of(old, new).api;
    let text = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
    let lines: Vec<String> = api
        .iter()
        .map(|it| {
            let name = text(&it.name);
            format!(
                "{} {:?} {name}: {} → {}",
                it.item,
                it.part,
                text(&it.left),
                text(&it.right)
            )
        })
        .collect();
    let expected = [
        "A Some(Field) n: Option<i64> → Option<f64>",
        "A Some(Field) x: Option<String> → String",
        "A Some(Constant) K: &'static str = \"v\" → &'static str = \"w\"",
        "A Some(Trait) Default: derived → -",
        "A Some(Trait) Eq: derived → -",
        "A Some(Trait) Hash: derived → -",
        "B Some(Variant) Q:  → -",
        "B Some(Variant) R: - → ",
        "C None -: type = String → struct",
    ];
    assert_eq!(lines, expected);
    assert!(api.iter().all(|it| it.breaking));
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

#[test]
fn another_member_that_tells_variants_breaks_both() {
    let told = |by: &str| {
        let variant = |name: &str| {
            format!(
                "{name}: {{type: object, required: [kind, type], properties: {{kind: {{type: string}}, type: {{type: string}}}}}}"
            )
        };
        format!(
            "A: {{oneOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/C'}}], \
             discriminator: {{propertyName: {by}}}}}, {}, {}",
            variant("B"),
            variant("C")
        )
    };
    let wire = diff_of(&told("kind"), &told("type")).wire;
    let broken = wire
        .iter()
        .find(|it| it.subject == "A" && it.change.facet == Facet::Tag);
    let breaks = broken.map(|it| (it.breaks.readers, it.breaks.writers));
    assert_eq!(breaks, Some(BOTH), "{wire:#?}");
}

#[test]
fn a_variant_with_one_more_tag_breaks_readers() {
    let mapped = |more: &str| {
        format!(
            "A: {{oneOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/C'}}], \
             discriminator: {{propertyName: kind, mapping: {{b: '#/components/schemas/B'{more}, c: '#/components/schemas/C'}}}}}}, \
             B: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}, \
             C: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}"
        )
    };
    let wire = diff_of(&mapped(""), &mapped(", d: '#/components/schemas/B'")).wire;
    let [only] = wire.as_slice() else {
        panic!("{wire:#?}");
    };
    assert_eq!(only.change.facet, Facet::Tag);
    assert_eq!((only.breaks.readers, only.breaks.writers), READERS);
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
