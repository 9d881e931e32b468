//! Real documents, where they are at hand: each becomes a crate, with and without the schemas of its
//! operations.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use codegen::config::{Config, Roots};
use codegen::diagnostics::{Diagnostics, Severity};
use codegen::reader::SourceText;
use codegen::{Request, Workspace};
use tests::beside::Beside;

/// In bytes; larger documents take long in a debug build.
const LARGEST: usize = 1_000_000;

#[test]
fn real_documents_are_generated() {
    let Some(folder) = shared("corpus/specs") else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    };
    let entries = std::fs::read_dir(&folder).expect("a folder of documents");
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.push(folder.join("digitalocean-multi/specification/DigitalOcean-public.v2.yaml"));
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a document in UTF-8");
        if text.len() > LARGEST {
            continue;
        }
        for roots in [Roots::Components, Roots::All] {
            let name = path.display().to_string();
            let request = Request {
                folder: Arc::new(Beside::of(&path)),
                document: SourceText::new(&name, text.clone()),
                config: Config {
                    roots,
                    ..Config::default()
                },
                config_source: None,
                lock: None,
                crate_name: "corpus".to_owned(),
                workspace: Workspace::Own,
            };
            let mut diagnostics = Diagnostics::default();
            let outcome = codegen::generate(&request, &mut diagnostics, &mut |_| {});
            let errors = diagnostics.iter();
            let errors = errors.filter(|it| it.severity() == Severity::Error);
            let messages: Vec<&str> = errors.map(|it| it.message.as_str()).collect();
            assert!(outcome.is_some(), "{name}, {roots:?}: {messages:?}");
        }
    }
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(folder.join(path)).filter(|it| it.is_dir())
}
