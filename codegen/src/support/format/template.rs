//! URI templates of RFC 6570, all levels.

use super::uri::{is_beyond_ascii, is_encoded, is_private};

/// RFC 6570 §2: literals, and expressions in braces.
pub(super) fn is_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(it) = rest.chars().next() {
        let length = match it {
            '{' => match rest.find('}') {
                Some(end) if is_expression(&rest[1..end]) => end + 1,
                _ => return false,
            },
            '%' if is_encoded(rest) => 3,
            _ if is_literal(it) => it.len_utf8(),
            _ => return false,
        };
        rest = &rest[length..];
    }
    true
}

/// RFC 6570 §2.1, and erratum 6937: an apostrophe is a literal.
fn is_literal(it: char) -> bool {
    match it {
        '!'..='~' => !"\"%<>\\^`{|}".contains(it),
        other => is_beyond_ascii(other) || is_private(other),
    }
}

/// RFC 6570 §2.2: perhaps an operator, and variables with commas between them.
fn is_expression(text: &str) -> bool {
    let variables = text
        .strip_prefix(|it: char| "+#./;?&=,!@|".contains(it))
        .unwrap_or(text);
    variables.split(',').all(is_variable)
}

/// RFC 6570 §2.3 and §2.4: a name, and perhaps `*` or a length of up to four digits.
fn is_variable(text: &str) -> bool {
    if let Some(name) = text.strip_suffix('*') {
        return is_name(name);
    }
    match text.split_once(':') {
        None => is_name(text),
        Some((name, length)) => {
            is_name(name)
                && (1..=4).contains(&length.len())
                && length.bytes().all(|it| it.is_ascii_digit())
                && !length.starts_with('0')
        }
    }
}

fn is_name(text: &str) -> bool {
    text.split('.').all(|part| {
        let is_fine = |(index, it): (usize, char)| match it {
            '%' => is_encoded(&part[index..]),
            other => other.is_ascii_alphanumeric() || other == '_',
        };
        !part.is_empty() && part.char_indices().all(is_fine)
    })
}
