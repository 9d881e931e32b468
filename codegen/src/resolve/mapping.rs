//! Which branch each key of a discriminator's mapping means.

use super::Resolver;
use crate::diagnostics::Code;
use crate::ir::TypeId;
use crate::raw::Raw;
use crate::schema::{Discriminator, SchemaId, Types};

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

/// What a mapping key means.
struct Meaning<'a> {
    key: &'a str,
    target: &'a str,
    /// The branch it means.
    branch: Option<usize>,
    /// The component it names, if the document has it.
    component: Option<TypeId>,
    /// Whether the branch is no more than a stand-in for what it names.
    stands_in: bool,
}

impl Resolver<'_> {
    /// Matches mapping keys with branches; keys and branches that disagree are reported.
    pub(super) fn map_branches(
        &mut self,
        union: SchemaId,
        discriminator: &Discriminator,
        branches: &[SchemaId],
    ) -> Vec<Mapped> {
        let own = self.own_tags(branches, &discriminator.property, 0);
        let meanings = self.meanings(discriminator, branches, &own);
        let mapped = self.claims(discriminator, branches, &own, &meanings);
        for it in &meanings {
            match it.branch.filter(|_| !it.stands_in) {
                Some(index) => {
                    let own = own[index].as_deref();
                    self.check_agreement(union, it.key, branches[index], own, discriminator);
                }
                None => {
                    let stand_in = it.branch.map(|it| branches[it]);
                    let is_known = it.component.is_some();
                    self.report_dangling(union, it.key, it.target, stand_in, is_known);
                }
            }
        }
        mapped
    }

    /// All tags of a union, as they are told by its discriminator.
    pub(super) fn tags_as_written(
        &self,
        discriminator: &Discriminator,
        branches: &[SchemaId],
        depth: usize,
    ) -> Vec<Raw> {
        let branches = self.with_subtypes(branches, Some(discriminator));
        let own = self.own_tags(&branches, &discriminator.property, depth + 1);
        let meanings = self.meanings(discriminator, &branches, &own);
        let mapped = self.claims(discriminator, &branches, &own, &meanings);
        let mut tags: Vec<Raw> = Vec::new();
        for tag in mapped.into_iter().flat_map(|it| it.tags) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    /// The values that each branch itself allows for the tag, if all of them can be tags. `null` is none: it means that
    /// there is no tag.
    fn own_tags(
        &self,
        branches: &[SchemaId],
        property: &str,
        depth: usize,
    ) -> Vec<Option<Vec<Raw>>> {
        let of_each = branches.iter().map(|branch| {
            let values = match self.base_among(*branch, branches) {
                Some(base) => self.subtype_tags(base, property),
                None => {
                    let find = || self.values_within(&self.expand(*branch), property, depth);
                    let key = (*branch, property.to_owned(), depth);
                    self.known.values.answer(key, find)
                }
            };
            let mut values = values?;
            values.retain(|it| *it != Raw::Null);
            Some(values).filter(|it| !it.is_empty() && it.iter().all(is_tag))
        });
        of_each.collect()
    }

    /// The branch that each mapping key means. One that says itself that it has the key goes before one that
    /// doesn't.
    fn meanings<'d>(
        &self,
        discriminator: &'d Discriminator,
        branches: &[SchemaId],
        own: &[Option<Vec<Raw>>],
    ) -> Vec<Meaning<'d>> {
        let holds = |index: usize, key: &String| {
            let own = own[index].as_ref();
            own.is_some_and(|own| own.iter().any(|it| spelled(it) == *key))
        };
        let mut keys: Vec<(&String, &String)> = discriminator.mapping.iter().collect();
        keys.sort_by_key(|(key, target)| {
            let candidates = self.candidates(target, branches);
            let agrees = candidates.iter().any(|it| holds(*it, key));
            (!agrees, (*key).clone())
        });
        let mut taken = vec![false; branches.len()];
        let meaning = |(key, target): (&'d String, &'d String)| {
            let component = self.mapping_target(target);
            let candidates = self.candidates(target, branches);
            let chosen = candidates.iter().copied().min_by_key(|index| {
                let refers = self.graph.resolve(branches[*index]) != branches[*index];
                let alike =
                    component.is_some_and(|it| self.is_annotated_like(branches[*index], it));
                (
                    !refers && taken[*index],
                    !refers,
                    !alike,
                    !holds(*index, key),
                    *index,
                )
            });
            let chosen = chosen.filter(|_| component.is_some());
            if let Some(index) = chosen {
                taken[index] = true;
            }
            let stand_in = || (0..branches.len()).find(|it| !taken[*it] && holds(*it, key));
            Meaning {
                key,
                target,
                branch: chosen.or_else(stand_in),
                component,
                stands_in: chosen.is_none(),
            }
        };
        keys.into_iter().map(meaning).collect()
    }

    /// The tags of each branch: the keys that mean it, and what its own values say beside them.
    fn claims(
        &self,
        discriminator: &Discriminator,
        branches: &[SchemaId],
        own: &[Option<Vec<Raw>>],
        meanings: &[Meaning<'_>],
    ) -> Vec<Mapped> {
        let mut mapped = vec![Mapped::default(); branches.len()];
        for it in meanings {
            let Some(index) = it.branch else { continue };
            let property = &discriminator.property;
            let tag = self.tag_of(branches[index], property, it.key, own[index].as_deref());
            mapped[index].tags.extend(tag);
            if !it.stands_in {
                mapped[index].component = it.component;
            } else if it.component.is_none() {
                mapped[index]
                    .missing
                    .get_or_insert_with(|| Discriminator::component(it.target));
            }
        }
        let claimed: Vec<Raw> = mapped.iter().flat_map(|it| it.tags.clone()).collect();
        for (index, branch) in branches.iter().enumerate() {
            let others = || own.iter().enumerate().filter(|it| it.0 != index);
            let shared = own[index].as_ref().filter(|values| {
                let is_same = |it: &Vec<Raw>| are_same(it, values);
                values.len() > 1 && others().any(|(_, it)| it.as_ref().is_some_and(is_same))
            });
            let free = if let Some(tag) = shared.and_then(|values| self.named_tag(*branch, values))
            {
                vec![tag]
            } else if mapped[index].tags.is_empty() {
                match &own[index] {
                    Some(own) => own.clone(),
                    None => self.unmapped_tags(*branch, &discriminator.property),
                }
            } else if let Some(values) = &own[index]
                && mapped[index].tags.iter().all(|it| values.contains(it))
            {
                // What its own enum lists beside what maps to it, and no other variant has.
                let is_own = |value: &&Raw| {
                    !others().any(|(_, it)| it.as_ref().is_some_and(|it| it.contains(value)))
                };
                values.iter().filter(is_own).cloned().collect()
            } else {
                Vec::new()
            };
            let free = free.into_iter().filter(|it| !claimed.contains(it));
            mapped[index].tags.extend(free);
        }
        self.follow_kinds(&discriminator.property, branches, &mut mapped);
        mapped
    }

    /// A branch that says nothing of the tag has values of the kind that all those have which do.
    fn follow_kinds(&self, property: &str, branches: &[SchemaId], mapped: &mut [Mapped]) {
        let says_kind = |branch: &SchemaId| self.tag_types(*branch, property) != Types::ANY;
        let said: Vec<bool> = branches.iter().map(says_kind).collect();
        let of_said = said.iter().zip(mapped.iter()).filter(|it| *it.0);
        let mut kinds = of_said.flat_map(|it| &it.1.tags).map(Types::of);
        let Some(kind) = kinds.next().filter(|kind| kinds.all(|it| it == *kind)) else {
            return;
        };
        let unsaid = said.iter().zip(mapped).filter(|it| !it.0);
        for tag in unsaid.flat_map(|it| &mut it.1.tags) {
            if let Some(value) = value_of(&spelled(tag), kind) {
                *tag = value;
            }
        }
    }

    /// The types that a branch allows for the tag.
    fn tag_types(&self, branch: SchemaId, property: &str) -> Types {
        let mut parts = Vec::new();
        for schema in self.property(&self.expand(branch), property) {
            self.expand_into(schema, &mut parts);
        }
        self.meet_types(&parts).unwrap_or(Types::ANY)
    }

    /// The tags of a branch that neither a mapping key nor its own values tell: what the base calls it
    /// that it extends, or its component's name.
    fn unmapped_tags(&self, branch: SchemaId, property: &str) -> Vec<Raw> {
        let of_base = self.tags_in_base(self.graph.resolve(branch), property);
        match of_base.is_empty() {
            false => of_base,
            true => self
                .branch_name(branch)
                .and_then(|name| self.tag_of(branch, property, &name, None))
                .into_iter()
                .collect(),
        }
    }

    /// The value that a key or a name means as the tag of a branch: JSON has no other keys than strings, so `1` is
    /// the number where the branch allows numbers only. `None` if no value that it allows is written so.
    pub(super) fn tag_of(
        &self,
        branch: SchemaId,
        property: &str,
        key: &str,
        own: Option<&[Raw]>,
    ) -> Option<Raw> {
        let text = Raw::String(key.to_owned());
        let own = own.unwrap_or_default();
        if own.contains(&text) {
            return Some(text);
        }
        if let Some(value) = own.iter().find(|it| spelled(it) == key) {
            return Some(value.clone());
        }
        let types = self.tag_types(branch, property);
        match types.meets(Types::STRING) {
            true => Some(text),
            false => value_of(key, types),
        }
    }

    /// Of the values that several branches allow alike, the one that a branch is called.
    fn named_tag(&self, branch: SchemaId, values: &[Raw]) -> Option<Raw> {
        let name = self.branch_name(branch)?;
        let is_name = |it: &&Raw| it.as_str() == Some(&name);
        let is_like = |it: &&Raw| it.as_str().is_some_and(|it| letters(it) == letters(&name));
        let named = values.iter().find(is_name);
        named.or_else(|| values.iter().find(is_like)).cloned()
    }

    /// What the component is called that a branch refers to.
    fn branch_name(&self, branch: SchemaId) -> Option<String> {
        let next = |id: &SchemaId| self.graph.get(*id).keywords.pure_reference();
        let mut chain = std::iter::successors(Some(branch), next);
        let component = chain.find_map(|it| self.component_at(it))?;
        self.ir.get(component).component.clone()
    }

    /// The component that a mapping names, by pointer or by its bare name.
    pub(super) fn mapping_target(&self, target: &str) -> Option<TypeId> {
        self.ir
            .components
            .get(&Discriminator::component(target))
            .copied()
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
        own: Option<&[Raw]>,
        discriminator: &Discriminator,
    ) {
        let Some(own) = own.filter(|own| own.iter().all(|it| spelled(it) != key)) else {
            return;
        };
        if !self.is_first(Code::ContradictoryMapping, union, key) {
            return;
        }
        let property = &discriminator.property;
        let own: Vec<String> = own.iter().map(spelled).collect();
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
                let name = Discriminator::component(target);
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

/// Whether a key can mean the value.
fn is_tag(value: &Raw) -> bool {
    matches!(value, Raw::String(_) | Raw::Integer(_) | Raw::Bool(_))
}

/// The number or boolean of these types that is written like a key.
fn value_of(key: &str, types: Types) -> Option<Raw> {
    let number = key.parse().ok().map(Raw::Integer);
    let boolean = key.parse().ok().map(Raw::Bool);
    number
        .or(boolean)
        .filter(|it| Types::of(it).is_within(types) && spelled(it) == key)
}

/// The key that means a value.
pub(super) fn spelled(value: &Raw) -> String {
    match value {
        Raw::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A name without what spellings differ in.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether two lists hold the same values, whatever their order.
fn are_same(one: &[Raw], other: &[Raw]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}
