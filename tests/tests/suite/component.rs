//! From a group's schema to components: references that led to its root lead to the component, and
//! what it calls by a name has that of the component before it.

use serde_json::{Map, Value};

use super::draft::{Definitions, Draft, Holds};
use super::groups::Group;
use super::usable::holds;

/// The components that a group becomes: its schema, and where OpenAPI has no place for definitions,
/// each of them.
pub(crate) fn components(group: &Group, draft: &Draft) -> Map<String, Value> {
    let name = group.component();
    let mut schema = group.schema.clone();
    let mut definitions = Map::new();
    if let Value::Object(keywords) = &mut schema {
        // All references stay in the schema, whatever it calls itself.
        keywords.remove("$id");
        if draft.definitions == Definitions::Root
            && let Some(Value::Object(taken)) = keywords.remove("definitions")
        {
            definitions = taken;
        }
    }
    let moved: Vec<(String, String)> = definitions
        .keys()
        .enumerate()
        .map(|(index, key)| (key.clone(), format!("{name}D{index}")))
        .collect();
    let target = |reference: &str| retarget(reference, &name, &moved);
    let mut components = Map::new();
    for ((_, own), mut schema) in moved.iter().zip(definitions.into_iter().map(|it| it.1)) {
        rewrite(&mut schema, draft, &name, &target);
        components.insert(own.clone(), schema);
    }
    rewrite(&mut schema, draft, &name, &target);
    components.insert(name.clone(), schema);
    components
}

/// `"#/definitions/a/items"` becomes `"#/components/schemas/Ref3D0/items"`, and `"#foo"`
/// `"#Ref3-foo"`.
fn retarget(reference: &str, name: &str, moved: &[(String, String)]) -> String {
    let Some(path) = reference.strip_prefix('#') else {
        return reference.to_owned();
    };
    if !path.is_empty() && !path.starts_with('/') {
        return format!("#{}", anchor(name, path));
    }
    let definition = path.strip_prefix("/definitions/").and_then(|path| {
        let (key, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        let (_, component) = moved.iter().find(|(it, _)| *it == unescape(key))?;
        Some((component.as_str(), rest))
    });
    let (component, rest) = definition.unwrap_or((name, path));
    format!("#/components/schemas/{component}{rest}")
}

fn anchor(component: &str, name: &str) -> String {
    format!("{component}-{name}")
}

/// RFC 6901 §6: percent-encoding outside, `~1` and `~0` inside.
fn unescape(segment: &str) -> String {
    let mut bytes = segment.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        let code: Option<String> =
            (byte == b'%').then(|| bytes.by_ref().take(2).map(char::from).collect());
        decoded.push(code.map_or(byte, |it| u8::from_str_radix(&it, 16).unwrap()));
    }
    let text = String::from_utf8(decoded).unwrap();
    text.replace("~1", "/").replace("~0", "~")
}

/// Rewrites the references and names of a schema and of all below it; not those in listed values.
fn rewrite(schema: &mut Value, draft: &Draft, component: &str, target: &dyn Fn(&str) -> String) {
    let Value::Object(keywords) = schema else {
        return;
    };
    for (name, value) in keywords {
        if let ("$ref" | "$dynamicRef", Value::String(reference)) = (name.as_str(), &mut *value) {
            *reference = target(reference);
            continue;
        }
        if let ("$dynamicAnchor", Value::String(name)) = (name.as_str(), &mut *value) {
            *name = anchor(component, name);
            continue;
        }
        match (holds(name, true, draft), value) {
            (Some(Holds::One | Holds::OneOrBoolean), value) => {
                rewrite(value, draft, component, target)
            }
            (Some(Holds::List), Value::Array(list)) => {
                list.iter_mut()
                    .for_each(|it| rewrite(it, draft, component, target));
            }
            (Some(Holds::Map), Value::Object(map)) => {
                map.values_mut()
                    .for_each(|it| rewrite(it, draft, component, target));
            }
            (Some(Holds::List | Holds::Map) | None, _) => {}
        }
    }
}
