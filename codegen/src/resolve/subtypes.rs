//! A component with a `discriminator` that others extend through `allOf`: where it is used, one of
//! those stands.

use std::collections::HashSet;

use super::Resolver;
use super::mapping::Mapped;
use super::meet::Conflict;
use super::parts::Part;
use super::union::Branch;
use crate::dedup::Class;
use crate::diagnostics::Code;
use crate::ir::{Shape, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::schema::{Discriminator, Keywords, SchemaId};

/// A component that may stand where its base is used.
pub(super) struct Subtype {
    pub id: TypeId,
    /// The values of the base's discriminator that mean it.
    pub tags: Vec<Raw>,
}

impl Resolver<'_> {
    /// Finds the bases and the components that extend them, at any distance.
    pub(super) fn find_subtypes(&mut self) {
        let bases: Vec<SchemaId> = self
            .graph
            .components
            .values()
            .copied()
            .filter(|it| is_base(&self.graph.get(*it).keywords) && !self.is_exact(*it))
            .collect();
        if bases.is_empty() {
            return;
        }
        for (name, schema) in &self.graph.components {
            let ancestors = self.ancestors(*schema);
            for base in &bases {
                let is_own = self.graph.resolve(*schema) == *base;
                if !is_own && ancestors.contains(&self.classes[base.index()]) {
                    let id = self.ir.components[name];
                    self.subtypes.entry(*base).or_default().push(id);
                }
            }
        }
    }

    /// The classes of all schemas that a schema extends.
    fn ancestors(&self, schema: SchemaId) -> HashSet<Class> {
        let mut ancestors = HashSet::new();
        let mut pending = vec![schema];
        while let Some(id) = pending.pop() {
            let keywords = &self.graph.get(id).keywords;
            for member in keywords.reference.iter().chain(&keywords.all_of) {
                let member = self.graph.resolve(*member);
                if ancestors.insert(self.classes[member.index()]) {
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
        // What stands beside the base may leave some of the tags only.
        let left = self.property_values(beside, &discriminator.property);
        let mut variants: Vec<Variant> = Vec::new();
        for Subtype { id: child, tags } in self.children(base) {
            let schema = self.ir.get(child).sources[0];
            let is_left = |it: &Raw| left.as_ref().is_none_or(|left| left.contains(it));
            let tags: Vec<Raw> = tags.into_iter().filter(is_left).collect();
            let mut parts = beside.to_vec();
            self.expand_into(schema, &mut parts);
            let parts = self.normalize(self.distinct(parts));
            if !beside.is_empty() && (tags.is_empty() || self.contradicts(&parts)) {
                continue;
            }
            let branch = Branch {
                schema,
                parts,
                mapped: Mapped {
                    tags,
                    component: Some(child),
                    missing: None,
                },
            };
            let mut tagged = self.tagged_variants(&branch, &discriminator.property);
            if beside.is_empty() && self.subtypes.contains_key(&schema) {
                let own = self.base_alone(child, schema, branch.parts);
                tagged.iter_mut().for_each(|it| it.ty = own);
            }
            variants.extend(tagged);
        }
        if variants.is_empty() && !beside.is_empty() {
            return Err(Conflict {
                one: base,
                other: Self::plain(beside).next().unwrap_or(base),
                keyword: "discriminator",
            });
        }
        let told_by = ToldBy::Tag {
            property: discriminator.property,
            explicit: true,
        };
        Ok(Shape::Union(Union { variants, told_by }))
    }

    fn base_discriminator(&self, base: SchemaId) -> &Discriminator {
        let Some(discriminator) = &self.graph.get(base).keywords.discriminator else {
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
        let mapped = |child: TypeId| -> Vec<Raw> {
            let keys = discriminator.mapping.iter();
            keys.filter(|(_, target)| self.mapping_target(target) == Some(child))
                .map(|(key, _)| Raw::String(key.clone()))
                .collect()
        };
        let keys = discriminator.mapping.keys().cloned();
        let mut claimed: Vec<Raw> = keys.map(Raw::String).collect();
        let of_base = self.tag_values(&self.expand(base), &discriminator.property);
        let mut tagged: Vec<Subtype> = Vec::new();
        for child in children {
            let schema = self.ir.get(child).sources[0];
            let mut tags = mapped(child);
            if tags.is_empty() && self.subtypes.contains_key(&schema) {
                // What extends this one stands here by itself.
                continue;
            }
            if tags.is_empty() {
                tags = self.implied_tags(schema, discriminator, of_base.as_deref());
                tags.retain(|it| !claimed.contains(it));
                claimed.extend(tags.iter().cloned());
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
                let tags = vec![Raw::String(key.clone())];
                tagged.push(Subtype { id, tags });
            }
        }
        tagged
    }

    /// The values of the member that tells the subtypes of a base apart; none of any other member.
    pub(super) fn subtype_tags(&self, base: SchemaId, property: &str) -> Option<Vec<Raw>> {
        let is_told = self.base_discriminator(base).property == property;
        is_told.then(|| {
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
        name.map(|name| Raw::String(name.to_owned()))
            .into_iter()
            .collect()
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
                .keyword(base, "discriminator")
                .key("mapping")
                .key(key);
            let message = format!("`{key}` maps to `{target}`, which the document lacks");
            self.diagnostics
                .report(Code::DanglingMapping, place, message)
                .help("nothing has this value then: it is refused; add the component, or remove the key");
        }
    }
}

/// Whether a schema is one that others may extend: it names the member that tells them apart, and
/// doesn't list them itself.
fn is_base(keywords: &Keywords) -> bool {
    keywords.discriminator.is_some() && keywords.one_of.is_empty() && keywords.any_of.is_empty()
}
