//! What a schema talks of: names, values and limits that mutations take, so that they come close.

use serde_json::{Number, Value, json};

use crate::graph::{Components, closure};

/// Instances that every schema is tried with.
pub(super) const ROOTS: [fn() -> Value; 12] = [
    || Value::Null,
    || json!(true),
    || json!(3),
    || json!(-1),
    || json!(2.5),
    || json!(3.0),
    || json!(""),
    || json!("abc"),
    || json!([]),
    || json!([1]),
    || json!({}),
    || json!({ "zeta": 1 }),
];

/// The words of a schema and of all that it refers to.
#[derive(Debug, Default)]
pub(super) struct Pool {
    pub(super) names: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Pool {
    pub(super) fn of(name: &str, components: &Components) -> Pool {
        let mut pool = Pool::default();
        for (name, schema) in closure(&[name.to_owned()], components) {
            pool.add(&schema);
            pool.value(Value::String(name));
        }
        pool.name("zeta");
        for value in ["é", "ab", "LOW", "on off", "a-rather-long-text"] {
            pool.value(json!(value));
        }
        for value in -4..=12 {
            pool.value(json!(value));
        }
        for value in [json!(1e300), json!(u64::MAX), json!(1.5), json!(false)] {
            pool.value(value);
        }
        pool
    }

    fn add(&mut self, schema: &Value) {
        match schema {
            Value::Object(members) => {
                for (keyword, value) in members {
                    match (keyword.as_str(), value) {
                        ("properties", Value::Object(properties)) => {
                            properties.keys().for_each(|it| self.name(it));
                        }
                        ("mapping", Value::Object(mapping)) => {
                            mapping.keys().for_each(|it| self.value(json!(it)));
                        }
                        ("enum", Value::Array(values)) => {
                            values.iter().for_each(|it| self.value(it.clone()));
                        }
                        ("required", Value::Array(names)) => {
                            names
                                .iter()
                                .filter_map(Value::as_str)
                                .for_each(|it| self.name(it));
                        }
                        ("minLength" | "maxLength", Value::Number(length)) => self.texts(length),
                        (_, Value::Number(limit)) => self.around(limit),
                        _ => {}
                    }
                    self.add(value);
                }
            }
            Value::Array(elements) => elements.iter().for_each(|it| self.add(it)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Numbers at a limit, and just beside it.
    fn around(&mut self, limit: &Number) {
        if let Some(limit) = limit.as_i64() {
            (limit - 1..=limit + 1).for_each(|it| self.value(json!(it)));
        } else if let Some(limit) = limit.as_f64() {
            for near in [limit, limit - 0.25, limit + 0.25] {
                self.value(json!(near));
            }
        }
    }

    /// Texts as long as the limit, and just beside it.
    fn texts(&mut self, length: &Number) {
        let length = length
            .as_u64()
            .and_then(|it| usize::try_from(it).ok())
            .unwrap_or(0);
        for length in length.saturating_sub(1)..=length + 1 {
            self.value(json!("ü".repeat(length)));
        }
    }

    fn name(&mut self, name: &str) {
        if !self.names.iter().any(|it| it == name) {
            self.names.push(name.to_owned());
        }
    }

    fn value(&mut self, value: Value) {
        if !self.values.contains(&value) {
            self.values.push(value);
        }
    }
}
