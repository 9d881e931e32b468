//! The crates that are compared.

use std::path::Path;
use std::{fs, io};

/// All that was generated for the document; the support code is the same for any.
pub(crate) fn own_text(krate: &Path) -> io::Result<String> {
    let mut text = String::new();
    collect(&krate.join("src"), &mut text)?;
    Ok(text)
}

/// The definitions alone.
fn definitions(krate: &Path) -> io::Result<String> {
    let mut text = fs::read_to_string(krate.join("src/types.rs"))?;
    let families = krate.join("src/types");
    if families.is_dir() {
        text.clear();
        collect(&families, &mut text)?;
    }
    Ok(text)
}

fn collect(folder: &Path, text: &mut String) -> io::Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        if !path.is_dir() {
            text.push_str(&fs::read_to_string(&path)?);
        } else if !path.ends_with("support") {
            collect(&path, text)?;
        }
    }
    Ok(())
}

/// Writes the types of a generated crate with serde's derives, the way one would by hand: enums of
/// several types untagged, absent members left out.
pub(crate) fn derive(generated: &Path, krate: &Path) -> io::Result<String> {
    let mut text = String::from(
        "#![allow(dead_code, nonstandard_style)]\n\
         use serde_json::Value;\nuse std::collections::BTreeMap;\n",
    );
    let definitions = definitions(generated)?;
    let mut lines = definitions.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("use ") {
            let rest = lines.by_ref();
            let _ = std::iter::once(line)
                .chain(rest)
                .find(|it| it.ends_with(';'));
            continue;
        }
        if line.starts_with("//!") {
            continue;
        }
        if line.starts_with("#[derive(") {
            let derives = line.replace("Debug", "Debug, serde::Serialize, serde::Deserialize");
            text.push_str(&derives);
            text.push('\n');
            let mut ahead = lines.clone();
            let is_enum = ahead.next().is_some_and(|it| it.starts_with("pub enum "));
            let mut variants = ahead.take_while(|it| *it != "}");
            if is_enum && variants.any(|it| it.ends_with("),")) {
                text.push_str("#[serde(untagged)]\n");
            }
            continue;
        }
        if line.starts_with("    pub ") && line.contains(": Option<") {
            text.push_str("    #[serde(skip_serializing_if = \"Option::is_none\")]\n");
        }
        text.push_str(line);
        text.push('\n');
    }
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    write(krate, &text, dependencies)?;
    Ok(text)
}

/// Writes a crate of what typify made.
pub(crate) fn of_typify(text: &str, krate: &Path) -> io::Result<()> {
    let mut dependencies =
        "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n".to_owned();
    let optional = [
        (
            "::chrono::",
            "chrono = { version = \"0.4\", default-features = false, features = [\"serde\", \"std\"] }",
        ),
        ("::regress::", "regress = \"0.11\""),
        (
            "::uuid::",
            "uuid = { version = \"1\", features = [\"serde\"] }",
        ),
    ];
    for (path, dependency) in optional {
        if text.contains(path) {
            dependencies.push_str(dependency);
            dependencies.push('\n');
        }
    }
    write(krate, text, &dependencies)
}

fn write(krate: &Path, text: &str, dependencies: &str) -> io::Result<()> {
    fs::create_dir_all(krate.join("src"))?;
    fs::write(krate.join("src/lib.rs"), text)?;
    let manifest = format!(
        "[package]\nname = \"compared\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
         [dependencies]\n{dependencies}\n[workspace]\n"
    );
    fs::write(krate.join("Cargo.toml"), manifest)
}
