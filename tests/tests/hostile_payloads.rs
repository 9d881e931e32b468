//! Payloads that want to crash a decoder, or to keep it busy: each is read by `decode` and through
//! serde, in two sizes. Neither time nor memory may grow faster than the payload.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "golden/expect.rs"]
mod expect;

use std::path::Path;
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, generate};
use serde_json::Value;

use tests::workspace::Workspace;

/// What may be allocated for each byte of a payload, freed or not: `{},` may break two keywords, and a
/// violation takes some hundred bytes.
const BYTES_EACH: u64 = 600;
/// What may be allocated for any payload.
const BYTES: u64 = 100_000;
/// The large payload is four times the small one; what is quadratic takes 16 times as long.
const TIMES: u64 = 9;
/// By how much a time may be too short: the system counts what a thread has run when its clock ticks.
const TICK_MICROS: u64 = 10_000;

#[test]
fn no_payload_takes_more_than_its_share() {
    let request = Request {
        folder: Arc::new(NoFolder),
        document: SourceText::new("spec.yaml", include_str!("hostile_payloads/spec.yaml")),
        crate_name: "payloads".to_owned(),
        config: Config::default(),
        config_source: None,
        lock: None,
        workspace: codegen::Workspace::Member,
    };
    let mut diagnostics = Diagnostics::new();
    let generated = generate(&request, &mut diagnostics, &mut |_| {}).unwrap();
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "hostile_payloads");
    workspace.add("payloads", &generated.files);
    let program = include_str!("hostile_payloads/program.rs");
    workspace.add_program_with("reader", program, "stats_alloc = \"0.1\"\n");
    let printed = workspace.cargo(&["run", "--quiet", "--package", "reader"], "");
    let rows: Vec<Value> = printed
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    println!("{}", printed.output);
    let mut faults: Vec<String> = rows.iter().flat_map(faults).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile_payloads");
    let outcomes = outcomes(&rows);
    faults.extend(expect::check(&folder.join("outcomes.txt"), Some(&outcomes)).err());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What was said of each payload: a line each.
fn outcomes(rows: &[Value]) -> String {
    let part = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let lines = rows.iter().map(|row| {
        let [case, way, outcome] = ["case", "way", "outcome"].map(|it| part(row, it));
        format!("{case}: {way}: {outcome}\n")
    });
    lines.collect()
}

/// What is wrong with what one payload took.
fn faults(row: &Value) -> Vec<String> {
    let both = |name: &str| {
        let pair = [&row[name][0], &row[name][1]];
        pair.map(|it| it.as_u64().unwrap())
    };
    let mut faults = Vec::new();
    let [_, bytes] = both("bytes");
    let allocated = both("allocated");
    if allocated[1] > BYTES + BYTES_EACH * bytes {
        faults.push(format!("allocates too much: {row}"));
    }
    if allocated[1] > BYTES + allocated[0] * 5 {
        faults.push(format!("allocates ever more: {row}"));
    }
    let micros = both("micros");
    if micros[1] > TIMES * (micros[0] + TICK_MICROS) {
        faults.push(format!("takes ever longer: {row}"));
    }
    faults
}
