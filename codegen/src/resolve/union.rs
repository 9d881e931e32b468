//! oneOf and anyOf: beside other members, as variants, and the ladder by which variants are told
//! apart.

use super::Resolver;
use super::mapping::Mapped;
use super::meet::Conflict;
use super::parts::Part;
use crate::diagnostics::Code;
use crate::ir::{Shape, Tagging, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::schema::{Additional, SchemaId, Types};

/// One branch of a union, merged with what stands beside the union.
pub(super) struct Branch {
    pub schema: SchemaId,
    pub parts: Vec<Part>,
    pub mapped: Mapped,
}

/// How many branches of a union may hold for one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// `oneOf`
    One,
    /// `anyOf`
    Any,
}

impl Resolver<'_> {
    pub(super) fn union_shape(
        &mut self,
        id: TypeId,
        parts: &[Part],
        types: Types,
    ) -> Result<Shape, Conflict> {
        let place = self.ir.get(id).sources[0];
        if let Some(flattened) = self.flatten(parts) {
            return self.beside_members(id, parts, &flattened);
        }
        let found = parts.iter().copied().find_map(|part| match part {
            Part::OneOf(schema) => Some((part, schema, Holding::One)),
            Part::AnyOf(schema) => Some((part, schema, Holding::Any)),
            Part::Plain(_) | Part::OrNull(_) | Part::Only(_) | Part::Subtypes(_) => None,
        });
        let Some((union, schema, holding)) = found else {
            unreachable!("a union is among the parts");
        };
        let beside: Vec<Part> = parts.iter().copied().filter(|it| *it != union).collect();
        let list = self.spread(schema, holding);
        if let Some(shape) = self.without_null(parts, &list, types, place) {
            return Ok(shape);
        }
        let mut branches = self.branches(schema, &list, &beside);
        match branches.as_slice() {
            [] => {
                return Err(Conflict {
                    one: schema,
                    other: beside_schema(&beside).unwrap_or(schema),
                    keyword: match holding {
                        Holding::One => "oneOf",
                        Holding::Any => "anyOf",
                    },
                });
            }
            [only] => return Ok(Shape::Alias(self.branch_type(only))),
            _ => {}
        }
        if holding == Holding::Any && branches.iter().any(|it| it.parts.is_empty()) {
            // Any value is one of these.
            return Ok(Shape::Any);
        }
        let is_exact = self.is_exact(schema);
        if let Some(shape) = self.joined_values(&branches, holding, is_exact) {
            return Ok(shape);
        }
        if let Some(shape) = self.tagged(schema, &mut branches, holding) {
            return Ok(shape);
        }
        if let Some(shape) = self.by_kind(parts, schema, &branches) {
            return Ok(shape);
        }
        match holding {
            Holding::One => Ok(self.one_of(schema, &mut branches)),
            Holding::Any => self.any_of(id, schema, &mut branches, &beside),
        }
    }

    /// What is left of the ladder for variants that share a tag.
    pub(super) fn sub_union(
        &mut self,
        union: SchemaId,
        mut branches: Vec<Branch>,
        holding: Holding,
    ) -> TypeId {
        let id = self.push(None, union);
        let shape = match holding {
            _ if self.has_tag(&branches) => self.partly_tagged(union, &mut branches, holding),
            Holding::One => Some(self.one_of(union, &mut branches)),
            Holding::Any => self.any_of(id, union, &mut branches, &[]).ok(),
        };
        self.ir.types[id.index()].shape = shape.unwrap_or(Shape::Never);
        id
    }

    /// The branches of a union; a nameless union of the same kind among them is spread out, and so
    /// is one whose branches exclude each other, or that leads back to this one.
    fn spread(&mut self, union: SchemaId, holding: Holding) -> Vec<SchemaId> {
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

    fn list(&self, union: SchemaId, holding: Holding) -> Vec<SchemaId> {
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

    pub(super) fn branch_alone(&self, schema: SchemaId) -> Branch {
        Branch {
            schema,
            parts: self.normalize(self.expand(schema)),
            mapped: Mapped::default(),
        }
    }

    /// `null` as a branch, or allowed by one, is said once: around the rest.
    fn without_null(
        &mut self,
        parts: &[Part],
        branches: &[SchemaId],
        types: Types,
        place: SchemaId,
    ) -> Option<Shape> {
        if !types.meets(Types::NULL) || branches.len() < 2 {
            return None;
        }
        let kinds: Vec<Types> = branches
            .iter()
            .map(|it| self.types_of(&self.expand(*it)))
            .collect();
        // A branch that says nothing about the type is no statement about `null` either.
        let is_told = kinds.iter().all(|it| *it != Types::ANY);
        let allows_null = kinds.iter().any(|it| it.meets(Types::NULL));
        let holds_more = kinds.iter().any(|it| *it != Types::NULL);
        (is_told && allows_null && holds_more).then(|| {
            let rest = Types::ANY.without(Types::NULL);
            Shape::Nullable(self.cut(parts, rest, place))
        })
    }

    /// The branches of a union that can hold, each with what stands beside the union.
    fn branches(&mut self, union: SchemaId, branches: &[SchemaId], beside: &[Part]) -> Vec<Branch> {
        let discriminator = self.discriminator(union).cloned();
        let mut mapped = match &discriminator {
            Some(discriminator) => self.map_branches(union, discriminator, branches),
            None => vec![Mapped::default(); branches.len()],
        };
        let is_exact = self.is_exact(union);
        let mut merged: Vec<Branch> = Vec::new();
        for (schema, mapped) in branches.iter().zip(&mut mapped) {
            let mut parts = beside.to_vec();
            self.expand_into(*schema, &mut parts);
            let parts = self.normalize(self.distinct(parts));
            if self.contradicts(&parts) {
                if self.contradicts(&self.expand(*schema)) {
                    self.report_empty_branch(*schema);
                }
                continue;
            }
            let key = self.key(&parts);
            let twin = merged
                .iter()
                .find(|it| it.mapped.tags == mapped.tags && self.key(&it.parts) == key)
                .map(|it| it.schema);
            match twin {
                Some(twin) if !is_exact => self.report_twins(union, twin, *schema),
                _ => merged.push(Branch {
                    schema: *schema,
                    parts,
                    mapped: std::mem::take(mapped),
                }),
            }
        }
        merged
    }

    /// Equal variants are one; where both have a name, somebody meant them to be two.
    fn report_twins(&mut self, union: SchemaId, one: SchemaId, other: SchemaId) {
        let name = |schema: SchemaId| {
            let component = self.component_at(self.graph.resolve(schema))?;
            self.ir.get(component).component.clone()
        };
        let (Some(one), Some(two)) = (name(one), name(other)) else {
            return;
        };
        if one != two && self.is_first(Code::IndistinctVariants, union, &two) {
            let place = self.graph.pointer(other);
            self.diagnostics
                .report(
                    Code::IndistinctVariants,
                    place,
                    format!(
                        "`{two}` equals `{one}`, so that nothing tells them apart: `{one}` is taken"
                    ),
                )
                .help("remove one of them, or let a constant member tell them apart");
        }
    }

    fn report_empty_branch(&mut self, schema: SchemaId) {
        if self.is_first(Code::UnsatisfiableMember, schema, "") {
            let place = self.graph.pointer(schema);
            self.diagnostics
                .report(
                    Code::UnsatisfiableMember,
                    place,
                    "this variant can't occur: nothing satisfies its schema",
                )
                .help("let its keywords agree with each other, or remove it");
        }
    }

    pub(super) fn branch_type(&mut self, branch: &Branch) -> TypeId {
        if let Some(component) = branch.mapped.component {
            let original = self.ir.get(component).sources[0];
            let parts = self.normalize(self.expand(original));
            if self.key(&parts) == self.key(&branch.parts) {
                self.places.insert(branch.schema, component);
                self.note_place(branch.schema, component);
                return component;
            }
        }
        let alone = self.normalize(self.expand(branch.schema));
        if self.key(&alone) == self.key(&branch.parts) {
            let id = self.type_at(branch.schema, None);
            if let Some(name) = &branch.mapped.missing
                && self.ir.get(id).component.is_none()
            {
                self.ir.types[id.index()].mapped_name = Some(name.clone());
            }
            return id;
        }
        self.type_of(branch.parts.clone(), branch.schema, None)
    }

    fn beside_members(
        &mut self,
        id: TypeId,
        parts: &[Part],
        flattened: &[Part],
    ) -> Result<Shape, Conflict> {
        let place = self.ir.get(id).sources[0];
        let plain = parts.iter().copied().filter(|it| !flattened.contains(it));
        let plain: Vec<Part> = plain.collect();
        let unions = flattened
            .iter()
            .map(|union| {
                let source = match union {
                    Part::OneOf(schema) | Part::AnyOf(schema) => *schema,
                    Part::Plain(_) | Part::OrNull(_) | Part::Only(_) | Part::Subtypes(_) => place,
                };
                self.type_of(vec![*union], source, None)
            })
            .collect();
        Ok(Shape::Object(self.object_rules(id, &plain, unions)?))
    }

    /// The unions among the parts, if they can stand as parts of the struct beside its members:
    /// nothing is declared on both sides.
    fn flatten(&self, parts: &[Part]) -> Option<Vec<Part>> {
        let mut names: Vec<String> = self.names(parts).into_iter().map(str::to_owned).collect();
        let is_closed = |parts: &[Part]| {
            Self::plain(parts).any(|schema| {
                let keywords = &self.graph.get(schema).keywords;
                !matches!(keywords.additional, Additional::Unspecified)
                    || keywords.min_properties.is_some()
                    || keywords.max_properties.is_some()
            })
        };
        if names.is_empty() || is_closed(parts) || self.meet_types(parts).ok()? != Types::OBJECT {
            return None;
        }
        let mut unions = Vec::new();
        for part in parts {
            let (schema, branches) = match part {
                Part::OneOf(schema) => (schema, &self.graph.get(*schema).keywords.one_of),
                Part::AnyOf(schema) => (schema, &self.graph.get(*schema).keywords.any_of),
                Part::OrNull(_) | Part::Subtypes(_) => return None,
                Part::Plain(_) | Part::Only(_) => continue,
            };
            let mut own: Vec<String> = Vec::new();
            for branch in branches {
                let parts = self.expand(*branch);
                let is_plain = parts.iter().all(|it| matches!(it, Part::Plain(_)));
                let is_nameless = self.names(&parts).is_empty();
                let is_object = self.types_of(&parts) == Types::OBJECT;
                if !is_plain || is_closed(&parts) || !is_object || is_nameless {
                    return None;
                }
                own.extend(self.names(&parts).into_iter().map(str::to_owned));
            }
            let discriminator = self.discriminator(*schema);
            if discriminator.is_some_and(|it| !own.contains(&it.property)) {
                return None;
            }
            if own.iter().any(|it| names.contains(it)) || !self.can_stand_flat(*part, branches) {
                return None;
            }
            names.extend(own);
            unions.push(*part);
        }
        (!unions.is_empty()).then_some(unions)
    }

    /// Whether a union's variant can be told while other members stand in the same object.
    fn can_stand_flat(&self, union: Part, branches: &[SchemaId]) -> bool {
        let branches: Vec<Branch> = branches.iter().map(|it| self.branch_alone(*it)).collect();
        match union {
            Part::AnyOf(_) => self.has_tag(&branches) || self.agree_on_members(&branches),
            _ => self.has_tag(&branches) || self.presence(&branches).is_some(),
        }
    }

    /// Branches that only list values are one list; with a branch for any string beside them, the
    /// list is open.
    fn joined_values(
        &self,
        branches: &[Branch],
        holding: Holding,
        is_exact: bool,
    ) -> Option<Shape> {
        let mut joined: Vec<Raw> = Vec::new();
        let mut is_open = false;
        for branch in branches {
            if !branch
                .parts
                .iter()
                .all(|it| matches!(it, Part::Plain(_) | Part::Only(_)))
            {
                return None;
            }
            let types = self.meet_types(&branch.parts).ok()?;
            let Some(values) = self.meet_values(&branch.parts, types).ok()? else {
                let is_any = types == Types::STRING && self.is_free_text(&branch.parts);
                if !is_any || is_open || (is_exact && holding == Holding::One) {
                    return None;
                }
                is_open = true;
                continue;
            };
            for value in values {
                let is_new = !joined.contains(&value);
                if !is_new && holding == Holding::One {
                    return None;
                }
                if matches!(value, Raw::Null | Raw::Array(_) | Raw::Object(_)) {
                    return None;
                }
                if is_new {
                    joined.push(value);
                }
            }
        }
        if !is_open {
            return Some(Shape::Enum(joined));
        }
        let texts = joined.iter().map(|it| it.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<String>>>().map(Shape::OpenEnum)
    }

    /// Whether the parts allow every string.
    fn is_free_text(&self, parts: &[Part]) -> bool {
        Self::plain(parts).all(|schema| {
            let keywords = &self.graph.get(schema).keywords;
            !keywords.is_constraining_beyond_type()
        })
    }

    pub(super) fn untagged(&mut self, branches: &[Branch], told_by: ToldBy) -> Shape {
        let variants = branches
            .iter()
            .map(|branch| Variant {
                ty: self.branch_type(branch),
                source: branch.schema,
                tags: Vec::new(),
                tagging: Tagging::Own,
            })
            .collect();
        Shape::Union(Union { variants, told_by })
    }
}

/// A schema among the parts, to point at.
fn beside_schema(parts: &[Part]) -> Option<SchemaId> {
    parts.iter().find_map(|part| match part {
        Part::Plain(schema)
        | Part::OneOf(schema)
        | Part::AnyOf(schema)
        | Part::OrNull(schema)
        | Part::Subtypes(schema) => Some(*schema),
        Part::Only(_) => None,
    })
}
