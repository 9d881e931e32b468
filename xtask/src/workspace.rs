//! Whether a folder already is a member of a cargo workspace, by cargo's rules.

mod glob;

use codegen::Workspace;
use glob::{matches, normalize};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Looks upward from a folder, which need not exist yet. The nearest
/// `Cargo.toml` with a `[workspace]` decides; the folder's own doesn't count,
/// for it is ours. One that can't be read or parsed is skipped: cargo would
/// refuse to build anything there.
pub(crate) fn workspace_of(dir: &Path) -> Workspace {
    let dir = absolute(dir);
    for root in dir.ancestors().skip(1) {
        if let Some(workspace) = workspace_table(&root.join("Cargo.toml")) {
            let relative = dir.strip_prefix(root).unwrap_or(&dir);
            return if is_member(&workspace, &normalize(&relative.to_string_lossy())) {
                Workspace::Member
            } else {
                Workspace::Own
            };
        }
    }
    Workspace::Own
}

/// A member that is listed by name stays one even if it is excluded; a glob's
/// find doesn't. Excluding a folder excludes all in it.
fn is_member(workspace: &Table, path: &[String]) -> bool {
    let members = patterns(workspace, "members");
    let is_excluded = patterns(workspace, "exclude")
        .iter()
        .any(|excluded| path.starts_with(excluded));
    members.iter().any(|member| member == path)
        || (!is_excluded && members.iter().any(|member| matches(member, path)))
}

fn patterns(workspace: &Table, key: &str) -> Vec<Vec<String>> {
    let list = workspace.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(normalize)
        .collect()
}

fn workspace_table(manifest: &Path) -> Option<Table> {
    let text = fs::read_to_string(manifest).ok()?;
    let mut table: Table = text.parse().ok()?;
    match table.remove("workspace")? {
        Value::Table(workspace) => Some(workspace),
        _ => None,
    }
}

/// The folder's real path: of the part that exists, and then the rest.
fn absolute(dir: &Path) -> PathBuf {
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    for existing in dir.ancestors() {
        if let Ok(real) = existing.canonicalize() {
            let rest = dir.strip_prefix(existing).unwrap_or(Path::new(""));
            return real.components().chain(rest.components()).collect();
        }
    }
    dir
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `sub/out` is below a workspace with these lines.
    fn check(workspace: &str) -> Workspace {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("Cargo.toml"), workspace).unwrap();
        workspace_of(&root.path().join("sub/out"))
    }

    #[test]
    fn a_listed_folder_is_a_member() {
        for members in ["sub/out", "./sub/out/", "sub/*", "*/out", "sub/o?t", "**"] {
            let text = format!("[workspace]\nmembers = [\"a\", {members:?}]\n");
            assert_eq!(check(&text), Workspace::Member, "{members}");
        }
    }

    #[test]
    fn another_folder_is_none() {
        for text in [
            "[package]\nname = \"a\"\n",
            "[workspace]\n",
            "[workspace]\nmembers = [\"sub\", \"out\", \"*\"]\n",
            "[workspace]\nmembers = 3\n",
            "[workspace]\nmembers = [\"sub/*\"]\nexclude = [\"sub/out\"]\n",
            "[workspace]\nmembers = [\"sub/*\"]\nexclude = [\"sub\"]\n",
            "not toml",
        ] {
            assert_eq!(check(text), Workspace::Own, "{text}");
        }
    }

    #[test]
    fn a_member_by_name_is_one_even_if_excluded() {
        let text = "[workspace]\nmembers = [\"sub/out\"]\nexclude = [\"sub\"]\n";
        assert_eq!(check(text), Workspace::Member);
    }

    #[test]
    fn the_nearest_workspace_decides_and_the_folders_own_does_not_count() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("sub/out");
        fs::create_dir_all(&out).unwrap();
        let member = "[workspace]\nmembers = [\"sub/out\"]\n";
        fs::write(root.path().join("Cargo.toml"), member).unwrap();
        fs::write(out.join("Cargo.toml"), "[workspace]\n").unwrap();
        assert_eq!(workspace_of(&out), Workspace::Member);
        fs::write(root.path().join("sub/Cargo.toml"), "[workspace]\n").unwrap();
        assert_eq!(workspace_of(&out), Workspace::Own);
    }
}
