//! Where everything means what JSON Schema says, generated crates accept what JSON Schema accepts; and
//! where unknown members are kept, nothing of it is lost.
//!
//! The documents are written by chance. `WILD=100..140 cargo test -p agreement --test letter` tries
//! others than those that each run tries.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

use std::collections::BTreeMap;

use agreement::disagreements::Disagreements;
use agreement::graph::{Components, closure};
use agreement::instances::instances;
use agreement::letter::by_the_letter;
use agreement::remainder::is_respelled;
use agreement::requests::literal_request;
use agreement::wild;
use codegen::config::UnknownFields;
use serde_json::Value;
use tests::crates::{Batch, Refused, compile, generate};

/// The seeds of the documents that each run tries. Of the types of the last one, some are so large that few copies
/// of a value fill a debug build's stack.
const SEEDS: [usize; 4] = [0, 1, 2, 10];
/// How many schemas of a document must be left when those that nothing satisfies are refused, on the
/// average.
const LEAST: usize = 6;
/// How many instances are shown of each schema that disagrees.
const SHOWN: usize = 4;

#[test]
fn what_is_meant_by_the_letter_is_read_by_the_letter() {
    let seeds = seeds().into_iter();
    let documents: BTreeMap<String, Components> = seeds
        .map(|seed| (format!("wild{seed}"), wild::document(seed)))
        .collect();
    let requests = |krate: &str, names: &[String]| {
        let document = krate.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let components = closure(names, &documents[document]);
        literal_request(krate, components, unknown_fields(document))
    };
    let mut tally = Tally::default();
    let mut batches: Vec<Batch> = Vec::new();
    for (krate, components) in &documents {
        let names: Vec<String> = components.keys().cloned().collect();
        let (batch, refused) = generate(krate, &names, &requests);
        batches.extend(batch);
        for it in refused {
            tally.judge_refusal(krate, &it, components);
        }
    }
    let folder = env!("CARGO_TARGET_TMPDIR");
    let (asker, faults) = compile(folder, "letter", batches, &requests);
    for fault in faults {
        tally.disagreements.add(&fault.name, fault.what);
    }
    for batch in &asker.batches {
        let document = batch
            .name
            .trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let components = &documents[document];
        for (name, item) in &batch.items {
            tally.schemas += 1;
            let validator = by_the_letter(name, components);
            let mut instances = instances(name, components, |it| validator.is_valid(it));
            instances.retain(has_small_numbers);
            let texts: Vec<String> = instances.iter().map(ToString::to_string).collect();
            let answers = asker.ask(&batch.name, item, &texts);
            for (instance, answer) in instances.iter().zip(&answers) {
                let is_valid = validator.is_valid(instance);
                tally.instances += 1;
                tally.valid += usize::from(is_valid);
                let keeps = unknown_fields(document) == UnknownFields::Capture;
                for fault in judge(instance, answer, is_valid, keeps) {
                    tally.disagreements.add(
                        &format!("{document} {name}"),
                        format!("{instance}  {fault}"),
                    );
                }
            }
        }
    }
    tally.print(&documents);
    let least = documents.len() * LEAST;
    assert!(tally.schemas >= least, "only {} schemas", tally.schemas);
    assert!(
        tally.valid * 4 >= tally.instances,
        "{} are valid",
        tally.valid
    );
    let disagreements = tally.disagreements.count();
    assert_eq!(disagreements, 0, "so many schemas disagree");
}

/// The seeds that are asked for, or the usual ones.
fn seeds() -> Vec<usize> {
    let Ok(asked) = std::env::var("WILD") else {
        return SEEDS.to_vec();
    };
    let range = asked.split_once("..").and_then(|(first, end)| {
        let (first, end) = (first.parse().ok()?, end.parse().ok()?);
        (first < end).then(|| (first..end).collect())
    });
    range.unwrap_or_else(|| panic!("WILD is a range of seeds, like 100..140; found {asked:?}"))
}

/// Every other document keeps what it doesn't know.
fn unknown_fields(document: &str) -> UnknownFields {
    let seed: usize = document.trim_start_matches("wild").parse().unwrap();
    if seed.is_multiple_of(2) {
        UnknownFields::Capture
    } else {
        UnknownFields::Ignore
    }
}

/// Integers beyond a Rust type's range are refused, whatever JSON Schema says.
fn has_small_numbers(value: &Value) -> bool {
    match value {
        Value::Array(elements) => elements.iter().all(has_small_numbers),
        Value::Object(members) => members.values().all(has_small_numbers),
        Value::Number(number) => number.as_f64().is_some_and(|it| it.abs() < 1e15),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// What is wrong with an answer.
fn judge(instance: &Value, answer: &Value, is_valid: bool, keeps: bool) -> Vec<String> {
    let complaints = answer["complaints"].as_array().into_iter().flatten();
    let mut faults: Vec<String> = complaints.map(ToString::to_string).collect();
    match (answer["accepted"].as_str(), answer["refused"].as_str()) {
        (Some(_), _) if !is_valid => faults.push("decode accepts".to_owned()),
        (_, Some(refused)) if is_valid => {
            faults.push(format!("decode refuses: {}", refused.replace('\n', " | ")));
        }
        (Some(encoded), _) if keeps => {
            let written: Value = serde_json::from_str(encoded).unwrap();
            let is_same = written == *instance || is_respelled(&written, instance);
            if !is_same || answer["again"] != "same" {
                faults.push(format!("written as {encoded}; again: {}", answer["again"]));
            }
        }
        (_, _) => {}
    }
    faults
}

/// What is counted.
#[derive(Default)]
struct Tally {
    schemas: usize,
    instances: usize,
    valid: usize,
    contradictions: usize,
    disagreements: Disagreements,
}

impl Tally {
    /// A schema that nothing satisfies may be refused, and whoever refers to it.
    fn judge_refusal(&mut self, krate: &str, refused: &Refused, components: &Components) {
        let is_contradiction =
            ["unsatisfiable-schema", "uninhabited-type"].contains(&&*refused.code);
        let needed = closure(std::slice::from_ref(&refused.name), components);
        let is_satisfied = |name: &String| {
            let validator = by_the_letter(name, components);
            let instances = instances(name, components, |it| validator.is_valid(it));
            instances.iter().any(|it| validator.is_valid(it))
        };
        if is_contradiction && !needed.keys().all(is_satisfied) {
            self.contradictions += 1;
        } else {
            self.disagreements.add(
                &format!("{krate} {}", refused.name),
                format!("not generated: {}", refused.code),
            );
        }
    }

    fn print(&self, documents: &BTreeMap<String, Components>) {
        println!(
            "{} schemas, {} instances, {} of them valid; {} contradictions",
            self.schemas, self.instances, self.valid, self.contradictions
        );
        let schema = |name: &str| {
            let (document, name) = name.split_once(' ')?;
            documents.get(document)?.get(name)
        };
        print!("{}", self.disagreements.text(SHOWN, schema));
    }
}
