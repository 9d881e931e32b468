//! Documents that chance writes, of OpenAPI 3.1: unions in unions, conditions on what unions hold,
//! members by pattern and unevaluated ones, and recursion through all of them. Of JSON Schema 2020-12 they
//! leave out `pattern`, `format` and `unevaluatedItems`.
//!
//! Where everything means what JSON Schema says, no rule is needed to judge them.

use serde_json::{Map, Value, json};

use crate::graph::Components;
use crate::random::Random;

/// The components of each document.
const COMPONENTS: [&str; 16] = [
    "Push",
    "Email",
    "Sms",
    "Inbox",
    "Person",
    "Device",
    "Event",
    "Filter",
    "Segment",
    "Campaign",
    "Broadcast",
    "Metric",
    "Account",
    "Plan",
    "Invoice",
    "Refund",
];
/// Members of objects: few, so that they meet; some of them have meanings of their own in Rust or in
/// what is generated.
const MEMBERS: [&str; 6] = ["id", "name", "kind", "others", "type", "tags"];
/// Constants that tell variants apart, more or less.
const KINDS: [&str; 5] = ["push", "email", "sms", "inbox", "2fa"];

/// The components of the document that belongs to a seed.
pub fn document(seed: usize) -> Components {
    let mut writer = Writer {
        random: Random::of(&format!("wild {seed}")),
        written: Vec::new(),
        objects: Vec::new(),
    };
    let mut components = Components::new();
    for name in COMPONENTS {
        let (schema, is_object) = writer.component();
        components.insert(name.to_owned(), schema);
        writer.written.push(name);
        writer.objects.extend(is_object.then_some(name));
    }
    components
}

struct Writer {
    random: Random,
    /// The components that are written: who refers to these alone doesn't lead back to itself.
    written: Vec<&'static str>,
    /// Those of them that are about objects, so that they fit together.
    objects: Vec<&'static str>,
}

impl Writer {
    /// A component, and whether it is about objects.
    fn component(&mut self) -> (Value, bool) {
        match self.random.below(9) {
            0..=2 => (self.object(2), true),
            3 | 4 => (self.union("oneOf", true, 2), true),
            5 => (self.union("anyOf", true, 2), true),
            6 => (self.all_of(2), true),
            7 => (self.union("oneOf", false, 2), false),
            _ => (self.any(2), false),
        }
    }

    /// Whatever stands for the same instance: so it refers to what is written already.
    fn any(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return self.leaf();
        }
        match self.random.below(12) {
            0 | 1 => self.leaf(),
            2 => self.array(depth - 1),
            3..=5 => self.object(depth - 1),
            6 => self.union_of_some("oneOf", depth - 1),
            7 => self.union_of_some("anyOf", depth - 1),
            8 => self.all_of(depth - 1),
            _ => match self.random.pick(&self.written).copied() {
                Some(name) => refer(name),
                None => self.leaf(),
            },
        }
    }

    /// What a member or an element is: this may refer to any component.
    fn place(&mut self, depth: usize) -> Value {
        if self.random.happens(1, 4) {
            let name = self.random.pick(&COMPONENTS).copied().unwrap_or("Push");
            return refer(name);
        }
        self.any(depth)
    }

    /// An object that is written already, or a new one.
    fn earlier(&mut self) -> Value {
        match self.random.pick(&self.objects).copied() {
            Some(name) => refer(name),
            None => self.object(0),
        }
    }

    fn leaf(&mut self) -> Value {
        match self.random.below(14) {
            0 => json!({ "type": "integer" }),
            1 => json!({ "type": "integer", "minimum": self.random.below(4) }),
            2 => json!({ "type": "integer", "exclusiveMaximum": 3 + self.random.below(4) }),
            3 => json!({ "type": "number", "multipleOf": 0.5 }),
            4 | 5 => json!({ "type": "string" }),
            6 => json!({ "type": "string", "minLength": 1 + self.random.below(2) }),
            7 => json!({ "type": ["string", "null"], "maxLength": 2 + self.random.below(2) }),
            8 => json!({ "enum": ["push", "sms", self.random.pick(&KINDS)] }),
            9 => json!({ "const": self.random.pick(&KINDS) }),
            10 => json!({ "type": "boolean" }),
            11 => json!({ "type": ["integer", "string"] }),
            12 => json!({ "enum": [1, "push", null, { "id": 1 }, ["sms"]] }),
            _ => json!({}),
        }
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut array = json!({ "type": "array", "items": self.place(depth) });
        match self.random.below(8) {
            0 => array["minItems"] = json!(1),
            1 => array["maxItems"] = json!(2),
            2 => array["uniqueItems"] = json!(true),
            3 => array["contains"] = self.any(depth),
            4 => array["prefixItems"] = json!([self.any(depth)]),
            _ => {}
        }
        array
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut object = Map::new();
        if self.random.happens(5, 6) {
            object.insert("type".to_owned(), json!("object"));
        }
        let mut members = Map::new();
        for name in MEMBERS {
            if self.random.happens(2, 5) {
                let schema = self.member(name, depth);
                members.insert(name.to_owned(), schema);
            }
        }
        let is_closed = self.random.happens(1, 10);
        // What a closed object requires, it declares: otherwise it is a slip, and reported as one.
        let required: Vec<&str> = MEMBERS
            .into_iter()
            .filter(|it| !is_closed || members.contains_key(*it))
            .filter(|_| self.random.happens(1, 5))
            .collect();
        if !required.is_empty() {
            object.insert("required".to_owned(), json!(required));
        }
        object.insert("properties".to_owned(), Value::Object(members));
        let mut object = Value::Object(object);
        match self.random.below(14) {
            _ if is_closed => object["additionalProperties"] = json!(false),
            2 => object["additionalProperties"] = self.place(depth.min(1)),
            3 => object["minProperties"] = json!(1 + self.random.below(2)),
            4 => object["maxProperties"] = json!(2),
            5 => object["patternProperties"] = json!({ "b": self.place(depth.min(1)) }),
            6 => object["propertyNames"] = json!({ "maxLength": 4 }),
            _ => {}
        }
        if self.random.happens(1, 5) {
            self.condition(&mut object, depth);
        }
        object
    }

    fn member(&mut self, name: &str, depth: usize) -> Value {
        match (name, self.random.below(3)) {
            ("kind" | "type", 0) => json!({ "const": self.random.pick(&KINDS) }),
            ("kind" | "type", 1) => json!({ "type": "string", "enum": ["push", "sms"] }),
            ("id", 0) => json!({ "type": "integer" }),
            ("name", 0) => json!({ "type": "string" }),
            (_, _) => self.place(depth),
        }
    }

    /// Asks something more of an instance.
    fn condition(&mut self, schema: &mut Value, depth: usize) {
        let depth = depth.saturating_sub(1);
        match self.random.below(6) {
            0 => schema["not"] = self.question(depth),
            1 | 2 => {
                schema["if"] = self.question(depth);
                schema["then"] = self.question(depth);
                if self.random.happens(1, 2) {
                    schema["else"] = self.question(depth);
                }
            }
            3 => schema["dependentSchemas"] = json!({ "kind": self.question(depth) }),
            4 => schema["dependentRequired"] = json!({ "id": ["name"] }),
            _ => schema["unevaluatedProperties"] = json!(false),
        }
    }

    /// What a condition asks: mostly of single members.
    fn question(&mut self, depth: usize) -> Value {
        let name = self.random.pick(&MEMBERS).copied().unwrap_or("id");
        match self.random.below(5) {
            0 | 1 => json!({ "required": [name] }),
            2 => json!({ "properties": { name: self.member(name, 0) } }),
            3 => {
                json!({ "properties": { name: self.member(name, 0) }, "required": [name] })
            }
            _ => self.any(depth),
        }
    }

    fn all_of(&mut self, depth: usize) -> Value {
        let count = 2 + self.random.below(2);
        let parts: Vec<Value> = (0..count)
            .map(|_| match self.random.below(5) {
                0 => self.union("oneOf", true, depth.saturating_sub(1)),
                1 => self.union("anyOf", true, depth.saturating_sub(1)),
                2 => self.earlier(),
                _ => self.object(depth.saturating_sub(1)),
            })
            .collect();
        let mut schema = json!({ "allOf": parts });
        self.beside(&mut schema, true, depth);
        schema
    }

    fn union_of_some(&mut self, keyword: &str, depth: usize) -> Value {
        let is_of_objects = self.random.happens(1, 2);
        self.union(keyword, is_of_objects, depth)
    }

    fn union(&mut self, keyword: &str, is_of_objects: bool, depth: usize) -> Value {
        let count = 2 + self.random.below(3);
        let branches: Vec<Value> = (0..count)
            .map(|_| match self.random.below(6) {
                0 | 1 if is_of_objects => self.earlier(),
                2 if is_of_objects && depth > 0 => self.all_of(depth - 1),
                _ if is_of_objects => self.object(depth.saturating_sub(1)),
                _ => self.any(depth.saturating_sub(1)),
            })
            .collect();
        let mut schema = json!({ keyword: branches });
        self.beside(&mut schema, is_of_objects, depth);
        schema
    }

    /// What stands beside a composition, sometimes.
    fn beside(&mut self, schema: &mut Value, is_of_objects: bool, depth: usize) {
        if is_of_objects && self.random.happens(1, 5) {
            let object = self.object(depth.saturating_sub(1));
            for (keyword, value) in object.as_object().into_iter().flatten() {
                schema[keyword] = value.clone();
            }
        }
        if self.random.happens(1, 6) {
            self.condition(schema, depth);
        }
    }
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
