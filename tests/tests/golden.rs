//! One folder a behaviour: what is generated from a small document, and what the generated types
//! accept and refuse. Everything that is expected is also compiled and run.
//!
//! A folder holds `spec.yaml`, perhaps `codegen.toml` and `names.lock`, `cases.json`, and what is
//! expected: `expected.rs` (src/types.rs, and the files below it, if there are any) and
//! `findings.txt` (where there are any). `broken.txt` says why the generator still panics over it;
//! the test fails once it doesn't.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "golden/cases.rs"]
mod cases;
#[path = "golden/expect.rs"]
mod expect;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::diagnostics::render::{Sources, human};
use codegen::files::Files;
use codegen::reader::SourceText;
use codegen::{Generated, Request, Workspace as Manifest, generate};
use serde_json::{Value, json};

use cases::{Case, Verdict};
use tests::workspace::Workspace;

#[test]
fn each_behaviour_generates_the_types_that_are_expected() {
    let faults = behaviours().into_iter().flat_map(|folder| {
        if let Ok(reason) = fs::read_to_string(folder.join("broken.txt")) {
            let fixed = || {
                format!(
                    "{} is right now, remove broken.txt: {reason}",
                    folder.display()
                )
            };
            return [attempt(&folder).map_or(Ok(()), |_| Err(fixed())), Ok(())];
        }
        let (generated, findings) = match attempt(&folder) {
            Ok(outcome) => outcome,
            Err(fault) => return [Err(fault), Ok(())],
        };
        let types = generated.as_ref().map(|it| types(&it.files));
        let findings = (!findings.is_empty()).then_some(findings.as_str());
        [
            expect::check(&folder.join("expected.rs"), types.as_deref()),
            // Warnings; without any, there is no such file.
            expect::check(&folder.join("findings.txt"), findings),
        ]
    });
    report(faults.filter_map(Result::err).collect());
}

#[test]
fn each_behaviour_compiles_without_warnings_and_decides_its_cases() {
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "golden");
    let mut crates = String::new();
    let mut all = Vec::new();
    for folder in behaviours() {
        let name = crate_name(&folder);
        // What isn't generated is the other test's fault.
        let Ok((Some(generated), _)) = attempt(&folder) else {
            continue;
        };
        workspace.add(&name, &generated.files);
        let cases = cases::read(&name, &folder.join("cases.json"));
        let types: BTreeSet<_> = cases.iter().map(|it| it.ty.clone()).collect();
        let arms: String = types
            .iter()
            .map(|it| format!("{it:?} => ::{name}::{it}, "))
            .collect();
        crates.push_str(&format!("    {name} {{ {arms}}}\n"));
        all.extend(cases.into_iter().map(|case| (name.clone(), case)));
    }
    let runner = include_str!("golden/runner.rs");
    workspace.add_program("runner", &format!("{runner}\ncrates! {{\n{crates}}}\n"));

    // The runner depends on every crate, so this compiles them all.
    let printed = workspace.cargo(&["run", "--quiet", "--package", "runner"], &input(&all));
    let answers: Vec<Value> = printed
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), all.len(), "one answer a case");
    let judged = all.iter().zip(&answers);
    let mut faults: Vec<String> = judged
        .filter_map(|((_, case), answer)| cases::judge(case, answer).err())
        .collect();
    faults.extend((!printed.said.is_empty()).then_some(printed.said));
    report(faults);
}

#[test]
fn each_behaviour_shows_what_is_accepted_and_what_is_refused() {
    let faults = behaviours().into_iter().filter_map(|folder| {
        let name = crate_name(&folder);
        let cases = cases::read(&name, &folder.join("cases.json"));
        let accepted = cases
            .iter()
            .filter(|it| matches!(it.verdict, Verdict::Accepted { .. }))
            .count();
        let refused = cases.len() - accepted;
        let enough = accepted >= 3 && refused >= 3;
        (!enough)
            .then(|| format!("{name}: {accepted} accepted and {refused} refused cases, not 3 each"))
    });
    report(faults.collect());
}

#[test]
fn each_error_is_rendered_as_expected() {
    let faults = subfolders("errors").into_iter().filter_map(|folder| {
        let (_, findings) = match attempt(&folder) {
            Ok(outcome) => outcome,
            Err(fault) => return Some(fault),
        };
        if findings.is_empty() {
            return Some(format!("{} finds nothing", folder.display()));
        }
        expect::check(&folder.join("expected.txt"), Some(&findings)).err()
    });
    report(faults.collect());
}

/// The definitions: one file, or several with their paths above them.
fn types(files: &Files) -> String {
    let mut text = files.get("src/types.rs").unwrap().to_owned();
    for (path, part) in files.iter().filter(|it| it.0.starts_with("src/types/")) {
        text.push_str(&format!("\n// ==== {path}\n{part}"));
    }
    text
}

/// The crate, if there is one, and the rendered findings.
type Outcome = (Option<Generated>, String);

/// The cases as the runner reads them.
fn input(cases: &[(String, Case)]) -> String {
    let line = |(folder, case): &(String, Case)| {
        format!(
            "{}\n",
            json!({ "folder": folder, "type": case.ty, "text": case.text })
        )
    };
    cases.iter().map(line).collect()
}

/// [`run`], where a panic is a fault that names the folder.
fn attempt(folder: &Path) -> Result<Outcome, String> {
    catch_unwind(|| run(folder)).map_err(|_| format!("{} panics", folder.display()))
}

/// Runs the generator on a folder's document, and renders what it finds.
fn run(folder: &Path) -> Outcome {
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        Some(SourceText::new(name, text))
    };
    let document = read("spec.yaml")
        .or_else(|| read("spec.json"))
        .expect("a document");
    let config_source = read("codegen.toml");
    let lock = read("names.lock");
    let mut diagnostics = Diagnostics::new();
    let config = match &config_source {
        Some(source) => Config::parse(source, &mut diagnostics).unwrap_or_default(),
        None => Config::default(),
    };
    let mut beside = BTreeMap::new();
    collect_files(folder, "", &mut beside);
    let request = Request {
        document,
        folder: Arc::new(beside),
        config,
        config_source,
        lock,
        crate_name: crate_name(folder),
        workspace: Manifest::Member,
    };
    let generated = generate(&request, &mut diagnostics, &mut |_| {});
    if generated.is_some() {
        diagnostics.accept(&request.config.allow);
    }
    let sources = Sources {
        document: Some(&request.document),
        config: request.config_source.as_ref(),
        lock: request.lock.as_ref(),
    };
    let findings = human(&diagnostics, &sources, false);
    (generated, findings)
}

/// The texts in a folder and below, by their paths from it.
fn collect_files(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            collect_files(&path, &format!("{prefix}{name}/"), files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.insert(format!("{prefix}{name}"), text);
        }
    }
}

/// `"all-of-is-merged"` becomes `all_of_is_merged`.
fn crate_name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .replace('-', "_")
}

fn behaviours() -> Vec<PathBuf> {
    let mut folders = subfolders("");
    folders.retain(|it| !it.ends_with("errors"));
    folders
}

/// The folders in a folder of the fixtures, sorted.
fn subfolders(name: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name);
    let entries = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|it| it.is_dir()).collect();
    folders.sort();
    folders
}

fn report(faults: Vec<String>) {
    assert!(
        faults.is_empty(),
        "{} faults:\n\n{}",
        faults.len(),
        faults.join("\n")
    );
}
