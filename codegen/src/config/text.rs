//! The text of `codegen.toml` as serde sees it: every key once, with the places that checks point at.

use super::{
    Conversions, Formats, Layout, OneOf, Overrides, Roots, UnknownFields, UntypedProperties,
};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConfigText {
    pub(super) document: Option<Spanned<String>>,
    pub(super) crate_name: Option<Spanned<String>>,
    pub(super) roots: Roots,
    pub(super) layout: Option<Layout>,
    pub(super) include: Vec<Spanned<String>>,
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) unknown_fields: UnknownFields,
    pub(super) open_enums: bool,
    pub(super) formats: Formats,
    pub(super) conversions: BTreeSet<Conversions>,
    pub(super) one_of: OneOf,
    pub(super) untyped_properties: UntypedProperties,
    pub(super) rename: Entries<Spanned<String>>,
    pub(super) types: Entries<Overrides>,
    pub(super) allow: Vec<Spanned<AllowText>>,
}

/// One `[[allow]]` entry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllowText {
    pub(super) code: String,
    pub(super) pointer: String,
    pub(super) reason: Spanned<String>,
}

/// A table with free keys, in the file's order, with the keys' places.
#[derive(Debug)]
pub(super) struct Entries<V>(pub(super) Vec<(Spanned<String>, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for EntriesVisitor<V> {
    type Value = Entries<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<V>, A::Error> {
        let mut entries: Vec<(Spanned<String>, V)> = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        // toml hands tables out sorted by key.
        entries.sort_by_key(|(key, _)| key.span().start);
        Ok(Entries(entries))
    }
}
