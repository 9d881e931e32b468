//! `cases.json`: what a folder's types must accept, and what they must say about the rest.

use std::path::Path;
use std::{fmt, fs};

use serde_json::Value;

/// One value and its verdict.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The folder's name, and the case's position in it.
    pub(crate) place: String,
    /// The Rust type.
    pub(crate) ty: String,
    /// The JSON text.
    pub(crate) text: String,
    /// What must come of it.
    pub(crate) verdict: Verdict,
    /// Why the verdict doesn't hold yet. A case whose verdict holds must not have this.
    wrong: Option<String>,
}

/// What must come of a case.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    /// It is decoded.
    Accepted {
        /// What it is encoded to
        encoded: Value,
        /// What is wrong with it as a request
        request: Vec<Fault>,
        /// What is wrong with it as a response
        response: Vec<Fault>,
    },
    /// It is refused for exactly these faults, in order.
    Refused(Vec<Fault>),
}

/// A fault that is expected: pointer and keyword, and perhaps the pointer of the schema.
pub(crate) type Fault = Vec<String>;

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.place, self.ty, self.text)
    }
}

/// Reads the cases of a folder.
///
/// Each has `type` and `json` (or `text`, for what isn't written as serde_json would), then either
/// `"accept": true` and perhaps `encoded` where that differs from the input, or `"accept": false`
/// with `pointer` and `keyword`, or with a list of `violations`, each `[pointer, keyword]` or
/// `[pointer, keyword, schema]`. An accepted case may have `request` and `response`: such lists of what
/// is wrong with it in that direction. `wrong` says why the verdict doesn't hold yet.
pub(crate) fn read(folder: &str, path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let cases: Vec<Value> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{folder}/cases.json: {error}"));
    let numbered = cases.iter().enumerate();
    numbered
        .map(|(index, case)| read_one(format!("{folder} case {index}"), case))
        .collect()
}

fn read_one(place: String, case: &Value) -> Case {
    let known = [
        "type",
        "json",
        "text",
        "accept",
        "encoded",
        "pointer",
        "keyword",
        "violations",
        "request",
        "response",
        "wrong",
    ];
    let keys = case.as_object().unwrap().keys();
    let unknown: Vec<_> = keys.filter(|it| !known.contains(&it.as_str())).collect();
    assert!(unknown.is_empty(), "{place}: unknown keys {unknown:?}");
    let string = |key: &str| {
        case[key]
            .as_str()
            .unwrap_or_else(|| panic!("{place}: no {key}"))
            .to_owned()
    };
    let text = match case.get("json") {
        Some(json) => json.to_string(),
        None => string("text"),
    };
    let accept = case["accept"]
        .as_bool()
        .unwrap_or_else(|| panic!("{place}: no accept"));
    let verdict = if accept {
        let same = || serde_json::from_str(&text).unwrap_or_else(|it| panic!("{place}: {it}"));
        let faults = |key: &str| match case.get(key) {
            Some(list) => serde_json::from_value(list.clone()).unwrap(),
            None => Vec::new(),
        };
        Verdict::Accepted {
            encoded: case.get("encoded").cloned().unwrap_or_else(same),
            request: faults("request"),
            response: faults("response"),
        }
    } else if let Some(list) = case.get("violations") {
        Verdict::Refused(serde_json::from_value(list.clone()).unwrap())
    } else {
        Verdict::Refused(vec![vec![string("pointer"), string("keyword")]])
    };
    let wrong = case.get("wrong").map(|_| string("wrong"));
    Case {
        ty: string("type"),
        place,
        text,
        verdict,
        wrong,
    }
}

/// What is wrong with an answer of the runner, if anything.
pub(crate) fn judge(case: &Case, answer: &Value) -> Result<(), String> {
    match (&case.wrong, compare(case, answer)) {
        (None, outcome) => outcome,
        (Some(_), Err(_)) => Ok(()),
        (Some(reason), Ok(())) => Err(format!("{case} is right now, remove `wrong`: {reason}")),
    }
}

fn compare(case: &Case, answer: &Value) -> Result<(), String> {
    if let Some(fault) = answer.get("harness") {
        return Err(format!("{case}: {fault}"));
    }
    match &case.verdict {
        Verdict::Accepted {
            encoded: expected,
            request,
            response,
        } => {
            let Some(encoded) = answer["encoded"].as_str() else {
                return Err(format!("{case}: refused with {}", answer["violations"]));
            };
            let encoded: Value = serde_json::from_str(encoded).unwrap();
            if encoded != *expected {
                return Err(format!("{case}: encoded to {encoded}, not {expected}"));
            }
            same(case, "as a request", &answer["request"], request)?;
            same(case, "as a response", &answer["response"], response)
        }
        Verdict::Refused(expected) => {
            if answer["violations"].is_null() {
                let encoded = &answer["encoded"];
                return Err(format!("{case}: accepted, encoded to {encoded}"));
            }
            same(case, "refused", &answer["violations"], expected)
        }
    }
}

/// Compares faults in as many fields as are expected.
fn same(case: &Case, what: &str, found: &Value, expected: &[Fault]) -> Result<(), String> {
    let found = found.as_array().unwrap();
    let fits = |(found, expected): (&Value, &Fault)| {
        expected
            .iter()
            .enumerate()
            .all(|(field, text)| found[field] == *text)
    };
    match found.len() == expected.len() && found.iter().zip(expected).all(fits) {
        true => Ok(()),
        false => Err(format!(
            "{case}: {what} with {}, not {expected:?}",
            Value::from(found.clone())
        )),
    }
}
