//! The same input gives the same bytes; the order of the document decides nothing that users see
//! in a type's name; the lock keeps the names.

use codegen::config::Config;
use codegen::diagnostics::{Code, Diagnostics};
use codegen::reader::SourceText;
use codegen::{Generated, Request};
use std::collections::BTreeSet;
use tests::reorder::{reversed, scattered, shuffle};

#[test]
fn the_same_request_gives_the_same_bytes() {
    let request = tests::request();
    let first = generate(&request);
    let second = generate(&request);
    assert_eq!(first.files, second.files);
    assert_eq!(first.lock, second.lock);
}

#[test]
fn what_is_checked_in_is_what_is_generated() {
    let generated = generate(&tests::request());
    assert_eq!(generated.lock, tests::spec_text("names.lock").text);
    assert_eq!(generated.summary.name_changes, Vec::new());
}

#[test]
fn the_lock_read_back_keeps_all_names() {
    let first = generate(&without_lock(tests::request()));
    let mut request = tests::request();
    request.lock = Some(SourceText::new("spec/names.lock", first.lock.clone()));
    let second = generate(&request);
    assert_eq!(second.lock, first.lock);
    assert_eq!(second.files, first.files);
    assert_eq!(second.summary.name_changes, Vec::new());
}

#[test]
fn a_name_of_the_lock_is_kept_when_another_would_be_given() {
    let mut request = tests::request();
    let lock = tests::spec_text("names.lock").text;
    let renamed = lock.replacen("\nPlatform ", "\nGadgetPlatform ", 1);
    assert_ne!(renamed, lock);
    request.lock = Some(SourceText::new("spec/names.lock", renamed));
    let generated = generate(&request);
    let items = public_items(&generated);
    assert!(items.contains("pub enum GadgetPlatform"), "{items:#?}");
    assert!(!items.contains("pub enum Platform"));
    assert!(locked_names(&generated).contains("GadgetPlatform"));
}

#[test]
fn a_key_of_rename_finds_its_type_when_the_lock_has_the_new_name() {
    let mut request = tests::request();
    let mut lock = request.lock.clone();
    for (name, item) in [
        ("gadget", "pub enum Gadget"),
        ("gadget", "pub enum Gadget"),
        ("handset", "pub enum Handset"),
    ] {
        let rename = &mut request.config.rename;
        rename.insert("Platform".to_owned(), name.to_owned());
        request.lock = lock;
        let mut diagnostics = Diagnostics::new();
        let generated = codegen::generate(&request, &mut diagnostics, &mut |_| {});
        let generated = generated.expect("the project's document generates");
        let unmatched = diagnostics
            .iter()
            .filter(|it| it.message.contains("Platform"));
        assert_eq!(unmatched.count(), 0, "{name}");
        let items = public_items(&generated);
        assert!(items.contains(item), "{items:#?}");
        lock = Some(SourceText::new("spec/names.lock", generated.lock));
    }
}

#[test]
fn variants_are_renamed_by_the_name_that_they_had_on_every_run() {
    let mut request = tests::request();
    let rename = &mut request.config.rename;
    for (key, name) in [
        ("PersonIdentifiers::Email", "Mail"),
        // The lock has this one.
        ("OrAudienceFilterNot::Segment", "Part"),
        ("Platform::Ios", "Apple"),
        ("#/components/schemas/person_operations/oneOf/0", "Known"),
    ] {
        rename.insert(key.to_owned(), name.to_owned());
    }
    let first = generate(&request);
    let types = first.files.get("src/types.rs").expect("the types");
    for line in [
        "    Mail(String),",
        "    Part(",
        "    Apple,",
        "pub struct Known {",
    ] {
        assert!(types.contains(line), "{line}");
    }
    request.lock = Some(SourceText::new("spec/names.lock", first.lock.clone()));
    let mut diagnostics = Diagnostics::new();
    let second = codegen::generate(&request, &mut diagnostics, &mut |_| {});
    let second = second.expect("the project's document generates");
    let mut unmatched = diagnostics.iter();
    assert!(unmatched.all(|it| it.code != Code::UnmatchedPattern));
    assert_eq!(second.files, first.files);
    assert_eq!(second.lock, first.lock);
}

#[test]
fn names_that_settings_give_twice_or_to_nothing_are_reported() {
    let found = |key: &str, name: &str| {
        let mut request = tests::request();
        request
            .config
            .rename
            .insert(key.to_owned(), name.to_owned());
        let mut diagnostics = Diagnostics::new();
        codegen::generate(&request, &mut diagnostics, &mut |_| {});
        let ours = diagnostics.iter().filter(|it| {
            let is_ours = [Code::InvalidConfig, Code::UnmatchedPattern].contains(&it.code);
            is_ours && it.message.contains("[rename]")
        });
        ours.map(|it| it.code).collect::<Vec<Code>>()
    };
    assert_eq!(
        found("object_common", "person_common"),
        [Code::InvalidConfig]
    );
    assert_eq!(found("push_sent", "PushDone"), []);
    assert_eq!(found("Platform::Ios", "Android"), [Code::InvalidConfig]);
    assert_eq!(found("Platform::iOS", "Apple"), [Code::UnmatchedPattern]);
    let member = "#/components/schemas/person_common/properties/type";
    assert_eq!(found(member, "Kind"), [Code::UnmatchedPattern]);
}

#[test]
fn a_retired_name_is_not_given_to_something_else() {
    let mut request = tests::request();
    let lock = tests::spec_text("names.lock").text;
    let is_platform = |line: &&str| line.starts_with("Platform ");
    let kept: Vec<&str> = lock.lines().filter(|it| !is_platform(it)).collect();
    let tombstone = "Platform 0000000000000000 /components/schemas/gone retired";
    let text = format!("{}\n{tombstone}\n", kept.join("\n"));
    request.lock = Some(SourceText::new("spec/names.lock", text));
    let items = public_items(&generate(&request));
    assert!(!items.contains("pub enum Platform"), "{items:#?}");
}

#[test]
fn what_a_merge_left_in_the_lock_is_an_error() {
    let mut request = tests::request();
    let lock = tests::spec_text("names.lock").text;
    request.lock = Some(SourceText::new(
        "spec/names.lock",
        format!("{lock}<<<<<<< HEAD\n"),
    ));
    let mut diagnostics = Diagnostics::new();
    assert!(codegen::generate(&request, &mut diagnostics, &mut |_| {}).is_none());
    assert!(diagnostics.has_errors());
}

#[test]
fn the_order_of_the_document_changes_no_name_and_no_public_item() {
    for reorder in [reversed, scattered] {
        for lock in [WithLock::Yes, WithLock::No] {
            let mut request = tests::request();
            if lock == WithLock::No {
                request = without_lock(request);
            }
            let before = generate(&request);
            request.document = reordered(reorder);
            let after = generate(&request);
            assert_eq!(public_items(&after), public_items(&before), "{lock:?}");
            assert_eq!(locked_names(&after), locked_names(&before), "{lock:?}");
            assert_eq!(after.summary.types, before.summary.types, "{lock:?}");
        }
    }
}

/// The fields follow the document's order: the test above compares what it should.
#[test]
fn reordering_the_document_is_seen_in_the_order_of_the_fields() {
    let mut request = tests::request();
    let before = generate(&request);
    request.document = reordered(reversed);
    let after = generate(&request);
    assert_ne!(
        after.files.get("src/types.rs"),
        before.files.get("src/types.rs")
    );
}

/// Conditions are remembered with a fingerprint, too.
#[test]
fn the_order_of_conditions_changes_nothing_in_the_lock() {
    let lock = |conditions: [&str; 2]| {
        let document = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    A:\n      \
             type: object\n      properties:\n        inner:\n          type: object\n          \
             properties: {{a: {{type: string}}, b: {{type: string}}, c: {{type: string}}}}\n          \
             dependentRequired: {{{}, {}}}\n",
            conditions[0], conditions[1]
        );
        let mut request = without_lock(tests::request());
        request.document = SourceText::new("conditions.yaml", document);
        request.config = Config::default();
        generate(&request).lock
    };
    let [one, other] = ["a: [b]", "b: [c]"];
    assert_eq!(lock([one, other]), lock([other, one]));
}

#[test]
fn the_order_of_components_moves_no_box() {
    let types = |components: [&str; 2]| {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\ncomponents:\n  schemas:\n    {}\n    {}\n",
            components[0], components[1]
        );
        let mut request = without_lock(tests::request());
        request.document = SourceText::new("boxes.yaml", document);
        request.config = Config::default();
        let types = generate(&request)
            .files
            .get("src/types.rs")
            .map(str::to_owned);
        types.expect("the types")
    };
    let holding = |name: &str, member: &str, held: &str| {
        format!(
            "{name}: {{type: object, properties: {{{member}: {{anyOf: [{{type: string}}, \
             {{$ref: '#/components/schemas/{held}'}}]}}}}}}"
        )
    };
    let (card, owner) = (
        holding("Card", "owner", "Owner"),
        holding("Owner", "first", "Card"),
    );
    assert!(types([&card, &owner]).contains("Box<"));
    assert_eq!(types([&card, &owner]), types([&owner, &card]));
}

#[test]
fn json_and_yaml_of_the_same_document_give_the_same_crate() {
    let mut request = tests::request();
    let from_yaml = generate(&request);
    request.document = SourceText::new("spec/document.json", tests::document().to_string());
    let from_json = generate(&request);
    assert_eq!(from_json.files, from_yaml.files);
    assert_eq!(from_json.lock, from_yaml.lock);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithLock {
    Yes,
    No,
}

fn without_lock(request: Request) -> Request {
    Request {
        lock: None,
        ..request
    }
}

fn generate(request: &Request) -> Generated {
    let mut diagnostics = Diagnostics::new();
    let generated = codegen::generate(request, &mut diagnostics, &mut |_| {});
    generated.unwrap_or_else(|| {
        let findings: Vec<_> = diagnostics.iter().collect();
        panic!("the project's document generates: {findings:#?}")
    })
}

/// The heads of all types, in no order: `pub struct PushEvents`.
fn public_items(generated: &Generated) -> BTreeSet<String> {
    let types = generated.files.get("src/types.rs").expect("the types");
    let items: BTreeSet<String> = types
        .lines()
        .filter(|line| {
            ["pub struct ", "pub enum ", "pub type "]
                .iter()
                .any(|head| line.starts_with(head))
        })
        .map(|line| line.trim_end_matches([' ', '{', ';']).to_owned())
        .collect();
    assert!(items.len() > 90, "{items:#?}");
    items
}

/// The first word of each line of the lock.
fn locked_names(generated: &Generated) -> BTreeSet<String> {
    let lines = generated.lock.lines().filter(|line| !line.starts_with('#'));
    let names: BTreeSet<String> = lines
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 40, "{names:#?}");
    names
}

/// The project's document in another order.
fn reordered(order: fn(usize) -> Vec<usize>) -> SourceText {
    let document = shuffle(tests::document(), &mut |len| order(len));
    SourceText::new("spec/customerio.openapi.json", document.to_string())
}
