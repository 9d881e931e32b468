//! What the generator is asked for: a document of some schemas, by what settings.

use codegen::config::{Config, Formats, OneOf, Settings, UnknownFields, UntypedProperties};
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, Workspace};
use serde_json::json;

use crate::graph::{Components, closure};

/// The request for a crate of some schemas and of all that they refer to.
pub fn request(crate_name: &str, names: &[String], components: &Components) -> Request {
    let settings = Settings {
        formats: Formats::Annotate,
        ..Settings::default()
    };
    with_settings(crate_name, names, components, settings)
}

/// The same, where everything means what JSON Schema says, formats included.
pub fn strict_request(crate_name: &str, names: &[String], components: &Components) -> Request {
    let settings = Settings {
        one_of: OneOf::Exact,
        untyped_properties: UntypedProperties::Any,
        ..Settings::default()
    };
    with_settings(crate_name, names, components, settings)
}

/// A request for all of a document of OpenAPI 3.1 that means what JSON Schema 2020-12 says.
pub fn literal_request(
    crate_name: &str,
    components: Components,
    unknown_fields: UnknownFields,
) -> Request {
    let settings = Settings {
        one_of: OneOf::Exact,
        untyped_properties: UntypedProperties::Any,
        formats: Formats::Annotate,
        unknown_fields,
        ..Settings::default()
    };
    of_version("3.1.0", crate_name, components, settings)
}

fn with_settings(
    crate_name: &str,
    names: &[String],
    components: &Components,
    settings: Settings,
) -> Request {
    of_version("3.0.3", crate_name, closure(names, components), settings)
}

fn of_version(
    version: &str,
    crate_name: &str,
    components: Components,
    settings: Settings,
) -> Request {
    let config = Config {
        settings,
        ..Config::default()
    };
    let document = json!({
        "openapi": version,
        "info": { "title": "Agreement", "version": "1" },
        "paths": {},
        "components": { "schemas": components },
    });
    Request {
        folder: std::sync::Arc::new(NoFolder),
        document: SourceText::new("made.json", document.to_string()),
        config,
        config_source: None,
        lock: None,
        crate_name: crate_name.to_owned(),
        workspace: Workspace::Member,
    }
}
