//! What changed in the Rust crate: the public items of `types.rs`, read back from their tokens.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use serde::Serialize;
use syn::{Fields, ImplItem, Item, Type};

use crate::emit::{Emission, api};

/// A change of a public item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApiChange {
    /// The type
    pub item: String,
    /// What of it changed; the type itself where there is none
    pub part: Option<Part>,
    /// The part's name
    pub name: Option<String>,
    /// What it was, if it was there
    pub left: Option<String>,
    /// What it is, if it is there
    pub right: Option<String>,
    /// Whether code that used it may not compile any more
    pub breaking: bool,
}

/// A part of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A field of a struct
    Field,
    /// A variant of an enum
    Variant,
    /// An associated constant
    Constant,
    /// An associated function
    Function,
    /// A trait that is derived or implemented
    Trait,
}

/// A public type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Surface {
    /// `struct`, `enum` or `type` with what it stands for
    kind: String,
    parts: BTreeMap<(Part, String), String>,
}

pub(super) fn changed(old: &Emission<'_>, new: &Emission<'_>) -> Vec<ApiChange> {
    let (old, new) = (surface(old), surface(new));
    let mut changes = Vec::new();
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        let whole = |left: Option<&Surface>, right: Option<&Surface>| ApiChange {
            item: name.clone(),
            part: None,
            name: None,
            left: left.map(|it| it.kind.clone()),
            right: right.map(|it| it.kind.clone()),
            breaking: left.is_some(),
        };
        match (old.get(name), new.get(name)) {
            (Some(left), Some(right)) if left.kind == right.kind => {
                parts(name, left, right, &mut changes);
            }
            (left, right) => changes.push(whole(left, right)),
        }
    }
    changes
}

fn parts(name: &str, left: &Surface, right: &Surface, changes: &mut Vec<ApiChange>) {
    let keys: BTreeSet<&(Part, String)> = left.parts.keys().chain(right.parts.keys()).collect();
    for key in keys {
        let (was, is) = (left.parts.get(key), right.parts.get(key));
        if was == is {
            continue;
        }
        // Literals of structs and exhaustive matches know all fields and variants.
        let is_closed = matches!(key.0, Part::Field | Part::Variant);
        changes.push(ApiChange {
            item: name.to_owned(),
            part: Some(key.0),
            name: Some(key.1.clone()),
            left: was.cloned(),
            right: is.cloned(),
            breaking: was.is_some() || is_closed,
        });
    }
}

/// The public types by name.
fn surface(cx: &Emission<'_>) -> BTreeMap<String, Surface> {
    let mut surface: BTreeMap<String, Surface> = BTreeMap::new();
    let file: syn::File = match syn::parse2(api(cx)) {
        Ok(file) => file,
        Err(error) => unreachable!("emitted items are Rust: {error}"),
    };
    for item in file.items {
        match item {
            Item::Struct(it) => {
                let entry = surface.entry(it.ident.to_string()).or_default();
                entry.kind = "struct".to_owned();
                fields(&it.fields, entry);
                derives(&it.attrs, entry);
            }
            Item::Enum(it) => {
                let entry = surface.entry(it.ident.to_string()).or_default();
                entry.kind = "enum".to_owned();
                for variant in &it.variants {
                    let holds = text(&variant.fields);
                    let key = (Part::Variant, variant.ident.to_string());
                    entry.parts.insert(key, holds);
                }
                derives(&it.attrs, entry);
            }
            Item::Type(it) => {
                let entry = surface.entry(it.ident.to_string()).or_default();
                entry.kind = format!("type = {}", text(&it.ty));
            }
            Item::Impl(it) => implementation(&it, &mut surface),
            _ => {}
        }
    }
    surface
}

fn fields(fields: &Fields, entry: &mut Surface) {
    for (index, field) in fields.iter().enumerate() {
        let name = field.ident.as_ref();
        let name = name.map_or_else(|| index.to_string(), ToString::to_string);
        entry.parts.insert((Part::Field, name), text(&field.ty));
    }
}

fn derives(attributes: &[syn::Attribute], entry: &mut Surface) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let syn::Meta::List(list) = &attribute.meta else {
            continue;
        };
        let names = list.tokens.to_string();
        let names = names.split(',').map(str::trim).filter(|it| !it.is_empty());
        for name in names {
            entry
                .parts
                .insert((Part::Trait, name.to_owned()), "derived".to_owned());
        }
    }
}

fn implementation(it: &syn::ItemImpl, surface: &mut BTreeMap<String, Surface>) {
    let Type::Path(path) = &*it.self_ty else {
        return;
    };
    let Some(name) = path.path.segments.last() else {
        return;
    };
    let entry = surface.entry(name.ident.to_string()).or_default();
    if let Some(implemented) = &it.trait_ {
        let name = implemented.0.segments.last();
        let name = name.map_or_else(String::new, |it| it.ident.to_string());
        // Whether it is derived makes no difference.
        let known = entry.parts.entry((Part::Trait, name));
        known.or_insert_with(|| "derived".to_owned());
        return;
    }
    for item in &it.items {
        match item {
            ImplItem::Const(it) => {
                let value = format!("{} = {}", text(&it.ty), text(&it.expr));
                let key = (Part::Constant, it.ident.to_string());
                entry.parts.insert(key, value);
            }
            ImplItem::Fn(it) => {
                let key = (Part::Function, it.sig.ident.to_string());
                entry.parts.insert(key, text(&it.sig));
            }
            _ => {}
        }
    }
}

/// Tokens as one writes them: `Option<Vec<String>>`.
fn text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" > ", ">"),
        (" >", ">"),
        (" ,", ","),
        ("& '", "&'"),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}
