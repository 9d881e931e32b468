//! `as_jiff.rs` and its like: accessors that give members with a format as types of other crates, where
//! the settings ask for them. Features must only add, so the members themselves stay as they are.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::code;
use super::item_docs::lines;
use super::rust::ident;
use super::{Emission, integers};
use crate::analysis::Item;
use crate::config::Conversions;
use crate::formats::{self, Meaning};
use crate::ir::{Member, ObjectRules, Shape, TypeId};
use crate::support::format::Format;

impl Conversions {
    /// The name of the crate, and of the feature.
    pub(super) fn name(self) -> &'static str {
        match self {
            Conversions::Chrono => "chrono",
            Conversions::Jiff => "jiff",
            Conversions::Url => "url",
            Conversions::Uuid => "uuid",
        }
    }

    /// Its line in the manifest, but for the name.
    pub(super) fn dependency(self) -> &'static str {
        match self {
            Conversions::Chrono => {
                "version = \"0.4.38\", default-features = false, features = [\"std\"]"
            }
            Conversions::Jiff => "version = \"1\", default-features = false, features = [\"std\"]",
            Conversions::Url => "version = \"2.5\", default-features = false, features = [\"std\"]",
            Conversions::Uuid => {
                "version = \"1.10\", default-features = false, features = [\"std\"]"
            }
        }
    }

    /// The type for a format, as text, and the function that reads it from `&str` or `i64`.
    fn of(self, meaning: Meaning) -> Option<(&'static str, TokenStream)> {
        let parse = quote!(str::parse);
        let both = match (self, meaning) {
            (Conversions::Chrono, Meaning::Text(Format::DateTime)) => (
                "chrono::DateTime<chrono::FixedOffset>",
                quote!(::chrono::DateTime::parse_from_rfc3339),
            ),
            (Conversions::Chrono, Meaning::Text(Format::Date)) => ("chrono::NaiveDate", parse),
            (Conversions::Chrono, Meaning::Seconds) => (
                "chrono::DateTime<chrono::Utc>",
                quote!(|it| ::chrono::DateTime::from_timestamp(it, 0).ok_or("out of range")),
            ),
            (Conversions::Jiff, Meaning::Text(Format::DateTime)) => ("jiff::Timestamp", parse),
            (Conversions::Jiff, Meaning::Text(Format::Date)) => ("jiff::civil::Date", parse),
            (Conversions::Jiff, Meaning::Text(Format::Duration)) => ("jiff::Span", parse),
            (Conversions::Jiff, Meaning::Seconds) => {
                ("jiff::Timestamp", quote!(::jiff::Timestamp::from_second))
            }
            (Conversions::Url, Meaning::Text(Format::Uri)) => ("url::Url", parse),
            (Conversions::Uuid, Meaning::Text(Format::Uuid)) => ("uuid::Uuid", parse),
            _ => return None,
        };
        Some(both)
    }
}

/// The crates that the settings ask for, and that have a type for something in the document.
pub(super) fn wanted(cx: &Emission<'_>) -> Vec<Conversions> {
    let asked = cx.config.conversions.iter().copied();
    asked
        .filter(|krate| {
            let mut nominal = cx.nominal().into_iter();
            nominal.any(|(id, _)| !accessors(cx, id, *krate).is_empty())
        })
        .collect()
}

/// The file of one crate.
pub(super) fn file(cx: &Emission<'_>, krate: Conversions) -> TokenStream {
    let title = format!(
        " What has a format, as types of the crate `{}`.",
        krate.name()
    );
    let impls = cx.nominal().into_iter().filter_map(|(id, _)| {
        let accessors = accessors(cx, id, krate);
        let name = cx.name(id);
        (!accessors.is_empty()).then(|| quote!(impl #name { #accessors }))
    });
    quote! {
        #![doc = #title]
        use crate::support::convert;
        use crate::types::*;
        #(#impls)*
    }
}

fn accessors(cx: &Emission<'_>, id: TypeId, krate: Conversions) -> TokenStream {
    match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct, Shape::Object(rules)) => of_members(cx, id, rules, krate),
        (Item::Newtype, shape @ (Shape::Text(_) | Shape::Integer(_))) => {
            let Some(scalar) = Scalar::of(shape, krate) else {
                return TokenStream::new();
            };
            let docs = docs(&format!("The value as [`{}`]", scalar.name));
            let method = ident(&format!("as_{}", krate.name()));
            let (ty, read) = (scalar.ty(), scalar.reader());
            let value = scalar.value(&quote!(self.0));
            quote! {
                #docs
                pub fn #method(&self) -> convert::Converted<#ty> {
                    convert::whole(#value, #read)
                }
            }
        }
        _ => TokenStream::new(),
    }
}

fn of_members(
    cx: &Emission<'_>,
    id: TypeId,
    rules: &ObjectRules,
    krate: Conversions,
) -> TokenStream {
    let fields = &cx.names.fields[&id];
    let plain = |field: &String| field.trim_start_matches("r#").to_owned();
    // What offers defaults has such a name.
    let taken: BTreeSet<String> = fields
        .iter()
        .map(|it| format!("default_{}", plain(it)))
        .collect();
    let mut accessors = TokenStream::new();
    for (member, field) in rules.members.iter().zip(fields) {
        let method = format!("{}_as_{}", plain(field), krate.name());
        if member.constant.is_none() && !taken.contains(&method) {
            accessors.extend(of_member(cx, member, field, &method, krate));
        }
    }
    accessors
}

fn of_member(
    cx: &Emission<'_>,
    member: &Member,
    field: &str,
    method: &str,
    krate: Conversions,
) -> Option<TokenStream> {
    let (layers, shape) = layers(cx, member);
    let scalar = Scalar::of(shape, krate)?;
    let (field, method) = (ident(field), ident(method));
    let (ty, read, name) = (scalar.ty(), scalar.reader(), &member.name);
    let (value, is_optional) = scalar.inside(&layers, &quote!(self.#field));
    let docs = docs(&format!("The member {} as [`{}`]", code(name), scalar.name));
    Some(if is_optional {
        let option = cx.option();
        quote! {
            #docs
            pub fn #method(&self) -> convert::Converted<#option<#ty>> {
                #value.map(|it| convert::member(#name, it, #read)).transpose()
            }
        }
    } else {
        quote! {
            #docs
            pub fn #method(&self) -> convert::Converted<#ty> {
                convert::member(#name, #value, #read)
            }
        }
    })
}

/// What stands around a scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// It may be absent, or `null`
    Option,
    /// A struct around it
    Newtype,
}

/// What stands around the scalar of a member, from the outside in, and its shape.
fn layers<'a>(cx: &'a Emission<'_>, member: &Member) -> (Vec<Layer>, &'a Shape) {
    let mut layers = Vec::new();
    if !member.required {
        layers.push(Layer::Option);
    }
    let mut id = member.ty;
    loop {
        if cx.analyses.items[id.index()] == Item::Newtype {
            layers.push(Layer::Newtype);
        }
        match cx.ir().shape(id) {
            Shape::Alias(ty) => id = *ty,
            Shape::Nullable(ty) => {
                layers.push(Layer::Option);
                id = *ty;
            }
            shape => return (layers, shape),
        }
    }
}

/// A string or an integer with a format that a crate has a type for.
struct Scalar {
    /// The type, for docs.
    name: &'static str,
    read: TokenStream,
    /// The Rust type of the integer, if it is one.
    integer: Option<&'static str>,
}

impl Scalar {
    fn of(shape: &Shape, krate: Conversions) -> Option<Scalar> {
        let of_format = |format: &str| krate.of(formats::meaning(format)?);
        let ((name, read), integer) = match shape {
            Shape::Text(rules) => (rules.formats.iter().find_map(|it| of_format(it))?, None),
            Shape::Integer(rules) => (
                of_format(rules.format.as_deref()?)?,
                Some(integers::integer(rules)),
            ),
            _ => return None,
        };
        Some(Scalar {
            name,
            read,
            integer,
        })
    }

    fn ty(&self) -> TokenStream {
        let ty: TokenStream = self.name.parse().unwrap_or_default();
        quote!(::#ty)
    }

    /// The function that reads it: of integers, from whatever type they have.
    fn reader(&self) -> TokenStream {
        let read = &self.read;
        match self.integer {
            None | Some("i64") => quote!(#read),
            Some("u64") => quote!(|it| (#read)(i64::try_from(it).unwrap_or(i64::MAX))),
            Some(_) => quote!(|it| (#read)(i64::from(it))),
        }
    }

    /// The value at a place.
    fn value(&self, place: &TokenStream) -> TokenStream {
        match self.integer {
            None => quote!(#place.as_str()),
            Some(_) => quote!(#place),
        }
    }

    /// The value inside of what stands around it, and whether it may be missing.
    fn inside(&self, layers: &[Layer], place: &TokenStream) -> (TokenStream, bool) {
        match layers {
            [] => (self.value(place), false),
            [Layer::Newtype, rest @ ..] => self.inside(rest, &quote!(#place.0)),
            [Layer::Option] if self.integer.is_none() => (quote!(#place.as_deref()), true),
            [Layer::Option] => (quote!(#place), true),
            [Layer::Option, Layer::Option] if self.integer.is_some() => {
                (quote!(#place.flatten()), true)
            }
            [Layer::Option, rest @ ..] => {
                let (inner, is_optional) = self.inside(rest, &quote!(it));
                let map = if is_optional {
                    quote!(and_then)
                } else {
                    quote!(map)
                };
                (quote!(#place.as_ref().#map(|it| #inner)), true)
            }
        }
    }
}

/// What every accessor says of itself.
fn docs(what: &str) -> TokenStream {
    lines(&[format!("{what}; an error where it is none.")])
}
