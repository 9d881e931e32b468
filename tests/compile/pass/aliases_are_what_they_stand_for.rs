//! Bare scalars, arrays and free objects are aliases: no conversion either way.

use customerio::{
    ObjectAttributes, ObjectRelationships, ObjectTypeId, ParentActionId, Preheader, PreheaderText,
    PushBody, PushImage, PushLink, PushTitle, Validate,
};
use serde_json::Value;
use std::collections::BTreeMap;

fn main() {
    let type_id: ObjectTypeId = String::from("2");
    let _: String = type_id;
    let parent: ParentActionId = 41_i64;
    assert_eq!(parent.validate(), Ok(()));
    let texts: [String; 6] = [
        Preheader::new(),
        PreheaderText::new(),
        PushBody::new(),
        PushImage::new(),
        PushLink::new(),
        PushTitle::new(),
    ];
    assert_eq!(texts.concat(), "");
    let attributes: ObjectAttributes = BTreeMap::from([("floors".to_owned(), Value::from(3))]);
    let map: BTreeMap<String, Value> = attributes;
    assert_eq!(map.validate(), Ok(()));
    let none: ObjectRelationships = Vec::new();
    assert!(none.is_empty());
}
