//! What changed in the Rust crate: the public items of `types.rs`, read back from their tokens.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
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
    parts: BTreeMap<(Part, String), Spelled>,
}

/// A type, a value or a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelled {
    /// As it is written
    shown: String,
    /// With what stands behind the names of aliases
    meant: String,
}

impl Spelled {
    /// Whether both are the same to whoever uses them.
    fn equals(&self, other: &Spelled) -> bool {
        self.shown == other.shown || self.meant == other.meant
    }
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
        if was.is_some_and(|was| is.is_some_and(|is| was.equals(is))) {
            continue;
        }
        // Another value of the same type is no other item.
        let ty = |it: Option<&Spelled>| {
            it.and_then(|it| it.meant.split(" = ").next().map(str::to_owned))
        };
        let is_value = key.0 == Part::Constant && ty(was) == ty(is);
        // Literals of structs and exhaustive matches know all fields and variants.
        let is_closed = matches!(key.0, Part::Field | Part::Variant);
        changes.push(ApiChange {
            item: name.to_owned(),
            part: Some(key.0),
            name: Some(key.1.clone()),
            left: was.map(|it| it.shown.clone()),
            right: is.map(|it| it.shown.clone()),
            breaking: !is_value && (was.is_some() || is_closed),
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
    let aliases = Aliases::of(&file);
    for item in file.items {
        match item {
            Item::Struct(it) => {
                let entry = surface.entry(it.ident.to_string()).or_default();
                entry.kind = "struct".to_owned();
                fields(&it.fields, &aliases, entry);
                derives(&it.attrs, entry);
            }
            Item::Enum(it) => {
                let entry = surface.entry(it.ident.to_string()).or_default();
                entry.kind = "enum".to_owned();
                for variant in &it.variants {
                    let holds = aliases.spelled(&variant.fields);
                    let key = (Part::Variant, variant.ident.to_string());
                    entry.parts.insert(key, holds);
                }
                derives(&it.attrs, entry);
            }
            Item::Type(it) => {
                let entry = surface.entry(it.ident.to_string()).or_default();
                entry.kind = format!("type = {}", text(&it.ty));
            }
            Item::Impl(it) => implementation(&it, &aliases, &mut surface),
            _ => {}
        }
    }
    surface
}

/// What the names of aliases stand for.
struct Aliases(BTreeMap<String, TokenStream>);

/// An alias may stand for one that stands for another.
const DEEPEST: usize = 16;

impl Aliases {
    fn of(file: &syn::File) -> Aliases {
        let aliases = file.items.iter().filter_map(|it| match it {
            Item::Type(it) => Some((it.ident.to_string(), it.ty.to_token_stream())),
            _ => None,
        });
        Aliases(aliases.collect())
    }

    fn spelled(&self, tokens: &impl ToTokens) -> Spelled {
        let tokens = tokens.to_token_stream();
        Spelled {
            shown: text(&tokens),
            meant: text(&self.replaced(tokens, 0)),
        }
    }

    fn replaced(&self, tokens: TokenStream, depth: usize) -> TokenStream {
        let replaced = tokens.into_iter().map(|token| match token {
            TokenTree::Ident(name) => match self.0.get(&name.to_string()) {
                Some(meant) if depth < DEEPEST => self.replaced(meant.clone(), depth + 1),
                _ => TokenTree::Ident(name).into(),
            },
            TokenTree::Group(it) => {
                let inner = self.replaced(it.stream(), depth);
                TokenTree::Group(Group::new(it.delimiter(), inner)).into()
            }
            other => other.into(),
        });
        replaced.collect()
    }
}

fn fields(fields: &Fields, aliases: &Aliases, entry: &mut Surface) {
    for (index, field) in fields.iter().enumerate() {
        let name = field.ident.as_ref();
        let name = name.map_or_else(|| index.to_string(), ToString::to_string);
        let ty = aliases.spelled(&field.ty);
        entry.parts.insert((Part::Field, name), ty);
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
                .insert((Part::Trait, name.to_owned()), derived());
        }
    }
}

fn derived() -> Spelled {
    Spelled {
        shown: "derived".to_owned(),
        meant: "derived".to_owned(),
    }
}

fn implementation(it: &syn::ItemImpl, aliases: &Aliases, surface: &mut BTreeMap<String, Surface>) {
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
        known.or_insert_with(derived);
        return;
    }
    for item in &it.items {
        match item {
            ImplItem::Const(it) => {
                let (ty, value) = (&it.ty, &it.expr);
                let key = (Part::Constant, it.ident.to_string());
                entry
                    .parts
                    .insert(key, aliases.spelled(&quote!(#ty = #value)));
            }
            ImplItem::Fn(it) => {
                let key = (Part::Function, it.sig.ident.to_string());
                entry.parts.insert(key, aliases.spelled(&it.sig));
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
