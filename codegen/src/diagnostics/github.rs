//! Findings for GitHub: one workflow command per finding, shown beside the line it is about.

use super::render::Sources;
use super::resolve::Resolver;
use super::{Diagnostic, Diagnostics, Severity, printable};

/// The findings that aren't accepted as workflow commands, in the order of reporting, each with
/// its related places and its help on further lines.
///
/// `::warning file=api.yaml,line=4,col=9,title=unknown-format::…`
pub fn github(diagnostics: &Diagnostics, sources: &Sources<'_>) -> String {
    let is_shown = |finding: &Diagnostic| finding.accepted.is_none();
    let resolver = Resolver::new(diagnostics, sources, is_shown);
    let shown = diagnostics.iter().filter(|it| is_shown(it));
    shown
        .map(|finding| command(finding, &resolver) + "\n")
        .collect()
}

fn command(finding: &Diagnostic, resolver: &Resolver<'_>) -> String {
    let (text, location) = resolver.resolve(&finding.place);
    let place = text.map(|text| Spot {
        file: &text.source.name,
        position: location.map(|at| (at.line, at.column)),
    });
    let mut message = finding.message.clone();
    for (place, note) in &finding.related {
        let (text, location) = resolver.resolve(place);
        message.push_str(&format!("\nnote: {note}"));
        if let (Some(text), Some(at)) = (text, location) {
            let (line, column) = (at.line, at.column);
            message.push_str(&format!(" ({}:{line}:{column})", text.source.name));
        }
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let level = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    workflow_command(level, place, finding.code.as_str(), &message)
}

/// Where a workflow command points to.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The file, as a path from the repository's root.
    pub file: &'a str,
    /// Line and column, counted from 1.
    pub position: Option<(usize, usize)>,
}

/// A command of GitHub's workflows, without a line end; whatever stands in the texts ends neither
/// a property nor the command. `level` is `error`, `warning` or `notice`.
///
/// ```
/// use codegen::diagnostics::render::{Spot, workflow_command};
///
/// let spot = Spot { file: "a,b.yaml", position: Some((1, 2)) };
/// let command = workflow_command("error", Some(spot), "io", "100 %\nof it");
/// assert_eq!(command, "::error file=a%2Cb.yaml,line=1,col=2,title=io::100 %25%0Aof it");
/// ```
pub fn workflow_command(level: &str, spot: Option<Spot<'_>>, title: &str, message: &str) -> String {
    let mut place = String::new();
    if let Some(spot) = spot {
        place = format!("file={},", property(spot.file));
        if let Some((line, column)) = spot.position {
            place.push_str(&format!("line={line},col={column},"));
        }
    }
    let lines: Vec<_> = message.split('\n').map(printable).collect();
    let message = lines.join("\n").replace('%', "%25").replace('\n', "%0A");
    format!("::{level} {place}title={}::{message}", property(title))
}

fn property(text: &str) -> String {
    let text = printable(text).replace('%', "%25");
    text.replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Allow, Code};
    use crate::pointer::Pointer;
    use crate::reader::SourceText;

    #[test]
    fn a_finding_is_one_line_with_its_place_and_its_help() {
        let source = SourceText::new("a:b.yaml", "a: 1\nb: 2\n");
        let sources = Sources {
            document: Some(&source),
            ..Sources::default()
        };
        let mut diagnostics = Diagnostics::new();
        let place = Pointer::root().key("b");
        diagnostics
            .report(Code::UnknownFormat, place, "50%\n::error::x\r")
            .related(Pointer::root().key("a"), "see")
            .help("do");
        let expected = "::warning file=a%3Ab.yaml,line=2,col=1,title=unknown-format::\
            50%25%0A::error::x\\u{d}%0Anote: see (a:b.yaml:1:1)%0Ahelp: do\n";
        assert_eq!(github(&diagnostics, &sources), expected);
    }

    #[test]
    fn accepted_findings_are_left_out_and_errors_say_so() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(Code::UnknownFormat, Pointer::root(), "m");
        diagnostics.accept(&[Allow {
            code: "unknown-format".to_owned(),
            pointer: "#".to_owned(),
            reason: "why".to_owned(),
            line: 1,
        }]);
        diagnostics.report(Code::NotOpenApi, Pointer::root(), "m");
        let text = github(&diagnostics, &Sources::default());
        assert_eq!(text, "::error title=not-openapi::m\n");
    }
}
