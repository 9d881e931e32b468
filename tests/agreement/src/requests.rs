//! What the generator is asked for: a document of some schemas, formats left alone.

use codegen::config::{Config, Formats};
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, Workspace};
use serde_json::json;

use crate::graph::{Components, closure};

/// The request for a crate of some schemas and of all that they refer to.
pub fn request(crate_name: &str, names: &[String], components: &Components) -> Request {
    let mut config = Config::default();
    config.settings.formats = Formats::Annotate;
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Agreement", "version": "1" },
        "paths": {},
        "components": { "schemas": closure(names, components) },
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
