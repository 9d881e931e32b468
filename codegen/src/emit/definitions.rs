//! `types.rs`: the structs, enums and aliases with their docs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item_docs::{lines, member_docs, said_of_values, type_docs, value_docs, variant_docs};
use super::rust::ident;
use super::{Emission, defaults, integers};
use crate::analysis::{Item, held};
use crate::ir::{Member, NumberRules, ObjectRules, Rest, Shape, TypeId, Union};
use crate::names::ident::constant_names;
use crate::raw::Raw;
use crate::schema::{About, Said};

pub(super) fn definitions(cx: &Emission<'_>, types: &[(TypeId, &str)]) -> TokenStream {
    let items: TokenStream = types.iter().map(|(id, _)| definition(cx, *id)).collect();
    let imports = cx.imports(&items);
    let others = cx.import_others(types, &items);
    quote! {
        //! The types of the document, in alphabetical order.
        #imports
        #others
        #items
    }
}

fn definition(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let name = cx.name(id);
    let docs = type_docs(cx, id);
    match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct, Shape::Object(rules)) => structure(cx, id, rules, &docs),
        (Item::Enum, Shape::Enum(values)) => {
            let default = defaults::of_enum(cx, id);
            let constants = constants(cx, id, values, &docs);
            quote!(#constants #default)
        }
        (Item::Enum, Shape::OpenEnum(values)) => {
            let default = defaults::of_enum(cx, id);
            let constants = open_constants(cx, id, values, &docs);
            quote!(#constants #default)
        }
        (Item::Union, Shape::Union(union)) => choice(cx, id, union, &docs),
        (Item::Parts, Shape::Union(union)) => parts(cx, id, union, &docs),
        (Item::Newtype, _) => {
            let derives = derives(cx, id);
            let inner = cx.expression(id, &|inner| cx.ty(inner));
            quote! {
                #docs
                #derives
                pub struct #name(pub #inner);
            }
        }
        _ => {
            let target = cx.expression(id, &|inner| cx.ty(inner));
            quote! {
                #docs
                pub type #name = #target;
            }
        }
    }
}

/// Whether a type has `Eq` and `Hash` and doesn't derive them (see `support::implement`).
pub(super) fn is_hashed(cx: &Emission<'_>, id: TypeId) -> bool {
    let derives = cx.analyses.derives[id.index()];
    derives.eq && !derives.copy
}

/// The traits that a type derives. Those that the document has a type called like are named by their path: the
/// compiler may not know yet that the type is no macro.
fn derives(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let derives = cx.analyses.derives[id.index()];
    // Constants derive `Eq` and `Hash` at no cost; for others, see `is_hashed`.
    let has_eq = derives.eq && derives.copy;
    let traits = [
        ("Debug", quote!(fmt), true),
        ("Clone", quote!(clone), true),
        ("Copy", quote!(marker), derives.copy),
        ("PartialEq", quote!(cmp), true),
        ("Eq", quote!(cmp), has_eq),
        ("Hash", quote!(hash), has_eq),
        ("Default", quote!(default), derives.default),
    ];
    let traits = traits.iter().filter(|it| it.2).map(|(name, module, _)| {
        let trait_name = ident(name);
        match cx.is_taken(name) {
            true => quote!(::std::#module::#trait_name),
            false => quote!(#trait_name),
        }
    });
    quote!(#[derive(#(#traits),*)])
}

fn structure(
    cx: &Emission<'_>,
    id: TypeId,
    rules: &ObjectRules,
    docs: &TokenStream,
) -> TokenStream {
    let name = cx.name(id);
    let names = &cx.names.fields[&id];
    let derives = derives(cx, id);
    let mut fields = TokenStream::new();
    let mut constants = TokenStream::new();
    let called = constant_names(rules, names);
    for (index, (member, field)) in rules.members.iter().zip(names).enumerate() {
        if let Some((name, value)) = called.get(&index).zip(member.constant.as_ref()) {
            let docs = member_docs(cx, id, member, name);
            constants.extend(constant(name, value, format_of(cx, member), &docs));
            continue;
        }
        let docs = member_docs(cx, id, member, field);
        let field = ident(field);
        if *cx.ir().shape(member.ty) == Shape::Never {
            continue;
        }
        let mut ty = cx.ty_in(id, member.ty);
        if !member.required {
            let option = cx.option();
            ty = quote!(#option<#ty>);
        }
        fields.extend(quote!(#docs pub #field: #ty,));
    }
    constants.extend(defaults::of_members(cx, id, rules, names));
    let mut further = names[rules.members.len()..].iter();
    for (union, field) in rules.flattened.iter().zip(&mut further) {
        let docs = lines(&["Its members stand beside the others in the same object.".to_owned()]);
        let (field, ty) = (ident(field), cx.ty_in(id, *union));
        fields.extend(quote!(#docs pub #field: #ty,));
    }
    if let (Rest::Keep(values), Some(field)) = (rules.rest, further.next()) {
        let docs = lines(&["All members that are not declared.".to_owned()]);
        let (map, string) = (cx.map(), cx.string());
        let (field, values) = (ident(field), cx.ty(values));
        fields.extend(quote!(#docs pub #field: #map<#string, #values>,));
    }
    let constants = (!constants.is_empty()).then(|| quote!(impl #name { #constants }));
    quote! {
        #docs
        #derives
        pub struct #name { #fields }
        #constants
    }
}

/// The format of a member's numbers.
fn format_of<'a>(cx: &Emission<'a>, member: &Member) -> Option<&'a str> {
    let said = cx.graph.said_along(About::Place, member.source);
    said.iter().find_map(Said::format)
}

/// The associated constant of a member that has a single value.
fn constant(name: &str, value: &Raw, format: Option<&str>, docs: &TokenStream) -> TokenStream {
    let name = ident(name);
    match value {
        Raw::String(text) => quote!(#docs pub const #name: &'static str = #text;),
        Raw::Bool(value) => quote!(#docs pub const #name: bool = #value;),
        Raw::Integer(value) => {
            // As a field of this format would have it, unless the value is beyond that.
            let asked = integers::integer(&NumberRules {
                format: format.map(str::to_owned),
                ..NumberRules::default()
            });
            let mut types = [asked, "i64", "u64"].into_iter();
            let typed = types.find_map(|it| Some((ident(it), integers::literal(*value, it)?)));
            let Some((ty, number)) = typed else {
                return TokenStream::new();
            };
            quote!(#docs pub const #name: #ty = #number;)
        }
        Raw::Float(number) => {
            let sign = number.is_sign_negative().then(|| quote!(-));
            let number = Literal::f64_unsuffixed(number.abs());
            quote!(#docs pub const #name: f64 = #sign #number;)
        }
        Raw::Null | Raw::Array(_) | Raw::Object(_) => TokenStream::new(),
    }
}

fn constants(cx: &Emission<'_>, id: TypeId, values: &[Raw], docs: &TokenStream) -> TokenStream {
    let name = cx.name(id);
    let derives = derives(cx, id);
    let variants: Vec<_> = cx.names.variants[&id].iter().map(|it| ident(it)).collect();
    let said = said_of_values(cx, id);
    let docs_of_variants = values
        .iter()
        .zip(&variants)
        .map(|(value, name)| value_docs(&said, value, &name.to_string()));
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#docs_of_variants #variants,)*
        }
    }
}

fn open_constants(
    cx: &Emission<'_>,
    id: TypeId,
    values: &[String],
    docs: &TokenStream,
) -> TokenStream {
    let (name, derives) = (cx.name(id), derives(cx, id));
    let mut variants = cx.names.variants[&id].iter().map(|it| ident(it));
    let said = said_of_values(cx, id);
    let known: TokenStream = values
        .iter()
        .zip(&mut variants)
        .map(|(value, variant)| {
            let value = Raw::String(value.clone());
            let docs = value_docs(&said, &value, &variant.to_string());
            quote!(#docs #variant,)
        })
        .collect();
    let docs_of_other = lines(&["Any other value.".to_owned()]);
    let (other, string) = (variants.next(), cx.string());
    quote! {
        #docs
        #derives
        pub enum #name {
            #known
            #docs_of_other
            #other(#string),
        }
    }
}

/// A struct with an optional field for each variant.
fn parts(cx: &Emission<'_>, id: TypeId, union: &Union, docs: &TokenStream) -> TokenStream {
    let (name, derives) = (cx.name(id), derives(cx, id));
    let names = &cx.names.fields[&id];
    let fields = union.variants.iter().zip(names).enumerate();
    let fields = fields.map(|(index, (variant, field))| {
        let docs = variant_docs(cx, id, union, index);
        let (field, option, ty) = (ident(field), cx.option(), cx.ty_in(id, variant.ty));
        quote!(#docs pub #field: #option<#ty>,)
    });
    quote! {
        #docs
        #derives
        pub struct #name { #(#fields)* }
    }
}

fn choice(cx: &Emission<'_>, id: TypeId, union: &Union, docs: &TokenStream) -> TokenStream {
    let name = cx.name(id);
    let derives = derives(cx, id);
    let names = &cx.names.variants[&id];
    let variants = union.variants.iter().zip(names).enumerate();
    let variants = variants.map(|(index, (variant, name))| {
        let docs = variant_docs(cx, id, union, index);
        let name = ident(name);
        let ty = cx.ty_in(id, held(cx.ir(), union, variant));
        quote!(#docs #name(#ty),)
    });
    let unknown = cx.unknown(id, union).map(|variant| {
        let docs = lines(&["Another tag: no variant of the document has it.".to_owned()]);
        let of_tag = lines(&["The tag.".to_owned()]);
        let of_raw = lines(&["The whole value, the tag included.".to_owned()]);
        let (string, value) = (cx.string(), cx.value());
        quote!(#docs #variant { #of_tag tag: #string, #of_raw raw: #value })
    });
    quote! {
        #docs
        #derives
        pub enum #name { #(#variants)* #unknown }
    }
}
