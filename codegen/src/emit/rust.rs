//! Types as Rust writes them where they are used.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Emission;
use super::integers::integer;
use crate::analysis::{Item, in_place};
use crate::ir::{Rest, Shape, TypeId, Union};

/// An identifier from a name that `names` made.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

impl Emission<'_> {
    /// A name of the prelude, by its full path if the document has a type of that name.
    fn prelude(&self, name: &str) -> TokenStream {
        let short = ident(name);
        let is_taken = self.is_taken(name);
        match name {
            _ if !is_taken => quote!(#short),
            "Option" | "Some" | "None" => {
                let variant = (name != "Option").then(|| quote!(::#short));
                quote!(::std::option::Option #variant)
            }
            "Result" | "Ok" | "Err" => {
                let variant = (name != "Result").then(|| quote!(::#short));
                quote!(::std::result::Result #variant)
            }
            "String" => quote!(::std::string::String),
            "Vec" => quote!(::std::vec::Vec),
            "Box" => quote!(::std::boxed::Box),
            "BTreeMap" => quote!(::std::collections::BTreeMap),
            "Value" => quote!(::serde_json::Value),
            _ => quote!(#short),
        }
    }

    pub(super) fn option(&self) -> TokenStream {
        self.prelude("Option")
    }

    pub(super) fn some(&self) -> TokenStream {
        self.prelude("Some")
    }

    pub(super) fn none(&self) -> TokenStream {
        self.prelude("None")
    }

    pub(super) fn ok(&self) -> TokenStream {
        self.prelude("Ok")
    }

    pub(super) fn err(&self) -> TokenStream {
        self.prelude("Err")
    }

    pub(super) fn string(&self) -> TokenStream {
        self.prelude("String")
    }

    pub(super) fn vec(&self) -> TokenStream {
        self.prelude("Vec")
    }

    pub(super) fn map(&self) -> TokenStream {
        self.prelude("BTreeMap")
    }

    pub(super) fn value(&self) -> TokenStream {
        self.prelude("Value")
    }

    /// The variant of a union that keeps values with another tag than those that are known.
    pub(super) fn unknown(&self, id: TypeId, union: &Union) -> Option<Ident> {
        let name = self.names.variants.get(&id)?.last()?;
        union.is_open().then(|| ident(name))
    }

    /// The type's name.
    pub(super) fn name(&self, id: TypeId) -> Ident {
        match self.names.types.get(&id) {
            Some(name) => ident(name),
            None => unreachable!("every defined type has a name"),
        }
    }

    /// The type as an expression.
    pub(super) fn ty(&self, id: TypeId) -> TokenStream {
        if self.analyses.items[id.index()].is_defined() && self.names.types.contains_key(&id) {
            let name = self.name(id);
            return quote!(#name);
        }
        self.expression(id, &|inner| self.ty(inner))
    }

    /// The type as a field or variant of `owner`, boxed where recursion asks for it.
    pub(super) fn ty_in(&self, owner: TypeId, id: TypeId) -> TokenStream {
        let target = in_place(self.ir(), &self.analyses.items, id);
        let is_boxed = target.is_some_and(|it| self.analyses.boxes.contains(&(owner, it)));
        if !is_boxed {
            return self.ty(id);
        }
        if self.analyses.items[id.index()] == Item::Expression {
            return self.expression(id, &|inner| self.ty_in(owner, inner));
        }
        let boxed = self.prelude("Box");
        let ty = self.ty(id);
        quote!(#boxed<#ty>)
    }

    /// Whether the type is boxed as a field or variant of `owner`.
    pub(super) fn is_boxed(&self, owner: TypeId, id: TypeId) -> bool {
        in_place(self.ir(), &self.analyses.items, id)
            .is_some_and(|it| self.analyses.boxes.contains(&(owner, it)))
    }

    /// What a type is made of, `inner` giving the types in it.
    pub(super) fn expression(
        &self,
        id: TypeId,
        inner: &dyn Fn(TypeId) -> TokenStream,
    ) -> TokenStream {
        match self.ir().shape(id) {
            Shape::Any => self.value(),
            Shape::Null | Shape::Never => quote!(()),
            Shape::Boolean => quote!(bool),
            Shape::Integer(rules) => {
                let name = ident(integer(rules));
                quote!(#name)
            }
            Shape::Number(_) => quote!(f64),
            Shape::Text(_) => self.string(),
            Shape::Array(rules) => {
                let vec = self.vec();
                let items = inner(rules.items);
                quote!(#vec<#items>)
            }
            Shape::Nullable(ty) => {
                let option = self.option();
                let ty = inner(*ty);
                quote!(#option<#ty>)
            }
            Shape::Alias(ty) => inner(*ty),
            Shape::Object(rules) => {
                let (map, string) = (self.map(), self.string());
                let values = match rules.rest {
                    Rest::Keep(ty) => inner(ty),
                    Rest::Skip | Rest::Refuse => unreachable!("only maps are expressions"),
                };
                quote!(#map<#string, #values>)
            }
            Shape::Enum(_) | Shape::OpenEnum(_) | Shape::Union(_) => {
                unreachable!("enums and unions have names")
            }
        }
    }
}
