//! How long it takes to validate: generated types against compiled validators of the `jsonschema`
//! crate, in turns. `cargo bench -p agreement --bench validate`

#![allow(
    clippy::unwrap_used,
    reason = "a fault in the benchmark's own payloads ends it"
)]

use std::hint::black_box;

use agreement::graph::Components;
use agreement::reference::{compile_with_formats, translate};
use agreement::rules::{Rule, Rules};
use bench::payloads::{self, Tag};
use bench::turns::{medians, print};
use customerio::{OrAudienceFilter, PersonEvent, PersonOperations, PushEvent, Validate, decode};
use jsonschema::Validator;
use serde_json::Value;

type Turn = Box<dyn FnMut()>;

fn main() {
    let document = tests::document();
    let components: Components = tests::components(&document)
        .map(|(name, schema)| {
            (
                name.to_owned(),
                serde_json::from_str(&schema.to_string()).unwrap(),
            )
        })
        .collect();
    compare::<PushEvent>("push_event", &components, payloads::push_events(Tag::First));
    compare::<PersonOperations>(
        "person_operations",
        &components,
        payloads::person_operations(),
    );
    compare::<OrAudienceFilter>(
        "orAudienceFilter",
        &components,
        payloads::audience_filters(),
    );
    report(&components);
}

/// The component's validator, as the contract reads the document: read as plain JSON Schema, two
/// variants accept the same event, or the same filter.
fn validator(name: &str, components: &Components) -> Validator {
    let rules = Rules::from([Rule::Discriminator, Rule::RequiresNothing]);
    compile_with_formats(&translate(name, components, &rules))
}

/// Valid payloads: judged in memory, and from text.
fn compare<T: Validate + 'static>(name: &str, components: &Components, texts: Vec<String>) {
    let count = texts.len();
    let trees: Vec<Value> = texts
        .iter()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let typed: Vec<T> = texts
        .iter()
        .map(|it| decode(it.as_bytes()).unwrap())
        .collect();
    for (tree, text) in trees.iter().zip(&texts) {
        assert!(
            validator(name, components).is_valid(tree),
            "{name} refuses {text}"
        );
    }

    println!("\nvalidate: {name} ({count} payloads)\n");
    let judge = validator(name, components);
    let mut turns: Vec<Turn> = vec![
        Box::new({
            let typed: Vec<T> = texts
                .iter()
                .map(|it| decode(it.as_bytes()).unwrap())
                .collect();
            move || {
                typed
                    .iter()
                    .for_each(|it| assert!(black_box(it).validate().is_ok()))
            }
        }),
        Box::new(move || {
            typed
                .iter()
                .for_each(|it| assert!(black_box(it).is_valid()))
        }),
        Box::new(move || {
            trees
                .iter()
                .for_each(|it| assert!(judge.is_valid(black_box(it))))
        }),
    ];
    let names = ["typed, validate", "typed, is_valid", "jsonschema, is_valid"];
    print(&names, &medians(&mut turns), count, "typed, validate");

    println!("\ntext to a validated value: {name}\n");
    let judge = validator(name, components);
    let other = texts.clone();
    let mut turns: Vec<Turn> = vec![
        Box::new(move || {
            for text in &texts {
                assert!(black_box(decode::<T>(text.as_bytes())).is_ok());
            }
        }),
        Box::new(move || {
            for text in &other {
                let tree: Value = serde_json::from_slice(text.as_bytes()).unwrap();
                assert!(judge.is_valid(black_box(&tree)));
            }
        }),
    ];
    let names = ["decode", "Value, jsonschema"];
    print(&names, &medians(&mut turns), count, "decode");
}

/// Three violations: email addresses that are none.
fn report(components: &Components) {
    let text = r#"{"type":"person","action":"event","identifiers":{"id":"1"},"name":"bought",
        "attributes":{"reply_to":"a","recipient":"b","from_address":"c"}}"#;
    let tree: Value = serde_json::from_str(text).unwrap();
    let typed: PersonEvent = serde_json::from_str(text).unwrap();
    let judge = validator("person_event", components);
    let errors = |judge: &Validator, tree: &Value| -> Vec<String> {
        let errors = judge.iter_errors(tree);
        errors
            .map(|it| format!("{}: {it}", it.instance_path()))
            .collect()
    };
    assert_eq!(typed.validate().unwrap_err().len(), 3);
    assert_eq!(errors(&judge, &tree).len(), 3);

    println!("\na report of three violations: person_event\n");
    let read = typed.clone();
    let mut turns: Vec<Turn> = vec![
        Box::new(move || {
            black_box(black_box(&typed).validate()).unwrap_err();
        }),
        // Words are put together when they are asked for: here, all of them are.
        Box::new(move || {
            black_box(black_box(&read).validate().unwrap_err().to_string());
        }),
        Box::new(move || {
            black_box(errors(&judge, black_box(&tree)));
        }),
    ];
    let names = [
        "typed, validate",
        "typed, validate, as text",
        "jsonschema, iter_errors",
    ];
    print(&names, &medians(&mut turns), 1, "typed, validate");
}
