//! Whole documents: components, operations, names, and the Rust that comes of them.

use super::*;

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
    // Code that uses another value of a constant compiles.
    let breaking = |it: &ApiChange| it.breaking || it.part == Some(Part::Constant);
    assert!(api.iter().all(breaking));
}
