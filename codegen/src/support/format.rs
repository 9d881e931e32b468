//! String formats: which strings each one admits.

mod duration;
mod pointer;
mod reference;

use reference::Letters;

/// A format whose strings can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RFC 3339 §5.6 `date-time`
    DateTime,
    /// RFC 3339 §5.6 `full-date`
    Date,
    /// RFC 3339 §5.6 `full-time`
    Time,
    /// RFC 3339 Appendix A `duration`
    Duration,
    /// RFC 5321 §4.1.2 `Mailbox`, without quoted local parts
    Email,
    /// RFC 1123 §2.1
    Hostname,
    /// RFC 2673 §3.2
    Ipv4,
    /// RFC 4291 §2.2
    Ipv6,
    /// RFC 3986 §3, with a scheme
    Uri,
    /// RFC 3986 §4.1, with or without a scheme
    UriReference,
    /// RFC 6570 §2
    UriTemplate,
    /// RFC 3987 §2.2, with a scheme
    Iri,
    /// RFC 3987 §2.2, with or without a scheme
    IriReference,
    /// RFC 6901 §3
    JsonPointer,
    /// draft-handrews-relative-json-pointer-01 §3
    RelativeJsonPointer,
    /// RFC 9562 §4
    Uuid,
    /// RFC 4648 §4, base64 with padding
    Byte,
    /// RFC 4648 §5, base64 in the alphabet for URLs and file names; the padding may be left out
    Base64Url,
    /// A single character
    Char,
    /// The ULID specification: 26 characters of Crockford's base32
    Ulid,
}

impl Format {
    /// Every format, with the names that documents give it.
    pub const TABLE: &'static [(&'static str, Format)] = &[
        ("date-time", Format::DateTime),
        ("date", Format::Date),
        ("time", Format::Time),
        ("duration", Format::Duration),
        ("email", Format::Email),
        ("idn-email", Format::Email),
        ("hostname", Format::Hostname),
        ("ipv4", Format::Ipv4),
        ("ipv6", Format::Ipv6),
        ("uri", Format::Uri),
        ("url", Format::Uri),
        ("uri-reference", Format::UriReference),
        ("uri-template", Format::UriTemplate),
        ("iri", Format::Iri),
        ("iri-reference", Format::IriReference),
        ("json-pointer", Format::JsonPointer),
        ("relative-json-pointer", Format::RelativeJsonPointer),
        ("uuid", Format::Uuid),
        ("byte", Format::Byte),
        ("base64", Format::Byte),
        ("base64url", Format::Base64Url),
        ("char", Format::Char),
        ("ulid", Format::Ulid),
        ("ULID", Format::Ulid),
    ];

    /// The name that the format's registry gives it.
    pub fn name(self) -> &'static str {
        let mut names = Format::TABLE.iter().filter(|(_, format)| *format == self);
        names.next().map_or("", |(name, _)| name)
    }

    /// What a string of this format is, with its article.
    pub fn description(self) -> &'static str {
        match self {
            Format::DateTime => "a date and time such as 2023-10-05T14:48:00Z",
            Format::Date => "a date such as 2023-10-05",
            Format::Time => "a time such as 14:48:00Z",
            Format::Duration => "a duration such as P3DT12H",
            Format::Email => "an email address",
            Format::Hostname => "a host name",
            Format::Ipv4 => "an IPv4 address",
            Format::Ipv6 => "an IPv6 address",
            Format::Uri => "a URI",
            Format::UriReference => "a URI or a relative reference",
            Format::UriTemplate => "a URI template",
            Format::Iri => "an IRI",
            Format::IriReference => "an IRI or a relative reference",
            Format::JsonPointer => "a JSON Pointer",
            Format::RelativeJsonPointer => "a relative JSON Pointer",
            Format::Uuid => "a UUID",
            Format::Byte => "base64",
            Format::Base64Url => "base64url",
            Format::Char => "a single character",
            Format::Ulid => "a ULID",
        }
    }

    /// Whether `text` is written as the format asks.
    pub fn admits(self, text: &str) -> bool {
        match self {
            Format::DateTime => is_date_time(text),
            Format::Date => is_date(text),
            Format::Time => is_time(text),
            Format::Duration => duration::is_duration(text),
            Format::Email => is_email(text),
            Format::Hostname => is_hostname(text),
            Format::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            Format::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
            Format::Uri => reference::is_absolute(text, Letters::Ascii),
            Format::UriReference => reference::is_reference(text, Letters::Ascii),
            Format::UriTemplate => reference::is_template(text),
            Format::Iri => reference::is_absolute(text, Letters::International),
            Format::IriReference => reference::is_reference(text, Letters::International),
            Format::JsonPointer => pointer::is_json_pointer(text),
            Format::RelativeJsonPointer => pointer::is_relative_json_pointer(text),
            Format::Uuid => is_uuid(text),
            Format::Byte => is_base64(text),
            Format::Base64Url => is_base64url(text),
            Format::Char => text.chars().count() == 1,
            Format::Ulid => is_ulid(text),
        }
    }
}

/// RFC 3339 §5.6: `full-date "T" full-time`; the T may be lower case or a space (see its note).
fn is_date_time(text: &str) -> bool {
    match (text.get(..10), text.get(10..11), text.get(11..)) {
        (Some(date), Some("T" | "t" | " "), Some(time)) => is_date(date) && is_time(time),
        _ => false,
    }
}

/// RFC 3339 §5.6 `full-date`, with the days of each month (§5.7).
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// RFC 3339 §5.6 `full-time`; second 60 is a leap second, which falls on 23:59 UTC (§5.7).
fn is_time(text: &str) -> bool {
    let Some(clock) = text.get(..8) else {
        return false;
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = parts.as_slice() else {
        return false;
    };
    let (Some(hour), Some(minute), Some(second)) =
        (digits(hour, 2), digits(minute, 2), digits(second, 2))
    else {
        return false;
    };
    let mut rest = &text[8..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let zone = fraction.trim_start_matches(|it: char| it.is_ascii_digit());
        if zone.len() == fraction.len() {
            return false;
        }
        rest = zone;
    }
    let offset = match rest {
        "Z" | "z" => 0,
        _ => match zone_minutes(rest) {
            Some(minutes) => minutes,
            None => return false,
        },
    };
    let utc = (i64::from(hour) * 60 + i64::from(minute) - offset).rem_euclid(24 * 60);
    hour < 24 && minute < 60 && (second < 60 || (second == 60 && utc == 23 * 60 + 59))
}

/// `+01:30` is 90.
fn zone_minutes(text: &str) -> Option<i64> {
    let (sign, digits_) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = digits_.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then(|| sign * (i64::from(hours) * 60 + i64::from(minutes)))
}

/// Exactly `count` ASCII digits, as a number.
fn digits(text: &str, count: usize) -> Option<u32> {
    let all = text.len() == count && text.bytes().all(|it| it.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// RFC 5321 §4.1.2: a dot-string, an `@`, and a domain or an address literal.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom
                .chars()
                .all(|it| it.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(it))
    };
    let literal = domain.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let is_domain = match literal {
        Some(address) => match address.strip_prefix("IPv6:") {
            Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
            None => address.parse::<std::net::Ipv4Addr>().is_ok(),
        },
        None => is_labels(domain, char::is_alphanumeric),
    };
    local.len() <= 64 && local.split('.').all(is_atom) && is_domain
}

/// RFC 1123 §2.1: labels of up to 63 letters, digits and inner hyphens, 253 characters in all.
fn is_hostname(text: &str) -> bool {
    is_labels(text, |it| it.is_ascii_alphanumeric())
}

fn is_labels(text: &str, is_letter: impl Fn(char) -> bool) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|it| it == '-' || is_letter(it))
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// RFC 9562 §4: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// RFC 4648 §4: groups of four characters, the last one padded.
fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - data.len() <= 2
        && data
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'+' || it == b'/')
}

/// RFC 4648 §5: two or three characters in a last group may stand without padding.
fn is_base64url(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    data.len() % 4 != 1
        && (padding == 0 || (padding <= 2 && text.len().is_multiple_of(4)))
        && data
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_')
}

/// 26 characters of Crockford's base32, which has no I, L, O and U; the first one at most 7.
fn is_ulid(text: &str) -> bool {
    text.len() == 26
        && text.starts_with(|it: char| ('0'..='7').contains(&it))
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() && !b"ILOUilou".contains(&it))
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn each_format_admits_its_own_strings_only() {
        let cases: &[(Format, &[&str], &[&str])] = &[
            (
                Format::DateTime,
                &[
                    "2023-10-05T14:48:00Z",
                    "1990-12-31T23:59:60Z",
                    "1990-12-31T15:59:60.5-08:00",
                ],
                &[
                    "2023-10-05",
                    "2023-02-29T00:00:00Z",
                    "2023-10-05T24:00:00Z",
                    "2023-10-05T14:48:00",
                    "é23-10-05T14:48:00Z",
                ],
            ),
            (
                Format::Date,
                &["2024-02-29"],
                &["2023-2-9", "2023-13-01", "2023-00-01"],
            ),
            (
                Format::Time,
                &["14:48:00+01:30"],
                &["14:48", "14:48:00.Z", "14:48:00+24:00"],
            ),
            (
                Format::Email,
                &["a.b@example.com", "x@[127.0.0.1]"],
                &["a", "@b", "a..b@c", "a@-b"],
            ),
            (
                Format::Hostname,
                &["example.com"],
                &["", "a_b", "-a", "a..b"],
            ),
            (Format::Ipv4, &["127.0.0.1"], &["127.0.0", "256.0.0.1"]),
            (Format::Ipv6, &["::1"], &["::g", "1"]),
            (
                Format::Uri,
                &["https://a.b/c?d=%20#e", "urn:x"],
                &["/a", "1a:b", "a:b c", "a:%2", "a://[::1", "a://b:c", "a:é"],
            ),
            (
                Format::Duration,
                &["P1Y2M3D", "PT36H", "P4W", "P1DT12H30M5S", "PT1M"],
                &[
                    "P", "PT", "P1", "P1DT", "1D", "P1M2Y", "P1Y1D", "P1W1D", "PT1D", "PT1H1S",
                ],
            ),
            (
                Format::UriReference,
                &[
                    "",
                    "/a?b#c",
                    "a/b",
                    "../x",
                    "//host:1/p",
                    "https://a.b",
                    "#f",
                ],
                &["a b", "\\\\a", "1:b", "/%2", "/é", "//a:b/c", "a#b#c"],
            ),
            (
                Format::UriTemplate,
                &["", "/a/{id}", "{?q,page*}", "{+path:4}/x", "é"],
                &["{", "}", "/a/{id", "{a b}", "{}", "{a:0}", "{a,,b}", "a b"],
            ),
            (
                Format::Iri,
                &["https://é.fr/ü?x", "urn:x"],
                &["/é", "a:\u{e000}"],
            ),
            (Format::IriReference, &["/é", "é"], &["é ü"]),
            (
                Format::JsonPointer,
                &["", "/a~1b/0", "/"],
                &["a", "/~2", "/~"],
            ),
            (
                Format::RelativeJsonPointer,
                &["0", "1/a", "2#"],
                &["", "01", "/a", "1a", "0##"],
            ),
            (
                Format::Base64Url,
                &["", "YQ", "YQ==", "-_8"],
                &["Y", "Y+8=", "YQ=", "YWJj="],
            ),
            (Format::Char, &["a", "é"], &["", "ab"]),
            (
                Format::Uuid,
                &["123e4567-e89b-12d3-a456-426614174000"],
                &[
                    "123e4567e89b12d3a456426614174000",
                    "g23e4567-e89b-12d3-a456-426614174000",
                ],
            ),
            (
                Format::Byte,
                &["", "YQ==", "YWI="],
                &["YQ", "YQ=", "Y===", "Y*=="],
            ),
            (
                Format::Ulid,
                &["01E4C4CT6B8QR4X5QHS47GWCVN"],
                &[
                    "81E4C4CT6B8QR4X5QHS47GWCVN",
                    "01E4C4CT6B8QR4X5QHS47GWCVU",
                    "1",
                ],
            ),
        ];
        for (format, good, bad) in cases {
            for text in *good {
                assert!(format.admits(text), "{format:?} refuses {text:?}");
            }
            for text in *bad {
                assert!(!format.admits(text), "{format:?} admits {text:?}");
            }
        }
    }
}
