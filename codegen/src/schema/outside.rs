//! Schemas that other files bring in, and `definitions`, are components: named by what they are
//! called there, with as much of the file's path as tells them apart.
//!
//! `models/pet.yaml` and `models.yaml#/pet` are `pet`. With `cats/models/action.yaml` and
//! `dogs/models/action.yaml`, the one is `cats_action` and the other `dogs_action`: what both paths
//! share at the same distance says nothing. The document's own components keep their names.

use std::collections::{BTreeMap, BTreeSet};

use super::lower::Lowering;
use super::targets::Targets;
use super::{Origin, SchemaId};
use crate::names::ident::type_name;
use crate::pointer::Pointer;

/// File names that say less than the folder they are in.
const NAMELESS: &[&str] = &["index", "_index", "main", "schema"];

/// A schema that waits for its name.
struct Waiting {
    id: SchemaId,
    /// The words of its place, from the outermost folder to its own name.
    words: Vec<String>,
    /// How many of them, from the end, are its name so far.
    used: usize,
}

impl Waiting {
    fn name(&self) -> String {
        self.words[self.words.len() - self.used..].join("_")
    }
}

/// Makes components of the schemas that have a name elsewhere, and lets mappings name them.
pub(super) fn adopt(lowering: &mut Lowering<'_>, targets: &Targets) {
    let own: BTreeSet<String> = lowering
        .graph
        .components
        .keys()
        .map(|it| type_name(it))
        .collect();
    let named = targets.roots().into_iter().filter_map(|(pointer, id)| {
        let words = words(pointer)?;
        Some(Waiting { id, words, used: 1 })
    });
    let mut waiting: Vec<Waiting> = named.collect();
    drop_shared_words(&mut waiting);
    lengthen(&mut waiting, &own);
    for it in waiting {
        let mut name = it.name();
        // What no folder tells apart: `pet.yaml` beside `pet.json`.
        while lowering.graph.components.contains_key(&name) {
            name.push('_');
        }
        lowering.graph.components.insert(name, it.id);
    }
    rename_mapped(lowering, targets);
}

/// The words of a place that has a name; `None` for one that is only a part of something.
fn words(pointer: &Pointer) -> Option<Vec<String>> {
    let segments: Vec<String> = pointer.segments().map(|it| it.into_owned()).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let file = pointer.file();
    let name = match (segments.as_slice(), &file) {
        ([], Some(_)) => None,
        ([name], Some(_)) | (["components", "schemas", name], Some(_)) => Some(*name),
        (["definitions" | "$defs", name], _) => Some(*name),
        _ => return None,
    };
    let mut words: Vec<String> = match &file {
        Some(file) => {
            let path = file.rsplit_once('.').map_or(file.as_str(), |it| it.0);
            path.split('/').map(str::to_owned).collect()
        }
        None => Vec::new(),
    };
    let is_nameless = words.len() > 1 && words.last().is_some_and(|it| NAMELESS.contains(&&**it));
    if is_nameless {
        words.pop();
    }
    words.extend(name.map(str::to_owned));
    Some(words)
}

/// Leaves out the folders that all schemas of one name have at the same distance from it.
fn drop_shared_words(waiting: &mut [Waiting]) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, it) in waiting.iter().enumerate() {
        by_name
            .entry(type_name(&it.name()))
            .or_default()
            .push(index);
    }
    for rivals in by_name.values().filter(|it| it.len() > 1) {
        let shortest = rivals.iter().map(|it| waiting[*it].words.len()).min();
        // From the outside in, so that the distances of the rest stay.
        for distance in (1..shortest.unwrap_or_default()).rev() {
            let word = |index: &usize| {
                let words = &waiting[*index].words;
                words[words.len() - 1 - distance].clone()
            };
            let first = word(&rivals[0]);
            if rivals.iter().all(|it| word(it) == first) {
                for index in rivals {
                    let words = &mut waiting[*index].words;
                    words.remove(words.len() - 1 - distance);
                }
            }
        }
    }
}

/// Lengthens names until no two are the same and none is that of an own component.
fn lengthen(waiting: &mut [Waiting], own: &BTreeSet<String>) {
    loop {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for it in waiting.iter() {
            *counts.entry(type_name(&it.name())).or_default() += 1;
        }
        let mut moved = false;
        for it in waiting.iter_mut() {
            let name = type_name(&it.name());
            let is_taken = counts[&name] > 1 || own.contains(&name);
            if is_taken && it.used < it.words.len() {
                it.used += 1;
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}

/// A mapping into another file, or within one, names the component that the schema there became.
fn rename_mapped(lowering: &mut Lowering<'_>, targets: &Targets) {
    let names: BTreeMap<SchemaId, String> = lowering
        .graph
        .components
        .iter()
        .map(|(name, id)| (*id, name.clone()))
        .collect();
    let schemas = Pointer::root().key("components").key("schemas");
    for (id, tag, target) in &targets.mapped {
        let Origin::Root(place) = &lowering.graph.get(*target).origin else {
            continue;
        };
        let is_own = super::targets::component_name(place).is_some();
        let keywords = &mut lowering.graph.schemas[id.index()].keywords;
        let (Some(discriminator), Some(name)) = (&mut keywords.discriminator, names.get(target))
        else {
            continue;
        };
        // The document may call itself by its file's name.
        let says_so = |it: &String| it.starts_with('#') || it == name;
        if !is_own || !discriminator.mapping.get(tag).is_some_and(says_so) {
            let name = schemas.key(name).to_string();
            discriminator.mapping.insert(tag.clone(), name);
        }
    }
}
