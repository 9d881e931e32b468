//! What is wrong with what a type says of an instance.

use codegen::pointer::Pointer;
use serde_json::Value;

use super::declared::is_declared;
use super::document::Document;
use super::instances::Instance;

/// `None` where all is well.
pub(crate) fn judge(document: &Document, instance: &Instance, answer: &Value) -> Option<String> {
    if let Some(complaint) = answer["complaints"].as_array().and_then(|it| it.first()) {
        return Some(complaint.to_string());
    }
    let violations = violations(answer);
    match (instance.is_valid, answer["accepted"].as_str()) {
        (true, Some(encoded)) => kept(document, instance, encoded),
        (true, None) => {
            let is_format = violations.iter().all(|it| it.1 == "format");
            let is_right = is_format && !instance.fits_formats;
            let (at, keyword) = violations.first().cloned().unwrap_or_default();
            (!is_right).then(|| format!("refused at {at:?} for {keyword}"))
        }
        (false, Some(_)) => Some("accepted".to_owned()),
        (false, None) => {
            let at = instance.fault_at.as_str();
            let is_there = |it: &(String, String)| {
                let rest = it.0.strip_prefix(at);
                rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
            };
            let is_right = violations.iter().any(is_there);
            (!is_right).then(|| {
                let places: Vec<&String> = violations.iter().map(|it| &it.0).collect();
                format!("refused at {places:?}, not at {at:?}")
            })
        }
    }
}

/// Pointer and keyword of each.
fn violations(answer: &Value) -> Vec<(String, String)> {
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let list = answer["violations"].as_array().into_iter().flatten();
    list.map(|it| (text(&it[0]), text(&it[1]))).collect()
}

/// Whether all declared members came back.
fn kept(document: &Document, instance: &Instance, encoded: &str) -> Option<String> {
    let encoded: Value = serde_json::from_str(encoded).unwrap();
    let mut lost = Vec::new();
    compare(&instance.json, &encoded, &Pointer::root(), &mut lost);
    let mut lost = lost.into_iter();
    let declared = lost.find(|it| is_declared(&document.root, &instance.schema, it))?;
    Some(format!("{:?} is lost or changed", declared.as_str()))
}

/// Finds what is missing or another value.
fn compare(one: &Value, other: &Value, at: &Pointer, lost: &mut Vec<Pointer>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (name, value) in one {
                match other.get(name) {
                    Some(other) => compare(value, other, &at.key(name), lost),
                    None => lost.push(at.key(name)),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                compare(one, other, &at.index(index), lost);
            }
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {}
        (one, other) if one == other => {}
        _ => lost.push(at.clone()),
    }
}
