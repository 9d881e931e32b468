//! `use` items for what a file mentions: the document's types, those of libraries, and the support code.

use std::collections::{BTreeSet, HashSet};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::Emission;
use super::layout::family;
use super::rust::ident;
use crate::config::Layout;
use crate::ir::TypeId;

/// Modules of the support code, as generated files call them.
const SUPPORT: [&str; 8] = [
    "applicators",
    "check",
    "decode",
    "encode",
    "format",
    "tables",
    "union",
    "validate",
];

impl Emission<'_> {
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
}

/// `use` items for the modules that paths in `body` begin with: of the support code, and the document's
/// patterns.
pub(super) fn modules(body: &TokenStream) -> TokenStream {
    let mut begun = BTreeSet::new();
    begin(body.clone(), &mut begun);
    let support = SUPPORT.iter().filter(|it| begun.contains(**it));
    let support = support.map(|it| ident(it));
    let patterns = begun.contains("patterns").then(|| {
        quote!(
            use crate::patterns;
        )
    });
    quote!(#patterns #(use crate::support::#support;)*)
}

/// Collects what paths begin with: `a` of `a::b::c`.
fn begin(tokens: TokenStream, begun: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_separator = |at: usize| {
        let [
            Some(TokenTree::Punct(first)),
            Some(TokenTree::Punct(second)),
        ] = [tokens.get(at), tokens.get(at + 1)]
        else {
            return false;
        };
        (first.as_char(), first.spacing(), second.as_char()) == (':', Spacing::Joint, ':')
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => begin(group.stream(), begun),
            TokenTree::Ident(ident) => {
                let is_further_in = at.checked_sub(2).is_some_and(is_separator);
                if is_separator(at + 1) && !is_further_in {
                    begun.insert(ident.to_string());
                }
            }
            _ => {}
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
    let is_attribute = |at: usize| {
        is_group(Some(at), Delimiter::Bracket) && is_punctuation(at.checked_sub(1), '#')
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            // What an attribute names is a macro, in a namespace of its own.
            TokenTree::Group(_) if is_attribute(at) => {}
            TokenTree::Group(group) => mention(group.stream(), mentioned),
            TokenTree::Ident(ident) => {
                let before = at.checked_sub(1);
                // A variant follows its attributes, or has fields.
                let is_variant = is_group(before, Delimiter::Bracket)
                    || is_group(Some(at + 1), Delimiter::Parenthesis);
                // `a: Value` is a type, `a::Value` is a path.
                let is_in_path =
                    is_punctuation(before, ':') && is_punctuation(at.checked_sub(2), ':');
                // What tables call by these words are variants.
                let is_constant = before.and_then(|it| tokens.get(it)).is_some_and(|it| {
                    matches!(it, TokenTree::Ident(it) if it == "const" || it == "variant" || it == "else")
                });
                // A field follows a dot, or is followed by a colon that begins no path.
                let is_field = is_punctuation(before, '.')
                    || matches!(
                        tokens.get(at + 1),
                        Some(TokenTree::Punct(it)) if it.as_char() == ':' && it.spacing() == Spacing::Alone
                    );
                if !is_variant && !is_in_path && !is_constant && !is_field {
                    mentioned.insert(ident.to_string());
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_fields_and_variants_mention_no_type() {
        let body = quote! {
            #[derive(Debug, Clone)]
            pub struct Own { pub a: ::std::vec::Vec<Other>, pub _2xx: ::std::string::String }
            tables::joined! { Own { build_own of OwnMembers, blank variant Value, open "t" of ["a"] else BTreeMap } }
            impl Own { fn a(&self) { &self._5xx; } }
            pub enum Kind { #[doc = "First"] First, Second(Third) }
        };
        let mentioned = mentioned_types(body);
        assert!(["Other", "Third"].iter().all(|it| mentioned.contains(*it)));
        for word in [
            "Debug", "Clone", "_2xx", "_5xx", "First", "Second", "Value", "BTreeMap", "Vec",
            "String",
        ] {
            assert!(!mentioned.contains(word), "{word}");
        }
    }

    #[test]
    fn a_module_is_taken_in_where_a_path_begins_with_it() {
        let body = quote! {
            #[doc = "decode :: Source"]
            impl validate::Validate for Check {
                fn check(&self) { report(::std::format::Format, a.union, check::minimum(self)) }
            }
            tables::words! { Kind { encode: patterns::P } }
        };
        let expected = quote! {
            use crate::patterns;
            use crate::support::check;
            use crate::support::tables;
            use crate::support::validate;
        };
        assert_eq!(modules(&body).to_string(), expected.to_string());
    }
}
