//! The official tests of JSON Schema, where they are at hand: each schema that fits OpenAPI becomes a
//! component, and `decode` must accept exactly the instances that are valid.
//!
//! What goes wrong is in `fixtures/suite-*.txt` with its reason: by file, group and test, each from 0
//! on. The lists can only get shorter: an entry that is no longer needed fails the test.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "suite/component.rs"]
mod component;
#[path = "suite/draft.rs"]
mod draft;
#[path = "suite/groups.rs"]
mod groups;
#[path = "suite/tally.rs"]
mod tally;
#[path = "suite/usable.rs"]
mod usable;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::reader::SourceText;
use codegen::{Request, Workspace};
use serde_json::{Map, Value, json};

use draft::{DRAFT_4, DRAFT_2020_12, Draft};
use groups::Group;
use tally::Outcomes;
use tests::crates::{Refused, compile, generate};

/// How many groups there are in a crate.
const BATCH: usize = 50;
/// What asks for JSON Schema's rules in place of the practical ones.
const STRICT: &str = "one_of = \"exact\"\nuntyped_properties = \"any\"\n";

#[test]
fn draft_4_is_decided_as_the_suite_says() {
    run(&DRAFT_4);
}

#[test]
fn draft_2020_12_is_decided_as_the_suite_says() {
    run(&DRAFT_2020_12);
}

fn run(draft: &Draft) {
    let Some(suite) = suite() else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with the suite");
        return;
    };
    let mut groups = groups::read(&suite, draft);
    assert_eq!(
        usable::counted(&groups, draft),
        usable::listed(&suite, draft),
        "what fits OpenAPI {} isn't what {} counts",
        draft.openapi,
        draft.usable
    );
    groups.retain(|it| usable::is_usable(it, draft));
    let outcomes = outcomes(draft, &groups);
    tally::print(draft, &outcomes);
    let faults = tally::faults(draft, &outcomes);
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn suite() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(shared.join("JSON-Schema-Test-Suite")).filter(|it| it.is_dir())
}

/// Generates, compiles and asks.
fn outcomes(draft: &Draft, groups: &[Group]) -> Outcomes {
    let by_component: BTreeMap<String, &Group> =
        groups.iter().map(|it| (it.component(), it)).collect();
    let requests = |crate_name: &str, names: &[String]| Request {
        document: document(draft, names.iter().map(|it| by_component[it])),
        config: config(draft, names.iter().map(|it| by_component[it])),
        config_source: None,
        lock: None,
        folder: std::sync::Arc::new(codegen::reader::NoFolder),
        crate_name: crate_name.to_owned(),
        workspace: Workspace::Member,
    };
    let mut outcomes = Outcomes::new();
    let mut batches = Vec::new();
    let names: Vec<String> = groups.iter().map(Group::component).collect();
    for (index, names) in names.chunks(BATCH).enumerate() {
        let (batch, refused) = generate(
            &format!("{}_{index}", draft.folder.replace('-', "_")),
            names,
            &requests,
        );
        batches.extend(batch);
        for it in refused {
            judge_refusal(by_component[&it.name], &it, &mut outcomes);
        }
    }
    let name = format!("suite-{}", draft.folder);
    let (asker, faults) = compile(env!("CARGO_TARGET_TMPDIR"), &name, batches, &requests);
    for fault in faults {
        match by_component.get(&fault.name) {
            Some(group) => note(group, &mut outcomes, |_| Some(fault.what.clone())),
            None => panic!("{}: {}", fault.name, fault.what),
        }
    }
    for batch in &asker.batches {
        for (name, item) in &batch.items {
            let group = by_component[name];
            let instances: Vec<String> = group
                .tests
                .iter()
                .map(|it| it.data.get().to_owned())
                .collect();
            let answers = asker.ask(&batch.name, item, &instances);
            note(group, &mut outcomes, |index| {
                judge(group.tests[index].valid, &answers[index])
            });
        }
    }
    outcomes
}

/// JSON Schema's rules; in some files `format` is an annotation, in the others it is checked.
fn config<'a>(draft: &Draft, groups: impl Iterator<Item = &'a Group>) -> Config {
    let annotating = groups.filter(|it| draft.annotating.contains(&&*it.file));
    let annotating: String = annotating
        .map(|it| format!("[types.{}]\nformats = \"annotate\"\n", it.component()))
        .collect();
    let source = SourceText::new("codegen.toml", format!("{STRICT}{annotating}"));
    Config::parse(&source, &mut Diagnostics::new()).unwrap()
}

fn document<'a>(draft: &Draft, groups: impl Iterator<Item = &'a Group>) -> SourceText {
    let schemas: Map<String, Value> = groups
        .flat_map(|it| component::components(it, draft))
        .collect();
    let document = json!({
        "openapi": draft.openapi,
        "info": { "title": "Suite", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    SourceText::new("suite.json", document.to_string())
}

/// Nothing is decoded where no type is generated. That is right for a schema that no value satisfies,
/// if it is the reason given.
fn judge_refusal(group: &Group, refused: &Refused, outcomes: &mut Outcomes) {
    let is_contradiction = ["unsatisfiable-schema", "uninhabited-type"].contains(&&*refused.code);
    let is_empty = group.tests.iter().all(|it| !it.valid);
    let fault =
        (!is_contradiction || !is_empty).then(|| format!("not generated: {}", refused.code));
    note(group, outcomes, |_| fault.clone());
}

/// What is wrong with an answer, if anything.
fn judge(valid: bool, answer: &Value) -> Option<String> {
    let complaint = answer["complaints"].as_array().and_then(|it| it.first());
    let refused = answer["refused"].as_str();
    match (valid, refused, complaint) {
        (_, _, Some(complaint)) => Some(complaint.to_string()),
        (true, Some(refusal), None) => Some(format!("decode refuses: {refusal}")),
        (false, None, None) => Some("decode accepts".to_owned()),
        (true, None, None) | (false, Some(_), None) => None,
    }
}

fn note(group: &Group, outcomes: &mut Outcomes, outcome: impl Fn(usize) -> Option<String>) {
    for index in 0..group.tests.len() {
        outcomes.insert((group.file.clone(), group.index, index), outcome(index));
    }
}
