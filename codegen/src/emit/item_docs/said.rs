//! What the document says of a schema, and which of several places says it.

use indexmap::IndexMap;

use super::super::{Emission, docs};
use crate::names::ident;
use crate::raw::Raw;
use crate::schema::{Said, SchemaId};

/// The schema whose words are about the type: the first one that describes it as most places do that describe it.
/// Where each says something else, what one says is about that place.
pub(super) fn described(cx: &Emission<'_>, sources: &[SchemaId]) -> Option<SchemaId> {
    if let [only] = sources {
        return Some(*only);
    }
    let mut places: IndexMap<&str, Vec<SchemaId>> = IndexMap::new();
    for source in sources {
        let said = cx.graph.said_along(*source);
        if let Some(text) = said.iter().find_map(Said::description) {
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

/// What a schema, or what it leads to, says of what is called `name`.
pub(super) fn description(cx: &Emission<'_>, source: SchemaId, name: &str) -> Vec<String> {
    let said = cx.graph.said_along(source);
    let mut said = said.iter();
    let text = said.find_map(|it| words(it.description(), it.title(), name));
    docs::lines(text.unwrap_or_default())
}

/// The description of what is called `name`, or its title, unless that is a mere name, too.
pub(super) fn words<'a>(
    description: Option<&'a str>,
    title: Option<&'a str>,
    name: &str,
) -> Option<&'a str> {
    description.or_else(|| title.filter(|it| !is_name(it, name)))
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
    notes_of_values(cx, source, |_| true, text);
}

/// The same, with only those defaults and examples that are values of what is described.
pub(super) fn notes_of_values(
    cx: &Emission<'_>,
    source: Option<SchemaId>,
    is_value: impl Fn(&Raw) -> bool,
    text: &mut Vec<String>,
) {
    let Some(source) = source else { return };
    let said = cx.graph.said(source);
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    if let Some(content) = said.content() {
        note(format!("Content: {}", docs::code(content)));
    }
    if said.is_deprecated() {
        note(DEPRECATED.to_owned());
    }
    if let Some(value) = said.default().filter(|it| is_value(it)) {
        note(format!("Default: {}", docs::code(&value.to_string())));
    }
    for value in said.examples().filter(|it| is_value(it)) {
        note(format!("Example: {}", docs::code(&value.to_string())));
    }
    if let Some(url) = said.external_docs() {
        note(format!("See also {}", docs::code(url)));
    }
}
