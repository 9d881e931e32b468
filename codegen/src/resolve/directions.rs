//! `readOnly` and `writeOnly` say of members who may send them (OpenAPI 3.0, "Schema Object"): where a member has them
//! from, and where they stand without a member.

use std::collections::HashSet;

use super::Resolver;
use crate::diagnostics::Code;
use crate::schema::{Keywords, SchemaId, Types};

/// Who may send a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// `readOnly`: only the service
    ReadOnly,
    /// `writeOnly`: only its client
    WriteOnly,
}

impl Direction {
    const ALL: [Direction; 2] = [Direction::ReadOnly, Direction::WriteOnly];

    fn keyword(self) -> &'static str {
        match self {
            Direction::ReadOnly => "readOnly",
            Direction::WriteOnly => "writeOnly",
        }
    }

    fn is_in(self, keywords: &Keywords) -> bool {
        match self {
            Direction::ReadOnly => keywords.read_only,
            Direction::WriteOnly => keywords.write_only,
        }
    }
}

/// The schemas by which a member has a direction.
#[derive(Default)]
pub(super) struct Directed(HashSet<(Direction, SchemaId)>);

impl Resolver<'_> {
    /// Whether a member with these schemas has a direction.
    pub(super) fn is_directed(&self, schemas: &[SchemaId], direction: Direction) -> bool {
        let mut schemas = schemas.iter();
        schemas.any(|it| self.directed.0.contains(&(direction, *it)))
    }

    /// Finds the schemas that have a direction: themselves, by what they refer to or a member of their `allOf`, or by
    /// each branch of a union but `null`.
    pub(super) fn find_directions(&mut self) {
        let graph = self.graph;
        for direction in Direction::ALL {
            let own = graph.ids();
            let own = own.filter(|it| direction.is_in(&graph.get(*it).keywords));
            let mut pending: Vec<SchemaId> = own.collect();
            if pending.is_empty() {
                continue;
            }
            let around = self.held_by();
            while let Some(schema) = pending.pop() {
                if !self.directed.0.insert((direction, schema)) {
                    continue;
                }
                let around = around[schema.index()].iter().copied();
                pending.extend(around.filter(|it| !self.sources_of(*it, direction).is_empty()));
            }
        }
    }

    /// For each schema, those that refer to it or have it in a composition.
    fn held_by(&self) -> Vec<Vec<SchemaId>> {
        let mut around = vec![Vec::new(); self.graph.len()];
        for id in self.graph.ids() {
            let keywords = &self.graph.get(id).keywords;
            let lists = [&keywords.all_of, &keywords.one_of, &keywords.any_of];
            let parts = lists.into_iter().flatten().chain(&keywords.reference);
            for part in parts {
                around[part.index()].push(id);
            }
        }
        around
    }

    /// The schemas at hand from which a schema has a direction, itself left out.
    fn sources_of(&self, schema: SchemaId, direction: Direction) -> Vec<SchemaId> {
        let is_directed = |it: &SchemaId| self.directed.0.contains(&(direction, *it));
        let keywords = &self.graph.get(schema).keywords;
        let parts = keywords.reference.iter().chain(&keywords.all_of).copied();
        let mut sources: Vec<SchemaId> = parts.filter(is_directed).collect();
        for branches in [&keywords.one_of, &keywords.any_of] {
            let branches = branches.iter().copied();
            let branches = branches.filter(|it| self.types_of_branch(*it) != Types::NULL);
            if branches.clone().all(|it| is_directed(&it)) {
                sources.extend(branches);
            }
        }
        sources
    }

    /// Reports directions that no member has: nothing asks for them.
    pub(super) fn report_directions_of_no_member(&mut self) {
        let graph = self.graph;
        for direction in Direction::ALL {
            let properties = graph.ids();
            let properties = properties.flat_map(|it| graph.get(it).keywords.properties.values());
            let mut pending: Vec<SchemaId> = properties.copied().collect();
            let mut of_members = HashSet::new();
            while let Some(schema) = pending.pop() {
                if self.is_directed(&[schema], direction) && of_members.insert(schema) {
                    pending.extend(self.sources_of(schema, direction));
                }
            }
            let keyword = direction.keyword();
            // A component is there for members to come.
            let is_part = |it: &SchemaId| graph.component_name(*it).is_none();
            let others = graph.ids().filter(|it| !of_members.contains(it));
            for schema in others.filter(is_part) {
                if direction.is_in(&graph.get(schema).keywords)
                    && self.is_first(Code::UnsupportedKeyword, schema, keyword)
                {
                    let place = graph.keyword(schema, keyword);
                    let message = format!(
                        "`{keyword}` has no effect here: it says of members who may send them"
                    );
                    self.diagnostics
                        .report(Code::UnsupportedKeyword, place, message)
                        .help("say it of a member, or of the schema that a member has");
                }
            }
        }
    }
}
