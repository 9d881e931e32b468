//! What programs take: time, and for `cargo check` the compiler's memory, too.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs, io};

/// How often a program is timed; the fastest run counts.
const RUNS: usize = 3;

/// What `cargo check` takes for a crate alone.
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) peak_kib: Option<u64>,
}

pub(crate) fn fastest(mut program: impl FnMut() -> io::Result<ExitStatus>) -> io::Result<Duration> {
    let mut fastest = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let status = program()?;
        fastest = fastest.min(start.elapsed());
        if !status.success() {
            return Err(io::Error::other(format!("a generator failed: {status}")));
        }
    }
    Ok(fastest)
}

pub(crate) fn run(command: &mut Command) -> io::Result<()> {
    match command.status()? {
        status if status.success() => Ok(()),
        status => Err(io::Error::other(format!("{command:?}: {status}"))),
    }
}

pub(crate) fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    cargo.current_dir(folder).env_remove("RUSTFLAGS");
    cargo
}

/// Checks a crate, its dependencies first; the fastest run counts. The error says why there is nothing to
/// measure.
pub(crate) fn cost(krate: &Path) -> io::Result<Result<Cost, String>> {
    let library = krate.join("src/lib.rs");
    let text = fs::read(&library)?;
    fs::write(&library, "")?;
    let output = check(krate).output()?;
    if !output.status.success() {
        return Ok(Err("dependencies aren't in cargo's cache".to_owned()));
    }
    let mut least: Option<Cost> = None;
    for _ in 0..RUNS {
        fs::write(&library, &text)?;
        match compile(krate)? {
            Ok(cost) if least.as_ref().is_some_and(|it| it.time <= cost.time) => {}
            Ok(cost) => least = Some(cost),
            Err(reason) => return Ok(Err(reason)),
        }
    }
    least
        .map(Ok)
        .ok_or_else(|| io::Error::other("nothing was run"))
}

fn compile(krate: &Path) -> io::Result<Result<Cost, String>> {
    let start = Instant::now();
    let mut cargo = check(krate).spawn()?;
    let errors = cargo.stdout.take();
    let said = thread::spawn(move || errors.map(io::read_to_string).transpose());
    let mut peak_kib = None;
    let status = loop {
        peak_kib = peak_kib.max(peak_kib_below(cargo.id()));
        if let Some(status) = cargo.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(10));
    };
    let time = start.elapsed();
    if status.success() {
        return Ok(Ok(Cost { time, peak_kib }));
    }
    let said = said
        .join()
        .map_err(|_| io::Error::other("cargo's messages were lost"))??
        .unwrap_or_default();
    let is_error = |line: &&str| line.contains("\"level\":\"error\"");
    let errors = said.lines().filter(is_error).count();
    Ok(Err(format!("doesn't compile: {errors} errors")))
}

fn check(krate: &Path) -> Command {
    let mut command = cargo(krate);
    command
        .args(["check", "--quiet", "--offline", "--message-format", "json"])
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", krate.join("../../target"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// The most memory that a process below this one has had so far, where the system tells it (Linux).
fn peak_kib_below(process: u32) -> Option<u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let lists = threads.flatten().map(|it| it.path().join("children"));
    let text: String = lists.filter_map(|it| fs::read_to_string(it).ok()).collect();
    let children = text.split_whitespace().filter_map(|it| it.parse().ok());
    children
        .flat_map(|child: u32| [peak_kib(child), peak_kib_below(child)])
        .flatten()
        .max()
}

fn peak_kib(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
