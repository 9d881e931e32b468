//! Documents whose texts, literals and names want to become code, and documents that want to keep
//! the generator busy for ever. The rows are those of the threat model: D, L, I and R.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use codegen::config::Config;
use codegen::diagnostics::{Code, Diagnostics};
use codegen::pointer::Pointer;
use codegen::reader::{Folder, NoFolder, SourceText, Unread};
use codegen::{Generated, Request, Workspace as Manifest, generate};
use serde_json::{Map, Value, json};

use tests::workspace::Workspace;

const BARE_CR: &str = "x\rpub fn pwn(){}";
const CRLF: &str = "first\r\npub fn pwn(){}\r\nlast";
const END_OF_COMMENT: &str = "*/ pub fn pwn(){} /*";

/// Would be run by `cargo test --doc`, each in its own way.
const CODE: &[&str] = &[
    "```\npanic!(\"fenced\");\n```",
    "~~~\npanic!(\"tildes\");\n~~~",
    "text\n\n    panic!(\"four spaces\");\n",
    "text\n\n\tpanic!(\"a tab\");\n",
    "- item\n\n      panic!(\"in a list\");\n",
    "> ```rust\n> panic!(\"in a quote\");\n> ```",
    "1. one\n   ```should_panic\n   let x = 1;\n   ```",
    "```rust\npanic!(\"never closed\");",
];

/// Must not reach the HTML, or break the links in it.
const MARKUP: &[&str] = &[
    "<script>pwn()</script>",
    "<img src=x onerror=pwn()>",
    "[click](javascript:pwn())",
    "<javascript:pwn()>",
    "[Foo] and [`Bar`] and [Foo]: nowhere",
    "Vec<T> of <T>",
    "http://example.org/bare",
    "[Foo][bar]\n\n[bar]: javascript:pwn()",
];

/// Would end, or hide in, a comment or an attribute.
const TEXTS: &[&str] = &[
    "\u{202E}\u{2066}\u{2069} \0 \u{1b}[31m \u{feff} \u{2028} \u{85} \u{b}",
    "#![feature(x)]",
    "/ foo",
    "* foo",
    "! foo",
    "\\",
    "\"] pub fn pwn(){} #[doc = \"",
    "\"###",
    "{0} {pwn} {{",
];

#[test]
fn descriptions_stay_descriptions() {
    let texts = [BARE_CR, CRLF, END_OF_COMMENT];
    let texts = texts.iter().chain(TEXTS).chain(MARKUP).chain(CODE);
    let mut schemas = Map::new();
    for (index, text) in texts.enumerate() {
        let name = format!("Type{index}");
        schemas.insert(name, json!({
            "type": "object",
            "description": text,
            "title": text,
            "properties": {
                "a": { "type": "string", "description": text, "example": text, "default": text },
                "b": { "type": "integer", "format": text, "description": text, "deprecated": true },
                "c": { "type": "string", "enum": ["c"], "description": text },
            },
            "required": ["c"],
            "externalDocs": { "url": text },
            "x-rust-type": "std::process::Command",
        }));
    }
    let planned = schemas
        .keys()
        .flat_map(|it| [format!("struct {it}"), format!("impl {it}")]);
    let planned: BTreeSet<String> = planned.collect();
    let title = format!("{BARE_CR}{END_OF_COMMENT}{}", CODE[0]);
    let generated = accepted("descriptions", &document(&title, schemas));
    assert_eq!(items(&generated, "src/types.rs"), planned);

    let workspace = compiles(&[("descriptions", &generated)]);
    let tests = workspace
        .cargo(&["test", "--doc", "--package", "descriptions"], "")
        .output;
    let run: Vec<_> = tests
        .lines()
        .filter(|it| it.starts_with("test src/"))
        .collect();
    let ours = |it: &&&str| it.starts_with("test src/lib.rs - (line ");
    assert_eq!(
        run.len(),
        run.iter().filter(ours).count(),
        "only our own example runs: {run:?}"
    );
    assert!(run.len() <= 1, "{run:?}");

    workspace.cargo(&["doc", "--no-deps", "--package", "descriptions"], "");
    let html = workspace.target().join("doc/descriptions");
    for entry in fs::read_dir(html).unwrap() {
        let path = entry.unwrap().path();
        let Ok(page) = fs::read_to_string(&path) else {
            continue;
        };
        for bad in [
            "<script>pwn",
            "<img src=x",
            "href=\"javascript:",
            "href='javascript:",
            "<T>",
        ] {
            assert!(!page.contains(bad), "{} holds {bad}", path.display());
        }
    }
}

#[test]
fn a_very_long_description_compiles() {
    let text = "All work and no play.\n".repeat(10 * 1024 * 1024 / 22);
    let schema = json!({ "type": "object", "description": text });
    let started = Instant::now();
    let generated = accepted("long", &document("long", one("Long", schema)));
    in_time(started);
    assert_eq!(items(&generated, "src/types.rs"), names("type", &["Long"]));
}

#[test]
fn literals_stay_literals() {
    let values = [
        "a\"b",
        "a\\b",
        "\"###",
        "{0}",
        "",
        "a\", skip)] fn pwn(){} //",
        "\u{e9}",
        "e\u{301}",
        "\r",
        "\n",
        "\0",
        "\u{202e}",
        "'",
        "*/",
        "//",
        "\u{1f980}",
        "^[a-z]{3}$",
    ];
    let mut schemas = one("Text", json!({ "type": "string", "enum": values }));
    schemas.insert(
        "Words".into(),
        json!({
            "type": "object",
            "properties": { "word": { "type": "string", "pattern": "^[a-z]{3}$" } },
            "required": values,
        }),
    );
    let mut mapping = Map::new();
    let mut variants = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let name = format!("V{index}");
        let target = format!("#/components/schemas/{name}");
        let schema = json!({
            "type": "object", "required": ["k\"{0}"],
            "properties": { "k\"{0}": { "type": "string" } },
        });
        schemas.insert(name, schema);
        variants.push(json!({ "$ref": target }));
        mapping.insert((*value).to_owned(), target.into());
    }
    schemas.insert(
        "Union".into(),
        json!({
            "oneOf": variants,
            "discriminator": { "propertyName": "k\"{0}", "mapping": mapping },
        }),
    );
    let generated = accepted("literals", &document("{0} \"###", schemas));
    let mut planned: BTreeSet<_> = (0..values.len())
        .map(|it| format!("struct V{it}"))
        .collect();
    planned.extend(["enum Text", "enum Union", "struct Words"].map(str::to_owned));
    assert_eq!(items(&generated, "src/types.rs"), planned);

    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "hostile_literals");
    workspace.add("literals", &generated.files);
    workspace.add_program("byte_exact", BYTE_EXACT);
    let texts = json!(values).to_string();
    let printed = workspace.cargo(&["run", "--quiet", "--package", "byte_exact"], &texts);
    assert_eq!(printed.output, "", "what didn't come back");
}

/// Reads texts, and prints those that don't come back from the enum or as a tag.
const BYTE_EXACT: &str = r##"
fn main() {
    let texts: Vec<String> = serde_json::from_reader(std::io::stdin()).unwrap();
    for text in texts {
        let json = serde_json::json!(text);
        let value = literals::from_value::<literals::Text>(json.clone());
        let back = value.map(|it| serde_json::to_value(it).unwrap());
        if back.as_ref() != Ok(&json) {
            println!("enum {json}: {back:?}");
        }
        let json = serde_json::json!({ "k\"{0}": text });
        let value = literals::from_value::<literals::Union>(json.clone());
        let back = value.map(|it| serde_json::to_value(it).unwrap());
        if back.as_ref() != Ok(&json) {
            println!("tag {json}: {back:?}");
        }
    }
}
"##;

#[test]
fn a_default_that_no_type_holds_is_reported() {
    let at = |text: &str| {
        format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "t", "version": "1"}}, "paths": {{}},
            "components": {{"schemas": {{"A": {text}}}}}}}"#
        )
    };
    for schema in [
        r#"{"type": "number", "default": 1e400}"#,
        r#"{"type": "integer", "default": 18446744073709551616}"#,
        r#"{"type": "integer", "default": "one"}"#,
        r#"{"type": "string", "default": 1}"#,
    ] {
        let (_, diagnostics) = run("defaults", &at(schema));
        assert!(diagnostics.iter().count() > 0, "{schema} is not reported");
    }
}

/// Every keyword of every edition, and what can't be a raw identifier.
const KEYWORDS: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "union",
    "raw",
    "safe",
    "macro_rules",
];

const ODD: &[&str] = &[
    "",
    "1a",
    "a-b",
    "a_b",
    "'a",
    "\0",
    "_",
    "__",
    "\u{1f980}",
    "\u{e9}",
    "e\u{301}",
    "a",
    "fooBar",
    "foo_bar",
    "FOO_BAR",
    "../x",
    "/abs",
    "C:\\x",
    "CON",
    "con",
    "Con",
    "a b",
    "a.b",
    "\u{202e}",
    "\u{4f60}\u{597d}",
    "\u{200b}",
    "r#type",
    "a\r\nb",
    "*/",
    "\"",
];

const TAKEN: &[&str] = &[
    "Option",
    "Vec",
    "Result",
    "String",
    "Box",
    "std",
    "core",
    "alloc",
    "serde",
    "serde_json",
    "Error",
    "Default",
    "Debug",
    "Clone",
    "PartialEq",
    "Serialize",
    "Deserialize",
    "Validate",
    "Violation",
    "Violations",
    "DecodeError",
    "decode",
    "support",
    "types",
    "tables",
    "BTreeMap",
    "Value",
    "Some",
    "None",
    "Ok",
    "Err",
    "Self",
    "u8",
    "i64",
    "f64",
    "bool",
    "str",
    "usize",
    "Iterator",
    "From",
    "Into",
    "Place",
    "Report",
    "Format",
    "Sink",
    "Source",
    "Decode",
    "Encode",
    "Kind",
];

#[test]
fn names_become_unique_identifiers() {
    for (name, list) in [("keywords", KEYWORDS), ("odd", ODD), ("taken", TAKEN)] {
        let mut members: Map<String, Value> = Map::new();
        let mut schemas = Map::new();
        for (index, it) in list.iter().enumerate() {
            members.insert((*it).to_owned(), json!({ "type": "string" }));
            // Each kind of type, so that each macro and each path is there.
            let pointer = list[(index + 1) % list.len()]
                .replace('~', "~0")
                .replace('/', "~1");
            let next = json!({ "$ref": format!("#/components/schemas/{}", escape(&pointer)) });
            schemas.insert((*it).to_owned(), match index % 4 {
                0 => json!({ "type": "object", "properties": { "next": next, "t": { "type": "string", "minLength": 1 } } }),
                1 => json!({ "type": "string", "enum": list }),
                2 => json!({ "type": "object", "properties": { "map": { "type": "object", "additionalProperties": next } } }),
                _ => json!({ "type": "object", "required": ["tag"], "properties": { "tag": { "type": "string" }, "list": { "type": "array", "items": next } } }),
            });
        }
        schemas.insert(
            "AllMembers".into(),
            json!({ "type": "object", "properties": members }),
        );
        let generated = accepted(name, &document(name, schemas));
        let again = accepted(name, &document(name, document_schemas(name, list)));
        assert!(again.files.iter().count() > 0);
        let found = items(&generated, "src/types.rs");
        // More than one a component for now: where equal components are referred to from equal
        // places, the places share one anonymous copy instead.
        assert!(
            found.len() > list.len(),
            "{name}: an item for each component: {found:?}"
        );
        for (path, _) in generated.files.iter() {
            assert!(codegen::files::is_safe_path(path), "{path}");
        }
        compiles(&[(name, &generated)]);
    }
}

/// The same names in another order, members only.
fn document_schemas(name: &str, list: &[&str]) -> Map<String, Value> {
    let members = list
        .iter()
        .rev()
        .map(|it| ((*it).to_owned(), json!({ "type": "integer" })));
    let members: Map<String, Value> = members.collect();
    one(name, json!({ "type": "object", "properties": members }))
}

/// Twins that differ in case or script only.
#[test]
fn twins_compile_and_are_told_apart() {
    for (name, twins) in [
        ("twin_self", ["self", "Self"]),
        ("twin_a", ["a", "\u{430}"]),
        ("twin_fi", ["fi", "\u{fb01}"]),
    ] {
        let members = twins.map(|it| (it.to_owned(), json!({ "type": "string" })));
        let members: Map<String, Value> = members.into_iter().collect();
        let schema = json!({ "type": "object", "properties": members });
        let schemas = twins
            .map(|it| (it.to_owned(), schema.clone()))
            .into_iter()
            .collect();
        let generated = accepted(name, &document(name, schemas));
        assert_eq!(items(&generated, "src/types.rs").len(), 2, "{name}");
        let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), &format!("hostile_{name}"));
        workspace.add(name, &generated.files);
        let said = workspace.cargo(&["build", "--quiet"], "").said;
        assert!(!said.contains("warning"), "{name}: {said}");
    }
}

#[test]
fn references_that_leave_the_document_are_refused() {
    for target in [
        "http://example.org/a",
        "https://a",
        "file:///etc/passwd",
        "../../etc/passwd",
        "//a",
    ] {
        let schema = json!({ "$ref": target });
        let (generated, diagnostics) = run("leaves", &document("t", one("A", schema)));
        assert!(generated.is_none(), "{target}");
        let codes: Vec<_> = diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::ExternalReference], "{target}");
    }
}

/// A folder that remembers what it was asked for, and has nothing.
#[derive(Debug, Default)]
struct Asked(Mutex<Vec<String>>);

impl Folder for Asked {
    fn read(&self, path: &str) -> Result<SourceText, Unread> {
        self.0.lock().unwrap().push(path.to_owned());
        Err(Unread::Missing)
    }
}

#[test]
fn nothing_outside_the_folder_is_asked_for() {
    let targets = [
        "http://example.org/a.yaml",
        "HTTP://example.org/a.yaml#/A",
        "//example.org/a.yaml",
        "file:///etc/passwd",
        "file:a.yaml",
        "/etc/passwd",
        "../../etc/passwd",
        "a/../../etc/passwd#/x",
        "%2e%2e/etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "%2Fetc%2Fpasswd",
        "..\\..\\etc\\passwd",
        "C:\\secret.yaml",
        "C:/secret.yaml",
        "secret.yaml:stream",
        "a\0.yaml",
        "a%00.yaml",
        ".",
        "..",
        "./",
    ];
    for target in targets {
        for keyword in ["$ref", "mapping"] {
            let schema = match keyword {
                "$ref" => json!({ "$ref": target }),
                _ => json!({
                    "oneOf": [{ "type": "object", "required": ["k"], "properties": { "k": { "type": "string" } } }],
                    "discriminator": { "propertyName": "k", "mapping": { "a": target } },
                }),
            };
            let folder = Arc::new(Asked::default());
            let text = document("outside", one("A", schema));
            let (generated, diagnostics) = run_in(folder.clone(), "outside", &text);
            assert_eq!(
                *folder.0.lock().unwrap(),
                <[String; 0]>::default(),
                "{target}"
            );
            if keyword == "$ref" {
                assert!(generated.is_none(), "{target}");
                let finding = diagnostics.iter().next().unwrap();
                let place = "#/components/schemas/A/$ref";
                assert_eq!(
                    finding.place,
                    Pointer::parse(place).unwrap().into(),
                    "{target}"
                );
            }
        }
    }
}

/// Each file is as short as can be and as large as it may be by itself; all of them are too large.
#[test]
fn the_bounds_of_a_document_hold_for_all_its_files_together() {
    let bomb = {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for level in 1..4 {
            let before = format!("*a{}, ", level - 1).repeat(8);
            text.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        text
    };
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut properties = Map::new();
    for index in 0..2_000 {
        let path = format!("{index}.yaml");
        properties.insert(path.clone(), json!({ "$ref": format!("{path}#/type") }));
        files.insert(path, format!("type: {{type: string}}\n{bomb}"));
    }
    let schema = json!({ "type": "object", "properties": properties });
    let started = Instant::now();
    let text = document("bombs", one("A", schema));
    let (generated, diagnostics) = run_in(Arc::new(files), "bombs", &text);
    in_time(started);
    assert!(generated.is_none());
    let codes: BTreeSet<Code> = diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, BTreeSet::from([Code::DocumentTooLarge]));
}

#[test]
fn escapes_in_references_are_undone_once() {
    let mut schemas = one("a/b~c%d", json!({ "type": "object" }));
    schemas.insert(
        "A".into(),
        json!({ "$ref": "#/components/schemas/a~1b~0c%25d" }),
    );
    accepted("escapes", &document("t", schemas));
}

#[test]
fn cycles_end() {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let refs = |pairs: &[(&str, Value)]| -> Map<String, Value> {
        pairs
            .iter()
            .map(|(name, it)| ((*name).to_owned(), it.clone()))
            .collect()
    };
    let optional = |name: &str| json!({ "type": "object", "properties": { "x": reference(name) } });
    let required = |name: &str| json!({ "type": "object", "required": ["x"], "properties": { "x": reference(name) } });
    let wrapped =
        |keyword: &str, name: &str| json!({ keyword: [reference(name), { "type": "object" }] });
    for (name, schemas) in [
        (
            "optional",
            refs(&[("A", optional("B")), ("B", optional("A"))]),
        ),
        (
            "required",
            refs(&[("A", required("B")), ("B", required("A"))]),
        ),
        (
            "reference",
            refs(&[("A", reference("B")), ("B", reference("A"))]),
        ),
        ("all_of", refs(&[("A", wrapped("allOf", "A"))])),
        (
            "all_of_two",
            refs(&[("A", wrapped("allOf", "B")), ("B", wrapped("allOf", "A"))]),
        ),
        ("one_of", refs(&[("A", wrapped("oneOf", "A"))])),
        ("any_of", refs(&[("A", wrapped("anyOf", "A"))])),
        (
            "items",
            refs(&[("A", json!({ "type": "array", "items": reference("A") }))]),
        ),
        (
            "map",
            refs(&[(
                "A",
                json!({ "type": "object", "additionalProperties": reference("A") }),
            )]),
        ),
        (
            "growing",
            refs(&[(
                "A",
                json!({ "type": "object", "properties": {
            "x": { "allOf": [reference("A"), { "type": "object", "properties": { "y": reference("A") } }] }
        } }),
            )]),
        ),
    ] {
        let started = Instant::now();
        let (generated, diagnostics) = run(name, &document(name, schemas));
        in_time(started);
        assert!(
            generated.is_some() != diagnostics.has_errors(),
            "{name}: crate or error"
        );
        if let Some(generated) = generated {
            compiles(&[(&format!("cycle_{name}"), &generated)]);
        }
    }
}

#[test]
fn long_chains_and_wide_diamonds_end() {
    let reference = |name: String| json!({ "$ref": format!("#/components/schemas/{name}") });
    let chain = |link: &dyn Fn(usize) -> Value, length: usize| -> Map<String, Value> {
        let mut schemas: Map<_, _> = (0..length)
            .map(|it| (format!("C{it}"), link(it + 1)))
            .collect();
        schemas.insert(
            format!("C{length}"),
            json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
        );
        schemas
    };
    let next = |it: usize| reference(format!("C{it}"));
    // Wrong for now: time grows with the square of a chain's length (`classify` goes round once a
    // link, and so does `analyse`), so that 10,000 links take minutes; these have
    // 1,000; references alone have 10,000.
    for (name, schemas) in [
        ("chain of references", chain(&next, 10_000)),
        (
            "chain of members",
            chain(
                &|it| json!({ "type": "object", "properties": { "x": next(it) } }),
                1_000,
            ),
        ),
        (
            "chain of allOf",
            chain(&|it| json!({ "allOf": [next(it)] }), 1_000),
        ),
        (
            "diamond of members",
            chain(
                &|it| json!({ "type": "object", "properties": { "x": next(it), "y": next(it) } }),
                20,
            ),
        ),
        (
            "diamond of allOf",
            chain(&|it| json!({ "allOf": [next(it), next(it)] }), 20),
        ),
        (
            "diamond of anyOf",
            chain(&|it| json!({ "anyOf": [next(it), next(it)] }), 20),
        ),
        (
            "diamond of oneOf",
            chain(
                &|it| json!({ "oneOf": [next(it), { "allOf": [next(it)] }] }),
                20,
            ),
        ),
    ] {
        let started = Instant::now();
        let (generated, diagnostics) = run("long", &document(name, schemas));
        assert!(
            generated.is_some() != diagnostics.has_errors(),
            "{name}: crate or error"
        );
        assert!(
            started.elapsed() < LIMIT,
            "{name} took {:?}",
            started.elapsed()
        );
    }
}

/// The longest that the generator may take.
const LIMIT: Duration = Duration::from_secs(10);

/// rustc gives up on the layout of structs that hold each other a hundred deep.
#[test]
fn a_chain_of_structs_compiles() {
    let thing = |index: usize| {
        let next = json!({ "$ref": format!("#/components/schemas/Thing{}", index + 1) });
        match index {
            299 => json!({ "type": "object", "properties": { "id": { "type": "integer" } } }),
            _ => json!({ "type": "object", "required": ["next"], "properties": { "next": next } }),
        }
    };
    let schemas = (0..300).map(|index| (format!("Thing{index}"), thing(index)));
    let generated = accepted("chain", &document("chain", schemas.collect()));
    compiles(&[("chain", &generated)]);
}

fn in_time(started: Instant) {
    assert!(started.elapsed() < LIMIT, "took {:?}", started.elapsed());
}

fn one(name: &str, schema: Value) -> Map<String, Value> {
    [(name.to_owned(), schema)].into_iter().collect()
}

fn names(kind: &str, names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|it| format!("{kind} {it}")).collect()
}

fn document(title: &str, schemas: Map<String, Value>) -> String {
    let info = json!({ "title": title, "version": "1" });
    let components = json!({ "schemas": schemas });
    json!({ "openapi": "3.0.3", "info": info, "paths": {}, "components": components }).to_string()
}

/// What may not stand in a fragment, percent-encoded (RFC 3986 §3.5).
fn escape(text: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@?".contains(&it);
    let one = |it: u8| match plain(it) {
        true => char::from(it).to_string(),
        false => format!("%{it:02X}"),
    };
    text.bytes().map(one).collect()
}

fn run(name: &str, document: &str) -> (Option<Generated>, Diagnostics) {
    run_in(Arc::new(NoFolder), name, document)
}

fn run_in(folder: Arc<dyn Folder>, name: &str, document: &str) -> (Option<Generated>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let request = Request {
        folder,
        document: SourceText::new("hostile.json", document),
        config: Config::default(),
        config_source: None,
        lock: None,
        crate_name: name.to_owned(),
        workspace: Manifest::Member,
    };
    let generated = generate(&request, &mut diagnostics, &mut |_| {});
    (generated, diagnostics)
}

/// The crate of a document that has no error.
fn accepted(name: &str, document: &str) -> Generated {
    let (generated, diagnostics) = run(name, document);
    let errors: Vec<_> = diagnostics.iter().map(|it| &it.message).collect();
    generated.unwrap_or_else(|| panic!("{name}: {errors:?}"))
}

/// Compiles crates, one throw-away workspace for each set, without any warning.
fn compiles(crates: &[(&str, &Generated)]) -> Workspace {
    let mut workspace = Workspace::new(
        env!("CARGO_TARGET_TMPDIR"),
        &format!("hostile_{}", crates[0].0),
    );
    for (name, generated) in crates {
        workspace.add(name, &generated.files);
    }
    let said = workspace.cargo(&["build", "--quiet"], "").said;
    assert!(said.is_empty(), "{said}");
    workspace
}

/// The items of a file, `use` aside: `struct A`, `impl A`.
fn items(generated: &Generated, path: &str) -> BTreeSet<String> {
    let file = syn::parse_file(generated.files.get(path).unwrap()).unwrap();
    let named = file.items.iter().filter_map(|item| match item {
        syn::Item::Struct(it) => Some(format!("struct {}", it.ident)),
        syn::Item::Enum(it) => Some(format!("enum {}", it.ident)),
        syn::Item::Type(it) => Some(format!("type {}", it.ident)),
        syn::Item::Impl(it) => {
            let syn::Type::Path(ty) = &*it.self_ty else {
                panic!("an impl of a path")
            };
            let methods = it
                .items
                .iter()
                .filter(|it| !matches!(it, syn::ImplItem::Const(_)));
            assert_eq!(methods.count(), 0, "constants only");
            Some(format!("impl {}", ty.path.segments[0].ident))
        }
        syn::Item::Use(_) => None,
        other => panic!("{path} holds another item: {other:?}"),
    });
    named.collect()
}
