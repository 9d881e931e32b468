//! The settings of one run: the text of `codegen.toml` in, a checked [`Config`] out.

mod crate_name;
mod parse;
mod selector;
mod text;

pub use crate_name::{check_crate_name, default_crate_name};
pub use selector::Selector;

use crate::diagnostics::{Allow, Diagnostics};
use crate::reader::SourceText;
use indexmap::IndexMap;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The settings of one run. [`Config::default`] is what an empty file means.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The OpenAPI document, relative to the config's folder.
    pub document: Option<String>,
    /// The name of the generated package.
    pub crate_name: Option<String>,
    /// Where the schemas to generate are looked for.
    pub roots: Roots,
    /// How the types are spread over files; without it, their number decides.
    pub layout: Option<Layout>,
    /// The crates whose types the generated crate offers for strings and integers with a format.
    pub conversions: BTreeSet<Conversions>,
    /// The components to generate, all where empty.
    pub include: Vec<Selector>,
    /// The components to leave out, unless others need them.
    pub exclude: Vec<Selector>,
    /// The settings for types that have none of their own.
    pub settings: Settings,
    /// Rust names by pointer or type, in the file's order.
    pub rename: IndexMap<String, String>,
    /// Settings for single types, by component name or pointer. The pointer of
    /// a component is kept as its name: see [`Config::settings_of`].
    pub types: IndexMap<String, Overrides>,
    /// The accepted findings.
    pub allow: Vec<Allow>,
}

/// The settings that a single type can have of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// What happens to members that an object's schema doesn't name.
    pub unknown_fields: UnknownFields,
    /// Whether enums keep values they don't know, and unions what has a tag they don't know.
    pub open_enums: bool,
    /// Whether `format` is checked or only documented.
    pub formats: Formats,
    /// How strictly `oneOf` counts its matches.
    pub one_of: OneOf,
    /// What a schema with `properties` and no `type` accepts.
    pub untyped_properties: UntypedProperties,
}

/// The settings given for one type: `None` leaves the general one in force.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overrides {
    /// See [`Settings::unknown_fields`].
    pub unknown_fields: Option<UnknownFields>,
    /// See [`Settings::open_enums`].
    pub open_enums: Option<bool>,
    /// See [`Settings::formats`].
    pub formats: Option<Formats>,
    /// See [`Settings::one_of`].
    pub one_of: Option<OneOf>,
    /// See [`Settings::untyped_properties`].
    pub untyped_properties: Option<UntypedProperties>,
}

/// Where the schemas to generate are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roots {
    /// In `#/components/schemas` only.
    #[default]
    Components,
    /// In the operations' parameters, bodies and responses, too.
    All,
}

/// How the types are spread over files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// One file for all, for each aspect.
    Single,
    /// One file for those whose names begin with the same word, for each aspect.
    Families,
}

/// A crate with types for some formats: an optional dependency of the generated crate, and a feature of
/// its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conversions {
    /// `chrono`: points in time, dates
    Chrono,
    /// `jiff`: points in time, dates, durations
    Jiff,
    /// `url`: URIs
    Url,
    /// `uuid`: UUIDs
    Uuid,
}

/// What happens to members that an object's schema doesn't name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownFields {
    /// They are skipped.
    #[default]
    Ignore,
    /// They are kept in a map.
    Capture,
    /// They are violations.
    Deny,
}

/// Whether `format` is checked or only documented.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formats {
    /// `validate()` checks the formats it knows.
    #[default]
    Check,
    /// Formats reach the docs only.
    Annotate,
}

/// How strictly `oneOf` counts its matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OneOf {
    /// Variants that require nothing match by the members that are present.
    #[default]
    Practical,
    /// As JSON Schema says.
    Exact,
}

/// What a schema with `properties` and no `type` accepts; the same goes for `items`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UntypedProperties {
    /// Objects only; where `items` stands, arrays only.
    #[default]
    Object,
    /// Any value, as JSON Schema says.
    Any,
}

impl Overrides {
    /// These, and the others where there is none.
    fn over(self, around: Settings) -> Settings {
        Settings {
            unknown_fields: self.unknown_fields.unwrap_or(around.unknown_fields),
            open_enums: self.open_enums.unwrap_or(around.open_enums),
            formats: self.formats.unwrap_or(around.formats),
            one_of: self.one_of.unwrap_or(around.one_of),
            untyped_properties: self.untyped_properties.unwrap_or(around.untyped_properties),
        }
    }
}

impl Config {
    /// Reads the settings. Unknown keys, wrong types and bad values are
    /// reported with their place, and give `None`.
    pub fn parse(source: &SourceText, diagnostics: &mut Diagnostics) -> Option<Self> {
        parse::parse(source, diagnostics)
    }

    /// The settings of one type, given by component name or pointer: its own
    /// where it has some, else the general ones.
    ///
    /// `"Pet"` and `"#/components/schemas/Pet"` are the same key.
    pub fn settings_of(&self, key: &str) -> Settings {
        let own = self.types.get(&*type_key(key)).copied();
        own.unwrap_or_default().over(self.settings)
    }

    /// The settings of a schema, given by its pointer after those of the schemas around it: for each setting,
    /// those of the innermost one that has it.
    pub(crate) fn settings_within(&self, pointers: impl IntoIterator<Item = String>) -> Settings {
        let own = |it: String| self.types.get(&*type_key(&it)).copied();
        let own = pointers.into_iter().filter_map(own);
        own.fold(self.settings, |around, own| own.over(around))
    }

    /// [`Settings::unknown_fields`] of one type.
    pub fn unknown_fields_of(&self, key: &str) -> UnknownFields {
        self.settings_of(key).unknown_fields
    }

    /// [`Settings::open_enums`] of one type.
    pub fn open_enums_of(&self, key: &str) -> bool {
        self.settings_of(key).open_enums
    }

    /// [`Settings::formats`] of one type.
    pub fn formats_of(&self, key: &str) -> Formats {
        self.settings_of(key).formats
    }

    /// [`Settings::one_of`] of one type.
    pub fn one_of_of(&self, key: &str) -> OneOf {
        self.settings_of(key).one_of
    }

    /// [`Settings::untyped_properties`] of one type.
    pub fn untyped_properties_of(&self, key: &str) -> UntypedProperties {
        self.settings_of(key).untyped_properties
    }
}

/// The one spelling under which a type's settings are kept: a component's
/// pointer becomes its name, `"#/components/schemas/a~1b"` becomes `"a/b"`.
fn type_key(key: &str) -> String {
    match key.strip_prefix("#/components/schemas/") {
        // RFC 6901 §4: `~1` first, or `~01` would become `/`.
        Some(name) if !name.contains('/') => name.replace("~1", "/").replace("~0", "~"),
        _ => key.to_owned(),
    }
}
