//! Unions in unions: which nested ones are spread out, so that their branches are variants of the outer
//! one.

use super::Resolver;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::diagnostics::Code;
use crate::schema::{SchemaId, Types};

impl Resolver<'_> {
    /// The branches of a union; a nameless union of the same kind among them is spread out, and so
    /// is one whose branches exclude each other, or that leads back to this one.
    pub(super) fn spread(&mut self, union: SchemaId, holding: Holding) -> Vec<SchemaId> {
        let mut spread: Vec<SchemaId> = Vec::new();
        let mut seen = vec![union];
        let mut pending = self.list(union, holding);
        pending.reverse();
        while let Some(branch) = pending.pop() {
            match self.lone_union(branch) {
                Some((inner, _)) if seen.contains(&inner) => self.report_circle(union, branch),
                Some((inner, kind)) if self.is_spread(union, branch, inner, kind, holding) => {
                    seen.push(inner);
                    pending.extend(self.list(inner, kind).into_iter().rev());
                }
                _ => spread.push(branch),
            }
        }
        spread
    }

    pub(super) fn list(&self, union: SchemaId, holding: Holding) -> Vec<SchemaId> {
        let keywords = &self.graph.get(union).keywords;
        match holding {
            Holding::One => keywords.one_of.clone(),
            Holding::Any => keywords.any_of.clone(),
        }
    }

    /// The union that a schema is, if it is nothing else.
    fn lone_union(&self, schema: SchemaId) -> Option<(SchemaId, Holding)> {
        match self.expand(schema).as_slice() {
            [Part::OneOf(inner)] => Some((*inner, Holding::One)),
            [Part::AnyOf(inner)] => Some((*inner, Holding::Any)),
            _ => None,
        }
    }

    /// A component stays a variant of its own, unless the discriminator maps into it or it leads
    /// back to the union.
    fn is_spread(
        &self,
        union: SchemaId,
        branch: SchemaId,
        inner: SchemaId,
        kind: Holding,
        holding: Holding,
    ) -> bool {
        if self.leads_to(inner, kind, union) {
            return true;
        }
        let outer = self.discriminator(union);
        let own = self.discriminator(inner);
        let agree = own.is_none() || own.map(|it| &it.property) == outer.map(|it| &it.property);
        let branches = self.list(inner, kind);
        let is_target = |target: &String| {
            let component = self.mapping_target(target);
            let mut branches = branches.iter();
            component.is_some()
                && branches.any(|it| self.component_at(self.graph.resolve(*it)) == component)
        };
        let is_mapped = outer.is_some_and(|it| it.mapping.values().any(is_target));
        let is_named = self.component_at(self.graph.resolve(branch)).is_some();
        let fits =
            (kind, holding) == (Holding::Any, Holding::Any) || self.is_exclusive(inner, kind);
        agree && fits && (!is_named || is_mapped)
    }

    /// Whether a union is among the branches of another one, at any depth.
    fn leads_to(&self, from: SchemaId, kind: Holding, union: SchemaId) -> bool {
        let mut seen = vec![from];
        let mut pending = self.list(from, kind);
        while let Some(branch) = pending.pop() {
            let Some((inner, kind)) = self.lone_union(branch) else {
                continue;
            };
            if inner == union {
                return true;
            }
            if !seen.contains(&inner) {
                seen.push(inner);
                pending.extend(self.list(inner, kind));
            }
        }
        false
    }

    fn report_circle(&mut self, union: SchemaId, branch: SchemaId) {
        if self.is_first(Code::IndistinctVariants, union, "circle") {
            let place = self.graph.pointer(branch);
            self.diagnostics
                .report(
                    Code::IndistinctVariants,
                    place,
                    "this variant leads back to the union it stands in, and adds no value to it",
                )
                .help("remove it");
        }
    }

    /// Whether at most one branch of a union can hold.
    fn is_exclusive(&self, union: SchemaId, holding: Holding) -> bool {
        let list = self.list(union, holding);
        let branches: Vec<Branch> = list.iter().map(|it| self.branch_alone(*it)).collect();
        let kinds: Vec<Types> = branches.iter().map(|it| self.types_of(&it.parts)).collect();
        let is_disjoint =
            |(index, kind): (usize, &Types)| kinds[..index].iter().all(|it| !it.meets(*kind));
        self.has_tag(&branches) || kinds.iter().enumerate().all(is_disjoint)
    }
}
