//! The ways a command can end, and what the user is told when it ends early.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended. The numbers are the exit status and part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done.
    Fine = 0,
    /// Drift, or findings that were denied.
    Findings = 1,
    /// The command line, the config or the document is at fault.
    BadInput = 2,
    /// Something could not be read or written, or is not ours to overwrite.
    Io = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command ended early: what, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The exit status.
    pub(crate) status: Status,
    /// What happened, and where.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
}

impl Failure {
    /// A wrong command line, config or document.
    pub(crate) fn bad_input(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            status: Status::BadInput,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Something on disk that must not be overwritten or followed.
    pub(crate) fn refused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            status: Status::Io,
            message: message.into(),
            help: help.into(),
        }
    }

    /// An operation that the system refused: `"cannot read x.yaml: permission denied"`.
    pub(crate) fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::NotFound => "check the path: it counts from the current folder",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "check the permissions of the file and of its folder"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space and run the command again"
            }
            io::ErrorKind::IsADirectory => "name a file",
            _ => "see the system's message, and run the command again",
        };
        Self::refused(format!("cannot {action} {}: {error}", path.display()), help)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\nhelp: {}", self.message, self.help)
    }
}

/// The failure to do something with a path, for `map_err`.
pub(crate) fn cannot<'a>(
    action: &'a str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> Failure + 'a {
    move |error| Failure::io(action, path, &error)
}
