//! What the user is told, and where: people on stderr, programs as JSON lines and GitHub as workflow
//! commands on stdout.

use crate::cli::MessageFormat;
use crate::failure::{Failure, Status};
use crate::output::{Drift, DriftKind};
use crate::progress::Progress;
use crate::terminal::printable_lines;
use codegen::diagnostics::Diagnostics;
use codegen::diagnostics::render::{self, Sources, Spot, workflow_command};
use serde_json::{Value, json};
use std::io::{self, IsTerminal as _, Write as _};

/// How many differing files are named.
const SHOWN: usize = 30;

/// Where messages go. A stream that is closed is no error: nobody listens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report {
    format: MessageFormat,
}

impl Report {
    /// Reports in a format.
    pub(crate) fn new(format: MessageFormat) -> Self {
        Self { format }
    }

    /// What is being done, for people only.
    pub(crate) fn progress(self) -> Progress {
        match self.format {
            MessageFormat::Human => Progress::on_terminal(),
            MessageFormat::Json | MessageFormat::Github => Progress::default(),
        }
    }

    /// The findings, with excerpts from the sources.
    pub(crate) fn diagnostics(self, diagnostics: &Diagnostics, sources: &Sources<'_>) {
        match self.format {
            MessageFormat::Human => {
                let color = io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
                to_stderr(&render::human(diagnostics, sources, color));
            }
            MessageFormat::Json => to_stdout(&render::json(diagnostics, sources)),
            MessageFormat::Github => to_stdout(&render::github(diagnostics, sources)),
        }
    }

    /// Why the run ended early.
    pub(crate) fn failure(self, failure: &Failure) {
        match self.format {
            MessageFormat::Human => to_stderr(&printable_lines(&format!("{failure}\n"))),
            MessageFormat::Json => line(&json!({
                "level": "error",
                "code": code(failure),
                "message": failure.message,
                "help": failure.help,
            })),
            MessageFormat::Github => {
                let message = format!("{}\nhelp: {}", failure.message, failure.help);
                to_stdout(&workflow_command("error", None, code(failure), &message));
            }
        }
    }

    /// How the output differs from what would be written.
    pub(crate) fn drift(self, drift: &Drift, help: &str) {
        match self.format {
            MessageFormat::Human => to_stderr(&printable_lines(&drift_text(drift, help))),
            MessageFormat::Json => {
                for entry in &drift.entries {
                    line(&json!({
                        "level": "error",
                        "code": "drift",
                        "message": format!("{} file: {}", entry.kind.word(), entry.path),
                        "change": entry.kind.word(),
                        "path": entry.path,
                        "help": help,
                    }));
                }
            }
            MessageFormat::Github => {
                for entry in &drift.entries {
                    let message =
                        format!("{} file: {}\nhelp: {help}", entry.kind.word(), entry.path);
                    let spot = Spot {
                        file: &entry.path,
                        position: None,
                    };
                    to_stdout(&workflow_command("error", Some(spot), "drift", &message));
                }
            }
        }
    }

    /// News for people only.
    pub(crate) fn note(self, text: &str) {
        match self.format {
            MessageFormat::Human => to_stderr(&printable_lines(&format!("{text}\n"))),
            MessageFormat::Json | MessageFormat::Github => {}
        }
    }

    /// What was asked for by an option of its own: told in every format.
    pub(crate) fn table(self, table: &str) {
        to_stderr(table);
    }
}

/// The code of a run that ended early.
fn code(failure: &Failure) -> &'static str {
    match failure.status {
        Status::Io => "io",
        Status::BadInput | Status::Findings | Status::Fine => "input",
    }
}

fn drift_text(drift: &Drift, help: &str) -> String {
    let count_of = |kind| {
        drift
            .entries
            .iter()
            .filter(|entry| entry.kind == kind)
            .count()
    };
    let counts: Vec<String> = [
        DriftKind::Unfinished,
        DriftKind::Changed,
        DriftKind::Missing,
        DriftKind::Extra,
    ]
    .into_iter()
    .map(|kind| (count_of(kind), kind.word()))
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    let mut text = format!(
        "error: the output is not what would be written: {}\n",
        counts.join(", ")
    );
    for entry in drift.entries.iter().take(SHOWN) {
        text += &format!("  {} file: {}\n", entry.kind.word(), entry.path);
    }
    if let Some(more @ 1..) = drift.entries.len().checked_sub(SHOWN) {
        text += &format!("  … {more} more files\n");
    }
    format!("{text}{}help: {help}\n", drift.diff)
}

fn line(value: &Value) {
    to_stdout(&value.to_string());
}

/// Ends with a line end, whether the text has one or not.
pub(crate) fn to_stdout(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(io::stdout().lock(), "{}", text.trim_end_matches('\n'));
    }
}

fn to_stderr(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(io::stderr().lock(), "{}", text.trim_end_matches('\n'));
    }
}
