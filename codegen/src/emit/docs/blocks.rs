//! Blocks: quotes, lists, fences, tables, and the markers with which they start.

use std::iter::Peekable;

use super::characters::push_line;
use super::{MAX_LINES, MAX_MARKERS};

/// The markers of quotes and list items before a line's content.
pub(super) struct Markers<'a> {
    /// Spaces before the first marker.
    pub(super) indent: usize,
    /// The markers with one space after each: more would start a code block.
    pub(super) normal: String,
    /// How many are `>`.
    pub(super) quotes: usize,
    /// Whether one is a list item's.
    pub(super) list: bool,
    /// Bytes after the last `>` and before the content.
    pub(super) inner_width: usize,
    /// The rest; does not start with a space.
    pub(super) content: &'a str,
}

impl<'a> Markers<'a> {
    /// `"  -     > x"` has the markers `- > ` and the content `x`.
    pub(super) fn of(line: &'a str) -> Self {
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
    pub(super) fn starts(text: &str) -> bool {
        marker_len(text).is_some()
    }
}

/// Bytes of the quote's or list item's marker at the start: `>`, `-`, `+`, `*`, `1.`, `1)`.
pub(super) fn marker_len(text: &str) -> Option<usize> {
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
pub(super) struct Fence {
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
    pub(super) fn opening(line: &str) -> Option<Self> {
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
    pub(super) fn content<'a>(&self, line: &'a str) -> Option<&'a str> {
        let mut content = line;
        for _ in 0..self.quotes {
            content = content.trim_start_matches(' ').strip_prefix('>')?;
            content = content.strip_prefix(' ').unwrap_or(content);
        }
        let spaces = content.len() - content.trim_start_matches(' ').len();
        Some(&content[spaces.min(self.indent)..])
    }

    /// Whether the content of a line ends the block.
    pub(super) fn closes(&self, content: &str) -> bool {
        let content = content.trim();
        content.len() >= self.len && content.chars().all(|c| c == self.mark)
    }
}

/// Adds a code block, closed, at the top level: `text`, so that rustdoc runs none of it.
pub(super) fn push_code_block(
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
pub(super) fn is_table_rule(line: &str) -> bool {
    let content = Markers::of(line).content;
    content.contains('|') && content.contains('-') && content.chars().all(|c| "|:-> ".contains(c))
}

/// Makes text of the marker with which a heading, list, quote, rule, table or fence starts.
pub(super) fn escape_block_start(text: &str) -> String {
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
