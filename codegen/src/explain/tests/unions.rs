//! How variants are told apart.

use super::*;

/// What is said of the variants' tags.
fn notes(schemas: &str) -> Vec<Option<&'static str>> {
    let mut notes = Vec::new();
    explained(schemas, None, |it| {
        let union = ty(it, "U").union.expect("a union");
        notes = union.variants.iter().map(|it| it.note).collect();
    });
    notes
}

#[test]
fn who_writes_a_tag_is_said_and_whether_the_variant_may_lack_it() {
    let branches = |t: &str| {
        let branch = |own: &str, tag: &str| {
            format!(
                "{{type: object, required: [t], properties: \
                 {{t: {{type: string, enum: [{tag}]{t}}}, {own}: {{type: integer}}}}}}"
            )
        };
        format!("U: {{oneOf: [{}, {}]}}", branch("a", "x"), branch("b", "y"))
    };
    assert_eq!(notes(&branches("")), [None, None]);
    // A response lacks it, and so does a value built by hand: the union writes it.
    let lacking = Some("the union writes the tag; the variant may lack it");
    assert_eq!(notes(&branches(", writeOnly: true")), [lacking, lacking]);
    let without = "U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], \
                   discriminator: {propertyName: t}}, \
                   A: {type: object, properties: {a: {type: integer}}}, \
                   B: {type: object, properties: {b: {type: integer}}}";
    let added = Some("the union adds the tag; the variant has no such member");
    assert_eq!(notes(without), [added, added]);
}

#[test]
fn a_union_has_its_rung_and_a_row_for_each_variant() {
    let tagged = "
        cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}}},
        dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog, wolf]}}},
        pet: {oneOf: [{$ref: '#/components/schemas/cat'}, {$ref: '#/components/schemas/dog'}]},
        id: {oneOf: [{type: string}, {type: integer}]}";
    explained(tagged, None, |it| {
        let pet = ty(it, "Pet").union.expect("a union");
        assert_eq!(
            (pet.rung, pet.by, pet.property.as_deref()),
            (2, "tag", Some("kind"))
        );
        let dog = &pet.variants[1];
        assert_eq!(dog.tags, ["\"dog\"", "\"wolf\""]);
        assert_eq!((&*dog.name, &*dog.r#type), ("Dog", "Dog"));
        assert_eq!(dog.pointer, "#/components/schemas/pet/oneOf/1");
        let id = ty(it, "Id").union.expect("a union");
        let kinds: Vec<_> = id.variants.iter().map(|it| it.kinds.as_deref()).collect();
        assert_eq!((id.rung, kinds), (3, vec![Some("string"), Some("integer")]));
    });
    explained(PETS, None, |it| {
        let by = ty(it, "OwnerBy").union.expect("a union");
        let members: Vec<_> = by.variants.iter().map(|it| it.members.join(" ")).collect();
        assert_eq!(
            (by.rung, members),
            (4, vec!["id".to_owned(), "email".to_owned()])
        );
    });
}

#[test]
fn members_that_all_variants_require_tell_nothing() {
    let schemas = "A: {oneOf: [
        {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}, x: {type: string}}},
        {type: object, required: [email, name], properties: {email: {type: string}, name: {type: string}}}]}";
    explained(schemas, None, |it| {
        let union = ty(it, "A").union.expect("a union");
        let members = union.variants.iter().map(|it| it.members.join(" "));
        assert_eq!(members.collect::<Vec<_>>(), ["id", "email"]);
    });
}

#[test]
fn branches_of_any_of_that_are_one_struct_say_what_must_be_there() {
    let schemas =
        "A: {type: object, properties: {x: {type: string}, y: {type: string}, z: {type: string}},
        anyOf: [{required: [x, y]}, {required: [z]}]}";
    explained(schemas, None, |it| {
        let union = ty(it, "A").union.expect("alternatives");
        assert_eq!(union.by, "alternatives");
        assert!(union.text.ends_with(": x and y, or z"), "{}", union.text);
        assert_eq!(
            became(it, "/components/schemas/A/anyOf/0").1,
            Became::Merged
        );
    });
}

#[test]
fn variants_that_are_tried_are_listed_in_the_order_in_which_they_are() {
    let tried = |variants: &str| {
        let mut names = Vec::new();
        explained(&format!("a: {{anyOf: [{variants}]}}"), None, |it| {
            let union = ty(it, "A").union.expect("a union");
            names.extend(union.variants.into_iter().map(|it| it.name));
        });
        names
    };
    let moments = "{title: Text, type: string}, {title: Short, type: string, maxLength: 10}, \
        {title: Day, type: string, format: date, maxLength: 10}, {title: Word, type: string, enum: [now, never]}";
    assert_eq!(tried(moments), ["Word", "Day", "Short", "Text"]);
    let widths = "{title: Wide, type: integer}, {title: Narrow, type: integer, format: int32}";
    assert_eq!(tried(widths), ["Narrow", "Wide"]);
    let alike = "{title: One, type: string, pattern: a}, {title: Two, type: string, pattern: b}";
    assert_eq!(tried(alike), ["One", "Two"]);
}
