//! A throw-away cargo workspace: generated crates in, what cargo says about them out. It lies in the
//! target folder and keeps its build, so a crate that hasn't changed isn't compiled again.

#![allow(
    clippy::unwrap_used,
    reason = "what can't be written or run ends the test"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io::Write};

use codegen::files::Files;

/// One folder with a crate for each generated document.
#[derive(Debug)]
pub struct Workspace {
    folder: PathBuf,
    root: PathBuf,
    members: Vec<String>,
}

/// What cargo, and what it ran, printed.
#[derive(Debug)]
pub struct Printed {
    /// Standard output.
    pub output: String,
    /// Standard error: with `--quiet`, warnings only.
    pub said: String,
}

impl Workspace {
    /// An empty workspace; what an earlier run left in its folder is used again. `folder` is
    /// `CARGO_TARGET_TMPDIR`, which cargo tells integration tests only.
    pub fn new(folder: &str, name: &str) -> Workspace {
        let folder = Path::new(folder);
        Workspace {
            folder: folder.to_owned(),
            root: folder.join(name),
            members: Vec::new(),
        }
    }

    /// Adds a generated crate.
    ///
    /// # Panics
    ///
    /// When it can't be written.
    pub fn add(&mut self, name: &str, files: &Files) {
        for (path, text) in files.iter() {
            self.write(&format!("{name}/{path}"), text);
        }
        self.members.push(name.to_owned());
    }

    /// Adds a program that depends on all crates added so far.
    ///
    /// # Panics
    ///
    /// When it can't be written.
    pub fn add_program(&mut self, name: &str, main: &str) {
        self.add_program_with(name, main, "");
    }

    /// The same, with further lines of `[dependencies]`: of what the project's lock file has.
    ///
    /// # Panics
    ///
    /// When it can't be written.
    pub fn add_program_with(&mut self, name: &str, main: &str, further: &str) {
        let crates = self.members.iter();
        let dependencies: String = crates
            .map(|it| format!("{it} = {{ path = \"../{it}\" }}\n"))
            .collect();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n\
             serde = \"1\"\nserde_json = \"1\"\n{dependencies}{further}"
        );
        self.write(&format!("{name}/Cargo.toml"), &manifest);
        self.write(&format!("{name}/src/main.rs"), main);
        self.members.push(name.to_owned());
    }

    /// Runs cargo in the workspace. What it says to people is empty where nothing is wrong.
    ///
    /// # Panics
    ///
    /// When cargo fails: with what it said.
    pub fn cargo(&self, arguments: &[&str], input: &str) -> Printed {
        match self.attempt(arguments, input) {
            Ok(printed) => printed,
            Err(fault) => panic!("{fault}"),
        }
    }

    /// Like [`Workspace::cargo`], where cargo may fail.
    ///
    /// # Errors
    ///
    /// What cargo said when it failed.
    ///
    /// # Panics
    ///
    /// When the workspace can't be written.
    pub fn attempt(&self, arguments: &[&str], input: &str) -> Result<Printed, String> {
        let members = self.members.join("\", \"");
        // These crates are many, small, and seldom compiled twice: preparing for a second time, or
        // cutting them into more units, takes a third longer.
        self.write(
            "Cargo.toml",
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = [\"{members}\"]\n\n\
                 [profile.dev]\ndebug = false\nincremental = false\ncodegen-units = 16\n"
            ),
        );
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        let lock = fs::read_to_string(lock).unwrap();
        // Cargo drops from its copy what the workspace doesn't use; writing the copy only once
        // keeps it from doing so again.
        if !self.root.join("Cargo.lock").exists() {
            self.write("Cargo.lock", &lock);
        }
        let output = self.run(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            return Err(format!(
                "cargo {} in {} failed:\n{said}\n{printed}",
                arguments.join(" "),
                self.root.display(),
            ));
        }
        Ok(Printed {
            output: printed,
            said,
        })
    }

    /// A file below the workspace's target folder.
    pub fn target(&self) -> PathBuf {
        self.folder.join("throw-away")
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A child that ends before it has read all says why.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// Writes a file that differs, so that cargo sees only real changes.
    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        if fs::read_to_string(&path).is_ok_and(|it| it == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
