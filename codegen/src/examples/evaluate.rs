//! The keywords of one schema against one value of the document.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::findings::{Findings, Found};
use super::value::{describe, describe_types, describe_values, is_equal, size, type_of};
use crate::config::{Config, Settings};
use crate::dedup::canonical;
use crate::raw::Raw;
use crate::schema::{Additional, Keywords, Number, Origin, SchemaGraph, SchemaId, Types};
use crate::support::check::Bounded;
use crate::support::format::Format;
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::{Violation, check};

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
        let at = At {
            value,
            place: &Place::ROOT,
            depth: 0,
            applied: None,
        };
        self.apply(schema, at, &mut findings);
        findings.list
    }

    /// Whether a value fits, and everything that is asked of it was evaluated.
    pub(super) fn accepts(&mut self, schema: SchemaId, value: &Raw) -> bool {
        let mut findings = Findings::probe();
        let at = At {
            value,
            place: &Place::ROOT,
            depth: 0,
            applied: None,
        };
        self.apply(schema, at, &mut findings);
        findings.list.is_empty() && !findings.unsure
    }

    /// Whether a value certainly breaks a keyword of the schema itself, `type` and `enum` aside; not
    /// of those that it is composed of.
    pub(super) fn breaks_own(&mut self, schema: SchemaId, value: &Raw) -> bool {
        let mut findings = Findings::probe();
        let applied = Applied {
            schema,
            outer: None,
        };
        let at = At {
            value,
            place: &Place::ROOT,
            depth: 1,
            applied: Some(&applied),
        };
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
        let at = At {
            depth: at.depth + 1,
            applied: Some(&applied),
            ..at
        };
        // These are left to the generated code.
        let applicators = &keywords.applicators;
        findings.unsure |= match at.value {
            Raw::Array(_) => applicators.is_about_arrays(),
            Raw::Object(_) => applicators.is_about_objects(),
            _ => false,
        };
        findings.unsure |= applicators.test.is_some();
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

    /// The settings for the component that a schema belongs to.
    pub(super) fn settings(&self, schema: SchemaId) -> Settings {
        if self.config.types.is_empty() {
            return self.config.settings;
        }
        let mut id = schema;
        loop {
            match &self.graph.get(id).origin {
                Origin::Root(pointer) => return self.config.settings_of(&pointer.to_string()),
                Origin::Part(parent, _) => id = *parent,
            }
        }
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

    fn number(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
        let keywords = &self.graph.get(schema).keywords;
        findings.unsure |= keywords.format.is_some();
        let Some(value) = Number::of(at.value) else {
            return;
        };
        if let Some(divisor) = keywords.multiple_of
            && !value
                .decimal()
                .zip(divisor.decimal())
                .is_some_and(|(it, by)| it.is_multiple_of(by))
        {
            findings.add(schema, at.place, || {
                Violation::new("multipleOf", format!("{value} is no multiple of {divisor}"))
            });
        }
        findings.check(schema, at.place, |place, report| {
            if let Some(bound) = keywords.minimum {
                match (value, bound.value) {
                    (Number::Integer(value), Number::Integer(least)) => {
                        lower(value, least, bound.exclusive, place, report);
                    }
                    (value, least) => {
                        let (value, least) = (value.as_f64(), least.as_f64());
                        lower(value, least, bound.exclusive, place, report);
                    }
                }
            }
            if let Some(bound) = keywords.maximum {
                match (value, bound.value) {
                    (Number::Integer(value), Number::Integer(most)) => {
                        upper(value, most, bound.exclusive, place, report);
                    }
                    (value, most) => {
                        let (value, most) = (value.as_f64(), most.as_f64());
                        upper(value, most, bound.exclusive, place, report);
                    }
                }
            }
        });
    }

    fn text(&mut self, schema: SchemaId, text: &str, at: At<'_>, findings: &mut Findings) {
        let keywords = &self.graph.get(schema).keywords;
        findings.unsure |= !self.spend(text.len() / 16);
        if let Some(pattern) = keywords.pattern.as_deref() {
            match self.matches(pattern, text) {
                Some(true) => {}
                Some(false) => findings.add(schema, at.place, || {
                    let message = format!("doesn't match {pattern:?}");
                    Violation::new("pattern", message)
                }),
                None => findings.unsure = true,
            }
        }
        let format = keywords.format.as_deref().map(checked);
        let format = format.filter(|_| !self.without_formats);
        findings.unsure |= format == Some(None);
        findings.check(schema, at.place, |place, report| {
            if let Some(least) = keywords.min_length {
                check::min_length(text, least, place, report);
            }
            if let Some(most) = keywords.max_length {
                check::max_length(text, most, place, report);
            }
            if let Some(Some(format)) = format {
                check::format(text, format, place, report);
            }
        });
    }

    /// Whether a text matches a pattern; `None` where the pattern can't be translated.
    fn matches(&mut self, pattern: &str, text: &str) -> Option<bool> {
        let known = self.patterns.entry(pattern.to_owned()).or_insert_with(|| {
            let translated = crate::patterns::translate(pattern).ok()?;
            regex::Regex::new(&translated).ok()
        });
        known.as_ref().map(|it| it.is_match(text))
    }

    fn array(&mut self, schema: SchemaId, elements: &[Raw], at: At<'_>, findings: &mut Findings) {
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

    fn object(
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
            let place = at.place.member(name);
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

/// The violation of `required`.
fn lacks(missing: &[&String]) -> Violation {
    let names: Vec<String> = missing.iter().map(|it| format!("`{it}`")).collect();
    let plural = if names.len() == 1 { "" } else { "s" };
    let message = format!("lacks the member{plural} {}", names.join(", "));
    Violation::new("required", message)
}

fn lower<N: Bounded>(value: N, bound: N, exclusive: bool, place: &Place<'_>, report: &mut Report) {
    if exclusive {
        check::exclusive_minimum(value, bound, place, report);
    } else {
        check::minimum(value, bound, place, report);
    }
}

fn upper<N: Bounded>(value: N, bound: N, exclusive: bool, place: &Place<'_>, report: &mut Report) {
    if exclusive {
        check::exclusive_maximum(value, bound, place, report);
    } else {
        check::maximum(value, bound, place, report);
    }
}

/// The format of that name, if there is a check for it.
fn checked(name: &str) -> Option<Format> {
    let row = Format::TABLE.iter().find(|(known, _)| *known == name);
    row.map(|(_, format)| *format)
}
