//! Whether a schema has any structure that tells it from others of its kind.

use crate::schema::{Additional, SchemaGraph, SchemaId};

/// How deep lists in lists are looked into.
const DEEPEST: usize = 8;

/// Whether a schema has members, listed values or limits, or is a list or map of what has: a bare
/// string says nothing about which of the bare strings it is.
pub(super) fn is_telling(graph: &SchemaGraph, schema: SchemaId) -> bool {
    is_telling_within(graph, schema, DEEPEST)
}

fn is_telling_within(graph: &SchemaGraph, schema: SchemaId, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return true;
    };
    let keywords = &graph.get(graph.resolve(schema)).keywords;
    if !keywords.one_of.is_empty() || !keywords.any_of.is_empty() {
        return true;
    }
    let mut rest = keywords.clone();
    rest.items = None;
    rest.format = None;
    rest.additional = Additional::Unspecified;
    let additional = match keywords.additional {
        Additional::Schema(schema) => Some(schema),
        Additional::Unspecified | Additional::Allowed => None,
        Additional::Denied => return true,
    };
    let parts = additional.iter().chain(&keywords.items);
    let parts = parts.chain(&keywords.reference).chain(&keywords.all_of);
    rest.is_constraining_beyond_type()
        || parts
            .into_iter()
            .any(|it| is_telling_within(graph, *it, depth))
}
