//! `cargo xtask lint`: the findings about a document, and nothing else.

use crate::cli::{Deny, LintArgs};
use crate::failure::{Failure, Status};
use crate::inputs::Inputs;
use crate::places::Places;
use crate::report::Report;
use codegen::diagnostics::Diagnostics;
use codegen::plan;

/// Runs the command and says how it ended.
pub(crate) fn run(args: &LintArgs) -> Status {
    let report = Report::new(args.findings.message_format);
    lint(args, report).unwrap_or_else(|failure| {
        report.failure(&failure);
        failure.status
    })
}

fn lint(args: &LintArgs, report: Report) -> Result<Status, Failure> {
    let places = Places::to_read(args.spec.as_deref(), args.config.as_deref())?;
    let mut diagnostics = Diagnostics::default();
    let mut inputs = Inputs::default();
    let config = inputs.read(&places, &mut diagnostics)?;
    if let Some(request) = config.and_then(|it| inputs.request(it)) {
        // Not after an error: stages that didn't run found nothing to accept.
        let progress = report.progress();
        if plan(&request, &mut diagnostics, &mut |it| progress.doing(it)).is_some() {
            diagnostics.accept(&request.config.allow);
        }
    }
    report.diagnostics(&diagnostics, &inputs.sources());
    if diagnostics.has_errors() {
        return Ok(Status::BadInput);
    }
    let warnings = diagnostics.warning_count();
    if args.findings.deny == Some(Deny::Warnings) && warnings > 0 {
        return Ok(Status::Findings);
    }
    if warnings == 0 {
        report.note("nothing to report");
    }
    Ok(Status::Fine)
}
