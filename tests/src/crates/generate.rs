//! From schemas to generated crates, and who had to be left out: whoever the generator complains
//! about is taken out, and it is asked again.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::Generated;
use codegen::diagnostics::{Diagnostics, Place, Severity};
use serde_json::Value;

use super::{Batch, Refused, Requests};

/// Generates a crate of some schemas, without those that the generator refuses.
pub fn generate(
    crate_name: &str,
    names: &[String],
    requests: Requests<'_>,
) -> (Option<Batch>, Vec<Refused>) {
    let mut refused = Vec::new();
    let mut names = names.to_vec();
    while !names.is_empty() {
        match attempt(crate_name, &names, requests) {
            Ok(batch) => return (Some(batch), refused),
            Err(faults) => {
                let known = |it: &Refused| names.contains(&it.name);
                let mut faults: Vec<Refused> = faults.into_iter().filter(known).collect();
                if faults.is_empty() {
                    // A panic, or a fault in what they refer to: each is asked alone.
                    faults = alone(crate_name, &names, requests);
                }
                if faults.is_empty() {
                    let code = "only together".to_owned();
                    let all = names.drain(..);
                    refused.extend(all.map(|name| Refused {
                        name,
                        code: code.clone(),
                    }));
                }
                names.retain(|name| faults.iter().all(|it| it.name != *name));
                refused.extend(faults);
            }
        }
    }
    (None, refused)
}

fn alone(crate_name: &str, names: &[String], requests: Requests<'_>) -> Vec<Refused> {
    let faults = names.iter().filter_map(|name| {
        let faults = attempt(crate_name, std::slice::from_ref(name), requests).err()?;
        let code = faults
            .first()
            .map_or("panic".to_owned(), |it| it.code.clone());
        Some(Refused {
            name: name.clone(),
            code,
        })
    });
    faults.collect()
}

/// The crate; or whom the generator complains about, no one where it panics.
fn attempt(
    crate_name: &str,
    names: &[String],
    requests: Requests<'_>,
) -> Result<Batch, Vec<Refused>> {
    let request = requests(crate_name, names);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut diagnostics = Diagnostics::new();
        let generated = codegen::generate(&request, &mut diagnostics, &mut |_| {});
        (generated, diagnostics)
    }));
    let Ok((generated, diagnostics)) = outcome else {
        return Err(Vec::new());
    };
    match generated {
        Some(generated) => Ok(Batch {
            name: crate_name.to_owned(),
            items: items(&generated, names),
            files: generated.files,
        }),
        None => Err(complaints(&diagnostics)),
    }
}

/// The Rust items, from the crate's own map.
fn items(generated: &Generated, names: &[String]) -> BTreeMap<String, String> {
    let map = generated.files.get("schema-map.json").unwrap_or("{}");
    let map: Value = serde_json::from_str(map).unwrap_or_default();
    let items = names.iter().filter_map(|name| {
        let item = map["schemas"][format!("/components/schemas/{name}")].as_str()?;
        Some((name.clone(), item.to_owned()))
    });
    items.collect()
}

fn complaints(diagnostics: &Diagnostics) -> Vec<Refused> {
    let errors = diagnostics.iter();
    let mut complaints: Vec<Refused> = errors
        .filter(|it| it.severity() == Severity::Error)
        .filter_map(|it| match &it.place {
            Place::Document(pointer) => Some(Refused {
                name: pointer.as_str().split('/').nth(3)?.to_owned(),
                code: it.code.as_str().to_owned(),
            }),
            Place::Position { .. } | Place::Beside { .. } | Place::File(_) => None,
        })
        .collect();
    let mut seen = BTreeSet::new();
    complaints.retain(|it| seen.insert(it.name.clone()));
    complaints
}
