//! The public items of generated types, in a spelling that doesn't depend on their order, nor on docs.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{Attribute, File, ImplItem, Item};

/// Each item by its head (`struct Person`, `impl Person`): what users of the crate see of it.
pub(crate) fn public_items(types: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let files = types.values().map(|text| {
        let file: Result<File, _> = syn::parse_str(text);
        file.expect("generated code is Rust")
    });
    files.flat_map(|it| it.items).filter_map(item).collect()
}

fn item(item: Item) -> Option<(String, String)> {
    let (head, body) = match item {
        Item::Struct(mut it) => {
            clean(&mut it.attrs);
            let mut fields: Vec<String> = Vec::new();
            for field in &mut it.fields {
                clean(&mut field.attrs);
                fields.push(spelled(field));
            }
            let body = [lines(&it.attrs), sorted(fields)].concat();
            (format!("struct {}", it.ident), body)
        }
        Item::Enum(mut it) => {
            clean(&mut it.attrs);
            let mut variants: Vec<String> = Vec::new();
            for variant in &mut it.variants {
                clean(&mut variant.attrs);
                variants.push(spelled(variant));
            }
            let body = [lines(&it.attrs), sorted(variants)].concat();
            (format!("enum {}", it.ident), body)
        }
        Item::Type(mut it) => {
            clean(&mut it.attrs);
            (format!("type {}", it.ident), spelled(&it))
        }
        Item::Impl(mut it) => {
            let mut members: Vec<String> = Vec::new();
            for member in &mut it.items {
                match member {
                    ImplItem::Const(it) => clean(&mut it.attrs),
                    ImplItem::Fn(it) => clean(&mut it.attrs),
                    _ => {}
                }
                members.push(spelled(member));
            }
            let of = it
                .trait_
                .as_ref()
                .map(|(it, _)| format!("{} for ", spelled(it)));
            let head = format!("impl {}{}", of.unwrap_or_default(), spelled(&it.self_ty));
            (head, sorted(members))
        }
        Item::Use(_) => return None,
        other => (spelled(&other), String::new()),
    };
    Some((head, body))
}

/// Without docs; what is derived has no order.
fn clean(attributes: &mut Vec<Attribute>) {
    attributes.retain(|it| !it.path().is_ident("doc"));
}

fn lines(attributes: &[Attribute]) -> String {
    attributes
        .iter()
        .map(|it| format!("{}\n", spelled(it)))
        .collect()
}

fn sorted(mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.iter().map(|it| format!("    {it}\n")).collect()
}

fn spelled(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}
