//! What OpenAPI 3.0 and 3.1 spell differently: both spellings are read in both versions, and what
//! belongs to the other one is reported.

use indexmap::IndexMap;

use super::keywords::{Bound, Keywords, Number, Types};
use crate::raw::Raw;

/// The version that a document is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// OpenAPI 3.0: an extended subset of JSON Schema Wright Draft 00
    #[default]
    V3_0,
    /// OpenAPI 3.1: JSON Schema 2020-12
    V3_1,
}

impl Dialect {
    /// The version of a document that the reader has let pass.
    pub(super) fn of(root: &Raw) -> Dialect {
        let version = root.get("openapi").and_then(Raw::as_str);
        match version.is_some_and(|it| it.starts_with("3.0.")) {
            true => Dialect::V3_0,
            false => Dialect::V3_1,
        }
    }

    /// The version, for messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Dialect::V3_0 => "OpenAPI 3.0",
            Dialect::V3_1 => "OpenAPI 3.1",
        }
    }

    /// The other version, if a schema that is a boolean belongs to it alone.
    pub(super) fn other_than_of_booleans(self) -> Option<Dialect> {
        (self == Dialect::V3_0).then_some(Dialect::V3_1)
    }

    /// The other version, if the keyword in this form belongs to it alone.
    pub(super) fn other(self, keyword: &str, value: &Raw) -> Option<Dialect> {
        let is_number = matches!(value, Raw::Integer(_) | Raw::Float(_));
        let owner = match keyword {
            "type" if value.as_array().is_some() || value.as_str() == Some("null") => Dialect::V3_1,
            "exclusiveMinimum" | "exclusiveMaximum" if is_number => Dialect::V3_1,
            "exclusiveMinimum" | "exclusiveMaximum" | "nullable" => Dialect::V3_0,
            "const"
            | "examples"
            | "contains"
            | "minContains"
            | "maxContains"
            | "prefixItems"
            | "patternProperties"
            | "propertyNames"
            | "dependentRequired"
            | "dependentSchemas"
            | "if"
            | "then"
            | "else"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentEncoding"
            | "contentMediaType"
            | "contentSchema"
            | "$anchor"
            | "$defs"
            | "$dynamicAnchor"
            | "$dynamicRef"
            | "$schema" => Dialect::V3_1,
            _ => return None,
        };
        (owner != self).then_some(owner)
    }

    /// A listed value: where 1.0 is an integer, 1 and 1.0 are the same.
    pub(super) fn listed(self, value: &Raw) -> Raw {
        let inner = |it: &Raw| self.listed(it);
        match (self, value) {
            (Dialect::V3_0, value) => value.clone(),
            (Dialect::V3_1, Raw::Float(_)) => match Number::of(value) {
                Some(Number::Integer(whole)) => Raw::Integer(whole),
                _ => value.clone(),
            },
            (Dialect::V3_1, Raw::Array(elements)) => {
                Raw::Array(elements.iter().map(inner).collect())
            }
            (Dialect::V3_1, Raw::Object(members)) => {
                let members = members.iter().map(|(name, it)| (name.clone(), inner(it)));
                Raw::Object(members.collect())
            }
            (Dialect::V3_1, Raw::Null | Raw::Bool(_) | Raw::Integer(_) | Raw::String(_)) => {
                value.clone()
            }
        }
    }
}

/// The types that `type` lists: a name or several.
pub(super) fn types(value: &Raw) -> Option<Types> {
    let one = |value: &Raw| value.as_str().and_then(Types::named);
    match value {
        Raw::Array(list) => list
            .iter()
            .try_fold(Types::NONE, |all, it| Some(all.join(one(it)?))),
        other => one(other),
    }
}

/// `exclusiveMinimum` and `exclusiveMaximum` as numbers: the tighter one of each bound counts.
pub(super) fn exclusive_bounds(aside: &IndexMap<&str, &Raw>, keywords: &mut Keywords) {
    let bound = |keyword: &str| {
        let value = Number::of(aside.get(keyword)?)?;
        Some(Bound {
            value,
            exclusive: true,
        })
    };
    if let Some(own) = bound("exclusiveMinimum")
        && keywords
            .minimum
            .is_none_or(|it| it.value.compare(own.value).is_le())
    {
        keywords.minimum = Some(own);
    }
    if let Some(own) = bound("exclusiveMaximum")
        && keywords
            .maximum
            .is_none_or(|it| it.value.compare(own.value).is_ge())
    {
        keywords.maximum = Some(own);
    }
}

/// The format that stands for an encoding of OpenAPI 3.1 (§4.8.24.4.1): `base64` is 3.0's `byte`.
pub(super) fn format_of_encoding(encoding: &str) -> Option<&'static str> {
    (encoding == "base64").then_some("byte")
}
