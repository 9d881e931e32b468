//! Schemas that call themselves by name: `$anchor: pet`, to which `#pet` leads.

use std::collections::BTreeMap;

use crate::pointer::Pointer;
use crate::raw::Raw;

/// Keywords whose values are no schemas, whatever they look like.
const VALUES: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Keywords and sections in which any name may stand.
const NAMED: [&str; 6] = [
    "$defs",
    "definitions",
    "dependentSchemas",
    "patternProperties",
    "properties",
    "schemas",
];

/// The places of a tree with a name, in the order of the document. JSON Schema 2020-12 §8.2.2:
/// `$dynamicAnchor` is a name just as `$anchor`.
pub(super) fn anchors(root: &Raw) -> BTreeMap<String, Vec<Pointer>> {
    let mut anchors: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
    let mut pending = vec![(Pointer::root(), root, false)];
    while let Some((at, value, holds_names)) = pending.pop() {
        match value {
            Raw::Object(members) => {
                let names = ["$anchor", "$dynamicAnchor"].map(|it| members.get(it));
                for name in names.into_iter().flatten().filter_map(Raw::as_str) {
                    anchors.entry(name.to_owned()).or_default().push(at.clone());
                }
                for (key, member) in members.iter().rev() {
                    let is_value = !holds_names && VALUES.contains(&key.as_str());
                    if !is_value && matches!(member, Raw::Object(_) | Raw::Array(_)) {
                        let holds_names = !holds_names && NAMED.contains(&key.as_str());
                        pending.push((at.key(key), member, holds_names));
                    }
                }
            }
            Raw::Array(elements) => {
                for (index, element) in elements.iter().enumerate().rev() {
                    pending.push((at.index(index), element, false));
                }
            }
            Raw::Null | Raw::Bool(_) | Raw::Integer(_) | Raw::Float(_) | Raw::String(_) => {}
        }
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_members_of_that_name_are_no_anchors() {
        let json = serde_json::json!({
            "const": { "$anchor": "a" },
            "properties": {
                "enum": { "$dynamicAnchor": "b" },
                "$anchor": { "default": { "$anchor": "c" } },
            },
            "oneOf": [{ "$anchor": "b" }],
        });
        let anchors = anchors(&Raw::from_json(&json));
        let places: Vec<String> = anchors["b"].iter().map(Pointer::to_string).collect();
        assert_eq!(anchors.len(), 1);
        assert_eq!(places, ["#/oneOf/0", "#/properties/enum"]);
    }
}
