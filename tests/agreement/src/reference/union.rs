//! oneOf and anyOf by the contract's ladder: a discriminator, or the members that are present.
//! The other rungs are sound: they decide what JSON Schema decides.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::Translation;
use crate::graph::{Components, list, target, target_name};
use crate::outline::Outline;
use crate::rules::{Rule, Rules};

impl Translation<'_> {
    /// What a union demands.
    pub(super) fn union(&self, schema: &Value, keyword: &str) -> Value {
        let branches = list(schema, keyword);
        if self.rules.contains(&Rule::Discriminator)
            && let Some((property, tags)) = tags(schema, branches, self.components)
        {
            return self.tagged(keyword, branches, property, &tags);
        }
        let mut translated: Vec<Value> = branches.iter().map(|it| self.schema(it)).collect();
        if keyword == "oneOf" && self.rules.contains(&Rule::OpenEnum) && is_open_enum(branches) {
            return json!({ "anyOf": translated });
        }
        if keyword == "oneOf" && self.rules.contains(&Rule::Twins) {
            translated = self.without_twins(branches);
        }
        if keyword == "anyOf"
            && self.rules.contains(&Rule::AnyOfMembers)
            && let Some(joint) = joint(branches, self.components)
        {
            return self.meant(&joint, &translated);
        }
        if keyword == "anyOf"
            && self.rules.contains(&Rule::AnyOfMembers)
            && let Some(elements) = elements(branches)
        {
            let elements = self.union(&json!({ "anyOf": elements }), "anyOf");
            return json!({ "anyOf": translated, "items": elements });
        }
        let known_by = (keyword == "oneOf")
            .then(|| known_by(branches, self.components))
            .flatten();
        match known_by {
            Some((rule, telling)) if self.rules.contains(&rule) => {
                let candidates: Vec<Value> = telling.iter().map(|it| rule.candidate(it)).collect();
                let fitting: Vec<Value> = candidates
                    .iter()
                    .zip(translated)
                    .map(|(candidate, branch)| json!({ "allOf": [candidate, branch] }))
                    .collect();
                json!({ "allOf": [{ "oneOf": candidates }, { "anyOf": fitting }] })
            }
            _ => json!({ keyword: translated }),
        }
    }

    /// An anyOf of objects that are one struct: either every member has its type, or some branch that
    /// is meant holds, and whatever is there of branches that require nothing has its type.
    fn meant(&self, joint: &Joint<'_>, branches: &[Value]) -> Value {
        let properties = |members: &BTreeMap<&str, &Value>| {
            let members = members.iter();
            let members: Map<String, Value> = members
                .map(|(name, it)| ((*name).to_owned(), self.schema(it)))
                .collect();
            json!({ "properties": members })
        };
        let meant: Vec<Value> = branches
            .iter()
            .zip(&joint.own)
            .map(|(branch, own)| {
                let some: Vec<Value> = own
                    .iter()
                    .flatten()
                    .map(|it| json!({ "required": [it] }))
                    .collect();
                match own {
                    None => branch.clone(),
                    // A branch that requires nothing and has nothing of its own is never meant.
                    Some(own) if own.is_empty() => json!({ "not": {} }),
                    Some(_) => json!({ "allOf": [{ "anyOf": some }, branch] }),
                }
            })
            .collect();
        json!({ "anyOf": [
            { "allOf": [properties(&joint.members), { "anyOf": branches }] },
            { "allOf": [properties(&joint.firm), { "anyOf": meant }] },
        ] })
    }

    /// Each branch once, whether it is written out or referred to.
    fn without_twins(&self, branches: &[Value]) -> Vec<Value> {
        // What a reference leads to is read plainly: a union may refer to itself.
        let plain = Translation {
            rules: &Rules::new(),
            ..*self
        };
        let mut seen: Vec<Value> = Vec::new();
        let mut kept = Vec::new();
        for branch in branches {
            let meant = plain.schema(target(branch, self.components).unwrap_or(branch));
            if !seen.contains(&meant) {
                seen.push(meant);
                kept.push(self.schema(branch));
            }
        }
        kept
    }

    /// The tag picks; where several branches have one, `keyword` says how many of them must hold.
    pub(super) fn tagged(
        &self,
        keyword: &str,
        branches: &[Value],
        property: &str,
        tags: &[BTreeSet<String>],
    ) -> Value {
        let branches = branches.iter().zip(tags).map(|(branch, tags)| {
            let own = Outline::of(branch, self.components).values(property, self.components);
            let value = |tag: &String| -> Option<Value> {
                let mut own = own.iter().flatten();
                own.find(|it| spelled(it) == *tag).map(|it| (*it).clone())
            };
            let agrees = own.is_none() || tags.iter().all(|tag| value(tag).is_some());
            // A key means the number or boolean that is written like it.
            let tags = tags.iter().map(|tag| value(tag).unwrap_or(json!(tag)));
            let tags: Vec<Value> = tags.collect();
            let body = if agrees {
                self.schema(branch)
            } else {
                // In the union the mapping's key counts, not the variant's own value.
                self.schema(&without(branch, property, self.components))
            };
            json!({ "allOf": [{ "properties": { property: { "enum": tags } } }, body] })
        });
        let branches: Vec<Value> = branches.collect();
        json!({ "type": "object", "required": [property], keyword: branches })
    }
}

/// The elements of arrays, if the branches are nothing else: what holds for objects holds for them.
fn elements(branches: &[Value]) -> Option<Vec<Value>> {
    let of_each = branches.iter().map(|branch| match branch["type"].as_str() {
        Some("array") => branch.get("items").cloned(),
        _ => None,
    });
    of_each.collect()
}

impl Rule {
    /// What makes a variant a candidate, from the members that tell it.
    fn candidate(self, members: &BTreeSet<String>) -> Value {
        match self {
            Rule::RequiresNothing => {
                let any: Vec<Value> = members
                    .iter()
                    .map(|it| json!({ "required": [it] }))
                    .collect();
                json!({ "anyOf": any })
            }
            _ => json!({ "required": members }),
        }
    }
}

/// The key of a mapping that means a value.
fn spelled(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Rung 1: the tags of each branch, if there is a discriminator and each has some.
pub(super) fn tags<'a>(
    schema: &'a Value,
    branches: &[Value],
    components: &Components,
) -> Option<(&'a str, Vec<BTreeSet<String>>)> {
    let discriminator = &schema["discriminator"];
    let property = discriminator["propertyName"].as_str()?;
    let mut tags = vec![BTreeSet::new(); branches.len()];
    let own: Vec<Option<Vec<String>>> = branches
        .iter()
        .map(|branch| {
            let values = Outline::of(branch, components).values(property, components)?;
            Some(values.iter().map(|it| spelled(it)).collect())
        })
        .collect();
    let holds = |index: usize, key: &str| {
        let own = own[index].as_ref();
        own.is_some_and(|it| it.iter().any(|it| it == key))
    };
    let mapping: BTreeMap<&str, &str> = discriminator["mapping"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(key, target)| Some((key.as_str(), target_name(target.as_str()?))))
        .collect();
    for (key, name) in &mapping {
        let refers = |it: &Value| {
            it["$ref"]
                .as_str()
                .is_some_and(|it| target_name(it) == *name)
        };
        let copies = |it: &Value| components.get(*name) == Some(it);
        let meant = branches
            .iter()
            .position(refers)
            .or_else(|| branches.iter().position(copies))
            // A dangling target: the inline variant whose own enum holds the key.
            .or_else(|| (0..branches.len()).find(|index| holds(*index, key)));
        tags[meant?].insert((*key).to_owned());
    }
    for (index, branch) in branches.iter().enumerate() {
        if tags[index].is_empty() {
            match (&own[index], branch["$ref"].as_str()) {
                (Some(own), _) => tags[index].extend(
                    own.iter()
                        .filter(|it| !mapping.contains_key(it.as_str()))
                        .cloned(),
                ),
                (None, Some(reference)) => {
                    tags[index].insert(target_name(reference).to_owned());
                }
                (None, None) => {}
            }
        } else if let Some(values) = &own[index]
            && tags[index].iter().all(|it| values.contains(it))
        {
            // What a variant lists beside what maps to it, and no other one does, is its own, too.
            let others = |value: &String| {
                let mut others = own.iter().enumerate().filter(|it| it.0 != index);
                others.any(|(_, it)| it.as_ref().is_some_and(|it| it.contains(value)))
            };
            let is_free = |it: &&String| !mapping.contains_key(it.as_str()) && !others(it);
            tags[index].extend(values.iter().filter(is_free).cloned());
        }
    }
    tags.iter()
        .all(|it| !it.is_empty())
        .then_some((property, tags))
}

/// Rung 4, or its practical form for variants that require nothing: what tells each branch.
fn known_by(branches: &[Value], components: &Components) -> Option<(Rule, Vec<BTreeSet<String>>)> {
    let outlines: Vec<Outline<'_>> = branches
        .iter()
        .map(|it| Outline::of(it, components))
        .collect();
    if !outlines.iter().all(Outline::is_plain)
        || is_told_by_value(&outlines.iter().collect::<Vec<_>>(), components)
    {
        return None;
    }
    let others = |index: usize| {
        let all = outlines.iter().enumerate();
        all.filter(move |(other, _)| *other != index)
            .map(|(_, it)| it)
    };
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let is_candidate = |index: usize| {
        let required = &outlines[index].required;
        !required.is_empty() && others(index).all(|other| !required.is_subset(&other.required))
    };
    if (0..outlines.len()).all(is_candidate) {
        let required = outlines
            .iter()
            .map(|it| owned(it.required.iter().copied().collect()));
        return Some((Rule::Presence, required.collect()));
    }
    let own: Vec<BTreeSet<String>> = (0..outlines.len())
        .map(|index| {
            let names = outlines[index].properties.keys().copied();
            let is_own = |name: &&str| others(index).all(|it| !it.properties.contains_key(name));
            owned(names.filter(is_own).collect())
        })
        .collect();
    let requires_nothing = outlines.iter().all(|it| it.required.is_empty());
    (requires_nothing && own.iter().all(|it| !it.is_empty()))
        .then_some((Rule::RequiresNothing, own))
}

/// An anyOf that is one struct.
struct Joint<'a> {
    /// The members of all branches.
    members: BTreeMap<&'a str, &'a Value>,
    /// Those of branches that require nothing.
    firm: BTreeMap<&'a str, &'a Value>,
    /// What says of each branch that it is meant: nothing needs to where it requires something.
    own: Vec<Option<Vec<&'a str>>>,
}

/// The members of an anyOf that is one struct: open objects, not told by a value, that agree on the
/// members they share. Other branches are of other types.
fn joint<'a>(branches: &'a [Value], components: &'a Components) -> Option<Joint<'a>> {
    let all: Vec<Outline<'a>> = branches
        .iter()
        .map(|it| Outline::of(it, components))
        .collect();
    let is_joint = |it: &&Outline<'a>| it.is_plain() && !it.is_closed && !it.is_no_object;
    let objects: Vec<&Outline<'a>> = all.iter().filter(is_joint).collect();
    let mut others = all.iter().filter(|it| !is_joint(it));
    let is_fine = others.all(|it| it.is_no_object && !it.is_object);
    if !is_fine || objects.len() < 2 || is_told_by_value(&objects, components) {
        return None;
    }
    let mut members: BTreeMap<&str, &Value> = BTreeMap::new();
    let mut firm: BTreeMap<&str, &Value> = BTreeMap::new();
    for object in &objects {
        for (name, schemas) in &object.properties {
            for schema in schemas {
                if *members.entry(name).or_insert(schema) != *schema {
                    return None;
                }
                if object.required.is_empty() {
                    firm.insert(name, schema);
                }
            }
        }
    }
    let own = all.iter().map(|outline| {
        let everywhere = |name: &str| objects.iter().all(|it| it.properties.contains_key(name));
        let is_told = is_joint(&outline) && outline.required.is_empty();
        let names = outline.properties.keys().copied();
        is_told.then(|| names.filter(|it| !everywhere(it)).collect())
    });
    let own = own.collect();
    Some(Joint { members, firm, own })
}

/// Whether branches are lists of strings, but for one that is any string.
fn is_open_enum(branches: &[Value]) -> bool {
    let is_listed = |it: &Value| {
        it["enum"]
            .as_array()
            .is_some_and(|it| it.iter().all(Value::is_string))
    };
    let (listed, others): (Vec<&Value>, Vec<&Value>) =
        branches.iter().partition(|it| is_listed(it));
    let is_any =
        |it: &&Value| it["type"] == "string" && it.as_object().is_some_and(|it| it.len() == 1);
    !listed.is_empty() && matches!(others.as_slice(), [only] if is_any(only))
}

/// Rung 2: a property, required everywhere, whose values are disjoint between the variants.
fn is_told_by_value(outlines: &[&Outline<'_>], components: &Components) -> bool {
    let Some((first, _)) = outlines.split_first() else {
        return false;
    };
    first.properties.keys().any(|name| {
        let mut seen: Vec<&Value> = Vec::new();
        outlines.iter().all(|outline| {
            let values = outline.values(name, components);
            let values = values.filter(|_| outline.required.contains(name));
            values.is_some_and(|values| {
                values.into_iter().all(|value| {
                    let fresh = !seen.contains(&value);
                    seen.push(value);
                    fresh
                })
            })
        })
    })
}

/// A branch, written out, whose `property` may have any value.
fn without(schema: &Value, property: &str, components: &Components) -> Value {
    let mut out: Map<String, Value> = schema.as_object().cloned().unwrap_or_default();
    let mut all: Vec<Value> = list(schema, "allOf")
        .iter()
        .map(|it| without(it, property, components))
        .collect();
    if let Some(target) = target(schema, components) {
        out.remove("$ref");
        all.push(without(target, property, components));
    }
    if !all.is_empty() {
        out.insert("allOf".to_owned(), Value::Array(all));
    }
    if let Some(properties) = out.get_mut("properties").and_then(Value::as_object_mut)
        && let Some(tag) = properties.get_mut(property)
    {
        *tag = json!({});
    }
    Value::Object(out)
}
