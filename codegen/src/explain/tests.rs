use std::sync::Arc;

use super::*;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::reader::{NoFolder, SourceText};
use crate::{Workspace, plan};

/// Calls `check` with an explainer of these component schemas, in YAML's flow style, and the lock.
fn explained(schemas: &str, lock: Option<&str>, check: impl FnOnce(&Explainer<'_>)) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n\
         components: {{schemas: {{{schemas}}}}}\n"
    );
    let request = Request {
        document: SourceText::new("api.yaml", text),
        folder: Arc::new(NoFolder),
        config: Config::default(),
        config_source: None,
        lock: lock.map(|it| SourceText::new("names.lock", it)),
        crate_name: "explained".to_owned(),
        workspace: Workspace::Own,
    };
    let mut diagnostics = Diagnostics::default();
    let plan = plan(&request, &mut diagnostics, &mut |_| {});
    let plan = plan.unwrap_or_else(|| panic!("{diagnostics:?}"));
    check(&Explainer::new(&plan, &request));
}

fn find(explainer: &Explainer<'_>, text: &str) -> Subject {
    explainer
        .find(text)
        .unwrap_or_else(|it| panic!("{text}: {it:?}"))
}

#[track_caller]
fn ty(explainer: &Explainer<'_>, text: &str) -> TypeExplanation {
    let explanation = explainer.explain(find(explainer, text));
    explanation.r#type.expect("a type")
}

#[track_caller]
fn became(explainer: &Explainer<'_>, pointer: &str) -> (Option<String>, Became, Option<String>) {
    let explanation = explainer.explain(find(explainer, pointer));
    let it = explanation.schema.expect("a schema");
    (it.item, it.became, it.into)
}

const PETS: &str = "
    pet: {type: object, required: [kind], properties: {
        kind: {type: string, enum: [cat]}, name: {type: string, maxLength: 5}}},
    owner: {allOf: [
        {type: object, properties: {pet: {$ref: '#/components/schemas/pet'}}},
        {type: object, properties: {
            other: {type: object, required: [kind], properties: {
                kind: {type: string, enum: [cat]}, name: {type: string, maxLength: 5}}},
            by: {oneOf: [
                {type: object, required: [id], properties: {id: {type: integer}}},
                {type: object, required: [email], properties: {email: {type: string}}}]}}},
        {allOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}]}";

#[test]
fn a_type_is_found_by_its_name_its_component_and_its_items() {
    explained(PETS, None, |it| {
        let pet = find(it, "Pet");
        assert_eq!(find(it, "pet"), pet);
        assert_eq!(find(it, "Pet::KIND"), pet);
        let unknown = it.find("Pett").expect_err("no such type");
        assert_eq!(unknown.suggestions, ["Pet", "pet"]);
        let unknown = it.find("Pet::KINDS").expect_err("no such constant");
        assert_eq!(unknown.suggestions, ["Pet::KIND"]);
        assert_eq!(find(it, "OwnerBy::Email"), find(it, "OwnerBy"));
        assert!(it.find("OwnerBy::Mail").is_err());
    });
}

#[test]
fn a_pointer_that_leads_nowhere_is_told_what_is_near() {
    explained(PETS, None, |it| {
        let at = "#/components/schemas/pet/properties/";
        let unknown = it.find(&format!("{at}nam")).expect_err("no schema");
        assert_eq!(unknown.suggestions[0], format!("{at}name"));
        let keyword = it
            .find("/components/schemas/pet/required")
            .expect_err("none");
        assert!(keyword.message.contains("is no schema, but"), "{keyword:?}");
        let broken = it.find("#components").expect_err("no pointer");
        assert!(broken.message.contains("no JSON Pointer"), "{broken:?}");
    });
}

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

const RIVALS: &str = "
    a: {type: object, properties: {size: {type: object, title: Extent, properties: {x: {type: integer}}}}},
    b: {type: object, properties: {size: {type: object, title: Extent, properties: {y: {type: integer}}}}}";

#[test]
fn a_name_says_which_better_ones_it_lost_and_to_whom() {
    explained(RIVALS, None, |it| {
        let name = ty(it, "ASize").name.expect("a name");
        assert_eq!(name.origin, "chosen");
        let lost = &name.lost[0];
        assert_eq!((&*lost.name, lost.from), ("Extent", "its title"));
        assert_eq!(lost.why, "BSize could be called that, too");
    });
    let taken = format!("{RIVALS}, extent: {{type: object, properties: {{z: {{type: integer}}}}}}");
    explained(&taken, None, |it| {
        let name = ty(it, "ASize").name.expect("a name");
        assert_eq!(name.lost[0].why, "the component \"extent\" is called that");
    });
}

#[test]
fn a_name_from_the_lock_says_so() {
    let fingerprint = "0000000000000000";
    let lock = format!("Kept {fingerprint} /components/schemas/a/properties/size\n");
    explained(RIVALS, Some(&lock), |it| {
        let name = ty(it, "Kept").name.expect("a name");
        assert_eq!(
            (name.origin, &*name.reason),
            ("locked", "names.lock keeps it")
        );
    });
}

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

#[test]
fn a_graph_has_who_holds_a_type_and_what_it_holds() {
    let chain = "
        top: {type: object, properties: {mids: {type: array, items: {$ref: '#/components/schemas/mid'}}}},
        mid: {type: object, properties: {low: {$ref: '#/components/schemas/low'}}},
        low: {type: object, properties: {deep: {$ref: '#/components/schemas/deep'}}},
        deep: {type: object, properties: {x: {type: string}}},
        side: {type: object, properties: {low: {$ref: '#/components/schemas/low'}}}";
    explained(chain, None, |it| {
        let graph = it.graph(find(it, "mid"), 1);
        let names: Vec<&str> = graph.nodes.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Low", "Mid", "Top"]);
        let arrows = graph
            .arrows
            .iter()
            .map(|it| (names[it.from], names[it.to], it.label.as_str()));
        let expected = [("Mid", "Low", "low"), ("Top", "Mid", "mids")];
        assert_eq!(arrows.collect::<Vec<_>>(), expected);
        let cut: Vec<bool> = graph.nodes.iter().map(|it| it.is_cut).collect();
        assert_eq!(cut, [true, false, false]);
        assert_eq!(it.graph(find(it, "mid"), 2).nodes.len(), 4);
        assert_eq!(it.graph(find(it, "mid"), 0).nodes.len(), 1);
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
