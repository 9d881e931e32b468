//! What 300 structs of 12 members cost to compile, as this project generates them and as serde's
//! derives, in one run: `cargo bench -p bench --bench compile_cost`
//!
//! Both crates have the same types and use each of them once in both directions. A third one has the types
//! alone, with `Debug`, `Clone` and `PartialEq`, which both have: what neither can do without.
//! Dependencies are built before anything is timed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use serde_json::{Map, Value, json};

const STRUCTS: usize = 300;
const ENUMS: usize = 20;
/// Checks are timed this often; the median counts.
const CHECKS: usize = 3;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let work = root.join("target/tmp/compile_cost");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let generated = generate(&root, &work)?;
    let derived = derive(&work, "derived_things", true)?;
    let plain = derive(&work, "plain_things", false)?;
    let [ours, theirs, alone] = [measure(&generated)?, measure(&derived)?, measure(&plain)?];
    println!("{STRUCTS} structs of 12 members, each read and written once\n");
    println!("| | generated | derived | derived ÷ generated | types alone |");
    println!("|---|---:|---:|---:|---:|");
    let times = [
        ("`cargo check`", ours.check, theirs.check, alone.check),
        ("release build", ours.release, theirs.release, alone.release),
    ];
    for (what, ours, theirs, alone) in times {
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        println!("| {what} | {ours:.2?} | {theirs:.2?} | {ratio:.1} | {alone:.2?} |");
    }
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    println!(
        "| rlib | {:.1} MB | {:.1} MB | {:.1} | {:.1} MB |",
        megabytes(ours.rlib),
        megabytes(theirs.rlib),
        theirs.rlib as f64 / ours.rlib as f64,
        megabytes(alone.rlib)
    );
    Ok(())
}

/// What a member is, whichever way it is written down.
enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    Texts,
    Enum(usize),
    Struct(usize),
    Structs(usize),
}

struct Member {
    name: String,
    required: bool,
    kind: Kind,
}

/// The members of a struct: of all kinds, under names of its own.
fn members(index: usize) -> Vec<Member> {
    // The first of ten refers to no other: no value is nested without end.
    let first = index / 10 * 10;
    [
        ("id", true, Kind::Text),
        ("name", true, Kind::Text),
        ("count", true, Kind::Integer),
        ("note", false, Kind::Text),
        ("total", false, Kind::Integer),
        ("active", false, Kind::Boolean),
        ("score", false, Kind::Number),
        ("tags", true, Kind::Texts),
        ("labels", false, Kind::Texts),
        ("kind", true, Kind::Enum(index % ENUMS)),
        ("parent", false, Kind::Struct(first)),
        ("parts", false, Kind::Structs(first)),
    ]
    .into_iter()
    .map(|(name, required, kind)| Member {
        name: format!("{name}_{}", index % 37),
        required,
        kind: match kind {
            Kind::Struct(_) if index == first => Kind::Text,
            Kind::Structs(_) if index == first => Kind::Texts,
            kind => kind,
        },
    })
    .collect()
}

/// Writes the document and has it generated.
fn generate(root: &Path, work: &Path) -> io::Result<PathBuf> {
    let mut schemas = Map::new();
    for index in 0..ENUMS {
        let values = [0, 1, 2, 3].map(|value| format!("value_{index}_{value}"));
        let schema = json!({ "type": "string", "enum": values });
        schemas.insert(format!("kind_{index}"), schema);
    }
    for index in 0..STRUCTS {
        let members = members(index);
        let required = members.iter().filter(|it| it.required);
        let required: Vec<&str> = required.map(|it| it.name.as_str()).collect();
        let properties = members
            .iter()
            .map(|it| (it.name.clone(), schema_of(&it.kind)))
            .collect::<Map<String, Value>>();
        let schema = json!({ "type": "object", "required": required, "properties": properties });
        schemas.insert(format!("thing_{index}"), schema);
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    let spec = work.join("things.json");
    fs::write(&spec, document.to_string())?;
    let out = work.join("generated_things");
    let mut xtask = cargo(root);
    xtask.args(["run", "--quiet", "-p", "xtask", "--", "codegen"]);
    run(xtask.arg("--spec").arg(&spec).arg("--out").arg(&out))?;
    let lib = out.join("src/lib.rs");
    let mut text = fs::read_to_string(&lib)?;
    text += &uses();
    fs::write(lib, text)?;
    Ok(out)
}

fn schema_of(kind: &Kind) -> Value {
    let reference = |name: String| json!({ "$ref": format!("#/components/schemas/{name}") });
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Integer => json!({ "type": "integer" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Enum(index) => reference(format!("kind_{index}")),
        Kind::Struct(index) => reference(format!("thing_{index}")),
        Kind::Structs(index) => {
            json!({ "type": "array", "items": reference(format!("thing_{index}")) })
        }
    }
}

/// Writes the same types with serde's derives, or without anything to read and write them.
fn derive(work: &Path, name: &str, with_serde: bool) -> io::Result<PathBuf> {
    let out = work.join(name);
    let mut text = String::new();
    let derives = match with_serde {
        true => "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]",
        false => "#[derive(Debug, Clone, PartialEq)]",
    };
    for index in 0..ENUMS {
        let _ = writeln!(text, "{derives}\npub enum Kind{index} {{");
        for value in 0..4 {
            let rename = format!("value_{index}_{value}");
            if with_serde {
                let _ = writeln!(text, "    #[serde(rename = {rename:?})]");
            }
            let _ = writeln!(text, "    Value{value},");
        }
        text += "}\n";
    }
    for index in 0..STRUCTS {
        let _ = writeln!(text, "{derives}\npub struct Thing{index} {{");
        for member in members(index) {
            let ty = match member.kind {
                Kind::Text => "String".to_owned(),
                Kind::Integer => "i64".to_owned(),
                Kind::Number => "f64".to_owned(),
                Kind::Boolean => "bool".to_owned(),
                Kind::Texts => "Vec<String>".to_owned(),
                Kind::Enum(index) => format!("Kind{index}"),
                Kind::Struct(index) => format!("Thing{index}"),
                Kind::Structs(index) => format!("Vec<Thing{index}>"),
            };
            let name = member.name;
            if member.required {
                let _ = writeln!(text, "    pub {name}: {ty},");
            } else {
                if with_serde {
                    text += "    #[serde(skip_serializing_if = \"Option::is_none\")]\n";
                }
                let _ = writeln!(text, "    pub {name}: Option<{ty}>,");
            }
        }
        text += "}\n";
    }
    text += &match with_serde {
        true => uses(),
        false => String::from(
            "/// Nothing.\npub fn every_type(json: &str) -> usize {\n    json.len()\n}\n",
        ),
    };
    fs::create_dir_all(out.join("src"))?;
    fs::write(out.join("src/lib.rs"), text)?;
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\n\
         [workspace]\n"
    );
    fs::write(out.join("Cargo.toml"), manifest)?;
    Ok(out)
}

/// A function for each type that reads and writes it, and one that calls them all: the crate holds
/// the code of every type then.
fn uses() -> String {
    let mut text = String::new();
    let mut calls = String::new();
    for index in 0..STRUCTS {
        let _ = writeln!(
            text,
            "fn use_{index}(json: &str) -> serde_json::Result<usize> {{\n    \
             let it: Thing{index} = serde_json::from_str(json)?;\n    \
             Ok(serde_json::to_string(&it)?.len())\n}}"
        );
        let _ = writeln!(calls, "        use_{index},");
    }
    format!(
        "\n{text}/// Reads and writes every type.\npub fn every_type(json: &str) -> usize {{\n    \
         let uses: [fn(&str) -> serde_json::Result<usize>; {STRUCTS}] = [\n{calls}    ];\n    \
         uses.iter().filter_map(|it| it(json).ok()).sum()\n}}\n"
    )
}

struct Cost {
    check: Duration,
    release: Duration,
    rlib: u64,
}

fn measure(krate: &Path) -> io::Result<Cost> {
    let name = krate.file_name().unwrap_or_default().to_string_lossy();
    let main = format!("fn main() {{\n    println!(\"{{}}\", {name}::every_type(\"{{}}\"));\n}}\n");
    fs::write(krate.join("src/main.rs"), main)?;
    let mut checks = Vec::new();
    // The first of each builds the dependencies, too.
    for _ in 0..=CHECKS {
        checks.push(timed(krate, &["check", "--lib"])?);
    }
    checks.remove(0);
    checks.sort_unstable();
    timed(krate, &["build", "--release"])?;
    let release = timed(krate, &["build", "--release"])?;
    let rlib = krate.join(format!("target/release/lib{name}.rlib"));
    Ok(Cost {
        check: checks[CHECKS / 2],
        release,
        rlib: fs::metadata(rlib)?.len(),
    })
}

/// How long it takes to compile the crate itself.
fn timed(krate: &Path, arguments: &[&str]) -> io::Result<Duration> {
    let lib = krate.join("src/lib.rs");
    let text = fs::read_to_string(&lib)?;
    fs::write(&lib, text)?;
    let mut command = cargo(krate);
    command.args(arguments).args(["--quiet", "--offline"]);
    command.env("CARGO_INCREMENTAL", "0");
    command.env("CARGO_TARGET_DIR", krate.join("target"));
    let start = Instant::now();
    run(&mut command)?;
    Ok(start.elapsed())
}

fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder).env_remove("RUSTFLAGS");
    cargo
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{command:?}: {status}")))
    }
}
