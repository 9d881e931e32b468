//! Text for people: no character of a document can steer the terminal.

use codegen::diagnostics::printable;

/// Several lines, each as [`printable`] writes it; the line ends stay.
///
/// `"a\u{1b}[31m\nb"` becomes `"a\\u{1b}[31m\nb"`.
pub(crate) fn printable_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_do_not_reach_the_terminal_and_line_ends_do() {
        assert_eq!(printable_lines("a\né\n"), "a\né\n");
        assert_eq!(printable_lines("\u{1b}[31m\n\r"), "\\u{1b}[31m\n\\u{d}");
    }
}
