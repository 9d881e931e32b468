//! Email addresses: RFC 5321's, and RFC 6531's with characters beyond ASCII.

use super::alphabet::{ALPHANUMERIC, Alphabet};
use super::host::{is_ipv4, is_ipv6, is_labels};

/// Which characters the parts of an address may have.
pub(super) struct Mailbox {
    /// RFC 5322 §3.2.3 `atext`
    atom: Alphabet,
    /// RFC 5321 §4.1.2 `qtextSMTP`: what is printable, but for `"` and `\`
    quoted: Alphabet,
    /// RFC 5321 §2.3.5: what a label of the domain is made of
    label: Alphabet,
}

/// RFC 5321: ASCII only.
pub(super) static ASCII: Mailbox = Mailbox {
    atom: ALPHANUMERIC.and(b"!#$%&'*+-/=?^_`{|}~"),
    quoted: Alphabet::NONE.and_from(b' ', b'~').but_not(b"\"\\"),
    label: ALPHANUMERIC.and(b"-"),
};

/// RFC 6531 §3.3: beyond ASCII, anything.
pub(super) static INTERNATIONAL: Mailbox = Mailbox {
    atom: ASCII.atom.and_beyond_ascii(),
    quoted: ASCII.quoted.and_beyond_ascii(),
    label: ASCII.label.and_beyond_ascii(),
};

impl Mailbox {
    /// RFC 5321 §4.1.2 `Mailbox`: a dot-string or a quoted string of up to 64 bytes (§4.5.3.1.1), an
    /// `@`, and a domain or an address literal.
    pub(super) fn admits(&self, text: &str) -> bool {
        // A quoted string may have an `@`, a domain may not: the last one counts, and is not far.
        let Some(at) = text.bytes().rposition(|it| it == b'@') else {
            return false;
        };
        let (local, domain) = (&text[..at], &text[at + 1..]);
        let literal = domain.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let is_domain = match literal {
            Some(address) => is_address(address),
            None => is_labels(domain, &self.label),
        };
        local.len() <= 64 && self.is_local(local.as_bytes()) && is_domain
    }

    /// RFC 5321 §4.1.2 `Local-part`: a quoted string, or atoms with dots between them.
    fn is_local(&self, local: &[u8]) -> bool {
        if let [b'"', content @ .., b'"'] = local {
            return self.is_quoted(content);
        }
        let mut atoms = local.split(|it| *it == b'.');
        atoms.all(|atom| !atom.is_empty() && self.atom.spells(atom))
    }

    /// RFC 5321 §4.1.2 `QcontentSMTP`: `"` and `\` stand behind a backslash only.
    fn is_quoted(&self, content: &[u8]) -> bool {
        let mut rest = content;
        loop {
            rest = match rest {
                [] => return true,
                [b'\\', b' '..=b'~', others @ ..] => others,
                [byte, others @ ..] if self.quoted.has(*byte) => others,
                _ => return false,
            };
        }
    }
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
                && ASCII.label.spells(tag.as_bytes())
        }
    }
}
