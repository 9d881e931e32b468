//! `xtask explain` as the user meets it: exit status, and what is told where.

#![expect(clippy::unwrap_used, reason = "a test may fail that way")]

use serde_json::Value;
use std::fs;
use std::process::Command;

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    owner:
      type: object
      properties:
        pet: {$ref: 'models/pet.yaml#/Pet'}
        'say \"|#': {type: object, properties: {x: {type: string}}}
        id: {oneOf: [{type: string}, {type: integer}]}
";

const MODELS: &str = "Pet: {type: object, properties: {name: {type: string, format: shoe-size}}}\n";

/// Exit status, stdout and stderr.
fn explain(args: &[&str]) -> (Option<i32>, String, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("models")).unwrap();
    fs::write(dir.path().join("api.yaml"), DOCUMENT).unwrap();
    fs::write(dir.path().join("models/pet.yaml"), MODELS).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["explain", "--spec", "api.yaml"])
        .args(args)
        .current_dir(dir.path())
        .output()
        .unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (output.status.code(), stdout, stderr)
}

#[track_caller]
fn check(args: &[&str], expected: &[&str]) {
    let (status, stdout, stderr) = explain(args);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    for part in expected {
        assert!(stdout.contains(part), "{part:?} is missing in:\n{stdout}");
    }
}

#[test]
fn types_and_pointers_are_explained() {
    check(
        &["Owner"],
        &["Owner: struct, the component \"owner\"", "1 place\n"],
    );
    check(
        &["OwnerId"],
        &[
            "rung 3 of 5: the JSON type",
            "integer  Integer  i64     #/components/schemas/owner/properties/id/oneOf/1",
        ],
    );
    check(
        &["models/pet.yaml#/Pet/properties/name"],
        &["models/pet.yaml#/Pet/properties/name → String"],
    );
    check(
        &["#/components/schemas/owner/properties/pet"],
        &[
            "→ Pet",
            "refers to models/pet.yaml#/Pet",
            "– a reference to it",
        ],
    );
}

#[test]
fn two_subjects_are_compared() {
    check(
        &["owner", "models/pet.yaml#/Pet"],
        &[
            "owner → Owner",
            "not one type: their structures differ",
            "the first difference: the member \"pet\" is declared on one side only",
            "  models/pet.yaml#/Pet: no such thing",
        ],
    );
    check(&["Pet", "models/pet.yaml#/Pet"], &["\none type: "]);
}

#[test]
fn json_is_one_object_with_the_same() {
    let json = ["--message-format", "json"];
    let told = |args: &[&str]| -> Value {
        let (status, stdout, stderr) = explain(&[args, &json].concat());
        assert_eq!((status, stderr.as_str()), (Some(0), ""));
        serde_json::from_str(&stdout).unwrap()
    };
    let explained = told(&["/components/schemas/owner/properties/id"]);
    assert_eq!(explained["schema"]["item"], "OwnerId");
    assert_eq!(explained["schema"]["became"], "type");
    assert_eq!(explained["type"]["places"][0]["why"], "written");
    assert_eq!(explained["type"]["name"]["origin"], "chosen");
    assert_eq!(explained["type"]["union"]["by"], "kind");
    let compared = told(&["Owner", "Pet"]);
    assert_eq!(compared["same"], false);
    assert_eq!(compared["difference"]["change"]["facet"], "member");
    let graph = told(&["Owner", "--graph", "dot"]);
    assert_eq!(graph["nodes"][0]["name"], "Owner");
}

#[test]
fn graphs_are_drawn_with_any_name() {
    check(
        &["owner", "--graph", "mermaid"],
        &[
            "flowchart LR\n  n0[\"Owner\"]\n",
            " n0 -->|\"say #34;#124;#35;\"| n",
            "n0 -->|\"pet\"| n",
        ],
    );
    check(
        &["Pet", "--graph", "dot", "--depth", "999999999999999999"],
        &["n1 [label=\"Pet\", style=bold];"],
    );
    check(
        &["Pet", "--graph", "dot", "--depth", "0"],
        &["digraph {", "n0 [label=\"Pet …\", style=bold];"],
    );
}

#[test]
fn what_is_unknown_is_a_usage_error_with_suggestions() {
    #[track_caller]
    fn fails(args: &[&str], status: i32, expected: &[&str]) {
        let (code, stdout, stderr) = explain(args);
        assert_eq!((code, stdout.as_str()), (Some(status), ""), "{stderr}");
        for part in expected {
            assert!(stderr.contains(part), "{part:?} is missing in:\n{stderr}");
        }
    }
    fails(&["Ownr"], 2, &["\"Ownr\"", "did you mean `Owner`"]);
    fails(
        &["models/pet.yaml#/Pet/properties/nam"],
        2,
        &["`models/pet.yaml#/Pet/properties/name`"],
    );
    fails(&["#/a", "Owner"], 2, &["nothing stands at #/a"]);
    fails(&[], 2, &["TYPE|POINTER"]);
    fails(&["Owner", "Pet", "Owner"], 2, &["Usage"]);
    fails(
        &["Owner", "Pet", "--graph", "dot"],
        2,
        &["--graph", "one of them"],
    );
    fails(
        &["models/pet.yaml#/Pet/properties/name", "--graph", "dot"],
        2,
        &["can't be drawn"],
    );
    fails(&["Owner", "--deny", "warnings"], 1, &["unknown-format"]);
}
