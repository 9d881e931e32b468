//! The files around the code: manifest, crate root, support code.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust::ident;
use super::{Emission, conversions, definitions, docs};
use crate::Workspace;
use crate::files::Files;
use crate::schema::Dialect;

/// The support code, as it is compiled and tested in the generator.
const SUPPORT: &[(&str, &str)] = &[
    ("applicators.rs", include_str!("../support/applicators.rs")),
    ("check.rs", include_str!("../support/check.rs")),
    (
        "check/alternative.rs",
        include_str!("../support/check/alternative.rs"),
    ),
    (
        "check/collection.rs",
        include_str!("../support/check/collection.rs"),
    ),
    (
        "check/condition.rs",
        include_str!("../support/check/condition.rs"),
    ),
    (
        "check/direction.rs",
        include_str!("../support/check/direction.rs"),
    ),
    (
        "check/number.rs",
        include_str!("../support/check/number.rs"),
    ),
    ("check/text.rs", include_str!("../support/check/text.rs")),
    (
        "decode/attempt.rs",
        include_str!("../support/decode/attempt.rs"),
    ),
    (
        "decode/disguise.rs",
        include_str!("../support/decode/disguise.rs"),
    ),
    (
        "decode/fault.rs",
        include_str!("../support/decode/fault.rs"),
    ),
    (
        "decode/known.rs",
        include_str!("../support/decode/known.rs"),
    ),
    ("decode/kept.rs", include_str!("../support/decode/kept.rs")),
    (
        "decode/later.rs",
        include_str!("../support/decode/later.rs"),
    ),
    ("decode/mod.rs", include_str!("../support/decode/mod.rs")),
    (
        "decode/memory.rs",
        include_str!("../support/decode/memory.rs"),
    ),
    (
        "decode/object.rs",
        include_str!("../support/decode/object.rs"),
    ),
    (
        "decode/scalar.rs",
        include_str!("../support/decode/scalar.rs"),
    ),
    (
        "decode/serde_begun.rs",
        include_str!("../support/decode/serde_begun.rs"),
    ),
    (
        "decode/serde_later.rs",
        include_str!("../support/decode/serde_later.rs"),
    ),
    (
        "decode/serde_nested.rs",
        include_str!("../support/decode/serde_nested.rs"),
    ),
    (
        "decode/serde_scalars.rs",
        include_str!("../support/decode/serde_scalars.rs"),
    ),
    (
        "decode/serde_source.rs",
        include_str!("../support/decode/serde_source.rs"),
    ),
    ("decode/slot.rs", include_str!("../support/decode/slot.rs")),
    (
        "decode/source.rs",
        include_str!("../support/decode/source.rs"),
    ),
    (
        "decode/table.rs",
        include_str!("../support/decode/table.rs"),
    ),
    (
        "decode/text_scan.rs",
        include_str!("../support/decode/text_scan.rs"),
    ),
    (
        "decode/text_source.rs",
        include_str!("../support/decode/text_source.rs"),
    ),
    (
        "decode/text_value.rs",
        include_str!("../support/decode/text_value.rs"),
    ),
    (
        "decode/tree_source.rs",
        include_str!("../support/decode/tree_source.rs"),
    ),
    (
        "decode/whole.rs",
        include_str!("../support/decode/whole.rs"),
    ),
    (
        "decode/wrapper.rs",
        include_str!("../support/decode/wrapper.rs"),
    ),
    ("convert.rs", include_str!("../support/convert.rs")),
    ("decimal.rs", include_str!("../support/decimal.rs")),
    ("encode.rs", include_str!("../support/encode.rs")),
    (
        "encode/canonical.rs",
        include_str!("../support/encode/canonical.rs"),
    ),
    ("encode/hash.rs", include_str!("../support/encode/hash.rs")),
    (
        "encode/passing.rs",
        include_str!("../support/encode/passing.rs"),
    ),
    (
        "encode/united.rs",
        include_str!("../support/encode/united.rs"),
    ),
    (
        "encode/values.rs",
        include_str!("../support/encode/values.rs"),
    ),
    ("entry.rs", include_str!("../support/entry.rs")),
    ("format.rs", include_str!("../support/format.rs")),
    (
        "format/alphabet.rs",
        include_str!("../support/format/alphabet.rs"),
    ),
    (
        "format/codes.rs",
        include_str!("../support/format/codes.rs"),
    ),
    (
        "format/duration.rs",
        include_str!("../support/format/duration.rs"),
    ),
    (
        "format/expression.rs",
        include_str!("../support/format/expression.rs"),
    ),
    ("format/host.rs", include_str!("../support/format/host.rs")),
    ("format/idn.rs", include_str!("../support/format/idn.rs")),
    ("format/mail.rs", include_str!("../support/format/mail.rs")),
    (
        "format/pointer.rs",
        include_str!("../support/format/pointer.rs"),
    ),
    (
        "format/template.rs",
        include_str!("../support/format/template.rs"),
    ),
    ("format/time.rs", include_str!("../support/format/time.rs")),
    ("format/uri.rs", include_str!("../support/format/uri.rs")),
    ("gaps.rs", include_str!("../support/gaps.rs")),
    ("locate.rs", include_str!("../support/locate.rs")),
    ("mod.rs", include_str!("../support/mod.rs")),
    ("pattern.rs", include_str!("../support/pattern.rs")),
    ("place.rs", include_str!("../support/place.rs")),
    ("problem.rs", include_str!("../support/problem.rs")),
    ("report.rs", include_str!("../support/report.rs")),
    ("schema.rs", include_str!("../support/schema.rs")),
    ("steps.rs", include_str!("../support/steps.rs")),
    ("tables.rs", include_str!("../support/tables.rs")),
    (
        "tables/enums.rs",
        include_str!("../support/tables/enums.rs"),
    ),
    (
        "tables/joined.rs",
        include_str!("../support/tables/joined.rs"),
    ),
    (
        "tables/objects.rs",
        include_str!("../support/tables/objects.rs"),
    ),
    (
        "tables/schemas.rs",
        include_str!("../support/tables/schemas.rs"),
    ),
    ("union.rs", include_str!("../support/union.rs")),
    ("union/build.rs", include_str!("../support/union/build.rs")),
    (
        "union/choice.rs",
        include_str!("../support/union/choice.rs"),
    ),
    ("union/claim.rs", include_str!("../support/union/claim.rs")),
    ("union/open.rs", include_str!("../support/union/open.rs")),
    ("union/tag.rs", include_str!("../support/union/tag.rs")),
    ("union/trial.rs", include_str!("../support/union/trial.rs")),
    ("validate.rs", include_str!("../support/validate.rs")),
    ("violation.rs", include_str!("../support/violation.rs")),
    (
        "violation/complaint.rs",
        include_str!("../support/violation/complaint.rs"),
    ),
    (
        "violation/list.rs",
        include_str!("../support/violation/list.rs"),
    ),
    (
        "violation/short.rs",
        include_str!("../support/violation/short.rs"),
    ),
    (
        "violation/trail.rs",
        include_str!("../support/violation/trail.rs"),
    ),
];

/// Parts of the support code that a crate has only if its own files use them.
const PARTS: [&str; 5] = ["applicators", "convert", "format", "pattern", "union"];

/// Copies the support code that the other files ask for.
pub(super) fn copy_support(cx: &Emission<'_>, files: &mut Files) {
    let is_unused = |part: &&str| {
        let path = format!("support::{part}");
        !files.iter().any(|(_, text)| text.contains(&path))
    };
    let unused: Vec<&str> = PARTS.into_iter().filter(is_unused).collect();
    for (path, text) in SUPPORT {
        let part = path.split(['/', '.']).next().unwrap_or_default();
        if unused.contains(&part) {
            continue;
        }
        // Tests stay with the original.
        let text = text.split("\n#[cfg(test)]\n").next().unwrap_or_default();
        let mut code = text.to_owned();
        if *path == "mod.rs" {
            for part in &unused {
                code = code.replace(&format!("pub(crate) mod {part};\n"), "");
            }
        }
        if (*path, cx.graph.dialect) == ("decode/whole.rs", Dialect::V3_0) {
            code = code.replace(
                "const BY_VALUE: bool = true;",
                "const BY_VALUE: bool = false;",
            );
        }
        files.insert(
            format!("src/support/{path}"),
            format!("{}\n{}\n", super::print::HEAD, code.trim_end()),
        );
    }
}

pub(super) fn manifest(cx: &Emission<'_>) -> String {
    let name = cx.crate_name;
    let workspace = match cx.workspace {
        Workspace::Own => "\n[workspace]\n",
        Workspace::Member => "",
    };
    let regex = match super::patterns::has_patterns(cx) {
        true => {
            "regex = { version = \"1.11\", default-features = false, features = [\"std\", \"perf\", \"unicode\"] }\n"
        }
        false => "",
    };
    let wanted = conversions::wanted(cx);
    let optional = wanted.iter().map(|it| {
        let (name, dependency) = (it.name(), it.dependency());
        format!("{name} = {{ {dependency}, optional = true }}\n")
    });
    let optional: String = optional.collect();
    let features = wanted.iter().map(|it| {
        let name = it.name();
        format!("{name} = [\"dep:{name}\"]\n")
    });
    let features: String = match wanted.is_empty() {
        true => String::new(),
        false => format!(
            "\n# What has a format, as types of these crates.\n[features]\n{}",
            features.collect::<String>()
        ),
    };
    format!(
        "# @generated by `cargo xtask codegen`; do not edit.\n\n\
         [package]\n\
         name = \"{name}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"1.88\"\n\
         description = \"Types and validators generated from an OpenAPI document\"\n\
         publish = false\n\n\
         [lib]\n\
         path = \"src/lib.rs\"\n\n\
         [dependencies]\n\
         serde = {{ version = \"1.0.228\", default-features = false, features = [\"std\"] }}\n\
         serde_json = {{ version = \"1.0.140\", features = [\"float_roundtrip\"] }}\n\
         {regex}{optional}{features}{workspace}"
    )
}

/// The printer has a style of its own; rustfmt leaves the files as they are.
pub(super) fn rustfmt() -> String {
    "# @generated by `cargo xtask codegen`; do not edit.\ndisable_all_formatting = true\n"
        .to_owned()
}

pub(super) fn library(cx: &Emission<'_>) -> TokenStream {
    let shims = cx.nominal().into_iter().map(|(id, _)| {
        let name = cx.name(id);
        let hash = definitions::is_hashed(cx, id).then(|| quote!(with Hash));
        quote!(#name #hash,)
    });
    let title = docs::sentence(cx.title);
    let count = cx.ir().components.len();
    let schemas = match (count, cx.graph.uses.is_empty()) {
        (_, true) => format!("{count} component schemas"),
        (0, false) => "operations".to_owned(),
        (_, false) => format!("{count} component schemas and the operations"),
    };
    let mut text = vec![
        format!("Types and validators for the {schemas} of “{title}”."),
        String::new(),
    ];
    text.extend(example(cx));
    text.extend(features(cx));
    let text = text.iter().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!(" {line}"),
    });
    // A component of the same name keeps it; the support item stays in `support`.
    let patterns = super::patterns::has_patterns(cx).then(|| {
        quote!(
            mod patterns;
        )
    });
    let conversions = conversions::wanted(cx).into_iter().map(|krate| {
        let (feature, module) = (krate.name(), ident(&format!("as_{}", krate.name())));
        quote!(
            #[cfg(feature = #feature)]
            mod #module;
        )
    });
    // A document may have no schemas at all.
    let types = (!cx.defined().is_empty()).then(|| {
        quote!(
            pub use types::*;
        )
    });
    let items = ["DecodeError", "Validate", "Violation", "Violations"];
    let items = items
        .iter()
        .filter(|it| !cx.is_taken(it))
        .map(|it| ident(it));
    quote! {
        #(#![doc = #text])*
        #![forbid(unsafe_code)]
        #![allow(
            confusable_idents,
            mixed_script_confusables,
            nonstandard_style,
            uncommon_codepoints,
            clippy::all,
            clippy::pedantic,
            reason = "the document decides about names and texts; the generator's tests check the rest"
        )]
        #(#conversions)*
        mod checks;
        #patterns
        mod reading;
        mod schemas;
        pub mod support;
        mod tables;
        mod types;
        mod writing;
        pub use support::{#(#items,)* decode, decode_str, from_value};
        #types
        support::implement! { types { #(#shims)* } }
    }
}

/// What the features add, if there are any.
fn features(cx: &Emission<'_>) -> Vec<String> {
    let wanted = conversions::wanted(cx);
    let Some(first) = wanted.first() else {
        return Vec::new();
    };
    let names: Vec<String> = wanted.iter().map(|it| docs::code(it.name())).collect();
    vec![
        String::new(),
        format!(
            "Features, off by default: {}. Each gives what has a format as types of the crate of that name, by methods whose names end in `as_{}` and the like.",
            names.join(", "),
            first.name()
        ),
    ]
}

/// An example that compiles for any document: the first type by name, from text.
fn example(cx: &Emission<'_>) -> Vec<String> {
    let components: std::collections::BTreeSet<_> = cx.ir().components.values().collect();
    let nominal = cx.nominal();
    let component = nominal.iter().find(|(id, _)| components.contains(id));
    let Some((_, name)) = component.or(nominal.first()) else {
        return Vec::new();
    };
    let krate = cx.crate_name;
    vec![
        "[`decode()`] reads JSON text and reports everything that is wrong with it:".to_owned(),
        String::new(),
        "```".to_owned(),
        format!("let error = {krate}::decode::<{krate}::{name}>(b\"[17]\").unwrap_err();"),
        "for violation in error.violations() {".to_owned(),
        "    println!(\"{}: {}\", violation.pointer(), violation.message());".to_owned(),
        "}".to_owned(),
        "```".to_owned(),
    ]
}
