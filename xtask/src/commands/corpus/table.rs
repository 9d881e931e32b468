//! A corpus as a Markdown table.

use codegen::diagnostics::printable;
use serde_json::Value;

/// The columns: those of `cargo check` only where it was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) is_checked: bool,
}

const HEAD: [&str; 10] = [
    "document",
    "version",
    "KB",
    "subschemas",
    "classes",
    "types",
    "findings",
    "generate ms",
    "peak MB",
    "lines",
];

const CHECK_HEAD: [&str; 3] = ["check ms", "check peak MB", "warnings"];

impl Table {
    /// The first two lines.
    pub(super) fn head(self) -> String {
        let names = HEAD.into_iter().chain(self.check_head().iter().copied());
        let names: Vec<&str> = names.collect();
        let rules: Vec<&str> = (0..names.len())
            .map(|column| if column < 2 { "---" } else { "--:" })
            .collect();
        format!("| {} |\n|{}|", names.join(" | "), rules.join("|"))
    }

    fn check_head(self) -> &'static [&'static str] {
        match self.is_checked {
            true => &CHECK_HEAD,
            false => &[],
        }
    }

    /// The line of one document.
    pub(super) fn row(self, name: &str, row: &Value) -> String {
        let mut cells = vec![
            cell_text(name),
            cell(&row["version"]),
            scaled(&row["bytes"]),
        ];
        match row["error"].as_str() {
            Some(error) => {
                cells.extend([cell_text(error), String::new(), String::new()]);
            }
            None => cells.extend(["subschemas", "classes", "types"].map(|it| cell(&row[it]))),
        }
        cells.extend(["findings", "generate_ms"].map(|it| cell(&row[it])));
        cells.extend([scaled(&row["peak_kib"]), cell(&row["lines"])]);
        if self.is_checked {
            let check = &row["check"];
            cells.extend([
                cell(&check["ms"]),
                scaled(&check["peak_kib"]),
                verdict(check),
            ]);
        }
        format!("| {} |", cells.join(" | "))
    }
}

/// How many warnings the compiler has, or what is worse.
fn verdict(check: &Value) -> String {
    match (check["error"].as_str(), check["errors"].as_u64()) {
        (Some(error), _) => cell_text(error),
        (None, Some(errors @ 1..)) => format!("{errors} errors"),
        (None, _) => cell(&check["warnings"]),
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => cell_text(text),
        other => other.to_string(),
    }
}

/// Bytes as KB, KiB as MB.
fn scaled(value: &Value) -> String {
    let scaled = value.as_u64().map(|it| (it / 1024).to_string());
    scaled.unwrap_or_else(|| "–".to_owned())
}

/// Text that ends no cell and steers no terminal.
fn cell_text(text: &str) -> String {
    printable(text).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let fine = json!({
            "version": "3.0.1", "bytes": 2048, "subschemas": 5, "classes": 4, "types": 3,
            "findings": 0, "error": null, "generate_ms": 7, "peak_kib": 3072, "lines": 90,
            "check": { "ms": 800, "peak_kib": 102_400, "warnings": 0, "errors": 0 },
        });
        let broken = json!({ "bytes": 2048, "findings": 1, "error": "a | b", "generate_ms": 7 });
        let table = Table { is_checked: true };
        assert_eq!(
            table.row("a.yaml", &fine),
            "| a.yaml | 3.0.1 | 2 | 5 | 4 | 3 | 0 | 7 | 3 | 90 | 800 | 100 | 0 |"
        );
        assert_eq!(
            table.row("b.yaml", &broken),
            "| b.yaml | – | 2 | a \\| b |  |  | 1 | 7 | – | – | – | – | – |"
        );
        let columns = |line: &str| line.matches('|').count();
        let head = table.head();
        assert!(head.lines().all(|it| columns(it) == 14), "{head}");
        assert!(columns(&Table { is_checked: false }.head()) == 22);
    }

    #[test]
    fn a_crate_that_fails_says_so() {
        let row = json!({ "check": { "errors": 3, "warnings": 1 } });
        let line = Table { is_checked: true }.row("a", &row);
        assert!(line.ends_with("| 3 errors |"), "{line}");
    }
}
