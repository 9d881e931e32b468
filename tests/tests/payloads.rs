//! Real instances of real documents, where they are at hand: those that are valid are decoded and
//! come back with all their declared members, and the others are refused at the right place. A
//! validator of JSON Schema found them invalid, so they are asked about by its rules for `oneOf`; the
//! valid ones by ours.
//!
//! What goes wrong is in `fixtures/payloads.txt` with its reason. The list can only get shorter: an
//! entry that is no longer needed fails the test. Nothing of the instances is kept here but where
//! they stand.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "payloads/declared.rs"]
mod declared;
#[path = "payloads/document.rs"]
mod document;
#[path = "payloads/instances.rs"]
mod instances;
#[path = "payloads/judge.rs"]
mod judge;
#[path = "payloads/tally.rs"]
mod tally;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, Workspace};

use document::Document;
use instances::Instance;
use tally::Outcomes;
use tests::crates::{compile, generate};

#[test]
fn valid_instances_come_back_and_others_are_refused_at_their_place() {
    let Some(corpus) = corpus() else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with instances");
        return;
    };
    let documents = document::all(&corpus);
    let outcomes = outcomes(&documents);
    tally::print(&outcomes);
    let faults = tally::faults(&outcomes);
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(shared.join("corpus")).filter(|it| it.join("payloads").is_dir())
}

/// Generates a crate for each document, compiles them, and asks.
fn outcomes(documents: &[Document]) -> Outcomes {
    let by_crate: BTreeMap<&str, &Document> =
        documents.iter().map(|it| (&*it.crate_name, it)).collect();
    let requests = |crate_name: &str, names: &[String]| {
        let document = within(&by_crate, crate_name);
        Request {
            document: SourceText::new("payloads.json", document.text(names)),
            config: config(document),
            config_source: None,
            lock: None,
            folder: Arc::new(NoFolder),
            crate_name: crate_name.to_owned(),
            workspace: Workspace::Member,
        }
    };
    let mut outcomes = Outcomes::new();
    let mut batches = Vec::new();
    for document in documents {
        let names: Vec<String> = document.probes.keys().cloned().collect();
        let (batch, refused) = generate(&document.crate_name, &names, &requests);
        batches.extend(batch);
        for it in refused {
            let fault = format!("not generated: {}", it.code);
            note(document, &it.name, &mut outcomes, |_| Some(fault.clone()));
        }
    }
    let (asker, faults) = compile(env!("CARGO_TARGET_TMPDIR"), "payloads", batches, &requests);
    assert!(faults.is_empty(), "{faults:#?}");
    for batch in &asker.batches {
        let document = within(&by_crate, &batch.name);
        for (name, item) in &batch.items {
            let texts = document.probes[name].iter().map(|it| it.json.to_string());
            let answers = asker.ask(&batch.name, item, &texts.collect::<Vec<_>>());
            let judge = |index: usize, it: &Instance| judge::judge(document, it, &answers[index]);
            let mut answered = document.probes[name].iter().enumerate();
            note(document, name, &mut outcomes, |_| {
                answered.next().and_then(|(index, it)| judge(index, it))
            });
        }
    }
    outcomes
}

/// A crate that doesn't compile is cut in halves, whose names are longer.
fn within<'a>(by_crate: &BTreeMap<&str, &'a Document>, crate_name: &str) -> &'a Document {
    let mut documents = by_crate.iter().rev();
    let found = documents.find(|(name, _)| crate_name.starts_with(**name));
    found.unwrap().1
}

fn config(document: &Document) -> Config {
    let exact = if document.is_valid {
        ""
    } else {
        "one_of = \"exact\""
    };
    let source = SourceText::new(
        "codegen.toml",
        format!("include = [\"{}*\"]\n{exact}\n", document::PROBE),
    );
    Config::parse(&source, &mut Diagnostics::new()).unwrap()
}

fn note(
    document: &Document,
    probe: &str,
    outcomes: &mut Outcomes,
    mut outcome: impl FnMut(&Instance) -> Option<String>,
) {
    for it in &document.probes[probe] {
        let place = format!("{} {}", document.name, it.line);
        let fault = outcome(it);
        outcomes.insert((it.is_valid, place), fault);
    }
}
