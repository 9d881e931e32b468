//! `tables.rs`: the members of structs and the values of enums, a line each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::decode::constant;
use super::joined::is_joined;
use super::rust::ident;
use super::{Emission, imports};
use crate::analysis::Item;
use crate::ir::{ObjectRules, Rest, Shape, TypeId};
use crate::raw::Raw;

/// Whether a type has a table.
pub(super) fn has_table(cx: &Emission<'_>, id: TypeId) -> bool {
    matches!(cx.analyses.items[id.index()], Item::Struct | Item::Enum)
}

pub(super) fn tables(cx: &Emission<'_>, types: &[(TypeId, &str)]) -> TokenStream {
    let tables: TokenStream = types.iter().map(|(id, _)| table(cx, *id)).collect();
    let modules = imports::modules(&tables);
    let types = cx.import_types(types, &TokenStream::new());
    quote! {
        //! The members of each struct and the values of each enum: how they are read and written.
        #modules
        #types
        #tables
    }
}

fn table(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct, Shape::Object(rules)) => object(cx, id, rules),
        (Item::Enum, Shape::Enum(values)) => constants(cx, id, values),
        (Item::Enum, Shape::OpenEnum(values)) => open_words(cx, id, values),
        _ => TokenStream::new(),
    }
}

fn object(cx: &Emission<'_>, id: TypeId, rules: &ObjectRules) -> TokenStream {
    let name = cx.name(id);
    let names = &cx.names.fields[&id];
    let joined = is_joined(cx, id);
    let members = rules.members.iter().zip(names);
    let rows = members.enumerate().map(|(index, (member, field))| {
        let index = Literal::usize_unsuffixed(index);
        if *cx.ir().shape(member.ty) == Shape::Never {
            let name = &member.name;
            return quote!(#index forbidden #name,);
        }
        let presence = ident(if member.required {
            "required"
        } else {
            "optional"
        });
        let (member_name, field) = (&member.name, ident(field));
        match &member.constant {
            Some(value) => {
                let value = constant(value);
                quote!(#index #presence #member_name is #value,)
            }
            None => quote!(#index #presence #member_name in #field,),
        }
    });
    let mut further = names[rules.members.len()..].iter().map(|it| ident(it));
    if joined {
        return quote!(tables::fields! { #name { #(#rows)* ; also #(#further)* } });
    }
    let others = match (rules.rest, further.next()) {
        (Rest::Keep(_), Some(field)) => quote!(Read in #field),
        (Rest::Refuse, _) => quote!(Refuse),
        (Rest::Skip | Rest::Keep(_), _) => quote!(Skip),
    };
    let aside = aside(rules.members.len());
    quote!(tables::object! { #name { #(#rows)* others #others #aside } })
}

/// What a table says of so many members that their places take much of the stack.
pub(super) fn aside(members: usize) -> Option<TokenStream> {
    (members > 64).then(|| quote!(, aside))
}

fn open_words(cx: &Emission<'_>, id: TypeId, values: &[String]) -> TokenStream {
    let name = cx.name(id);
    let mut variants = cx.names.variants[&id].iter().map(|it| ident(it));
    let rows: TokenStream = values
        .iter()
        .zip(&mut variants)
        .map(|(value, variant)| quote!(#variant is #value,))
        .collect();
    let other = variants.next();
    quote!(tables::open_words! { #name { else #other, #rows } })
}

fn constants(cx: &Emission<'_>, id: TypeId, values: &[Raw]) -> TokenStream {
    let name = cx.name(id);
    let variants = cx.names.variants[&id].iter().map(|it| ident(it));
    let texts: Option<Vec<&str>> = values.iter().map(Raw::as_str).collect();
    match texts {
        Some(texts) => quote!(tables::words! { #name { #(#variants is #texts,)* } }),
        None => {
            let values = values.iter().map(constant);
            quote!(tables::constants! { #name { #(#variants is #values,)* } })
        }
    }
}
