//! A short unified diff over several files.

use super::plan::TextChange;
use similar::TextDiff;
use std::time::Duration;

/// How many lines are shown in all.
const SHOWN: usize = 60;

/// Diffs the texts in order, each under its label; after [`SHOWN`] lines it
/// only says how much more there is.
pub(super) fn short<'a>(texts: impl IntoIterator<Item = (String, &'a TextChange)>) -> String {
    let mut shown = String::new();
    let (mut lines, mut more_lines, mut more_files) = (0, 0, 0);
    for (label, text) in texts {
        if lines >= SHOWN {
            more_files += 1;
            continue;
        }
        for line in unified(&label, text).lines() {
            if lines < SHOWN {
                shown.push_str(line);
                shown.push('\n');
                lines += 1;
            } else {
                more_lines += 1;
            }
        }
    }
    match (more_lines, more_files) {
        (0, 0) => {}
        (_, 0) => shown.push_str(&format!("… {more_lines} more lines\n")),
        (0, _) => shown.push_str(&format!("… {more_files} more files\n")),
        _ => shown.push_str(&format!(
            "… {more_lines} more lines, {more_files} more files\n"
        )),
    }
    shown
}

fn unified(label: &str, text: &TextChange) -> String {
    let old = text.old.as_deref().unwrap_or_default();
    TextDiff::configure()
        // A worse diff of a huge file is better than a long wait.
        .timeout(Duration::from_millis(500))
        .diff_lines(old, text.new.as_str())
        .unified_diff()
        .context_radius(2)
        .header(&format!("{label} (on disk)"), &format!("{label} (wanted)"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(old: &str, new: &str) -> TextChange {
        TextChange {
            old: Some(old.to_owned()),
            new: new.to_owned(),
        }
    }

    #[test]
    fn a_small_change_is_shown_with_its_surroundings() {
        let text = change("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\n");
        assert_eq!(
            short([("src/x.rs".to_owned(), &text)]),
            "--- src/x.rs (on disk)\n+++ src/x.rs (wanted)\n@@ -1,5 +1,5 @@\n a\n b\n-c\n+C\n d\n e\n"
        );
    }

    #[test]
    fn a_large_change_is_cut() {
        let old: String = (0..100).map(|n| format!("{n}\n")).collect();
        let text = change(&old, "x\n");
        let shown = short(["a", "b", "c"].map(|label| (label.to_owned(), &text)));
        assert_eq!(shown.lines().count(), 61);
        assert!(
            shown.ends_with("… 44 more lines, 2 more files\n"),
            "{shown}"
        );
    }
}
