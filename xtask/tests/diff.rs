//! `xtask diff` as the user meets it: exit status, and what is told where.

#![expect(clippy::unwrap_used, reason = "a test may fail that way")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n\
         components: {{schemas: {{{schemas}}}}}\n"
    )
}

const OLD: &str = "pet: {type: object, required: [name], properties: {
    name: {type: string}, kind: {type: string, enum: [cat]}, gone: {type: string}}}";
const NEW: &str = "pet: {type: object, required: [name], properties: {
    name: {type: string, maxLength: 5}, kind: {type: string, enum: [cat, dog]}}}";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(&dir, files);
    dir
}

fn write(dir: &TempDir, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Exit status, stdout and stderr.
fn diff(dir: &Path, args: &str) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .args(args.split(' '))
        .current_dir(dir)
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (output.status.code(), stdout, stderr)
}

#[test]
fn changes_are_tables_of_what_breaks_whom() {
    let dir = folder(&[("old.yaml", &document(OLD)), ("new.yaml", &document(NEW))]);
    let (status, stdout, stderr) = diff(dir.path(), "--base old.yaml --spec new.yaml");
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    let expected = "\
Breaking changes: 1 for those who read values, 1 for those who write values, 2 for those who use the crate.

### On the wire

| where | what | before | now | breaks |
|---|---|---|---|---|
| `pet` | member `gone` | `optional` | – |  |
| `pet` → `name` | `maxLength` | – | `5` | writers |
| `pet` → `kind` | listed value | – | `\"dog\"` | readers |

### In the crate

| item | before | now | breaks |
|---|---|---|---|
| `Pet.gone` | `Option<String>` | – | callers |
| `PetKind::Dog` | – | unit | callers |
";
    assert_eq!(stdout, expected);
    let denied = diff(
        dir.path(),
        "--base old.yaml --spec new.yaml --deny warnings",
    );
    assert_eq!(denied.0, Some(1));
}

#[test]
fn json_is_one_object() {
    let dir = folder(&[("old.yaml", &document(OLD)), ("new.yaml", &document(NEW))]);
    let (_, stdout, _) = diff(dir.path(), "--base old.yaml --spec new.yaml --format json");
    let told: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(told["wire"][1]["way"], serde_json::json!(["name"]));
    assert_eq!(told["wire"][1]["change"]["effect"], "tighter");
    assert_eq!(told["wire"][1]["breaks"]["writers"], true);
    assert_eq!(
        told["wire"][1]["pointer"],
        "#/components/schemas/pet/properties/name"
    );
    assert_eq!(
        (&told["api"][0]["item"], &told["api"][0]["part"]),
        (&"Pet".into(), &"field".into())
    );
}

#[test]
fn github_is_shown_what_breaks_where_it_stands() {
    let dir = folder(&[("old.yaml", &document(OLD)), ("new.yaml", &document(NEW))]);
    let args = "--base old.yaml --spec new.yaml --message-format github";
    let (_, stdout, _) = diff(dir.path(), args);
    let commands: Vec<&str> = stdout.lines().filter(|it| it.starts_with("::")).collect();
    let expected = [
        "::warning file=new.yaml,line=5,col=5,title=breaking-change::\
            pet → name: `maxLength` – → 5 breaks writers",
        "::warning file=new.yaml,line=5,col=41,title=breaking-change::\
            pet → kind: listed value – → \"dog\" breaks readers",
    ];
    assert_eq!(commands, expected);
    let (_, stdout, _) = diff(dir.path(), &format!("{args} --deny warnings"));
    assert_eq!(stdout.matches("\n::error ").count(), 2);
}

#[test]
fn nothing_changed_is_fine_whatever_is_denied() {
    let dir = folder(&[("old.yaml", &document(OLD))]);
    let (status, stdout, _) = diff(
        dir.path(),
        "--base old.yaml --spec old.yaml --deny warnings",
    );
    assert_eq!(
        (status, stdout.as_str()),
        (Some(0), "Nothing changed for users.\n")
    );
}

#[test]
fn a_revision_has_the_document_its_files_its_config_and_its_names() {
    let reference = "pet: {$ref: 'models/pet.yaml'}";
    let pet = |kinds: &str| {
        format!("type: object\nproperties: {{kind: {{type: string, enum: [{kinds}]}}}}\n")
    };
    let dir = folder(&[
        ("spec/codegen.toml", "document = \"old.yaml\"\n"),
        ("spec/old.yaml", &document(reference)),
        ("spec/models/pet.yaml", &pet("cat")),
    ]);
    if !commit(&dir) {
        println!("skipped: there is no git");
        return;
    }
    fs::remove_file(dir.path().join("spec/old.yaml")).unwrap();
    write(
        &dir,
        &[
            (
                "spec/codegen.toml",
                "document = \"new.yaml\"\nopen_enums = true\n",
            ),
            ("spec/new.yaml", &document(reference)),
            ("spec/models/pet.yaml", &pet("cat, dog")),
        ],
    );
    let (status, stdout, stderr) = diff(dir.path(), "--base HEAD");
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    for part in [
        "kind of value",
        "`ModelsPetKind::Dog`",
        "`ModelsPetKind::Other`",
    ] {
        assert!(stdout.contains(part), "{part:?} is missing in:\n{stdout}");
    }
    // From below, too; and a document that wasn't there then is at fault.
    let below = diff(&dir.path().join("spec/models"), "--base HEAD");
    assert_eq!(below, (Some(0), stdout, String::new()));
    let (status, _, stderr) = diff(dir.path(), "--base HEAD --spec spec/new.yaml");
    assert_eq!(status, Some(2));
    assert!(
        stderr.contains("HEAD:spec/new.yaml is not there"),
        "{stderr}"
    );
}

#[test]
fn a_document_that_its_files_refer_back_to_is_the_same_in_a_revision_whatever_its_path() {
    let dir = folder(&[
        (
            "api.yaml",
            &document(
                "pet: {$ref: 'models/pet.yaml'}, owner: {type: object, properties: {id: {type: integer}}}",
            ),
        ),
        (
            "models/pet.yaml",
            "type: object\nproperties: {owner: {$ref: '../api.yaml#/components/schemas/owner'}}\n",
        ),
    ]);
    if !commit(&dir) {
        println!("skipped: there is no git");
        return;
    }
    for path in ["api.yaml", "./api.yaml"] {
        let (status, stdout, _) = diff(dir.path(), &format!("--base HEAD --spec {path}"));
        assert_eq!(status, Some(0));
        assert_eq!(stdout.trim(), "Nothing changed for users.", "{path}");
    }
}

#[test]
fn a_base_that_is_nothing_or_has_errors_is_at_fault() {
    let dir = folder(&[
        ("new.yaml", &document(NEW)),
        (
            "bad.yaml",
            "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: '#/b'}}}\n",
        ),
    ]);
    for (base, expected) in [
        ("nowhere", "\"nowhere\" is neither a file nor a revision"),
        ("bad.yaml", "bad.yaml:2"),
        ("--output=x", "unexpected argument"),
    ] {
        let (status, stdout, stderr) = diff(dir.path(), &format!("--spec new.yaml --base {base}"));
        assert_eq!((status, stdout.as_str()), (Some(2), ""));
        assert!(
            stderr.contains(expected),
            "{expected:?} is missing in:\n{stderr}"
        );
    }
    let (status, _, stderr) = diff(dir.path(), "--spec new.yaml --base=--output=x");
    assert_eq!(status, Some(2), "{stderr}");
    assert_eq!(
        diff(dir.path(), "--spec no.yaml --base new.yaml").0,
        Some(3)
    );
}

/// Makes a folder a repository of one commit; whether there is a git to do so.
fn commit(dir: &TempDir) -> bool {
    if git(dir, &["init", "--quiet"]).is_none() {
        return false;
    }
    git(dir, &["add", "."]);
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    let commit = ["commit", "--quiet", "--no-gpg-sign", "--message", "one"];
    git(dir, &[&identity[..], &commit].concat()).is_some()
}

/// Runs git in a folder; `None` where there is none.
fn git(dir: &TempDir, args: &[&str]) -> Option<Output> {
    let mut command = Command::new("git");
    let output = command.args(args).current_dir(dir.path()).output().ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(output)
}
