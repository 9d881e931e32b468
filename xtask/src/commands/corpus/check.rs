//! What `cargo check` says of a generated crate, and what it takes.

use super::memory::peak_kib_below;
use crate::failure::{Failure, cannot};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, process, thread};

/// How often the compiler's memory is looked at. The system remembers the peak, so only what comes
/// in the last moments may be missed.
const INTERVAL: Duration = Duration::from_millis(10);

/// A folder for one crate at a time, and for what cargo keeps. It goes away with this.
#[derive(Debug)]
pub(super) struct Bench {
    folder: PathBuf,
}

impl Bench {
    pub(super) fn new() -> Result<Self, Failure> {
        let folder = env::temp_dir().join(format!("codegen-corpus-{}", process::id()));
        fs::create_dir(&folder).map_err(cannot("create", &folder))?;
        Ok(Self { folder })
    }

    /// An empty place for the next crate.
    pub(super) fn place(&self) -> io::Result<PathBuf> {
        let place = self.folder.join("crate");
        match fs::remove_dir_all(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => fs::create_dir(&place)?,
        }
        Ok(place)
    }

    /// Checks the crate that was put there.
    pub(super) fn check(&self) -> io::Result<Value> {
        let place = self.folder.join("crate");
        self.check_dependencies(&place)?;
        let started = Instant::now();
        let mut cargo = self.cargo(&place).spawn()?;
        let mut peak_kib = None;
        let stdout = cargo.stdout.take();
        let said = thread::spawn(move || stdout.map(io::read_to_string).transpose());
        let status = loop {
            peak_kib = peak_kib.max(peak_kib_below(cargo.id()));
            if let Some(status) = cargo.try_wait()? {
                break status;
            }
            thread::sleep(INTERVAL);
        };
        let ms = started.elapsed().as_millis();
        let said = said
            .join()
            .map_err(|_| io::Error::other("cargo's messages were lost"))??
            .unwrap_or_default();
        let (mut warnings, mut errors) = (0, 0);
        for message in said.lines() {
            let message: Value = serde_json::from_str(message).unwrap_or_default();
            match message["message"]["level"].as_str() {
                Some("warning") => warnings += 1,
                Some("error") => errors += 1,
                _ => {}
            }
        }
        // Cargo says itself why it couldn't even begin.
        if !status.success() && errors == 0 {
            return Err(io::Error::other(format!("cargo check failed ({status})")));
        }
        Ok(json!({
            "ms": u64::try_from(ms).unwrap_or(u64::MAX),
            "peak_kib": peak_kib,
            "warnings": warnings,
            "errors": errors,
        }))
    }

    /// Compiles what the crate depends on, so that only the crate itself is measured.
    fn check_dependencies(&self, place: &Path) -> io::Result<()> {
        let library = place.join("src/lib.rs");
        let text = fs::read(&library)?;
        fs::write(&library, "")?;
        self.cargo(place).output()?;
        // Written anew, or cargo would take it for what it has checked.
        fs::write(&library, text)
    }

    /// `cargo check`, with messages as JSON and what is compiled in one place. The dependencies are
    /// those that this program was built with, so nothing is fetched.
    fn cargo(&self, place: &Path) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command
            .args(["check", "--quiet", "--offline", "--message-format", "json"])
            .current_dir(place)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        command
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
