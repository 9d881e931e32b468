//! One document of a corpus: what comes of it, and what that takes.

use super::memory;
use crate::inputs::Inputs;
use crate::places::Places;
use codegen::diagnostics::{Diagnostics, Severity};
use codegen::files::Files;
use codegen::generate;
use codegen::reader::{self, SourceText};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;
use std::{fs, io};

/// Generates one document in this process and describes what came of it. With `into`, the crate is
/// written there.
pub(super) fn describe(path: &Path, config: Option<&Path>, into: Option<&Path>) -> Value {
    let mut diagnostics = Diagnostics::default();
    let mut inputs = Inputs::default();
    let places = Places::of_corpus(path, config);
    let started = Instant::now();
    let request = match inputs.read(&places, &mut diagnostics) {
        Ok(config) => config.and_then(|it| inputs.request(it)),
        Err(failure) => return json!({ "error": failure.message }),
    };
    let Some(mut request) = request else {
        return json!({ "error": "the settings are at fault" });
    };
    request.crate_name = "corpus".to_owned();
    let generated = generate(&request, &mut diagnostics, &mut |_| {});
    let ms = started.elapsed().as_millis();
    let peak_kib = memory::peak_kib("self");
    let mut errors = diagnostics
        .iter()
        .filter(|it| it.severity() == Severity::Error);
    let error = errors
        .next()
        .map(|it| format!("{}: {}", it.code.as_str(), it.message));
    let mut row = json!({
        "version": version(&request.document),
        "bytes": request.document.text.len(),
        "findings": diagnostics.iter().count(),
        "error": error,
        "generate_ms": u64::try_from(ms).unwrap_or(u64::MAX),
        "peak_kib": peak_kib,
    });
    if let Some(generated) = generated {
        let own = |path: &&str| path.ends_with(".rs") && !path.starts_with("src/support");
        let paths = generated.files.iter().map(|(path, _)| path);
        let lines: usize = paths
            .filter(own)
            .filter_map(|path| generated.files.get(path))
            .map(|text| text.lines().count())
            .sum();
        row["components"] = json!(generated.summary.components);
        row["subschemas"] = json!(generated.summary.subschemas);
        row["classes"] = json!(generated.summary.distinct);
        row["types"] = json!(generated.summary.types);
        row["lines"] = json!(lines);
        if let Some(into) = into
            && let Err(error) = write(&generated.files, into)
        {
            row["error"] = json!(format!("cannot write the crate: {error}"));
        }
    }
    row
}

fn write(files: &Files, into: &Path) -> io::Result<()> {
    for (path, text) in files.iter() {
        let path = into.join(path);
        fs::create_dir_all(path.parent().unwrap_or(into))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// The version that the document says it is written for.
fn version(document: &SourceText) -> Option<String> {
    let root = reader::read(document.clone(), &mut Diagnostics::default())?.root;
    let version = root.get("openapi").or(root.get("swagger"))?;
    version.as_str().map(str::to_owned)
}
