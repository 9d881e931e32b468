//! From OpenAPI 3.0 schemas to JSON Schema draft 4, as JSON Schema means them or as the contract
//! does, and to a validator of the `jsonschema` crate.

mod subtypes;
mod union;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::graph::{Components, closure, list, target_name};
use crate::outline::is_about_objects;
use crate::rules::{Rule, Rules};

/// Keywords that mean the same in both languages and hold no schemas.
const SAME: [&str; 17] = [
    "enum",
    "format",
    "required",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "type",
];

/// A component and all that it refers to, as a draft 4 document.
pub fn translate(name: &str, components: &Components, rules: &Rules) -> Value {
    let mut closure = closure(&[name.to_owned()], components);
    for (name, schema) in &mut closure {
        refer_to_itself(schema, name);
    }
    let translation = Translation {
        components: &closure,
        rules,
    };
    let mut definitions = Map::new();
    for (name, schema) in &closure {
        definitions.insert(name.clone(), translation.place(schema));
        if let Some(any) = translation.any_subtype(name) {
            definitions.insert(subtypes::any_of(name), any);
        }
    }
    let root = json!({ "$ref": format!("#/components/schemas/{name}") });
    json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "definitions": definitions,
        "allOf": [translation.place(&root)],
    })
}

/// `$recursiveRef: "#"`, of JSON Schema 2019-09, leads to the component around it: no document has further anchors.
fn refer_to_itself(schema: &mut Value, component: &str) {
    match schema {
        Value::Object(members) => {
            if members.remove("$recursiveRef").is_some() {
                let target = format!("#/components/schemas/{component}");
                members.insert("$ref".to_owned(), Value::String(target));
            }
            let parts = members.values_mut();
            parts.for_each(|it| refer_to_itself(it, component));
        }
        Value::Array(elements) => {
            let elements = elements.iter_mut();
            elements.for_each(|it| refer_to_itself(it, component));
        }
        _ => {}
    }
}

/// The validator of a translated document.
///
/// # Panics
///
/// When `jsonschema` doesn't take the document.
pub fn compile(document: &Value) -> Validator {
    match try_compile(document) {
        Some(validator) => validator,
        None => panic!("jsonschema refuses {document}"),
    }
}

/// The validator of a translated document that checks formats, too.
///
/// # Panics
///
/// When `jsonschema` doesn't take the document.
pub fn compile_with_formats(document: &Value) -> Validator {
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft4);
    match options.should_validate_formats(true).build(document) {
        Ok(validator) => validator,
        Err(error) => panic!("jsonschema refuses {document}: {error}"),
    }
}

/// The validator of a translated document; `None` where `jsonschema` doesn't take it.
pub fn try_compile(document: &Value) -> Option<Validator> {
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft4);
    options.should_validate_formats(false).build(document).ok()
}

struct Translation<'a> {
    components: &'a Components,
    rules: &'a Rules,
}

impl Translation<'_> {
    fn schema(&self, schema: &Value) -> Value {
        let mut out = Map::new();
        for keyword in SAME {
            if let Some(value) = schema.get(keyword) {
                out.insert(keyword.to_owned(), value.clone());
            }
        }
        let mut all: Vec<Value> = Vec::new();
        if let Some(target) = schema["$ref"].as_str() {
            // Draft 4 ignores what stands beside `$ref`.
            all.push(json!({ "$ref": format!("#/definitions/{}", target_name(target)) }));
        }
        // OpenAPI 3.1's `const` is meant where a document of 3.0 has it.
        let constant = schema.get("const");
        all.extend(constant.map(|it| json!({ "enum": [it] })));
        all.extend(list(schema, "allOf").iter().map(|it| self.schema(it)));
        all.extend(self.range(schema));
        for keyword in ["oneOf", "anyOf"] {
            if schema.get(keyword).is_some() {
                all.push(self.union(schema, keyword));
            }
        }
        if !all.is_empty() {
            out.insert("allOf".to_owned(), Value::Array(all));
        }
        self.parts(schema, &mut out);
        self.nullable(schema, out)
    }

    /// A schema where a value stands, and not where another one extends it.
    fn place(&self, schema: &Value) -> Value {
        let reference = schema["$ref"].as_str().map(target_name);
        let name = reference.filter(|it| self.has_subtypes(it));
        match (name, schema.as_object()) {
            (Some(name), Some(members)) if members.len() == 1 => {
                json!({ "$ref": format!("#/definitions/{}", subtypes::any_of(name)) })
            }
            (_, _) => self.schema(schema),
        }
    }

    /// The keywords that hold schemas.
    fn parts(&self, schema: &Value, out: &mut Map<String, Value>) {
        if let Some(properties) = schema["properties"].as_object() {
            let properties: Map<String, Value> = properties
                .iter()
                .map(|(name, it)| (name.clone(), self.place(it)))
                .collect();
            out.insert("properties".to_owned(), Value::Object(properties));
        }
        for keyword in ["items", "not", "additionalProperties"] {
            match schema.get(keyword) {
                Some(flag @ Value::Bool(_)) => {
                    out.insert(keyword.to_owned(), flag.clone());
                }
                Some(part) => {
                    out.insert(keyword.to_owned(), self.place(part));
                }
                None => {}
            }
        }
    }

    /// `nullable` beside `type` adds null to it, and to an `enum` there (OpenAPI 3.0.2 §4.7.24: it allows
    /// sending null for the defined schema); beside a composition alone it is about the whole.
    fn nullable(&self, schema: &Value, mut out: Map<String, Value>) -> Value {
        let untyped = schema.get("type").is_none();
        let composed = ["$ref", "allOf", "oneOf", "anyOf"]
            .iter()
            .any(|it| schema.get(it).is_some());
        if untyped && is_about_objects(schema) && self.rules.contains(&Rule::UntypedProperties) {
            out.insert("type".to_owned(), json!("object"));
        }
        if schema["nullable"] != true {
            return Value::Object(out);
        }
        if untyped && composed {
            return json!({ "anyOf": [{ "type": "null" }, out] });
        }
        if let Some(known) = out.get("type").cloned() {
            out.insert("type".to_owned(), json!([known, "null"]));
            if let Some(listed) = out.get_mut("enum").and_then(Value::as_array_mut)
                && !listed.contains(&Value::Null)
            {
                listed.push(Value::Null);
            }
        }
        Value::Object(out)
    }

    fn range(&self, schema: &Value) -> Option<Value> {
        let has_range = self.rules.contains(&Rule::Range) && schema["type"] == "integer";
        // Not of `minimum` alone: that would be about other numbers, too.
        has_range.then(|| json!({ "minimum": i64::MIN, "maximum": i64::MAX }))
    }
}
