//! The command line, as clap reads it. Its help texts are the user's first documentation.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The project's commands.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// The command to run.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates a Rust crate from the component schemas of an OpenAPI document
    ///
    /// Without --spec: reads spec/codegen.toml, the document that it names, and
    /// spec/names.lock; writes generated/. Exit status: 0 fine, 1 drift or denied
    /// findings, 2 usage or document error, 3 I/O refused or failed.
    Codegen(CodegenArgs),

    /// Tries every document in a folder: does it generate, how big, how fast
    ///
    /// Prints a Markdown table. A document with an error is a row that says so. Nothing is written;
    /// with --check, into a temporary folder that goes away. Exit status: 0, or 1 with --deny warnings.
    Corpus(CorpusArgs),

    /// Tells what changed for users since a revision or another document: on the wire, and in the crate
    ///
    /// With --deny warnings the exit status is 1 where a change breaks someone. Nothing is written.
    Diff(DiffArgs),

    /// Tells where a schema went and why: its type, the places merged into it, its name, its union
    ///
    /// Of two types or pointers it tells why they are not one type. Nothing is written.
    Explain(ExplainArgs),

    /// Reports what is wrong with an OpenAPI document, and writes nothing
    Lint(LintArgs),
}

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The document to compare with, or a git revision of the document, its config and names.lock
    #[arg(long, value_name = "REVISION|FILE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) base: String,

    /// The OpenAPI document, YAML or JSON [default: the one that spec/codegen.toml names]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,

    /// The settings; names.lock lies beside them
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) config: Option<PathBuf>,

    /// How the changes are told, on stdout
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "markdown")]
    pub(crate) format: DiffFormat,

    /// How findings are told.
    #[command(flatten)]
    pub(crate) findings: FindingsArgs,
}

/// How changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Tables, for people and pull requests.
    Markdown,
    /// One object.
    Json,
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A type, a component, or the JSON Pointer of a schema: PushEvent, push_event,
    /// '#/components/schemas/push_event', 'models/pet.yaml#/Pet'; two of them are compared
    #[arg(value_name = "TYPE|POINTER", required = true, num_args = 1..=2)]
    pub(crate) subjects: Vec<String>,

    /// Draw the types around one: who holds it, and what it holds
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    pub(crate) graph: Option<Language>,

    /// How many steps away the types are that are drawn
    #[arg(long, value_name = "N", default_value_t = 1, requires = "graph")]
    pub(crate) depth: usize,

    /// The OpenAPI document, YAML or JSON [default: the one that spec/codegen.toml names]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,

    /// The settings; names.lock lies beside them
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) config: Option<PathBuf>,

    /// How findings are told. The explanation goes to stdout: as text, or as one JSON object.
    #[command(flatten)]
    pub(crate) findings: FindingsArgs,
}

/// The language of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// A flowchart of Mermaid, which GitHub shows in Markdown.
    Mermaid,
    /// A digraph of Graphviz.
    Dot,
}

/// The arguments of `corpus`.
#[derive(Debug, Args)]
pub(crate) struct CorpusArgs {
    /// The folder
    pub(crate) dir: PathBuf,

    /// Run `cargo check` on each crate, too: how long, how much memory, how many warnings
    #[arg(long)]
    pub(crate) check: bool,

    /// The settings for all of them, such as `roots = "all"`
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Fail where a document has findings, can't be generated, or has a crate that rustc warns about
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) deny: Option<Deny>,

    /// DIR is one document: describe it in this process
    #[arg(long, hide = true)]
    pub(crate) one: bool,

    /// Where the crate of that document goes
    #[arg(long, hide = true, requires = "one")]
    pub(crate) into: Option<PathBuf>,

    /// human, github: a Markdown table; json: one object a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    pub(crate) message_format: MessageFormat,
}

/// The arguments of `lint`.
#[derive(Debug, Args)]
pub(crate) struct LintArgs {
    /// The OpenAPI document, YAML or JSON [default: the one that spec/codegen.toml names]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,

    /// The settings
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) config: Option<PathBuf>,

    /// How findings are told.
    #[command(flatten)]
    pub(crate) findings: FindingsArgs,
}

/// The arguments of `codegen`.
#[derive(Debug, Args)]
pub(crate) struct CodegenArgs {
    /// Write nothing; fail when the output is not what would be written
    #[arg(long)]
    pub(crate) check: bool,

    /// Fail, and write nothing, where a name that the lock keeps would be added, changed or retired
    #[arg(long)]
    pub(crate) locked: bool,

    /// The OpenAPI document, YAML or JSON
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Option<PathBuf>,

    /// The folder that becomes the generated crate
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,

    /// The generated package's name [default: DIR's name in snake_case]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) crate_name: Option<String>,

    /// The settings; names.lock lies beside them
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) config: Option<PathBuf>,

    /// How findings are told.
    #[command(flatten)]
    pub(crate) findings: FindingsArgs,

    /// Print how long each stage took
    #[arg(long)]
    pub(crate) timings: bool,
}

/// The arguments about findings, which all commands share.
#[derive(Debug, Args)]
pub(crate) struct FindingsArgs {
    /// human: on stderr; json: one object a line on stdout; github: workflow commands on stdout
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    pub(crate) message_format: MessageFormat,

    /// Fail, and write nothing, on findings that are not accepted in the config
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) deny: Option<Deny>,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Like rustc's, on stderr.
    Human,
    /// One object a line, on stdout.
    Json,
    /// GitHub's workflow commands, on stdout.
    Github,
}

/// What makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Findings that are no errors.
    Warnings,
}
