//! Changes of the Rust crate alone.

use super::*;

#[test]
fn a_component_for_what_was_written_inline_is_no_change_for_callers() {
    let inline = "A: {type: object, required: [a, b], properties: \
        {a: {type: array, items: {type: string}}, b: {type: [string, 'null']}}}";
    let named = "A: {type: object, required: [a, b], properties: \
        {a: {$ref: '#/components/schemas/Texts'}, b: {$ref: '#/components/schemas/Text'}}}, \
        Texts: {type: array, items: {type: string}}, Text: {type: [string, 'null']}";
    let diff = diff_of(inline, named);
    assert!(!diff.is_breaking(), "{diff:#?}");
    assert!(diff.api.iter().all(|it| it.item != "A"), "{diff:#?}");
}

#[test]
fn another_type_behind_the_same_alias_is_told_of_the_alias() {
    let version = |items: &str| {
        format!(
            "A: {{type: object, required: [a], properties: {{a: {{$ref: '#/components/schemas/Items'}}}}}}, \
             Items: {{type: array, items: {{type: {items}}}}}"
        )
    };
    let api = diff_of(&version("string"), &version("integer")).api;
    let items: Vec<&str> = api.iter().map(|it| it.item.as_str()).collect();
    assert_eq!(items, ["Items"]);
    assert!(api[0].breaking);
}

#[test]
fn another_default_breaks_no_code() {
    let version = |default: u8| {
        format!("A: {{type: object, properties: {{a: {{type: integer, default: {default}}}}}}}")
    };
    let diff = diff_of(&version(1), &version(2));
    assert_eq!(diff.api.len(), 1);
    assert!(!diff.is_breaking(), "{diff:#?}");
    let gone = "A: {type: object, properties: {a: {type: integer}}}";
    assert!(diff_of(&version(1), gone).is_breaking());
}
