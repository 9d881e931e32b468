use super::*;
use crate::config::{Formats, OneOf};
use crate::dedup;
use crate::diagnostics::Place;
use crate::reader::{self, Library, NoFolder, SourceText};
use crate::schema;

/// The graph of a document with these component schemas, in YAML flow style.
fn graph(schemas: &str, config: &Config) -> SchemaGraph {
    let text = format!("openapi: 3.0.3\ncomponents:\n  schemas: {{{schemas}}}\n");
    let mut diagnostics = Diagnostics::new();
    let document = reader::read(SourceText::new("a.yaml", text), &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{schemas}: {diagnostics:?}"));
    let mut library = Library::new(&document, &NoFolder);
    let graph = schema::lower(&mut library, config, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    graph
}

fn findings(schemas: &str, config: &Config) -> Diagnostics {
    let graph = graph(schemas, config);
    let mut diagnostics = Diagnostics::new();
    check(&graph, &dedup::classes(&graph), config, &mut diagnostics);
    diagnostics
}

fn messages_with(schemas: &str, config: &Config) -> Vec<String> {
    let findings = findings(schemas, config);
    findings.iter().map(|it| it.message.clone()).collect()
}

fn accept(schemas: &str) {
    assert_eq!(
        messages_with(schemas, &Config::default()),
        [""; 0],
        "{schemas}"
    );
}

/// What is wrong with the only example, without the words that all findings share.
fn refuse(schemas: &str, expected: &[&str]) {
    let messages = messages_with(schemas, &Config::default());
    let short = |it: &String| it.replace("this example violates its schema: ", "");
    let short: Vec<String> = messages.iter().map(short).collect();
    assert_eq!(short, expected, "{schemas}");
}

#[test]
fn a_finding_names_the_value_the_keyword_and_the_way_out() {
    let schemas = "A: {type: object, properties: {b: {type: string}}, example: {b: 1}}";
    let findings = findings(schemas, &Config::default());
    let [finding] = findings.iter().as_slice() else {
        panic!("{findings:?}");
    };
    let a = Pointer::root().key("components").key("schemas").key("A");
    let keyword = a.key("properties").key("b").key("type");
    assert_eq!(finding.code, Code::InvalidExample);
    assert_eq!(
        finding.message,
        "this example violates its schema: `/b`: expected a string, found the integer 1"
    );
    assert_eq!(finding.place, Place::Document(a.key("example").key("b")));
    assert_eq!(finding.related[0].0, Place::Document(keyword));
    assert_eq!(
        finding.help.as_deref(),
        Some("correct the example, or the schema")
    );
}

#[test]
fn defaults_are_checked_like_examples() {
    let messages = messages_with("A: {type: boolean, default: 'false'}", &Config::default());
    let expected =
        "this default violates its schema: expected a boolean, found the string \"false\"";
    assert_eq!(messages, [expected]);
}

#[test]
fn enumerated_values_are_checked_against_the_type_only() {
    let findings = findings(
        "A: {type: string, maxLength: 1, enum: [ab, [1]]}",
        &Config::default(),
    );
    let [finding] = findings.iter().as_slice() else {
        panic!("{findings:?}");
    };
    let place = Pointer::parse("/components/schemas/A/enum/1").unwrap();
    assert_eq!(finding.place, Place::Document(place));
    assert_eq!(
        finding.message,
        "this enumerated value violates its schema: expected a string, found an array"
    );
}

#[test]
fn copies_of_a_defect_are_reported_once() {
    let copy = "{type: string, example: 1}";
    refuse(
        &format!("A: {copy}, B: {copy}, C: {{type: string, example: 2}}"),
        &[
            "expected a string, found the integer 1",
            "expected a string, found the integer 2",
        ],
    );
}

#[test]
fn at_most_twenty_findings_come_from_one_example() {
    let values: Vec<String> = (0..30).map(|it| it.to_string()).collect();
    let schemas = format!(
        "A: {{type: array, items: {{type: string}}, example: [{}]}}",
        values.join(",")
    );
    assert_eq!(messages_with(&schemas, &Config::default()).len(), PER_VALUE);
}

#[test]
fn an_integer_may_be_written_with_a_fraction_of_zero() {
    accept("A: {type: integer, example: 1.0}, B: {enum: [1], example: 1.0}");
    refuse(
        "A: {type: integer, example: 1.5}",
        &["expected an integer, found the number 1.5"],
    );
}

#[test]
fn null_needs_nullable() {
    accept("A: {type: string, nullable: true, example: null}");
    accept(
        "A: {type: string}, B: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true, example: null}",
    );
    refuse(
        "A: {type: string, example: null}",
        &["expected a string, found null"],
    );
}

#[test]
fn a_value_outside_the_enum_is_refused() {
    refuse(
        "A: {type: string, enum: [a, b], example: c}",
        &[r#"expected one of "a", "b", found the string "c""#],
    );
}

#[test]
fn lengths_count_code_points() {
    accept("A: {type: string, minLength: 2, maxLength: 2, example: éé}");
    refuse(
        "A: {type: string, maxLength: 1, example: éé}",
        &["\"éé\" is longer than 1 characters"],
    );
}

#[test]
fn exclusive_bounds_refuse_the_bound_itself() {
    accept("A: {type: number, minimum: 1, maximum: 2.5, example: 1.0}");
    refuse(
        "A: {type: integer, minimum: 1, exclusiveMinimum: true, example: 1}",
        &["1 is not greater than 1"],
    );
    refuse(
        "A: {type: number, maximum: 2.5, example: 3}",
        &["3 is greater than 2.5"],
    );
}

#[test]
fn formats_are_checked_unless_the_settings_say_otherwise() {
    let schemas = "A: {type: string, format: uuid, example: x}";
    refuse(schemas, &["\"x\" is not a UUID"]);
    let mut config = Config::default();
    config.settings.formats = Formats::Annotate;
    assert_eq!(messages_with(schemas, &config), [""; 0]);
}

#[test]
fn elements_are_counted_and_checked() {
    refuse(
        "A: {type: array, minItems: 3, items: {type: string}, example: [a, 1]}",
        &[
            "2 elements are fewer than 3",
            "`/1`: expected a string, found the integer 1",
        ],
    );
}

#[test]
fn a_repeated_element_is_pointed_at() {
    accept("A: {type: array, items: {}, uniqueItems: true, example: [1, '1', true]}");
    refuse(
        "A: {type: array, items: {}, uniqueItems: true, example: [1, 2, 1.0]}",
        &["`/2`: repeats 1.0"],
    );
}

#[test]
fn missing_members_are_one_finding() {
    refuse(
        "A: {type: object, required: [a, b, c], example: {b: 1}}",
        &["lacks the members `a`, `c`"],
    );
}

#[test]
fn a_required_member_that_goes_one_way_only_may_be_missing() {
    accept(
        "A: {type: object, properties: {id: {type: string, readOnly: true}}}, \
         B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [id]}], example: {}}",
    );
}

#[test]
fn additional_members_are_refused_or_follow_their_schema() {
    refuse(
        "A: {type: object, additionalProperties: false, example: {a: 1}}",
        &["`/a`: unexpected member"],
    );
    refuse(
        "A: {type: object, additionalProperties: {type: string}, example: {a: 1}}",
        &["`/a`: expected a string, found the integer 1"],
    );
    accept("A: {type: object, example: {a: 1}}");
}

#[test]
fn members_are_counted() {
    refuse(
        "A: {type: object, maxProperties: 1, example: {a: 1, b: 2}}",
        &["2 members are more than 1"],
    );
}

#[test]
fn every_part_of_all_of_and_every_sibling_of_a_reference_counts() {
    refuse(
        "A: {type: object, properties: {a: {type: string}}}, \
         B: {$ref: '#/components/schemas/A', required: [b], example: {a: 1}}, \
         C: {allOf: [{$ref: '#/components/schemas/A'}, {required: [c]}], example: {a: 1}}",
        &[
            "lacks the member `b`",
            "`/a`: expected a string, found the integer 1",
            "`/a`: expected a string, found the integer 1",
            "lacks the member `c`",
        ],
    );
}

#[test]
fn a_union_without_a_match_is_one_finding_at_its_place() {
    let union = "[{type: string}, {type: boolean}]";
    for keyword in ["oneOf", "anyOf"] {
        refuse(
            &format!(
                "A: {{type: object, properties: {{u: {{{keyword}: {union}}}}}, example: {{u: 1}}}}"
            ),
            &[&format!(
                "`/u`: matches none of the 2 alternatives of `{keyword}`"
            )],
        );
    }
}

#[test]
fn one_of_refuses_two_matches_and_any_of_does_not() {
    let union = "[{type: integer}, {type: number}]";
    refuse(
        &format!("A: {{oneOf: {union}, example: 1}}"),
        &["matches `oneOf/0` and `oneOf/1`, but must match exactly one"],
    );
    accept(&format!("A: {{anyOf: {union}, example: 1}}"));
}

#[test]
fn a_second_match_that_requires_nothing_is_fine_unless_one_of_is_exact() {
    let schemas = "A: {oneOf: [{type: object, properties: {a: {type: string}}}, \
        {type: object, required: [b]}, {type: array, items: {}}], example: {b: 1}}";
    accept(schemas);
    let mut config = Config::default();
    config.settings.one_of = OneOf::Exact;
    assert_eq!(messages_with(schemas, &config).len(), 1);
}

#[test]
fn one_match_is_enough_beside_a_discriminator() {
    accept(
        "A: {type: object, required: [t]}, B: {type: object, required: [t], properties: {b: {}}}, \
         C: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], \
         discriminator: {propertyName: t}, example: {t: A}}",
    );
}

#[test]
fn what_is_not_evaluated_leaves_a_match_open() {
    accept(
        "A: {oneOf: [{type: string, pattern: '(?=a)'}, {type: string, pattern: '^b'}], example: b}",
    );
    accept("A: {type: string, not: {pattern: '(?=a)'}, example: b}");
}

#[test]
fn patterns_and_multiples_are_evaluated() {
    refuse(
        "A: {type: string, pattern: '^a', example: b}",
        &["doesn't match \"^a\""],
    );
    refuse(
        "A: {type: number, multipleOf: 0.01, example: 0.005}",
        &["0.005 is no multiple of 0.01"],
    );
    accept("A: {type: number, multipleOf: 0.01, example: 19.99}");
}

#[test]
fn a_value_that_not_excludes_is_refused() {
    refuse(
        "A: {not: {type: integer}, example: 1}",
        &["matches the schema that `not` excludes"],
    );
    accept("A: {not: {type: integer}, example: a}");
}

#[test]
fn schemas_that_contain_themselves_come_to_an_end() {
    accept(
        "A: {allOf: [{$ref: '#/components/schemas/B'}], type: object}, \
         B: {anyOf: [{$ref: '#/components/schemas/A'}], example: {a: {}}}",
    );
    refuse(
        "A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}, example: {a: {a: 1}}}",
        &["`/a/a`: expected an object, found the integer 1"],
    );
}

#[test]
fn a_chain_of_schemas_is_followed_no_deeper_than_the_stack_allows() {
    let link = |it: usize| {
        let next = it + 1;
        format!("A{it}: {{minLength: 1, oneOf: [{{$ref: '#/components/schemas/A{next}'}}]}}")
    };
    let chain: Vec<String> = (0..400).map(link).collect();
    accept(&format!(
        "{}, A400: {{type: string}}, Z: {{$ref: '#/components/schemas/A0', example: 1}}",
        chain.join(", ")
    ));
}

#[test]
fn nested_values_are_followed_to_the_end() {
    let example = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let messages = messages_with(
        &format!(
            "A: {{type: array, items: {{$ref: '#/components/schemas/A'}}, example: {example}}}"
        ),
        &Config::default(),
    );
    assert!(
        messages[0].ends_with("expected an array, found the integer 1"),
        "{messages:?}"
    );
}

#[test]
fn an_evaluation_stops_silently_when_the_steps_are_used_up() {
    // Each schema applies the next one twice: 2^40 applications in all.
    let link = |it: usize| {
        let next = format!("$ref: '#/components/schemas/A{}'", it + 1);
        format!("A{it}: {{allOf: [{{{next}}}, {{{next}, minLength: 1}}]}}")
    };
    let chain: Vec<String> = (0..40).map(link).collect();
    let graph = graph(
        &format!("{}, A40: {{type: string}}", chain.join(", ")),
        &Config::default(),
    );
    let config = Config::default();
    let mut evaluator = Evaluator::new(&graph, &config, 10_000);
    let id = graph.components["A0"];
    let found = evaluator.violations(id, &Raw::String("a".to_owned()), PER_VALUE);
    assert!(found.is_empty() && evaluator.is_exhausted());
}

#[test]
fn keywords_that_are_not_judged_here_leave_a_doubt() {
    // Whether the example is what `not` excludes depends on `contains`.
    accept(
        "A: {type: array, items: {}, not: {type: array, contains: {type: string}}, example: [1]}",
    );
    accept("A: {type: object, not: {type: object, dependentRequired: {a: [b]}}, example: {a: 1}}");
}

#[test]
fn conditions_are_judged_as_far_as_their_test_is() {
    let schema = |example: &str| {
        let parts = "if: {required: [k]}, then: {required: [a]}, else: {required: [b]}";
        format!("A: {{type: object, properties: {{}}, {parts}, example: {example}}}")
    };
    accept(&schema("{k: 1, a: 1}"));
    accept(&schema("{b: 1}"));
    refuse(&schema("{k: 1}"), &["lacks the member `a`"]);
    refuse(&schema("{a: 1}"), &["lacks the member `b`"]);
    accept(
        "A: {type: array, items: {}, if: {contains: {type: string}}, then: {minItems: 2}, example: [1]}",
    );
}
