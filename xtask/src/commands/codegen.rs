//! `cargo xtask codegen`: reads, generates, and writes or checks.

use crate::cli::{CodegenArgs, Deny};
use crate::failure::{Failure, Status};
use crate::inputs::Inputs;
use crate::output::{self, Wanted};
use crate::places::Places;
use crate::report::Report;
use crate::timings::Timings;
use crate::workspace::workspace_of;
use codegen::config::{Config, check_crate_name, default_crate_name};
use codegen::diagnostics::Diagnostics;
use codegen::{Generated, Request, generate};
use std::path::Path;
use std::sync::Arc;

/// Runs the command and says how it ended.
pub(crate) fn run(args: &CodegenArgs) -> Status {
    let report = Report::new(args.findings.message_format);
    let mut timings = Timings::default();
    let status = match codegen(args, report, &mut timings) {
        Ok(status) => status,
        Err(failure) => {
            report.failure(&failure);
            failure.status
        }
    };
    timings.end();
    if args.timings {
        report.table(&timings.to_string());
    }
    status
}

fn codegen(args: &CodegenArgs, report: Report, timings: &mut Timings) -> Result<Status, Failure> {
    timings.begin("read");
    if let Some(name) = &args.crate_name {
        check_given_name(name)?;
    }
    let places = Places::of(args)?;
    if !args.check {
        output::recover(&places.target)?;
    }
    let mut diagnostics = Diagnostics::default();
    let mut inputs = Inputs::default();
    let request = request(args, &places, &mut inputs, &mut diagnostics)?;
    let progress = report.progress();
    let generated = request.and_then(|request| {
        let generated = generate(&request, &mut diagnostics, &mut |stage| {
            timings.begin(stage);
            progress.doing(stage);
        })?;
        // Not after an error: stages that didn't run found nothing to accept.
        diagnostics.accept(&request.config.allow);
        Some(generated)
    });

    drop(progress);

    timings.begin("report");
    report.diagnostics(&diagnostics, &inputs.sources());
    let Some(generated) = generated.filter(|_| !diagnostics.has_errors()) else {
        return Ok(Status::BadInput);
    };
    let denied = match args.findings.deny {
        Some(Deny::Warnings) => diagnostics.warning_count(),
        None => 0,
    };
    if denied > 0 {
        report.note(&format!(
            "error: {}: nothing is written",
            counted(denied, "finding is denied", "findings are denied")
        ));
    }
    if args.locked && report_changed_names(report, &generated) {
        return Ok(Status::Findings);
    }
    if args.check {
        timings.begin("check");
        let status = check(args, report, &places, &generated)?;
        return Ok(if denied > 0 { Status::Findings } else { status });
    }
    if denied > 0 {
        return Ok(Status::Findings);
    }
    timings.begin("write");
    write(report, &places, &generated)?;
    Ok(Status::Fine)
}

/// Says which names would change, and whether there are any.
fn report_changed_names(report: Report, generated: &Generated) -> bool {
    let changes = generated.summary.name_changes.iter();
    let changed: Vec<_> = changes.filter(|it| it.kind.changes_a_name()).collect();
    if changed.is_empty() {
        return false;
    }
    for change in &changed {
        report.note(&change.text);
    }
    report.failure(&Failure {
        status: Status::Findings,
        message: format!(
            "{} would change, and --locked forbids it",
            counted(changed.len(), "name", "names")
        ),
        help: "run without --locked, and commit names.lock".to_owned(),
    });
    true
}

fn check_given_name(name: &str) -> Result<(), Failure> {
    check_crate_name(name).map_err(|fault| {
        Failure::bad_input(
            format!("--crate-name {name:?} {fault}"),
            format!("try {:?}", default_crate_name(name)),
        )
    })
}

/// Reads what a run depends on. `None` when the config is at fault.
fn request(
    args: &CodegenArgs,
    places: &Places,
    inputs: &mut Inputs,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Request>, Failure> {
    let config = inputs.read(places, diagnostics)?;
    let document = inputs.document.clone().zip(inputs.folder.clone());
    Ok(config
        .zip(document)
        .map(|(config, (document, folder))| Request {
            document,
            folder: Arc::new(folder),
            crate_name: crate_name(args, &config, &places.target.dir),
            config,
            config_source: inputs.config.clone(),
            lock: inputs.names_lock.clone(),
            workspace: workspace_of(&places.target.dir),
        }))
}

/// The command line's name, or the config's, or the folder's.
fn crate_name(args: &CodegenArgs, config: &Config, dir: &Path) -> String {
    let given = args.crate_name.as_ref().or(config.crate_name.as_ref());
    given.cloned().unwrap_or_else(|| {
        // `.` and `..` have no name of their own.
        let real = dir.canonicalize().unwrap_or_default();
        let name = dir.file_name().or(real.file_name()).unwrap_or_default();
        default_crate_name(&name.to_string_lossy())
    })
}

fn wanted(generated: &Generated) -> Wanted<'_> {
    Wanted {
        files: &generated.files,
        names_lock: &generated.lock,
    }
}

fn check(
    args: &CodegenArgs,
    report: Report,
    places: &Places,
    generated: &Generated,
) -> Result<Status, Failure> {
    let plan = output::plan(&places.target, wanted(generated))?;
    let Some(drift) = output::drift(&places.target, &plan) else {
        report.note(&format!("{} is up to date", folder(places)));
        return Ok(Status::Fine);
    };
    let help = match args.spec {
        None => "run `cargo xtask codegen`, and commit what it writes",
        Some(_) => "run the same command without --check",
    };
    report.drift(&drift, help);
    Ok(Status::Findings)
}

fn write(report: Report, places: &Places, generated: &Generated) -> Result<(), Failure> {
    let changed = output::write(&places.target, wanted(generated))?;
    let summary = &generated.summary;
    for change in &summary.name_changes {
        report.note(&change.text);
    }
    if !summary.left_out.is_empty() {
        report.note(&format!("left out: {}", summary.left_out.join(", ")));
    }
    let changes = match changed {
        0 => "nothing changed".to_owned(),
        _ => counted(changed, "file changed", "files changed"),
    };
    let uses = match summary.uses {
        0 => String::new(),
        uses => format!(
            " and {}",
            counted(uses, "schema of operations", "schemas of operations")
        ),
    };
    report.note(&format!(
        "generated {} for {}{uses} into {} ({changes})",
        counted(summary.types, "type", "types"),
        counted(summary.components, "component", "components"),
        folder(places),
    ));
    Ok(())
}

/// The output folder as messages name it: `"generated/"`.
fn folder(places: &Places) -> String {
    format!("{}/", places.target.dir.display())
}

/// So many of something: `1 type`, `2 types`.
fn counted(count: usize, one: &str, many: &str) -> String {
    let what = if count == 1 { one } else { many };
    format!("{count} {what}")
}
