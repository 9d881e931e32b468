//! The keywords about numbers and strings.

use super::{At, Evaluator};
use crate::examples::findings::Findings;
use crate::schema::{Number, SchemaId};
use crate::support::check::Number as AnyNumber;
use crate::support::format::Format;
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::{Violation, check};

impl Evaluator<'_> {
    pub(super) fn number(&mut self, schema: SchemaId, at: At<'_>, findings: &mut Findings) {
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

    pub(super) fn text(
        &mut self,
        schema: SchemaId,
        text: &str,
        at: At<'_>,
        findings: &mut Findings,
    ) {
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
}

fn lower<N: AnyNumber<Known = N>>(
    value: N,
    bound: N,
    exclusive: bool,
    place: &Place<'_>,
    report: &mut Report,
) {
    if exclusive {
        check::exclusive_minimum(&value, bound, place, report);
    } else {
        check::minimum(&value, bound, place, report);
    }
}

fn upper<N: AnyNumber<Known = N>>(
    value: N,
    bound: N,
    exclusive: bool,
    place: &Place<'_>,
    report: &mut Report,
) {
    if exclusive {
        check::exclusive_maximum(&value, bound, place, report);
    } else {
        check::maximum(&value, bound, place, report);
    }
}

/// The format of that name, if there is a check for it.
fn checked(name: &str) -> Option<&'static Format> {
    let row = Format::TABLE.iter().find(|(known, _)| *known == name);
    row.map(|(_, format)| format)
}
