//! References and `allOf`, `oneOf`, `anyOf`, `not`: what other schemas say of the same value.

use std::collections::HashSet;

use super::evaluate::{At, Evaluator};
use super::findings::Findings;
use crate::config::OneOf;
use crate::raw::Raw;
use crate::schema::SchemaId;
use crate::support::Violation;

/// Whether a value fits a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    /// Some keyword is not evaluated.
    Unsure,
}

impl Evaluator<'_> {
    pub(super) fn combined(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let keywords = &self.graph.get(schema).keywords;
        for part in keywords.reference.iter().chain(&keywords.all_of) {
            self.apply(*part, at, findings);
        }
        self.one_of(schema, at, findings);
        self.any_of(schema, at, findings);
        self.conditions(schema, at, findings);
    }

    /// `not`, `if`, `then` and `else`.
    pub(super) fn conditions(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        if let Some(not) = self.graph.get(schema).keywords.not {
            match self.fit(not, at) {
                Fit::No => {}
                Fit::Unsure => findings.unsure = true,
                Fit::Yes => {
                    findings.add(schema, at.place, || {
                        Violation::new("not", "matches the schema that `not` excludes")
                    });
                }
            }
        }
        self.conditional(schema, at, findings);
    }

    /// `if`, `then` and `else`.
    fn conditional(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let applicators = &self.graph.get(schema).keywords.applicators;
        let Some(test) = applicators.test else {
            return;
        };
        let consequence = match self.fit(test, at) {
            Fit::Yes => applicators.then,
            Fit::No => applicators.otherwise,
            Fit::Unsure => {
                findings.unsure = true;
                None
            }
        };
        if let Some(consequence) = consequence {
            self.apply(consequence, at, findings);
        }
    }

    fn fit(&mut self, schema: SchemaId, at: At<'_>) -> Fit {
        let mut findings = Findings::probe();
        self.apply(schema, at, &mut findings);
        match (findings.list.is_empty(), findings.unsure) {
            (false, _) => Fit::No,
            (true, true) => Fit::Unsure,
            (true, false) => Fit::Yes,
        }
    }

    pub(super) fn any_of(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let branches = &self.graph.get(schema).keywords.any_of;
        if !branches.is_empty() {
            self.some_branch(schema, "anyOf", branches, at, findings);
        }
    }

    fn some_branch(
        &mut self,
        schema: SchemaId,
        keyword: &'static str,
        branches: &[SchemaId],
        at: At<'_>,
        findings: &mut Findings,
    ) {
        let mut best = Fit::No;
        for branch in branches {
            match self.fit(*branch, at) {
                Fit::Yes => return,
                Fit::Unsure => best = Fit::Unsure,
                Fit::No => {}
            }
        }
        if best == Fit::Unsure {
            findings.unsure = true;
        } else {
            findings.add(schema, at.place, || no_match(keyword, branches.len()));
        }
    }

    pub(super) fn one_of(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let keywords = &self.graph.get(schema).keywords;
        let branches = &keywords.one_of;
        if branches.is_empty() {
            return;
        }
        if keywords.discriminator.is_some() {
            // The tag picks the branch; that another one matches as well is no fault.
            return self.some_branch(schema, "oneOf", branches, at, findings);
        }
        let fits: Vec<Fit> = branches.iter().map(|it| self.fit(*it, at)).collect();
        let unsure = fits.contains(&Fit::Unsure);
        let mut matching: Vec<usize> = (0..fits.len()).filter(|it| fits[*it] == Fit::Yes).collect();
        if matching.len() > 1 && self.settings(schema).one_of == OneOf::Practical {
            matching.retain(|it| self.demands(branches[*it], at.value()));
            findings.unsure = true;
        }
        match matching.as_slice() {
            [first, second, ..] => {
                findings.add(schema, at.place, || {
                    let both = format!("`oneOf/{first}` and `oneOf/{second}`");
                    Violation::new(
                        "oneOf",
                        format!("matches {both}, but must match exactly one"),
                    )
                });
            }
            _ if unsure => findings.unsure = true,
            _ if fits.contains(&Fit::Yes) => {}
            _ => findings.add(schema, at.place, || no_match("oneOf", fits.len())),
        }
    }

    /// Whether a schema that the value fits asks something of it, beyond its type: an object may
    /// fit only because no member is required, an array because it is empty, and `null` has nothing to ask
    /// for.
    fn demands(&mut self, schema: SchemaId, value: &Raw) -> bool {
        match value {
            Raw::Null => false,
            Raw::Bool(_) | Raw::Integer(_) | Raw::Float(_) | Raw::String(_) => true,
            Raw::Array(elements) => {
                let schemas = self.also(schema);
                schemas.iter().any(|it| {
                    let items = self.graph.get(*it).keywords.items;
                    items.is_some_and(|items| elements.iter().any(|it| self.demands(items, it)))
                })
            }
            Raw::Object(_) => self.also(schema).iter().any(|it| {
                let keywords = &self.graph.get(*it).keywords;
                !keywords.required.is_empty() || keywords.min_properties.is_some()
            }),
        }
    }

    /// The schema and all that it takes in through `$ref` and `allOf`.
    fn also(&mut self, schema: SchemaId) -> Vec<SchemaId> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        let mut pending = vec![schema];
        while let Some(schema) = pending.pop() {
            let schema = self.graph.resolve(schema);
            if seen.insert(schema) && self.spend(1) {
                found.push(schema);
                let keywords = &self.graph.get(schema).keywords;
                pending.extend(keywords.reference.iter().chain(&keywords.all_of));
            }
        }
        found
    }
}

fn no_match(keyword: &'static str, branches: usize) -> Violation {
    let message = match branches {
        1 => format!("doesn't match the only alternative of `{keyword}`"),
        _ => format!("matches none of the {branches} alternatives of `{keyword}`"),
    };
    Violation::new(keyword, message)
}
