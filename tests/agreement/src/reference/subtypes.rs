//! A base with a discriminator: where it is used, one of the components stands that extend it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Translation;
use super::union::tags;
use crate::graph::{is_base, subtypes, target_name};
use crate::outline::Outline;
use crate::rules::Rule;

impl Translation<'_> {
    /// Whether a component is a base that others extend, and is read as one of them.
    pub(super) fn has_subtypes(&self, name: &str) -> bool {
        self.rules.contains(&Rule::Subtypes) && !subtypes(name, self.components).is_empty()
    }

    /// Where a base is used, one of the components stands that extend it; the base itself only if
    /// its mapping says so.
    pub(super) fn any_subtype(&self, name: &str) -> Option<Value> {
        if !self.has_subtypes(name) {
            return None;
        }
        let base = self.components.get(name)?;
        let discriminator = &base["discriminator"];
        let mapping = discriminator["mapping"].as_object();
        let mapped: Vec<&str> = mapping
            .into_iter()
            .flatten()
            .filter_map(|(_, target)| target.as_str().map(target_name))
            .collect();
        let is_named = |it: &str| mapped.contains(&it);
        let mut names = subtypes(name, self.components);
        // What extends a base among them stands there by itself.
        names.retain(|it| is_named(it) || !is_base(&self.components[*it]));
        names.extend(
            self.components
                .keys()
                .map(String::as_str)
                .filter(|it| is_named(it) && !subtypes(name, self.components).contains(it)),
        );
        let references: Vec<Value> = names
            .iter()
            .map(|it| json!({ "$ref": format!("#/components/schemas/{it}") }))
            .collect();
        let union = json!({ "oneOf": references, "discriminator": discriminator });
        let (property, mut tags) = tags(&union, &references, self.components)?;
        let of_base = Outline::of(base, self.components).values(property, self.components);
        for (name, tags) in names.iter().zip(&mut tags) {
            let own = Outline::of(&self.components[*name], self.components);
            // What all of them inherit tells nothing: then it is the name.
            if !is_named(name) && own.values(property, self.components) == of_base {
                *tags = BTreeSet::from([(*name).to_owned()]);
            }
        }
        Some(self.tagged("oneOf", &references, property, &tags))
    }
}

/// The definition of a base's place: of whatever extends it. A `$ref` has no spaces.
pub(super) fn any_of(name: &str) -> String {
    format!("{name}.subtype")
}
