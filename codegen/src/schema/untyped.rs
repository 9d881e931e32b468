//! Schemas about objects or arrays without a `type` mean values of that type; where they are only part of a
//! schema that says of `null` that it may stand there, they don't speak of `null`.

use std::collections::HashSet;

use super::{SchemaGraph, SchemaId, Types};

/// Lets parts without a `type` allow the `null` that the schema around them allows: its own `type` for all of
/// them, and what stands beside them for those that declare no members.
pub(super) fn allow_null(graph: &mut SchemaGraph, untyped: &HashSet<SchemaId>) {
    // What is around a schema was lowered before it.
    for id in graph.ids().collect::<Vec<_>>() {
        let keywords = &graph.get(id).keywords;
        let own = keywords.types.is_some_and(|it| it.meets(Types::NULL));
        let parts = [&keywords.all_of, &keywords.one_of, &keywords.any_of];
        let parts = parts.into_iter().flatten().copied();
        let parts: Vec<SchemaId> = parts.filter(|it| untyped.contains(it)).collect();
        if parts.is_empty() || !(own || a_member_allows(graph, id)) {
            continue;
        }
        for part in parts {
            let keywords = &mut graph.schemas[part.index()].keywords;
            if own || keywords.properties.is_empty() {
                keywords.types = keywords.types.map(|it| it.join(Types::NULL));
            }
        }
    }
}

/// Whether the `type` of a schema that holds through `$ref` or `allOf` allows `null`.
fn a_member_allows(graph: &SchemaGraph, id: SchemaId) -> bool {
    let mut seen = HashSet::from([id]);
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        let keywords = &graph.get(id).keywords;
        for member in keywords.reference.iter().chain(&keywords.all_of) {
            let keywords = &graph.get(*member).keywords;
            if keywords.types.is_some_and(|it| it.meets(Types::NULL)) {
                return true;
            }
            if seen.insert(*member) {
                pending.push(*member);
            }
        }
    }
    false
}
