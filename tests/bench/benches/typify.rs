//! This generator and cargo-typify on the same documents, in one run:
//! `cargo bench -p bench --bench typify -- path/to/cargo-typify DOCUMENT…`
//!
//! Paths count from the project's root. typify reads JSON Schema, so it gets the component schemas as
//! `definitions`. What it makes of real documents doesn't always compile; the types of the generated
//! crate, with serde's derives instead of all other files, stand for it then. Nothing is fetched: what a
//! crate depends on must be in cargo's cache.

#[path = "typify/costs.rs"]
mod costs;
#[path = "typify/crates.rs"]
mod crates;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use codegen::diagnostics::Diagnostics;
use codegen::reader::{self, SourceText};
use costs::{Cost, cargo, cost, fastest};

fn main() -> ExitCode {
    // Cargo adds options of its own.
    let arguments = env::args_os().skip(1);
    let mut paths = arguments
        .filter(|it| !it.to_string_lossy().starts_with("--"))
        // Cargo runs benchmarks in their package's folder.
        .map(|it| Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(it));
    let documents: Vec<PathBuf>;
    let typify = match paths.next() {
        Some(typify) if typify.is_file() => {
            documents = paths.collect();
            typify
        }
        _ => {
            eprintln!(
                "usage: cargo bench -p bench --bench typify -- path/to/cargo-typify DOCUMENT…\n\
                 help: `cargo install cargo-typify --root DIR` puts it into DIR/bin"
            );
            return ExitCode::SUCCESS;
        }
    };
    match compare_all(&typify, &documents) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare_all(typify: &Path, documents: &[PathBuf]) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let work = root.join("target/tmp/typify");
    let mut build = cargo(&root);
    costs::run(build.args(["build", "--quiet", "--release", "-p", "xtask"]))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let xtask = target.join("release/xtask");
    println!("| document | what | generate | types | lines | `cargo check` | peak |");
    println!("|---|---|--:|--:|--:|--:|--:|");
    for document in documents {
        let name = document.file_stem().unwrap_or_default().to_string_lossy();
        let work = work.join(&*name);
        if work.exists() {
            fs::remove_dir_all(&work)?;
        }
        fs::create_dir_all(&work)?;
        compare(&xtask, typify, document, &work, &name)?;
    }
    Ok(())
}

fn compare(
    xtask: &Path,
    typify: &Path,
    document: &Path,
    work: &Path,
    name: &str,
) -> io::Result<()> {
    let ours = work.join("generated");
    let time = fastest(|| {
        // What is there already wouldn't be written again.
        if ours.exists() {
            fs::remove_dir_all(&ours)?;
        }
        let mut generate = Command::new(xtask);
        generate.args(["codegen", "--message-format", "json", "--spec"]);
        Ok(generate
            .arg(document)
            .arg("--out")
            .arg(&ours)
            .output()?
            .status)
    })?;
    let text = crates::own_text(&ours)?;
    row(name, "generated crate", Some(time), &text, cost(&ours)?);

    let derived = work.join("derived");
    let text = crates::derive(&ours, &derived)?;
    row(
        name,
        "its types with serde's derives",
        None,
        &text,
        cost(&derived)?,
    );

    let definitions = work.join("definitions.json");
    fs::write(&definitions, definitions_of(document)?)?;
    for (what, builder) in [
        ("typify", "--builder"),
        ("typify --no-builder", "--no-builder"),
    ] {
        let output = work.join("typify.rs");
        let time = fastest(|| {
            let mut generate = Command::new(typify);
            generate.args(["typify", builder]).arg(&definitions);
            Ok(generate.arg("--output").arg(&output).output()?.status)
        })?;
        let text = fs::read_to_string(&output)?;
        let krate = work.join(builder.trim_start_matches('-'));
        crates::of_typify(&text, &krate)?;
        row(name, what, Some(time), &text, cost(&krate)?);
    }
    Ok(())
}

/// The component schemas of a document as JSON Schema.
fn definitions_of(document: &Path) -> io::Result<String> {
    let text = fs::read_to_string(document)?;
    let source = SourceText::new(document.display().to_string(), text);
    let read = reader::read(source, &mut Diagnostics::new());
    let schemas = read.as_ref().and_then(|it| {
        let components = it.root.get("components")?;
        components.get("schemas")
    });
    let schemas = schemas.ok_or_else(|| io::Error::other("no component schemas"))?;
    let schemas = schemas.to_string();
    Ok(format!(
        "{{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"definitions\":{}}}",
        schemas.replace("#/components/schemas/", "#/definitions/")
    ))
}

fn row(
    document: &str,
    what: &str,
    time: Option<std::time::Duration>,
    text: &str,
    cost: Result<Cost, String>,
) {
    let is_type = |line: &&str| line.starts_with("pub struct ") || line.starts_with("pub enum ");
    let types = text.lines().filter(is_type).count();
    let lines = text.lines().count();
    let time = time.map_or("–".to_owned(), |it| format!("{it:.2?}"));
    let (check, peak) = match cost {
        Ok(cost) => (
            format!("{:.2?}", cost.time),
            cost.peak_kib
                .map_or("–".to_owned(), |it| format!("{} MB", it / 1024)),
        ),
        Err(fault) => (fault, "–".to_owned()),
    };
    println!("| {document} | {what} | {time} | {types} | {lines} | {check} | {peak} |");
}
