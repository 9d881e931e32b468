//! Findings for people, in the manner of rustc: code, message, place, excerpt, help.

pub use super::github::{Spot, github, workflow_command};
pub use super::json::json;

use super::excerpt::excerpt;
use super::resolve::{Resolver, Text};
use super::{Diagnostic, Diagnostics, Place, Severity, printable};
use crate::reader::{Location, SourceText};
use annotate_snippets::{AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet, Title};

/// The texts that findings point into; without one, its findings come without excerpts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'a> {
    /// The OpenAPI document.
    pub document: Option<&'a SourceText>,
    /// The settings.
    pub config: Option<&'a SourceText>,
    /// The lock of names.
    pub lock: Option<&'a SourceText>,
}

/// The findings in the order of reporting, then a line that counts the accepted ones, then one
/// that counts errors and warnings. Empty without findings.
///
/// With `color` the text holds ANSI escapes of our own; none comes through from a document.
pub fn human(diagnostics: &Diagnostics, sources: &Sources<'_>, color: bool) -> String {
    // Excerpts are cut already; the renderer shall not cut them again.
    let renderer = match color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    }
    .term_width(4_000);
    let resolver = Resolver::new(diagnostics, sources, is_shown);
    let shown = diagnostics.iter().filter(|finding| is_shown(finding));
    let mut output = String::new();
    for finding in shown {
        output.push_str(&finding_text(finding, &resolver, &renderer));
        output.push('\n');
    }
    let closing = [accepted(diagnostics, sources), summary(diagnostics)];
    for title in closing.into_iter().flatten() {
        output.push_str(&renderer.render(&[Group::with_title(title)]));
        output.push('\n');
    }
    output
}

fn is_shown(finding: &Diagnostic) -> bool {
    finding.accepted.is_none()
}

fn finding_text(finding: &Diagnostic, resolver: &Resolver<'_>, renderer: &Renderer) -> String {
    let level = level(finding.severity());
    let title = level.clone().primary_title(printable(&finding.message));
    let title = title.id(finding.code.as_str());
    let mut messages = Vec::new();
    if let Place::Document(pointer) = &finding.place
        && !pointer.is_root()
    {
        // What an `[[allow]]` entry needs.
        let pointer = pointer.to_string();
        messages.push(Level::NOTE.message(format!("at {}", printable(&pointer))));
    }
    if let Some(help) = &finding.help {
        messages.push(Level::HELP.message(printable(help)));
    }
    let mut text = block(
        title,
        &level,
        resolver.resolve(&finding.place),
        messages,
        renderer,
    );
    for (place, note) in &finding.related {
        let title = Level::NOTE.primary_title(printable(note));
        let place = resolver.resolve(place);
        text.push_str(&block(title, &Level::NOTE, place, Vec::new(), renderer));
    }
    text
}

/// A title, ` --> file:line:column`, the line with the place underlined, and messages; the middle
/// ones as far as they are known.
fn block(
    title: Title<'_>,
    level: &Level<'static>,
    (text, location): (Option<&Text<'_>>, Option<Location>),
    messages: Vec<Message<'_>>,
    renderer: &Renderer,
) -> String {
    let Some(text) = text else {
        let head = Group::with_title(title).elements(messages);
        return indented(&renderer.render(&[head]), 1) + "\n";
    };
    let origin = Origin::path(printable(&text.source.name));
    let Some(at) = location else {
        let head = title.element(origin).elements(messages);
        return indented(&renderer.render(&[head]), 1) + "\n";
    };
    // A snippet prints the columns of its own text, but those of the uncut line are wanted.
    // So the origin is printed by itself.
    let head = title.element(origin.line(at.line).char_column(at.column));
    let head = indented(&renderer.render(&[head]), at.line.to_string().len());
    let excerpt = excerpt(text.lines.line(at.line), at.column);
    let snippet = Snippet::source(excerpt.text)
        .line_start(at.line)
        .annotation(AnnotationKind::Primary.span(excerpt.span));
    let body = Group::with_level(level.clone())
        .element(snippet)
        .elements(messages);
    format!("{head}\n{}\n", renderer.render(&[body]))
}

/// Moves all lines but the first to the right, past where a snippet has its line numbers.
fn indented(text: &str, width: usize) -> String {
    text.replace('\n', &format!("\n{:width$}", ""))
}

fn accepted<'a>(diagnostics: &Diagnostics, sources: &Sources<'_>) -> Option<Title<'a>> {
    let count = diagnostics.accepted_count();
    let config = sources.config.map_or("the config", |config| &config.name);
    let config = printable(config);
    let text = format!(
        "{} accepted by [[allow]] in {config}",
        counted(count, "finding")
    );
    (count > 0).then(|| Level::NOTE.primary_title(text))
}

fn summary<'a>(diagnostics: &Diagnostics) -> Option<Title<'a>> {
    let (errors, warnings) = (diagnostics.error_count(), diagnostics.warning_count());
    let (severity, text) = match (errors, warnings) {
        (0, 0) => return None,
        (0, _) => (Severity::Warning, counted(warnings, "warning")),
        (_, 0) => (Severity::Error, counted(errors, "error")),
        (_, _) => {
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            (Severity::Error, format!("{errors}, {warnings}"))
        }
    };
    Some(level(severity).primary_title(text))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests;
