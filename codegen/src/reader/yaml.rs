//! Loads YAML: the part of it that has a JSON meaning, with every bound of the tree.

use super::bounds::{Budget, Load, MAX_DEPTH, MergeKeys, Refusal};
use super::flow::too_deep;
use super::locate::{from_yaml_position, occurrences};
use super::tree::Seed;
use super::{Lines, Location, Problem, Syntax};
use crate::diagnostics::Code;
use crate::raw::Raw;
use serde::de::DeserializeSeed;

/// The tree of a YAML text.
///
/// Plain scalars are read as YAML 1.2 has it: `no`, `on`, `014` and `1_000` are strings, keys are
/// strings as they are written. Tags with `!`, merge keys and a second document are refused.
pub(super) fn parse(text: &str, budget: &Budget) -> Result<Raw, Problem> {
    let load = Load::new(budget, text.len(), MergeKeys::Refuse);
    if let Some(offset) = too_deep(text) {
        return Err(Problem {
            at: Some(Lines::new(text).location(offset)),
            ..refused(text, &load, Refusal::TooDeep)
        });
    }
    Seed::new(&load)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| problem(text, &load, &error))
}

fn problem(text: &str, load: &Load<'_>, error: &serde_yaml::Error) -> Problem {
    let at = error
        .location()
        .map(|at| from_yaml_position(text, at.line(), at.column()));
    let problem = match load.refusal() {
        Some(refusal) => refused(text, load, refusal),
        None => malformed(text, error),
    };
    Problem {
        at: problem.at.or(at),
        ..problem
    }
}

fn refused(text: &str, load: &Load<'_>, refusal: Refusal) -> Problem {
    let (code, message, help) = match refusal {
        Refusal::DuplicateKey(key) => {
            let first = occurrences(text, Syntax::Yaml, &load.place())
                .into_iter()
                .next();
            return Problem {
                related: first.map(|first| (first, "first given here")),
                ..Problem::new(
                    Code::DuplicateKey,
                    format!("the key `{key}` is given twice"),
                )
            };
        }
        Refusal::TooDeep => (
            Code::DocumentTooLarge,
            format!("mappings and sequences nest more than {MAX_DEPTH} levels deep"),
            "an alias that contains itself nests without end",
        ),
        Refusal::TooLarge => (
            Code::DocumentTooLarge,
            "the document grows far beyond its text when its aliases are written out".to_owned(),
            "use `$ref` instead of YAML anchors and aliases",
        ),
        Refusal::Tag(tag) => (
            Code::MalformedDocument,
            format!("the YAML tag `!{tag}` is not supported"),
            "remove the tag: a document holds JSON values only",
        ),
        Refusal::MergeKey => (
            Code::MalformedDocument,
            "the YAML merge key `<<` is not supported".to_owned(),
            "write the members out, or combine schemas with `allOf`",
        ),
        Refusal::NotFinite => (
            Code::MalformedDocument,
            "`.inf` and `.nan` are not supported".to_owned(),
            "JSON has no such number; a bound that is infinite can be left out",
        ),
    };
    Problem {
        help: Some(help),
        ..Problem::new(code, message)
    }
}

fn malformed(text: &str, error: &serde_yaml::Error) -> Problem {
    let message = error.to_string();
    // The only error without a position whose position we can tell.
    if message.contains("more than one document") {
        return Problem {
            at: second_document(text),
            help: Some("keep one document in the file"),
            ..Problem::new(
                Code::MalformedDocument,
                "the file holds several YAML documents",
            )
        };
    }
    let message = match error.location() {
        Some(at) => {
            let place = format!(" at line {} column {}", at.line(), at.column());
            message.replacen(&place, "", 1)
        }
        None => message,
    };
    Problem::new(Code::MalformedDocument, message)
}

/// The line `---` that begins the second document. At the start of a line it is a marker
/// wherever it stands, even within a block scalar.
fn second_document(text: &str) -> Option<Location> {
    let is_marker = |line: &str| {
        line.starts_with("---") && !line[3..].starts_with(|c: char| !c.is_whitespace())
    };
    let is_content = |line: &str| !line.trim().is_empty() && !line.starts_with(['#', '%']);
    let first = text.lines().position(is_content)?;
    let second = text.lines().skip(first + 1).position(is_marker)?;
    Some(Location {
        line: first + second + 2,
        column: 1,
    })
}

#[cfg(test)]
mod tests;
