//! Unions: their variants, their tags, and how many must match.

use super::*;

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
             discriminator: {{propertyName: kind, mapping: {{card: '#/components/schemas/B'{more}, c: '#/components/schemas/C'}}}}}}, \
             B: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}, \
             C: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}"
        )
    };
    let wire = diff_of(&mapped(""), &mapped(", credit: '#/components/schemas/B'")).wire;
    let [only] = wire.as_slice() else {
        panic!("{wire:#?}");
    };
    assert_eq!(only.change.facet, Facet::Tag);
    assert_eq!((only.breaks.readers, only.breaks.writers), READERS);
}

#[test]
fn a_variant_without_a_tag_has_no_other_tag() {
    let variants = "B: {type: object, required: [k, b], properties: {k: {const: b}, b: {type: string}}}, \
        C: {type: object, required: [c], properties: {KC c: {type: string}}}, \
        A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}";
    let told = variants
        .replace("KC", "k: {const: c},")
        .replace("[c]", "[k, c]");
    let wire = diff_of(&told, &variants.replace("KC", "")).wire;
    let mut of_union = wire.iter().filter(|it| it.subject == "A");
    assert!(
        of_union.all(|it| it.change.facet == Facet::ToldBy),
        "{wire:#?}"
    );
}
