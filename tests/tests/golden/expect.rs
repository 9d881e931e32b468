//! Expected files: compared, shown as a diff, or rewritten where `UPDATE_EXPECT=1` is set.

use std::fs;
use std::path::Path;

use similar::TextDiff;

/// Compares a file with what it should hold; `None` means that it shouldn't exist.
///
/// The error is a unified diff under the file's name.
pub(crate) fn check(path: &Path, actual: Option<&str>) -> Result<(), String> {
    let expected = fs::read_to_string(path).ok();
    if expected.as_deref() == actual {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|it| it == "1") {
        match actual {
            Some(text) => fs::write(path, text).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
        return Ok(());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = path.strip_prefix(root).unwrap_or(path).display();
    let (expected, actual) = (expected.unwrap_or_default(), actual.unwrap_or_default());
    let diff = TextDiff::from_lines(expected.as_str(), actual);
    let diff = diff.unified_diff().header("expected", "actual").to_string();
    Err(format!(
        "{name} differs (UPDATE_EXPECT=1 rewrites it):\n{diff}"
    ))
}
