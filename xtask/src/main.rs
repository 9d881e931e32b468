//! The project's commands: parses the command line, runs one, turns the end into an exit status.

mod cli;
mod commands;
mod failure;
mod folder;
mod git;
mod inputs;
mod output;
mod places;
mod progress;
mod report;
mod terminal;
mod timings;
mod workspace;

use clap::Parser as _;
use cli::{Cli, Command};
use failure::Status;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to stdout and is fine; anything else is a usage error.
            let _ = error.print();
            let status = if error.use_stderr() {
                Status::BadInput
            } else {
                Status::Fine
            };
            return status.into();
        }
    };
    let status = match cli.command {
        Command::Codegen(args) => commands::codegen::run(&args),
        Command::Corpus(args) => commands::corpus::run(&args),
        Command::Diff(args) => commands::diff::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Lint(args) => commands::lint::run(&args),
    };
    status.into()
}
