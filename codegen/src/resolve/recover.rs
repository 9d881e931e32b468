//! Inlined copies become their component.

use std::collections::BTreeSet;

use super::Resolver;
use super::parts::{Key, Part};
use crate::dedup::choose;
use crate::diagnostics::Code;
use crate::ir::TypeId;
use crate::schema::{Additional, SchemaId};

impl Resolver<'_> {
    /// The component that a schema with these parts is a copy of.
    pub(super) fn recover(
        &mut self,
        key: &Key,
        parts: &[Part],
        schema: SchemaId,
        property: Option<&str>,
    ) -> Option<TypeId> {
        let candidates = self.components.get(key)?;
        if let Some(component) = self.referred(schema, candidates) {
            return Some(component);
        }
        // A bare string says nothing about which of the bare strings it is.
        if parts.iter().all(|part| self.is_bare(*part, 0)) {
            let title = self.graph.get(schema).annotations.title.as_deref();
            let named = self.called.find(property, title).into_iter();
            let mut named: Vec<TypeId> = named.filter(|it| candidates.contains(it)).collect();
            if named.len() > 1 {
                named.retain(|it| self.graph.had_copies(self.ir.get(*it).sources[0]));
            }
            return only(&named);
        }
        let candidates = candidates.clone();
        if let Some(component) = only(&candidates) {
            return Some(component);
        }
        let originals: Vec<SchemaId> = candidates
            .iter()
            .map(|it| self.ir.get(*it).sources[0])
            .collect();
        if let Some(chosen) = choose(self.graph, schema, &originals) {
            return candidates
                .into_iter()
                .find(|it| self.ir.get(*it).sources[0] == chosen);
        }
        if self.is_first(Code::AmbiguousCopy, schema, "") {
            let names: Vec<&str> = candidates
                .iter()
                .filter_map(|it| self.ir.get(*it).component.as_deref())
                .collect();
            let message = format!(
                "this schema equals several components ({}); it gets a type of its own",
                names.join(", ")
            );
            self.diagnostics
                .report(Code::AmbiguousCopy, self.graph.pointer(schema), message)
                .help("refer to the one that is meant with `$ref`");
        }
        None
    }

    /// The only one of these components to which a schema refers, itself or in its `allOf`: what stands beside the
    /// reference is a description then, however many components are equal.
    fn referred(&self, schema: SchemaId, candidates: &[TypeId]) -> Option<TypeId> {
        let roots = candidates.iter().map(|it| self.ir.get(*it).sources[0]);
        let roots: Vec<SchemaId> = roots.collect();
        let mut referred = BTreeSet::new();
        let mut seen = BTreeSet::from([schema]);
        let mut pending = vec![schema];
        while let Some(next) = pending.pop() {
            let target = self.graph.resolve(next);
            if let Some(index) = roots.iter().position(|it| [next, target].contains(it)) {
                referred.insert(candidates[index]);
                continue;
            }
            let keywords = &self.graph.get(target).keywords;
            let parts = keywords.reference.iter().chain(&keywords.all_of);
            pending.extend(parts.filter(|it| seen.insert(**it)));
        }
        only(&Vec::from_iter(referred))
    }

    /// Whether a part has no structure that would tell it from others of its kind: no members, no
    /// listed values, no limits.
    fn is_bare(&self, part: Part, depth: usize) -> bool {
        let Part::Plain(schema) = part else {
            return matches!(part, Part::Only(_));
        };
        let keywords = &self.graph.get(schema).keywords;
        let bare_part = |schema: SchemaId| {
            depth < 8
                && self
                    .expand(schema)
                    .iter()
                    .all(|part| self.is_bare(*part, depth + 1))
        };
        let mut rest = keywords.clone();
        rest.items = None;
        rest.format = None;
        rest.additional = Additional::Unspecified;
        let additional = match keywords.additional {
            Additional::Schema(schema) => bare_part(schema),
            Additional::Unspecified | Additional::Allowed => true,
            Additional::Denied => false,
        };
        !rest.is_constraining_beyond_type() && additional && keywords.items.is_none_or(bare_part)
    }
}

fn only(candidates: &[TypeId]) -> Option<TypeId> {
    match candidates {
        [only] => Some(*only),
        _ => None,
    }
}
