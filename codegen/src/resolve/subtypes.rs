//! A component with a `discriminator` that others extend through `allOf`: where it is used, one of
//! those stands.

use std::collections::HashSet;

use super::Resolver;
use super::mapping::{Mapped, spelled};
use super::meet::Conflict;
use super::parts::Part;
use super::union::Branch;
use crate::dedup::Class;
use crate::diagnostics::Code;
use crate::ir::{Shape, TypeId, Variant};
use crate::raw::Raw;
use crate::schema::{Discriminator, SchemaId, Types};

/// A component that may stand where its base is used.
pub(super) struct Subtype {
    pub id: TypeId,
    /// The values of the base's discriminator that mean it.
    pub tags: Vec<Raw>,
}

/// What a schema extends, at any distance.
#[derive(Default)]
struct Ancestors {
    components: HashSet<SchemaId>,
    /// What is written out there: it may be a copy of a component.
    written: HashSet<Class>,
}

impl Ancestors {
    /// Whether a component is among them, or a copy of it. Of several that are equal, what refers to one means that.
    fn hold(&self, component: SchemaId, class: Class) -> bool {
        self.components.contains(&component) || self.written.contains(&class)
    }
}

impl Resolver<'_> {
    /// Finds the bases and the components that extend them, at any distance.
    pub(super) fn find_subtypes(&mut self) {
        let components: HashSet<Class> = self
            .graph
            .components
            .values()
            .map(|it| self.classes[it.index()])
            .collect();
        let bases: Vec<(SchemaId, SchemaId)> = self
            .graph
            .components
            .values()
            .filter(|it| !self.is_exact(**it))
            .filter_map(|it| Some((*it, self.told_at(*it, &components)?)))
            .collect();
        if bases.is_empty() {
            return;
        }
        for (name, schema) in &self.graph.components {
            let ancestors = self.ancestors(*schema);
            for (base, told_at) in &bases {
                let is_own = self.graph.resolve(*schema) == *base;
                if !is_own && ancestors.hold(*base, self.classes[base.index()]) {
                    let id = self.ir.components[name];
                    self.subtypes.entry(*base).or_default().push(id);
                    self.told_at.insert(*base, *told_at);
                }
            }
        }
        // Where no subtype has a value of the member that tells them, the base is an object like any other.
        let is_told = |it: &SchemaId| self.children(*it).iter().any(|it| !it.tags.is_empty());
        let untold = self.subtypes.keys().filter(|it| !is_told(it));
        for base in untold.copied().collect::<Vec<SchemaId>>() {
            self.subtypes.remove(&base);
        }
    }

    /// Where a component says what its subtypes are told apart by: itself, or in a member of its `allOf` that
    /// is written there. One that lists variants isn't a base, and a copy of a component speaks for that one.
    fn told_at(&self, component: SchemaId, components: &HashSet<Class>) -> Option<SchemaId> {
        let is_own = |it: SchemaId| !components.contains(&self.classes[it.index()]);
        let written = self.graph.written_in(component, is_own);
        let keywords = |it: SchemaId| &self.graph.get(it).keywords;
        let mut written = written.into_iter();
        let told_at = written.find(|it| keywords(*it).discriminator.is_some())?;
        let lists_variants =
            |it: SchemaId| !keywords(it).one_of.is_empty() || !keywords(it).any_of.is_empty();
        (!lists_variants(component) && !lists_variants(told_at)).then_some(told_at)
    }

    /// All schemas that a schema extends.
    fn ancestors(&self, schema: SchemaId) -> Ancestors {
        let mut ancestors = Ancestors::default();
        let mut pending = vec![schema];
        while let Some(id) = pending.pop() {
            let keywords = &self.graph.get(id).keywords;
            for member in keywords.reference.iter().chain(&keywords.all_of) {
                let member = self.graph.resolve(*member);
                let is_new = match self.graph.component_name(member) {
                    Some(_) => ancestors.components.insert(member),
                    None => ancestors.written.insert(self.classes[member.index()]),
                };
                if is_new {
                    pending.push(member);
                }
            }
        }
        ancestors
    }

    /// The union of all components that extend a base, each with what stands beside it. The base itself
    /// is a variant where its mapping says so.
    pub(super) fn subtypes(&mut self, base: SchemaId, beside: &[Part]) -> Result<Shape, Conflict> {
        let discriminator = self.base_discriminator(base).clone();
        self.report_unknown_targets(base, &discriminator);
        let branches = self.subtype_branches(base, beside, &discriminator.property);
        match branches.as_slice() {
            [] if !beside.is_empty() => {
                return Err(Conflict {
                    one: base,
                    other: Self::plain(beside).next().unwrap_or(base),
                    keyword: "discriminator",
                });
            }
            // What stands beside the base left one subtype, and its own member says which.
            [only]
                if !beside.is_empty()
                    && !self.is_told_by_tag_alone(only, &discriminator.property) =>
            {
                return Ok(Shape::Alias(self.branch_type(only)));
            }
            _ => {}
        }
        let mut variants: Vec<Variant> = Vec::new();
        for branch in branches {
            let mut tagged = self.tagged_variants(&branch, &discriminator.property);
            if beside.is_empty()
                && let Some(child) = branch.mapped.component
                && self.is_told_by(branch.schema, &discriminator.property)
            {
                let own = self.base_alone(child, branch.schema, branch.parts);
                tagged.iter_mut().for_each(|it| it.ty = own);
            }
            variants.extend(tagged);
        }
        Ok(self.told_by_tag(base, variants, discriminator.property, true))
    }

    /// The subtypes that what stands beside their base leaves, each with it.
    fn subtype_branches(&self, base: SchemaId, beside: &[Part], property: &str) -> Vec<Branch> {
        // It may leave some of the tags only.
        let left = self.property_values(beside, property);
        let mut branches: Vec<Branch> = Vec::new();
        for Subtype { id: child, tags } in self.children(base) {
            let schema = self.ir.get(child).sources[0];
            let is_left = |it: &Raw| left.as_ref().is_none_or(|left| left.contains(it));
            let tags: Vec<Raw> = tags.into_iter().filter(is_left).collect();
            let mut parts = beside.to_vec();
            match self.subtypes.contains_key(&schema) && !self.is_told_by(schema, property) {
                // A base that another member tells: one of its own subtypes.
                true => parts.push(Part::Subtypes(schema)),
                false => self.expand_into(schema, &mut parts),
            }
            // Where a tag is, there is no `null`.
            parts.push(Part::Only(Types::OBJECT));
            let parts = self.normalize(self.distinct(parts));
            if !beside.is_empty() && (tags.is_empty() || self.contradicts(&parts)) {
                continue;
            }
            let mapped = Mapped {
                tags,
                component: Some(child),
                missing: None,
            };
            branches.push(Branch {
                schema,
                parts,
                mapped,
            });
        }
        branches
    }

    /// The parts of a schema that isn't a component and only narrows a base, with members that the base has:
    /// what stands there, if it isn't `null`, is one of its subtypes, and of those that are left.
    pub(super) fn narrowed_base(&self, schema: SchemaId) -> Option<Vec<Part>> {
        if self
            .component_at(schema)
            .is_some_and(|it| self.ir.get(it).sources[0] == schema)
        {
            return None;
        }
        let keywords = &self.graph.get(schema).keywords;
        let members = keywords.reference.iter().chain(&keywords.all_of);
        let targets = members.map(|it| self.graph.resolve(*it));
        let mut bases = targets.filter(|it| self.subtypes.contains_key(it));
        let base = bases.next()?;
        let of_base = self.expand(base);
        let parts = self.expand_non_null(schema).into_iter();
        let beside: Vec<Part> = parts.filter(|it| !of_base.contains(it)).collect();
        let known = self.names(&of_base);
        let is_narrowing = beside.iter().all(|it| matches!(it, Part::Plain(_)))
            && self.names(&beside).iter().all(|it| known.contains(it));
        let property = &self.base_discriminator(base).property;
        let left = self.property_values(&beside, property);
        let is_left = |it: Subtype| {
            left.as_ref()
                .is_none_or(|left| it.tags.iter().any(|it| left.contains(it)))
        };
        let holds = || self.children(base).into_iter().any(is_left);
        (bases.next().is_none() && is_narrowing && holds()).then(|| {
            let mut parts = beside;
            parts.push(Part::Subtypes(base));
            parts
        })
    }

    /// The JSON types of what may stand where a base is used.
    pub(super) fn types_of_base(&self, base: SchemaId) -> Types {
        let keywords = &self.graph.get(base).keywords;
        let takes_null = keywords.or_null || keywords.types.is_some_and(|it| it.meets(Types::NULL));
        match takes_null {
            true => Types::OBJECT.join(Types::NULL),
            false => Types::OBJECT,
        }
    }

    fn base_discriminator(&self, base: SchemaId) -> &Discriminator {
        let told_at = self.told_at[&base];
        let Some(discriminator) = &self.graph.get(told_at).keywords.discriminator else {
            unreachable!("a base has a discriminator");
        };
        discriminator
    }

    /// What may stand where a base is used, in the order of the document, and the tags of each.
    pub(super) fn children(&self, base: SchemaId) -> Vec<Subtype> {
        let discriminator = self.base_discriminator(base);
        let Some(id) = self.component_at(base) else {
            return Vec::new();
        };
        let mut children = self.subtypes.get(&base).cloned().unwrap_or_default();
        for target in discriminator.mapping.values() {
            let target = self.mapping_target(target);
            let is_other = |it: &TypeId| self.ir.resolve(*it) != id && !children.contains(it);
            let target = target.filter(is_other);
            children.extend(target);
        }
        let property = &discriminator.property;
        let tag_of = |child: TypeId, key: &String| {
            let schema = self.ir.get(child).sources[0];
            let own = self.property_values(&self.expand(schema), property);
            self.tag_of(schema, property, key, own.as_deref())
        };
        let mapped = |child: TypeId| -> Vec<Raw> {
            let keys = discriminator.mapping.iter();
            keys.filter(|(_, target)| self.mapping_target(target) == Some(child))
                .filter_map(|(key, _)| tag_of(child, key))
                .collect()
        };
        let mut claimed: Vec<String> = discriminator.mapping.keys().cloned().collect();
        let of_base = self.tag_values(&self.expand(base), &discriminator.property);
        let mut tagged: Vec<Subtype> = Vec::new();
        for child in children {
            let schema = self.ir.get(child).sources[0];
            let mut tags = mapped(child);
            if tags.is_empty() && self.is_told_by(schema, &discriminator.property) {
                // What extends this one stands here by itself.
                continue;
            }
            if tags.is_empty() {
                tags = self.implied_tags(schema, discriminator, of_base.as_deref());
                tags.retain(|it| !claimed.contains(&spelled(it)));
                claimed.extend(tags.iter().map(spelled));
            }
            tagged.push(Subtype { id: child, tags });
        }
        let own = mapped(id);
        if !own.is_empty() {
            tagged.push(Subtype { id, tags: own });
        }
        // A component that extends the base by nothing is the base under another tag.
        for (key, target) in &discriminator.mapping {
            let target = self.mapping_target(target).filter(|it| *it != id);
            if target.is_some_and(|it| self.ir.resolve(it) == id) {
                let tags = tag_of(id, key).into_iter().collect();
                tagged.push(Subtype { id, tags });
            }
        }
        tagged
    }

    /// Whether a schema is a base whose subtypes this member tells apart.
    fn is_told_by(&self, schema: SchemaId, property: &str) -> bool {
        self.subtypes.contains_key(&schema) && self.base_discriminator(schema).property == property
    }

    /// The values of the member that tells the subtypes of a base apart; none of any other member.
    pub(super) fn subtype_tags(&self, base: SchemaId, property: &str) -> Option<Vec<Raw>> {
        self.is_told_by(base, property).then(|| {
            self.children(base)
                .into_iter()
                .flat_map(|it| it.tags)
                .collect()
        })
    }

    /// The values by which the mapping of a base that a schema extends means it, if that base is told by
    /// this member.
    pub(super) fn tags_in_base(&self, schema: SchemaId, property: &str) -> Vec<Raw> {
        let Some(id) = self.component_at(schema) else {
            return Vec::new();
        };
        let mut bases = self.subtypes.iter();
        let base = bases.find(|(base, subtypes)| {
            subtypes.contains(&id) && self.base_discriminator(**base).property == property
        });
        let children = base.map(|(base, _)| self.children(*base));
        let mut children = children.into_iter().flatten();
        children
            .find(|it| it.id == id)
            .map(|it| it.tags)
            .unwrap_or_default()
    }

    /// A base as a value of its own: an object with its members, and of no subtype.
    fn base_alone(&mut self, id: TypeId, schema: SchemaId, parts: Vec<Part>) -> TypeId {
        let name = self.ir.get(id).component.clone().unwrap_or_default();
        let mapped_name = Some(format!("{name}_base"));
        let known = self
            .ir
            .ids()
            .find(|it| self.ir.get(*it).mapped_name == mapped_name);
        known.unwrap_or_else(|| {
            let own = self.push(None, schema);
            self.ir.types[own.index()].mapped_name = mapped_name;
            self.pending.push_back((own, parts));
            own
        })
    }

    /// The tags of a child that the mapping leaves out: its own values, or its name.
    fn implied_tags(
        &self,
        child: SchemaId,
        discriminator: &Discriminator,
        of_base: Option<&[Raw]>,
    ) -> Vec<Raw> {
        let own = self.tag_values(&self.expand(child), &discriminator.property);
        if let Some(own) = own.filter(|own| Some(own.as_slice()) != of_base) {
            return own;
        }
        let name = self.graph.component_name(child);
        let tag = name.and_then(|it| self.tag_of(child, &discriminator.property, it, None));
        tag.into_iter().collect()
    }

    fn report_unknown_targets(&mut self, base: SchemaId, discriminator: &Discriminator) {
        for (key, target) in &discriminator.mapping {
            if self.mapping_target(target).is_some()
                || !self.is_first(Code::DanglingMapping, base, key)
            {
                continue;
            }
            let place = self
                .graph
                .keyword(self.told_at[&base], "discriminator")
                .key("mapping")
                .key(key);
            let message = format!("`{key}` maps to `{target}`, which the document lacks");
            self.diagnostics
                .report(Code::DanglingMapping, place, message)
                .help("nothing has this value then: it is refused; add the component, or remove the key");
        }
    }
}
