//! What the `jsonschema` crate says of one schema's instances: as JSON Schema means it, and as the
//! contract's rules mean it.

use jsonschema::Validator;
use serde_json::Value;

use crate::endless::is_endless;
use crate::graph::Components;
use crate::reference::{compile, translate};
use crate::rules::{Rule, Rules};

/// The readings of one schema.
#[derive(Debug)]
pub struct Opinion {
    strict: Validator,
    /// Each rule that makes a difference to the schema, and the schema read by it.
    by_rule: Vec<(Rule, Validator)>,
    /// Read by all of them, where there are several.
    by_all: Option<Validator>,
    is_endless: bool,
}

/// Whether, and why, a verdict is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// JSON Schema says the same.
    Strict,
    /// The contract says so: by this rule.
    Rule(Rule),
    /// No one says so.
    None,
}

impl Opinion {
    /// The opinion on a component.
    pub fn of(name: &str, components: &Components) -> Opinion {
        let strict = translate(name, components, &Rules::new());
        let mut rules = Rules::new();
        let mut by_rule = Vec::new();
        for rule in Rule::ALL {
            let read = translate(name, components, &Rules::from([rule]));
            if read != strict {
                rules.insert(rule);
                by_rule.push((rule, compile(&read)));
            }
        }
        let by_all = (rules.len() > 1).then(|| compile(&translate(name, components, &rules)));
        Opinion {
            strict: compile(&strict),
            by_rule,
            by_all,
            is_endless: is_endless(name, components),
        }
    }

    /// What JSON Schema says.
    pub fn is_valid(&self, instance: &Value) -> bool {
        self.strict.is_valid(instance)
    }

    /// What the contract says of tags: that isn't a matter of choice.
    fn by_tag(&self, instance: &Value) -> Option<bool> {
        let mut rules = self.by_rule.iter();
        let (_, by_tag) = rules.find(|(rule, _)| *rule == Rule::Discriminator)?;
        Some(by_tag.is_valid(instance))
    }

    /// Who says that the instance is accepted, or refused.
    pub fn agreement(&self, instance: &Value, accepted: bool) -> Agreement {
        if self.is_valid(instance) == accepted {
            return match self.by_tag(instance) {
                Some(by_tag) if by_tag != accepted => Agreement::None,
                _ => Agreement::Strict,
            };
        }
        if self.is_endless {
            return Agreement::Rule(Rule::Endless);
        }
        let says = |validator: &Validator| validator.is_valid(instance) == accepted;
        if let Some((rule, _)) = self.by_rule.iter().find(|(_, it)| says(it)) {
            return Agreement::Rule(*rule);
        }
        match (&self.by_all, self.by_rule.first()) {
            // Several at once; the first stands for them.
            (Some(all), Some((rule, _))) if says(all) => Agreement::Rule(*rule),
            (_, _) => Agreement::None,
        }
    }
}
