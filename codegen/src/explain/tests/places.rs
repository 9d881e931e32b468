//! Why schemas are a type.

use super::*;

#[test]
fn places_say_why_they_are_the_type() {
    explained(PETS, None, |it| {
        let places = ty(it, "Pet").places;
        let of = |pointer: &str| {
            let pointer = format!("#/components/schemas/{pointer}");
            let place = places.iter().find(|it| it.pointer == pointer);
            place.map(|it| it.why)
        };
        assert_eq!(of("pet"), Some(Why::Component));
        assert_eq!(of("owner/allOf/0/properties/pet"), Some(Why::Reference));
        assert_eq!(of("owner/allOf/1/properties/other"), Some(Why::Copy));
        assert_eq!(
            (places.len(), &*places[0].pointer),
            (3, "#/components/schemas/pet")
        );
        let merged = ty(it, "Owner").places;
        assert!(
            merged.iter().skip(1).all(|it| it.why == Why::Merged),
            "{merged:?}"
        );
        assert_eq!(merged.len(), 6);
    });
}

#[test]
fn a_reference_in_all_of_says_what_is_extended() {
    let schemas = "base: {type: object, properties: {x: {type: string}}},
        more: {allOf: [{$ref: '#/components/schemas/base'}, {type: object, properties: {y: {type: string}}}]}";
    explained(schemas, None, |it| {
        let place = &ty(it, "More").places[1];
        assert_eq!(
            (&*place.pointer, place.why),
            ("#/components/schemas/more/allOf/0", Why::Extended)
        );
        assert_eq!(place.extends.as_deref(), Some("#/components/schemas/base"));
    });
}

#[test]
fn a_schema_that_is_no_type_says_where_it_went() {
    explained(PETS, None, |it| {
        let owner = Some("#/components/schemas/owner".to_owned());
        let merged = (Some("Owner".to_owned()), Became::Merged, owner);
        assert_eq!(became(it, "/components/schemas/owner/allOf/1"), merged);
        assert_eq!(
            became(it, "/components/schemas/owner/allOf/2/allOf/0"),
            merged
        );
        let pet = Some("#/components/schemas/pet".to_owned());
        let constant = (Some("Pet::KIND".to_owned()), Became::Constant, pet);
        assert_eq!(
            became(it, "/components/schemas/pet/properties/kind"),
            constant
        );
        let by = "#/components/schemas/owner/allOf/1/properties/by";
        let variant = (
            Some("OwnerBy::Id".to_owned()),
            Became::Variant,
            Some(by.to_owned()),
        );
        assert_eq!(became(it, &format!("{by}/oneOf/0")), variant);
        let copy = it.explain(find(
            it,
            "/components/schemas/owner/allOf/1/properties/other",
        ));
        let copy = copy.schema.expect("a schema").copy_of;
        assert_eq!(copy.as_deref(), Some("#/components/schemas/pet"));
    });
}

#[test]
fn a_branch_that_is_extended_elsewhere_is_a_place_of_both_types() {
    let schemas = "
        base: {oneOf: [
            {type: object, required: [a], properties: {a: {type: string}, x: {type: string}}},
            {type: object, required: [b], properties: {b: {type: string}, x: {type: string}}}]},
        more: {allOf: [{$ref: '#/components/schemas/base'}, {type: object, properties: {x: {type: string, minLength: 1}}}]}";
    explained(schemas, None, |it| {
        let more = ty(it, "More").union.expect("a union");
        let first = &ty(it, &more.variants[0].r#type).places[0];
        assert_eq!(
            (&*first.pointer, first.why),
            ("#/components/schemas/base/oneOf/0", Why::Joined)
        );
    });
}

#[test]
fn the_place_of_a_nullable_component_says_so() {
    let schemas = "
        site: {type: object, nullable: true, properties: {id: {type: string}}},
        rack: {type: object, properties: {site: {$ref: '#/components/schemas/site'}}}";
    explained(schemas, None, |it| {
        let first = &ty(it, "SiteDetails").places[0];
        assert_eq!(
            (&*first.pointer, first.why),
            ("#/components/schemas/site", Why::Nullable)
        );
    });
}
