//! I: names become identifiers.

use super::*;

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

/// Names that once met those of the code: they are tried whichever others are.
const MET: &[&str] = &[
    "BTreeMap",
    "Claim",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Members",
    "Others",
    "PartialEq",
    "Presence",
    "Unknown",
    "Value",
];

/// Few components are in one file, many in one for each family of names.
#[test]
fn words_of_the_generated_code_are_names_like_any_other() {
    let words = words_of_the_code();
    assert!(words.len() > 1_000, "{} words", words.len());
    let every = |step: usize| -> Vec<&str> {
        let others = words.iter().map(String::as_str).step_by(step);
        let others = others.filter(|it| !MET.contains(it));
        MET.iter().copied().chain(others).collect()
    };
    let few = accepted("words_few", &document("words", shapes(&every(12))));
    let many = accepted("words_many", &document("words", shapes(&every(5))));
    assert!(many.files.get("src/types/clone.rs").is_some());
    compiles(&[("words_few", &few), ("words_many", &many)]);
}

/// The identifiers of the crate that is generated from a document with a union and a map.
fn words_of_the_code() -> BTreeSet<String> {
    let generated = accepted(
        "words",
        &document("words", shapes(&["a", "b", "c", "d", "e", "f"])),
    );
    let code = generated.files.iter();
    let code = code.filter(|(path, _)| path.ends_with(".rs"));
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let words = code.flat_map(|(_, text)| text.split(move |it| !is_part(it)));
    let is_name =
        |it: &&str| it.len() > 1 && it.len() < 24 && !it.starts_with(|c: char| c.is_ascii_digit());
    words.filter(is_name).map(str::to_owned).collect()
}

/// Components of each kind, one for each word, with members that are called by those after it.
fn shapes(words: &[&str]) -> Map<String, Value> {
    let reference = |it: &str| json!({ "$ref": format!("#/components/schemas/{it}") });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let text = || json!({ "type": "string" });
    let shape = |index: usize, own: &str| {
        let [a, b, c] = [1, 2, 3].map(|it| words[(index + it) % words.len()]);
        match index % 7 {
            0 => object(
                &[a],
                json!({ a: { "type": "string", "minLength": 1 }, b: reference(c), own: { "type": "integer", "minimum": 1 } }),
            ),
            1 => {
                json!({ "oneOf": [object(&[a], json!({ a: text(), own: { "type": "integer" } })), object(&[b], json!({ b: text(), own: text() }))] })
            }
            2 => {
                json!({ "anyOf": [object(&[a], json!({ a: text() })), object(&[b], json!({ b: text(), c: { "type": "integer" } }))] })
            }
            3 => {
                json!({ "oneOf": [object(&[own], json!({ own: { "enum": [b] }, a: text() })), object(&[own], json!({ own: { "enum": [c] }, b: text() }))] })
            }
            4 => json!({ "type": "string", "enum": [a, b, c] }),
            5 => json!({ "type": "string", "pattern": "^a" }),
            // Beside the unions of those before it.
            _ => {
                let [one, two] = [5, 4].map(|it| reference(words[index - it]));
                json!({ "type": "object", "properties": { a: text() }, "allOf": [one, two], "additionalProperties": true })
            }
        }
    };
    let shapes = words.iter().enumerate();
    shapes
        .map(|(index, own)| ((*own).to_owned(), shape(index, own)))
        .collect()
}
