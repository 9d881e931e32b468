//! The schemas that references lead to: found in the graph where they are lowered already, also
//! deep inside of others, and else lowered.

use std::collections::HashMap;

use super::lower::Lowering;
use super::references::Mapped;
use super::{Origin, SchemaGraph, SchemaId};
use crate::pointer::Pointer;
use crate::reader::Library;

/// What is lowered so far, by place.
#[derive(Default)]
pub(super) struct Targets {
    /// The schemas that are part of no other.
    roots: HashMap<Pointer, SchemaId>,
    /// The parts of schemas by the schema and the way from it, as far as they were looked for.
    parts: HashMap<(SchemaId, String), SchemaId>,
    parts_of: usize,
    /// The first reference that isn't followed yet.
    pub(super) next_reference: usize,
    /// The first reference in place of `properties` that isn't followed yet.
    pub(super) next_shared: usize,
    /// The first schema whose discriminator isn't looked at yet.
    pub(super) next_schema: usize,
    /// The schemas that discriminators map to.
    pub(super) mapped: Vec<Mapped>,
}

impl Targets {
    /// The schema at a place, lowered if need be. `None` where nothing stands there.
    pub(super) fn schema(
        &mut self,
        lowering: &mut Lowering<'_>,
        library: &Library<'_>,
        pointer: &Pointer,
    ) -> Option<SchemaId> {
        if let Some(id) = self.known(&lowering.graph, pointer) {
            return Some(id);
        }
        let raw = library.at(pointer)?;
        let component = component_name(pointer);
        let id = lowering.schema(raw, Origin::Root(pointer.clone()));
        self.roots.insert(pointer.clone(), id);
        if let Some(name) = component {
            lowering.graph.components.insert(name, id);
        }
        Some(id)
    }

    /// The schemas that are part of no other, in the order of their places.
    pub(super) fn roots(&self) -> Vec<(&Pointer, SchemaId)> {
        let mut roots: Vec<_> = self.roots.iter().map(|(at, id)| (at, *id)).collect();
        roots.sort_unstable();
        roots
    }

    /// The schema at a place, where it is lowered by itself or as part of another.
    fn known(&mut self, graph: &SchemaGraph, pointer: &Pointer) -> Option<SchemaId> {
        if let Some(id) = self.roots.get(pointer) {
            return Some(*id);
        }
        let mut ancestor = pointer.parent();
        while let Some(at) = ancestor {
            if let Some(root) = self.roots.get(&at) {
                let way = &pointer.as_str()[at.as_str().len()..];
                return self.part(graph, *root, way);
            }
            ancestor = at.parent();
        }
        None
    }

    /// The part of a schema at the end of a way such as `/properties/id/items`.
    fn part(&mut self, graph: &SchemaGraph, mut id: SchemaId, way: &str) -> Option<SchemaId> {
        for part in graph.ids().skip(self.parts_of) {
            if let Origin::Part(parent, step) = &graph.get(part).origin {
                let way = step.from(&Pointer::root()).as_str().to_owned();
                self.parts.insert((*parent, way), part);
            }
        }
        self.parts_of = graph.len();
        let mut rest = way;
        while !rest.is_empty() {
            // A step is one segment, such as `items`, or two, such as `properties/id`.
            let ends = rest[1..].match_indices('/').map(|(at, _)| at + 1);
            let mut ends = ends.chain([rest.len()]).take(2);
            let (end, next) = ends.find_map(|end| {
                let key = (id, rest[..end].to_owned());
                Some((end, *self.parts.get(&key)?))
            })?;
            (id, rest) = (next, &rest[end..]);
        }
        Some(id)
    }
}

/// The component of the document at `/components/schemas/<name>`.
pub(super) fn component_name(pointer: &Pointer) -> Option<String> {
    let mut segments = pointer.segments();
    let is_component = segments.next()? == "components" && segments.next()? == "schemas";
    let name = segments.next().filter(|_| is_component)?;
    let is_whole = segments.next().is_none() && pointer.file().is_none();
    is_whole.then(|| name.into_owned())
}
