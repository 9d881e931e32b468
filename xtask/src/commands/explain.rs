//! `cargo xtask explain`: where a schema went and why, as text, as JSON or as a drawing.

mod draw;
mod text;

use crate::cli::{Deny, ExplainArgs, MessageFormat};
use crate::failure::{Failure, Status};
use crate::inputs::Inputs;
use crate::places::Places;
use crate::report::{Report, to_stdout};
use crate::terminal::printable_lines;
use codegen::diagnostics::{Diagnostics, printable};
use codegen::explain::{Explainer, Subject, Unknown};
use codegen::{Plan, Request, plan};
use serde_json::to_string;

/// Runs the command and says how it ended.
pub(crate) fn run(args: &ExplainArgs) -> Status {
    let report = Report::new(args.findings.message_format);
    explain(args, report).unwrap_or_else(|failure| {
        report.failure(&failure);
        failure.status
    })
}

fn explain(args: &ExplainArgs, report: Report) -> Result<Status, Failure> {
    if args.graph.is_some() && args.subjects.len() > 1 {
        return Err(Failure::bad_input(
            "--graph draws what is around one type, but two are given",
            "name one of them",
        ));
    }
    let places = Places::to_read(args.spec.as_deref(), args.config.as_deref())?;
    let mut diagnostics = Diagnostics::default();
    let mut inputs = Inputs::default();
    let config = inputs.read(&places, &mut diagnostics)?;
    let request = config.and_then(|it| inputs.request(it));
    let planned = request.and_then(|request| {
        let plan = plan(&request, &mut diagnostics, &mut |_| {})?;
        diagnostics.accept(&request.config.allow);
        Some((plan, request))
    });
    let is_denied = args.findings.deny == Some(Deny::Warnings) && diagnostics.warning_count() > 0;
    // Warnings are `lint`'s to tell, unless they end the run.
    if diagnostics.has_errors() || is_denied {
        report.diagnostics(&diagnostics, &inputs.sources());
    }
    let Some((plan, request)) = planned.filter(|_| !diagnostics.has_errors()) else {
        return Ok(Status::BadInput);
    };
    if is_denied {
        return Ok(Status::Findings);
    }
    answer(args, &plan, &request)?;
    Ok(Status::Fine)
}

/// Prints what was asked for.
fn answer(args: &ExplainArgs, plan: &Plan, request: &Request) -> Result<(), Failure> {
    let explainer = Explainer::new(plan, request);
    let found = args.subjects.iter().map(|it| explainer.find(it));
    let found: Result<Vec<Subject>, Unknown> = found.collect();
    let format = args.findings.message_format;
    match found.map_err(unknown)?.as_slice() {
        [left, right] => {
            let comparison = explainer.compare(*left, *right);
            let names = args.subjects.iter().map(String::as_str);
            let names: Vec<&str> = names.collect();
            print(
                format,
                to_string(&comparison),
                &text::comparison(&comparison, &names),
            );
        }
        [subject] => match args.graph {
            Some(language) => {
                let graph = explainer.graph(*subject, args.depth);
                if graph.nodes.is_empty() {
                    return Err(Failure::bad_input(
                        "a type without a name can't be drawn",
                        "name a type, or a schema that became a struct or an enum",
                    ));
                }
                print(format, to_string(&graph), &draw::draw(&graph, language));
            }
            None => {
                let explanation = explainer.explain(*subject);
                print(
                    format,
                    to_string(&explanation),
                    &text::explanation(&explanation),
                );
            }
        },
        _ => {}
    }
    Ok(())
}

fn print(format: MessageFormat, json: serde_json::Result<String>, text: &str) {
    match format {
        MessageFormat::Human | MessageFormat::Github => to_stdout(&printable_lines(text)),
        MessageFormat::Json => {
            // Texts, numbers and lists: serializing them can't fail.
            to_stdout(&json.unwrap_or_default());
        }
    }
}

fn unknown(unknown: Unknown) -> Failure {
    let suggestions: Vec<String> = unknown
        .suggestions
        .iter()
        .map(|it| format!("`{}`", printable(it)))
        .collect();
    let help = match suggestions.as_slice() {
        [] => "schema-map.json lists all types and schemas".to_owned(),
        _ => format!("did you mean {}?", suggestions.join(" or ")),
    };
    Failure::bad_input(unknown.message, help)
}
