//! Settings for types that the document doesn't have, or that have no effect.

use std::collections::BTreeSet;

use super::Names;
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
    let is_place = |key: &str| graph.components.contains_key(key) || pointers.contains(key);
    for key in config.rename.keys().filter(|it| !names.used.contains(*it)) {
        let (message, help) = match is_place(key) {
            true => (
                format!("`{key}` in [rename] has no name of its own, or another key names it"),
                "name what stands around it: a component, an object, an enum, a union or one of its variants",
            ),
            false => (
                format!("`{key}` in [rename] names no component, schema, type or variant"),
                "remove it, or correct it: a component's name, a pointer, or the name that codegen gave, \
                 such as `Order` or `Order::Paid`",
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
            .help("remove it, or correct it: a component's name, or a pointer such as `#/components/schemas/Order/properties/lines`");
    }
}
