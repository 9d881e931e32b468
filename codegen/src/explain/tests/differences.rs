//! The first difference of two types.

use super::*;

/// The first difference of two components: the way, what it is about, and both sides.
#[track_caller]
fn differ(one: &str, other: &str, expected: (&str, Facet, &str, &str)) {
    explained(&format!("A: {one}, B: {other}"), None, |it| {
        let found = it.compare(find(it, "A"), find(it, "B"));
        assert!(!found.same);
        let found = found.difference.expect("a difference");
        let side = |it: &Option<String>| it.clone().unwrap_or_default();
        let (left, right) = (side(&found.change.left), side(&found.change.right));
        let way = found.way.join(" ");
        let actual = (
            way.as_str(),
            found.change.facet,
            left.as_str(),
            right.as_str(),
        );
        assert_eq!(actual, expected);
    });
}

#[test]
fn the_first_difference_is_the_one_nearest_to_both() {
    let object =
        |inner: &str| format!("{{type: object, properties: {{x: {{type: string}}, y: {inner}}}}}");
    let list = |inner: &str| object(&format!("{{type: array, items: {inner}}}"));
    differ(
        &object("{type: string}"),
        &object("{type: integer}"),
        ("y", Facet::Kind, "a string", "an integer"),
    );
    differ(
        &list("{type: string, maxLength: 3}"),
        &list("{type: string, maxLength: 5}"),
        ("y [element]", Facet::Limit, "3", "5"),
    );
    differ(
        &object("{type: string, nullable: true}"),
        &object("{type: string}"),
        ("y", Facet::Null, "nullable", ""),
    );
    differ(
        "{type: object, required: [x], properties: {x: {type: string}}}",
        "{type: object, properties: {x: {type: string}}}",
        ("", Facet::Required, "required", "optional"),
    );
    differ(
        "{type: string, enum: [a, b]}",
        "{type: string, enum: [a, c]}",
        ("", Facet::Value, "\"b\"", ""),
    );
    differ(
        "{type: integer, minimum: 1}",
        "{type: integer, minimum: 1, exclusiveMinimum: true}",
        ("", Facet::Limit, "1", "1 exclusive"),
    );
}

#[test]
fn a_difference_has_both_places_through_all_of() {
    let schemas = "
        First: {type: object, properties: {z: {type: object, properties: {y: {type: string, minLength: 1}}}}},
        A: {type: object, properties: {x: {type: object, properties: {y: {type: string}}}}},
        B: {allOf: [{type: object, properties: {x: {allOf: [
            {type: object, properties: {y: {type: string, minLength: 1}}}]}}}]}";
    explained(schemas, None, |it| {
        let found = it.compare(find(it, "A"), find(it, "B"));
        let found = found.difference.expect("a difference");
        let left = "#/components/schemas/A/properties/x/properties/y";
        let right = "#/components/schemas/B/allOf/0/properties/x/allOf/0/properties/y";
        assert_eq!(found.left.as_deref(), Some(left));
        assert_eq!(found.right.as_deref(), Some(right));
        assert_eq!(found.change.effect, Effect::Tighter);
    });
}

#[test]
fn equal_components_and_one_type_are_no_difference() {
    let equal = "
        A: {type: object, properties: {x: {type: string}}},
        B: {type: object, properties: {x: {type: string}}},
        C: {type: object, properties: {z: {type: object, properties: {w: {type: string}}}}}";
    explained(equal, None, |it| {
        let found = it.compare(find(it, "A"), find(it, "B"));
        assert_eq!((found.same, &found.difference), (false, &None));
        assert!(found.reason.contains("components stay"), "{}", found.reason);
        let same = it.compare(
            find(it, "CZ"),
            find(it, "#/components/schemas/C/properties/z"),
        );
        assert!(
            same.same && same.reason.contains("where it is written first"),
            "{same:?}"
        );
    });
}

#[test]
fn references_to_equal_components_differ_by_name() {
    let schemas = "
        A: {type: object, properties: {x: {type: string}}},
        B: {type: object, properties: {x: {type: string}}},
        HasA: {type: object, properties: {it: {$ref: '#/components/schemas/A'}}},
        HasB: {type: object, properties: {it: {$ref: '#/components/schemas/B'}}}";
    explained(schemas, None, |it| {
        let found = it.compare(find(it, "HasA"), find(it, "HasB"));
        let found = found.difference.expect("a difference");
        assert_eq!(found.way, ["it"]);
        assert_eq!(found.change.left.as_deref(), Some("the component \"A\""));
    });
}
