//! Accepting findings: `[[allow]]` entries mark warnings, and entries without use become warnings.

use super::{Code, Diagnostic, Diagnostics, File, Place, Severity};
use crate::pointer::Pointer;

/// One `[[allow]]` entry of the config.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The code of the finding in kebab-case.
    pub code: String,
    /// The place of the finding, as a JSON Pointer with or without `#`.
    pub pointer: String,
    /// Why it is accepted.
    pub reason: String,
    /// The line of the entry in the config, counted from 1.
    pub line: usize,
}

impl Diagnostics {
    /// Marks the warnings with the same code and the same pointer into the document as accepted.
    ///
    /// An entry that marks nothing is reported as [`Code::UnusedAllow`] at its line: nothing of
    /// the kind occurs, an earlier entry already accepts it, or it is an error, which can't be
    /// accepted. Call this once, after all other findings are in.
    pub fn accept(&mut self, allows: &[Allow]) {
        for allow in allows {
            let target = Code::parse(&allow.code).zip(Pointer::parse(&allow.pointer));
            let mut used = false;
            if let Some((code, pointer)) = target {
                let place = Place::Document(pointer);
                for finding in self.findings.iter_mut() {
                    if finding.accepted.is_none() && is_warning(finding, code, &place) {
                        finding.accepted = Some(allow.reason.clone());
                        used = true;
                    }
                }
            }
            if !used {
                self.report_unused(allow);
            }
        }
    }

    fn report_unused(&mut self, allow: &Allow) {
        let place = Place::Position {
            file: File::Config,
            line: allow.line,
            column: 1,
        };
        let Allow { code, pointer, .. } = allow;
        match (
            Code::parse(code).map(Code::severity),
            Pointer::parse(pointer),
        ) {
            (None, _) => self
                .report(
                    Code::UnusedAllow,
                    place,
                    format!("there is no finding `{code}`"),
                )
                .help("write the code that the finding shows in brackets"),
            (Some(_), None) => self
                .report(
                    Code::UnusedAllow,
                    place,
                    format!("`{pointer}` is no JSON Pointer"),
                )
                .help("write the pointer as `#/components/schemas/Name`"),
            (Some(Severity::Error), Some(_)) => self
                .report(
                    Code::UnusedAllow,
                    place,
                    format!("`{code}` can't be accepted"),
                )
                .help("only warnings can; errors need a change of the document"),
            (Some(Severity::Warning), Some(_)) => self
                .report(
                    Code::UnusedAllow,
                    place,
                    format!("`{code}` doesn't occur at {pointer}"),
                )
                .help("remove the entry"),
        };
    }
}

fn is_warning(finding: &Diagnostic, code: Code, place: &Place) -> bool {
    finding.severity() == Severity::Warning && finding.code == code && finding.place == *place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allow(code: Code, pointer: &str) -> Allow {
        Allow {
            code: code.as_str().to_owned(),
            pointer: pointer.to_owned(),
            reason: "known".to_owned(),
            line: 7,
        }
    }

    fn check(code: Code, allows: &[Allow], accepted: usize, unused: Option<&str>) {
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(code, Pointer::root().key("a b"), "finding");
        diagnostics.accept(allows);
        assert_eq!(diagnostics.accepted_count(), accepted);
        let message = diagnostics
            .iter()
            .find(|d| d.code == Code::UnusedAllow)
            .map(|d| d.message.as_str());
        assert_eq!(message, unused);
    }

    #[test]
    fn a_warning_is_accepted_by_code_and_pointer_in_either_notation() {
        for pointer in ["/a b", "#/a%20b", "#/a b"] {
            check(
                Code::UnknownFormat,
                &[allow(Code::UnknownFormat, pointer)],
                1,
                None,
            );
        }
    }

    #[test]
    fn an_accepted_warning_keeps_the_reason_and_is_not_counted() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(Code::UnknownFormat, Pointer::root(), "finding");
        diagnostics.accept(&[allow(Code::UnknownFormat, "#")]);
        assert_eq!(diagnostics.warning_count(), 0);
        assert_eq!(
            diagnostics.iter().next().unwrap().accepted.as_deref(),
            Some("known")
        );
    }

    #[test]
    fn an_entry_for_another_place_is_unused_at_its_line() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.accept(&[allow(Code::UnknownFormat, "#/c")]);
        let finding = diagnostics.iter().next().unwrap();
        assert_eq!(finding.message, "`unknown-format` doesn't occur at #/c");
        let line_7 = Place::Position {
            file: File::Config,
            line: 7,
            column: 1,
        };
        assert_eq!(finding.place, line_7);
    }

    #[test]
    fn a_second_entry_for_the_same_finding_is_unused() {
        let twice = [
            allow(Code::UnknownFormat, "/a b"),
            allow(Code::UnknownFormat, "/a b"),
        ];
        let message = "`unknown-format` doesn't occur at /a b";
        check(Code::UnknownFormat, &twice, 1, Some(message));
    }

    #[test]
    fn an_error_is_not_accepted() {
        let message = "`invalid-schema` can't be accepted";
        check(
            Code::InvalidSchema,
            &[allow(Code::InvalidSchema, "/a b")],
            0,
            Some(message),
        );
    }

    #[test]
    fn an_unknown_code_or_a_bad_pointer_says_so() {
        let unknown = Allow {
            code: "typo".to_owned(),
            ..allow(Code::UnknownFormat, "/a b")
        };
        check(
            Code::UnknownFormat,
            &[unknown],
            0,
            Some("there is no finding `typo`"),
        );
        let crooked = [allow(Code::UnknownFormat, "a b")];
        check(
            Code::UnknownFormat,
            &crooked,
            0,
            Some("`a b` is no JSON Pointer"),
        );
    }
}
