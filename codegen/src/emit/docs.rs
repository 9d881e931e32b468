//! Takes text that others wrote (descriptions, titles, names from an OpenAPI document) and
//! gives Markdown that is safe in a doc comment: rustdoc runs it as no test, renders none of
//! its HTML, finds nothing to warn about, and rustc reads nothing in it as code.
//!
//! Two passes over each line keep that checkable. `flatten` replaces links we do not keep by
//! their text; only then are block markers read. `escape` writes the rest so that every
//! construct left opens and closes on its own line, whatever the first pass made of it.

mod blocks;
mod characters;
mod html;
mod inline;

use blocks::{Fence, Markers, escape_block_start, is_table_rule, push_code_block};
use characters::{clip, is_line_break, is_unprintable, push_line, source_lines};
use inline::{Links, Place, escape, flatten};

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
    let markdown = html::translated(markdown);
    let mut source = source_lines(&markdown).peekable();
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

/// Whether one of [`lines`] begins a block, such as a list, instead of going on with a paragraph. A code span or an
/// emphasis at its start doesn't.
pub fn begins_block(line: &str) -> bool {
    Markers::starts(line) || Fence::opening(line).is_some() || line.starts_with(['|', '#', '<'])
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

#[cfg(test)]
mod tests;
