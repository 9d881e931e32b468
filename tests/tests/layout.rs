//! How many types are spread over files: by the first word of their names, and by nothing else.

use std::collections::BTreeSet;

use codegen::Request;
use codegen::config::Layout;
use codegen::diagnostics::Diagnostics;
use codegen::files::Files;
use tests::workspace::Workspace;

/// The files of the project's document, with some text of it replaced.
fn files(layout: Option<Layout>, replaced: &str, by: &str) -> Files {
    let mut request: Request = tests::request();
    request.config.layout = layout;
    let text = request.document.text.replacen(replaced, by, 1);
    assert!(replaced.is_empty() || text != request.document.text);
    request.document.text = text;
    let mut diagnostics = Diagnostics::new();
    let generated = codegen::generate(&request, &mut diagnostics, &mut |_| {});
    generated.expect("the document is fine").files
}

fn paths<'a>(files: &'a Files, folder: &str) -> Vec<&'a str> {
    let paths = files.iter().map(|it| it.0);
    paths.filter(|it| it.starts_with(folder)).collect()
}

#[test]
fn a_small_document_has_one_file_for_each_aspect_unless_the_settings_say() {
    let own = files(None, "", "");
    let single = files(Some(Layout::Single), "", "");
    assert_eq!(own, single);
    assert!(paths(&own, "src/types/").is_empty());
    let families = files(Some(Layout::Families), "", "");
    assert!(families.get("src/types/push.rs").is_some());
    assert!(families.get("src/tables/push.rs").is_some());
    assert!(families.get("src/checks/push.rs").is_some());
}

#[test]
fn families_hold_what_the_single_file_holds() {
    let single = files(Some(Layout::Single), "", "");
    let families = files(Some(Layout::Families), "", "");
    for aspect in ["types", "tables", "checks"] {
        // Where the printer fills lines, they differ.
        let words = |text: &str| -> BTreeSet<String> {
            let lines = text.lines().filter(|it| !it.starts_with("use "));
            let words = lines.flat_map(str::split_whitespace);
            words.map(str::to_owned).collect()
        };
        let whole = single.get(&format!("src/{aspect}.rs"));
        let whole = words(whole.expect("the single file"));
        let mut parts = BTreeSet::new();
        for path in paths(&families, &format!("src/{aspect}/")) {
            parts.extend(words(families.get(path).expect("a file that is listed")));
        }
        assert_eq!(whole, parts, "{aspect}");
    }
}

#[test]
fn a_new_component_moves_no_type_to_another_file() {
    let before = files(Some(Layout::Families), "", "");
    let with_one_more = files(
        Some(Layout::Families),
        "  schemas:\n",
        "  schemas:\n    zebra_stripe:\n      type: object\n      properties: {width: {type: integer}}\n",
    );
    for folder in ["src/types/", "src/tables/", "src/checks/"] {
        let mut after = paths(&with_one_more, folder);
        let zebra = format!("{folder}zebra.rs");
        after.retain(|it| *it != zebra);
        assert_eq!(after, paths(&before, folder));
        for path in after {
            assert_eq!(before.get(path), with_one_more.get(path), "{path}");
        }
        assert!(with_one_more.get(&zebra).is_some());
    }
}

#[test]
fn a_crate_in_families_compiles_without_a_warning() {
    let mut workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "layout");
    workspace.add("customerio", &files(Some(Layout::Families), "", ""));
    let printed = workspace.cargo(&["check", "--quiet", "--workspace"], "");
    assert_eq!(printed.said, "");
}
