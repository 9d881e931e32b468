//! What the document says of a schema, and which of several places says it.

use indexmap::IndexMap;

use super::super::{Emission, docs};
use crate::names::ident;
use crate::schema::{Annotations, SchemaId};

/// The schema whose words are about the type: the first one that describes it as most places do that describe it.
/// Where each says something else, what one says is about that place.
pub(super) fn described(cx: &Emission<'_>, sources: &[SchemaId]) -> Option<SchemaId> {
    if let [only] = sources {
        return Some(*only);
    }
    let mut places: IndexMap<&str, Vec<SchemaId>> = IndexMap::new();
    for source in sources {
        let mut said = said(cx, *source);
        if let Some(text) = said.find_map(|it| it.description.as_deref()) {
            places.entry(text).or_default().push(*source);
        }
    }
    let all: usize = places.values().map(Vec::len).sum();
    match places.values().find(|it| 2 * it.len() > all) {
        Some(alike) => alike.first().copied(),
        None if all > 0 => None,
        None => sources.first().copied(),
    }
}

/// What is said of a schema at its place, and where it leads.
fn said<'a>(cx: &Emission<'a>, source: SchemaId) -> impl Iterator<Item = &'a Annotations> {
    let graph = cx.graph;
    graph.said(source).chain(graph.said(graph.resolve(source)))
}

/// What a schema, or what it refers to, says of what is called `name`.
pub(super) fn description(cx: &Emission<'_>, source: SchemaId, name: &str) -> Vec<String> {
    let text = said(cx, source).find_map(|it| words(it, name));
    docs::lines(&text.unwrap_or_default())
}

/// The description of what is called `name`, or its title, unless that is a mere name, too.
pub(super) fn words(said: &Annotations, name: &str) -> Option<String> {
    let title = || said.title.clone().filter(|it| !is_name(it, name));
    said.description.clone().or_else(title)
}

/// Whether a title says no more than a name would: a single word, or words that stand in `name`, as
/// `"API triggered broadcast"` does in `PushApiTriggeredBroadcast`.
fn is_name(title: &str, name: &str) -> bool {
    let words = ident::split(title);
    words.len() <= 1 || ident::split(name).concat().contains(&words.concat())
}

pub(super) const DEPRECATED: &str = "**Deprecated.**";

/// What strings hold, deprecation, defaults and examples.
pub(super) fn notes(cx: &Emission<'_>, source: Option<SchemaId>, text: &mut Vec<String>) {
    let Some(source) = source else { return };
    for annotations in cx.graph.said(source) {
        remarks(annotations, text);
    }
}

fn remarks(annotations: &Annotations, text: &mut Vec<String>) {
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    if let Some(content) = &annotations.content {
        note(format!("Content: {}", docs::code(content)));
    }
    if annotations.deprecated {
        note(DEPRECATED.to_owned());
    }
    if let Some(value) = &annotations.default {
        note(format!("Default: {}", docs::code(&value.to_string())));
    }
    let examples = annotations.example.iter();
    for value in examples.chain(&annotations.examples) {
        note(format!("Example: {}", docs::code(&value.to_string())));
    }
    if let Some(url) = &annotations.external_docs {
        note(format!("See also {}", docs::code(url)));
    }
}
