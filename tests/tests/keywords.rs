//! Who enforces which keyword of OpenAPI's schema object, for each JSON type: the table
//! `docs/keywords.md` is made of the answers of generated code, so it can't lie.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "golden/expect.rs"]
mod expect;
#[path = "keywords/later.rs"]
mod later;
#[path = "keywords/probes.rs"]
mod probes;

use std::path::Path;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::reader::SourceText;
use codegen::{Request, generate};
use probes::{KINDS, Probe, probes};
use serde_json::{Map, Value, json};
use tests::workspace::Workspace;

const INTRODUCTION: &str = "# Keywords

Who enforces each keyword of OpenAPI 3.0's schema object, and then those that 3.1 adds, by the JSON type
that the schema names (the last column: none). `cargo test -p tests --test keywords` makes this table of
the answers of generated code: a value that breaks the keyword is decoded, and it is seen who refuses it.

- **type**: the Rust type can't hold such a value; `Deserialize` alone refuses it
- **validate**: `validate` reports it, and so does `decode`
- **request**, **response**: `validate_request`, or `validate_response`, reports it
- **docs**: it asks nothing of values and stands in the generated documentation
- –: it says nothing about this type, and nothing is refused
";

#[test]
fn the_table_of_keywords_is_what_generated_code_does() {
    let probes = probes();
    let names: Vec<String> = probes.iter().map(name).collect();
    let files = crate_of(&probes, &names);
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "keywords");
    workspace.add("probed", &files);
    let list = names.join(" ");
    let runner = include_str!("keywords/runner.rs");
    workspace.add_program("asker", &format!("{runner}\ntypes! {{ {list} }}\n"));

    let mut input = String::new();
    for (probe, name) in probes.iter().zip(&names) {
        for value in [&probe.good, probe.bad.as_ref().unwrap_or(&Value::Null)] {
            input.push_str(&json!({ "type": name, "text": value.to_string() }).to_string());
            input.push('\n');
        }
    }
    let printed = workspace.cargo(&["run", "--quiet", "--package", "asker"], &input);
    let answers: Vec<Value> = printed
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 2 * probes.len(), "one answer a value");

    let types = files.get("src/types.rs").unwrap();
    let cells: Vec<String> = probes
        .iter()
        .zip(&names)
        .zip(answers.chunks(2))
        .map(|((probe, name), answers)| cell(probe, &item(types, name), answers))
        .collect();
    let table = table(&probes, &cells);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/keywords.md");
    let text = format!("{INTRODUCTION}\n{table}");
    expect::check(&path, Some(&text)).unwrap_or_else(|diff| panic!("{diff}"));
}

/// The component of a probe.
fn name(probe: &Probe) -> String {
    let upper = |text: &str| text[..1].to_uppercase() + &text[1..];
    format!("{}Of{}", upper(probe.keyword), upper(probe.kind))
}

fn crate_of(probes: &[Probe], names: &[String]) -> codegen::files::Files {
    let schemas: Map<String, Value> = names
        .iter()
        .cloned()
        .zip(probes.iter().map(|it| it.schema.clone()))
        .collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Probes", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    // Without this, keywords about members mean an object.
    let settings = "untyped_properties = \"any\"\nlayout = \"single\"\n";
    let settings = SourceText::new("codegen.toml", settings);
    let mut diagnostics = Diagnostics::new();
    let request = Request {
        folder: std::sync::Arc::new(codegen::reader::NoFolder),
        document: SourceText::new("probes.json", document.to_string()),
        crate_name: "probed".to_owned(),
        config: Config::parse(&settings, &mut diagnostics).unwrap(),
        config_source: Some(settings),
        lock: None,
        workspace: codegen::Workspace::Member,
    };
    let generated = generate(&request, &mut diagnostics, &mut |_| {});
    generated
        .unwrap_or_else(|| panic!("{diagnostics:#?}"))
        .files
}

/// The text of an item with its docs.
fn item(types: &str, name: &str) -> String {
    let (before, after) = ["struct", "enum", "type"]
        .iter()
        .find_map(|it| {
            let start = types.find(&format!("pub {it} {name}"))?;
            let next = types[start + name.len()..].chars().nth(it.len() + 5)?;
            (!next.is_alphanumeric()).then(|| types.split_at(start))
        })
        .unwrap_or_else(|| panic!("no {name}"));
    let docs = before.rfind("}\n").unwrap_or(0);
    let end = after.find("\n}").unwrap_or(after.len());
    format!("{}{}", &before[docs..], &after[..end])
}

/// What the answers to a good and a bad value show.
fn cell(probe: &Probe, item: &str, answers: &[Value]) -> String {
    let [good, bad] = answers else {
        unreachable!("two values were asked about");
    };
    let place = format!("{} of {}", probe.keyword, probe.kind);
    assert!(
        good["decode"].is_null(),
        "{place} refuses {}: {good}",
        probe.good
    );
    let names = |list: &Value| {
        list.as_array()
            .is_some_and(|it| it.contains(&json!(probe.keyword)))
    };
    if probe.bad.is_some() {
        assert!(!bad["decode"].is_null(), "{place} accepts {:?}", probe.bad);
        return match bad["serde"] == true {
            true => "validate".to_owned(),
            false => "type".to_owned(),
        };
    }
    if names(&good["request"]) {
        return "request".to_owned();
    }
    if names(&good["response"]) {
        return "response".to_owned();
    }
    match probe.note {
        Some(note) => {
            assert!(item.contains(note), "{place}: no {note:?} in {item}");
            "docs".to_owned()
        }
        None => "–".to_owned(),
    }
}

fn table(probes: &[Probe], cells: &[String]) -> String {
    let mut keywords: Vec<&str> = Vec::new();
    for probe in probes {
        if !keywords.contains(&probe.keyword) {
            keywords.push(probe.keyword);
        }
    }
    let mut text = format!("| keyword | {} |\n", KINDS.join(" | "));
    text.push_str(&"|---".repeat(KINDS.len() + 1));
    text.push_str("|\n");
    for keyword in keywords {
        let row = KINDS.map(|kind| {
            let at = probes
                .iter()
                .position(|it| it.keyword == keyword && it.kind == kind);
            at.map_or("–", |at| cells[at].as_str())
        });
        text.push_str(&format!("| `{keyword}` | {} |\n", row.join(" | ")));
    }
    text
}
