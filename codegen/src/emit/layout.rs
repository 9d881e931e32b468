//! Which types share a file: all of them, or those whose names begin with the same word.
//!
//! A name alone decides, so that nothing else that comes or goes moves a type to another file.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::rust::ident;
use crate::config::Layout;
use crate::ir::TypeId;
use crate::names::ident::{field_name, split};

/// From this many component schemas on, each family gets files of its own, unless the settings say.
const MANY_COMPONENTS: usize = 200;

/// The longest word that names a file.
const LONGEST: usize = 60;

/// Where types go whose names begin with no word that could name a file everywhere.
const OTHER: &str = "other";

/// Words that mean something else as the name of a file or module.
const RESERVED: &[&str] = &["aux", "con", "nul", "prn", "std"];

/// Types by family, by name.
pub(super) type Families<'a> = BTreeMap<String, Vec<(TypeId, &'a str)>>;

impl Emission<'_> {
    /// How the types are spread over files.
    pub(super) fn layout(&self) -> Layout {
        let by_size = match self.ir().components.len() < MANY_COMPONENTS {
            true => Layout::Single,
            false => Layout::Families,
        };
        self.config.layout.unwrap_or(by_size)
    }
}

/// Puts each type into its family.
pub(super) fn families<'a>(types: Vec<(TypeId, &'a str)>) -> Families<'a> {
    let mut families = Families::new();
    for (id, name) in types {
        families.entry(family(name)).or_default().push((id, name));
    }
    families
}

/// The first word of a type's name without a number behind it, as a file can be called: `PaymentMethod`
/// stands in `payment`, `OAuth2Client` in `o_auth`, `TypeFilter` in `type_`.
pub(super) fn family(name: &str) -> String {
    let mut words = split(name).into_iter();
    let mut family = words.next().unwrap_or_default();
    // A single letter is no word.
    if family.len() == 1
        && let Some(next) = words.next()
    {
        family = format!("{family}_{next}");
    }
    let unnumbered = family.trim_end_matches(|it: char| it.is_ascii_digit());
    // `v1` and `p24` are called so.
    if unnumbered.len() > 1 {
        family.truncate(unnumbered.len());
    }
    let is_plain = family.starts_with(|it: char| it.is_ascii_lowercase())
        && family
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'_')
        && family.len() <= LONGEST;
    if !is_plain {
        return OTHER.to_owned();
    }
    let name = field_name(&family);
    match name.strip_prefix("r#") {
        Some(keyword) => format!("{keyword}_"),
        None if RESERVED.contains(&name.as_str()) => format!("{name}_"),
        None => name,
    }
}

/// The file that leads to the families' files: `what` says what is in them.
pub(super) fn index(what: &str, reexports: Reexports, families: &[String]) -> TokenStream {
    let names: Vec<_> = families.iter().map(|it| ident(it)).collect();
    let docs = format!(" {what}: a module for each word that types' names begin with.");
    let modules = match reexports {
        Reexports::All => quote!(#(pub(crate) mod #names;)* #(pub use #names::*;)*),
        Reexports::None => quote!(#(mod #names;)*),
    };
    quote! {
        #![doc = #docs]
        #modules
    }
}

/// Whether what is in the families' files has names of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reexports {
    /// Definitions have.
    All,
    /// Implementations have none.
    None,
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn the_first_word_of_a_name_is_its_family() {
        let expected = [
            ("PaymentMethod", "payment"),
            ("Payment", "payment"),
            ("PaymentsList", "payments"),
            ("OAuth2Client", "o_auth"),
            ("Thing12", "thing"),
            ("P24", "p24"),
            ("TypeFilter", "type_"),
            ("SelfLink", "self_"),
            ("ConLink", "con_"),
            // On Windows, `com1` is no file.
            ("Com1", "com"),
            ("StdLib", "std_"),
            ("X", "x"),
            ("_2faCode", "other"),
            ("Über", "other"),
            ("用户", "other"),
        ];
        for (name, wanted) in expected {
            assert_eq!(family(name), wanted, "{name}");
        }
        assert_eq!(family(&"x".repeat(90)), "other");
    }
}
