//! Finds deep flow nesting before libyaml sees it: its time grows with tokens times depth, so
//! 160 KB of `{a: {a: …` would take it seconds.

/// More unclosed brackets than this are refused; anything over the depth of a tree would do.
const MAX_UNCLOSED: usize = 250;

/// The byte offset of the bracket which is one too many, `None` where the text is fine.
///
/// This is a guard, not a parser: it counts the brackets in strings and comments too. So that
/// those don't add up, a line such as `type: string`, with a colon and no unbalanced bracket,
/// begins the count anew.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut unclosed = 0_usize;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let before = unclosed;
        let mut lowest = unclosed;
        for (at, byte) in line.bytes().enumerate() {
            match byte {
                b'[' | b'{' => unclosed += 1,
                b']' | b'}' => unclosed = unclosed.saturating_sub(1),
                _ => {}
            }
            lowest = lowest.min(unclosed);
            if unclosed > MAX_UNCLOSED {
                return Some(start + at);
            }
        }
        if unclosed == before && lowest == before && is_member(line) {
            unclosed = 0;
        }
        start += line.len();
    }
    None
}

/// A key and its value on one line, with no comma behind, as it would have within brackets.
fn is_member(line: &str) -> bool {
    line.contains(": ") && !line.trim_end().ends_with([',', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unclosed_brackets_are_counted_across_lines() {
        assert_eq!(too_deep(&"[".repeat(300)), Some(250));
        assert_eq!(too_deep(&"{a: ".repeat(300)), Some(1_000));
        assert_eq!(too_deep(&"{\n\"a\":\n".repeat(300)), Some(1_750));
        assert_eq!(too_deep(&"a: {\n".repeat(300)), Some(1_253));
    }

    #[test]
    fn closed_brackets_do_not_count() {
        assert_eq!(too_deep(&"[{}]\n".repeat(1_000)), None);
    }

    #[test]
    fn stray_brackets_in_strings_do_not_add_up() {
        assert_eq!(
            too_deep(&"pattern: ^[^{]+$\ntype: string\n".repeat(1_000)),
            None
        );
    }
}
