//! The keywords that `openapiv3` drops, rounds or refuses, as the raw tree has them.

use openapiv3::AnySchema;

use super::dialect;
use super::guard::Guarded;
use super::keywords::{Bound, Keywords, Number};
use super::lower::Lowering;
use super::{Origin, SchemaId};
use crate::diagnostics::Code;
use crate::raw::Raw;

impl Lowering<'_> {
    /// Takes what `openapiv3` doesn't keep from the raw tree, and reports what nobody knows.
    pub(super) fn aside(
        &mut self,
        id: SchemaId,
        guarded: &Guarded<'_>,
        any: &AnySchema,
        keywords: &mut Keywords,
    ) {
        for (name, value) in &guarded.aside {
            match (*name, *value) {
                ("$ref", Raw::String(target)) => {
                    self.references.push((id, "$ref", target.clone()));
                }
                // Where a name stands once, the way to it makes no difference.
                ("$dynamicRef", Raw::String(target)) if !guarded.aside.contains_key("$ref") => {
                    self.references.push((id, "$dynamicRef", target.clone()));
                }
                ("$recursiveRef", Raw::String(target)) if target == "#" => {
                    let around = self.recursive_root(id);
                    keywords.reference.get_or_insert(around);
                    self.report_recursive(id, around);
                }
                ("enum", Raw::Array(values)) => {
                    let listed = |it: &Raw| self.graph.dialect.listed(it);
                    let values: Vec<Raw> = values.iter().map(listed).collect();
                    keywords.values = Some(distinct(&values));
                }
                ("minimum", value) if Number::of(value).is_some() => {
                    keywords.minimum = Number::of(value).map(|value| Bound {
                        value,
                        exclusive: any.exclusive_minimum.unwrap_or_default(),
                    });
                }
                ("maximum", value) if Number::of(value).is_some() => {
                    keywords.maximum = Number::of(value).map(|value| Bound {
                        value,
                        exclusive: any.exclusive_maximum.unwrap_or_default(),
                    });
                }
                ("multipleOf", value) => keywords.multiple_of = Number::of(value),
                ("const", value) => {
                    let value = self.graph.dialect.listed(value);
                    let listed = keywords.values.take();
                    let is_listed = listed.is_none_or(|it| it.contains(&value));
                    let values = is_listed.then_some(value);
                    keywords.values = Some(values.into_iter().collect());
                }
                ("minContains", value) => keywords.applicators.min_contains = count(value),
                ("maxContains", value) => keywords.applicators.max_contains = count(value),
                ("dependentRequired", Raw::Object(members)) => {
                    for (member, names) in members {
                        let names = names.as_array().into_iter().flatten();
                        let names = names.filter_map(|it| Some(it.as_str()?.to_owned()));
                        let dependent = &mut keywords.applicators.dependent_required;
                        dependent.insert(member.clone(), names.collect());
                    }
                }
                ("contentEncoding", Raw::String(encoding)) => {
                    let format = dialect::format_of_encoding(encoding).map(str::to_owned);
                    keywords.format = keywords.format.take().or(format);
                }
                ("exclusiveMinimum" | "exclusiveMaximum", Raw::Integer(_) | Raw::Float(_))
                | ("type", _) => {}
                // Annotations of no consequence here, and places for references.
                ("default" | "example" | "examples" | "xml" | "$comment" | "summary", _)
                | ("contentMediaType" | "$defs" | "definitions", _)
                | ("$schema" | "$anchor" | "$dynamicAnchor", _)
                | ("$recursiveAnchor", Raw::Bool(_)) => {}
                (unknown, _) => self.unsupported(id, unknown),
            }
        }
        dialect::exclusive_bounds(&guarded.aside, keywords);
        let bounds = [
            (
                "exclusiveMinimum",
                any.exclusive_minimum,
                keywords.minimum.is_none(),
            ),
            (
                "exclusiveMaximum",
                any.exclusive_maximum,
                keywords.maximum.is_none(),
            ),
        ];
        for (name, given, unbounded) in bounds {
            if given == Some(true) && unbounded {
                self.unsupported(id, name);
            }
        }
        if let Some(format) = &keywords.format {
            self.unknown_format(id, format);
        }
        if let Some(pattern) = &keywords.pattern
            && let Err(reason) = crate::patterns::translate(pattern)
        {
            let place = self.graph.keyword(id, "pattern");
            let message = format!("this pattern is not enforced: {reason}");
            self.diagnostics
                .report(Code::UnsupportedKeyword, place, message)
                .help("write it without, or check it in your own code");
        }
    }

    /// What `$recursiveRef: "#"` leads to (JSON Schema 2019-09, core §8.2.4.2): of the schemas around it the nearest with
    /// `$recursiveAnchor: true`, or else the outermost. Further ones with an anchor are components of their own.
    fn recursive_root(&self, id: SchemaId) -> SchemaId {
        let mut around = id;
        while !self.recursive_anchors.contains(&around)
            && let Origin::Part(parent, _) = &self.graph.get(around).origin
        {
            around = *parent;
        }
        around
    }
}

fn count(value: &Raw) -> Option<usize> {
    match Number::of(value)? {
        Number::Integer(count) => usize::try_from(count).ok(),
        Number::Float(_) => None,
    }
}

/// Each value once.
fn distinct(values: &[Raw]) -> Vec<Raw> {
    let mut distinct: Vec<Raw> = Vec::new();
    for value in values {
        if !distinct.contains(value) {
            distinct.push(value.clone());
        }
    }
    distinct
}
