//! Findings for programs: one JSON object per line.

use super::render::Sources;
use super::resolve::Resolver;
use super::text::printable_json;
use super::{Diagnostic, Diagnostics, Place, Severity};
use serde::Serialize;

/// A finding as it is written.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
    help: Option<&'a str>,
    reason: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: At<'a>,
}

#[derive(Serialize)]
struct At<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    pointer: Option<String>,
}

/// All findings, accepted ones too, as one JSON object per line, in the order of reporting.
///
/// `level` is `error`, `warning` or `accepted`, the latter with its `reason`. `line` and `column`
/// count from 1, columns in characters; they and `file` are `null` where unknown. `pointer` is a
/// URI fragment, `#/components/…`. The text is as it was reported: only JSON escapes are used.
pub fn json(diagnostics: &Diagnostics, sources: &Sources<'_>) -> String {
    let resolver = Resolver::new(diagnostics, sources, |_| true);
    let mut output = String::new();
    for finding in diagnostics {
        let line = serde_json::to_string(&line(finding, &resolver));
        // Strings, numbers and null only: serializing them can't fail.
        output.push_str(&printable_json(&line.unwrap_or_default()));
        output.push('\n');
    }
    output
}

fn line<'a>(finding: &'a Diagnostic, resolver: &'a Resolver<'_>) -> Line<'a> {
    Line {
        code: finding.code.as_str(),
        level: match (&finding.accepted, finding.severity()) {
            (Some(_), _) => "accepted",
            (None, Severity::Error) => "error",
            (None, Severity::Warning) => "warning",
        },
        message: &finding.message,
        place: at(&finding.place, resolver),
        help: finding.help.as_deref(),
        reason: finding.accepted.as_deref(),
        related: finding
            .related
            .iter()
            .map(|(place, message)| Related {
                message,
                place: at(place, resolver),
            })
            .collect(),
    }
}

fn at<'a>(place: &Place, resolver: &'a Resolver<'_>) -> At<'a> {
    let (text, location) = resolver.resolve(place);
    At {
        file: text.map(|text| text.source.name.as_str()),
        line: location.map(|at| at.line),
        column: location.map(|at| at.column),
        pointer: match place {
            Place::Document(pointer) => Some(pointer.to_string()),
            Place::Position { .. } | Place::Beside { .. } | Place::File(_) => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Allow, Code};
    use crate::pointer::Pointer;
    use crate::reader::SourceText;

    #[test]
    fn each_finding_is_one_line_with_its_place() {
        let source = SourceText::new("api.yaml", "a: 1\nb: 2\n");
        let sources = Sources {
            document: Some(&source),
            ..Sources::default()
        };
        let mut diagnostics = Diagnostics::new();
        diagnostics
            .report(
                Code::UnknownFormat,
                Pointer::root().key("b"),
                "two\nlines\u{202e}",
            )
            .related(Pointer::root().key("a"), "see")
            .help("do");
        let expected = concat!(
            r#"{"code":"unknown-format","level":"warning","message":"two\nlines\u202e","#,
            r##""file":"api.yaml","line":2,"column":1,"pointer":"#/b","help":"do","##,
            r#""reason":null,"related":[{"message":"see","#,
            r##""file":"api.yaml","line":1,"column":1,"pointer":"#/a"}]}"##,
            "\n"
        );
        assert_eq!(json(&diagnostics, &sources), expected);
    }

    #[test]
    fn accepted_findings_are_there_with_their_reason() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(Code::UnknownFormat, Pointer::root(), "m");
        diagnostics.accept(&[Allow {
            code: "unknown-format".to_owned(),
            pointer: "#".to_owned(),
            reason: "why".to_owned(),
            line: 1,
        }]);
        let line = json(&diagnostics, &Sources::default());
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (&value["level"], &value["reason"]),
            (&"accepted".into(), &"why".into())
        );
        assert!(value["file"].is_null() && value["line"].is_null());
    }
}
