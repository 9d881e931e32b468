//! The drafts of JSON Schema whose official tests are run, and the OpenAPI documents they become.

/// One draft, and the version of OpenAPI that has its keywords.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The folder of its tests.
    pub(crate) folder: &'static str,
    /// The file that says how much of each file fits that version of OpenAPI.
    pub(crate) usable: &'static str,
    /// The version of the documents.
    pub(crate) openapi: &'static str,
    /// Tests that are known to go wrong, with the reasons.
    pub(crate) known: &'static str,
    /// The least share of tests that must be right, in per cent.
    pub(crate) least: usize,
    /// The keyword for schemas that only references lead to.
    pub(crate) definitions: Definitions,
    /// The keywords that hold schemas.
    pub(crate) schemas: &'static [(&'static str, Holds)],
    /// The keywords that don't.
    pub(crate) values: &'static [&'static str],
    /// Whether `true` and `false` are schemas, `type` may be a list, and a root may have an `$id`.
    pub(crate) is_modern: bool,
    /// The files that take `format` and `contentEncoding` for annotations.
    pub(crate) annotating: &'static [&'static str],
}

/// Where the schemas are that only references lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Definitions {
    /// In the root's `definitions`, which is no keyword of OpenAPI: each becomes a component.
    Root,
    /// In `$defs`, wherever it stands.
    Keyword,
}

/// How a keyword holds schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// One schema
    One,
    /// One schema, or a boolean in any draft
    OneOrBoolean,
    /// A list of schemas
    List,
    /// Schemas by name
    Map,
}

use Holds::{List, Map, One, OneOrBoolean};

/// Draft 4, whose keywords OpenAPI 3.0 has.
pub(crate) const DRAFT_4: Draft = Draft {
    folder: "draft4",
    usable: "USABLE_3.0.tsv",
    openapi: "3.0.3",
    known: include_str!("../../fixtures/suite-draft4.txt"),
    least: 98,
    definitions: Definitions::Root,
    schemas: &[
        ("additionalProperties", OneOrBoolean),
        ("allOf", List),
        ("anyOf", List),
        ("items", One),
        ("not", One),
        ("oneOf", List),
        ("properties", Map),
    ],
    values: &[
        "$comment",
        "$ref",
        "$schema",
        "default",
        "description",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "pattern",
        "required",
        "title",
        "type",
        "uniqueItems",
    ],
    is_modern: false,
    annotating: &[],
};

/// Draft 2020-12, of which OpenAPI 3.1 is a superset.
pub(crate) const DRAFT_2020_12: Draft = Draft {
    folder: "draft2020-12",
    usable: "USABLE_3.1.tsv",
    openapi: "3.1.0",
    known: include_str!("../../fixtures/suite-draft2020-12.txt"),
    least: 97,
    definitions: Definitions::Keyword,
    schemas: &[
        ("additionalProperties", One),
        ("allOf", List),
        ("anyOf", List),
        ("contains", One),
        ("contentSchema", One),
        ("dependentSchemas", Map),
        ("else", One),
        ("if", One),
        ("items", One),
        ("not", One),
        ("oneOf", List),
        ("patternProperties", Map),
        ("prefixItems", List),
        ("properties", Map),
        ("propertyNames", One),
        ("then", One),
        ("unevaluatedItems", One),
        ("unevaluatedProperties", One),
    ],
    values: &[
        "$comment",
        "$dynamicAnchor",
        "$dynamicRef",
        "$ref",
        "$schema",
        "const",
        "contentEncoding",
        "contentMediaType",
        "default",
        "dependentRequired",
        "description",
        "enum",
        "examples",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minContains",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "pattern",
        "required",
        "title",
        "type",
        "uniqueItems",
    ],
    is_modern: true,
    annotating: &["content.json", "format.json"],
};
