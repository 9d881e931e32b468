//! Makes text from a document safe to print: nothing in it may steer a terminal or reorder a line.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every character that controls the output instead of being seen in it written
/// as `\u{…}`: C0 and C1 controls (line breaks and tabs too), bidirectional and other format
/// characters, line separators, and byte order marks.
///
/// `"a\u{1b}[2J"` becomes `a\u{1b}[2J`, spelled out.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push_printable(&mut safe, c);
    }
    Cow::Owned(safe)
}

/// Appends one character as [`printable`] writes it.
pub(super) fn push_printable(text: &mut String, c: char) {
    if is_hidden(c) {
        // Writing to a String can't fail.
        let _ = write!(text, "\\u{{{:x}}}", u32::from(c));
    } else {
        text.push(c);
    }
}

/// The same for serialized JSON, where hidden characters occur only in strings: they become
/// `\uXXXX`, so that a JSON reader gets the very text.
pub(super) fn printable_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Whether a character controls the output: Unicode categories Cc, Cf (those in use), Zl, Zp.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_returned_as_it_is() {
        assert!(matches!(printable("naïve – 漢字 🎉"), Cow::Borrowed(_)));
    }

    #[test]
    fn control_bidi_and_separator_characters_are_spelled_out() {
        let text = "\0\u{1b}[2J\n\t\u{9b}\u{202e}\u{2066}\u{2028}\u{feff}";
        let expected = r"\u{0}\u{1b}[2J\u{a}\u{9}\u{9b}\u{202e}\u{2066}\u{2028}\u{feff}";
        assert_eq!(printable(text), expected);
    }

    #[test]
    fn json_keeps_the_text_for_its_reader() {
        let value = "\u{202e}\u{e0041}\u{7f}";
        let json = printable_json(&format!("\"{value}\""));
        assert!(json.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), value);
    }
}
