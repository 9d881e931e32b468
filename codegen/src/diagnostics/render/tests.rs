//! Tests of the printed findings, whole where the layout matters.

use super::*;
use crate::diagnostics::{Allow, Code, File};
use crate::pointer::Pointer;

const TEXT: &str = "openapi: 3.0.3\ncomponents:\n  schemas:\n    A: {if: {}}\n";

fn check(report: impl FnOnce(&mut Diagnostics), expected: &str) {
    assert_eq!(rendered(TEXT, report, false), expected);
}

fn rendered(text: &str, report: impl FnOnce(&mut Diagnostics), color: bool) -> String {
    let document = SourceText::new("spec/api.yaml", text);
    let config = SourceText::new("codegen.toml", "[[allow]]\n");
    let sources = Sources {
        document: Some(&document),
        config: Some(&config),
        lock: None,
    };
    let mut diagnostics = Diagnostics::new();
    report(&mut diagnostics);
    human(&diagnostics, &sources, color)
}

fn schema() -> Pointer {
    Pointer::root().key("components").key("schemas").key("A")
}

#[test]
fn nothing_found_prints_nothing() {
    check(|_| {}, "");
}

#[test]
fn a_finding_shows_code_place_excerpt_pointer_and_help() {
    check(
        |diagnostics| {
            let message = "\"if\" is not supported";
            diagnostics
                .report(Code::UnsupportedKeyword, schema().key("if"), message)
                .help("express the alternatives with oneOf");
        },
        r#"warning[unsupported-keyword]: "if" is not supported
 --> spec/api.yaml:4:9
  |
4 |     A: {if: {}}
  |         ^^
  |
  = note: at #/components/schemas/A/if
  = help: express the alternatives with oneOf

warning: 1 warning
"#,
    );
}

#[test]
fn a_related_place_is_a_note_with_its_own_excerpt() {
    check(
        |diagnostics| {
            let place = Place::Position {
                file: File::Document,
                line: 4,
                column: 5,
            };
            diagnostics
                .report(Code::DuplicateKey, place, "the key `A` is given twice")
                .related(schema(), "first given here");
        },
        "\
error[duplicate-key]: the key `A` is given twice
 --> spec/api.yaml:4:5
  |
4 |     A: {if: {}}
  |     ^
note: first given here
 --> spec/api.yaml:4:5
  |
4 |     A: {if: {}}
  |     ^

error: 1 error
",
    );
}

#[test]
fn a_finding_about_a_file_or_a_missing_source_has_no_excerpt() {
    check(
        |diagnostics| {
            diagnostics.report(Code::InvalidConfig, File::Config, "no document");
            diagnostics
                .report(Code::InvalidConfig, File::Lock, "bad lock")
                .help("delete it");
            diagnostics.report(Code::UnknownFormat, File::Document, "w");
        },
        "\
error[invalid-config]: no document
 --> codegen.toml

error[invalid-config]: bad lock
  |
  = help: delete it

warning[unknown-format]: w
 --> spec/api.yaml

error: 2 errors, 1 warning
",
    );
}

#[test]
fn accepted_findings_are_counted_only() {
    check(
        |diagnostics| {
            diagnostics.report(Code::UnknownFormat, schema(), "w");
            diagnostics.accept(&[Allow {
                code: "unknown-format".to_owned(),
                pointer: schema().to_string(),
                reason: "known".to_owned(),
                line: 1,
            }]);
        },
        "note: 1 finding accepted by [[allow]] in codegen.toml\n",
    );
}

#[test]
fn a_place_in_a_very_long_line_keeps_its_column() {
    let text = format!(
        "{{\"a\": \"{}\", \"b\": 1, \"c\": [{}0]}}",
        "é".repeat(1_000_000),
        "0,".repeat(1_000_000)
    );
    let output = rendered(
        &text,
        |d| {
            d.report(Code::UnknownFormat, Pointer::root().key("b"), "w");
        },
        false,
    );
    assert!(output.contains("spec/api.yaml:1:1000011\n"), "{output}");
    assert!(output.contains("^^^\n") && output.len() < 700, "{output}");
}

#[test]
fn a_place_at_the_end_of_the_text_is_shown() {
    let output = rendered(
        "a: [\n",
        |d| {
            let place = Place::Position {
                file: File::Document,
                line: 2,
                column: 1,
            };
            d.report(Code::MalformedDocument, place, "unfinished");
        },
        false,
    );
    assert!(output.contains(" --> spec/api.yaml:2:1\n"), "{output}");
}

#[test]
fn nothing_from_a_document_steers_the_terminal() {
    let evil = "\u{1b}[2J\u{202e}\u{9b}\u{7}";
    let key = format!("x{evil}\nerror: forged");
    let text = format!("{{\"x{evil}\\nerror: forged\": 1}}");
    for color in [false, true] {
        let output = rendered(
            &text,
            |d| {
                let place = Pointer::root().key(&key);
                d.report(Code::UnknownFormat, &place, evil)
                    .help(key.as_str())
                    .related(&place, evil);
            },
            color,
        );
        let own_styles = output.replace("\u{1b}[", "");
        assert!(!output.contains("\u{1b}[2J"), "{output:?}");
        assert!(
            !own_styles.chars().any(|c| c.is_control() && c != '\n'),
            "{output:?}"
        );
        assert!(!output.contains(['\u{202e}', '\u{9b}']) && !output.contains("\nerror: forged"));
    }
}

#[test]
fn color_is_used_on_request_only() {
    let report = |d: &mut Diagnostics| {
        d.report(Code::NotOpenApi, schema(), "m");
    };
    assert!(rendered(TEXT, report, true).contains("\u{1b}["));
    assert!(!rendered(TEXT, report, false).contains('\u{1b}'));
}

#[test]
fn a_finding_in_a_file_beside_the_document_names_that_file() {
    let report = |diagnostics: &mut Diagnostics| {
        let pet = SourceText::new("spec/models/pet.yaml", "type: object\nif: {}\n");
        diagnostics.keep_file("models/pet.yaml", pet);
        let place = Pointer::file_root("models/pet.yaml").key("if");
        let position = Place::Beside {
            path: "models/pet.yaml".to_owned(),
            line: 1,
            column: 7,
        };
        diagnostics
            .report(Code::UnsupportedKeyword, place, "no")
            .related(position, "see");
    };
    check(
        report,
        r#"warning[unsupported-keyword]: no
 --> spec/models/pet.yaml:2:1
  |
2 | if: {}
  | ^^
  |
  = note: at models/pet.yaml#/if
note: see
 --> spec/models/pet.yaml:1:7
  |
1 | type: object
  |       ^^^^^^

warning: 1 warning
"#,
    );
}
