//! Compiles the generated crates, and a program that asks them. A crate that isn't compiled is cut
//! in halves until the schema is found that is to blame.

use std::collections::BTreeSet;

use super::ask::Asker;
use super::{Batch, Fault, Requests, generate};
use crate::workspace::Workspace;

/// Compiles the crates in a workspace of that name, and says which schemas have faults. `folder` is
/// `CARGO_TARGET_TMPDIR`.
///
/// # Panics
///
/// When the build fails without naming one of the crates.
pub fn compile(
    folder: &str,
    name: &str,
    mut batches: Vec<Batch>,
    requests: Requests<'_>,
) -> (Asker, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut fault = |name: &str, what: String| {
        let name = name.to_owned();
        faults.push(Fault { name, what });
    };
    // Crates that weren't compiled, and why, as long as no schema is to blame.
    let mut open: Vec<(String, String)> = Vec::new();
    let asker = format!("{name}-asker");
    loop {
        let mut workspace = Workspace::new(folder, name);
        for batch in &batches {
            workspace.add(&batch.name, &batch.files);
        }
        workspace.add_program(&asker, &program(&batches));
        let build = ["build", "--quiet", "--keep-going", "--package", &asker];
        let said = match workspace.attempt(&build, "") {
            Ok(printed) => {
                for (name, error) in open {
                    fault(&name, format!("not compiled, only as a whole: {error}"));
                }
                for warning in printed.said.split("\n\n").filter(|it| !it.is_empty()) {
                    fault("Warnings", warning.to_owned());
                }
                let program = workspace.target().join("debug").join(&asker);
                return (Asker { program, batches }, faults);
            }
            Err(said) => said,
        };
        let fails = |it: &Batch| said.contains(&format!("could not compile `{}`", it.name));
        let (failing, fine): (Vec<Batch>, Vec<Batch>) = batches.into_iter().partition(fails);
        assert!(!failing.is_empty(), "{said}");
        batches = fine;
        for batch in failing {
            let error = first_error(&said, &batch.name);
            let names: Vec<String> = batch.items.into_keys().collect();
            if let [only] = names.as_slice() {
                fault(only, format!("not compiled: {error}"));
                open.retain(|(whole, _)| !batch.name.starts_with(whole.as_str()));
                continue;
            }
            let (one, other) = names.split_at(names.len() / 2);
            for (letter, names) in [("a", one), ("b", other)] {
                let name = format!("{}{letter}", batch.name);
                batches.extend(generate(&name, names, requests).0);
            }
            open.push((batch.name, error));
        }
    }
}

/// The asking program's text.
fn program(batches: &[Batch]) -> String {
    let mut crates = String::new();
    for batch in batches {
        let name = &batch.name;
        let items: BTreeSet<&String> = batch.items.values().collect();
        let arms: String = items
            .iter()
            .map(|it| format!("{it:?} => ::{name}::{it}, "))
            .collect();
        crates.push_str(&format!("    {name} {{ {arms}}}\n"));
    }
    format!("{}\ncrates! {{\n{crates}}}\n", include_str!("asker.rs"))
}

/// The first line of the first error in a crate.
fn first_error(said: &str, name: &str) -> String {
    let errors = said.split("\n\n");
    let mut of_crate = errors.filter(|it| it.contains(&format!("--> {name}/")));
    let error = of_crate.find(|it| it.starts_with("error")).unwrap_or("");
    error.lines().next().unwrap_or("").to_owned()
}
