//! Reads `{"type", "text"}` a line and prints who refuses the text, one line each. It judges nothing.

use std::io::Read as _;

use probed::{Validate, Violations, decode_str};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn ask<T: Validate + DeserializeOwned>(text: &str) -> Value {
    let keywords = |violations: &Violations| -> Vec<String> {
        violations.iter().map(|it| it.keyword().to_owned()).collect()
    };
    let of = |outcome: Result<(), Violations>| outcome.err().as_ref().map_or_else(Vec::new, keywords);
    let plain = serde_json::from_str::<T>(text).ok();
    let decoded = decode_str::<T>(text).err();
    json!({
        "serde": plain.is_some(),
        "decode": decoded.map(|it| keywords(it.violations())),
        "request": plain.as_ref().map(|it| of(it.validate_request())),
        "response": plain.as_ref().map(|it| of(it.validate_response())),
    })
}

macro_rules! types {
    ($($name:ident)*) => {
        fn run(name: &str, text: &str) -> Value {
            match name {
                $(stringify!($name) => ask::<probed::$name>(text),)*
                _ => json!("no such type"),
            }
        }
    };
}

fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    for line in input.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let part = |name: &str| case[name].as_str().unwrap();
        println!("{}", run(part("type"), part("text")));
    }
}
