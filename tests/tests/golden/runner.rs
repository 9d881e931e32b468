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
            use ::$krate::support::{DecodeError, Validate, Violations, decode_str, from_value};

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
                if !value.is_valid() || value.validate_first().is_err() {
                    return json!({ "harness": "what is decoded isn't valid" });
                }
                match decode_str::<T>(&encoded) {
                    Ok(again) if again == value => json!({
                        "encoded": encoded,
                        "request": value.validate_request().err().as_ref().map_or_else(Vec::new, list),
                        "response": value.validate_response().err().as_ref().map_or_else(Vec::new, list),
                    }),
                    Ok(_) => json!({ "harness": format!("another value came back from {encoded}") }),
                    Err(error) => json!({ "harness": format!("{encoded} is refused: {error}") }),
                }
            }

            fn list(violations: &Violations) -> Vec<Value> {
                let fields = violations.iter().map(|it| {
                    json!([it.pointer(), it.keyword(), it.schema(), it.message()])
                });
                fields.collect()
            }

            /// Whether the quick ways to judge a value agree with the full one.
            fn agrees<T: Validate>(value: &T) -> bool {
                let all = value.validate().err();
                let first = value.validate_first().err();
                value.is_valid() == all.is_none()
                    && first.map(|it| list(&it))
                        == all.map(|it| list(&it).into_iter().take(1).collect::<Vec<_>>())
            }

            fn refusal<T: Validate + DeserializeOwned>(text: &str, error: &DecodeError) -> Value {
                if let Ok(value) = serde_json::from_str::<T>(text) && !agrees(&value) {
                    return json!({ "harness": "validate_first or is_valid disagrees" });
                }
                let violations = list(error.violations());
                if let Ok(value) = serde_json::from_str::<Value>(text) {
                    match from_value::<T>(value) {
                        Err(other) if list(other.violations()) == violations || violations.is_empty() => {}
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
