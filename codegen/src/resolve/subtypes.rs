//! A component with a `discriminator` that others extend through `allOf`: where it is used, one of
//! those stands.

use std::collections::HashSet;

use super::Resolver;
use super::mapping::Mapped;
use super::parts::Part;
use super::union::Branch;
use crate::dedup::Class;
use crate::diagnostics::Code;
use crate::ir::{Shape, ToldBy, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::schema::{Discriminator, Keywords, SchemaId};

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

    /// The union of all components that extend a base. The base itself is a variant where its
    /// mapping says so.
    pub(super) fn subtypes(&mut self, id: TypeId, base: SchemaId) -> Shape {
        let Some(discriminator) = self.graph.get(base).keywords.discriminator.clone() else {
            unreachable!("a base has a discriminator");
        };
        let mut children = self.subtypes.get(&base).cloned().unwrap_or_default();
        for target in discriminator.mapping.values() {
            let target = self.mapping_target(target);
            let is_other = |it: &TypeId| self.ir.resolve(*it) != id && !children.contains(it);
            let target = target.filter(is_other);
            children.extend(target);
        }
        self.report_unknown_targets(base, &discriminator);
        let mapped = |cx: &Self, child: TypeId| -> Vec<Raw> {
            let keys = discriminator.mapping.iter();
            keys.filter(|(_, target)| cx.mapping_target(target) == Some(child))
                .map(|(key, _)| Raw::String(key.clone()))
                .collect()
        };
        let mut claimed: Vec<Raw> = discriminator
            .mapping
            .keys()
            .cloned()
            .map(Raw::String)
            .collect();
        let of_base = self.tag_values(&self.expand(base), &discriminator.property);
        let mut variants: Vec<Variant> = Vec::new();
        for child in children {
            let schema = self.ir.get(child).sources[0];
            let is_base = self.subtypes.contains_key(&schema);
            let mut tags = mapped(self, child);
            if tags.is_empty() && is_base {
                // What extends this one stands here by itself.
                continue;
            }
            if tags.is_empty() {
                tags = self.implied_tags(schema, &discriminator, of_base.as_deref());
                tags.retain(|it| !claimed.contains(it));
                claimed.extend(tags.iter().cloned());
            }
            variants.extend(self.subtype(child, schema, is_base, tags, &discriminator));
        }
        let own = mapped(self, id);
        if !own.is_empty() {
            variants.extend(self.subtype(id, base, true, own, &discriminator));
        }
        // A component that extends the base by nothing is the base under another tag.
        for (key, target) in &discriminator.mapping {
            let target = self.mapping_target(target).filter(|it| *it != id);
            if target.is_some_and(|it| self.ir.resolve(it) == id) {
                let tags = vec![Raw::String(key.clone())];
                variants.extend(self.subtype(id, base, true, tags, &discriminator));
            }
        }
        let told_by = ToldBy::Tag {
            property: discriminator.property,
            explicit: true,
        };
        Shape::Union(Union { variants, told_by })
    }

    fn subtype(
        &mut self,
        id: TypeId,
        schema: SchemaId,
        is_base: bool,
        tags: Vec<Raw>,
        discriminator: &Discriminator,
    ) -> Vec<Variant> {
        let branch = Branch {
            schema,
            parts: self.normalize(self.expand(schema)),
            mapped: Mapped {
                tags,
                component: Some(id),
                missing: None,
            },
        };
        let mut variants = self.tagged_variants(&branch, &discriminator.property);
        if is_base {
            let own = self.base_alone(id, schema, branch.parts);
            variants.iter_mut().for_each(|it| it.ty = own);
        }
        variants
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
