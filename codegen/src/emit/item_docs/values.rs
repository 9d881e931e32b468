//! What is said of listed values.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use super::super::{Emission, docs};
use super::said::{DEPRECATED, words};
use super::{lines, places};
use crate::ir::TypeId;
use crate::raw::Raw;
use crate::schema::Annotations;

/// What the document says of the values of an enum, by their JSON texts.
pub(in crate::emit) fn said_of_values<'a>(
    cx: &Emission<'a>,
    id: TypeId,
) -> BTreeMap<String, &'a Annotations> {
    let mut said: BTreeMap<String, Option<&Annotations>> = BTreeMap::new();
    for source in places(cx, id) {
        for (value, words) in cx.graph.said_of_values(*source) {
            // One place's words are none of the others'.
            let agreed = said.entry(value).or_insert(Some(words));
            *agreed = agreed.filter(|it| *it == words);
        }
    }
    let agreed = said
        .into_iter()
        .filter_map(|(value, it)| Some((value, it?)));
    agreed.collect()
}

/// What is said of a listed value, the value first.
pub(in crate::emit) fn value_docs(
    said: &BTreeMap<String, &Annotations>,
    value: &Raw,
    name: &str,
) -> TokenStream {
    let said = said.get(&value.to_string());
    let code = docs::code(&value.plain());
    let words = said.and_then(|it| words(it.description.as_deref(), it.title.as_deref(), name));
    let mut text = docs::lines(words.unwrap_or_default());
    match text.first_mut() {
        Some(first) => *first = format!("{code}: {first}"),
        None => text.push(code),
    }
    if said.is_some_and(|it| it.deprecated) {
        text.extend([String::new(), DEPRECATED.to_owned()]);
    }
    lines(&text)
}
