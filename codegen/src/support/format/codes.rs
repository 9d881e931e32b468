//! Codes of a fixed alphabet: UUIDs, ULIDs, base64.

use super::alphabet::{ALPHANUMERIC, Alphabet};

/// RFC 4648 §4, Table 1
static BASE64: Alphabet = ALPHANUMERIC.and(b"+/");

/// RFC 4648 §5, Table 2
static BASE64URL: Alphabet = ALPHANUMERIC.and(b"-_");

/// Crockford's base32, in either case.
static CROCKFORD: Alphabet = ALPHANUMERIC.but_not(b"ILOUilou");

/// RFC 9562 §4: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// RFC 4648 §4: groups of four characters, the last one padded.
pub(super) fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    text.len().is_multiple_of(4) && text.len() - data.len() <= 2 && BASE64.spells(data.as_bytes())
}

/// RFC 4648 §5: two or three characters in a last group may stand without padding.
pub(super) fn is_base64url(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    data.len() % 4 != 1
        && (padding == 0 || (padding <= 2 && text.len().is_multiple_of(4)))
        && BASE64URL.spells(data.as_bytes())
}

/// 26 characters of Crockford's base32, which has no I, L, O and U; the first one at most 7.
pub(super) fn is_ulid(text: &str) -> bool {
    let text = text.as_bytes();
    text.len() == 26 && matches!(text, [b'0'..=b'7', ..]) && CROCKFORD.spells(text)
}
