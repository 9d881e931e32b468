//! What is asked about.

use super::*;

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
