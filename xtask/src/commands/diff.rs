//! `cargo xtask diff`: what changed for users between two versions of a document.

mod annotations;
mod markdown;

use crate::cli::{Deny, DiffArgs, DiffFormat, MessageFormat};
use crate::failure::{Failure, Status};
use crate::git::{Revision, RevisionFolder};
use crate::inputs::Inputs;
use crate::places::Places;
use crate::report::{Report, to_stdout};
use crate::terminal::printable_lines;
use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::diff::diff;
use codegen::reader::SourceText;
use codegen::{Plan, Request, Workspace, plan};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Runs the command and says how it ended.
pub(crate) fn run(args: &DiffArgs) -> Status {
    let report = Report::new(args.findings.message_format);
    compare(args, report).unwrap_or_else(|failure| {
        report.failure(&failure);
        failure.status
    })
}

fn compare(args: &DiffArgs, report: Report) -> Result<Status, Failure> {
    let places = Places::to_read(args.spec.as_deref(), args.config.as_deref())?;
    let denies = args.findings.deny == Some(Deny::Warnings);
    let mut diagnostics = Diagnostics::default();
    let mut inputs = Inputs::default();
    let config = inputs.read(&places, &mut diagnostics)?;
    let request = config.and_then(|it| inputs.request(it));
    let new = request.and_then(|it| planned(it, &mut diagnostics));
    // Warnings are `lint`'s to tell, unless they end the run.
    let is_denied = denies && diagnostics.warning_count() > 0;
    if diagnostics.has_errors() || is_denied {
        report.diagnostics(&diagnostics, &inputs.sources());
    }
    let Some(new) = new else {
        return Ok(Status::BadInput);
    };
    let Some(old) = base(args, &places, report)? else {
        return Ok(Status::BadInput);
    };
    let diff = diff((&old.0, &old.1), (&new.0, &new.1));
    match args.format {
        DiffFormat::Markdown => to_stdout(&printable_lines(&markdown::markdown(&diff))),
        // Texts, flags and lists: serializing them can't fail.
        DiffFormat::Json => to_stdout(&serde_json::to_string(&diff).unwrap_or_default()),
    }
    if args.findings.message_format == MessageFormat::Github {
        let level = if denies { "error" } else { "warning" };
        to_stdout(&annotations::annotations(&diff, &new.1, level));
    }
    Ok(match is_denied || (denies && diff.is_breaking()) {
        true => Status::Findings,
        false => Status::Fine,
    })
}

fn planned(request: Request, diagnostics: &mut Diagnostics) -> Option<(Plan, Request)> {
    let plan = plan(&request, diagnostics, &mut |_| {})?;
    diagnostics.accept(&request.config.allow);
    (!diagnostics.has_errors()).then_some((plan, request))
}

/// The version to compare with. `None` when it has errors, which are told.
fn base(
    args: &DiffArgs,
    places: &Places,
    report: Report,
) -> Result<Option<(Plan, Request)>, Failure> {
    let mut diagnostics = Diagnostics::default();
    let path = Path::new(&args.base);
    let (request, inputs) = match path.is_file() {
        true => of_file(path, places, &mut diagnostics)?,
        false => of_revision(args, places, &mut diagnostics)?,
    };
    let planned = request.and_then(|it| planned(it, &mut diagnostics));
    if planned.is_none() {
        report.diagnostics(&diagnostics, &inputs.sources());
    }
    Ok(planned)
}

/// Another document with the same settings and names.
fn of_file(
    path: &Path,
    places: &Places,
    diagnostics: &mut Diagnostics,
) -> Result<(Option<Request>, Inputs), Failure> {
    let places = Places {
        document: Some(path.to_owned()),
        config: places.config.clone(),
        target: places.target.clone(),
    };
    let mut inputs = Inputs::default();
    let config = inputs.read(&places, diagnostics)?;
    let request = config.and_then(|it| inputs.request(it));
    Ok((request, inputs))
}

/// The document, its settings and its names as they were in a revision.
fn of_revision(
    args: &DiffArgs,
    places: &Places,
    diagnostics: &mut Diagnostics,
) -> Result<(Option<Request>, Inputs), Failure> {
    let beside = args.spec.as_ref().or(places.config.as_ref());
    let folder = beside.and_then(|it| it.parent());
    let folder = folder.filter(|it| !it.as_os_str().is_empty());
    let revision = Revision::find(&args.base, folder.unwrap_or(Path::new(".")))?;
    let mut inputs = Inputs::default();
    let config = match &places.config {
        Some(path) => {
            inputs.config = Some(there(&revision, path)?);
            let source = inputs.config.as_ref();
            source.and_then(|it| Config::parse(it, diagnostics))
        }
        None => Some(Config::default()),
    };
    let Some(config) = config else {
        return Ok((None, inputs));
    };
    let document = document_path(args, places, &config);
    let document = document.ok_or_else(|| {
        Failure::bad_input(
            format!("the config of {} names no document", args.base),
            "compare with another revision, or name a document with --spec",
        )
    })?;
    inputs.document = Some(there(&revision, &document)?);
    if let Some(path) = &places.target.names_lock {
        inputs.names_lock = revision.read(path)?;
    }
    let request = inputs.document.clone().map(|source| Request {
        document: source,
        folder: Arc::new(RevisionFolder::of(&revision, &document)),
        config,
        config_source: inputs.config.clone(),
        lock: inputs.names_lock.clone(),
        crate_name: String::new(),
        workspace: Workspace::Own,
    });
    Ok((request, inputs))
}

fn document_path(args: &DiffArgs, places: &Places, config: &Config) -> Option<PathBuf> {
    let named = config.document.as_deref().zip(places.config.as_deref());
    let named = named.map(|(name, config)| config.with_file_name(name));
    args.spec.clone().or(named)
}

fn there(revision: &Revision, path: &Path) -> Result<SourceText, Failure> {
    revision.read(path)?.ok_or_else(|| {
        Failure::bad_input(
            format!("{} is not there", revision.shown(path)),
            "compare with a revision that has it, or with a file",
        )
    })
}
