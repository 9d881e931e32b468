//! `use` items for the support code that a file mentions.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::rust::ident;

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

#[cfg(test)]
mod tests {
    use super::*;

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
