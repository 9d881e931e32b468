//! What `codegen.toml` may say, and what it gets for saying something else.

use crate::config::{
    Config, Formats, Layout, OneOf, Roots, Selector, UnknownFields, UntypedProperties,
};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::render::{self, Sources};
use crate::reader::SourceText;

fn parse(text: &str) -> Result<Config, String> {
    let source = SourceText::new("codegen.toml", text);
    let mut diagnostics = Diagnostics::default();
    let config = Config::parse(&source, &mut diagnostics);
    assert_eq!(config.is_none(), diagnostics.has_errors());
    config.ok_or_else(|| {
        let sources = Sources {
            document: None,
            config: Some(&source),
            lock: None,
        };
        render::human(&diagnostics, &sources, false)
    })
}

#[track_caller]
fn refuses(text: &str, expected: &[&str]) {
    let message = parse(text).unwrap_err();
    for part in expected {
        assert!(message.contains(part), "{part:?} is missing in:\n{message}");
    }
}

#[test]
fn an_empty_file_is_the_default() {
    let config = parse("").unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
    assert_eq!(config.roots, Roots::Components);
    assert_eq!(config.layout, None);
    assert_eq!(config.unknown_fields_of("Pet"), UnknownFields::Ignore);
    assert!(!config.open_enums_of("Pet"));
    assert_eq!(config.formats_of("Pet"), Formats::Check);
    assert_eq!(config.one_of_of("Pet"), OneOf::Practical);
    assert_eq!(
        config.untyped_properties_of("Pet"),
        UntypedProperties::Object
    );
}

#[test]
fn every_key_is_read() {
    let config = parse(
        r##"
document = "api.yaml"
crate_name = "pets"
roots = "all"
layout = "families"
include = ["Pet"]
exclude = ["Cat", "Dog"]
unknown_fields = "capture"
open_enums = true
formats = "annotate"
one_of = "exact"
untyped_properties = "any"

[rename]
b = "Bee"
"#/components/schemas/a" = "Ay"

[[allow]]
code = "unknown-format"
pointer = "#/components/schemas/Pet"
reason = "the server's own"
"##,
    )
    .unwrap();
    assert_eq!(config.document.as_deref(), Some("api.yaml"));
    assert_eq!(config.crate_name.as_deref(), Some("pets"));
    assert_eq!(config.roots, Roots::All);
    assert_eq!(config.layout, Some(Layout::Families));
    let pattern = |it: &Selector| it.pattern.clone();
    let include: Vec<String> = config.include.iter().map(pattern).collect();
    let exclude: Vec<String> = config.exclude.iter().map(pattern).collect();
    assert_eq!((include.len(), include[0].as_str()), (1, "Pet"));
    assert_eq!(exclude, ["Cat", "Dog"]);
    assert_eq!((config.exclude[1].line, config.exclude[1].column), (7, 19));
    assert_eq!(config.unknown_fields_of("x"), UnknownFields::Capture);
    assert!(config.open_enums_of("x"));
    assert_eq!(config.formats_of("x"), Formats::Annotate);
    assert_eq!(config.one_of_of("x"), OneOf::Exact);
    assert_eq!(config.untyped_properties_of("x"), UntypedProperties::Any);
    let names: Vec<_> = config.rename.iter().collect();
    assert_eq!(names[0].0, "b", "the file's order");
    assert_eq!(names[1].1, "Ay");
    let allow = &config.allow[0];
    assert_eq!(allow.code, "unknown-format");
    assert_eq!(allow.pointer, "#/components/schemas/Pet");
    assert_eq!(allow.reason, "the server's own");
    assert_eq!(allow.line, 18);
}

#[test]
fn a_type_has_settings_of_its_own_under_its_name_or_its_pointer() {
    let config = parse(
        r##"
unknown_fields = "capture"
[types.Pet]
unknown_fields = "deny"
[types."#/components/schemas/a~1b"]
open_enums = true
[types."#/components/schemas/Pet/properties/tag"]
formats = "annotate"
"##,
    )
    .unwrap();
    for key in ["Pet", "#/components/schemas/Pet"] {
        assert_eq!(config.unknown_fields_of(key), UnknownFields::Deny);
        assert!(!config.open_enums_of(key));
    }
    assert!(config.open_enums_of("a/b"));
    assert!(config.open_enums_of("#/components/schemas/a~1b"));
    assert_eq!(config.unknown_fields_of("a/b"), UnknownFields::Capture);
    let inline = "#/components/schemas/Pet/properties/tag";
    assert_eq!(config.formats_of(inline), Formats::Annotate);
}

#[test]
fn an_unknown_key_is_refused_with_its_place_and_the_known_ones() {
    refuses(
        "open_enums = true\n  documents = \"x\"\n",
        &[
            "unknown key `documents`",
            "codegen.toml:2:3",
            "`document`",
            "`allow`",
        ],
    );
    refuses(
        "[types.Pet]\nroots = \"all\"\n",
        &[
            "unknown key `roots`",
            "codegen.toml:2:1",
            "`unknown_fields`",
        ],
    );
    refuses(
        "[[allow]]\ncode = \"a\"\npointer = \"b\"\nreason = \"c\"\nwhy = \"\"\n",
        &["unknown key `why`", "codegen.toml:5:1", "`reason`"],
    );
}

#[test]
fn a_wrong_type_is_refused_with_its_place() {
    refuses(
        "open_enums = \"yes\"\n",
        &[
            "invalid type: string \"yes\"",
            "codegen.toml:1:14",
            "a boolean",
        ],
    );
    refuses("include = \"Pet\"\n", &["codegen.toml:1:11", "a sequence"]);
    refuses("rename = 3\n", &["codegen.toml:1:10", "a table"]);
    refuses("[rename]\nPet = 3\n", &["codegen.toml:2:7"]);
    refuses("roots = 3\n", &["codegen.toml:1:9"]);
}

#[test]
fn a_bad_value_is_refused_with_the_good_ones() {
    refuses(
        "# é\nunknown_fields = \"drop\"\n",
        &[
            "`drop`",
            "codegen.toml:2:18",
            "`ignore`",
            "`capture`",
            "`deny`",
        ],
    );
    refuses(
        "crate_name = \"type\"\n",
        &["a keyword", "codegen.toml:1:14"],
    );
    refuses("document = \"\"\n", &["empty", "codegen.toml:1:12"]);
    for name in ["a b", "type", "2x", "A/**/", ""] {
        let text = format!("[rename]\nPet = {name:?}\n");
        refuses(&text, &["no Rust identifier", "codegen.toml:2:7"]);
    }
}

#[test]
fn an_accepted_finding_needs_all_three_keys() {
    refuses(
        "\n[[allow]]\ncode = \"a\"\npointer = \"b\"\n",
        &["missing key `reason`", "codegen.toml:2:1"],
    );
    refuses(
        "[[allow]]\ncode = \"a\"\npointer = \"b\"\nreason = \" \"\n",
        &["`reason` is empty", "codegen.toml:4:10"],
    );
}

#[test]
fn one_type_has_one_table() {
    refuses(
        "[types.Pet]\n[types.\"#/components/schemas/Pet\"]\n",
        &["elsewhere already", "codegen.toml:2:8"],
    );
}

#[test]
fn broken_toml_is_refused_with_its_place() {
    refuses("document = \n", &["codegen.toml:1:"]);
    refuses(
        "formats = \"check\"\nformats = \"check\"\n",
        &["codegen.toml:2:1"],
    );
    for text in [
        "\u{feff}[",
        "[[",
        "a.b.c",
        "\0",
        "é = é",
        &"[".repeat(100_000),
    ] {
        assert!(parse(text).is_err());
    }
}

#[test]
fn all_faults_of_value_are_reported_at_once() {
    refuses(
        "document = \"\"\ncrate_name = \"\"\n",
        &["codegen.toml:1:", "codegen.toml:2:"],
    );
}
