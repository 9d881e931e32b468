//! Names and addresses of hosts.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::alphabet::{ALPHANUMERIC, Alphabet};

/// What a label is made of.
static LABEL: Alphabet = ALPHANUMERIC.and(b"-");

/// RFC 1123 §2.1: labels of up to 63 letters, digits and inner hyphens, 253 characters in all.
pub(super) fn is_hostname(text: &str) -> bool {
    is_labels(text, &LABEL)
}

/// Labels of these characters, each of which neither begins nor ends with a hyphen.
pub(super) fn is_labels(text: &str, alphabet: &Alphabet) -> bool {
    let is_label = |label: &[u8]| {
        (1..=63).contains(&label.len())
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
            && alphabet.spells(label)
    };
    text.len() <= 253 && text.as_bytes().split(|it| *it == b'.').all(is_label)
}

/// RFC 2673 §3.2 `dotted-quad`, without leading zeros: those mean octal numbers to some.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// RFC 4291 §2.2; a zone is no part of the address.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
