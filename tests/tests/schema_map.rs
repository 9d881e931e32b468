//! `schema-map.json` knows every subschema of the components, and nothing that isn't there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::pointer::Pointer;
use codegen::raw::Raw;
use codegen::reader::{NoFolder, SourceText, read};
use codegen::{Request, Workspace, generate};
use serde_json::Value;

#[test]
fn every_subschema_of_the_projects_document_has_an_item() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/customerio.openapi.yaml");
    let map = check(&path);
    let schemas = map["schemas"].as_object().expect("an object").iter();
    let empty: Vec<_> = schemas.filter(|(_, item)| item.is_null()).collect();
    assert!(empty.is_empty(), "{empty:#?}");
}

#[test]
fn every_subschema_of_real_documents_is_there() {
    let Some(folder) = shared("corpus/specs") else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    };
    for name in [
        "adyen-terminal-v1.json",
        "firecracker.json",
        "oxide-nexus.json",
        "telegram-bot.json",
        "xero-accounting.yaml",
    ] {
        check(&folder.join(name));
    }
}

#[test]
fn constants_variants_and_what_cannot_be_are_told_apart() {
    let map = map_of(SourceText::new(
        "api.json",
        r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
            "components": {"schemas": {
                "event": {"allOf": [{"type": "object", "required": ["kind", "by"], "properties": {
                    "kind": {"type": "string", "enum": ["made"]},
                    "by": {"oneOf": [
                        {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
                        {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
                    ]},
                    "gone": {"allOf": [{"type": "string"}, {"type": "integer"}]}
                }}]}
            }}}"#,
    ));
    let item = |way: &str| &map["schemas"][format!("/components/schemas/event{way}")];
    let cases = [
        ("", "Event"),
        ("/allOf/0", "Event"),
        ("/allOf/0/properties/kind", "Event::KIND"),
        ("/allOf/0/properties/by", "EventBy"),
        ("/allOf/0/properties/by/oneOf/0", "EventBy::Id"),
        ("/allOf/0/properties/by/oneOf/0/properties/id", "i64"),
        ("/allOf/0/properties/by/oneOf/1", "EventBy::Name"),
    ];
    for (way, expected) in cases {
        assert_eq!(item(way), expected, "{way} in {map:#}");
    }
    assert!(item("/allOf/0/properties/gone").is_null(), "{map:#}");
    let by = serde_json::json!(["/components/schemas/event/allOf/0/properties/by"]);
    assert_eq!(map["items"]["EventBy"], by);
}

/// The map has what an independent walk finds, and no more of the components than that.
fn check(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a document");
    let source = SourceText::new(path.display().to_string(), text);
    let mut diagnostics = Diagnostics::default();
    let document = read(source.clone(), &mut diagnostics).expect("a document that can be read");
    let components = Pointer::root().key("components").key("schemas");
    let schemas = document.root.at(&components).and_then(Raw::as_object);
    let mut expected = BTreeSet::new();
    for (name, schema) in schemas.expect("component schemas") {
        walk(schema, &components.key(name), &mut expected);
    }
    let map = map_of(source);
    let schemas = map["schemas"].as_object().expect("an object");
    let mut found: BTreeSet<String> = schemas.keys().cloned().collect();
    for (name, places) in map["items"].as_object().expect("an object") {
        let places = places.as_array().expect("a list").iter();
        let unknown: Vec<_> = places
            .filter(|it| !it.as_str().is_some_and(|it| found.contains(it)))
            .collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?}");
    }
    found.retain(|it| it.starts_with(components.as_str()));
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "{}: {missing:#?}", path.display());
    let extra: Vec<_> = found.difference(&expected).collect();
    assert!(extra.is_empty(), "{}: {extra:#?}", path.display());
    assert!(expected.len() > 100, "{}", path.display());
    map
}

#[test]
fn a_branch_that_only_allows_null_is_part_of_what_it_makes_optional() {
    let map = map_of(SourceText::new(
        "api.json",
        r#"{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {},
            "components": {"schemas": {"A": {"type": "object", "properties": {
                "one": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                "several": {"oneOf": [{"type": "string"}, {"type": "null"}, {"type": "integer"}]}
            }}}}}"#,
    ));
    let item = |way: &str| &map["schemas"][format!("/components/schemas/A{way}")];
    let cases = [
        ("/properties/one/anyOf/0", "String"),
        ("/properties/one/anyOf/1", "Option<String>"),
        ("/properties/several/oneOf/1", "Option<ASeveral>"),
        ("/properties/several/oneOf/2", "i64"),
    ];
    for (way, expected) in cases {
        assert_eq!(item(way), expected, "{way} in {map:#}");
    }
}

fn map_of(document: SourceText) -> Value {
    let request = Request {
        document,
        folder: Arc::new(NoFolder),
        config: Config::default(),
        config_source: None,
        lock: None,
        crate_name: "map".to_owned(),
        workspace: Workspace::Own,
    };
    let generated = generate(&request, &mut Diagnostics::default(), &mut |_| {});
    let files = generated.expect("a document without errors").files;
    let text = files.get("schema-map.json").expect("a map");
    serde_json::from_str(text).expect("JSON")
}

fn walk(schema: &Raw, at: &Pointer, found: &mut BTreeSet<String>) {
    let Some(keywords) = schema.as_object() else {
        return;
    };
    found.insert(at.as_str().to_owned());
    for (keyword, value) in keywords {
        let at = at.key(keyword);
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties" | "dependentSchemas", Raw::Object(named)) => {
                for (name, schema) in named {
                    walk(schema, &at.key(name), found);
                }
            }
            ("allOf" | "oneOf" | "anyOf" | "prefixItems", Raw::Array(list)) => {
                for (index, schema) in list.iter().enumerate() {
                    walk(schema, &at.index(index), found);
                }
            }
            (
                "items"
                | "additionalProperties"
                | "not"
                | "contains"
                | "if"
                | "then"
                | "else"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
                schema,
            ) => walk(schema, &at, found),
            _ => {}
        }
    }
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(folder.join(path)).filter(|it| it.is_dir())
}
