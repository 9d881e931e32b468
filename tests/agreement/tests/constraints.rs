//! What generated crates find violated, and where, is what the `jsonschema` crate finds violated, but
//! for what is listed and counted.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

use std::collections::BTreeMap;

use agreement::constrained::constrained;
use agreement::differences::{Difference, explain};
use agreement::disagreements::Disagreements;
use agreement::graph::{Components, closure};
use agreement::instances::{NEAR, near_limits};
use agreement::requests::strict_request;
use agreement::violated::{Reference, Violated};
use serde_json::Value;
use tests::crates::{Batch, Refused, compile, generate};

/// How many schemas there are in a crate.
const BATCH: usize = 60;
/// How many schemas there must be.
const LEAST: usize = 200;
/// How many instances are shown of each schema that disagrees.
const SHOWN: usize = 3;

#[test]
fn decode_finds_violated_what_jsonschema_finds_violated() {
    let constrained = constrained();
    let mut components = constrained.helpers;
    components.extend(constrained.schemas.clone());
    let mut tally = Tally::default();
    let names: Vec<String> = constrained.schemas.keys().cloned().collect();
    let requests = |krate: &str, names: &[String]| strict_request(krate, names, &components);
    let mut batches: Vec<Batch> = Vec::new();
    for (index, names) in names.chunks(BATCH).enumerate() {
        let (batch, refused) = generate(&format!("limits{index}"), names, &requests);
        batches.extend(batch);
        for it in refused {
            tally.judge_refusal(&it, &components);
        }
    }
    let folder = env!("CARGO_TARGET_TMPDIR");
    let (asker, faults) = compile(folder, "constraints", batches, &requests);
    for fault in faults {
        tally.fault(&fault.name, fault.what);
    }
    for batch in &asker.batches {
        for (name, item) in &batch.items {
            tally.schemas += 1;
            let reference = Reference::of(name, &components);
            let instances = near_limits(name, &components);
            assert_eq!(instances.len(), NEAR, "{name}");
            let texts: Vec<String> = instances.iter().map(ToString::to_string).collect();
            let answers = asker.ask(&batch.name, item, &texts);
            for (instance, answer) in instances.iter().zip(&answers) {
                tally.judge(name, instance, answer, &reference.violated(instance));
            }
        }
    }
    tally.print(&components);
    assert!(tally.schemas >= LEAST, "{} schemas", tally.schemas);
    let faults = tally.faults();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the test counts.
#[derive(Default)]
struct Tally {
    schemas: usize,
    instances: usize,
    valid: usize,
    /// Violations that both report.
    shared: usize,
    contradictions: usize,
    by_difference: BTreeMap<Difference, usize>,
    disagreements: Disagreements,
}

impl Tally {
    /// A schema that nothing satisfies is refused when the crate is made, and so is one that refers to
    /// such a component.
    fn judge_refusal(&mut self, refused: &Refused, components: &Components) {
        let is_contradiction =
            ["unsatisfiable-schema", "uninhabited-type"].contains(&&*refused.code);
        let is_satisfied = |name: &String| {
            let reference = Reference::of(name, components);
            let instances = near_limits(name, components);
            instances.iter().any(|it| reference.violated(it).is_empty())
        };
        let needed = closure(std::slice::from_ref(&refused.name), components);
        if is_contradiction && !needed.keys().all(is_satisfied) {
            self.contradictions += 1;
        } else {
            let fault = format!("not generated: {}", refused.code);
            self.fault(&refused.name, fault);
        }
    }

    fn judge(&mut self, name: &str, instance: &Value, answer: &Value, theirs: &Violated) {
        self.instances += 1;
        self.valid += usize::from(theirs.is_empty());
        let complaints = answer["complaints"].as_array().unwrap();
        for complaint in complaints {
            self.fault(name, format!("{instance}  {complaint}"));
        }
        let ours = answer["violations"].as_array().into_iter().flatten();
        let part = |it: &Value| it.as_str().unwrap().to_owned();
        let ours: Violated = ours.map(|it| (part(&it[0]), part(&it[1]))).collect();
        self.shared += ours.intersection(theirs).count();
        let more = answer["more"].as_u64().unwrap_or(0);
        match explain(instance, &ours, theirs) {
            Some(differences) if more == 0 => {
                for difference in differences {
                    *self.by_difference.entry(difference).or_default() += 1;
                }
            }
            _ => {
                let surplus: Vec<_> = ours.difference(theirs).collect();
                let lack: Vec<_> = theirs.difference(&ours).collect();
                let fault = format!("{instance}  only we: {surplus:?}; only they: {lack:?}");
                self.fault(name, fault);
            }
        }
    }

    fn fault(&mut self, schema: &str, fault: String) {
        self.disagreements.add(schema, fault);
    }

    fn print(&self, components: &Components) {
        println!(
            "{} schemas, {} instances, {} of them valid; {} violations found by both",
            self.schemas, self.instances, self.valid, self.shared
        );
        println!(
            "{} schemas are contradictions, and refused as such",
            self.contradictions
        );
        for difference in Difference::ALL {
            let count = self.by_difference.get(&difference).copied().unwrap_or(0);
            println!("{count:>7}  {difference:?}: {}", difference.because());
        }
        let schema = |name: &str| components.get(name);
        print!("{}", self.disagreements.text(SHOWN, schema));
    }

    /// What disagrees, and the differences that nothing needs.
    fn faults(&self) -> Vec<String> {
        let disagreements = self.disagreements.iter();
        let mut faults: Vec<String> = disagreements
            .map(|(name, fault)| format!("{name}: {fault}"))
            .collect();
        for difference in Difference::ALL {
            if !self.by_difference.contains_key(&difference) {
                faults.push(format!("no instance needs the difference {difference:?}"));
            }
        }
        faults
    }
}
