//! Where a run reads and writes: the project's own places, or those that the command line names.

use crate::cli::CodegenArgs;
use crate::failure::{Failure, Status};
use crate::output::Target;
use std::env;
use std::path::{Path, PathBuf};

/// The config of the project itself, relative to its root.
const PROJECT_CONFIG: &str = "spec/codegen.toml";

/// Where the project's own crate is generated, relative to its root.
const PROJECT_OUT: &str = "generated";

/// The lock of names, relative to the config's folder.
const NAMES_LOCK: &str = "names.lock";

/// The files and folders of one run.
#[derive(Debug)]
pub(crate) struct Places {
    /// The document, where the command line names it; else the config does.
    pub(crate) document: Option<PathBuf>,
    /// The config, if there is one.
    pub(crate) config: Option<PathBuf>,
    /// Where the output goes.
    pub(crate) target: Target,
}

impl Places {
    /// Finds the places of a run. Paths of the command line count from the
    /// current folder.
    pub(crate) fn of(args: &CodegenArgs) -> Result<Self, Failure> {
        match (&args.spec, &args.out) {
            (Some(document), Some(out)) => {
                let names = [Some(document), Some(out), args.config.as_ref()];
                if names
                    .into_iter()
                    .flatten()
                    .any(|name| name.as_os_str().is_empty())
                {
                    return Err(Failure::bad_input(
                        "--spec, --out or --config is empty",
                        "name a file or folder",
                    ));
                }
                Ok(Self {
                    document: Some(document.clone()),
                    config: args.config.clone(),
                    target: Target::new(out, args.config.as_deref().map(names_lock_beside)),
                })
            }
            _ => Self::of_project(),
        }
    }

    /// The places of a run that reads a document and writes nothing.
    pub(crate) fn to_read(spec: Option<&Path>, config: Option<&Path>) -> Result<Self, Failure> {
        let Some(document) = spec else {
            return Self::of_project();
        };
        let lock = config.map(names_lock_beside);
        Ok(Self {
            document: Some(document.to_owned()),
            config: config.map(Path::to_owned),
            target: Target::new(Path::new(PROJECT_OUT), lock),
        })
    }

    /// The places of one document among many: none of them has a lock of its own.
    pub(crate) fn of_corpus(document: &Path, config: Option<&Path>) -> Self {
        Self {
            document: Some(document.to_owned()),
            config: config.map(Path::to_owned),
            target: Target::new(Path::new(PROJECT_OUT), None),
        }
    }

    fn of_project() -> Result<Self, Failure> {
        let root = project_root()?;
        let config = root.join(PROJECT_CONFIG);
        Ok(Self {
            document: None,
            target: Target::new(&root.join(PROJECT_OUT), Some(names_lock_beside(&config))),
            config: Some(config),
        })
    }
}

fn names_lock_beside(config: &Path) -> PathBuf {
    config.with_file_name(NAMES_LOCK)
}

/// The folder above this package, which cargo names, or else the nearest one
/// from the current folder upward that has the config. Relative to the current
/// folder where it is that or below, for messages that are easy to read.
fn project_root() -> Result<PathBuf, Failure> {
    let current = env::current_dir()
        .map_err(|error| Failure::io("find", Path::new("the current folder"), &error))?;
    let is_root = |folder: &Path| folder.join(PROJECT_CONFIG).is_file();
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = package
        .as_deref()
        .and_then(Path::parent)
        .filter(|folder| is_root(folder))
        .or_else(|| current.ancestors().find(|folder| is_root(folder)));
    match root {
        Some(root) => Ok(root.strip_prefix(&current).unwrap_or(root).to_owned()),
        None => Err(Failure {
            status: Status::Io,
            message: format!("there is no {PROJECT_CONFIG} in the current folder or above"),
            help: "write one, or name a document with --spec (and for codegen a folder with --out)"
                .to_owned(),
        }),
    }
}
