//! D and L: texts and literals stay what they are.

use super::*;

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
