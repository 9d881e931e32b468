//! The documents: those that `fixtures/TORTURE.tsv` in the shared folder lists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tests::beside::Beside;

/// One of the documents.
#[derive(Debug)]
pub(crate) struct Document {
    /// Where it lies in the shared folder.
    pub(crate) path: String,
    /// The name of its crate.
    pub(crate) name: String,
    pub(crate) text: String,
    /// What it may refer to.
    pub(crate) beside: Beside,
}

/// All documents in the list's order, `None` where the shared folder is absent.
pub(crate) fn all() -> Option<Vec<Document>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    let table = fs::read_to_string(folder.join("fixtures/TORTURE.tsv")).ok()?;
    // The first line names the columns, the first column is the path.
    let paths = table.lines().skip(1).filter_map(|it| it.split('\t').next());
    let documents: Vec<Document> = paths
        .map(|path| Document {
            path: path.to_owned(),
            name: crate_name(path),
            text: fs::read_to_string(folder.join(path)).unwrap(),
            beside: Beside::of(&folder.join(path)),
        })
        .collect();
    let names: BTreeSet<&str> = documents.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names.len(),
        documents.len(),
        "two crates have the same name"
    );
    Some(documents)
}

/// The end of the path in snake_case, as much as a crate's name may hold:
/// `"fixtures/ogen/_testdata/positive/anyOf.json"` becomes `t_fixtures_ogen_testdata_positive_anyof_json`.
fn crate_name(path: &str) -> String {
    let words = path.split(|it: char| !it.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|it| !it.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let name = words.join("_");
    let end = &name[name.len().saturating_sub(60)..];
    format!("t_{}", end.trim_start_matches('_'))
}
