//! Identifiers: the only place where text becomes a Rust name.

use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::ir::ObjectRules;

/// A type's or variant's name: `"push_event"` becomes `PushEvent`, `"2xx"` becomes `_2xx`, `""`
/// becomes `Empty`, `"+1"` becomes `Plus1`, `"Self"` becomes `Self_`.
pub fn type_name(text: &str) -> String {
    let camel = legal(&words(text).to_upper_camel_case());
    match camel.as_str() {
        // Raw identifiers can't be `Self`.
        "Self" => "Self_".to_owned(),
        "" if text.is_empty() => "Empty".to_owned(),
        "" => spelled(text),
        _ => camel,
    }
}

/// The name of a listed value: that of a type, but what stands between two digits stays a border: `"4.1"` is `_4_1`,
/// which neither `"41"` nor `"4.11"` is close to.
pub fn value_name(text: &str) -> String {
    let mut parts = vec![String::new()];
    let mut before: Option<char> = None;
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        let is_between = before.is_some_and(|it| it.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        before = Some(it);
        match parts.last_mut() {
            Some(part) if !(is_between && (separates(it) || it == '_')) => part.push(it),
            _ => parts.push(String::new()),
        }
    }
    let names = parts.iter().enumerate().map(|(index, part)| {
        let name = type_name(part);
        match index {
            0 => name,
            _ => name.trim_start_matches('_').to_owned(),
        }
    });
    names.collect::<Vec<String>>().join("_")
}

/// A field's name: `"fooBar"` becomes `foo_bar`, `"type"` becomes `r#type`, `"self"` becomes
/// `self_`, `"2xx"` becomes `_2xx`.
pub fn field_name(text: &str) -> String {
    let snake = legal(&words(text).to_snake_case());
    match snake.as_str() {
        "self" | "super" | "crate" => format!("{snake}_"),
        "" | "_" if text.is_empty() => "empty".to_owned(),
        "" | "_" => spelled(text).to_snake_case(),
        _ if is_keyword(&snake) => format!("r#{snake}"),
        _ => snake,
    }
}

/// A constant's name: `"object_type"` becomes `OBJECT_TYPE`.
pub fn constant_name(text: &str) -> String {
    field_name(text).trim_start_matches("r#").to_uppercase()
}

/// What the constants among the members of an object are called, by their indices; `fields` are the names of
/// all members, of which no two are equal.
pub fn constant_names(rules: &ObjectRules, fields: &[String]) -> BTreeMap<usize, String> {
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let mut members: Vec<_> = rules.members.iter().zip(fields).enumerate().collect();
    // Who has the plain field has the plain constant; else by name, whichever comes first in the document.
    members.sort_by_key(|(_, (member, field))| {
        let is_longer = constant_name(field) != constant_name(&member.name);
        (is_longer, &member.name)
    });
    for (index, (member, field)) in members {
        if member.constant.is_none() {
            continue;
        }
        let mut name = constant_name(&member.name);
        if names.values().any(|it| *it == name) {
            name = constant_name(field);
        }
        while names.values().any(|it| *it == name) {
            name.push('_');
        }
        names.insert(index, name);
    }
    names
}

/// Text spelled out character by character, for what has no letters and for what differs in them
/// only: `"<="` becomes `LessEqual`, `"a"` becomes `LowerA`, `"é"` becomes `U00E9`.
pub fn spelled(text: &str) -> String {
    text.chars()
        .map(|it| match symbol(it) {
            Some(name) => name.to_owned(),
            None if it.is_ascii_lowercase() => format!("Lower{}", it.to_ascii_uppercase()),
            None if it.is_ascii_uppercase() => format!("Upper{it}"),
            None if it.is_ascii_digit() => format!("N{it}"),
            None if it == '_' => "Underscore".to_owned(),
            None if it == ' ' => "Space".to_owned(),
            None => format!("U{:04X}", u32::from(it)),
        })
        .collect()
}

/// Symbols that carry meaning become words: `"+1"` is `"plus 1"`. Beside letters, what only separates,
/// groups or punctuates doesn't: `"a-b"`, `"Europe (London)"`; and an apostrophe is no end of a word:
/// `"won't fix"` is `"wont fix"`.
fn words(text: &str) -> String {
    let has_letters = text.chars().any(char::is_alphanumeric);
    let mut words = String::new();
    let mut before: Option<char> = None;
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        let inside = before.is_some_and(char::is_alphabetic)
            && rest.peek().is_some_and(|it| it.is_alphabetic());
        let leads = before.is_none() && matches!(it, '+' | '-' | '!');
        before = Some(it);
        if inside && matches!(it, '\'' | '\u{2019}') {
            continue;
        }
        if leads || !has_letters || !separates(it) {
            push(it, &mut words);
        } else {
            words.push(it);
        }
    }
    words
}

/// A text with the names of all its symbols, for where they tell it from another: `"a-b"` is
/// `"a Minus b"`.
pub fn with_symbols(text: &str) -> String {
    let mut words = String::new();
    text.chars().for_each(|it| push(it, &mut words));
    words
}

fn push(it: char, words: &mut String) {
    match symbol(it) {
        Some(name) => {
            words.push(' ');
            words.push_str(name);
            words.push(' ');
        }
        None => words.push(it),
    }
}

/// Symbols that say nothing beside letters.
fn separates(it: char) -> bool {
    "-./: ,;$@#!?\"\\()[]{}".contains(it)
}

fn symbol(it: char) -> Option<&'static str> {
    Some(match it {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Star",
        '/' => "Slash",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equal",
        '!' => "Not",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '^' => "Caret",
        '~' => "Tilde",
        '?' => "Question",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '#' => "Hash",
        '$' => "Dollar",
        '@' => "At",
        '\'' => "Quote",
        '"' => "DoubleQuote",
        '(' => "OpenParen",
        ')' => "CloseParen",
        '[' => "OpenBracket",
        ']' => "CloseBracket",
        '{' => "OpenBrace",
        '}' => "CloseBrace",
        '\\' => "Backslash",
        _ => return None,
    })
}

/// Only characters that identifiers may have; a name that would begin with a digit gets a `_`.
fn legal(text: &str) -> String {
    let mut name: String = text
        .chars()
        .filter(|it| it.is_ascii() || !needs_spelling(*it))
        .filter(|it| unicode_ident::is_xid_continue(*it))
        .take(120)
        .collect();
    if name
        .chars()
        .next()
        .is_some_and(|it| !unicode_ident::is_xid_start(it) && it != '_')
    {
        name.insert(0, '_');
    }
    name
}

/// Characters that rustc would normalise or warn about: combining marks and look-alikes are
/// spelled out instead.
fn needs_spelling(it: char) -> bool {
    !it.is_alphanumeric()
}

fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in",
        "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
        "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&name)
}

/// The words of a name, in lower case: `"fooBar"` and `"foo_bar"` are `["foo", "bar"]`.
pub fn split(text: &str) -> Vec<String> {
    let snake = words(text).to_snake_case();
    snake
        .split('_')
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Plurals that lose their ending by no rule.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("calves", "calf"),
    ("campuses", "campus"),
    ("censuses", "census"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("echoes", "echo"),
    ("feet", "foot"),
    ("halves", "half"),
    ("heroes", "hero"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("menus", "menu"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("shelves", "shelf"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("vertices", "vertex"),
    ("vetoes", "veto"),
    ("viruses", "virus"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// Plurals of three letters; other such words (`acs`, `dns`, `nfs`) are no plurals.
const SHORT_PLURALS: &[&str] = &["ads", "ids", "ips", "ops", "vms"];

/// One of several: `"recipients"` becomes `"recipient"`, `"entries"` `"entry"`, `"status"` stays.
pub fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        return (*one).to_owned();
    }
    let keeps = [
        "ss", "us", "is", "ias", "atlas", "canvas", "lens", "news", "series", "species",
    ];
    let is_short = lower.len() <= 3 && !SHORT_PLURALS.contains(&lower.as_str());
    if is_short || keeps.iter().any(|it| lower.ends_with(it)) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|it| it.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "tuses", "iases"] {
        if lower.ends_with(ending)
            && let Some(stem) = word.get(..word.len() - 2)
        {
            return stem.to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Several of one: `"string"` becomes `"strings"`, `"entry"` `"entries"`, `"series"` stays.
pub fn plural(word: &str) -> String {
    if let Some((many, _)) = IRREGULAR.iter().find(|(_, one)| *one == word) {
        return (*many).to_owned();
    }
    if singular(word) != word || ["series", "species"].iter().any(|it| word.ends_with(it)) {
        return word.to_owned();
    }
    let before = |ending| {
        word.strip_suffix(ending)
            .and_then(|it: &str| it.chars().last())
    };
    match before('y') {
        Some(letter) if !"aeiou".contains(letter) => format!("{}ies", &word[..word.len() - 1]),
        _ if ["s", "x", "z", "ch", "sh"]
            .iter()
            .any(|it| word.ends_with(it)) =>
        {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

/// Joins words to a type name.
pub fn join(words: &[String]) -> String {
    type_name(&words.join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_values_stay_apart() {
        let cases = [
            ("gpt-4.1-2025-04-14", "Gpt4_1_2025_04_14"),
            ("gpt-4-1106-preview", "Gpt4_1106Preview"),
            ("0.10.0-IV0", "_0_10_0Iv0"),
            ("2021-01-01", "_2021_01_01"),
            ("4_1", "_4_1"),
            ("1+2", "_1Plus2"),
            ("a1b2", "A1b2"),
            ("v1 - 2", "V12"),
        ];
        for (text, name) in cases {
            assert_eq!(value_name(text), name, "{text}");
        }
    }

    #[test]
    fn text_becomes_legal_names() {
        let cases = [
            ("push_event", "PushEvent", "push_event"),
            (
                "objectattributeFilter",
                "ObjectattributeFilter",
                "objectattribute_filter",
            ),
            ("2xx", "_2xx", "_2xx"),
            ("", "Empty", "empty"),
            ("+1", "Plus1", "plus_1"),
            ("<=", "LessEqual", "less_equal"),
            ("Self", "Self_", "self_"),
            ("type", "Type", "r#type"),
            ("v1.2/foo bar", "V12FooBar", "v1_2_foo_bar"),
            ("_", "Underscore", "underscore"),
            ("a-b", "AB", "a_b"),
            ("'a", "QuoteA", "quote_a"),
            ("won't fix", "WontFix", "wont_fix"),
            ("Europe (London)", "EuropeLondon", "europe_london"),
            ("!sent", "NotSent", "not_sent"),
            ("sent!", "Sent", "sent"),
            ("R&D", "RAndD", "r_and_d"),
            ("\0", "U0000", "u0000"),
            ("\u{202e}", "U202E", "u202e"),
        ];
        for (text, camel, snake) in cases {
            assert_eq!(type_name(text), camel, "{text:?}");
            assert_eq!(field_name(text), snake, "{text:?}");
            assert!(
                syn::parse_str::<syn::Ident>(&type_name(text)).is_ok(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn plurals_lose_their_ending() {
        let cases = [
            ("recipients", "recipient"),
            ("entries", "entry"),
            ("addresses", "address"),
            ("status", "status"),
            ("boxes", "box"),
            ("sizes", "size"),
            ("statuses", "status"),
            ("aliases", "alias"),
            ("alias", "alias"),
            ("databases", "database"),
            ("cookies", "cookie"),
            ("indices", "index"),
            ("ids", "id"),
            ("children", "child"),
            ("menus", "menu"),
            ("species", "species"),
            ("canvas", "canvas"),
            ("houses", "house"),
            ("acs", "acs"),
            ("nfs", "nfs"),
            ("or", "or"),
        ];
        for (many, one) in cases {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn one_becomes_several() {
        let cases = [
            ("string", "strings"),
            ("entry", "entries"),
            ("day", "days"),
            ("box", "boxes"),
            ("person", "people"),
            ("series", "series"),
            ("tags", "tags"),
        ];
        for (one, many) in cases {
            assert_eq!(plural(one), many);
        }
    }
}
