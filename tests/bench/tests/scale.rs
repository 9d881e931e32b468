//! What a document takes grows with its size: four times as many components, four times the memory.
//!
//! Allocations are counted, since they are the same on every run and machine. The copies of the
//! project's document are the hard case: each of its schemas equals as many components as there are
//! copies.

use std::alloc::System;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::raw::Raw;
use codegen::reader::{self, NoFolder, SourceText};
use codegen::{Request, Workspace};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Four would be exact; what is sorted or looked up in trees takes a little more.
const MOST: f64 = 4.3;

const COPIES: usize = 2;

#[test]
fn four_times_the_components_take_four_times_the_memory() {
    for (what, document) in [
        ("copies", copies as fn(usize) -> String),
        ("objects", objects),
    ] {
        let small = taken(document(COPIES));
        let large = taken(document(4 * COPIES));
        for (measure, small, large) in [
            ("allocations", small.0, large.0),
            ("bytes", small.1, large.1),
        ] {
            let ratio = large as f64 / small as f64;
            assert!(ratio <= MOST, "{what}: {ratio:.2} times the {measure}");
        }
    }
}

/// The allocations, and their bytes, of one run.
fn taken(document: String) -> (usize, usize) {
    let request = Request {
        document: SourceText::new("api.json", document),
        folder: Arc::new(NoFolder),
        config: Config::default(),
        config_source: None,
        lock: None,
        crate_name: "scale".to_owned(),
        workspace: Workspace::Own,
    };
    let region = Region::new(ALLOCATOR);
    let mut diagnostics = Diagnostics::new();
    let generated = codegen::generate(&request, &mut diagnostics, &mut |_| {});
    assert!(generated.is_some(), "the document is fine");
    let change = region.change();
    (change.allocations, change.bytes_allocated)
}

fn document(schemas: &[String]) -> String {
    let schemas = schemas.join(",");
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"x","version":"1"}},"paths":{{}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

/// The components of the project's document, as often as asked for, each under a name of its own.
fn copies(count: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/customerio.openapi.yaml");
    let text = fs::read_to_string(path).expect("the project's document");
    let read = reader::read(SourceText::new("spec", text), &mut Diagnostics::new());
    let root = read.expect("a document").root;
    let components = root.get("components").and_then(|it| it.get("schemas"));
    let components = components.and_then(Raw::as_object).expect("components");
    let mut schemas = Vec::new();
    for copy in 0..count {
        for (name, schema) in components {
            let name = Raw::String(format!("copy{copy}_{name}"));
            let target = "#/components/schemas/";
            let schema = schema.to_string();
            let schema = schema.replace(target, &format!("{target}copy{copy}_"));
            schemas.push(format!("{name}:{schema}"));
        }
    }
    document(&schemas)
}

/// Objects of three members, one of them the object before, one an object of its own.
fn objects(count: usize) -> String {
    let schemas: Vec<String> = (0..100 * count)
        .map(|index| {
            let before = index.saturating_sub(1);
            format!(
                r##""thing{index}":{{"type":"object","required":["id"],"properties":{{
                "id":{{"type":"string","maxLength":{index}}},
                "before":{{"$ref":"#/components/schemas/thing{before}"}},
                "part":{{"type":"object","properties":{{"part{index}":{{"type":"string"}}}}}}}}}}"##
            )
        })
        .collect();
    document(&schemas)
}
