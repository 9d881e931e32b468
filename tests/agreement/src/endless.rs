//! Schemas that apply themselves to the same instance, for ever: JSON Schema leaves open what they
//! mean (core §9.4.1 in 2020-12: such schemas shouldn't be made).

use crate::graph::{Components, list, references, target_name};

/// Whether a component, or one that it refers to, leads back to itself without a member or an
/// element in between.
pub fn is_endless(name: &str, components: &Components) -> bool {
    let mut seen: Vec<String> = Vec::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        if seen.contains(&name) {
            continue;
        }
        if returns(&name, components) {
            return true;
        }
        if let Some(schema) = components.get(&name) {
            references(schema, &mut open);
        }
        seen.push(name);
    }
    false
}

fn returns(start: &str, components: &Components) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut open: Vec<&str> = vec![start];
    while let Some(name) = open.pop() {
        let Some(schema) = components.get(name) else {
            continue;
        };
        let mut inside = vec![schema];
        while let Some(schema) = inside.pop() {
            if let Some(reference) = schema["$ref"].as_str() {
                let target = target_name(reference);
                if target == start {
                    return true;
                }
                if !seen.contains(&target) {
                    seen.push(target);
                    open.push(target);
                }
            }
            for keyword in ["allOf", "oneOf", "anyOf"] {
                inside.extend(list(schema, keyword));
            }
        }
    }
    false
}
