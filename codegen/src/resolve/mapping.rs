//! Which branch each key of a discriminator's mapping means.

use super::Resolver;
use crate::diagnostics::Code;
use crate::ir::TypeId;
use crate::raw::Raw;
use crate::schema::{Discriminator, SchemaId};

/// What a discriminator says of one branch.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapped {
    /// The tags that mean this branch.
    pub tags: Vec<Raw>,
    /// The component that it is.
    pub component: Option<TypeId>,
    /// The component that the document lacks and that this branch stands in for.
    pub missing: Option<String>,
}

impl Resolver<'_> {
    /// Matches mapping keys with branches; keys and branches that disagree are reported.
    pub(super) fn map_branches(
        &mut self,
        union: SchemaId,
        discriminator: &Discriminator,
        branches: &[SchemaId],
    ) -> Vec<Mapped> {
        let mut mapped = vec![Mapped::default(); branches.len()];
        let own: Vec<Option<Vec<String>>> = branches
            .iter()
            .map(|branch| match self.base_among(*branch, branches) {
                Some(base) => texts(&self.subtype_tags(base, &discriminator.property)?),
                None => self.tags_of(*branch, &discriminator.property),
            })
            .collect();
        let holds =
            |index: usize, key: &String| own[index].as_ref().is_some_and(|it| it.contains(key));
        let mut keys: Vec<(&String, &String)> = discriminator.mapping.iter().collect();
        // A branch that says itself that it has the key goes before one that doesn't.
        keys.sort_by_key(|(key, target)| {
            let agrees = self
                .candidates(target, branches)
                .iter()
                .any(|it| holds(*it, key));
            (!agrees, (*key).clone())
        });
        for (key, target) in keys {
            let component = self.mapping_target(target);
            let candidates = self.candidates(target, branches);
            let chosen = candidates.iter().copied().min_by_key(|index| {
                let refers = self.graph.resolve(branches[*index]) != branches[*index];
                let alike =
                    component.is_some_and(|it| self.is_annotated_like(branches[*index], it));
                let taken = mapped[*index].component.is_some();
                (
                    !refers && taken,
                    !refers,
                    !alike,
                    !holds(*index, key),
                    *index,
                )
            });
            match (chosen, component) {
                (Some(index), Some(component)) => {
                    mapped[index].tags.push(Raw::String(key.clone()));
                    mapped[index].component = Some(component);
                    self.check_agreement(
                        union,
                        key,
                        branches[index],
                        own[index].as_deref(),
                        discriminator,
                    );
                }
                (_, known) => {
                    let stand_in = (0..branches.len())
                        .find(|index| mapped[*index].component.is_none() && holds(*index, key));
                    if let Some(index) = stand_in {
                        mapped[index].tags.push(Raw::String(key.clone()));
                        if known.is_none() {
                            mapped[index]
                                .missing
                                .get_or_insert_with(|| target_name(target));
                        }
                    }
                    self.report_dangling(
                        union,
                        key,
                        target,
                        stand_in.map(|it| branches[it]),
                        known.is_some(),
                    );
                }
            }
        }
        let claimed: Vec<Raw> = mapped.iter().flat_map(|it| it.tags.clone()).collect();
        for (index, branch) in branches.iter().enumerate() {
            let shared = own[index].as_ref().filter(|values| {
                let mut others = own.iter().enumerate().filter(|it| it.0 != index);
                values.len() > 1
                    && others.any(|(_, it)| it.as_ref().is_some_and(|it| are_same(it, values)))
            });
            if let Some(tag) = shared.and_then(|values| self.named_tag(*branch, values)) {
                if !claimed.contains(&tag) {
                    mapped[index].tags.push(tag);
                }
            } else if mapped[index].tags.is_empty() {
                let own = match &own[index] {
                    Some(own) => own.iter().cloned().map(Raw::String).collect(),
                    None => self.unmapped_tags(*branch, &discriminator.property),
                };
                mapped[index].tags = own.into_iter().filter(|it| !claimed.contains(it)).collect();
            } else if let Some(values) = &own[index]
                && mapped[index].tags.iter().all(|it| is_listed(it, values))
            {
                // What its own enum lists beside what maps to it, and no other variant has.
                let values = values.iter().filter(|value| {
                    let mut others = own.iter().enumerate().filter(|it| it.0 != index);
                    !others.any(|(_, it)| it.as_ref().is_some_and(|it| it.contains(value)))
                });
                let values: Vec<Raw> = values.cloned().map(Raw::String).collect();
                let values = values.into_iter().filter(|it| !claimed.contains(it));
                mapped[index].tags.extend(values);
            }
        }
        mapped
    }

    /// All tags of a union, as far as they are told without asking which branch has which.
    pub(super) fn tags_as_written(
        &self,
        discriminator: &Discriminator,
        branches: &[SchemaId],
        depth: usize,
    ) -> Vec<Raw> {
        let property = &discriminator.property;
        let mapping = &discriminator.mapping;
        let is_mapped = |branch: usize| {
            let mut targets = mapping.values();
            targets.any(|it| self.candidates(it, branches).contains(&branch))
        };
        let unmapped = (0..branches.len()).filter(|it| !is_mapped(*it));
        let implied = unmapped.flat_map(|it| {
            let parts = self.expand(branches[it]);
            let own = self.values_within(&parts, property, depth + 1);
            own.unwrap_or_else(|| self.unmapped_tags(branches[it], property))
        });
        let mut tags: Vec<Raw> = mapping.keys().cloned().map(Raw::String).collect();
        for tag in implied.collect::<Vec<Raw>>() {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    /// The tags of a branch that neither a mapping key nor its own values tell: what the base calls it
    /// that it extends, or its component's name.
    fn unmapped_tags(&self, branch: SchemaId, property: &str) -> Vec<Raw> {
        let of_base = self.tags_in_base(self.graph.resolve(branch), property);
        match of_base.is_empty() {
            false => of_base,
            true => self
                .branch_name(branch)
                .map(Raw::String)
                .into_iter()
                .collect(),
        }
    }

    /// Of the values that several branches allow alike, the one that a branch is called.
    fn named_tag(&self, branch: SchemaId, values: &[String]) -> Option<Raw> {
        let name = self.branch_name(branch)?;
        let is_name = |it: &&String| **it == name;
        let is_like = |it: &&String| letters(it) == letters(&name);
        let named = values.iter().find(is_name);
        let named = named.or_else(|| values.iter().find(is_like));
        named.cloned().map(Raw::String)
    }

    /// What the component is called that a branch refers to.
    fn branch_name(&self, branch: SchemaId) -> Option<String> {
        let next = |id: &SchemaId| self.graph.get(*id).keywords.pure_reference();
        let mut chain = std::iter::successors(Some(branch), next);
        let component = chain.find_map(|it| self.component_at(it))?;
        self.ir.get(component).component.clone()
    }

    /// The strings that a branch allows for the tag.
    pub(super) fn tags_of(&self, branch: SchemaId, property: &str) -> Option<Vec<String>> {
        let values = self.tag_values(&self.expand(branch), property)?;
        texts(&values)
    }

    /// The component that a mapping names, by pointer or by its bare name.
    pub(super) fn mapping_target(&self, target: &str) -> Option<TypeId> {
        self.ir.components.get(&target_name(target)).copied()
    }

    /// The branches that refer to the target or are copies of it.
    fn candidates(&self, target: &str, branches: &[SchemaId]) -> Vec<usize> {
        let Some(component) = self.mapping_target(target) else {
            return Vec::new();
        };
        let original = self.ir.get(component).sources[0];
        let key = self.key(&self.expand(original));
        let referring: Vec<usize> = (0..branches.len())
            .filter(|index| self.refers_to(branches[*index], original))
            .collect();
        if !referring.is_empty() {
            return referring;
        }
        (0..branches.len())
            .filter(|index| {
                let branch = branches[*index];
                let is_other = self.component_at(self.graph.resolve(branch)).is_some();
                !is_other && self.key(&self.expand(branch)) == key
            })
            .collect()
    }

    /// Whether a branch is nothing but a reference to a component, or to one that is.
    fn refers_to(&self, branch: SchemaId, component: SchemaId) -> bool {
        let next = |id: &SchemaId| self.graph.get(*id).keywords.pure_reference();
        let mut chain = std::iter::successors(Some(branch), next);
        chain.any(|it| it == component)
    }

    fn is_annotated_like(&self, branch: SchemaId, component: TypeId) -> bool {
        let original = self.ir.get(component).sources[0];
        self.graph.get(branch).annotations == self.graph.get(original).annotations
    }

    fn check_agreement(
        &mut self,
        union: SchemaId,
        key: &str,
        branch: SchemaId,
        own: Option<&[String]>,
        discriminator: &Discriminator,
    ) {
        let Some(own) = own.filter(|own| own.iter().all(|it| it != key)) else {
            return;
        };
        if !self.is_first(Code::ContradictoryMapping, union, key) {
            return;
        }
        let property = &discriminator.property;
        let own = own.join("`, `");
        let mut related = self.graph.pointer(branch);
        if let Some(schema) = self.property(&self.expand(branch), property).first() {
            related = self.graph.keyword(*schema, "enum");
        }
        let place = self.mapping_key(union, key);
        self.diagnostics
            .report(
                Code::ContradictoryMapping,
                place,
                format!(
                    "the mapping says `{property}: {key}`, but the variant it names only allows `{own}`"
                ),
            )
            .related(related, "the variant's own value")
            .help(format!(
                "in this union the variant is read and written with `{key}`; correct the variant's `enum`"
            ));
    }

    fn report_dangling(
        &mut self,
        union: SchemaId,
        key: &str,
        target: &str,
        stand_in: Option<SchemaId>,
        known: bool,
    ) {
        if !self.is_first(Code::DanglingMapping, union, key) {
            return;
        }
        let place = self.mapping_key(union, key);
        let message = if known {
            format!("`{key}` maps to `{target}`, which is no variant of this union")
        } else {
            format!("`{key}` maps to `{target}`, which the document lacks")
        };
        let report = self
            .diagnostics
            .report(Code::DanglingMapping, place, message);
        match stand_in {
            Some(branch) => {
                let name = target_name(target);
                let pointer = self.graph.pointer(branch);
                report
                    .related(
                        pointer,
                        format!("this variant has the value, and is taken for `{name}`"),
                    )
                    .help(format!("add the component `{name}`, or remove the key"));
            }
            None => {
                report.help("no variant has this value either: it is refused; remove the key");
            }
        }
    }

    fn mapping_key(&self, union: SchemaId, key: &str) -> crate::pointer::Pointer {
        self.graph
            .keyword(union, "discriminator")
            .key("mapping")
            .key(key)
    }
}

/// `"#/components/schemas/push_sent"` and `"push_sent"` are `push_sent`.
fn target_name(target: &str) -> String {
    match crate::pointer::Pointer::parse(target) {
        Some(pointer) if target.starts_with('#') => pointer.last().unwrap_or_default().into_owned(),
        _ => target.to_owned(),
    }
}

/// The values, if all of them are strings.
fn texts(values: &[Raw]) -> Option<Vec<String>> {
    let texts = values.iter().map(|value| match value {
        Raw::String(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// A name without what spellings differ in.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether two lists hold the same values, whatever their order.
fn are_same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

fn is_listed(tag: &Raw, values: &[String]) -> bool {
    tag.as_str()
        .is_some_and(|it| values.iter().any(|value| value == it))
}
