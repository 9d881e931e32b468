//! Checks what the document itself says of its schemas: examples, defaults and enumerated values
//! that no instance of their own schema could be. Warnings only; no type depends on them.

mod combine;
mod evaluate;
mod findings;
mod value;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::config::Config;
use crate::dedup::{Class, canonical};
use crate::diagnostics::{Code, Diagnostics};
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::schema::{SchemaGraph, SchemaId};
use evaluate::Evaluator;
pub(crate) use evaluate::SaidBy;
use findings::Found;

/// The most findings for one value.
const PER_VALUE: usize = 20;

/// The most steps for one document: less than a second. What is left then goes unchecked.
const STEPS: usize = 10_000_000;

/// The most steps for a single value.
const STEPS_FOR_ONE: usize = 100_000;

/// Reports every `example`, `default` and member of `enum` that violates the schema it stands in.
///
/// Copies of a defect, equal values in schemas of one class, are reported at the first place.
pub fn check(
    graph: &SchemaGraph,
    classes: &[Class],
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    let mut evaluator = Evaluator::new(graph, config, STEPS);
    let mut seen = HashSet::new();
    for id in graph.ids() {
        for (role, place, value) in values(graph, id) {
            if !seen.insert((classes.get(id.index()), role.keyword(), canonical(value))) {
                continue;
            }
            let found = match role {
                Role::Example | Role::Default => {
                    let judging = judging(graph, id, value);
                    evaluator.violations(judging, value, PER_VALUE)
                }
                Role::Enumerated => evaluator.type_violation(id, value),
            };
            for found in found {
                report(graph, role, &place, &found, diagnostics);
            }
            if evaluator.is_exhausted() {
                return;
            }
        }
    }
}

/// Whether a value certainly fits a schema: not where some keyword is not evaluated.
pub(crate) fn accepts(graph: &SchemaGraph, config: &Config, schema: SchemaId, value: &Raw) -> bool {
    Evaluator::new(graph, config, STEPS_FOR_ONE).accepts(schema, value)
}

/// A keyword that refuses a value, and the schema it stands in.
pub(crate) struct Refusal {
    pub schema: SchemaId,
    pub keyword: String,
}

/// Which of some keywords of a schema certainly refuses a value, if any does.
pub(crate) fn refusal(
    graph: &SchemaGraph,
    config: &Config,
    schema: SchemaId,
    said_by: SaidBy,
    value: &Raw,
) -> Option<Refusal> {
    let mut evaluator = Evaluator::new(graph, config, STEPS_FOR_ONE);
    let found = evaluator.violation_of(schema, said_by, value)?;
    Some(Refusal {
        schema: found.schema,
        keyword: found.violation.keyword().to_owned(),
    })
}

/// Leaves those of the listed values that the schemas allow which hold at their place, but for `type`
/// and for what these are composed of. `format` doesn't count: a value that is listed is meant.
pub(crate) fn keep_allowed(
    graph: &SchemaGraph,
    config: &Config,
    schemas: &[SchemaId],
    values: &mut Vec<Raw>,
) {
    let steps = STEPS_FOR_ONE.saturating_mul(values.len());
    let mut evaluator = Evaluator::new(graph, config, steps).without_formats();
    values.retain(|value| !schemas.iter().any(|it| evaluator.breaks_own(*it, value)));
}

/// What a value is to the schema it stands in.
#[derive(Debug, Clone, Copy)]
enum Role {
    Example,
    Default,
    Enumerated,
}

impl Role {
    fn keyword(self) -> &'static str {
        match self {
            Role::Example => "example",
            Role::Default => "default",
            Role::Enumerated => "enum",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Role::Example => "example",
            Role::Default => "default",
            Role::Enumerated => "enumerated value",
        }
    }
}

/// The schema that an example or a default has to fit. Beside `null`, the only branch of a union says what the whole
/// is for: its default may be `null`, though the branch is of another type.
fn judging(graph: &SchemaGraph, id: SchemaId, value: &Raw) -> SchemaId {
    let whole = graph.or_null(id).filter(|_| *value == Raw::Null);
    whole.map_or(id, |it| judging(graph, it, value))
}

/// The values that a schema carries, with their places.
fn values(graph: &SchemaGraph, id: SchemaId) -> impl Iterator<Item = (Role, Pointer, &Raw)> {
    let schema = graph.get(id);
    let place = move |role: Role| graph.keyword(id, role.keyword());
    let single = move |role, value| (role, place(role), value);
    let example = schema.annotations.example.iter();
    let examples = schema.annotations.examples.iter().enumerate();
    let at = move |index| graph.keyword(id, "examples").index(index);
    let default = schema.annotations.default.iter();
    let enumerated = schema.keywords.values.iter().flatten().enumerate();
    example
        .map(move |it| single(Role::Example, it))
        .chain(examples.map(move |(index, it)| (Role::Example, at(index), it)))
        .chain(default.map(move |it| single(Role::Default, it)))
        .chain(
            enumerated.map(move |(index, it)| {
                (Role::Enumerated, place(Role::Enumerated).index(index), it)
            }),
        )
}

fn report(
    graph: &SchemaGraph,
    role: Role,
    value: &Pointer,
    found: &Found,
    diagnostics: &mut Diagnostics,
) {
    let violation = &found.violation;
    let inside = violation.pointer();
    let (noun, what) = (role.noun(), violation.message());
    let message = if inside.is_empty() {
        format!("this {noun} violates its schema: {what}")
    } else {
        format!("this {noun} violates its schema: `{inside}`: {what}")
    };
    let place = Pointer::parse(inside).map_or_else(
        || value.clone(),
        |inside| {
            inside
                .segments()
                .fold(value.clone(), |place, it| place.key(&it))
        },
    );
    diagnostics
        .report(Code::InvalidExample, place, message)
        .related(
            graph.keyword(found.schema, violation.keyword()),
            "the schema says so here",
        )
        .help(format!("correct the {noun}, or the schema"));
}
