//! Reads cases, one `{"folder", "type", "text"}` a line, decodes each text as that type of that
//! folder's crate, and prints what came of it, one line each. It judges nothing.

use std::io::Read as _;

use serde_json::{Value, json};

/// Makes a module a crate, with a function that finds a type by name.
macro_rules! crates {
    ($($krate:ident { $($name:literal => $ty:ty,)* })*) => {
        $(mod $krate {
            use serde::{Serialize, de::DeserializeOwned};
            use serde_json::{Value, json};
            use ::$krate::support::{DecodeError, Validate, decode_str, from_value};

            pub(super) fn run(name: &str, text: &str) -> Value {
                match name {
                    $($name => decode::<$ty>(text),)*
                    _ => json!({ "harness": "no such type" }),
                }
            }

            fn decode<T>(text: &str) -> Value
            where
                T: Validate + Serialize + DeserializeOwned + PartialEq,
            {
                let value = match decode_str::<T>(text) {
                    Ok(value) => value,
                    Err(error) => return refusal::<T>(text, &error),
                };
                let encoded = match serde_json::to_string(&value) {
                    Ok(encoded) => encoded,
                    Err(error) => return json!({ "harness": format!("not encoded: {error}") }),
                };
                match serde_json::from_str::<T>(text) {
                    Ok(plain) if plain == value => {}
                    Ok(_) => return json!({ "harness": "serde decodes another value" }),
                    Err(error) => return json!({ "harness": format!("serde refuses: {error}") }),
                }
                match decode_str::<T>(&encoded) {
                    Ok(again) if again == value => json!({ "encoded": encoded }),
                    Ok(_) => json!({ "harness": format!("another value came back from {encoded}") }),
                    Err(error) => json!({ "harness": format!("{encoded} is refused: {error}") }),
                }
            }

            fn refusal<T: Validate>(text: &str, error: &DecodeError) -> Value {
                let list = |error: &DecodeError| -> Vec<Value> {
                    let all = error.violations().iter();
                    all.map(|it| json!([it.pointer(), it.keyword(), it.message()])).collect()
                };
                let violations = list(error);
                if let Ok(value) = serde_json::from_str::<Value>(text) {
                    match from_value::<T>(value) {
                        Err(other) if list(&other) == violations || violations.is_empty() => {}
                        Err(other) => {
                            return json!({ "harness": format!("from_value says: {other}") });
                        }
                        Ok(_) => return json!({ "harness": "from_value accepts" }),
                    }
                }
                json!({ "violations": violations, "malformed": error.is_malformed() })
            }
        })*

        fn run(folder: &str, name: &str, text: &str) -> Value {
            match folder {
                $(stringify!($krate) => $krate::run(name, text),)*
                _ => json!({ "harness": "no such crate" }),
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
        println!("{}", run(part("folder"), part("type"), part("text")));
    }
}
