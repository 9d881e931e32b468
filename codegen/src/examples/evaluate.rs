//! The keywords of one schema against one value of the document.

mod containers;
mod scalars;

use std::collections::HashMap;

use super::findings::{Findings, Found};
use super::value::{describe, describe_types, describe_values, is_equal, size, type_of};
use crate::config::{Config, Settings};
use crate::raw::Raw;
use crate::schema::{Keywords, SchemaGraph, SchemaId, Types};
use crate::support::Violation;
use crate::support::place::Place;

/// How many schemas may lie between a value and the root of its example. Deeper ones are not
/// evaluated, so that the stack is safe from any document.
const DEEPEST: usize = 256;

/// A value under evaluation.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    value: &'a Raw,
    pub place: &'a Place<'a>,
    depth: usize,
    /// The schemas that are being applied to this very value, innermost first.
    applied: Option<&'a Applied<'a>>,
}

struct Applied<'a> {
    schema: SchemaId,
    outer: Option<&'a Applied<'a>>,
}

impl<'a> At<'a> {
    /// A whole value, to which no schema is applied yet.
    fn root(value: &'a Raw) -> At<'a> {
        At {
            value,
            place: &Place::ROOT,
            depth: 0,
            applied: None,
        }
    }

    /// The same value, to which another schema is applied.
    fn under(self, applied: &'a Applied<'a>) -> At<'a> {
        At {
            depth: self.depth + 1,
            applied: Some(applied),
            ..self
        }
    }

    pub(super) fn value(&self) -> &'a Raw {
        self.value
    }

    fn below(&self, value: &'a Raw, place: &'a Place<'a>) -> At<'a> {
        At {
            value,
            place,
            depth: self.depth,
            applied: None,
        }
    }

    fn applied(&self) -> impl Iterator<Item = SchemaId> {
        std::iter::successors(self.applied, |it| it.outer).map(|it| it.schema)
    }
}

/// Some of a schema's keywords.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SaidBy {
    /// All that the schema isn't composed of
    Itself,
    /// `oneOf`
    OneOf,
    /// `anyOf`
    AnyOf,
}

/// Evaluates values against schemas, within a number of steps.
pub(super) struct Evaluator<'a> {
    pub graph: &'a SchemaGraph,
    config: &'a Config,
    steps: usize,
    /// Whether formats are left aside.
    without_formats: bool,
    /// The patterns that were needed so far, compiled.
    patterns: HashMap<String, Option<regex::Regex>>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(graph: &'a SchemaGraph, config: &'a Config, steps: usize) -> Self {
        Evaluator {
            graph,
            config,
            steps,
            without_formats: false,
            patterns: HashMap::new(),
        }
    }

    /// The same, with formats left aside.
    pub(super) fn without_formats(self) -> Self {
        Evaluator {
            without_formats: true,
            ..self
        }
    }

    /// Whether the steps are used up.
    pub(super) fn is_exhausted(&self) -> bool {
        self.steps == 0
    }

    /// The violations of a value, `most` of them at most, each at another place in it.
    pub(super) fn violations(&mut self, schema: SchemaId, value: &Raw, most: usize) -> Vec<Found> {
        let mut findings = Findings::new(most);
        self.apply(schema, At::root(value), &mut findings);
        findings.list
    }

    /// Whether a value fits, and everything that is asked of it was evaluated.
    pub(super) fn accepts(&mut self, schema: SchemaId, value: &Raw) -> bool {
        let mut findings = Findings::probe();
        self.apply(schema, At::root(value), &mut findings);
        findings.list.is_empty() && !findings.unsure
    }

    /// The first violation of some of a schema's keywords.
    pub(super) fn violation_of(
        &mut self,
        schema: SchemaId,
        said_by: SaidBy,
        value: &Raw,
    ) -> Option<Found> {
        let keywords = &self.graph.get(schema).keywords;
        if keywords.or_null && value.is_null() {
            return None;
        }
        let mut findings = Findings::new(1);
        let applied = Applied {
            schema,
            outer: None,
        };
        let at = At::root(value).under(&applied);
        match said_by {
            SaidBy::Itself => {
                if !is_of_type(keywords, value) {
                    findings.add(schema, at.place, || mismatch(keywords, value));
                }
                self.values(schema, at, &mut findings);
                self.by_kind(schema, at, &mut findings);
                self.conditions(schema, at, &mut findings);
            }
            SaidBy::OneOf => self.one_of(schema, at, &mut findings),
            SaidBy::AnyOf => self.any_of(schema, at, &mut findings),
        }
        findings.list.pop()
    }

    /// Whether a value certainly breaks a keyword of the schema itself, `type` and `enum` aside; not
    /// of those that it is composed of.
    pub(super) fn breaks_own(&mut self, schema: SchemaId, value: &Raw) -> bool {
        let mut findings = Findings::probe();
        let applied = Applied {
            schema,
            outer: None,
        };
        let at = At::root(value).under(&applied);
        self.by_kind(schema, at, &mut findings);
        !findings.list.is_empty()
    }

    /// The violation of `type`, leaving all other keywords aside.
    pub(super) fn type_violation(&mut self, schema: SchemaId, value: &Raw) -> Vec<Found> {
        self.spend(1);
        let keywords = &self.graph.get(schema).keywords;
        let mut findings = Findings::new(1);
        if !is_of_type(keywords, value) {
            findings.add(schema, &Place::ROOT, || mismatch(keywords, value));
        }
        findings.list
    }

    pub(super) fn apply(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let schema = self.graph.resolve(schema);
        if findings.is_full() {
            return;
        }
        // A schema that applies itself to the same value adds nothing the second time.
        let steps = 1 + at.depth / 16;
        if !self.spend(steps) || at.depth == DEEPEST || at.applied().any(|it| it == schema) {
            findings.unsure = true;
            return;
        }
        let keywords = &self.graph.get(schema).keywords;
        if !is_of_type(keywords, at.value) {
            findings.add(schema, at.place, || mismatch(keywords, at.value));
            return;
        }
        if keywords.or_null && at.value.is_null() {
            return;
        }
        let applied = Applied {
            schema,
            outer: at.applied,
        };
        let at = at.under(&applied);
        // These are left to the generated code.
        let applicators = &keywords.applicators;
        findings.unsure |= match at.value {
            Raw::Array(_) => applicators.is_about_arrays(),
            Raw::Object(_) => applicators.is_about_objects(),
            _ => false,
        };
        self.values(schema, at, findings);
        self.by_kind(schema, at, findings);
        self.combined(schema, at, findings);
    }

    /// The keywords that are about values of the value's JSON type.
    fn by_kind(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        match at.value {
            Raw::Null | Raw::Bool(_) => {}
            Raw::Integer(_) | Raw::Float(_) => self.number(schema, at, findings),
            Raw::String(text) => self.text(schema, text, at, findings),
            Raw::Array(elements) => self.array(schema, elements, at, findings),
            Raw::Object(members) => self.object(schema, members, at, findings),
        }
    }

    /// Takes steps from what is left; `false` where there are too few.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let left = self.steps.checked_sub(steps);
        self.steps = left.unwrap_or(0);
        left.is_some()
    }

    /// The settings for a schema, or for those around it.
    pub(super) fn settings(&self, schema: SchemaId) -> Settings {
        self.graph.settings(self.config, schema)
    }

    fn values(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let Some(values) = &self.graph.get(schema).keywords.values else {
            return;
        };
        if !self.spend(values.len().saturating_mul(size(at.value))) {
            findings.unsure = true;
        } else if !values.iter().any(|it| is_equal(it, at.value)) {
            findings.add(schema, at.place, || {
                let (expected, found) = (describe_values(values), describe(at.value));
                Violation::new("enum", format!("expected {expected}, found {found}"))
            });
        }
    }
}

/// Whether `type` admits a value; `nullable` beside a composition is about the whole.
fn is_of_type(keywords: &Keywords, value: &Raw) -> bool {
    // An integer that no integer type holds fits numbers only.
    let is_beyond = match value {
        Raw::Integer(it) => i64::try_from(*it).is_err() && u64::try_from(*it).is_err(),
        Raw::Float(it) => {
            !(-9_223_372_036_854_775_808.0..18_446_744_073_709_551_616.0).contains(it)
        }
        _ => false,
    };
    let admits = |types: Types| {
        type_of(value).is_within(types)
            && !(is_beyond && types.meet(Types::NUMBER) == Types::INTEGER)
    };
    keywords.types.is_none_or(admits) || (keywords.or_null && value.is_null())
}

/// The violation of `type`.
fn mismatch(keywords: &Keywords, value: &Raw) -> Violation {
    let expected = describe_types(keywords.types.unwrap_or(Types::ANY));
    let message = format!("expected {expected}, found {}", describe(value));
    Violation::new("type", message)
}
