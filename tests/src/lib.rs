//! What the integration tests share: the project's document, the request that generates the project's
//! crate from it, documents in another order, and generated crates that are compiled and asked.

pub mod beside;
pub mod crates;
pub mod reorder;
pub mod workspace;

use codegen::Request;
use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::raw::Raw;
use codegen::reader::{self, NoFolder, SourceText};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// One text of the folder `spec/`.
///
/// # Panics
///
/// When it can't be read.
pub fn spec_text(name: &str) -> SourceText {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../spec")
        .join(name);
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    SourceText::new(format!("spec/{name}"), text)
}

/// The tree of the project's document.
///
/// # Panics
///
/// When the document can't be read.
pub fn document() -> Raw {
    let mut diagnostics = Diagnostics::new();
    let document = reader::read(spec_text("customerio.openapi.yaml"), &mut diagnostics);
    document.expect("the project's document is readable").root
}

/// The component schemas of a document, in its order.
///
/// # Panics
///
/// When there are none.
pub fn components(document: &Raw) -> impl Iterator<Item = (&str, &Raw)> {
    document
        .get("components")
        .and_then(|components| components.get("schemas"))
        .and_then(Raw::as_object)
        .expect("the document has component schemas")
        .iter()
        .map(|(name, schema)| (name.as_str(), schema))
}

/// The request that `cargo xtask codegen` makes for the project's document.
///
/// # Panics
///
/// When `spec/` can't be read.
pub fn request() -> Request {
    let config_source = spec_text("codegen.toml");
    let mut diagnostics = Diagnostics::new();
    let config = Config::parse(&config_source, &mut diagnostics).expect("the settings are valid");
    Request {
        folder: Arc::new(NoFolder),
        document: spec_text("customerio.openapi.yaml"),
        crate_name: config
            .crate_name
            .clone()
            .expect("the settings name the crate"),
        config,
        config_source: Some(config_source),
        lock: Some(spec_text("names.lock")),
        workspace: codegen::Workspace::Member,
    }
}
