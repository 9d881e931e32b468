//! Documents whose texts, literals and names want to become code, and documents that want to keep
//! the generator busy for ever. The rows are those of the threat model: D, L, I and R.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in a test's own files ends the test"
)]

#[path = "hostile/names.rs"]
mod names;
#[path = "hostile/references.rs"]
mod references;
#[path = "hostile/texts.rs"]
mod texts;

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
    for (name, schemas) in [
        ("chain of references", chain(&next, 10_000)),
        (
            "chain of members",
            chain(
                &|it| json!({ "type": "object", "properties": { "x": next(it) } }),
                // Without optimizations, 10,000 take nearly as long as is allowed.
                4_000,
            ),
        ),
        (
            "chain of allOf",
            chain(&|it| json!({ "allOf": [next(it)] }), 10_000),
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

#[test]
fn the_largest_numbers_overflow_nowhere() {
    // Beyond what `Value` holds.
    let text = r#"{ "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "paths": {},
        "components": { "schemas": {
            "Least": { "type": "number", "enum": [-170141183460469231731687303715884105728, 2] },
            "Beyond": { "oneOf": [
                { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer",
                    "exclusiveMinimum": true, "minimum": 170141183460469231731687303715884105727 } } },
                { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } }
            ] }
        } } }"#;
    let (generated, diagnostics) = run("numbers", text);
    assert!(
        generated.is_some() != diagnostics.has_errors(),
        "crate or error"
    );
}

/// The ways through them grow with the power of their number.
#[test]
fn unions_that_all_lead_to_each_other_end() {
    let reference = |it: usize| json!({ "$ref": format!("#/components/schemas/A{it}") });
    let others = |own: usize| -> Vec<Value> {
        let others = (0..12).filter(|it| *it != own);
        others.map(reference).collect()
    };
    for keyword in ["anyOf", "oneOf"] {
        for has_members in [true, false] {
            let union = |own: usize| {
                let mut schema = json!({ keyword: others(own) });
                if has_members {
                    schema["type"] = json!("object");
                    schema["properties"] = json!({ format!("p{own}"): { "type": "string" } });
                }
                (format!("A{own}"), schema)
            };
            let schemas = (0..12).map(union).collect();
            let started = Instant::now();
            let (generated, diagnostics) = run("unions", &document("unions", schemas));
            // Each union leads back to itself in many ways, which is said once.
            assert!(diagnostics.iter().count() < 50, "{keyword}: few findings");
            assert!(
                generated.is_some() != diagnostics.has_errors(),
                "{keyword}: crate or error"
            );
            let elapsed = started.elapsed();
            assert!(elapsed < LIMIT, "{keyword} took {elapsed:?}");
        }
    }
}

/// What a member of a union may hold is read together, and so is what that may hold, in sets of types whose number
/// grows with the power of theirs.
#[test]
fn objects_that_hold_unions_of_each_other_end() {
    let reference = |it: usize| json!({ "$ref": format!("#/components/schemas/A{}", it % 50) });
    let object = |own: usize| {
        let union = [own + 1, 7 * own + 3, 13 * own + 5].map(reference);
        let properties = json!({
            "k": { "type": "string", "enum": [format!("v{own}")] },
            "a": { "oneOf": union },
            "b": { "type": "array", "items": reference(own + 2) },
        });
        let schema = json!({ "type": "object", "required": ["k"], "properties": properties });
        (format!("A{own}"), schema)
    };
    let document = document("dense", (0..50).map(object).collect());
    let started = Instant::now();
    let generated = accepted("dense", &document);
    in_time(started);
    compiles(&[("dense", &generated)]);
}

/// Each is led to by all of those before it.
#[test]
fn long_chains_of_unions_end() {
    let union = |own: usize| {
        let member = format!("p{own}");
        let object =
            json!({ "type": "object", "required": [&member], "properties": { &member: {} } });
        let next = json!({ "$ref": format!("#/components/schemas/A{}", own + 1) });
        (format!("A{own}"), json!({ "anyOf": [next, object] }))
    };
    let mut schemas: Map<String, Value> = (0..400).map(union).collect();
    schemas.insert("A400".to_owned(), json!({ "type": "object" }));
    let started = Instant::now();
    accepted("unions_chain", &document("unions_chain", schemas));
    in_time(started);
}

/// The way to a type is followed, and called by its last steps, however long it is.
#[test]
fn types_deep_in_a_document_have_names() {
    let leaf = json!({ "type": "object", "required": ["leaf"], "properties": { "leaf": {} } });
    let nested = (0..40).fold(leaf, |inner, depth| {
        let member = format!("level_{}", spelled(depth));
        json!({ "type": "object", "properties": { member: inner } })
    });
    let generated = accepted("deep", &document("deep", one("Deep", nested)));
    let items = items(&generated, "src/types.rs");
    assert_eq!(items.len(), 41, "{items:?}");
    let is_nameless = |it: &&String| it.starts_with("struct Anonymous");
    assert_eq!(items.iter().find(is_nameless), None);
}

/// A number in letters: two different ones share no word.
fn spelled(number: u8) -> String {
    let letter = |it: u8| char::from(b'a' + it);
    format!("{}{}", letter(number / 20), letter(number % 20))
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
