//! Types as Rust writes them where they are used.

use std::collections::{BTreeSet, HashSet};

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::Emission;
use super::integers::integer;
use super::layout::family;
use crate::analysis::{Item, in_place};
use crate::config::Layout;
use crate::ir::{Rest, Shape, TypeId};

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

    /// `use` items for the names that files of definitions mention, if the document leaves them
    /// free and the file's text needs them.
    pub(super) fn imports(&self, body: &TokenStream) -> TokenStream {
        let mentioned = mentioned_types(body.clone());
        let needs = |word: &str| !self.is_taken(word) && mentioned.contains(word);
        let map = needs("BTreeMap").then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let value = needs("Value").then(|| {
            quote!(
                use serde_json::Value;
            )
        });
        quote!(#map #value)
    }

    /// `use` items for the document's types that a file mentions, but for `own`, which is about types of a
    /// family. A file for each family that took all types in would make a compiler's work quadratic.
    pub(super) fn import_others(&self, own: &[(TypeId, &str)], body: &TokenStream) -> TokenStream {
        if self.layout() == Layout::Single {
            return TokenStream::new();
        }
        let own: HashSet<&str> = own.iter().map(|it| it.1).collect();
        let mentioned = mentioned_types(body.clone()).into_iter();
        let others = mentioned.filter(|it| self.is_taken(it) && !own.contains(it.as_str()));
        let others = others.map(|it| ident(&it));
        // A line each: another one changes none of them.
        quote!(#(use crate::types::#others;)*)
    }

    /// `use` items for the types that a file is about, and for others that it mentions.
    pub(super) fn import_types(&self, own: &[(TypeId, &str)], body: &TokenStream) -> TokenStream {
        let Some((_, name)) = own.first() else {
            return TokenStream::new();
        };
        if self.layout() == Layout::Single {
            return quote!(
                use crate::types::*;
            );
        }
        let family = ident(&family(name));
        let others = self.import_others(own, body);
        quote! {
            use crate::types::#family::*;
            #others
        }
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

/// The names that are mentioned as types are: bare, not in a path, and not as a variant or constant.
/// Texts are literals, so their words don't count.
fn mentioned_types(tokens: TokenStream) -> BTreeSet<String> {
    let mut mentioned = BTreeSet::new();
    mention(tokens, &mut mentioned);
    mentioned
}

fn mention(tokens: TokenStream, mentioned: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_punctuation = |at: Option<usize>, wanted: char| {
        let token = at.and_then(|it| tokens.get(it));
        matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == wanted)
    };
    let is_group = |at: Option<usize>, wanted: Delimiter| {
        let token = at.and_then(|it| tokens.get(it));
        matches!(token, Some(TokenTree::Group(it)) if it.delimiter() == wanted)
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => mention(group.stream(), mentioned),
            TokenTree::Ident(ident) => {
                let before = at.checked_sub(1);
                // A variant follows its attributes, or has fields.
                let is_variant = is_group(before, Delimiter::Bracket)
                    || is_group(Some(at + 1), Delimiter::Parenthesis);
                // `a: Value` is a type, `a::Value` is a path.
                let is_in_path =
                    is_punctuation(before, ':') && is_punctuation(at.checked_sub(2), ':');
                let is_constant = before
                    .and_then(|it| tokens.get(it))
                    .is_some_and(|it| matches!(it, TokenTree::Ident(it) if it == "const"));
                if !is_variant && !is_in_path && !is_constant {
                    mentioned.insert(ident.to_string());
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
