//! `patterns.rs`: the regular expressions of the document, each once.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emission;
use super::rust::ident;
use crate::analysis::patterns;
use crate::dedup::fingerprint::fnv1a;
use crate::ir::Shape;

/// Whether the document has a pattern that can be checked.
pub(super) fn has_patterns(cx: &Emission<'_>) -> bool {
    !all(cx).is_empty()
}

pub(super) fn patterns_file(cx: &Emission<'_>) -> TokenStream {
    let patterns = all(cx).into_iter().map(|(source, translated)| {
        let name = name(&source);
        quote! {
            pub(crate) static #name: Pattern = Pattern::new(#source, #translated);
        }
    });
    quote! {
        //! The regular expressions of the document.
        #![allow(dead_code, reason = "a constant may rule out what its pattern would check")]
        use crate::support::pattern::Pattern;
        #(#patterns)*
    }
}

/// A pattern's name: the same wherever it stands, and whatever other patterns there are.
pub(super) fn name(source: &str) -> Ident {
    ident(&format!("PATTERN_{:016X}", fnv1a(source)))
}

fn all(cx: &Emission<'_>) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for id in &cx.analyses.reachable {
        for assertion in &cx.ir().get(*id).conditions.assertions {
            let translated = |it: &str| Some((it.to_owned(), crate::patterns::translate(it).ok()?));
            all.extend(assertion.patterns().into_iter().filter_map(translated));
        }
        if let Shape::Text(rules) = cx.ir().shape(*id) {
            let found = patterns(rules).map(|(source, it)| (source.to_owned(), it));
            all.extend(found);
        }
    }
    all
}
