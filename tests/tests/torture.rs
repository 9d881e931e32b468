//! Third-party documents that torture composition, where they are at hand: each becomes a crate that
//! compiles without a warning, or is refused for a reason that its maintainer would accept.
//!
//! The reasons are in `fixtures/torture.txt`, which can only get shorter: a document that is listed
//! and generated, or refused with other codes, fails the test just as one that isn't listed. Nothing
//! of the documents is kept here but their paths.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "torture/documents.rs"]
mod documents;
#[path = "torture/refusals.rs"]
mod refusals;

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::{Diagnostics, Severity};
use codegen::reader::SourceText;
use codegen::{Generated, Request, Workspace as Manifest, generate};

use documents::Document;
use tests::workspace::Workspace;

#[test]
fn each_document_compiles_or_is_refused_for_a_listed_reason() {
    let Some(documents) = documents::all() else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    };
    let mut listed = refusals::read();
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "torture");
    let mut faults = Vec::new();
    for document in &documents {
        let path = &document.path;
        let refusal = listed.remove(path);
        let outcome = catch_unwind(|| run(document));
        match (outcome, refusal) {
            (Err(_), _) => faults.push(format!("{path} makes the generator panic")),
            (Ok(Outcome::Generated(crate_)), None) => workspace.add(&document.name, &crate_.files),
            (Ok(Outcome::Generated(_)), Some(_)) => {
                faults.push(format!("{path} is generated now: take it off the list"));
            }
            (Ok(Outcome::Refused(codes)), Some(refusal)) if codes == refusal.codes => {}
            (Ok(Outcome::Refused(codes)), Some(refusal)) => {
                let listed = &refusal.codes;
                faults.push(format!("{path} is refused with {codes:?}, not {listed:?}"));
            }
            (Ok(Outcome::Refused(codes)), None) => {
                faults.push(format!("{path} is refused with {codes:?}"));
            }
        }
    }
    let gone = listed.keys();
    faults.extend(gone.map(|path| format!("{path} is listed, but is none of the documents")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    let said = workspace.cargo(&["check", "--quiet"], "").said;
    assert!(said.is_empty(), "the generated crates have faults:\n{said}");
}

#[derive(Debug)]
enum Outcome {
    Generated(Box<Generated>),
    /// With the codes of the errors.
    Refused(BTreeSet<String>),
}

fn run(document: &Document) -> Outcome {
    let request = Request {
        folder: Arc::new(document.beside.clone()),
        document: SourceText::new(&document.path, document.text.clone()),
        config: Config::default(),
        config_source: None,
        lock: None,
        crate_name: document.name.clone(),
        workspace: Manifest::Member,
    };
    let mut diagnostics = Diagnostics::new();
    match generate(&request, &mut diagnostics, &mut |_| {}) {
        Some(generated) => Outcome::Generated(Box::new(generated)),
        None => {
            let errors = diagnostics
                .iter()
                .filter(|it| it.severity() == Severity::Error);
            Outcome::Refused(errors.map(|it| it.code.as_str().to_owned()).collect())
        }
    }
}
