//! Real documents, where they are at hand: none makes the generator panic, and what is no error is
//! a crate.

use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::reader::SourceText;
use codegen::{Request, Workspace};

/// In bytes; larger documents take long in a debug build.
const LARGEST: usize = 1_000_000;

#[test]
fn real_documents_generate_or_say_why_not() {
    let Some(folder) = shared("corpus/specs") else {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of documents")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let mut generated = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a document in UTF-8");
        if text.len() > LARGEST {
            continue;
        }
        let name = path.display().to_string();
        let request = Request {
            folder: std::sync::Arc::new(codegen::reader::NoFolder),
            document: SourceText::new(&name, text),
            config: codegen::config::Config::default(),
            config_source: None,
            lock: None,
            crate_name: "corpus".to_owned(),
            workspace: Workspace::Own,
        };
        let mut diagnostics = Diagnostics::default();
        let outcome = codegen::generate(&request, &mut diagnostics, &mut |_| {});
        assert_eq!(outcome.is_none(), diagnostics.has_errors(), "{name}");
        generated += usize::from(outcome.is_some());
    }
    assert!(generated >= 9, "only {generated} documents were generated");
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(folder.join(path)).filter(|it| it.is_dir())
}
