//! Settings for types that the document doesn't have, or that have no effect.

use std::collections::BTreeSet;

use super::Names;
use crate::closest::closest;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics, File};
use crate::schema::SchemaGraph;

/// Reports the keys of `[rename]` and `[types]` that lead to nothing: misspelt, or left over.
pub(super) fn report(
    graph: &SchemaGraph,
    config: &Config,
    names: &Names,
    diagnostics: &mut Diagnostics,
) {
    if config.rename.is_empty() && config.types.is_empty() {
        return;
    }
    let pointers: BTreeSet<String> = graph
        .ids()
        .map(|it| graph.pointer(it).to_string())
        .collect();
    let components = || graph.components.keys().map(String::as_str);
    let types = || names.types.values().map(String::as_str);
    let said = |close: Vec<String>| match close.first() {
        Some(close) => format!("did you mean `{close}`? Otherwise, "),
        None => String::new(),
    };
    let meant = |key: &str| said(closest(key, components().chain(types())));
    let meant_component = |key: &str| said(closest(key, components()));
    let is_place = |key: &str| graph.components.contains_key(key) || pointers.contains(key);
    for key in config.rename.keys().filter(|it| !names.used.contains(*it)) {
        let (message, help) = match is_place(key) {
            true => (
                format!("`{key}` in [rename] has no name of its own, or another key names it"),
                "name what stands around it: a component, an object, an enum, a union or one of its variants"
                    .to_owned(),
            ),
            false => (
                format!("`{key}` in [rename] names no component, schema, type or variant"),
                format!(
                    "{}remove it, or correct it: a component's name, a pointer, or the name that codegen gave, \
                     such as `Order` or `Order::Paid`",
                    meant(key)
                ),
            ),
        };
        diagnostics
            .report(Code::UnmatchedPattern, File::Config, message)
            .help(help);
    }
    for key in config.types.keys().filter(|it| !is_place(it)) {
        diagnostics
            .report(
                Code::UnmatchedPattern,
                File::Config,
                format!("`{key}` in [types] names no component or schema"),
            )
            .help(format!(
                "{}remove it, or correct it: a component's name, or a pointer such as \
                 `#/components/schemas/Order/properties/lines`",
                meant_component(key)
            ));
    }
}
