//! URIs of RFC 3986 and IRIs of RFC 3987, absolute and relative.

use super::alphabet::{ALPHANUMERIC, Alphabet};
use super::host::is_ipv6;

/// RFC 3986 §3.1, behind a scheme's first letter
static SCHEME: Alphabet = ALPHANUMERIC.and(b"+-.");

/// RFC 3986 §3.2.2 `reg-name`: unreserved characters and sub-delimiters, here and in all others
static NAME: Alphabet = ALPHANUMERIC.and(b"-._~!$&'()*+,;=");

/// RFC 3986 §3.2.1 `userinfo`
static USER: Alphabet = NAME.and(b":");

/// RFC 3986 §3.3: segments, and the slashes between them
static PATH: Alphabet = USER.and(b"@/");

/// RFC 3986 §3.4 and §3.5: a query, or a fragment
static QUERY: Alphabet = PATH.and(b"?");

/// Which characters there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// RFC 3986: ASCII
    Uri,
    /// RFC 3987: beyond ASCII, what §2.2 lists
    Iri,
}

/// RFC 3986 §3: a scheme, a colon, and what a relative reference has.
pub(super) fn is_absolute(text: &str, charset: Charset) -> bool {
    let scheme = scheme(text);
    scheme.is_some_and(|it| is_relative(&text[it.len() + 1..], charset))
}

/// RFC 3986 §4.1: a URI or a relative reference, in whose first segment a colon would end a scheme.
pub(super) fn is_reference(text: &str, charset: Charset) -> bool {
    match scheme(text) {
        Some(_) => is_absolute(text, charset),
        None => {
            let first = text.split(['/', '?', '#']).next().unwrap_or_default();
            !first.contains(':') && is_relative(text, charset)
        }
    }
}

/// RFC 3986 §3.1: what stands before the first colon, if it is a scheme.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_scheme =
        scheme.starts_with(|it: char| it.is_ascii_alphabetic()) && SCHEME.spells(scheme.as_bytes());
    is_scheme.then_some(scheme)
}

/// An authority, a path, a query and a fragment, each of which may be absent.
fn is_relative(text: &str, charset: Charset) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let is_path = |path: &str| is_made_of(path, &PATH, charset, false);
    let is_hierarchy = match text.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority, charset) && is_path(path)
        }
        None => is_path(text),
    };
    is_hierarchy
        && is_made_of(query, &QUERY, charset, true)
        && is_made_of(fragment, &QUERY, charset, false)
}

/// RFC 3986 §3.2: `[userinfo "@"] host [":" port]`.
fn is_authority(text: &str, charset: Charset) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (is_host, port) = match host.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((address, port)) => (is_literal(address), port),
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            (is_made_of(name, &NAME, charset, false), port)
        }
    };
    let is_port = match port.strip_prefix(':') {
        Some(digits) => digits.bytes().all(|it| it.is_ascii_digit()),
        None => port.is_empty(),
    };
    is_made_of(user, &USER, charset, false) && is_host && is_port
}

/// RFC 3986 §3.2.2: what stands in brackets, an IPv6 address or one of a later version.
fn is_literal(address: &str) -> bool {
    let Some(future) = address.strip_prefix(['v', 'V']) else {
        return is_ipv6(address);
    };
    let Some((version, address)) = future.split_once('.') else {
        return false;
    };
    let is_version = !version.is_empty() && version.bytes().all(|it| it.is_ascii_hexdigit());
    let is_plain = !address.is_empty() && !address.contains('%');
    is_version && is_plain && is_made_of(address, &USER, Charset::Uri, false)
}

/// RFC 3986 §2: these characters, percent-encoded bytes and, in an IRI, what it has beyond ASCII.
fn is_made_of(text: &str, alphabet: &Alphabet, charset: Charset, is_query: bool) -> bool {
    text.char_indices().all(|(index, it)| match it {
        '%' => is_encoded(&text[index..]),
        '\0'..='\x7f' => alphabet.has(text.as_bytes()[index]),
        _ => charset == Charset::Iri && (is_beyond_ascii(it) || (is_query && is_private(it))),
    })
}

/// RFC 3986 §2.1: whether the text begins with a percent-encoded byte.
pub(super) fn is_encoded(text: &str) -> bool {
    let digits = text.as_bytes().get(1..3);
    text.starts_with('%') && digits.is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit))
}

/// RFC 3987 §2.2 `ucschar`
pub(super) fn is_beyond_ascii(it: char) -> bool {
    let code = u32::from(it);
    match code {
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF => true,
        // The last two of each plane are no characters.
        0x1_0000..=0xD_FFFF | 0xE_1000..=0xE_FFFF => code & 0xFFFF < 0xFFFE,
        _ => false,
    }
}

/// RFC 3987 §2.2 `iprivate`
pub(super) fn is_private(it: char) -> bool {
    matches!(u32::from(it), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}
