//! The keywords about arrays and objects.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{At, Evaluator};
use crate::dedup::canonical;
use crate::examples::findings::Findings;
use crate::examples::value::size;
use crate::raw::Raw;
use crate::schema::{Additional, SchemaId};
use crate::support::{Violation, check};

impl Evaluator<'_> {
    pub(super) fn array(
        &mut self,
        schema: SchemaId,
        elements: &[Raw],
        at: At<'_>,
        findings: &mut Findings,
    ) {
        let keywords = &self.graph.get(schema).keywords;
        findings.check(schema, at.place, |place, report| {
            if let Some(least) = keywords.min_items {
                check::min_items(elements.len(), least, place, report);
            }
            if let Some(most) = keywords.max_items {
                check::max_items(elements.len(), most, place, report);
            }
        });
        if keywords.unique_items {
            self.unique(schema, elements, at, findings);
        }
        if let Some(items) = keywords.items {
            for (index, element) in elements.iter().enumerate() {
                let place = at.place.index(index);
                self.apply(items, at.below(element, &place), findings);
            }
        }
    }

    fn unique(&mut self, schema: SchemaId, elements: &[Raw], at: At<'_>, findings: &mut Findings) {
        if !self.spend(size(at.value)) {
            findings.unsure = true;
            return;
        }
        let mut seen = HashSet::new();
        let repeated = elements.iter().position(|it| !seen.insert(canonical(it)));
        if let Some(index) = repeated {
            findings.add(schema, &at.place.index(index), || {
                let message = format!("repeats {}", elements[index].excerpt(40));
                Violation::new("uniqueItems", message)
            });
        }
    }

    pub(super) fn object(
        &mut self,
        schema: SchemaId,
        members: &IndexMap<String, Raw>,
        at: At<'_>,
        findings: &mut Findings,
    ) {
        let keywords = &self.graph.get(schema).keywords;
        let mut missing = Vec::new();
        for name in &keywords.required {
            if !self.spend(1) {
                findings.unsure = true;
            } else if !members.contains_key(name) {
                if self.is_one_way(name, at) {
                    findings.unsure = true;
                } else {
                    missing.push(name);
                }
            }
        }
        if !missing.is_empty() {
            findings.add(schema, at.place, || lacks(&missing));
        }
        findings.check(schema, at.place, |place, report| {
            if let Some(least) = keywords.min_properties {
                check::min_properties(members.len(), least, place, report);
            }
            if let Some(most) = keywords.max_properties {
                check::max_properties(members.len(), most, place, report);
            }
        });
        for (name, value) in members {
            let place = at.place.property(name);
            match (keywords.properties.get(name).copied(), keywords.additional) {
                (Some(part), _) | (None, Additional::Schema(part)) => {
                    self.apply(part, at.below(value, &place), findings);
                }
                (None, Additional::Denied) => {
                    findings.add(schema, &place, || {
                        Violation::new("additionalProperties", "unexpected member")
                    });
                }
                (None, Additional::Unspecified | Additional::Allowed) => {}
            }
        }
    }

    /// Whether a member is `readOnly` or `writeOnly`: OpenAPI §4.7.24.2 requires it in one
    /// direction only, and an example doesn't say which way it goes.
    fn is_one_way(&mut self, name: &str, at: At<'_>) -> bool {
        let mut seen = HashSet::new();
        let mut pending: Vec<SchemaId> = at.applied().collect();
        while let Some(schema) = pending.pop() {
            if !seen.insert(schema) || !self.spend(1) {
                continue;
            }
            let keywords = &self.graph.get(schema).keywords;
            if let Some(property) = keywords.properties.get(name) {
                let property = &self.graph.get(self.graph.resolve(*property)).keywords;
                if property.read_only || property.write_only {
                    return true;
                }
            }
            pending.extend(keywords.reference.iter().chain(&keywords.all_of));
        }
        false
    }
}

/// The violation of `required`.
fn lacks(missing: &[&String]) -> Violation {
    let names: Vec<String> = missing.iter().map(|it| format!("`{it}`")).collect();
    let plural = if names.len() == 1 { "" } else { "s" };
    let message = format!("lacks the member{plural} {}", names.join(", "));
    Violation::new("required", message)
}
