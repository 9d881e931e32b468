//! The texts of one run, read and decoded: config, document, lock of names.

use crate::failure::{Failure, cannot};
use crate::folder::DocumentFolder;
use crate::places::Places;
use codegen::config::Config;
use codegen::diagnostics::render::Sources;
use codegen::diagnostics::{Code, Diagnostics, File as Source, Place};
use codegen::reader::SourceText;
use codegen::{Request, Workspace};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the largest text may have in bytes: a slip such as `--spec /dev/zero`
/// ends in a message and not in all memory.
pub(crate) const MAX_BYTES: u64 = 128 << 20;

/// The texts of one run, as far as they have been read.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The OpenAPI document.
    pub(crate) document: Option<SourceText>,
    /// The folder that it lies in.
    pub(crate) folder: Option<DocumentFolder>,
    /// The config, if there is one.
    pub(crate) config: Option<SourceText>,
    /// The lock of names, if there is one.
    pub(crate) names_lock: Option<SourceText>,
}

impl Inputs {
    /// Reads the config first, for it may name the document, and then the rest.
    /// `None` when the config is at fault, which `diagnostics` then says.
    pub(crate) fn read(
        &mut self,
        places: &Places,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Config>, Failure> {
        let Some(config) = self.read_config(places.config.as_deref(), diagnostics)? else {
            return Ok(None);
        };
        let Some(document) = document_path(places, &config, diagnostics) else {
            return Ok(None);
        };
        self.document = Some(read(&document)?);
        self.folder = Some(DocumentFolder::of(&document));
        if let Some(path) = &places.target.names_lock {
            self.names_lock = read_if_there(path)?;
        }
        Ok(Some(config))
    }

    /// Reads the config alone.
    pub(crate) fn read_config(
        &mut self,
        path: Option<&Path>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Config>, Failure> {
        Ok(match path {
            Some(path) => Config::parse(self.config.insert(read(path)?), diagnostics),
            None => Some(Config::default()),
        })
    }

    /// What a run that writes nothing depends on, once the config is read.
    pub(crate) fn request(&self, config: Config) -> Option<Request> {
        let (document, folder) = self.document.clone().zip(self.folder.clone())?;
        Some(Request {
            document,
            folder: Arc::new(folder),
            config,
            config_source: self.config.clone(),
            lock: self.names_lock.clone(),
            crate_name: String::new(),
            workspace: Workspace::Own,
        })
    }

    /// The texts that diagnostics can point into.
    pub(crate) fn sources(&self) -> Sources<'_> {
        Sources {
            document: self.document.as_ref(),
            config: self.config.as_ref(),
            lock: self.names_lock.as_ref(),
        }
    }
}

/// The command line's document, or else the config's, which counts from there.
fn document_path(
    places: &Places,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<PathBuf> {
    let named = config.document.as_deref().zip(places.config.as_deref());
    match (&places.document, named) {
        (Some(path), _) => Some(path.clone()),
        (None, Some((name, config))) => Some(config.with_file_name(name)),
        (None, None) => {
            let place = Place::Position {
                file: Source::Config,
                line: 1,
                column: 1,
            };
            diagnostics
                .report(Code::InvalidConfig, place, "the config names no document")
                .help("add `document = \"api.yaml\"`, a path from the config's folder");
            None
        }
    }
}

fn read(path: &Path) -> Result<SourceText, Failure> {
    let mut bytes = Vec::new();
    let size = File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(cannot("read", path))?;
    if size as u64 > MAX_BYTES {
        return Err(Failure::bad_input(
            format!("{} is larger than {} MiB", path.display(), MAX_BYTES >> 20),
            "split the document, or leave out what isn't needed",
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceText::new(path.display().to_string(), text)),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err(Failure::bad_input(
                format!(
                    "{} is not UTF-8: line {line}, byte {}",
                    path.display(),
                    valid.len()
                ),
                "save the file as UTF-8",
            ))
        }
    }
}

fn read_if_there(path: &Path) -> Result<Option<SourceText>, Failure> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read(path).map(Some),
    }
}
