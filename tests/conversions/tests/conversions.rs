//! A generated crate whose settings ask for conversions, with and without their features.

#![allow(
    clippy::unwrap_used,
    reason = "a fault in the test's own files ends it"
)]

use std::path::Path;
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, generate};
use tests::workspace::Workspace;

const CRATES: &str = "conversions = [\"chrono\", \"jiff\", \"url\", \"uuid\"]";

#[test]
fn members_are_given_as_types_of_the_crates_that_are_asked_for() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/conversions-to-other-crates/spec.yaml");
    let settings = SourceText::new("codegen.toml", CRATES);
    let mut diagnostics = Diagnostics::new();
    let request = Request {
        document: SourceText::new("spec.yaml", std::fs::read_to_string(path).unwrap()),
        folder: Arc::new(NoFolder),
        config: Config::parse(&settings, &mut diagnostics).unwrap(),
        config_source: Some(settings),
        lock: None,
        crate_name: "shop".to_owned(),
        workspace: codegen::Workspace::Member,
    };
    let generated = generate(&request, &mut diagnostics, &mut |_| {}).unwrap();
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "conversions");
    workspace.add("shop", &generated.files);
    workspace.add_program("buyer", include_str!("../programs/buyer.rs"));
    let alone = workspace.cargo(&["check", "--quiet", "--package", "shop"], "");
    assert_eq!(alone.said, "", "without features");
    let features = "shop/chrono,shop/jiff,shop/url,shop/uuid";
    let arguments = [
        "run",
        "--quiet",
        "--package",
        "buyer",
        "--features",
        features,
    ];
    let printed = workspace.cargo(&arguments, "");
    assert_eq!(printed.said, "", "with all features");
    assert_eq!(printed.output, include_str!("../programs/buyer.txt"));
}
