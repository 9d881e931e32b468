//! Reads `{"crate", "item", "text"}` a line, asks the crate in every way there is whether the text
//! is a value of that type, and prints what it says, one line each. It judges only whether the ways
//! agree.

use std::io::{Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

/// Makes a module a crate, with a function that finds a type by name.
macro_rules! crates {
    ($($krate:ident { $($name:literal => $ty:ty,)* })*) => {
        $(mod $krate {
            use serde::{Serialize, de::DeserializeOwned};
            use serde_json::{Value, json};
            use ::$krate::support::{DecodeError, Validate, decode, decode_str, from_value};

            pub(super) fn run(name: &str, text: &str) -> Value {
                match name {
                    $($name => ask::<$ty>(text),)*
                    _ => json!({ "complaints": ["no such type"] }),
                }
            }

            fn ask<T>(text: &str) -> Value
            where
                T: Validate + Serialize + DeserializeOwned + PartialEq,
            {
                let mut complaints: Vec<String> = Vec::new();
                let decoded = decode::<T>(text.as_bytes());
                same("decode_str", &decoded, &decode_str(text), &mut complaints);
                let tree = serde_json::from_str(text).unwrap();
                same("from_value", &decoded, &from_value(tree), &mut complaints);
                let plain = serde_json::from_slice::<T>(text.as_bytes());
                match (&decoded, plain) {
                    (Ok(value), Ok(plain)) if *value != plain => {
                        complaints.push("serde reads another value".to_owned());
                    }
                    // What is an alias of a type of Rust's own is read by serde's rules, for which 1.0
                    // is no integer.
                    (Ok(_), Err(_))
                        if !std::any::type_name::<T>().starts_with(stringify!($krate)) => {}
                    (Ok(_), Err(error)) => complaints.push(format!("serde refuses: {error}")),
                    (Err(_), Ok(plain)) if plain.validate().is_ok() => {
                        complaints.push("serde reads it, and it validates".to_owned());
                    }
                    (_, _) => {}
                }
                match decoded {
                    Ok(value) => accepted(&value, complaints),
                    Err(error) => {
                        let violations = error.violations();
                        let each = violations.iter().map(|it| [it.pointer(), it.keyword()]);
                        let each: Vec<[&str; 2]> = each.collect();
                        json!({
                            "refused": error.to_string(),
                            "violations": each,
                            "more": violations.more(),
                            "complaints": complaints,
                        })
                    }
                }
            }

            fn same<T: PartialEq>(
                way: &str,
                one: &Result<T, DecodeError>,
                other: &Result<T, DecodeError>,
                complaints: &mut Vec<String>,
            ) {
                match (one, other) {
                    (Ok(one), Ok(other)) if one != other => {
                        complaints.push(format!("{way} reads another value"));
                    }
                    (Err(_), Ok(_)) => complaints.push(format!("{way} accepts")),
                    (Ok(_), Err(error)) => complaints.push(format!("{way} refuses: {error}")),
                    (Err(one), Err(other)) if one.violations() != other.violations() => {
                        complaints.push(format!("{way} says otherwise: {other}"));
                    }
                    (_, _) => {}
                }
            }

            fn accepted<T>(value: &T, mut complaints: Vec<String>) -> Value
            where
                T: Validate + Serialize + PartialEq,
            {
                let encoded = match serde_json::to_string(value) {
                    Ok(encoded) => encoded,
                    Err(error) => {
                        complaints.push(format!("can't be encoded: {error}"));
                        return json!({ "complaints": complaints, "accepted": null });
                    }
                };
                let again = match decode_str::<T>(&encoded) {
                    Ok(again) if again == *value => "same".to_owned(),
                    Ok(_) => "another value comes back".to_owned(),
                    Err(error) => format!("it is refused: {error}"),
                };
                json!({ "complaints": complaints, "accepted": encoded, "again": again })
            }
        })*

        fn run(krate: &str, name: &str, text: &str) -> Value {
            match krate {
                $(stringify!($krate) => $krate::run(name, text),)*
                _ => json!({ "complaints": ["no such crate"] }),
            }
        }
    };
}

fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let mut output = std::io::stdout().lock();
    for line in input.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let part = |name: &str| case[name].as_str().unwrap();
        let ask = || run(part("crate"), part("item"), part("text"));
        let answer = catch_unwind(AssertUnwindSafe(ask));
        let answer = answer.unwrap_or_else(|_| json!({ "complaints": ["panics"] }));
        // Line by line: a stack overflow is caught by no one.
        writeln!(output, "{answer}").unwrap();
    }
}
