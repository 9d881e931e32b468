//! What stands inside a line: code, emphasis, links, and everything that must become text.

use super::{MAX_LINK_DEPTH, MAX_LINK_TEXT};

// Inline text.

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Anywhere but in a table.
    Paragraph,
    /// Perhaps in a table, where `|` ends a cell even in code.
    Table,
}

/// What becomes of links.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Links {
    /// Those with a good target stay.
    Keep,
    /// Only their text stays, because we are inside of one.
    Drop,
}

/// The smallest piece of a line that is treated as one.
pub(super) enum Token<'a> {
    /// A backslash and the punctuation it escapes.
    Escape,
    /// A code span with its delimiters.
    Code,
    /// `[text](target)` or `![text](target)`, with the target's URL if we keep it.
    Link { text: &'a str, url: Option<&'a str> },
    /// `<url>` or a bare URL.
    Url(&'a str),
    /// `http://` or `https://` that starts no URL.
    Scheme,
    /// The same of what looks like a URL, but is a pattern for some.
    Pattern(&'a str),
    /// A run of backticks that opens no code.
    Backticks,
    /// Any other character.
    Char(char),
}

/// The first token of a text, and its length in bytes; `None` at the end.
pub(super) fn token(text: &str) -> Option<(Token<'_>, usize)> {
    let first = text.chars().next()?;
    let found = match first {
        '\\' => text[1..]
            .starts_with(|c: char| c.is_ascii_punctuation())
            .then_some((Token::Escape, 2)),
        '`' => Some(match code_len(text) {
            Some(len) => (Token::Code, len),
            None => (
                Token::Backticks,
                text.len() - text.trim_start_matches('`').len(),
            ),
        }),
        '[' => link(&text[1..]).map(|(link, len)| (link, len + 1)),
        '!' if text.starts_with("![") => link(&text[2..]).map(|(link, len)| (link, len + 2)),
        '<' => text[1..]
            .find(|c: char| c == '>' || !is_url_char(c))
            .filter(|&end| text[1 + end..].starts_with('>') && is_kept_url(&text[1..=end]))
            .map(|end| (Token::Url(&text[1..=end]), end + 2)),
        'h' => bare_url(text),
        _ => None,
    };
    Some(found.unwrap_or((Token::Char(first), first.len_utf8())))
}

/// Bytes of the code span at the start of a text; it ends at the next run of as many backticks.
pub(super) fn code_len(text: &str) -> Option<usize> {
    let open = text.len() - text.trim_start_matches('`').len();
    let mut at = open;
    loop {
        at += text[at..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == open {
            return Some(at);
        }
    }
}

/// Reads `text](target)`; gives the bytes read.
pub(super) fn link(input: &str) -> Option<(Token<'_>, usize)> {
    let end = closing(
        input.get(..input.floor_char_boundary(MAX_LINK_TEXT))?,
        ['[', ']'],
    )?;
    let target = input[end + 1..].strip_prefix('(')?;
    let target = &target[..closing(target, ['(', ')'])?];
    let len = end + "](".len() + target.len() + ")".len();
    let target = target.trim();
    let url = match target.strip_prefix('<') {
        Some(pointed) => pointed.split('>').next(),
        // A title may follow; it is not kept.
        None => target.split_whitespace().next(),
    };
    Some((
        Token::Link {
            text: &input[..end],
            url: url.filter(|url| is_kept_url(url)),
        },
        len,
    ))
}

/// Where the bracket that is open before the text closes, unless code in between does not.
pub(super) fn closing(text: &str, [open, close]: [char; 2]) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += match c {
            '\\' => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            '`' => code_len(&text[at..])?,
            c if c == open && depth == MAX_LINK_DEPTH => return None,
            c if c == open => {
                depth += 1;
                1
            }
            c if c == close && depth == 0 => return Some(at),
            c if c == close => {
                depth -= 1;
                1
            }
            c => c.len_utf8(),
        };
    }
    None
}

/// Reads a URL that stands in the text; punctuation at its end is the sentence's.
pub(super) fn bare_url(text: &str) -> Option<(Token<'_>, usize)> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let end = text
        .find(|c| !is_url_char(c) || c == '*')
        .unwrap_or(text.len());
    // A placeholder goes on: `https://a.example/bot<token>` is no link.
    if text[end..].starts_with('<') {
        return Some((Token::Pattern(scheme), scheme.len()));
    }
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '_', '~']);
    Some(match url.len() > scheme.len() {
        true => (Token::Url(url), url.len()),
        false => (Token::Scheme, scheme.len()),
    })
}

/// Whether a link to `url` may stand in the documentation.
pub(super) fn is_kept_url(url: &str) -> bool {
    let web = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let kept = match url.strip_prefix("mailto:") {
        // Without a dot, rustdoc reads `mailto:struct@Foo` as a link to an item.
        Some(address) => address.contains('@') && address.contains('.'),
        None => web.is_some_and(|rest| !rest.is_empty()),
    };
    kept && url.chars().all(is_url_char)
}

/// Characters of a URL that mean nothing to Markdown around it.
pub(super) fn is_url_char(c: char) -> bool {
    c.is_ascii_graphic() && !"()<>[]\"'`\\|".contains(c)
}

/// Replaces links that we do not keep by their text.
///
/// `[a](https://a.b) [c](d)` becomes `[a](https://a.b) c`.
pub(super) fn flatten(line: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some((token, len)) = token(&line[at..]) {
        match token {
            Token::Link { text, url: None } => out.push_str(&flatten(text)),
            Token::Link { .. }
            | Token::Escape
            | Token::Code
            | Token::Url(_)
            | Token::Scheme
            | Token::Pattern(_)
            | Token::Backticks
            | Token::Char(_) => out.push_str(&line[at..at + len]),
        }
        at += len;
    }
    out
}

/// Writes a line's content so that only code, emphasis and links with a good target remain.
///
/// `` a<b> [C] `[d]` https://e.f. `` becomes `` a\<b> \[C] `[d]` <https://e.f>. ``
pub(super) fn escape(content: &str, place: Place, links: Links) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some((token, len)) = token(&content[at..]) {
        let source = &content[at..at + len];
        at += len;
        match token {
            Token::Code if place == Place::Table => out.push_str(&escape_pipes(source)),
            Token::Escape | Token::Code | Token::Scheme => out.push_str(source),
            Token::Link { text, url } => {
                let text = escape(text, place, Links::Drop);
                match (links, url) {
                    (Links::Drop, _) | (_, None) => out.push_str(&text),
                    // An image becomes a link too: documentation loads nothing from elsewhere.
                    (Links::Keep, Some(url)) if text.trim().is_empty() => {
                        push(&mut out, ["<", url, ">"])
                    }
                    (Links::Keep, Some(url)) => push(&mut out, ["[", &text, "](", url, ")"]),
                }
            }
            Token::Url(url) if links == Links::Keep => push(&mut out, ["<", url, ">"]),
            Token::Url(url) => out.push_str(url),
            // Escaped, it is no URL for those who look for some.
            Token::Pattern(scheme) => out.push_str(&scheme.replace("//", "\\//")),
            Token::Backticks => out.push_str(&"\\`".repeat(len)),
            Token::Char('\\') => out.push_str("\\\\"),
            Token::Char('<') => out.push_str("\\<"),
            Token::Char('[') => out.push_str("\\["),
            Token::Char(']') if links == Links::Drop => out.push_str("\\]"),
            // An escaped pipe behind backslashes is read differently by different parsers.
            Token::Char('|') if links == Links::Drop => out.push_str("&#124;"),
            // Must not make an image of a link behind it.
            Token::Char('!') if content[at..].starts_with("![") => {
                out.push_str("\\!");
            }
            Token::Char(c) => out.push(c),
        }
    }
    out
}

/// Escapes each `|` of a code span in a table, once.
pub(super) fn escape_pipes(code: &str) -> String {
    let mut parts = code.split('|').peekable();
    let mut out = String::new();
    while let Some(part) = parts.next() {
        match parts.peek() {
            Some(_) => push(&mut out, [part.trim_end_matches('\\'), "\\|"]),
            None => out.push_str(part),
        }
    }
    out
}

/// Adds the parts one after the other.
pub(super) fn push<const N: usize>(out: &mut String, parts: [&str; N]) {
    out.extend(parts);
}
