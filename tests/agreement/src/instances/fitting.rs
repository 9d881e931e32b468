//! Values that are meant to fit: `$ref` and `allOf` taken together, a branch of each union, and
//! within that any choice. What doesn't fit in spite of this is sorted out by the validator.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::graph::{Components, list, target, target_name};
use crate::outline::is_about_objects;
use crate::random::Random;

/// Below this, only what is required is made.
const SHALLOW: usize = 4;
/// Below this, nothing is.
const DEEPEST: usize = 10;

/// Makes values, each another one.
pub(super) struct Fitting<'a> {
    components: &'a Components,
    random: Random,
}

/// The schemas without composition that hold together, and the tag that a discriminator wants.
#[derive(Default)]
struct Leaves<'a> {
    schemas: Vec<&'a Value>,
    tags: Map<String, Value>,
    is_null: bool,
}

impl<'a> Fitting<'a> {
    pub(super) fn new(components: &'a Components, random: Random) -> Fitting<'a> {
        Fitting { components, random }
    }

    /// A value that fits all the schemas, if that is simple.
    pub(super) fn value(&mut self, schemas: &[&'a Value]) -> Value {
        self.at(schemas, 0)
    }

    fn at(&mut self, schemas: &[&'a Value], depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Null;
        }
        let mut leaves = Leaves::default();
        for schema in schemas {
            self.gather(schema, &mut leaves, 0);
        }
        if leaves.is_null {
            return Value::Null;
        }
        self.fit(&leaves, depth)
    }

    fn gather(&mut self, schema: &'a Value, leaves: &mut Leaves<'a>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if schema["nullable"] == true && self.random.happens(1, 12) {
            leaves.is_null = true;
        }
        leaves.schemas.push(schema);
        if let Some(target) = target(schema, self.components) {
            self.gather(target, leaves, depth + 1);
        }
        for part in list(schema, "allOf") {
            self.gather(part, leaves, depth + 1);
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches = list(schema, keyword);
            if let Some(branch) = self.random.pick(branches) {
                self.tag(schema, branch, leaves);
                self.gather(branch, leaves, depth + 1);
            }
            if keyword == "anyOf"
                && self.random.happens(1, 4)
                && let Some(another) = self.random.pick(branches)
            {
                self.gather(another, leaves, depth + 1);
            }
        }
    }

    /// Notes the tag that a discriminator wants for a branch.
    fn tag(&mut self, union: &'a Value, branch: &Value, leaves: &mut Leaves<'a>) {
        let Some(property) = union["discriminator"]["propertyName"].as_str() else {
            return;
        };
        let Some(name) = branch["$ref"].as_str().map(target_name) else {
            return;
        };
        let mapping = union["discriminator"]["mapping"].as_object();
        let keys: Vec<&String> = mapping
            .into_iter()
            .flatten()
            .filter(|(_, target)| target.as_str().map(target_name) == Some(name))
            .map(|(key, _)| key)
            .collect();
        let tag = self.random.pick(&keys).map_or(name, |it| it.as_str());
        // The variant's own enum goes first where there is no mapping; it fits then anyway.
        leaves.tags.insert(property.to_owned(), json!(tag));
    }

    fn fit(&mut self, leaves: &Leaves<'a>, depth: usize) -> Value {
        let schemas = &leaves.schemas;
        let enums: Vec<&Vec<Value>> = schemas
            .iter()
            .filter_map(|it| it["enum"].as_array())
            .collect();
        if let Some((first, others)) = enums.split_first() {
            let shared: Vec<&Value> = first
                .iter()
                .filter(|value| others.iter().all(|list| list.contains(value)))
                .collect();
            return self
                .random
                .pick(&shared)
                .map_or(Value::Null, |it| (*it).clone());
        }
        let types: Vec<&str> = schemas
            .iter()
            .filter_map(|it| it["type"].as_str())
            .collect();
        let ty = match types.as_slice() {
            types if types.contains(&"integer") => "integer",
            [first, ..] => first,
            [] if schemas.iter().any(|it| is_about_objects(it)) => "object",
            [] if schemas.iter().any(|it| it.get("items").is_some()) => "array",
            [] => ["string", "integer", "object", "boolean"][self.random.below(4)],
        };
        match ty {
            "string" => self.text(schemas),
            "integer" => json!(self.integer(schemas)),
            "number" => {
                let integer = self.integer(schemas);
                let float = f64::from(i32::try_from(integer).unwrap_or(0));
                if self.random.happens(1, 2) {
                    json!(integer)
                } else {
                    json!(float + 0.5)
                }
            }
            "boolean" => json!(self.random.happens(1, 2)),
            "array" => self.array(schemas, depth),
            _ => self.object(leaves, depth),
        }
    }

    fn text(&mut self, schemas: &[&Value]) -> Value {
        let pattern = schemas.iter().find_map(|it| it["pattern"].as_str());
        if let Some((_, texts)) = PATTERNS.iter().find(|(it, _)| Some(*it) == pattern) {
            return json!(self.random.pick(texts));
        }
        let least = most_of(schemas, "minLength").unwrap_or(0);
        let most = least_of(schemas, "maxLength")
            .unwrap_or(least + 6)
            .max(least);
        let length = least
            + i64::try_from(self.random.below(7))
                .unwrap_or(0)
                .min(most - least);
        let letters = ["a", "b", "ö", "Z", "7"];
        let text: String = (0..length)
            .filter_map(|_| self.random.pick(&letters).copied())
            .collect();
        json!(text)
    }

    fn integer(&mut self, schemas: &[&Value]) -> i64 {
        let least = most_of(schemas, "minimum");
        let most = least_of(schemas, "maximum");
        let least = least.unwrap_or(most.unwrap_or(10) - 10);
        let most = most.unwrap_or(least + 10).max(least);
        let width = usize::try_from(most - least).unwrap_or(10).min(100);
        let mut value = least + i64::try_from(self.random.below(width + 1)).unwrap_or(0);
        for factor in schemas.iter().filter_map(|it| it["multipleOf"].as_i64()) {
            value -= value % factor;
        }
        value
    }

    fn array(&mut self, schemas: &[&'a Value], depth: usize) -> Value {
        let items: Vec<&Value> = schemas.iter().filter_map(|it| it.get("items")).collect();
        let least = most_of(schemas, "minItems").unwrap_or(0);
        let most = least_of(schemas, "maxItems")
            .unwrap_or(least + 3)
            .max(least);
        let spare = if depth > SHALLOW { 0 } else { most - least };
        let spare = usize::try_from(spare).unwrap_or(0).min(3);
        let length = usize::try_from(least).unwrap_or(0) + self.random.below(spare + 1);
        let elements: Vec<Value> = (0..length).map(|_| self.at(&items, depth + 1)).collect();
        Value::Array(elements)
    }

    fn object(&mut self, leaves: &Leaves<'a>, depth: usize) -> Value {
        let schemas = &leaves.schemas;
        let required: BTreeSet<&str> = schemas
            .iter()
            .flat_map(|it| list(it, "required"))
            .filter_map(Value::as_str)
            .collect();
        let declared = schemas.iter().filter_map(|it| it["properties"].as_object());
        let mut names: BTreeSet<&str> = declared.flat_map(Map::keys).map(String::as_str).collect();
        names.extend(&required);
        names.extend(leaves.tags.keys().map(String::as_str));
        if self.random.happens(1, 3) {
            names.extend(["extra", "zeta"]);
        }
        let mut object = Map::new();
        for name in names {
            let is_tag = leaves.tags.contains_key(name);
            let is_required = required.contains(name) || is_tag;
            if !is_required && (depth > SHALLOW || self.random.happens(1, 2)) {
                continue;
            }
            let Some(parts) = member(schemas, name) else {
                if is_required {
                    object.insert(name.to_owned(), json!(1));
                }
                continue;
            };
            let has_values = parts.iter().any(|it| it.get("enum").is_some());
            let value = match leaves.tags.get(name) {
                Some(tag) if !has_values => tag.clone(),
                _ => self.at(&parts, depth + 1),
            };
            object.insert(name.to_owned(), value);
        }
        Value::Object(object)
    }
}

/// Texts that match the patterns of the made schemas.
pub(crate) const PATTERNS: [(&str, [&str; 3]); 3] = [
    ("^[a-z]+$", ["a", "abc", "xyzzy"]),
    ("^[A-Z]{2}[0-9]*$", ["AB", "XY7", "QQ42"]),
    ("b", ["b", "abc", "bbb"]),
];

/// The schemas of a member; `None` where one of the objects is closed to it.
pub(super) fn member<'a>(schemas: &[&'a Value], name: &str) -> Option<Vec<&'a Value>> {
    let mut parts = Vec::new();
    for schema in schemas {
        match (
            schema["properties"].get(name),
            schema.get("additionalProperties"),
        ) {
            (Some(property), _) => parts.push(property),
            (None, Some(Value::Bool(false))) => return None,
            (None, Some(rest @ Value::Object(_))) => parts.push(rest),
            (None, _) => {}
        }
    }
    Some(parts)
}

fn most_of(schemas: &[&Value], keyword: &str) -> Option<i64> {
    numbers(schemas, keyword).max()
}

fn least_of(schemas: &[&Value], keyword: &str) -> Option<i64> {
    numbers(schemas, keyword).min()
}

fn numbers<'a>(schemas: &'a [&Value], keyword: &'a str) -> impl Iterator<Item = i64> + 'a {
    schemas.iter().filter_map(move |it| {
        let number = it[keyword].as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "limits in made schemas are small"
        )]
        Some(number.ceil() as i64)
    })
}
