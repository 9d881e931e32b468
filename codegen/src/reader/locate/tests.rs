//! Tests of the places found in YAML and JSON.

use super::*;

const YAML: &str = "\
openapi: 3.0.3
paths:
  /pets: {get: {responses: {200: ok}}}
components:
  schemas:
    'Pét': &t
      required: [id, \"name\"]
      allOf:
        - type: object
        - &x
          type: string
    Tag: *t
    List: [*t, {a: 1}, *x, []]
";

const JSON: &str = "{\n  \"a\": {\"b\": [10, {\"c\\n\": null}, []],\n\t\"é\": {}, \"d\": -1}\n}\n";

fn check(name: &str, text: &str, pointer: &str, expected: (usize, usize)) {
    let pointer = Pointer::parse(pointer).unwrap();
    let found = locate(&SourceText::new(name, text), &pointer).unwrap();
    assert_eq!((found.line, found.column), expected, "{pointer}");
}

fn yaml(pointer: &str, expected: (usize, usize)) {
    check("a.yaml", YAML, pointer, expected);
}

fn json(pointer: &str, expected: (usize, usize)) {
    check("a.json", JSON, pointer, expected);
}

#[test]
fn a_yaml_member_is_found_at_its_key() {
    yaml("/openapi", (1, 1));
    yaml("/components/schemas", (5, 3));
    yaml("/components/schemas/Pét", (6, 5));
    yaml("/components/schemas/Pét/required", (7, 7));
    yaml("/paths/~1pets/get/responses/200", (3, 29));
}

#[test]
fn a_yaml_element_is_found_at_its_start() {
    yaml("/components/schemas/Pét/required/1", (7, 22));
    yaml("/components/schemas/Pét/allOf/0", (9, 11));
    yaml("/components/schemas/Pét/allOf/1", (10, 11));
    yaml("/components/schemas/Pét/allOf/1/type", (11, 11));
}

#[test]
fn an_alias_is_found_where_it_stands_and_its_content_at_the_anchor() {
    yaml("/components/schemas/Tag", (12, 5));
    yaml("/components/schemas/Tag/required/0", (7, 18));
    yaml("/components/schemas/List/0", (13, 12));
    yaml("/components/schemas/List/1/a", (13, 17));
    yaml("/components/schemas/List/2", (13, 24));
    yaml("/components/schemas/List/3", (13, 28));
}

#[test]
fn what_is_missing_is_found_at_the_nearest_ancestor() {
    yaml("/components/schemas/Pét/properties/id", (6, 5));
    yaml("/openapi/a/b", (1, 1));
    yaml("/components/schemas/List/9", (13, 5));
    yaml("", (1, 1));
    json("/a/b/7/x", (2, 9));
    json("/a/d/0", (3, 11));
    json("/z", (1, 1));
}

#[test]
fn a_json_member_is_found_at_its_key() {
    json("/a", (2, 3));
    json("/a/b/1/c\n", (2, 20));
    json("/a/é", (3, 2));
    json("/a/d", (3, 11));
}

#[test]
fn a_json_element_is_found_at_its_start() {
    json("/a/b/0", (2, 15));
    json("/a/b/1", (2, 19));
    json("/a/b/2", (2, 34));
}

#[test]
fn many_pointers_are_found_in_their_order() {
    let pointers = ["/paths", "/none", "/openapi", "/paths"].map(|p| Pointer::parse(p).unwrap());
    let source = SourceText::new("a.yaml", YAML);
    let found = locate_all(&source, &pointers.each_ref());
    let lines: Vec<_> = found.into_iter().flatten().map(|at| at.line).collect();
    assert_eq!(lines, [2, 1, 1, 2]);
}

#[test]
fn toml_is_not_walked() {
    let source = SourceText::new("a.toml", "a = 1");
    assert_eq!(locate(&source, &Pointer::root().key("a")), None);
}

#[test]
fn line_breaks_that_only_yaml_knows_do_not_shift_lines() {
    let text = "a: \"x\u{2028}y\u{85}z\"\r\nb: 'p\rq'\n# \u{2029}\nc: 1\n";
    check("a.yaml", text, "/b", (2, 1));
    check("a.yaml", text, "/c", (4, 1));
}

#[test]
fn a_broken_text_gives_what_was_found_before() {
    check("a.json", "{\"a\": {\"b\": [1, {", "/a/b/0", (1, 14));
    check("a.json", "{\"a\" \"b", "/a/b", (1, 1));
    check("a.json", "{\"a\": ]", "/a", (1, 2));
    check("a.yaml", "a: {b: [1, {", "/a/b/0", (1, 9));
}

#[test]
fn every_prefix_of_a_json_text_is_walked_without_panic() {
    let pointer = Pointer::parse("/a/b/1/c\n").unwrap();
    for (end, _) in JSON.char_indices() {
        locate(&SourceText::new("a.json", &JSON[..end]), &pointer);
    }
}
