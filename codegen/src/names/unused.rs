//! Settings for types that the document doesn't have.

use std::collections::BTreeSet;

use super::{Names, Origin, ident};
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
    // A key may also be the name that a type would have.
    let has_given = |name: &str| {
        let name = ident::type_name(name);
        let mut renamed = names.origins.iter();
        renamed.any(|(id, origin)| *origin == Origin::Renamed && names.types.get(id) == Some(&name))
    };
    let renames = config.rename.iter();
    let renames = renames.filter(|(key, name)| !is_place(key) && !has_given(name));
    let unused = renames.map(|(key, _)| ("rename", key));
    let types = config.types.keys().filter(|it| !is_place(it));
    for (table, key) in unused.chain(types.map(|it| ("types", it))) {
        diagnostics
            .report(
                Code::UnmatchedPattern,
                File::Config,
                format!("`{key}` in [{table}] names no component, schema or type"),
            )
            .help("remove it, or correct it: a component's name, a pointer, or the name that codegen gave");
    }
}
