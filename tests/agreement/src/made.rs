//! Made schemas: what can be composed of a few small parts, each way in a schema of its own, and
//! some that chance composes. They need no document from elsewhere.

mod all_of;
mod by_hand;
mod chance;
mod objects;
mod parts;
mod scalars;
mod tags;

use serde_json::Value;

use crate::graph::Components;

/// How many schemas chance composes.
const BY_CHANCE: usize = 70;

/// The made schemas by name, and the components that they refer to.
#[derive(Debug)]
pub struct Made {
    /// What is tried.
    pub schemas: Components,
    /// What it refers to.
    pub helpers: Components,
}

/// All made schemas.
pub fn made() -> Made {
    let mut schemas = Components::new();
    add(&mut schemas, "AllOfMember", all_of::members());
    add(&mut schemas, "AllOfShape", by_hand::all_of());
    add(&mut schemas, "OneOfKinds", scalars::pairs("oneOf"));
    add(&mut schemas, "AnyOfKinds", scalars::pairs("anyOf"));
    add(&mut schemas, "OneOfObjects", objects::pairs("oneOf"));
    add(&mut schemas, "AnyOfObjects", objects::pairs("anyOf"));
    add(&mut schemas, "AnyOfArrays", objects::in_arrays("anyOf"));
    add(&mut schemas, "OneOfArrays", objects::in_arrays("oneOf"));
    add(&mut schemas, "Beside", objects::beside());
    add(&mut schemas, "Tagged", tags::unions());
    add(&mut schemas, "Union", by_hand::unions());
    add(&mut schemas, "Checked", by_hand::checked());
    add(&mut schemas, "Recursive", by_hand::recursive());
    add(&mut schemas, "Chance", chance::schemas(BY_CHANCE));
    Made {
        schemas,
        helpers: parts::helpers(),
    }
}

/// Names a family's schemas: `Union1`, `Union2`.
fn add(schemas: &mut Components, family: &str, of_family: Vec<Value>) {
    for (index, schema) in of_family.into_iter().enumerate() {
        schemas.insert(format!("{family}{}", index + 1), schema);
    }
}
