//! What stands in the output folder: every entry that could matter, by relative path.

use super::disk::{self, Kind};
use super::{journal, run_lock};
use crate::failure::{Failure, cannot};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Entries of the output folder itself that are never looked at.
const IGNORED: [&str; 5] = [
    "target",
    "Cargo.lock",
    ".git",
    run_lock::NAME,
    journal::FOLDER,
];

/// Lists the folder. A folder that leads to none of the `known` paths is one
/// entry, and only if there is something in it; the others' files are entries.
pub(super) fn list(dir: &Path, known: &BTreeSet<&str>) -> Result<BTreeMap<String, Kind>, Failure> {
    let mut entries = BTreeMap::new();
    list_into(dir, "", known, &mut entries)?;
    Ok(entries)
}

fn list_into(
    folder: &Path,
    prefix: &str,
    known: &BTreeSet<&str>,
    entries: &mut BTreeMap<String, Kind>,
) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(cannot("read", folder))? {
        let entry = entry.map_err(cannot("read", folder))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if prefix.is_empty() && IGNORED.contains(&&*name) {
            continue;
        }
        let path = entry.path();
        let relative = format!("{prefix}{name}");
        let kind = disk::kind_of(entry.file_type().map_err(cannot("look at", &path))?);
        if kind != Kind::Folder || known.contains(&*relative) {
            entries.insert(relative, kind);
            continue;
        }
        let below = format!("{relative}/");
        if leads_to(&below, known) {
            list_into(&path, &below, known, entries)?;
        } else if !is_empty(&path)? {
            entries.insert(below, kind);
        }
    }
    Ok(())
}

/// Whether one of the sorted paths begins with `prefix`.
fn leads_to(prefix: &str, known: &BTreeSet<&str>) -> bool {
    known
        .range(prefix..)
        .next()
        .is_some_and(|path| path.starts_with(prefix))
}

fn is_empty(folder: &Path) -> Result<bool, Failure> {
    let mut entries = fs::read_dir(folder).map_err(cannot("read", folder))?;
    Ok(entries.next().is_none())
}
