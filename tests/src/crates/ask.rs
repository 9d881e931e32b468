//! Asks the compiled crates about instances: lines in, lines out.

#![allow(
    clippy::unwrap_used,
    reason = "what can't be run, or answers oddly, ends the test"
)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::Batch;

/// The program, and the crates that it can ask.
#[derive(Debug)]
pub struct Asker {
    pub(super) program: PathBuf,
    /// The crates that were compiled.
    pub batches: Vec<Batch>,
}

impl Asker {
    /// What a type says of each instance, given as JSON text: `accepted` and `again`, or `refused`,
    /// `violations` (pointer and keyword) and how many `more`; and `complaints`, where the ways to ask
    /// don't agree.
    ///
    /// # Panics
    ///
    /// When the program can't be run.
    pub fn ask(&self, krate: &str, item: &str, instances: &[String]) -> Vec<Value> {
        let lines: Vec<String> = instances
            .iter()
            .map(|it| {
                let case = json!({ "crate": krate, "item": item, "text": it });
                format!("{case}\n")
            })
            .collect();
        let mut answers: Vec<Value> = Vec::new();
        while answers.len() < lines.len() {
            let printed = self.run(&lines[answers.len()..].concat());
            answers.extend(
                printed
                    .lines()
                    .map(|it| serde_json::from_str::<Value>(it).unwrap()),
            );
            if answers.len() < lines.len() {
                // A stack overflow ends the program; the next one goes on behind it.
                answers.push(json!({ "complaints": ["crashes"] }));
            }
        }
        answers
    }

    /// What the program prints, up to its end or its crash.
    fn run(&self, input: &str) -> String {
        let mut child = Command::new(&self.program)
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
}
