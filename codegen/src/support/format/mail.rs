//! Email addresses: RFC 5321's, and RFC 6531's with characters beyond ASCII.

use super::host::{is_ipv4, is_ipv6, is_labels};

/// Which characters an address may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mailbox {
    /// ASCII only
    Ascii,
    /// RFC 6531 §3.3: beyond ASCII, anything
    International,
}

/// RFC 5321 §4.1.2 `Mailbox`: a dot-string or a quoted string of up to 64 bytes (§4.5.3.1.1), an `@`,
/// and a domain or an address literal.
pub(super) fn is_email(text: &str, mailbox: Mailbox) -> bool {
    // A quoted string may have an `@`, a domain may not: the last one counts, and is not far.
    let Some(at) = text.bytes().rposition(|it| it == b'@') else {
        return false;
    };
    let (local, domain) = (&text[..at], &text[at + 1..]);
    let quoted = local.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let is_local = match quoted {
        Some(quoted) => is_quoted(quoted, mailbox),
        None => local.split('.').all(|it| is_atom(it, mailbox)),
    };
    let literal = domain.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let is_domain = match literal {
        Some(address) => is_address(address),
        None => is_labels(domain, |it| {
            it.is_ascii_alphanumeric() || mailbox.admits_beyond_ascii(it)
        }),
    };
    local.len() <= 64 && is_local && is_domain
}

impl Mailbox {
    fn admits_beyond_ascii(self, it: char) -> bool {
        !it.is_ascii() && self == Mailbox::International
    }
}

/// RFC 5322 §3.2.3 `atext`, once or more.
fn is_atom(atom: &str, mailbox: Mailbox) -> bool {
    let is_text = |it: char| {
        it.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(it)
            || mailbox.admits_beyond_ascii(it)
    };
    !atom.is_empty() && atom.chars().all(is_text)
}

/// RFC 5321 §4.1.2 `QcontentSMTP`: printable characters, `"` and `\` behind a backslash only.
fn is_quoted(content: &str, mailbox: Mailbox) -> bool {
    let mut characters = content.chars();
    while let Some(it) = characters.next() {
        let is_fine = match it {
            '\\' => characters
                .next()
                .is_some_and(|it| (' '..='~').contains(&it)),
            '"' => false,
            other => (' '..='~').contains(&other) || mailbox.admits_beyond_ascii(other),
        };
        if !is_fine {
            return false;
        }
    }
    true
}

/// RFC 5321 §4.1.3: an IPv4 address, `IPv6:` and one of those, or a tag and printable characters.
fn is_address(address: &str) -> bool {
    match address.split_once(':') {
        None => is_ipv4(address),
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6") => is_ipv6(address),
        Some((tag, content)) => {
            let is_printable = |it: u8| (33..=90).contains(&it) || (94..=126).contains(&it);
            !content.is_empty()
                && content.bytes().all(is_printable)
                && !tag.ends_with('-')
                && !tag.is_empty()
                && tag
                    .bytes()
                    .all(|it| it == b'-' || it.is_ascii_alphanumeric())
        }
    }
}
