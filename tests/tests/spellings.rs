//! What OpenAPI 3.0 and 3.1 spell differently becomes the same Rust.

use std::collections::BTreeMap;
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::files::Files;
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, Workspace, generate};

/// A schema in 3.0, and the same in 3.1.
const PAIRS: &[(&str, &str)] = &[
    ("{type: string, nullable: true}", "{type: [string, 'null']}"),
    (
        "{type: integer, format: int32, nullable: true, minimum: 1}",
        "{type: ['null', integer], format: int32, minimum: 1}",
    ),
    (
        "{type: string, nullable: true, enum: [small, large, null]}",
        "{enum: [small, large, null]}",
    ),
    (
        "{type: object, nullable: true, required: [a], properties: {a: {type: string}}}",
        "{type: [object, 'null'], required: [a], properties: {a: {type: string}}}",
    ),
    (
        "{type: array, nullable: true, items: {type: integer}}",
        "{type: [array, 'null'], items: {type: integer}}",
    ),
    (
        "{type: number, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true}",
        "{type: number, exclusiveMinimum: 0, exclusiveMaximum: 9}",
    ),
    (
        "{type: integer, minimum: 0, exclusiveMinimum: false}",
        "{type: integer, minimum: 0, exclusiveMinimum: -1}",
    ),
    ("{type: string, enum: [a]}", "{type: string, const: a}"),
    ("{type: integer, enum: [3]}", "{type: integer, const: 3}"),
    (
        "{nullable: true, allOf: [{$ref: '#/components/schemas/Pet'}]}",
        "{oneOf: [{$ref: '#/components/schemas/Pet'}, {type: 'null'}]}",
    ),
    (
        "{nullable: true, allOf: [{$ref: '#/components/schemas/Pet'}]}",
        "{anyOf: [{type: 'null'}, {$ref: '#/components/schemas/Pet'}]}",
    ),
    (
        "{nullable: true, oneOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}",
        "{oneOf: [{$ref: '#/components/schemas/Pet'}, {type: string}, {type: 'null'}]}",
    ),
    (
        "{description: A pet., allOf: [{$ref: '#/components/schemas/Pet'}]}",
        "{description: A pet., $ref: '#/components/schemas/Pet'}",
    ),
    (
        "{allOf: [{$ref: '#/components/schemas/Pet'}, {required: [age], properties: {age: {type: integer}}}]}",
        "{$ref: '#/components/schemas/Pet', required: [age], properties: {age: {type: integer}}}",
    ),
    (
        "{oneOf: [{type: integer}, {type: string}]}",
        "{type: [integer, string]}",
    ),
    (
        "{type: string, format: byte}",
        "{type: string, contentEncoding: base64}",
    ),
    (
        "{type: string, format: binary}",
        "{type: string, contentMediaType: application/octet-stream}",
    ),
    (
        "{type: string, example: a}",
        "{type: string, examples: [a]}",
    ),
    ("{}", "true"),
    (
        "{type: object, additionalProperties: {}}",
        "{type: object, additionalProperties: true}",
    ),
    (
        "{type: object, additionalProperties: false, properties: {a: {type: string}}}",
        "{type: object, unevaluatedProperties: false, properties: {a: {type: string}}}",
    ),
];

#[test]
fn both_spellings_are_the_same_rust() {
    let faults: Vec<String> = PAIRS
        .iter()
        .filter(|(old, new)| code("3.0.3", old) != code("3.1.0", new))
        .map(|(old, new)| format!("{old} and {new} differ: {:#?}", differences(old, new)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The lines of the one and of the other, by file.
fn differences(old: &str, new: &str) -> BTreeMap<String, (String, String)> {
    let (old, mut new) = (code("3.0.3", old), code("3.1.0", new));
    let both = old.into_iter().map(|(path, text)| {
        let other = new.remove(&path).unwrap_or_default();
        (path, (text, other))
    });
    both.filter(|(_, (one, other))| one != other).collect()
}

/// The code for a component and for members of that schema, by file.
fn code(version: &str, schema: &str) -> BTreeMap<String, String> {
    let document = format!(
        "openapi: {version}
info: {{title: Spellings, version: '1'}}
paths: {{}}
components:
  schemas:
    Pet: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
    Thing: {schema}
    Holder:
      type: object
      required: [needed]
      properties:
        needed: {schema}
        optional: {schema}
"
    );
    let request = Request {
        document: SourceText::new("spellings.yaml", document),
        config: Config::default(),
        config_source: None,
        lock: None,
        folder: Arc::new(NoFolder),
        crate_name: "spellings".to_owned(),
        workspace: Workspace::Member,
    };
    let mut diagnostics = Diagnostics::new();
    let generated = generate(&request, &mut diagnostics, &mut |_| {});
    let generated = generated.unwrap_or_else(|| panic!("{schema}: {diagnostics:?}"));
    own(&generated.files)
}

/// The files that are made of the document, without docs: those may tell how it is spelt.
fn own(files: &Files) -> BTreeMap<String, String> {
    let names = ["checks", "reading", "tables", "types", "writing"];
    let texts = names.into_iter().map(|name| {
        let path = format!("src/{name}.rs");
        let text = files.get(&path).unwrap_or_default();
        let lines = text
            .lines()
            .filter(|it| !it.trim_start().starts_with("///"));
        let text = lines.collect::<Vec<_>>().join("\n");
        (path, text)
    });
    texts.collect()
}
