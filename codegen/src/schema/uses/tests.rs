use std::fmt::Write;

use super::*;
use crate::reader::{self, NoFolder, SourceText};

/// What each schema of the operations is called by: `around/name`.
fn labels(text: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let document = reader::read(SourceText::new("a.yaml", text), &mut diagnostics).unwrap();
    let mut library = Library::new(&document, &NoFolder);
    let found = find(&mut library, &mut diagnostics);
    let label = |label: Label| {
        let [around, name] = [label.around, label.name].map(|it| ident::split(&it).join(" "));
        format!("{around}/{name}")
    };
    found.into_iter().map(|it| label(it.1)).collect()
}

#[test]
fn an_operation_id_that_two_have_names_neither() {
    let operation = "{operationId: pets, requestBody: {content: {a/b: {schema: {}}}}}";
    let text =
        format!("openapi: 3.0.3\npaths:\n  /b: {{get: {operation}}}\n  /a: {{put: {operation}}}\n");
    assert_eq!(labels(&text), ["/put a request", "/get b request"]);
}

#[test]
fn what_two_paths_share_is_found_once() {
    let text = "
openapi: 3.1.0
paths:
  /b: {$ref: '#/components/pathItems/Both'}
  /a: {$ref: '#/components/pathItems/Both', parameters: [{name: own, schema: {}}]}
components:
  pathItems:
    Both: {get: {responses: {404: {content: {a/b: {schema: {}}}}}}}
";
    assert_eq!(labels(text), ["/get a not found response", "get a/own"]);
}

#[test]
fn references_that_lead_nowhere_or_in_circles_come_to_an_end() {
    let text = "
openapi: 3.0.3
paths:
  /a: {get: {responses: {200: {$ref: '#/components/responses/A'}, 201: {$ref: '#/nothing'}}}}
components:
  responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: '#/components/responses/A'}}
";
    assert_eq!(labels(text), [""; 0]);
}

#[test]
fn callbacks_of_callbacks_cost_no_stack() {
    let mut text = "openapi: 3.1.0\npaths: {}\ncomponents:\n  pathItems:\n".to_owned();
    for index in 0..20_000 {
        let next = index + 1;
        let target = format!("{{$ref: '#/components/pathItems/P{next}'}}");
        let _ = writeln!(
            text,
            "    P{index}: {{put: {{operationId: o{index}, requestBody: {{content: {{a/b: {{schema: {{}}}}}}}}, callbacks: {{c: {{url: {target}}}}}}}}}"
        );
    }
    text.push_str("    P20000: {}\n");
    assert_eq!(labels(&text).len(), 20_000);
}
