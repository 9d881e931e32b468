//! `types.rs`: the structs, enums and aliases with their docs.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust::ident;
use super::{Emission, defaults, docs};
use crate::analysis::{Item, inlined};
use crate::ir::{Member, ObjectRules, Rest, Shape, ToldBy, TypeId, Union};
use crate::names::ident::constant_names;
use crate::raw::Raw;
use crate::schema::{Annotations, SchemaId};

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
        let docs = member_docs(cx, member);
        let field = ident(field);
        if let Some((name, value)) = called.get(&index).zip(member.constant.as_ref()) {
            constants.extend(constant(name, value, &docs));
            continue;
        }
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
    constants.extend(defaults::of_members(cx, rules, names));
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

/// The associated constant of a member that has a single value.
fn constant(name: &str, value: &Raw, docs: &TokenStream) -> TokenStream {
    let name = ident(name);
    match value {
        Raw::String(text) => quote!(#docs pub const #name: &'static str = #text;),
        Raw::Bool(value) => quote!(#docs pub const #name: bool = #value;),
        Raw::Integer(number) => {
            let number =
                proc_macro2::Literal::i64_unsuffixed(i64::try_from(*number).unwrap_or_default());
            quote!(#docs pub const #name: i64 = #number;)
        }
        Raw::Float(number) => {
            let sign = number.is_sign_negative().then(|| quote!(-));
            let number = proc_macro2::Literal::f64_unsuffixed(number.abs());
            quote!(#docs pub const #name: f64 = #sign #number;)
        }
        Raw::Null | Raw::Array(_) | Raw::Object(_) => TokenStream::new(),
    }
}

fn constants(cx: &Emission<'_>, id: TypeId, values: &[Raw], docs: &TokenStream) -> TokenStream {
    let name = cx.name(id);
    let derives = derives(cx, id);
    let variants: Vec<_> = cx.names.variants[&id].iter().map(|it| ident(it)).collect();
    let docs_of_variants = values
        .iter()
        .map(|value| lines(&[docs::code(&value.plain())]));
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
    let known: TokenStream = values
        .iter()
        .zip(&mut variants)
        .map(|(value, variant)| {
            let docs = lines(&[docs::code(&Raw::String(value.clone()).to_string())]);
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
    let fields = union.variants.iter().zip(names).map(|(variant, field)| {
        let docs = variant_docs(cx, union, variant);
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
    let variants = union.variants.iter().zip(names).map(|(variant, name)| {
        let docs = variant_docs(cx, union, variant);
        let name = ident(name);
        let ty = match (inlined(cx.ir(), union, variant), cx.ir().shape(variant.ty)) {
            (Some(member), Shape::Object(rules)) => cx.ty_in(id, rules.members[member].ty),
            _ => cx.ty_in(id, variant.ty),
        };
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

/// `#[doc]` attributes, a line each.
pub(super) fn lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

fn type_docs(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let ty = cx.ir().get(id);
    let first = ty.sources.first();
    let said = |it: &SchemaId| &cx.graph.get(*it).annotations;
    // A component's own title comes before what its copies are described by.
    let titled = first.filter(|it| ty.component.is_some() && said(it).title.is_some());
    let mut sources = ty.sources.iter();
    let described = titled
        .or_else(|| sources.find(|it| said(it).description.is_some()))
        .or(first);
    let mut text = described.map_or_else(Vec::new, |it| description(cx, *it));
    if text.is_empty() {
        text.push(match (&ty.component, &ty.shape) {
            (Some(name), _) => format!("The component {}.", docs::code(name)),
            (None, Shape::Enum(_)) => "One of a few values.".to_owned(),
            (None, Shape::OpenEnum(_)) => "One of a few values, or another one.".to_owned(),
            (None, Shape::Union(_)) => "One of several.".to_owned(),
            (None, _) => {
                let place = ty
                    .sources
                    .first()
                    .map(|it| cx.graph.pointer(*it).to_string());
                format!("What stands at {}.", docs::code(&place.unwrap_or_default()))
            }
        });
    }
    if let Shape::Union(union) = &ty.shape {
        text.push(String::new());
        text.push(told_by(union));
    }
    notes(cx, described.copied(), &mut text);
    let alias = ty.component.as_ref().map(|component| {
        let is_same = cx.names.types.get(&id) == Some(component);
        let is_plain = component
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || "_-.".contains(it));
        if is_same {
            TokenStream::new()
        } else if is_plain && !component.is_empty() {
            quote!(#[doc(alias = #component)])
        } else {
            let line = format!("In the document: {}.", docs::code(component));
            lines(&[String::new(), line])
        }
    });
    let docs = lines(&text);
    quote!(#docs #alias)
}

fn told_by(union: &Union) -> String {
    match &union.told_by {
        ToldBy::Tag { property, .. } => {
            format!("The member {} tells the variant.", docs::code(property))
        }
        ToldBy::Kind(_) => "The JSON type tells the variant.".to_owned(),
        ToldBy::Members => "The members that are present tell the variant.".to_owned(),
        ToldBy::Trial { exactly_one: true } => "The only variant that matches is taken.".to_owned(),
        ToldBy::Trial { exactly_one: false } => {
            "The first variant that matches is taken.".to_owned()
        }
        ToldBy::Every => "At least one part holds; the parts stand in the same object.".to_owned(),
    }
}

fn description(cx: &Emission<'_>, source: SchemaId) -> Vec<String> {
    let own = &cx.graph.get(source).annotations;
    let target = &cx.graph.get(cx.graph.resolve(source)).annotations;
    let text = |it: &Annotations| it.description.clone().or_else(|| it.title.clone());
    let text = text(own).or_else(|| text(target)).unwrap_or_default();
    docs::lines(&text)
}

/// What strings hold, deprecation, defaults and examples.
fn notes(cx: &Emission<'_>, source: Option<SchemaId>, text: &mut Vec<String>) {
    let Some(source) = source else { return };
    let annotations = &cx.graph.get(source).annotations;
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    if let Some(content) = &annotations.content {
        note(format!("Content: {}", docs::code(content)));
    }
    if annotations.deprecated {
        note("**Deprecated.**".to_owned());
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

fn member_docs(cx: &Emission<'_>, member: &Member) -> TokenStream {
    let mut text = description(cx, member.source);
    if text.is_empty() {
        text.push(format!("The member {}.", docs::code(&member.name)));
    }
    let schema = cx.graph.get(cx.graph.resolve(member.source));
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    if member.read_only {
        note("Read-only: sent by the service.".to_owned());
    }
    if member.write_only {
        note("Write-only: sent to the service.".to_owned());
    }
    if let Some(format) = &schema.annotations.format {
        note(format!("Format: {}", docs::code(format)));
    }
    notes(cx, Some(member.source), &mut text);
    lines(&text)
}

fn variant_docs(cx: &Emission<'_>, union: &Union, variant: &crate::ir::Variant) -> TokenStream {
    if let ToldBy::Tag { property, .. } = &union.told_by {
        let tags: Vec<String> = variant
            .tag_texts()
            .iter()
            .map(|it| docs::code(it))
            .collect();
        return lines(&[format!(
            "{} is {}.",
            docs::code(property),
            tags.join(" or ")
        )]);
    }
    let mut text = description(cx, variant.source);
    // One sentence is enough here: the variant's own type says the rest.
    text.truncate(1);
    if text.is_empty() {
        let kind = match cx.ir().shape(cx.ir().resolve(variant.ty)) {
            Shape::Object(_) => "An object.",
            Shape::Array(_) => "An array.",
            Shape::Text(_) => "A string.",
            Shape::Integer(_) => "An integer.",
            Shape::Number(_) => "A number.",
            Shape::Boolean => "A boolean.",
            Shape::Null | Shape::Never => "`null`.",
            Shape::Enum(_) | Shape::OpenEnum(_) => "One of a few values.",
            Shape::Any | Shape::Union(_) | Shape::Nullable(_) | Shape::Alias(_) => "Another value.",
        };
        text.push(kind.to_owned());
    }
    lines(&text)
}
