//! The output folder as the user finds it after a write, a check, a crash or a refusal.

mod crash;
mod ownership;

use super::*;
use crate::failure::Status;
use codegen::files::MARK;
use std::collections::BTreeMap;
use tempfile::TempDir;

/// A folder with room for the output folder and a lock of names beside it.
struct Place {
    temp: TempDir,
    target: Target,
}

/// Relative path to text; a link's text is `"-> …"`.
type Tree = BTreeMap<String, String>;

impl Place {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let target = Target::new(
            &temp.path().join("out"),
            Some(temp.path().join("names.lock")),
        );
        Self { temp, target }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.temp.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn write(&self, files: &Files, names_lock: &str) -> Result<usize, Failure> {
        write(&self.target, Wanted { files, names_lock })
    }

    fn drift(&self, files: &Files, names_lock: &str) -> Option<Drift> {
        let plan = plan(&self.target, Wanted { files, names_lock }).unwrap();
        drift(&self.target, &plan)
    }

    fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        collect(self.temp.path(), "", &mut tree);
        tree
    }
}

fn collect(folder: &Path, prefix: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let relative = format!("{prefix}{name}");
        if path.is_symlink() {
            let link = fs::read_link(&path).unwrap();
            tree.insert(relative, format!("-> {}", link.display()));
        } else if path.is_dir() {
            tree.insert(format!("{relative}/"), String::new());
            collect(&path, &format!("{relative}/"), tree);
        } else {
            tree.insert(relative, fs::read_to_string(&path).unwrap());
        }
    }
}

fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::default();
    for (path, text) in texts {
        files.insert(*path, format!("// {MARK}\n{text}"));
    }
    files.insert_manifest();
    files
}

fn old_files() -> Files {
    files(&[
        ("Cargo.toml", "old"),
        ("src/lib.rs", "same"),
        ("src/old/deep/a.rs", "a"),
        ("src/b.rs", "b old"),
        ("src/swap", "a file"),
    ])
}

fn new_files() -> Files {
    files(&[
        ("Cargo.toml", "new"),
        ("src/lib.rs", "same"),
        ("src/b.rs", "b new"),
        ("src/fresh/c.rs", "c"),
        ("src/swap/d.rs", "a folder now"),
    ])
}

#[test]
fn a_write_makes_exactly_the_wanted_tree() {
    let (direct, stepwise) = (Place::new(), Place::new());
    direct.write(&new_files(), "lock new").unwrap();
    stepwise.write(&old_files(), "lock old").unwrap();
    assert_eq!(stepwise.write(&new_files(), "lock new"), Ok(8));
    assert_eq!(direct.tree(), stepwise.tree());
    assert_eq!(direct.tree()["names.lock"], "lock new");
    let paths: Vec<_> = direct.tree().into_keys().collect();
    assert_eq!(
        paths,
        [
            "names.lock",
            "out/",
            "out/Cargo.toml",
            "out/codegen-manifest.txt",
            "out/src/",
            "out/src/b.rs",
            "out/src/fresh/",
            "out/src/fresh/c.rs",
            "out/src/lib.rs",
            "out/src/swap/",
            "out/src/swap/d.rs",
        ]
    );
    assert_eq!(direct.drift(&new_files(), "lock new"), None);
}

#[test]
fn a_second_write_touches_nothing() {
    let place = Place::new();
    place.write(&old_files(), "lock").unwrap();
    let modified = |path| fs::metadata(place.path(path)).unwrap().modified().unwrap();
    let folder_before = modified("out");
    assert_eq!(place.write(&old_files(), "lock"), Ok(0));
    assert_eq!(modified("out"), folder_before);

    let kept_before = modified("out/src/lib.rs");
    place.write(&new_files(), "lock").unwrap();
    assert_eq!(modified("out/src/lib.rs"), kept_before);
}

#[test]
fn without_a_lock_of_names_none_is_written() {
    let mut place = Place::new();
    place.target.names_lock = None;
    place.write(&old_files(), "lock").unwrap();
    assert!(!place.tree().contains_key("names.lock"));
    assert_eq!(place.drift(&old_files(), "other"), None);
}

#[test]
fn build_products_are_never_drift() {
    let place = Place::new();
    place.write(&old_files(), "lock").unwrap();
    place.put("out/target/debug/x", "");
    place.put("out/Cargo.lock", "");
    assert_eq!(place.drift(&old_files(), "lock"), None);
    place.write(&new_files(), "lock").unwrap();
    assert!(place.tree().contains_key("out/target/debug/x"));
    assert!(place.tree().contains_key("out/Cargo.lock"));
}

#[test]
fn drift_names_changed_missing_and_extra_files_and_writes_nothing() {
    let place = Place::new();
    place.write(&old_files(), "lock old\n").unwrap();
    place.put("out/README.md", "mine");
    fs::remove_file(place.path("out/src/b.rs")).unwrap();
    let before = place.tree();
    let drift = place.drift(&new_files(), "lock new\n").unwrap();
    assert_eq!(place.tree(), before);

    let root = format!("{}/", place.temp.path().display());
    let entries: Vec<_> = drift
        .entries
        .iter()
        .map(|entry| format!("{} {}", entry.kind.word(), entry.path.replace(&root, "")))
        .collect();
    assert_eq!(
        entries,
        [
            "changed names.lock",
            "changed out/Cargo.toml",
            "changed out/codegen-manifest.txt",
            "missing out/src/b.rs",
            "missing out/src/fresh/c.rs",
            "missing out/src/swap/d.rs",
            "extra out/README.md",
            "extra out/src/old/deep/a.rs",
            "extra out/src/swap",
        ]
    );
    assert!(drift.diff.contains("-old\n"), "{}", drift.diff);
    assert!(drift.diff.contains("+lock new\n"), "{}", drift.diff);
}

#[test]
fn a_missing_folder_is_all_missing() {
    let place = Place::new();
    let drift = place.drift(&old_files(), "lock").unwrap();
    assert_eq!(drift.entries.len(), old_files().len() + 1);
    assert!(
        drift
            .entries
            .iter()
            .all(|entry| entry.kind == DriftKind::Missing)
    );
    assert_eq!(place.tree(), Tree::new());
}
