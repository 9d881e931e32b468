//! What is counted, and what is said in the end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use agreement::disagreements::Disagreements;
use agreement::graph::Components;
use agreement::known::Known;
use agreement::rules::Rule;

/// How many instances are shown of each schema that disagrees.
const SHOWN: usize = 6;

/// What the test counts.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) tried: BTreeSet<String>,
    /// Whether other projects' documents are at hand.
    pub(crate) is_complete: bool,
    pub(crate) instances: usize,
    pub(crate) valid: usize,
    pub(crate) contradictions: usize,
    pub(crate) endless: usize,
    by_rule: BTreeMap<Rule, usize>,
    disagreements: Disagreements,
}

impl Tally {
    /// Counts an instance that a rule explains.
    pub(crate) fn rule(&mut self, rule: Rule) {
        *self.by_rule.entry(rule).or_default() += 1;
    }

    /// Notes what no one explains.
    pub(crate) fn fault(&mut self, schema: &str, fault: String) {
        self.disagreements.add(schema, fault);
    }

    /// Says what was counted; and what disagrees, the shortest instances first, in a file.
    pub(crate) fn print(&self, components: &Components) {
        let share = 100 * self.valid / self.instances.max(1);
        println!("{} schemas, {} instances", self.tried.len(), self.instances);
        println!("{share} % of the instances are valid");
        println!(
            "{} schemas are contradictions, and refused as such",
            self.contradictions
        );
        println!(
            "{} schemas lead back to themselves, and are refused",
            self.endless
        );
        for rule in Rule::ALL {
            let count = self.by_rule.get(&rule).copied().unwrap_or(0);
            println!("{count:>7}  {}: {}", rule.name(), rule.because());
        }
        let text = self.disagreements.text(SHOWN, |name| components.get(name));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disagreements.txt");
        std::fs::write(&path, text).unwrap();
        println!(
            "{} schemas disagree: {}",
            self.disagreements.count(),
            path.display()
        );
    }

    /// What disagrees is known, what is known disagrees, and each rule is needed.
    pub(crate) fn faults(&self, known: &Known) -> Vec<String> {
        let mut faults: Vec<String> = Vec::new();
        for (name, fault) in self.disagreements.iter() {
            if !known.contains_key(name) {
                faults.push(format!("{name}: {fault}"));
            }
        }
        for (name, reason) in known {
            let is_needed = self.disagreements.contains(name);
            let is_judged = self.is_complete || self.tried.contains(name);
            if is_judged && !is_needed {
                faults.push(format!(
                    "{name} agrees now, remove it from known.txt: {reason}"
                ));
            }
        }
        for rule in Rule::ALL {
            if !self.by_rule.contains_key(&rule) {
                faults.push(format!("no instance needs the rule {}", rule.name()));
            }
        }
        faults
    }
}
