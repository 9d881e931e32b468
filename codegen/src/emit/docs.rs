//! Takes text that others wrote (descriptions, titles, names from an OpenAPI document) and
//! gives Markdown that is safe in a doc comment: rustdoc runs it as no test, renders none of
//! its HTML, finds nothing to warn about, and rustc reads nothing in it as code.
//!
//! Two passes over each line keep that checkable. `flatten` replaces links we do not keep by
//! their text; only then are block markers read. `escape` writes the rest so that every
//! construct left opens and closes on its own line, whatever the first pass made of it.

use std::iter::Peekable;

/// Lines of one description; a longer one ends with `…`.
const MAX_LINES: usize = 200;
/// Characters of one source line; the rest becomes `…`.
const MAX_CHARS: usize = 2_000;
/// Characters inside [`code`]; the rest becomes `…`.
const MAX_CODE_CHARS: usize = 120;
/// Nested quotes and list items on one line; deeper ones become text.
const MAX_MARKERS: usize = 8;
/// Bytes of a link's text; a longer one is no link.
const MAX_LINK_TEXT: usize = 500;
/// Brackets within a link's; deeper ones make it no link, so that `[[[[…` takes linear time.
const MAX_LINK_DEPTH: usize = 4;

/// A description as the lines of a doc comment, one `#[doc = " <line>"]` each.
///
/// The lines hold no line breaks, control characters or tabs and no trailing spaces. A line
/// starts with a space only inside a code block or a nested list. Every code block comes out
/// fenced as `text`; anything else indented loses its indentation.
///
/// `"See [Foo].\r\n\r\n    let x;"` becomes `["See \[Foo].", "", "let x;"]`.
pub fn lines(markdown: &str) -> Vec<String> {
    let mut source = source_lines(markdown).peekable();
    let mut out = Vec::new();
    let mut list = false;
    let mut table = false;
    while out.len() < MAX_LINES {
        let Some(line) = source.next() else { break };
        if let Some(fence) = Fence::opening(&line) {
            push_code_block(&mut out, &fence, &mut source);
            list = false;
            table = false;
            continue;
        }
        let line = flatten(&line);
        let markers = Markers::of(&line);
        if line.trim().is_empty() {
            table = false;
        } else {
            let after_blank = out.last().is_none_or(String::is_empty);
            list = markers.list || (list && (markers.indent > 0 || !after_blank));
            table |= source
                .peek()
                .is_some_and(|next| is_table_rule(&flatten(next)));
        }
        // Up to three spaces nest a list; four would make a code block.
        let indent = if list { markers.indent.min(3) } else { 0 };
        let place = if table {
            Place::Table
        } else {
            Place::Paragraph
        };
        let content = escape(markers.content, place, Links::Keep);
        let content = match markers.content {
            text if text.starts_with("~~~") || Markers::starts(text) => {
                escape_block_start(&content)
            }
            _ => content,
        };
        push_line(
            &mut out,
            &format!("{:indent$}{}{content}", "", markers.normal),
        );
    }
    if source.any(|line| !line.is_empty()) {
        push_line(&mut out, "…");
    }
    if out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// Foreign text for use inside a sentence of ours: like [`lines`], but one line, on which no
/// list, heading or other block can start.
///
/// `"# All\nof <T>"` becomes `\# All of \<T>`.
pub fn sentence(text: &str) -> String {
    let mut words = String::new();
    // Characters, counted once per word to stay linear.
    let mut len = 0;
    'text: for line in source_lines(text) {
        for word in line.split_whitespace() {
            if len > 0 {
                words.push(' ');
            }
            words.push_str(word);
            len += word.chars().count() + 1;
            if len > MAX_CHARS {
                break 'text;
            }
        }
    }
    let words = clip(words.chars(), MAX_CHARS);
    let words = flatten(words.trim());
    escape_block_start(&escape(words.trim(), Place::Paragraph, Links::Keep))
}

/// Any text as an inline code span. Characters that cannot be seen come out as Rust escapes.
///
/// `"a\nb"` becomes `` `a\nb` ``, ``"a`b"`` becomes ``` ``a`b`` ```, and the empty text `` `""` ``.
pub fn code(text: &str) -> String {
    let mut inner = String::new();
    let mut len = 0;
    for c in text.chars() {
        let visible = match c {
            '\n' | '\r' | '\t' => c.escape_default().to_string(),
            c if is_line_break(c) || is_unprintable(c) => c.escape_unicode().to_string(),
            c => c.to_string(),
        };
        len += visible.chars().count();
        if len > MAX_CODE_CHARS {
            inner.push('…');
            break;
        }
        inner.push_str(&visible);
    }
    if inner.is_empty() {
        inner.push_str("\"\"");
    }
    let delimiter = "`".repeat(unused_run(&inner));
    // CommonMark §6.1: one space is stripped from both ends of a code span, unless it is blank.
    let stripped = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
    let pad = if stripped || inner.starts_with('`') || inner.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{delimiter}{pad}{inner}{pad}{delimiter}")
}

/// The shortest run of backticks that does not occur in `text`.
fn unused_run(text: &str) -> usize {
    let runs: Vec<usize> = text
        .split(|c| c != '`')
        .map(str::len)
        .filter(|&length| length > 0)
        .collect();
    (1..).find(|length| !runs.contains(length)).unwrap_or(1)
}

// Lines and characters.

/// The lines of a text without unprintable characters, tabs, trailing spaces and excess length.
fn source_lines(text: &str) -> impl Iterator<Item = String> {
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
fn clip(mut chars: impl Iterator<Item = char>, max: usize) -> String {
    let mut text: String = chars.by_ref().take(max).collect();
    if chars.any(|c| !c.is_whitespace()) {
        text.push('…');
    }
    text
}

/// Whether some reader of the generated file would start a new line here.
fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Control characters, byte order marks, and the bidi controls, which rustc refuses.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Adds a line, unless it is blank and follows nothing or a blank one.
fn push_line(out: &mut Vec<String>, line: &str) {
    let line = line.trim_end();
    if !line.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
        out.push(line.to_owned());
    }
}

// Blocks.

/// The markers of quotes and list items before a line's content.
struct Markers<'a> {
    /// Spaces before the first marker.
    indent: usize,
    /// The markers with one space after each: more would start a code block.
    normal: String,
    /// How many are `>`.
    quotes: usize,
    /// Whether one is a list item's.
    list: bool,
    /// Bytes after the last `>` and before the content.
    inner_width: usize,
    /// The rest; does not start with a space.
    content: &'a str,
}

impl<'a> Markers<'a> {
    /// `"  -     > x"` has the markers `- > ` and the content `x`.
    fn of(line: &'a str) -> Self {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        let mut markers = Self {
            indent,
            normal: String::new(),
            quotes: 0,
            list: false,
            inner_width: indent,
            content,
        };
        for _ in 0..MAX_MARKERS {
            let Some(len) = marker_len(markers.content) else {
                break;
            };
            let (marker, rest) = markers.content.split_at(len);
            let content = rest.trim_start_matches(' ');
            markers.normal.push_str(marker);
            markers.normal.push(' ');
            if marker == ">" {
                markers.quotes += 1;
                // The first space belongs to the `>`.
                markers.inner_width = (rest.len() - content.len()).saturating_sub(1);
            } else {
                markers.list = true;
                markers.inner_width += markers.content.len() - content.len();
            }
            markers.content = content;
        }
        markers
    }

    /// Whether a marker stands at the start.
    fn starts(text: &str) -> bool {
        marker_len(text).is_some()
    }
}

/// Bytes of the quote's or list item's marker at the start: `>`, `-`, `+`, `*`, `1.`, `1)`.
fn marker_len(text: &str) -> Option<usize> {
    if text.starts_with('>') {
        return Some(1);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = match digits {
        0 => text.strip_prefix(['-', '+', '*'])?,
        _ => text[digits..].strip_prefix(['.', ')'])?,
    };
    (rest.is_empty() || rest.starts_with(' ')).then_some(digits + 1)
}

/// The opening line of a fenced code block.
struct Fence {
    /// The fence's character, `` ` `` or `~`.
    mark: char,
    /// How many of them.
    len: usize,
    /// How many `>` stand before each line of the block.
    quotes: usize,
    /// Spaces to cut from the start of each line.
    indent: usize,
}

impl Fence {
    /// Reads a fence wherever it could be one, behind any indentation and markers.
    fn opening(line: &str) -> Option<Self> {
        let markers = Markers::of(line);
        let mark = markers
            .content
            .chars()
            .next()
            .filter(|c| matches!(c, '`' | '~'))?;
        let info = markers.content.trim_start_matches(mark);
        let len = markers.content.len() - info.len();
        // CommonMark §4.5: behind backticks, another backtick makes it inline code.
        let opens = len >= 3 && !(mark == '`' && info.contains('`'));
        opens.then_some(Self {
            mark,
            len,
            quotes: markers.quotes,
            indent: markers.inner_width,
        })
    }

    /// A line of the block without what belongs to the containers; `None` if they end.
    fn content<'a>(&self, line: &'a str) -> Option<&'a str> {
        let mut content = line;
        for _ in 0..self.quotes {
            content = content.trim_start_matches(' ').strip_prefix('>')?;
            content = content.strip_prefix(' ').unwrap_or(content);
        }
        let spaces = content.len() - content.trim_start_matches(' ').len();
        Some(&content[spaces.min(self.indent)..])
    }

    /// Whether the content of a line ends the block.
    fn closes(&self, content: &str) -> bool {
        let content = content.trim();
        content.len() >= self.len && content.chars().all(|c| c == self.mark)
    }
}

/// Adds a code block, closed, at the top level: `text`, so that rustdoc runs none of it.
fn push_code_block(
    out: &mut Vec<String>,
    fence: &Fence,
    source: &mut Peekable<impl Iterator<Item = String>>,
) {
    let mut block = Vec::new();
    while out.len() + 1 + block.len() < MAX_LINES {
        let Some(content) = source.peek().and_then(|line| fence.content(line)) else {
            break;
        };
        let closed = fence.closes(content);
        if !closed {
            push_line(&mut block, content);
        }
        source.next();
        if closed {
            break;
        }
    }
    if block.last().is_some_and(String::is_empty) {
        block.pop();
    }
    // Longer than any in the block, so that none can close it.
    let inside = block.iter().map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches('`').len()
    });
    let delimiter = "`".repeat(inside.max().unwrap_or(0).max(2) + 1);
    out.push(format!("{delimiter}text"));
    out.append(&mut block);
    out.push(delimiter);
}

/// Whether a line could be the rule under a table's head, as in `|---|:-:|`, in any container.
fn is_table_rule(line: &str) -> bool {
    let content = Markers::of(line).content;
    content.contains('|') && content.contains('-') && content.chars().all(|c| "|:-> ".contains(c))
}

/// Makes text of the marker with which a heading, list, quote, rule, table or fence starts.
fn escape_block_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_rule = !text.is_empty() && text.chars().all(|c| "*_ ".contains(c));
    let at = if marker_len(text).is_some() {
        digits
    } else if is_rule || text.starts_with(['#', '-', '+', '=', '~', '|', ':']) {
        0
    } else {
        return text.to_owned();
    };
    format!("{}\\{}", &text[..at], &text[at..])
}

// Inline text.

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Anywhere but in a table.
    Paragraph,
    /// Perhaps in a table, where `|` ends a cell even in code.
    Table,
}

/// What becomes of links.
#[derive(Clone, Copy, PartialEq)]
enum Links {
    /// Those with a good target stay.
    Keep,
    /// Only their text stays, because we are inside of one.
    Drop,
}

/// The smallest piece of a line that is treated as one.
enum Token<'a> {
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
    /// A run of backticks that opens no code.
    Backticks,
    /// Any other character.
    Char(char),
}

/// The first token of a text, and its length in bytes; `None` at the end.
fn token(text: &str) -> Option<(Token<'_>, usize)> {
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
fn code_len(text: &str) -> Option<usize> {
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
fn link(input: &str) -> Option<(Token<'_>, usize)> {
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
fn closing(text: &str, [open, close]: [char; 2]) -> Option<usize> {
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
fn bare_url(text: &str) -> Option<(Token<'_>, usize)> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme))?;
    let end = text
        .find(|c| !is_url_char(c) || c == '*')
        .unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '_', '~']);
    Some(match url.len() > scheme.len() {
        true => (Token::Url(url), url.len()),
        false => (Token::Scheme, scheme.len()),
    })
}

/// Whether a link to `url` may stand in the documentation.
fn is_kept_url(url: &str) -> bool {
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
fn is_url_char(c: char) -> bool {
    c.is_ascii_graphic() && !"()<>[]\"'`\\|".contains(c)
}

/// Replaces links that we do not keep by their text.
///
/// `[a](https://a.b) [c](d)` becomes `[a](https://a.b) c`.
fn flatten(line: &str) -> String {
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
fn escape(content: &str, place: Place, links: Links) -> String {
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
fn escape_pipes(code: &str) -> String {
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
fn push<const N: usize>(out: &mut String, parts: [&str; N]) {
    out.extend(parts);
}

#[cfg(test)]
#[path = "docs_tests.rs"]
mod tests;
