//! Lines and columns of byte offsets, as editors count them.

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters (Unicode scalar values), counted from 1.
    pub column: usize,
}

/// The starts of the lines of a text, found once.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    /// Byte offsets, ascending; the first is 0.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text. They end with `\n`; `\r` before it isn't part of the line.
    pub fn new(text: &'a str) -> Lines<'a> {
        let breaks = line_starts(text);
        Lines {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The position of a byte offset. Beyond the end it is the end; within a character, the
    /// character.
    pub fn location(&self, offset: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let before = &self.text[start..self.text.floor_char_boundary(offset.max(start))];
        Location {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The text of a line counted from 1, without its end; empty where there is no such line.
    pub fn line(&self, line: usize) -> &'a str {
        let index = line.saturating_sub(1);
        let Some(start) = self.starts.get(index).copied() else {
            return "";
        };
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.text.len(), |next| next - 1);
        let text = &self.text[start..end];
        text.strip_suffix('\r').unwrap_or(text)
    }
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.bytes().enumerate();
    bytes.filter_map(|(index, byte)| (byte == b'\n').then_some(index + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a\né漢x\n");
        assert_eq!(lines.location(0), Location { line: 1, column: 1 });
        assert_eq!(lines.location(7), Location { line: 2, column: 3 });
        assert_eq!(lines.location(4), Location { line: 2, column: 2 });
    }

    #[test]
    fn an_offset_within_a_character_or_beyond_the_end_is_clamped() {
        let lines = Lines::new("a\né");
        assert_eq!(lines.location(3), Location { line: 2, column: 1 });
        assert_eq!(lines.location(99), Location { line: 2, column: 2 });
    }

    #[test]
    fn lines_come_without_their_ends() {
        let lines = Lines::new("a\r\nb\n");
        assert_eq!(
            [1, 2, 3, 4, 0].map(|n| lines.line(n)),
            ["a", "b", "", "", "a"]
        );
    }
}
