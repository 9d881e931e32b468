//! Cuts the piece of a source line that a finding shows, however long the line is.

use super::text::push_printable;
use std::ops::Range;

/// The characters kept before the place.
const BEFORE: usize = 60;
/// The characters kept from the place on.
const AFTER: usize = 60;

/// A piece of a line, printable, and the bytes of it to underline.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// Cuts around `column`, counted in characters from 1, and underlines the key, the scalar or the
/// bracket that begins there. `…` stands for what is cut off.
pub(super) fn excerpt(line: &str, column: usize) -> Excerpt {
    let mut indices = line.char_indices();
    let place = indices
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(at, _)| at);
    let (before, after) = line.split_at(place);
    let kept_before = last_characters(before, BEFORE);
    let kept_after = first_characters(after, AFTER);
    let token = token(kept_after);

    let mut text = String::new();
    text.push_str(if kept_before.len() < before.len() {
        "…"
    } else {
        ""
    });
    push_line(&mut text, kept_before);
    let start = text.len();
    push_line(&mut text, token);
    let span = start..text.len();
    push_line(&mut text, &kept_after[token.len()..]);
    text.push_str(if kept_after.len() < after.len() {
        "…"
    } else {
        ""
    });
    Excerpt { text, span }
}

/// Tabs become one space, so that the underline needs no tab stops.
fn push_line(text: &mut String, piece: &str) {
    for c in piece.chars() {
        push_printable(text, if c == '\t' { ' ' } else { c });
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn last_characters(text: &str, count: usize) -> &str {
    let kept = text.char_indices().rev().take(count).last();
    &text[kept.map_or(text.len(), |(at, _)| at)..]
}

/// What begins the text: a quoted string, a bracket, or a plain scalar up to `: `, ` #`, or one
/// of `,]}`.
fn token(text: &str) -> &str {
    let Some(first) = text.chars().next() else {
        return text;
    };
    let rest = &text[first.len_utf8()..];
    let length = match first {
        '"' | '\'' => quoted(rest, first),
        '{' | '[' => 0,
        _ => plain(rest),
    };
    &text[..first.len_utf8() + length]
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut characters = rest.char_indices();
    while let Some((at, c)) = characters.next() {
        if c == quote {
            return at + 1;
        }
        if c == '\\' && quote == '"' {
            characters.next();
        }
    }
    rest.len()
}

fn plain(rest: &str) -> usize {
    let is_key_end = |at: usize| matches!(rest[at + 1..].chars().next(), None | Some(' ' | '\t'));
    let end = rest.char_indices().find(|(at, c)| match c {
        ':' => is_key_end(*at),
        '#' => rest[..*at].ends_with(' '),
        ',' | ']' | '}' => true,
        _ => false,
    });
    rest[..end.map_or(rest.len(), |(at, _)| at)]
        .trim_end()
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, column: usize, underlined: &str) {
        let excerpt = excerpt(line, column);
        assert_eq!(&excerpt.text[excerpt.span.clone()], underlined, "{line}");
    }

    #[test]
    fn keys_and_scalars_are_underlined_whole() {
        check("  a:b c: x", 3, "a:b c");
        check("- plain text # comment", 3, "plain text");
        check("  /pets:", 3, "/pets");
        check("[é, ü]", 5, "ü");
        check("{\"a\\\"b\": 1}", 2, "\"a\\\"b\"");
        check("'it''s': 1", 1, "'it'");
        check("x: {a: 1}", 4, "{");
    }

    #[test]
    fn the_end_of_a_line_is_a_place() {
        check("abc", 4, "");
        check("", 1, "");
        check("abc", 99, "");
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let line = format!("{}\"key\":{}", "é".repeat(1_000), "y".repeat(1_000));
        let excerpt = excerpt(&line, 1_001);
        assert_eq!(&excerpt.text[excerpt.span.clone()], "\"key\"");
        assert!(excerpt.text.starts_with("…é") && excerpt.text.ends_with("y…"));
        assert_eq!(excerpt.text.chars().count(), BEFORE + AFTER + 2);
    }

    #[test]
    fn hidden_characters_are_spelled_out_and_the_span_fits() {
        let excerpt = excerpt("\t\u{202e}: \u{1b}[2J", 2);
        assert_eq!(excerpt.text, " \\u{202e}: \\u{1b}[2J");
        assert_eq!(&excerpt.text[excerpt.span], "\\u{202e}");
    }
}
