//! What generated crates accept is what the `jsonschema` crate accepts, but for what the contract
//! means otherwise: that is listed, rule by rule, and counted.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "agreement/judge.rs"]
mod judge;
#[path = "agreement/tally.rs"]
mod tally;

use std::path::{Path, PathBuf};

use agreement::found::{Found, documents, rename};
use agreement::graph::Components;
use agreement::instances::{LEAST, instances};
use agreement::known;
use agreement::made::made;
use agreement::opinion::Opinion;
use agreement::requests::request;
use tests::crates::{Batch, compile, generate};

use tally::Tally;

/// How many schemas there are in a crate.
const BATCH: usize = 60;
/// How many there must be without any document.
const LEAST_MADE: usize = 300;

#[test]
fn decode_accepts_what_jsonschema_accepts() {
    let mut tally = Tally::default();
    let made = made();
    let mut components = made.helpers;
    components.extend(made.schemas.clone());
    let names: Vec<String> = made.schemas.keys().cloned().collect();
    assert!(names.len() >= LEAST_MADE, "{} schemas", names.len());
    let mut batches = batches("made", &names, &components, &mut tally);
    let found = found(&mut tally);
    components.extend(found.components);
    batches.extend(self::batches(
        "found",
        &found.names,
        &components,
        &mut tally,
    ));

    let requests = |krate: &str, names: &[String]| request(krate, names, &components);
    let folder = env!("CARGO_TARGET_TMPDIR");
    let (asker, faults) = compile(folder, "agreement", batches, &requests);
    for fault in faults {
        tally.fault(&fault.name, fault.what);
    }
    for batch in &asker.batches {
        for (name, item) in &batch.items {
            let opinion = Opinion::of(name, &components);
            let instances = instances(name, &components, |it| opinion.is_valid(it));
            assert!(
                instances.len() >= LEAST,
                "{name}: {} instances",
                instances.len()
            );
            tally.tried.insert(name.clone());
            let texts: Vec<String> = instances.iter().map(ToString::to_string).collect();
            let answers = asker.ask(&batch.name, item, &texts);
            for (instance, answer) in instances.iter().zip(&answers) {
                judge::judge(name, instance, answer, &opinion, &mut tally);
            }
        }
    }
    tally.print(&components);
    let faults = tally.faults(&known::parse(include_str!("../known.txt")));
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Generates crates of schemas; the generator's refusals are judged at once.
fn batches(prefix: &str, names: &[String], all: &Components, tally: &mut Tally) -> Vec<Batch> {
    let mut batches = Vec::new();
    for (index, names) in names.chunks(BATCH).enumerate() {
        let requests = |krate: &str, names: &[String]| request(krate, names, all);
        let (batch, refused) = generate(&format!("{prefix}{index}"), names, &requests);
        batches.extend(batch);
        for it in refused {
            judge::judge_refusal(&it, all, tally);
        }
    }
    batches
}

/// The schemas of the project's own document, and of those that are at hand.
fn found(tally: &mut Tally) -> Found {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Found::default();
    found.add("Own", &root.join("spec/customerio.openapi.yaml"));
    let shared = std::env::var_os("CODEGEN_SHARED");
    let shared = shared.map_or(root.join("../shared"), PathBuf::from);
    if !shared.is_dir() {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return found;
    }
    tally.is_complete = true;
    for folder in ["fixtures", "corpus/specs"] {
        for path in documents(&shared.join(folder)) {
            // Many documents are called `spec`.
            let folder = path.parent().and_then(Path::file_name).unwrap();
            let stem = path.file_stem().unwrap().to_string_lossy();
            let name = format!("{} {stem}", folder.to_string_lossy());
            found.add(&rename("", &name), &path);
        }
    }
    found
}
