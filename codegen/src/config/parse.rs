//! Checks the text of `codegen.toml`: every fault is reported at its place, with the way out.

use super::text::{ConfigText, Entries};
use super::{Config, Overrides, Selector, Settings, check_crate_name, type_key};
use crate::diagnostics::{Allow, Code, Diagnostics, File, Place};
use crate::reader::SourceText;
use indexmap::IndexMap;
use std::ops::Range;
use toml::Spanned;

/// See [`Config::parse`].
pub(super) fn parse(source: &SourceText, diagnostics: &mut Diagnostics) -> Option<Config> {
    let mut faults = Faults {
        text: &source.text,
        diagnostics,
        any: false,
    };
    let text = match toml::from_str::<ConfigText>(&source.text) {
        Ok(text) => text,
        Err(error) => {
            faults.syntax(&error);
            return None;
        }
    };
    let config = Config {
        document: text.document.map(|document| faults.document(document)),
        crate_name: text.crate_name.map(|name| faults.crate_name(name)),
        roots: text.roots,
        layout: text.layout,
        conversions: text.conversions,
        include: faults.selectors(text.include),
        exclude: faults.selectors(text.exclude),
        settings: Settings {
            unknown_fields: text.unknown_fields,
            open_enums: text.open_enums,
            formats: text.formats,
            one_of: text.one_of,
            untyped_properties: text.untyped_properties,
        },
        rename: faults.rename(text.rename),
        types: faults.types(text.types),
        allow: text
            .allow
            .into_iter()
            .map(|entry| {
                let line = faults.position(entry.span()).0;
                let entry = entry.into_inner();
                Allow {
                    code: entry.code,
                    pointer: entry.pointer,
                    reason: faults.reason(entry.reason),
                    line,
                }
            })
            .collect(),
    };
    (!faults.any).then_some(config)
}

/// The checks, and where their findings go.
struct Faults<'a> {
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
    any: bool,
}

impl Faults<'_> {
    /// serde's message is "what, expected what": the second half is the help.
    fn syntax(&mut self, error: &toml::de::Error) {
        let message = error.message().replace("unknown field", "unknown key");
        let span = error.span().unwrap_or(0..0);
        match message.split_once(", expected ") {
            Some((what, expected)) if what.starts_with("unknown key") => {
                let known = expected.strip_prefix("one of ").unwrap_or(expected);
                self.report(span, what, &format!("the known keys here are {known}"));
            }
            Some((what, expected)) => self.report(span, what, &format!("write {expected}")),
            None if message.starts_with("missing field") => {
                let what = message.replace("missing field", "missing key");
                let help = "an [[allow]] entry needs `code`, `pointer` and `reason`";
                self.report(span, &what, help);
            }
            None => self.report(span, message.trim_end(), "write it as TOML 1.0 has it"),
        }
    }

    fn document(&mut self, path: Spanned<String>) -> String {
        if path.get_ref().is_empty() {
            let help = "name the OpenAPI document, relative to this file's folder";
            self.report(path.span(), "`document` is empty", help);
        }
        path.into_inner()
    }

    fn crate_name(&mut self, name: Spanned<String>) -> String {
        if let Err(fault) = check_crate_name(name.get_ref()) {
            let message = format!("the crate name {:?} {fault}", name.get_ref());
            self.report(name.span(), &message, "choose another, such as `my_api`");
        }
        name.into_inner()
    }

    fn rename(&mut self, entries: Entries<Spanned<String>>) -> IndexMap<String, String> {
        let mut names = IndexMap::new();
        for (key, name) in entries.0 {
            if !is_identifier(name.get_ref()) {
                let message = format!("{:?} is no Rust identifier", name.get_ref());
                self.report(name.span(), &message, "write a name such as `PushEvent`");
            }
            names.insert(key.into_inner(), name.into_inner());
        }
        names
    }

    fn selectors(&self, patterns: Vec<Spanned<String>>) -> Vec<Selector> {
        let selector = |pattern: Spanned<String>| {
            let (line, column) = self.position(pattern.span());
            let pattern = pattern.into_inner();
            Selector {
                pattern,
                line,
                column,
            }
        };
        patterns.into_iter().map(selector).collect()
    }

    fn types(&mut self, entries: Entries<Overrides>) -> IndexMap<String, Overrides> {
        let mut types = IndexMap::new();
        for (key, overrides) in entries.0 {
            let name = type_key(key.get_ref());
            if types.insert(name, overrides).is_some() {
                let message = format!("{:?} has its settings elsewhere already", key.get_ref());
                let help = "a component's name and its pointer are the same type: keep one table";
                self.report(key.span(), &message, help);
            }
        }
        types
    }

    fn reason(&mut self, reason: Spanned<String>) -> String {
        if reason.get_ref().trim().is_empty() {
            let help = "say why the finding is accepted";
            self.report(reason.span(), "`reason` is empty", help);
        }
        reason.into_inner()
    }

    fn report(&mut self, span: Range<usize>, message: &str, help: &str) {
        self.any = true;
        let (line, column) = self.position(span);
        let place = Place::Position {
            file: File::Config,
            line,
            column,
        };
        self.diagnostics
            .report(Code::InvalidConfig, place, message)
            .help(help);
    }

    /// Line and column, both from 1; columns count characters.
    fn position(&self, span: Range<usize>) -> (usize, usize) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// Whether a text is one identifier and nothing else: syn alone would also take
/// one with a comment or a space beside it.
fn is_identifier(text: &str) -> bool {
    text.chars()
        .all(|c| c == '_' || unicode_ident::is_xid_continue(c))
        && text != "gen"
        && syn::parse_str::<syn::Ident>(text).is_ok()
}

#[cfg(test)]
mod tests;
