//! What must hold before anything else is looked at: an OpenAPI document of a known version.

use crate::diagnostics::{Code, Diagnostics};
use crate::pointer::Pointer;
use crate::raw::Raw;

/// Reports the first thing that keeps the tree from being such a document; `true` if it is one.
pub(super) fn check(root: &Raw, diagnostics: &mut Diagnostics) -> bool {
    check_version(root, diagnostics) && check_components(root, diagnostics)
}

fn check_version(root: &Raw, diagnostics: &mut Diagnostics) -> bool {
    let top = Pointer::root();
    let at = top.key("openapi");
    match root.get("openapi") {
        _ if root.as_object().is_none() => {
            let message = format!("an OpenAPI document is an object, this is {}", root.kind());
            diagnostics.report(Code::NotOpenApi, &top, message);
        }
        Some(Raw::String(version)) if is_supported(version) => return true,
        Some(Raw::String(version)) => {
            let message = format!("OpenAPI {version} is not supported");
            diagnostics
                .report(Code::UnsupportedVersion, &at, message)
                .help(
                    "OpenAPI 3.0 and 3.1 are supported: the version reads such as 3.0.3 or 3.1.0",
                );
        }
        Some(other) => {
            let message = format!("the version in `openapi` is {}, not a string", other.kind());
            diagnostics
                .report(Code::NotOpenApi, &at, message)
                .help("write it in full, such as `openapi: 3.0.3`");
        }
        None => match root.get("swagger") {
            Some(version) => {
                let version = version.as_str().map_or(version.to_string(), str::to_owned);
                let message = format!("Swagger {version} is not supported");
                diagnostics
                    .report(Code::UnsupportedVersion, top.key("swagger"), message)
                    .help("convert the document to OpenAPI 3.0, for example with swagger2openapi");
            }
            None => {
                diagnostics
                    .report(
                        Code::NotOpenApi,
                        &top,
                        "the document has no `openapi` member",
                    )
                    .help("an OpenAPI document begins with `openapi: 3.1.0`, or another version");
            }
        },
    }
    false
}

/// Where the schemas are looked for, there must be a place for them.
fn check_components(root: &Raw, diagnostics: &mut Diagnostics) -> bool {
    let components = Pointer::root().key("components");
    let schemas = components.key("schemas");
    let (place, message) = match (root.at(&components), root.at(&schemas)) {
        (None | Some(Raw::Object(_)), None | Some(Raw::Object(_))) => return true,
        (_, Some(other)) => {
            let message = format!("`components.schemas` is {}, not an object", other.kind());
            (schemas, message)
        }
        (Some(other), None) => {
            let message = format!("`components` is {}, not an object", other.kind());
            (components, message)
        }
    };
    diagnostics.report(Code::NotOpenApi, place, message);
    false
}

/// Whether the version is 3.0 or 3.1 with a patch number: `3.0.3`, also `3.1.0-rc1`.
fn is_supported(version: &str) -> bool {
    let patch = version
        .strip_prefix("3.0.")
        .or_else(|| version.strip_prefix("3.1."));
    let Some(patch) = patch else {
        return false;
    };
    let number = patch.split_once('-').map_or(patch, |(number, _)| number);
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;
    use serde_json::{Value, json};

    fn check_one(document: Value, code: Code, pointer: &str, message: &str) {
        let mut diagnostics = Diagnostics::new();
        let passes = check(&Raw::from_json(&document), &mut diagnostics);
        assert!(!passes);
        let finding = diagnostics.iter().next().unwrap();
        assert_eq!((finding.code, finding.message.as_str()), (code, message));
        assert_eq!(
            finding.place,
            Place::Document(Pointer::parse(pointer).unwrap())
        );
        assert_eq!(diagnostics.iter().count(), 1);
    }

    #[test]
    fn every_patch_of_3_0_and_3_1_passes() {
        for version in ["3.0.0", "3.0.4", "3.0.0-rc1", "3.1.0", "3.1.1"] {
            let document = json!({"openapi": version, "components": {"schemas": {"A": {}}}});
            let mut diagnostics = Diagnostics::new();
            assert!(check(&Raw::from_json(&document), &mut diagnostics));
            assert_eq!(diagnostics.iter().count(), 0);
        }
    }

    #[test]
    fn other_versions_are_unsupported() {
        for version in ["3.2.0", "3.0", "3.0.", "3.0.x", "4.0.0", ""] {
            let message = format!("OpenAPI {version} is not supported");
            let document = json!({ "openapi": version });
            check_one(document, Code::UnsupportedVersion, "/openapi", &message);
        }
    }

    #[test]
    fn a_swagger_document_gets_its_own_message() {
        let document = json!({"swagger": "2.0", "definitions": {}});
        let message = "Swagger 2.0 is not supported";
        check_one(document, Code::UnsupportedVersion, "/swagger", message);
    }

    #[test]
    fn a_document_without_version_is_not_openapi() {
        let message = "the document has no `openapi` member";
        check_one(json!({"a": 1}), Code::NotOpenApi, "", message);
    }

    #[test]
    fn an_unquoted_version_that_is_a_number_is_explained() {
        let message = "the version in `openapi` is a number, not a string";
        check_one(
            json!({"openapi": 3.0}),
            Code::NotOpenApi,
            "/openapi",
            message,
        );
    }

    #[test]
    fn the_root_must_be_an_object() {
        let message = "an OpenAPI document is an object, this is an array";
        check_one(json!(["openapi"]), Code::NotOpenApi, "", message);
    }

    #[test]
    fn components_that_are_no_objects_are_reported_where_they_stand() {
        let no = |components: Value, pointer: &str, message: &str| {
            let document = json!({"openapi": "3.0.3", "components": components});
            check_one(document, Code::NotOpenApi, pointer, message);
        };
        let message = "`components.schemas` is null, not an object";
        no(json!({"schemas": null}), "/components/schemas", message);
        let message = "`components` is an array, not an object";
        no(json!([]), "/components", message);
    }
}
