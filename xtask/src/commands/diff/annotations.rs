//! Breaking changes on the wire as workflow commands of GitHub, at their places in the new version.

use super::markdown::{what, whom};
use codegen::Request;
use codegen::diagnostics::render::{Spot, workflow_command};
use codegen::diff::{Breaks, Diff, WireChange};
use codegen::pointer::Pointer;
use codegen::reader::{SourceText, locate_all};
use std::collections::BTreeMap;

/// The commands, a line each. `level` is `warning`, or `error` where they end the run.
pub(super) fn annotations(diff: &Diff, new: &Request, level: &str) -> String {
    let breaking = diff.wire.iter().filter(|it| it.breaks != Breaks::default());
    let mut by_file: BTreeMap<Option<String>, Vec<(Pointer, &WireChange)>> = BTreeMap::new();
    for change in breaking {
        let pointer = Pointer::parse(&change.pointer).unwrap_or_else(Pointer::root);
        let in_file = by_file.entry(pointer.file()).or_default();
        in_file.push((pointer.within_file(), change));
    }
    let mut text = String::new();
    for (file, changes) in by_file {
        let source = match file {
            // What is gone may have stood in a file that is gone, too.
            Some(path) => new.folder.read(&path).ok(),
            None => Some(new.document.clone()),
        };
        let pointers: Vec<&Pointer> = changes.iter().map(|it| &it.0).collect();
        let source = source.as_ref();
        let places = source
            .map(|it| locate_all(it, &pointers))
            .unwrap_or_default();
        for (index, (_, change)) in changes.iter().enumerate() {
            let at = places.get(index).copied().flatten();
            let spot = source.map(|source: &SourceText| Spot {
                file: &source.name,
                position: at.map(|at| (at.line, at.column)),
            });
            text.push_str(&workflow_command(
                level,
                spot,
                "breaking-change",
                &message(change),
            ));
            text.push('\n');
        }
    }
    text
}

fn message(it: &WireChange) -> String {
    let way = std::iter::once(&it.subject).chain(&it.way);
    let way: Vec<&str> = way.map(String::as_str).collect();
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let (left, right) = (side(&it.change.left), side(&it.change.right));
    let what = what(it.change.facet, &it.change.name);
    format!(
        "{}: {what} {left} → {right} breaks {}",
        way.join(" → "),
        whom(it.breaks)
    )
}
