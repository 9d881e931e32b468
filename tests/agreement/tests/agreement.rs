//! What generated crates accept is what the `jsonschema` crate accepts, but for what the contract
//! means otherwise: that is listed, rule by rule, and counted.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use agreement::crates::{Batch, Refused, generate};
use agreement::found::{Found, documents, rename};
use agreement::instances::{LEAST, instances};
use agreement::known;
use agreement::made::made;
use agreement::opinion::{Agreement, Opinion};
use agreement::outline::Components;
use agreement::remainder::is_remainder;
use agreement::rules::Rule;
use serde_json::{Value, json};
use tests::workspace::Workspace;

/// How many schemas there are in a crate.
const BATCH: usize = 60;

/// One instance of one schema, and what the schema's opinion on it is.
struct Case {
    krate: String,
    item: String,
    schema: String,
    instance: Value,
}

/// What the test counts.
#[derive(Default)]
struct Tally {
    instances: usize,
    valid: usize,
    by_rule: BTreeMap<Rule, usize>,
    contradictions: usize,
    disagreements: BTreeMap<String, Vec<String>>,
}

#[test]
fn decode_accepts_what_jsonschema_accepts() {
    let mut tally = Tally::default();
    let mut trial = Trial::default();
    let made = made();
    let mut components = made.helpers;
    components.extend(made.schemas.clone());
    let names: Vec<String> = made.schemas.keys().cloned().collect();
    assert!(names.len() >= 300, "only {} schemas are made", names.len());
    trial.prepare("made", &names, &components, &mut tally);
    let found = found();
    trial.prepare("found", &found.names, &found.components, &mut tally);
    components.extend(found.components);

    let Trial {
        opinions,
        cases,
        batches,
    } = trial;
    let answers = ask(&batches, &cases, &mut tally);
    for (case, answer) in cases.iter().zip(&answers) {
        judge(case, answer, &opinions[&case.schema], &mut tally);
    }
    print(&tally, opinions.len(), &components);
    settle(&tally);
}

/// What is tried: crates, and cases for them.
#[derive(Default)]
struct Trial {
    opinions: BTreeMap<String, Opinion>,
    cases: Vec<Case>,
    batches: Vec<Batch>,
}

impl Trial {
    /// Generates crates of schemas, and makes instances of each.
    fn prepare(&mut self, prefix: &str, names: &[String], all: &Components, tally: &mut Tally) {
        for (index, names) in names.chunks(BATCH).enumerate() {
            let (batch, refused) = generate(&format!("{prefix}{index}"), names, all);
            for it in refused {
                judge_refusal(&it, all, tally);
            }
            let Some(batch) = batch else { continue };
            for (name, item) in &batch.items {
                let opinion = Opinion::of(name, all, &batch.unenforced);
                let made = instances(name, all, |it| opinion.is_valid(it));
                assert!(
                    made.len() >= LEAST,
                    "only {} instances of {name}",
                    made.len()
                );
                self.cases.extend(made.into_iter().map(|instance| Case {
                    krate: batch.name.clone(),
                    item: item.clone(),
                    schema: name.clone(),
                    instance,
                }));
                self.opinions.insert(name.clone(), opinion);
            }
            self.batches.push(batch);
        }
    }
}

/// The schemas of the project's own document, and of those that are at hand.
fn found() -> Found {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Found::default();
    found.add("Own", &root.join("spec/customerio.openapi.yaml"));
    let shared = std::env::var_os("CODEGEN_SHARED");
    let shared = shared.map_or(root.join("../shared"), PathBuf::from);
    if !shared.is_dir() {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return found;
    }
    for folder in ["fixtures", "corpus/specs"] {
        for path in documents(&shared.join(folder)) {
            let stem = path.file_stem().unwrap().to_string_lossy();
            found.add(&rename("", &stem), &path);
        }
    }
    found
}

/// A contradiction is refused when the crate is made: then no instance may be valid.
fn judge_refusal(refused: &Refused, components: &Components, tally: &mut Tally) {
    let opinion = Opinion::of(&refused.name, components, &BTreeSet::new());
    let made = instances(&refused.name, components, |it| opinion.is_valid(it));
    let is_contradiction = ["unsatisfiable-schema", "uninhabited-type"].contains(&&*refused.code);
    match made.iter().find(|it| opinion.is_valid(it)) {
        None if is_contradiction => tally.contradictions += 1,
        valid => {
            let valid = valid.map_or("nothing".to_owned(), Value::to_string);
            let fault = format!(
                "the generator refuses it: {}; valid is {valid}",
                refused.code
            );
            tally
                .disagreements
                .insert(refused.name.clone(), vec![fault]);
        }
    }
}

/// Compiles the crates and asks them about each case.
fn ask(batches: &[Batch], cases: &[Case], tally: &mut Tally) -> Vec<Value> {
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "agreement");
    let mut crates = String::new();
    for batch in batches {
        workspace.add(&batch.name, &batch.files);
        let name = &batch.name;
        let items: BTreeSet<&String> = batch.items.values().collect();
        let arms: String = items
            .iter()
            .map(|it| format!("{it:?} => ::{name}::{it}, "))
            .collect();
        crates.push_str(&format!("    {name} {{ {arms}}}\n"));
    }
    let runner = include_str!("agreement/runner.rs");
    workspace.add_program("asker", &format!("{runner}\ncrates! {{\n{crates}}}\n"));
    let lines = cases.iter().map(|it| {
        let text = it.instance.to_string();
        format!(
            "{}\n",
            json!({ "crate": it.krate, "item": it.item, "text": text })
        )
    });
    let lines: Vec<String> = lines.collect();
    let built = workspace.cargo(&["build", "--quiet", "--package", "asker"], "");
    if !built.said.is_empty() {
        tally
            .disagreements
            .insert("Warnings".to_owned(), vec![built.said]);
    }
    let program = workspace.target().join("debug/asker");
    let mut answers: Vec<Value> = Vec::new();
    while answers.len() < cases.len() {
        let printed = run(&program, &lines[answers.len()..].concat());
        answers.extend(
            printed
                .lines()
                .map(|it| serde_json::from_str::<Value>(it).unwrap()),
        );
        if answers.len() < cases.len() {
            // A stack overflow ends the program; the next one goes on behind it.
            answers.push(json!({ "complaints": ["crashes"] }));
        }
    }
    answers
}

/// What a program answers, up to its end or its crash.
fn run(program: &Path, input: &str) -> String {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn judge(case: &Case, answer: &Value, opinion: &Opinion, tally: &mut Tally) {
    tally.instances += 1;
    tally.valid += usize::from(opinion.is_valid(&case.instance));
    let mut faults: Vec<String> = answer["complaints"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect();
    let accepted = answer.get("accepted").is_some();
    let answered = accepted || answer.get("refused").is_some();
    match opinion.agreement(&case.instance, accepted) {
        _ if !answered => {}
        Agreement::Strict => {}
        Agreement::Rule(rule) => *tally.by_rule.entry(rule).or_default() += 1,
        Agreement::None => faults.push(match answer["refused"].as_str() {
            Some(refusal) => format!("decode refuses: {}", refusal.lines().next().unwrap_or("")),
            None => "decode accepts".to_owned(),
        }),
    }
    if let Some(encoded) = answer["accepted"].as_str() {
        faults.extend(judge_encoded(
            case,
            encoded,
            &answer["again"],
            opinion,
            tally,
        ));
    }
    if !faults.is_empty() {
        let list = tally.disagreements.entry(case.schema.clone()).or_default();
        list.extend(faults.iter().map(|it| format!("{}  {it}", case.instance)));
    }
}

/// What is written is still valid, and read again it is the same value; unless members have been
/// ignored that told the variant.
fn judge_encoded(
    case: &Case,
    encoded: &str,
    again: &Value,
    opinion: &Opinion,
    tally: &mut Tally,
) -> Option<String> {
    let text = encoded;
    let encoded: Value = serde_json::from_str(text).unwrap();
    let is_valid = opinion.agreement(&encoded, true) != Agreement::None;
    let is_same = again == "same";
    if is_same && is_valid {
        return None;
    }
    if is_remainder(&encoded, &case.instance) {
        *tally.by_rule.entry(Rule::IgnoredMembers).or_default() += 1;
        return None;
    }
    let again = again
        .as_str()
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    Some(format!(
        "encoded to {text}: valid: {is_valid}; decoded: {again}"
    ))
}

/// Says what was counted; and what disagrees, the shortest instances first, in a file.
fn print(tally: &Tally, schemas: usize, components: &Components) {
    println!("{schemas} schemas, {} instances", tally.instances);
    let share = 100 * tally.valid / tally.instances.max(1);
    println!("{share} % of the instances are valid");
    println!(
        "{} schemas are contradictions, and refused as such",
        tally.contradictions
    );
    for rule in Rule::ALL {
        let count = tally.by_rule.get(&rule).copied().unwrap_or(0);
        println!("{count:>7}  {}: {}", rule.name(), rule.because());
    }
    let mut text = String::new();
    let show = std::env::var("SHOW")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(6);
    for (name, faults) in &tally.disagreements {
        text.push_str(&format!(
            "{name} ({})\n    {}\n",
            faults.len(),
            components.get(name).unwrap_or(&Value::Null)
        ));
        let mut faults = faults.clone();
        faults.sort_by_key(String::len);
        faults
            .iter()
            .take(show)
            .for_each(|it| text.push_str(&format!("        {it}\n")));
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disagreements.txt");
    std::fs::write(&path, text).unwrap();
    println!(
        "{} schemas disagree: {}",
        tally.disagreements.len(),
        path.display()
    );
}

/// What disagrees is known, what is known disagrees, and each rule is needed.
fn settle(tally: &Tally) {
    let known = known::parse(include_str!("../known.txt"));
    let mut faults: Vec<String> = Vec::new();
    for name in tally
        .disagreements
        .keys()
        .filter(|it| !known.contains_key(*it))
    {
        faults.push(format!("{name}: {}", tally.disagreements[name][0]));
    }
    for (name, reason) in known
        .iter()
        .filter(|it| !tally.disagreements.contains_key(it.0))
    {
        faults.push(format!(
            "{name} agrees now, remove it from known.txt: {reason}"
        ));
    }
    for rule in Rule::ALL
        .iter()
        .filter(|it| !tally.by_rule.contains_key(it))
    {
        faults.push(format!("no instance needs the rule {}", rule.name()));
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
