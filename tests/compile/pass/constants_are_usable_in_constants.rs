//! The constants have the types of what they stand for, at compile time.

use customerio::{ObjectDelete, PersonMerge, PushDrafted, PushEventCommon};

const ACTIONS: [&str; 2] = [ObjectDelete::ACTION, PersonMerge::ACTION];
static PUSH: &str = PushEventCommon::OBJECT_TYPE;

fn main() {
    assert_eq!(ACTIONS, ["delete", "merge"]);
    assert_eq!(PUSH, "push");
    match "attempted" {
        PushDrafted::METRIC => {}
        other => panic!("{other}"),
    }
}
