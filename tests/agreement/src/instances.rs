//! Instances of a schema: some made to fit, and mutations of these, in a share that shows both sides.

mod fitting;
mod mutation;
mod near;
mod pool;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::graph::Components;
use crate::random::Random;
use fitting::Fitting;
use pool::Pool;

/// How many instances of each kind are kept.
const VALID: usize = 65;
const INVALID: usize = 65;
/// The least that a schema must have, whatever kind.
pub const LEAST: usize = 100;
/// How often it is tried to make another one.
const TRIES: usize = 2_500;

/// Distinct instances for a component; `is_valid` sorts them.
pub fn instances(
    name: &str,
    components: &Components,
    is_valid: impl Fn(&Value) -> bool,
) -> Vec<Value> {
    let Some(schema) = components.get(name) else {
        return Vec::new();
    };
    let pool = Pool::of(name, components);
    let mut fitting = Fitting::new(components, Random::of(name));
    let mut random = Random::of(&format!("mutations of {name}"));
    let mut kept = Kept::default();
    for root in pool::ROOTS {
        kept.offer(root(), &is_valid);
    }
    // Simple schemas tell few instances apart: they get everything that there is.
    for value in &pool.values {
        kept.offer(value.clone(), &is_valid);
        kept.offer(json!([value]), &is_valid);
    }
    let mut seeds: Vec<Value> = Vec::new();
    for attempt in 0..TRIES {
        if kept.is_full() {
            break;
        }
        if attempt % 4 == 0 {
            let seed = fitting.value(&[schema]);
            seeds.push(seed.clone());
            kept.offer(seed, &is_valid);
            continue;
        }
        let (Some(one), Some(other)) = (random.pick(&seeds).cloned(), random.pick(&seeds).cloned())
        else {
            continue;
        };
        let mut mutated = mutation::mutate(one, &other, &pool, &mut random);
        // Two faults at once, sometimes.
        if random.happens(1, 5) {
            mutated = mutation::mutate(mutated, &other, &pool, &mut random);
        }
        // A change of a change leads further away.
        if random.happens(1, 4) {
            seeds.push(mutated.clone());
        }
        kept.offer(mutated, &is_valid);
    }
    kept.all()
}

/// How many instances [`near_limits`] makes.
pub const NEAR: usize = 200;

/// As many distinct instances for a component: every other one is meant to fit, the others are
/// changed near the limits that hold for them.
pub fn near_limits(name: &str, components: &Components) -> Vec<Value> {
    let Some(schema) = components.get(name) else {
        return Vec::new();
    };
    let mut fitting = Fitting::new(components, Random::of(name));
    let mut random = Random::of(&format!("limits of {name}"));
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for attempt in 0..TRIES {
        if kept.len() == NEAR {
            break;
        }
        let mut value = fitting.value(&[schema]);
        if attempt % 2 == 1 {
            for _ in 0..=random.below(3) {
                near::near(&mut value, &[schema], components, &mut random);
            }
        }
        if seen.insert(value.to_string()) {
            kept.push(value);
        }
    }
    // A schema that allows few values hasn't enough that are close to it.
    while kept.len() < NEAR {
        let other = json!([near::another(&mut random), random.below(1_000)]);
        if seen.insert(other.to_string()) {
            kept.push(other);
        }
    }
    kept
}

/// What is kept of what was made.
#[derive(Default)]
struct Kept {
    seen: BTreeSet<String>,
    valid: Vec<Value>,
    invalid: Vec<Value>,
}

impl Kept {
    fn offer(&mut self, value: Value, is_valid: &impl Fn(&Value) -> bool) {
        if !self.seen.insert(value.to_string()) {
            return;
        }
        if is_valid(&value) {
            self.valid.push(value);
        } else {
            self.invalid.push(value);
        }
    }

    fn is_full(&self) -> bool {
        self.valid.len() >= VALID && self.invalid.len() >= INVALID
    }

    /// Up to the limit of each kind, and more of one where the other is scarce.
    fn all(self) -> Vec<Value> {
        let scarce_valid = VALID.saturating_sub(self.valid.len());
        let scarce_invalid = INVALID.saturating_sub(self.invalid.len());
        let valid = self.valid.into_iter().take(VALID + scarce_invalid);
        valid
            .chain(self.invalid.into_iter().take(INVALID + scarce_valid))
            .collect()
    }
}
