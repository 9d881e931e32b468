//! A crate has the parts of the support code that it uses, and no other.

use codegen::Request;
use codegen::diagnostics::Diagnostics;
use codegen::files::Files;

/// The files of a document with one string, which has this keyword.
fn files(keyword: &str) -> Files {
    let mut request: Request = tests::request();
    request.document.text = format!(
        "openapi: 3.1.0\ninfo: {{title: Parts, version: '1'}}\npaths: {{}}\n\
         components: {{schemas: {{Pet: {{type: object, {keyword}}}}}}}\n"
    );
    request.config.allow.clear();
    request.lock = None;
    let mut diagnostics = Diagnostics::new();
    let generated = codegen::generate(&request, &mut diagnostics, &mut |_| {});
    generated.expect("the document is fine").files
}

#[test]
fn a_part_comes_along_only_where_it_is_used() {
    let expected: [(&str, &[&str]); 5] = [
        ("properties: {a: {type: string}}", &[]),
        ("properties: {a: {type: string, format: uuid}}", &["format"]),
        (
            "properties: {a: {type: string, pattern: ^a$}}",
            &["pattern"],
        ),
        ("dependentRequired: {a: [b]}", &["applicators"]),
        (
            "oneOf: [{required: [a]}, {required: [b]}], properties: {a: {type: string}, b: {type: string}}",
            &["union"],
        ),
    ];
    for (keyword, wanted) in expected {
        let files = files(keyword);
        let root = files.get("src/support/mod.rs").expect("the root of it");
        for part in ["applicators", "convert", "format", "pattern", "union"] {
            let is_wanted = wanted.contains(&part);
            let file = files.get(&format!("src/support/{part}.rs"));
            assert_eq!(file.is_some(), is_wanted, "{keyword}: {part}");
            let declared = root.contains(&format!("mod {part};"));
            assert_eq!(declared, is_wanted, "{keyword}: {part}");
            let folder = format!("src/support/{part}/");
            let has_folder = files.iter().any(|(path, _)| path.starts_with(&folder));
            assert!(is_wanted || !has_folder, "{keyword}: {folder}");
        }
    }
}
