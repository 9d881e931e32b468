//! Regular expressions of ECMA-262, as `pattern` has them, in the spelling of the regex crate.
//!
//! Only where both provably mean the same: what the crate doesn't have, or reads differently and
//! can't be told otherwise (lookaround, back-references), is refused with a reason.

use std::fmt::Write;

/// More states than this are no pattern that anybody meant.
const LARGEST: usize = 1 << 20;

/// Translates a pattern: `^\d+$` becomes `^[0-9]+$`.
///
/// # Errors
///
/// Says what can't be translated, or isn't a pattern at all.
pub fn translate(source: &str) -> Result<String, String> {
    let (source, ignores_case) = without_flags(source)?;
    let mut translation = Translation {
        rest: source.chars().collect(),
        at: 0,
        text: String::with_capacity(source.len() + 8),
    };
    translation.all()?;
    if ignores_case {
        translation.text = format!("(?i:{})", translation.text);
    }
    let mut builder = regex::RegexBuilder::new(&translation.text);
    match builder.size_limit(LARGEST).build() {
        Ok(_) => Ok(translation.text),
        Err(regex::Error::CompiledTooBig(_)) => Err("it is too large when compiled".to_owned()),
        Err(error) => {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default();
            Err(last.trim_start_matches("error: ").to_owned())
        }
    }
}

/// A pattern without the flags that stand around it, and whether one of them is `i`: `(?i)a` of Perl
/// and its kin, `/^a$/i` of a script. The latter begins or ends with an anchor, which would never hold
/// beside a slash that is meant.
fn without_flags(source: &str) -> Result<(&str, bool), String> {
    if let Some(rest) = source.strip_prefix("(?i)") {
        return Ok((rest, true));
    }
    let literal = source.strip_prefix('/').and_then(|it| it.rsplit_once('/'));
    match literal {
        Some((inside, flags))
            if (inside.starts_with('^') || inside.ends_with('$'))
                && flags.chars().all(|it| "dgimsuvy".contains(it)) =>
        {
            match flags.chars().find(|it| "ms".contains(*it)) {
                Some(flag) => Err(format!("it has the flag `{flag}`")),
                None => Ok((inside, flags.contains('i'))),
            }
        }
        _ => Ok((source, false)),
    }
}

/// The classes of POSIX, which stand in brackets: `[[:alpha:]_]`.
const POSIX: &[&str] = &[
    "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "xdigit",
];

/// ECMA-262 §22.2.2.9: the characters of `\s`.
const SPACE: &str = r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

struct Translation {
    rest: Vec<char>,
    at: usize,
    text: String,
}

impl Translation {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    fn looking_at(&self, text: &str) -> bool {
        let mut rest = self.rest[self.at..].iter();
        text.chars().all(|it| rest.next() == Some(&it))
    }

    fn all(&mut self) -> Result<(), String> {
        while let Some(it) = self.next() {
            match it {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.group()?,
                // §22.2.1: a line terminator is none of `.`.
                '.' => self.text.push_str(r"[^\n\r\x{2028}\x{2029}]"),
                // Annex B: a brace that begins no quantifier stands for itself.
                '{' if !self.is_quantifier() => self.text.push_str(r"\{"),
                '{' => {
                    self.text.push('{');
                    while let Some(digit) = self.next() {
                        self.text.push(digit);
                        if digit == '}' {
                            break;
                        }
                    }
                }
                '}' => self.text.push_str(r"\}"),
                ']' => self.text.push_str(r"\]"),
                other => self.text.push(other),
            }
        }
        Ok(())
    }

    /// Whether `2}`, `2,}` or `2,3}` follows.
    fn is_quantifier(&self) -> bool {
        let rest: String = self.rest[self.at..].iter().take(24).collect();
        let Some((inside, _)) = rest.split_once('}') else {
            return false;
        };
        let is_number = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit());
        match inside.split_once(',') {
            Some((least, most)) => is_number(least) && (most.is_empty() || is_number(most)),
            None => is_number(inside),
        }
    }

    fn group(&mut self) -> Result<(), String> {
        self.text.push('(');
        if !self.looking_at("?") {
            return Ok(());
        }
        for (start, what) in [
            ("?=", "lookahead"),
            ("?!", "lookahead"),
            ("?<=", "lookbehind"),
            ("?<!", "lookbehind"),
        ] {
            if self.looking_at(start) {
                return Err(format!("it has a {what} (`({start}…)`)"));
            }
        }
        // The last two are spelled so by ECMA-262 of 2025, and by Python.
        let is_known = |it: &&str| self.looking_at(it);
        if ["?:", "?<", "?i:", "?P<"].iter().any(is_known) {
            return Ok(());
        }
        Err("it has a group that ECMA-262 doesn't have".to_owned())
    }

    fn escape(&mut self) -> Result<(), String> {
        let Some(it) = self.next() else {
            return Err("it ends with a backslash".to_owned());
        };
        match it {
            'd' => self.text.push_str("[0-9]"),
            'D' => self.text.push_str("[^0-9]"),
            'w' => self.text.push_str("[0-9A-Za-z_]"),
            'W' => self.text.push_str("[^0-9A-Za-z_]"),
            's' => write!(self.text, "[{SPACE}]").unwrap_or_default(),
            'S' => write!(self.text, "[^{SPACE}]").unwrap_or_default(),
            // Words are made of ASCII.
            'b' => self.text.push_str(r"(?-u:\b)"),
            'B' => return Err(r"it has `\B`".to_owned()),
            '1'..='9' => return Err(format!(r"it has a back-reference (`\{it}`)")),
            'k' => return Err(r"it has a back-reference (`\k`)".to_owned()),
            'p' | 'P' => self.property(it)?,
            // Other dialects begin and end with these; nobody means the letters.
            'A' => self.text.push_str(r"\A"),
            'z' | 'Z' => self.text.push_str(r"\z"),
            other => {
                let character = self.character(other)?;
                self.literal(character);
            }
        }
        Ok(())
    }

    /// `\p{L}`, `\p{Letter}`, `\p{Script=Greek}`.
    fn property(&mut self, escape: char) -> Result<(), String> {
        if self.peek() != Some('{') {
            // Annex B: without the `u` flag, this is the letter.
            self.literal(escape);
            return Ok(());
        }
        self.text.push('\\');
        self.text.push(escape);
        while let Some(it) = self.next() {
            self.text.push(it);
            if it == '}' {
                return Ok(());
            }
        }
        Err(r"`\p{` has no end".to_owned())
    }

    /// The character that an escape stands for; its first character has been read.
    fn character(&mut self, escape: char) -> Result<char, String> {
        Ok(match escape {
            't' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            '0' => '\0',
            'c' => match self.next() {
                Some(it) if it.is_ascii_alphabetic() => char::from(it as u8 % 32),
                _ => return Err(r"`\c` is followed by no letter".to_owned()),
            },
            'x' => self.code(2)?,
            'u' if self.peek() == Some('{') => {
                self.at += 1;
                let digits: String =
                    std::iter::from_fn(|| self.next().filter(|it| *it != '}')).collect();
                scalar(&digits)?
            }
            'u' => self.code(4)?,
            other => other,
        })
    }

    fn code(&mut self, digits: usize) -> Result<char, String> {
        let text: String = (0..digits).filter_map(|_| self.next()).collect();
        let high = u32::from_str_radix(&text, 16).unwrap_or_default();
        // A surrogate pair is one character.
        if (0xD800..0xDC00).contains(&high) && self.looking_at("\\u") {
            let low: String = self.rest[self.at + 2..].iter().take(4).collect();
            let low = u32::from_str_radix(&low, 16).unwrap_or_default();
            if (0xDC00..0xE000).contains(&low) {
                self.at += 6;
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return char::from_u32(code).ok_or_else(|| format!("`{text}` is no character"));
            }
        }
        scalar(&text)
    }

    fn literal(&mut self, it: char) {
        self.text
            .push_str(&regex::escape(it.encode_utf8(&mut [0; 4])));
    }

    fn class(&mut self) -> Result<(), String> {
        let negated = self.looking_at("^");
        self.at += usize::from(negated);
        if self.looking_at("]") {
            // `[]` matches nothing, `[^]` anything.
            self.at += 1;
            self.text
                .push_str(if negated { r"[\s\S]" } else { r"[^\s\S]" });
            return Ok(());
        }
        self.text.push_str(if negated { "[^" } else { "[" });
        loop {
            let Some(it) = self.next() else {
                return Err("a `[` has no end".to_owned());
            };
            match it {
                ']' => break,
                '\\' => self.class_escape()?,
                '[' if self.posix() => {}
                // What has a meaning in the regex crate's classes only.
                '[' | '&' | '~' => self.literal_in_class(it),
                '-' => {
                    let is_range = self.is_range();
                    self.text.push_str(if is_range { "-" } else { r"\-" });
                }
                '^' => self.text.push_str(r"\^"),
                other => self.text.push(other),
            }
        }
        self.text.push(']');
        Ok(())
    }

    /// Takes a class such as `[:alpha:]`, if one follows; its `[` has been read.
    fn posix(&mut self) -> bool {
        let negated = self.looking_at(":^");
        let start = if negated { ":^" } else { ":" };
        let class = POSIX.iter().map(|name| format!("{start}{name}:]"));
        let Some(class) = class.into_iter().find(|it| self.looking_at(it)) else {
            return false;
        };
        self.at += class.len();
        self.text.push('[');
        self.text.push_str(&class);
        true
    }

    /// Whether the `-` that was just read stands between two characters.
    fn is_range(&self) -> bool {
        let before = self.text.ends_with(['[', ']']) || self.text.ends_with("[^");
        let after = self.peek().is_none_or(|it| it == ']');
        let is_set = self.looking_at("\\d") || self.looking_at("\\w") || self.looking_at("\\s");
        !before && !after && !is_set
    }

    fn class_escape(&mut self) -> Result<(), String> {
        let Some(it) = self.next() else {
            return Err("it ends with a backslash".to_owned());
        };
        match it {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                self.at -= 1;
                let length = self.text.len();
                self.escape()?;
                debug_assert!(self.text.len() > length);
            }
            'b' => self.text.push_str(r"\x08"),
            'p' | 'P' => self.property(it)?,
            '-' => self.text.push_str(r"\-"),
            other => {
                let character = self.character(other)?;
                self.literal_in_class(character);
            }
        }
        Ok(())
    }

    fn literal_in_class(&mut self, it: char) {
        write!(self.text, r"\x{{{:X}}}", u32::from(it)).unwrap_or_default();
    }
}

fn scalar(digits: &str) -> Result<char, String> {
    let code = u32::from_str_radix(digits, 16).ok();
    code.and_then(char::from_u32)
        .ok_or_else(|| format!("`{digits}` is no character"))
}

#[cfg(test)]
mod tests {
    use super::translate;

    fn matches(pattern: &str, text: &str) -> bool {
        let translated = translate(pattern).expect(pattern);
        regex::Regex::new(&translated)
            .expect(pattern)
            .is_match(text)
    }

    #[test]
    fn classes_are_those_of_ascii() {
        assert!(matches(r"^\d+$", "019") && !matches(r"^\d+$", "٣"));
        assert!(matches(r"^\w$", "_") && !matches(r"^\w$", "é"));
        assert!(matches(r"^[\w-]+$", "a-b") && matches(r"^[a-\d]$", "-"));
    }

    #[test]
    fn spaces_are_those_of_ecma() {
        assert!(matches(r"^\s$", "\u{feff}") && matches(r"^[^\S]$", "\u{2028}"));
        assert!(!matches(r"^\s$", "\u{85}") && !matches("^.$", "\u{2029}"));
    }

    #[test]
    fn the_end_is_the_end_of_the_text() {
        assert!(!matches("^a$", "a\n") && matches("b", "abc"));
    }

    #[test]
    fn escapes_are_characters() {
        assert!(matches(r"^\/\cJ\x41\u0042\-$", "/\nAB-"));
        assert!(matches(r"^\ud83d\ude00$", "😀") && matches(r"^\p{Lu}$", "É"));
    }

    #[test]
    fn braces_and_brackets_may_stand_for_themselves() {
        assert!(
            matches(r"^{a}$", "{a}") && matches(r"^a{2}$", "aa") && matches("^[[&&~~]+$", "[&~")
        );
        assert!(!matches("[]", "a") && matches("^[^]$", "\n"));
    }

    #[test]
    fn other_dialects_mean_what_they_say() {
        assert!(matches("/^[a-z]+$/i", "aBc") && !matches("/^[a-z]+$/i", "/abc/i"));
        assert!(matches("/^a/", "ab") && matches("/a/b/", "x/a/b/"));
        assert!(matches("(?i)^abc$", "ABC") && matches("^(?i:a)b$", "Ab"));
        assert!(matches(r"\Aa\z", "a") && !matches(r"\Aa\Z", "ab"));
        assert!(matches(r"^(?P<year>\d{4})$", "2024"));
        assert!(matches("^[[:alpha:]_]+$", "a_b") && !matches("^[[:^alpha:]]$", "a"));
        assert!(translate("/^a$/m").is_err() && translate("(?s)a").is_err());
    }

    #[test]
    fn what_takes_more_than_linear_time_is_refused() {
        for pattern in [
            r"(?=x)",
            r"(?!x)y",
            r"(?<=x)y",
            r"(a)\1",
            "(((a{100}){100}){100})",
            "[",
            "(",
            r"\",
        ] {
            assert!(translate(pattern).is_err(), "{pattern}");
        }
    }
}
