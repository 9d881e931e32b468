//! oneOf and anyOf: beside other members, as variants, and by what the variants are told apart.

use super::Resolver;
use super::mapping::Mapped;
use super::meet::Conflict;
use super::parts::Part;
use crate::ir::{Shape, Tagging, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::schema::{Additional, SchemaId, Types};

/// One branch of a union, merged with what stands beside the union.
pub(super) struct Branch {
    pub schema: SchemaId,
    pub parts: Vec<Part>,
    pub mapped: Mapped,
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
            let plain: Vec<Part> = parts
                .iter()
                .copied()
                .filter(|it| !flattened.contains(it))
                .collect();
            let unions = flattened
                .into_iter()
                .map(|union| {
                    let source = match union {
                        Part::OneOf(schema) | Part::AnyOf(schema) => schema,
                        Part::Plain(_) | Part::OrNull(_) | Part::Only(_) => place,
                    };
                    self.type_of(vec![union], source, None)
                })
                .collect();
            return Ok(Shape::Object(self.object_rules(id, &plain, unions)?));
        }
        let Some(union) = parts
            .iter()
            .copied()
            .find(|it| matches!(it, Part::OneOf(_) | Part::AnyOf(_)))
        else {
            return Ok(Shape::Any);
        };
        let (schema, branches, is_one_of) = match union {
            Part::OneOf(schema) => (schema, &self.graph.get(schema).keywords.one_of, true),
            Part::AnyOf(schema) => (schema, &self.graph.get(schema).keywords.any_of, false),
            Part::Plain(_) | Part::OrNull(_) | Part::Only(_) => return Ok(Shape::Any),
        };
        let branches = branches.clone();
        let beside: Vec<Part> = parts.iter().copied().filter(|it| *it != union).collect();
        if branches
            .iter()
            .any(|it| self.types_of(&self.expand(*it)) == Types::NULL)
            && branches.len() > 1
            && types.meets(Types::NULL)
        {
            let rest = Types::ANY.without(Types::NULL);
            return Ok(Shape::Nullable(self.cut(parts, rest, place)));
        }
        let mut merged = self.branches(schema, &branches, &beside);
        if let [only] = merged.as_slice() {
            return Ok(Shape::Alias(self.branch_type(only)));
        }
        if merged.is_empty() {
            return Err(Conflict {
                one: schema,
                other: schema,
                keyword: if is_one_of { "oneOf" } else { "anyOf" },
            });
        }
        if let Some(values) = self.joined_values(&merged, is_one_of) {
            return Ok(Shape::Enum(values));
        }
        if let Some(shape) = self.tagged(schema, &mut merged) {
            return Ok(shape);
        }
        let kinds: Vec<Types> = merged.iter().map(|it| self.types_of(&it.parts)).collect();
        if are_disjoint(&kinds) {
            return Ok(self.untagged(&merged, ToldBy::Kind(kinds)));
        }
        if !is_one_of {
            if let Some(shape) = self.any_of_objects(id, &merged, &beside)? {
                return Ok(shape);
            }
            return Ok(self.untagged(&merged, ToldBy::Trial { exactly_one: false }));
        }
        Ok(self.by_members(schema, &merged))
    }

    /// The branches of a union that can hold, each with what stands beside the union.
    fn branches(&mut self, union: SchemaId, branches: &[SchemaId], beside: &[Part]) -> Vec<Branch> {
        let discriminator = self.graph.get(union).keywords.discriminator.clone();
        let mut mapped = match &discriminator {
            Some(discriminator) => self.map_branches(union, discriminator, branches),
            None => vec![Mapped::default(); branches.len()],
        };
        let types = self.types_of(beside);
        let mut merged: Vec<Branch> = Vec::new();
        for (schema, mapped) in branches.iter().zip(&mut mapped) {
            let mut parts = beside.to_vec();
            self.expand_into(*schema, &mut parts);
            let mut distinct: Vec<Part> = Vec::new();
            for part in parts {
                if self.key(&distinct).is_disjoint(&self.key(&[part])) {
                    distinct.push(part);
                }
            }
            let parts = self.normalize(distinct);
            if !self.types_of(&self.expand(*schema)).meets(types) {
                continue;
            }
            let key = self.key(&parts);
            let twin = merged
                .iter()
                .any(|it| it.mapped.tags == mapped.tags && self.key(&it.parts) == key);
            if !twin {
                merged.push(Branch {
                    schema: *schema,
                    parts,
                    mapped: std::mem::take(mapped),
                });
            }
        }
        merged
    }

    fn branch_type(&mut self, branch: &Branch) -> TypeId {
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

    /// The unions among the parts, if they can stand as parts of the struct beside its members:
    /// nothing is declared on both sides.
    fn flatten(&self, parts: &[Part]) -> Option<Vec<Part>> {
        let mut names: Vec<String> = self.names(parts).into_iter().map(str::to_owned).collect();
        let is_closed = |parts: &[Part]| {
            Self::plain(parts).any(|schema| {
                let keywords = &self.graph.get(schema).keywords;
                !matches!(keywords.additional, Additional::Unspecified)
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
                Part::OrNull(_) => return None,
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
            let discriminator = &self.graph.get(*schema).keywords.discriminator;
            if discriminator
                .as_ref()
                .is_some_and(|it| !own.contains(&it.property))
            {
                return None;
            }
            if own.iter().any(|it| names.contains(it)) || !self.can_stand_flat(*part, branches) {
                return None;
            }
            names.extend(own);
            unions.push(*part);
        }
        Some(unions)
    }

    /// Whether a union's variant can be told while other members stand in the same object.
    fn can_stand_flat(&self, union: Part, branches: &[SchemaId]) -> bool {
        let branches: Vec<Branch> = branches
            .iter()
            .map(|schema| Branch {
                schema: *schema,
                parts: self.normalize(self.expand(*schema)),
                mapped: Mapped::default(),
            })
            .collect();
        match union {
            Part::AnyOf(_) => {
                self.infer_tag(&branches).is_some() || self.agree_on_members(&branches)
            }
            _ => self.infer_tag(&branches).is_some() || self.presence(&branches).is_some(),
        }
    }

    /// Branches that only list values are one list.
    fn joined_values(&self, branches: &[Branch], is_one_of: bool) -> Option<Vec<Raw>> {
        let mut joined: Vec<Raw> = Vec::new();
        for branch in branches {
            if !branch
                .parts
                .iter()
                .all(|it| matches!(it, Part::Plain(_) | Part::Only(_)))
            {
                return None;
            }
            let types = self.meet_types(&branch.parts).ok()?;
            for value in self.meet_values(&branch.parts, types).ok()?? {
                let is_new = !joined.contains(&value);
                if !is_new && is_one_of {
                    return None;
                }
                if matches!(
                    value,
                    Raw::Null | Raw::Array(_) | Raw::Object(_) | Raw::Float(_)
                ) {
                    return None;
                }
                if is_new {
                    joined.push(value);
                }
            }
        }
        Some(joined)
    }

    /// Rungs 1 and 2: the value of a member tells the variant.
    fn tagged(&mut self, union: SchemaId, branches: &mut [Branch]) -> Option<Shape> {
        let all_objects = branches
            .iter()
            .all(|it| self.types_of(&it.parts) == Types::OBJECT);
        if !all_objects {
            return None;
        }
        let discriminator = self.graph.get(union).keywords.discriminator.clone();
        let (property, explicit) = match discriminator {
            Some(it) if branches.iter().all(|branch| !branch.mapped.tags.is_empty()) => {
                (it.property, true)
            }
            _ => (self.infer_tag(branches)?, false),
        };
        if !explicit {
            for branch in branches.iter_mut() {
                branch.mapped = Mapped::default();
                let values = self.property_values(&branch.parts, &property)?;
                let texts = values.iter().filter_map(Raw::as_str).map(str::to_owned);
                branch.mapped.tags = texts.collect();
            }
        }
        let mut variants = Vec::new();
        for branch in branches.iter() {
            variants.extend(self.tagged_variants(branch, &property));
        }
        let told_by = ToldBy::Tag { property, explicit };
        Some(Shape::Union(Union { variants, told_by }))
    }

    /// One variant a branch; a branch whose tag is constant has one for each tag that means it.
    fn tagged_variants(&mut self, branch: &Branch, property: &str) -> Vec<Variant> {
        let own = self.property_values(&branch.parts, property);
        let declared = !self.property(&branch.parts, property).is_empty();
        let required = self.requires(&branch.parts, property);
        let ty = self.branch_type(branch);
        let variant = |tags: Vec<String>, tagging| Variant {
            ty,
            source: branch.schema,
            tags,
            tagging,
        };
        let texts: Option<Vec<&str>> = own
            .as_ref()
            .map(|own| own.iter().filter_map(Raw::as_str).collect());
        let constant = match texts.as_deref() {
            Some([only]) if required => Some((*only).to_owned()),
            _ => None,
        };
        let each = |tagging: &dyn Fn(&str) -> Tagging| -> Vec<Variant> {
            let tags = branch.mapped.tags.iter();
            tags.map(|tag| variant(vec![tag.clone()], tagging(tag)))
                .collect()
        };
        match constant {
            Some(own) => each(&|tag| {
                if tag == own {
                    Tagging::Own
                } else {
                    Tagging::Replaced
                }
            }),
            None if !declared => each(&|_| Tagging::Added),
            None => {
                let holds =
                    |tag: &String| texts.as_ref().is_none_or(|own| own.contains(&tag.as_str()));
                if required && branch.mapped.tags.iter().all(holds) {
                    vec![variant(branch.mapped.tags.clone(), Tagging::Own)]
                } else {
                    each(&|_| Tagging::Replaced)
                }
            }
        }
    }

    /// A member that every branch requires and limits to values that no other branch has.
    fn infer_tag(&self, branches: &[Branch]) -> Option<String> {
        let first = branches.first()?;
        let names = self.names(&first.parts);
        let is_tag = |name: &&str| {
            let mut seen: Vec<String> = Vec::new();
            branches.iter().all(|branch| {
                let Some(values) = self.property_values(&branch.parts, name) else {
                    return false;
                };
                self.requires(&branch.parts, name)
                    && values.iter().all(|value| match value {
                        Raw::String(text) if !seen.contains(text) => {
                            seen.push(text.clone());
                            true
                        }
                        _ => false,
                    })
            })
        };
        let mut tags: Vec<&str> = names.into_iter().filter(is_tag).collect();
        // Whatever the order of members, the same one is chosen.
        tags.sort_unstable();
        tags.first().map(|it| (*it).to_owned())
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

fn are_disjoint(kinds: &[Types]) -> bool {
    let mut seen = Types::NONE;
    kinds.iter().all(|kind| {
        let fresh = !seen.meets(*kind) && *kind != Types::NONE;
        seen = seen.join(*kind);
        fresh
    })
}
