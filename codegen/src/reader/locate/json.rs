//! Walks a JSON text for [`Targets`]: a scan over its bytes that goes only into what is wanted.
//!
//! The text is known to be well-formed, except behind a duplicate key; there the walk ends early.

use super::super::json::string_end;
use super::{NodeId, Targets};
use std::borrow::Cow;

/// Notes the byte offset of every wanted key and element.
pub(super) fn walk(text: &str, targets: &mut Targets) {
    let mut scan = Scan { text, at: 0 };
    // `None` is the end of the text before the end of the value; what was found stays.
    let _ = scan.value(Targets::ROOT, targets);
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    /// Passes over a value; into it, as far as something in it is wanted.
    fn value(&mut self, id: NodeId, targets: &mut Targets) -> Option<()> {
        match self.peek()? {
            b'{' if !targets.is_leaf(id) => self.object(id, targets),
            b'[' if !targets.is_leaf(id) => self.array(id, targets),
            _ => self.skip(),
        }
    }

    fn object(&mut self, id: NodeId, targets: &mut Targets) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => {
                    let start = self.at;
                    let key = self.key()?;
                    let child = targets.child(id, &key);
                    self.expect(b':')?;
                    match child {
                        Some(child) => {
                            targets.found(child, start);
                            self.value(child, targets)?;
                        }
                        None => self.skip()?,
                    }
                }
                b',' => self.at += 1,
                _ => return self.expect(b'}'),
            }
        }
    }

    fn array(&mut self, id: NodeId, targets: &mut Targets) -> Option<()> {
        self.at += 1;
        let mut index = 0_usize;
        loop {
            match self.peek()? {
                b']' => return self.expect(b']'),
                b',' => self.at += 1,
                _ => {
                    match targets.child(id, &index.to_string()) {
                        Some(child) => {
                            targets.found(child, self.at);
                            self.value(child, targets)?;
                        }
                        None => self.skip()?,
                    }
                    index += 1;
                }
            }
        }
    }

    /// Passes over a value of any depth without recursion.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                b',' | b':' => return None,
                _ => self.word(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn key(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at;
        self.string();
        let literal = &self.text[start..self.at];
        if literal.contains('\\') {
            serde_json::from_str(literal).ok().map(Cow::Owned)
        } else {
            literal
                .strip_prefix('"')?
                .strip_suffix('"')
                .map(Cow::Borrowed)
        }
    }

    fn string(&mut self) {
        let behind_quote = self.at + 1;
        self.at = behind_quote + string_end(&self.text.as_bytes()[behind_quote..]);
    }

    /// Passes over a number, `true`, `false` or `null`.
    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let end = |c: char| {
            matches!(c, ',' | ':' | '{' | '}' | '[' | ']' | '"') || c.is_ascii_whitespace()
        };
        // At least one character, so that the walk always gets on.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.at += first + rest[first..].find(end).unwrap_or(rest.len() - first);
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        found.then_some(())
    }

    /// The next byte that isn't white space; `None` at the end.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let space = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.at += space;
        rest.get(space).copied()
    }
}
