//! oneOf and anyOf: beside other members, as variants, and the ladder by which variants are told
//! apart.

use super::Resolver;
use super::mapping::Mapped;
use super::meet::Conflict;
use super::parts::{Part, a_schema};
use crate::config::UnknownFields;
use crate::diagnostics::Code;
use crate::ir::{Shape, Tagging, ToldBy, TypeId, Union, Variant};
use crate::schema::{Discriminator, SchemaId, Types};

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
        // Each part would take, or refuse, the members of the other one.
        let ignores = self.unknown_fields(id) == UnknownFields::Ignore;
        if let Some(flattened) = self.flatten(parts).filter(|_| ignores) {
            return self.beside_members(id, parts, &flattened);
        }
        let unions = parts.iter().copied().filter_map(|part| match part {
            Part::OneOf(schema) => Some((part, schema, Holding::One)),
            Part::AnyOf(schema) | Part::Elements(schema, _) => Some((part, schema, Holding::Any)),
            _ => None,
        });
        let found = match unions.collect::<Vec<_>>().as_slice() {
            [only] => Some(*only),
            several => {
                let precedence = |it: &&(Part, SchemaId, Holding)| self.precedence(it.0, it.1);
                several.iter().min_by_key(precedence).copied()
            }
        };
        let Some((union, schema, holding)) = found else {
            unreachable!("a union is among the parts");
        };
        let mut beside: Vec<Part> = parts.iter().copied().filter(|it| *it != union).collect();
        let list = match union {
            Part::Elements(_, depth) => self.elements(schema, depth),
            _ => self.spread(schema, holding),
        };
        if !types.meets(Types::NULL) {
            // No branch need be asked.
        } else if !self.types_of(parts).meets(Types::NULL) {
            // Another union refuses the `null` that a branch of this one may allow.
            beside.push(Part::Only(Types::ANY.without(Types::NULL)));
        } else if let Some(shape) = self.without_null(parts, &list, place) {
            return Ok(shape);
        }
        let mut branches = self.branches((schema, holding), &list, &beside);
        match branches.as_slice() {
            [] => {
                return Err(Conflict {
                    one: schema,
                    other: a_schema(&beside).unwrap_or(schema),
                    keyword: match holding {
                        Holding::One => "oneOf",
                        Holding::Any => "anyOf",
                    },
                });
            }
            // What stands beside the union left one of several: its tag is asked for all the same.
            [only]
                if list.len() > 1
                    && self
                        .discriminator(schema)
                        .is_some_and(|it| self.is_told_by_tag_alone(only, &it.property)) => {}
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
            Holding::Any => {
                if let Some(shape) = self.by_structure(parts, schema, &branches) {
                    return Ok(shape);
                }
                if self.is_array_of_any(parts, &branches) {
                    return self.array_shape(parts, place);
                }
                self.any_of(id, schema, &mut branches, &beside)
            }
        }
    }

    /// Which of several unions of one type makes its variants: what tells them best, and then what its branches are,
    /// whatever their order and that of the unions.
    fn precedence(&self, union: Part, schema: SchemaId) -> (u8, bool, Vec<String>) {
        let rank = match union {
            Part::OneOf(_) => 0,
            Part::AnyOf(_) => 1,
            _ => 2,
        };
        let of_branch = |branch: &SchemaId| {
            let target = self.graph.resolve(*branch);
            let name = self.graph.component_name(target).map(str::to_owned);
            name.unwrap_or_else(|| {
                let parts = self.expand(target);
                let mut names = self.names(&parts);
                names.sort_unstable();
                names.join(" ")
            })
        };
        let branches = self.branches_of(union).into_iter().flatten();
        let mut branches: Vec<String> = branches.map(of_branch).collect();
        branches.sort_unstable();
        (rank, self.discriminator(schema).is_none(), branches)
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
            Holding::Any => match self.any_of(id, union, &mut branches, &[]) {
                Ok(shape) => Some(shape),
                Err(conflict) => {
                    self.conflicts.insert(id, conflict);
                    None
                }
            },
        };
        self.ir.types[id.index()].shape = shape.unwrap_or(Shape::Never);
        id
    }

    pub(super) fn branch_alone(&self, schema: SchemaId) -> Branch {
        Branch {
            schema,
            parts: self.normalize(self.expand(schema)),
            mapped: Mapped::default(),
        }
    }

    /// The branches of a union that can hold, each with what stands beside the union.
    fn branches(
        &mut self,
        (union, holding): (SchemaId, Holding),
        branches: &[SchemaId],
        beside: &[Part],
    ) -> Vec<Branch> {
        let discriminator = self.discriminator(union).cloned();
        let branches = &self.with_subtypes(branches, discriminator.as_ref());
        let mut mapped = match &discriminator {
            Some(discriminator) => self.map_branches(union, discriminator, branches),
            None => vec![Mapped::default(); branches.len()],
        };
        // Where exactly one must match, two that are equal never do.
        let are_counted = holding == Holding::One && self.is_exact(union);
        // What stands beside the union may leave some of its tags only.
        let left = discriminator.and_then(|it| self.property_values(beside, &it.property));
        let mut merged: Vec<Branch> = Vec::new();
        for (schema, mapped) in branches.iter().zip(&mut mapped) {
            if let Some(left) = &left
                && !mapped.tags.is_empty()
            {
                mapped.tags.retain(|it| left.contains(it));
                if mapped.tags.is_empty() {
                    continue;
                }
            }
            let mut parts = beside.to_vec();
            match self.base_among(*schema, branches) {
                Some(base) => parts.push(Part::Subtypes(base)),
                None => match self.narrowed_base(*schema) {
                    Some(narrowed) => parts.extend(narrowed),
                    None => self.expand_into(*schema, &mut parts),
                },
            }
            let parts = self.normalize(self.distinct(parts));
            if let Some(with_others) = self.contradiction(&parts) {
                let alone = self.contradiction(&self.expand(*schema));
                if alone.is_some() || !with_others.is_choice() {
                    self.report_variant(*schema, &alone.unwrap_or(with_others));
                }
                continue;
            }
            let key = self.key(&parts);
            let twin = merged
                .iter_mut()
                .find(|it| it.mapped.tags == mapped.tags && self.key(&it.parts) == key);
            match twin {
                Some(twin) if !are_counted => {
                    let (mut kept, mut left) = (twin.schema, *schema);
                    // The first one by name, whichever comes first in the document.
                    if self
                        .name_of(left)
                        .is_some_and(|it| self.name_of(kept) > Some(it))
                    {
                        std::mem::swap(&mut kept, &mut left);
                        twin.schema = kept;
                        twin.mapped = std::mem::take(mapped);
                    }
                    self.report_twins(union, kept, left);
                }
                _ => merged.push(Branch {
                    schema: *schema,
                    parts,
                    mapped: std::mem::take(mapped),
                }),
            }
        }
        merged
    }

    /// The branches; a base into which the discriminator maps makes way for its subtypes.
    pub(super) fn with_subtypes(
        &self,
        branches: &[SchemaId],
        discriminator: Option<&Discriminator>,
    ) -> Vec<SchemaId> {
        let targets = discriminator.iter().flat_map(|it| it.mapping.values());
        let targets: Vec<TypeId> = targets.filter_map(|it| self.mapping_target(it)).collect();
        let each = branches.iter().flat_map(|branch| {
            let base = self.base_among(*branch, branches);
            let subtypes = base.map(|base| self.children(base)).unwrap_or_default();
            let schemas = subtypes.iter().map(|it| self.ir.get(it.id).sources[0]);
            let schemas: Vec<SchemaId> = schemas.filter(|it| Some(*it) != base).collect();
            let is_mapped = |it: &SchemaId| {
                self.component_at(*it)
                    .is_some_and(|it| targets.contains(&it))
            };
            match schemas.iter().any(is_mapped) {
                true => schemas,
                false => vec![*branch],
            }
        });
        each.collect()
    }

    /// The base that a branch refers to: one of its subtypes stands there then, unless those are branches
    /// themselves.
    pub(super) fn base_among(&self, branch: SchemaId, branches: &[SchemaId]) -> Option<SchemaId> {
        let base = self.graph.resolve(branch);
        let subtypes = self.subtypes.get(&base)?;
        let mut targets = branches.iter().map(|it| self.graph.resolve(*it));
        let is_subtype = |it: SchemaId| {
            let mut subtypes = subtypes.iter();
            subtypes.any(|id| self.graph.resolve(self.ir.get(*id).sources[0]) == it)
        };
        (!targets.any(is_subtype)).then_some(base)
    }

    /// The name of the component that a branch refers to.
    fn name_of(&self, branch: SchemaId) -> Option<&str> {
        let component = self.component_at(self.graph.resolve(branch))?;
        self.ir.get(component).component.as_deref()
    }

    /// Equal variants are one; where both have a name, somebody meant them to be two.
    fn report_twins(&mut self, union: SchemaId, one: SchemaId, other: SchemaId) {
        let names = self.name_of(one).zip(self.name_of(other));
        let Some((one, two)) = names.map(|(one, two)| (one.to_owned(), two.to_owned())) else {
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

    pub(super) fn branch_type(&mut self, branch: &Branch) -> TypeId {
        if let [Part::Subtypes(base)] = branch.parts.as_slice() {
            return self.type_at(*base, None);
        }
        if self.as_written {
            return self.type_of(branch.parts.clone(), branch.schema, None);
        }
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

    pub(super) fn untagged(&mut self, branches: &[Branch], told_by: ToldBy) -> Shape {
        let is_tried = matches!(told_by, ToldBy::Trial { .. });
        let variants = branches
            .iter()
            .map(|branch| Variant {
                ty: match is_tried && self.lists_texts(&branch.parts) {
                    // An enum that keeps any other string would take those of the other variants.
                    true => {
                        let parts = branch.parts.iter().copied().chain([Part::AsWritten]);
                        self.type_of(parts.collect(), branch.schema, None)
                    }
                    false => self.branch_type(branch),
                },
                source: branch.schema,
                tags: Vec::new(),
                tagging: Tagging::Own,
                hidden: Vec::new(),
            })
            .collect();
        Shape::Union(Union { variants, told_by })
    }

    /// Whether the parts are an enum of strings that the settings open.
    fn lists_texts(&self, parts: &[Part]) -> bool {
        let mut schemas = Self::plain(parts);
        self.types_of(parts) == Types::STRING
            && schemas.any(|it| {
                let keywords = &self.graph.get(it).keywords;
                let is_enum = keywords.values.as_ref().is_some_and(|it| it.len() > 1);
                is_enum && self.settings(it).open_enums
            })
    }
}
