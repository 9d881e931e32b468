//! `xtask codegen` as the user meets it: exit status, messages, and what is (not) on disk.
//! These hold whatever the generator makes of a document.

#![expect(clippy::unwrap_used, reason = "a test may fail that way")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

/// Runs in `dir`, away from this project.
fn xtask(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(args)
        .current_dir(dir)
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap()
}

/// The run ends with `status`, says all of `expected`, and leaves the folder as it was.
#[track_caller]
fn check(dir: &TempDir, args: &[&str], status: i32, expected: &[&str]) {
    let before = listing(dir.path());
    let output = xtask(dir.path(), args);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{stderr}");
    for part in expected {
        assert!(stderr.contains(part), "{part:?} is missing in:\n{stderr}");
    }
    assert_eq!(listing(dir.path()), before);
}

fn listing(folder: &Path) -> Vec<String> {
    let mut paths: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            let below = if path.is_dir() {
                listing(&path)
            } else {
                vec![]
            };
            [vec![path.display().to_string()], below].concat()
        })
        .collect();
    paths.sort();
    paths
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

#[test]
fn help_is_fine() {
    let dir = folder(&[]);
    for args in [&["--help"][..], &["codegen", "--help"]] {
        let output = xtask(dir.path(), args);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            String::from_utf8(output.stdout)
                .unwrap()
                .contains("cargo xtask")
        );
    }
}

#[test]
fn a_wrong_command_line_is_a_usage_error() {
    let dir = folder(&[("api.yaml", DOCUMENT)]);
    check(&dir, &[], 2, &["Usage"]);
    check(&dir, &["generate"], 2, &["generate"]);
    check(&dir, &["codegen", "--fast"], 2, &["--fast"]);
    check(&dir, &["codegen", "--spec", "api.yaml"], 2, &["--out"]);
    check(&dir, &["codegen", "--out", "out"], 2, &["--spec"]);
    check(&dir, &["codegen", "--config", "c.toml"], 2, &["--spec"]);
    check(
        &dir,
        &["codegen", "--spec", "api.yaml", "--out", ""],
        2,
        &["--out"],
    );
    check(
        &dir,
        &["codegen", "--message-format", "xml"],
        2,
        &["xml", "json"],
    );
    check(&dir, &["codegen", "--deny", "errors"], 2, &["warnings"]);
}

#[test]
fn a_crate_name_that_cargo_or_rust_refuses_is_a_usage_error() {
    let dir = folder(&[("api.yaml", DOCUMENT)]);
    for (name, help) in [
        ("type", "type_api"),
        ("my-api", "my_api"),
        ("../x", "\"x\""),
        ("2fa", "api_2fa"),
    ] {
        let args = [
            "codegen",
            "--spec",
            "api.yaml",
            "--out",
            "o",
            "--crate-name",
            name,
        ];
        check(&dir, &args, 2, &["--crate-name", help]);
    }
    check(&dir, &["codegen", "--crate-name", ""], 2, &["--crate-name"]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let dir = folder(&[("api.yaml", DOCUMENT), ("folder/x", "")]);
    let run = |spec| ["codegen", "--spec", spec, "--out", "out"];
    check(&dir, &run("no.yaml"), 3, &["cannot read no.yaml", "help:"]);
    check(&dir, &run("folder"), 3, &["cannot read folder", "help:"]);
    check(&dir, &run("api.yaml/x"), 3, &["cannot read api.yaml/x"]);
    let args = [&run("api.yaml")[..], &["--config", "no.toml"]].concat();
    check(&dir, &args, 3, &["cannot read no.toml"]);
}

#[test]
fn a_document_that_is_not_utf8_is_at_fault() {
    let dir = folder(&[]);
    fs::write(dir.path().join("api.yaml"), b"openapi: 3.0.3\ninfo: \xff\n").unwrap();
    let args = ["codegen", "--spec", "api.yaml", "--out", "out"];
    check(
        &dir,
        &args,
        2,
        &["api.yaml is not UTF-8: line 2, byte 21", "UTF-8"],
    );
}

#[test]
fn a_wrong_config_is_told_with_its_place_and_nothing_is_written() {
    let dir = folder(&[
        ("api.yaml", DOCUMENT),
        ("conf/c.toml", "open_enums = true\nopen_enum = true\n"),
    ]);
    let args = [
        "codegen",
        "--spec",
        "api.yaml",
        "--out",
        "out",
        "--config",
        "conf/c.toml",
    ];
    check(
        &dir,
        &args,
        2,
        &["unknown key `open_enum`", "conf/c.toml:2:1", "`open_enums`"],
    );

    let json = [&args[..], &["--message-format", "json"]].concat();
    let output = xtask(dir.path(), &json);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    // One line, or it were no single value.
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["code"], "invalid-config");
    assert!(line["message"].as_str().unwrap().contains("open_enum"));
}

#[test]
fn a_failure_is_a_line_of_json_where_json_is_asked_for() {
    let dir = folder(&[]);
    let args = [
        "codegen",
        "--spec",
        "no.yaml",
        "--out",
        "out",
        "--message-format",
        "json",
    ];
    let output = xtask(dir.path(), &args);
    assert_eq!(output.status.code(), Some(3));
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["code"], "io");
    assert!(line["message"].as_str().unwrap().contains("no.yaml"));
}

#[test]
fn github_is_told_by_workflow_commands() {
    let schemas = "components: {schemas: {A: {type: string, format: 'shoe::size,'}}}\n";
    let dir = folder(&[("api.yaml", &format!("{DOCUMENT}{schemas}"))]);
    let told = |args: &str| {
        let args = format!("{args} --message-format github");
        let output = xtask(dir.path(), &args.split(' ').collect::<Vec<_>>());
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (status, commands) = told("lint --spec api.yaml");
    let begin = "::warning file=api.yaml,line=4,col=42,title=unknown-format::";
    assert!(commands.starts_with(begin), "{commands}");
    assert_eq!(
        (status, commands.lines().count()),
        (Some(0), 1),
        "{commands}"
    );
    let (status, commands) = told("lint --spec no.yaml");
    assert!(commands.starts_with("::error title=io::cannot read no.yaml"));
    assert_eq!(
        (status, commands.lines().count()),
        (Some(3), 1),
        "{commands}"
    );
    let (status, commands) = told("codegen --spec api.yaml --out out --check");
    let drift = "::error file=out/Cargo.toml,title=drift::missing file: out/Cargo.toml%0Ahelp: ";
    assert!(commands.contains(drift), "{commands}");
    assert_eq!(status, Some(1));
}

#[test]
fn without_a_project_the_command_says_what_it_looked_for() {
    check(
        &folder(&[]),
        &["codegen"],
        3,
        &["spec/codegen.toml", "--spec"],
    );
}

#[test]
fn the_projects_config_is_found_from_below_and_must_name_a_document() {
    let dir = folder(&[("spec/codegen.toml", "\n"), ("src/x", "")]);
    check(
        &dir,
        &["codegen"],
        2,
        &["names no document", "spec/codegen.toml:1:1"],
    );
    let output = xtask(&dir.path().join("src"), &["codegen"]);
    assert_eq!(output.status.code(), Some(2));

    let dir = folder(&[("spec/codegen.toml", "document = \"no.yaml\"\n")]);
    check(&dir, &["codegen"], 3, &["cannot read spec/no.yaml"]);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_is_refused() {
    let dir = folder(&[("api.yaml", DOCUMENT), ("real/x", "")]);
    std::os::unix::fs::symlink(dir.path().join("real"), dir.path().join("out")).unwrap();
    let args = ["codegen", "--spec", "api.yaml", "--out", "out/"];
    check(&dir, &args, 3, &["out is a symbolic link"]);
}

#[test]
fn a_closed_stream_is_no_panic() {
    let dir = folder(&[]);
    let status = Command::new("sh")
        .args(["-c", "\"$0\" codegen --spec no.yaml --out out 2>&-"])
        .arg(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(dir.path())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(3));
}

#[test]
fn timings_are_printed_even_when_the_run_fails() {
    let dir = folder(&[]);
    let args = ["codegen", "--spec", "no.yaml", "--out", "out", "--timings"];
    check(&dir, &args, 3, &["stage", "percent", "read", "total"]);
}

#[test]
fn a_corpus_has_a_row_for_each_document_and_bad_ones_stop_nothing() {
    let schemas = "components: {schemas: {A: {$ref: 'm/b.yaml'}}}\n";
    let dir = folder(&[
        ("good.yaml", &format!("{DOCUMENT}{schemas}")),
        (
            "m/b.yaml",
            "type: object\nproperties: {x: {type: string}}\n",
        ),
        ("m/inner.json", "{\"openapi\": \"3.0.3\"}"),
        ("bad.yaml", "a: [\n"),
        ("readme.txt", ""),
    ]);
    let output = xtask(dir.path(), &["corpus", "."]);
    assert_eq!(output.status.code(), Some(0));
    let table = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(rows[0].starts_with("| bad.yaml | – | 0 | malformed-document"));
    assert!(
        rows[1].starts_with("| good.yaml | 3.0.3 | 0 | 3 | "),
        "{table}"
    );
    assert!(rows[2].starts_with("| m/inner.json | 3.0.3 | 0 | 0 | "));
    check(&dir, &["corpus", "no"], 3, &["cannot read no"]);
}

#[test]
fn a_corpus_takes_settings_and_denies_findings() {
    let answer = "{type: object, properties: {x: {type: string}}}";
    let paths = format!(
        "paths: {{/a: {{get: {{operationId: getA, responses: {{'200': {{description: a, content: \
         {{application/json: {{schema: {answer}}}}}}}}}}}}}}}\n"
    );
    let document = DOCUMENT.replace("paths: {}\n", &paths);
    let dir = folder(&[
        ("api/a.yaml", &document),
        ("all.toml", "roots = \"all\"\n"),
        ("bad.toml", "roots = \"none\"\n"),
    ]);
    let types = |args: &[&str], status: i32| {
        let json = ["corpus", "api", "--message-format", "json"];
        let output = xtask(dir.path(), &[&json, args].concat());
        assert_eq!(output.status.code(), Some(status), "{args:?}");
        let row: Value = serde_json::from_slice(&output.stdout).unwrap();
        row["result"]["types"].as_u64()
    };
    assert_eq!(types(&[], 0), Some(0));
    assert_eq!(types(&["--config", "all.toml"], 0), Some(1));
    // There are no component schemas, which is a finding.
    assert_eq!(types(&["--deny", "warnings"], 1), Some(0));
    assert_eq!(
        types(&["--config", "all.toml", "--deny", "warnings"], 0),
        Some(1)
    );
    let bad = ["corpus", "api", "--config", "bad.toml"];
    check(&dir, &bad, 2, &["bad.toml:1", "invalid-config"]);
}

#[test]
fn a_corpus_is_checked_where_that_is_asked_for() {
    let schemas = "components: {schemas: {A: {type: object, properties: {x: {type: string}}}}}\n";
    let dir = folder(&[
        ("bad.yaml", "a: [\n"),
        ("good.yaml", &format!("{DOCUMENT}{schemas}")),
    ]);
    let output = xtask(
        dir.path(),
        &["corpus", ".", "--check", "--message-format", "json"],
    );
    assert_eq!(output.status.code(), Some(0));
    let rows = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Value> = rows
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert!(rows[0]["result"]["check"].is_null(), "{rows:?}");
    let check = &rows[1]["result"]["check"];
    assert_eq!(check["warnings"], 0, "{check}");
    assert_eq!(check["errors"], 0, "{check}");
    assert!(check["ms"].as_u64().is_some_and(|it| it > 0), "{check}");
    if cfg!(target_os = "linux") {
        assert!(
            check["peak_kib"].as_u64().is_some_and(|it| it > 1024),
            "{check}"
        );
    }
}

#[test]
fn a_reference_reads_files_beside_the_document_and_none_outside() {
    let reference =
        |target: &str| format!("{DOCUMENT}components: {{schemas: {{A: {{$ref: '{target}'}}}}}}\n");
    let dir = folder(&[
        ("in/good.yaml", &reference("m/b.yaml")),
        ("in/out.yaml", &reference("../secret.yaml")),
        (
            "in/m/b.yaml",
            "type: object\nproperties: {x: {$ref: '#/no'}}\n",
        ),
        ("secret.yaml", "type: string\n"),
    ]);
    let run = |spec| ["codegen", "--spec", spec, "--out", "out"];
    check(&dir, &run("in/good.yaml"), 2, &["in/m/b.yaml:2:18", "#/no"]);
    check(
        &dir,
        &run("in/out.yaml"),
        2,
        &["in/out.yaml:4:28", "out of the document's folder"],
    );
}

#[test]
fn locked_refuses_what_adds_or_takes_away_a_name() {
    let document = |properties: &str| {
        format!(
            "{DOCUMENT}components: {{schemas: {{A: {{type: object, properties: {properties}}}}}}}\n"
        )
    };
    let one = document("{b: {type: object, properties: {x: {type: string}}}}");
    let two = document(
        "{b: {type: object, properties: {x: {type: string}}}, \
         c: {type: object, properties: {y: {type: string}}}}",
    );
    let dir = folder(&[("api.yaml", &one), ("codegen.toml", "")]);
    let args = "codegen --spec api.yaml --out out --config codegen.toml";
    let args: Vec<&str> = args.split(' ').collect();
    let locked = [args.as_slice(), &["--locked"]].concat();
    assert_eq!(xtask(dir.path(), &args).status.code(), Some(0));
    check(&dir, &locked, 0, &[]);
    let types = || fs::read_to_string(dir.path().join("out/src/types.rs")).unwrap();
    let before = types();
    for (document, name) in [(&two, "AC"), (&document("{}"), "AB")] {
        fs::write(dir.path().join("api.yaml"), document).unwrap();
        check(&dir, &locked, 1, &[name, "--locked"]);
        assert_eq!(types(), before);
    }
}

#[test]
fn lint_says_what_is_wrong_and_writes_nothing() {
    let schemas = "components: {schemas: {A: {type: string, format: shoe-size}}}\n";
    let dir = folder(&[("api.yaml", &format!("{DOCUMENT}{schemas}"))]);
    let lint = ["lint", "--spec", "api.yaml"];
    let denied = [&lint[..], &["--deny", "warnings"]].concat();
    check(&dir, &lint, 0, &["unknown-format", "api.yaml:4:"]);
    check(&dir, &denied, 1, &["unknown-format"]);
    check(
        &dir,
        &["lint", "--spec", "no.yaml"],
        3,
        &["cannot read no.yaml"],
    );
}
