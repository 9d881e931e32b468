//! Why types are called what they are.

use super::*;

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
