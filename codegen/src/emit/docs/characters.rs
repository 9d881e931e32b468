//! Lines and characters that rustc and rustdoc read as one line of text.

use super::MAX_CHARS;

/// The lines of a text without unprintable characters, tabs, trailing spaces and excess length.
pub(super) fn source_lines(text: &str) -> impl Iterator<Item = String> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(is_line_break).unwrap_or(text.len());
        let (line, tail) = text.split_at(end);
        rest = tail
            .strip_prefix("\r\n")
            .or_else(|| tail.strip_prefix(is_line_break));
        let visible = line.chars().filter(|&c| c == '\t' || !is_unprintable(c));
        let line = clip(visible, MAX_CHARS).replace('\t', "    ");
        Some(line.trim_end().to_owned())
    })
}

/// The first `max` characters, and `…` if there were more.
pub(super) fn clip(mut chars: impl Iterator<Item = char>, max: usize) -> String {
    let mut text: String = chars.by_ref().take(max).collect();
    if chars.any(|c| !c.is_whitespace()) {
        text.push('…');
    }
    text
}

/// Whether some reader of the generated file would start a new line here.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Control characters, byte order marks, and the bidi controls, which rustc refuses.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Adds a line, unless it is blank and follows nothing or a blank one.
pub(super) fn push_line(out: &mut Vec<String>, line: &str) {
    let line = line.trim_end();
    if !line.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
        out.push(line.to_owned());
    }
}
