//! Names and addresses of hosts.

use std::net::{Ipv4Addr, Ipv6Addr};

/// RFC 1123 §2.1: labels of up to 63 letters, digits and inner hyphens, 253 characters in all.
pub(super) fn is_hostname(text: &str) -> bool {
    is_labels(text, |it| it.is_ascii_alphanumeric())
}

/// Labels that begin and end with a letter or digit, and have hyphens between those only.
pub(super) fn is_labels(text: &str, is_letter: impl Fn(char) -> bool) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|it| it == '-' || is_letter(it))
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// RFC 2673 §3.2 `dotted-quad`, without leading zeros: those mean octal numbers to some.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// RFC 4291 §2.2; a zone is no part of the address.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
