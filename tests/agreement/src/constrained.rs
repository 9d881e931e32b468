//! Schemas of constraints: each clause of each type alone, and several by chance, each in another
//! place: as it is, as a member, as an element, as an entry, beside others in `allOf`, behind `$ref`.

mod clauses;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::graph::Components;
use crate::random::Random;
use clauses::{TYPES, clauses};

/// How many schemas have clauses by chance.
const BY_CHANCE: usize = 160;
/// How deep schemas stand in each other.
const DEEPEST: usize = 2;

/// The schemas to be tried, and the components that they refer to.
#[derive(Debug)]
pub struct Constrained {
    /// What is tried.
    pub schemas: Components,
    /// What it refers to.
    pub helpers: Components,
}

/// All of them, the same on each run.
pub fn constrained() -> Constrained {
    let mut making = Making {
        random: Random::of("constraints"),
        helpers: Components::new(),
    };
    let mut schemas = Components::new();
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    let mut add = |family: &'static str, schema: Value| {
        let count = families.entry(family).or_default();
        *count += 1;
        schemas.insert(format!("{family}{count}"), schema);
    };
    let mut place = 0;
    for ty in TYPES {
        for clause in making.clauses(ty, 0) {
            let schema = making.placed(typed(ty, clause), place);
            add("Alone", schema);
            place += 1;
        }
    }
    for place in 0..BY_CHANCE {
        let schema = making.schema(DEEPEST);
        let schema = making.placed(schema, place);
        add("Chance", schema);
    }
    Constrained {
        schemas,
        helpers: making.helpers,
    }
}

struct Making {
    random: Random,
    helpers: Components,
}

impl Making {
    /// A schema of a few clauses about one type.
    fn schema(&mut self, depth: usize) -> Value {
        let ty = match self.random.below(10) {
            0..=1 if depth > 0 => "array",
            2..=4 if depth > 0 => "object",
            5 => "integer",
            6 => "number",
            7 => "boolean",
            8 if self.random.happens(1, 2) => "",
            _ => "string",
        };
        let mut schema = typed(ty, json!({}));
        for _ in 0..1 + self.random.below(3) {
            let clauses = self.clauses(ty, depth);
            if let Some(clause) = self.random.pick(&clauses) {
                merge(&mut schema, clause);
            }
        }
        if !ty.is_empty() && self.random.happens(1, 6) {
            schema["nullable"] = json!(true);
        }
        schema
    }

    fn clauses(&mut self, ty: &str, depth: usize) -> Vec<Value> {
        clauses(ty, &mut || match depth {
            0 => {
                let ty = self.random.pick(&["string", "integer", "number"]);
                typed(ty.copied().unwrap_or_default(), json!({}))
            }
            _ => self.schema(depth - 1),
        })
    }

    /// The schema in a place of another one.
    fn placed(&mut self, schema: Value, place: usize) -> Value {
        match place % 8 {
            0 => json!({ "type": "object", "properties": { "it": schema }, "required": ["it"] }),
            1 => json!({ "type": "array", "items": schema }),
            2 => json!({ "type": "object", "additionalProperties": schema }),
            3 => {
                let ty = schema["type"].as_str().unwrap_or_default();
                let mut clauses = self.clauses(ty, 0);
                let both = |it: &Value| it.get("enum").is_some() || it.get("format").is_some();
                clauses.retain(|it| !(both(it) && both(&schema)));
                let another = self.random.pick(&clauses).cloned().unwrap_or_default();
                json!({ "allOf": [schema, typed(ty, another)] })
            }
            4 => {
                let name = format!("Helper{}", self.helpers.len() + 1);
                self.helpers.insert(name.clone(), schema);
                let refer = json!({ "$ref": format!("#/components/schemas/{name}") });
                json!({ "type": "object", "properties": { "it": refer, "more": { "type": "array", "items": refer } } })
            }
            5 => {
                let inside = json!({ "type": "object", "properties": { "it": schema } });
                json!({ "allOf": [inside, { "type": "object", "required": ["it"], "maxProperties": 2 }] })
            }
            _ => schema,
        }
    }
}

fn typed(ty: &str, mut schema: Value) -> Value {
    if !ty.is_empty() {
        schema["type"] = json!(ty);
    }
    schema
}

/// Adds a clause, unless the schema says something of its keywords already.
fn merge(schema: &mut Value, clause: &Value) {
    if clashes(schema, clause) {
        return;
    }
    if let (Some(schema), Some(clause)) = (schema.as_object_mut(), clause.as_object()) {
        schema.extend(clause.clone());
    }
}

/// Whether two clauses speak of the same keyword; or one lists values and the other has a format: a
/// listed value is meant, whatever the format says of it.
fn clashes(one: &Value, other: &Value) -> bool {
    let names = |it: &Value| -> Vec<String> {
        let members = it.as_object().into_iter().flatten();
        members.map(|(name, _)| name.clone()).collect()
    };
    let lists = |it: &Value| it.get("enum").is_some();
    let formats = |it: &Value| it.get("format").is_some();
    names(one).iter().any(|it| other.get(it).is_some())
        || (lists(one) && formats(other))
        || (lists(other) && formats(one))
}
