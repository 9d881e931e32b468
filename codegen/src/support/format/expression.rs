//! The syntax of ECMA-262's regular expressions, as the `u` flag has it. Whether an expression can be
//! carried out here is another question.

use std::collections::BTreeSet;

/// ECMA-262 §22.2.1 `Pattern`
pub(super) fn is_expression(text: &str) -> bool {
    let mut syntax = Syntax {
        rest: text,
        // Names may be referred to before they are given.
        names: group_names(text),
        groups: count_groups(text),
    };
    syntax.pattern().is_some()
}

struct Syntax<'t> {
    rest: &'t str,
    names: BTreeSet<&'t str>,
    groups: usize,
}

/// What a quantifier may follow on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Assertion,
    Atom,
}

impl<'t> Syntax<'t> {
    /// Without recursion, however deep groups nest: `None` where the syntax is broken.
    fn pattern(&mut self) -> Option<()> {
        // For each open group, what its end is.
        let mut open: Vec<Before> = Vec::new();
        let mut before = Before::Nothing;
        while let Some(it) = self.next() {
            before = match it {
                '^' | '$' => Before::Assertion,
                '|' => Before::Nothing,
                '(' => {
                    open.push(self.group()?);
                    Before::Nothing
                }
                ')' => open.pop()?,
                '[' => self.class()?,
                '\\' => self.escape()?,
                '*' | '+' | '?' | '{' => {
                    if it == '{' {
                        self.bounds()?;
                    }
                    self.take("?");
                    (before == Before::Atom).then_some(Before::Assertion)?
                }
                '}' | ']' => return None,
                _ => Before::Atom,
            };
        }
        open.is_empty().then_some(())
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Up to four characters: `(?<` begins three kinds of groups.
    fn group(&mut self) -> Option<Before> {
        if !self.take("?") || self.take(":") {
            return Some(Before::Atom);
        }
        if ["=", "!", "<=", "<!"].into_iter().any(|it| self.take(it)) {
            return Some(Before::Assertion);
        }
        self.take("<").then_some(())?;
        self.name().map(|_| Before::Atom)
    }

    /// A name and its `>`.
    fn name(&mut self) -> Option<&'t str> {
        let name = leading_name(self.rest)?;
        self.rest = &self.rest[name.len() + 1..];
        Some(name)
    }

    /// `2}`, `2,}` or `2,3}`, in order.
    fn bounds(&mut self) -> Option<()> {
        let (inside, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        let (least, most) = match inside.split_once(',') {
            Some((least, most)) => (least, Some(most).filter(|it| !it.is_empty())),
            None => (inside, None),
        };
        let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        let number = |it: &str| it.parse::<u64>().unwrap_or(u64::MAX);
        let is_fine =
            is_number(least) && most.is_none_or(|it| is_number(it) && number(least) <= number(it));
        is_fine.then_some(())
    }

    fn escape(&mut self) -> Option<Before> {
        match self.next()? {
            'b' | 'B' => return Some(Before::Assertion),
            'k' => {
                self.take("<").then_some(())?;
                let name = self.name()?;
                self.names.contains(name).then_some(())?;
            }
            digit @ '1'..='9' => {
                let rest = self.rest.trim_start_matches(|it: char| it.is_ascii_digit());
                let number = format!("{digit}{}", &self.rest[..self.rest.len() - rest.len()]);
                self.rest = rest;
                let is_group = number.parse::<usize>().is_ok_and(|it| it <= self.groups);
                is_group.then_some(())?;
            }
            other => _ = self.character(other)?,
        }
        Some(Before::Atom)
    }

    /// Up to the `]`.
    fn class(&mut self) -> Option<Before> {
        self.take("^");
        loop {
            let from = match self.next()? {
                ']' => return Some(Before::Atom),
                it => self.class_atom(it)?,
            };
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if !is_range {
                continue;
            }
            self.take("-");
            let to = self.next()?;
            let to = self.class_atom(to)?;
            // Neither end may be a set, and the first one must not be greater.
            (from? <= to?).then_some(())?;
        }
    }

    /// One character, or `Some(None)` for a set such as `\d`.
    fn class_atom(&mut self, it: char) -> Option<Option<u32>> {
        match it {
            '\\' => match self.next()? {
                'b' => Some(Some(8)),
                '-' => Some(Some(u32::from('-'))),
                other => self.character(other),
            },
            other => Some(Some(u32::from(other))),
        }
    }

    /// §22.2.1 `CharacterEscape` and `CharacterClassEscape`; their first character has been read.
    fn character(&mut self, escape: char) -> Option<Option<u32>> {
        let code = match escape {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => return Some(None),
            'p' | 'P' => {
                let (property, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
                self.rest = rest;
                let is_fine = |it: u8| it.is_ascii_alphanumeric() || b"_=".contains(&it);
                let is_property = !property.is_empty() && property.bytes().all(is_fine);
                return is_property.then_some(None);
            }
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            '0' if !self.rest.starts_with(|it: char| it.is_ascii_digit()) => 0,
            'c' => u32::from(self.next().filter(char::is_ascii_alphabetic)?) % 32,
            'x' => self.digits(2)?,
            'u' if self.take("{") => {
                let (digits, rest) = self.rest.split_once('}')?;
                self.rest = rest;
                let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
                let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
                (code <= 0x10_FFFF).then_some(code)?
            }
            'u' => self.digits(4)?,
            other if "^$\\.*+?()[]{}|/".contains(other) => u32::from(other),
            _ => return None,
        };
        Some(Some(code))
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest.get(..count)?;
        let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        self.rest = &self.rest[count..];
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    }
}

/// ECMA-262 `RegExpIdentifierName`, if one stands before the next `>`. Looks no further than the name:
/// a text may have many groups.
fn leading_name(text: &str) -> Option<&str> {
    let is_start = |it: char| it.is_alphabetic() || it == '$' || it == '_';
    let end = text.find(|it: char| !is_start(it) && !it.is_alphanumeric())?;
    let (name, rest) = text.split_at(end);
    (rest.starts_with('>') && name.starts_with(is_start)).then_some(name)
}

/// The names of all groups.
fn group_names(text: &str) -> BTreeSet<&str> {
    let after = openings(text).filter_map(|it| it.strip_prefix("?<"));
    after.filter_map(leading_name).collect()
}

/// How many groups can be referred to by number.
fn count_groups(text: &str) -> usize {
    let is_capturing = |it: &&str| {
        !it.starts_with('?')
            || (it.starts_with("?<") && !it.starts_with("?<=") && !it.starts_with("?<!"))
    };
    openings(text).filter(is_capturing).count()
}

/// What follows on each parenthesis that opens a group.
fn openings(text: &str) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    let mut is_class = false;
    text.char_indices().filter_map(move |(index, it)| {
        let was_escaped = std::mem::take(&mut is_escaped);
        match it {
            _ if was_escaped => {}
            '\\' => is_escaped = true,
            '[' => is_class = true,
            ']' => is_class = false,
            '(' if !is_class => return Some(&text[index + 1..]),
            _ => {}
        }
        None
    })
}
