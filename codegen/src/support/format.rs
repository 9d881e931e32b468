//! String formats: which strings each one admits.

mod alphabet;
mod codes;
mod duration;
mod expression;
mod host;
mod idn;
mod mail;
mod pointer;
mod template;
mod time;
mod uri;

use super::check::Spelling;
use uri::Charset;

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
    /// RFC 5321 §4.1.2 `Mailbox`
    Email,
    /// RFC 6531 §3.3: the same with characters beyond ASCII
    IdnEmail,
    /// RFC 1123 §2.1
    Hostname,
    /// RFC 5890 §2.3.2.3: the same with characters beyond ASCII
    IdnHostname,
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
    /// draft-bhutton-relative-json-pointer-00 §3
    RelativeJsonPointer,
    /// ECMA-262 §22.2.1
    Regex,
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
        ("idn-email", Format::IdnEmail),
        ("hostname", Format::Hostname),
        ("idn-hostname", Format::IdnHostname),
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
        ("regex", Format::Regex),
        ("uuid", Format::Uuid),
        ("byte", Format::Byte),
        ("base64", Format::Byte),
        ("base64url", Format::Base64Url),
        ("char", Format::Char),
        ("ulid", Format::Ulid),
        ("ULID", Format::Ulid),
    ];
}

impl Spelling for Format {
    /// The name that the format's registry gives it.
    fn name(&self) -> &'static str {
        let mut names = Format::TABLE.iter().filter(|(_, format)| format == self);
        names.next().map_or("", |(name, _)| name)
    }

    fn description(&self) -> &'static str {
        match self {
            Format::DateTime => "a date and time such as 2023-10-05T14:48:00Z",
            Format::Date => "a date such as 2023-10-05",
            Format::Time => "a time such as 14:48:00Z",
            Format::Duration => "a duration such as P3DT12H",
            Format::Email => "an email address",
            Format::IdnEmail => "an international email address",
            Format::Hostname => "a host name",
            Format::IdnHostname => "an international host name",
            Format::Ipv4 => "an IPv4 address",
            Format::Ipv6 => "an IPv6 address",
            Format::Uri => "a URI",
            Format::UriReference => "a URI or a relative reference",
            Format::UriTemplate => "a URI template",
            Format::Iri => "an IRI",
            Format::IriReference => "an IRI or a relative reference",
            Format::JsonPointer => "a JSON Pointer",
            Format::RelativeJsonPointer => "a relative JSON Pointer",
            Format::Regex => "a regular expression of ECMA-262",
            Format::Uuid => "a UUID",
            Format::Byte => "base64",
            Format::Base64Url => "base64url",
            Format::Char => "a single character",
            Format::Ulid => "a ULID",
        }
    }

    fn admits(&self, text: &str) -> bool {
        match self {
            Format::DateTime => time::is_date_time(text),
            Format::Date => time::is_date(text),
            Format::Time => time::is_time(text),
            Format::Duration => duration::is_duration(text),
            Format::Email => mail::ASCII.admits(text),
            Format::IdnEmail => mail::INTERNATIONAL.admits(text),
            Format::Hostname => host::is_hostname(text),
            Format::IdnHostname => idn::is_idn_hostname(text),
            Format::Ipv4 => host::is_ipv4(text),
            Format::Ipv6 => host::is_ipv6(text),
            Format::Uri => uri::is_absolute(text, Charset::Uri),
            Format::UriReference => uri::is_reference(text, Charset::Uri),
            Format::UriTemplate => template::is_template(text),
            Format::Iri => uri::is_absolute(text, Charset::Iri),
            Format::IriReference => uri::is_reference(text, Charset::Iri),
            Format::JsonPointer => pointer::is_json_pointer(text),
            Format::RelativeJsonPointer => pointer::is_relative_json_pointer(text),
            Format::Regex => expression::is_expression(text),
            Format::Uuid => codes::is_uuid(text),
            Format::Byte => codes::is_base64(text),
            Format::Base64Url => codes::is_base64url(text),
            Format::Char => text.chars().count() == 1,
            Format::Ulid => codes::is_ulid(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;
    use crate::support::check::Spelling as _;

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
                    "2023-10-05 14:48:00Z",
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
                &[
                    "a.b@example.com",
                    "x@[127.0.0.1]",
                    "x@[IPv6:::1]",
                    "\"a b\\\"@\"@c",
                ],
                &[
                    "a",
                    "@b",
                    "a..b@c",
                    "a@-b",
                    "é@c",
                    "\"a\"b\"@c",
                    "a@[1.2.3]",
                    "\"\n\"@c",
                ],
            ),
            (
                Format::IdnEmail,
                &["é@ü.org", "\"é\"@c", "a@b"],
                &["é", "é@", "é é@c", "a@é-"],
            ),
            (
                Format::Regex,
                &[
                    "",
                    r"^[\w-]+(?:a|b){2,3}?$",
                    r"(?<n>a)\k<n>\1",
                    r"(?<=a+)b(?!c)",
                    r"[]|[^]",
                    r"\cA\x41\u{1F600}\p{L}",
                ],
                &[
                    r"\a", "(", ")", "a**", "+", "{1}", "a{2,1}", "[b-a]", r"[\d-a]", "(?i)a",
                    "(?P<n>x)", r"\1", r"\k<n>", r"\", "[", "(?=a)*", "]", "}",
                ],
            ),
            (
                Format::Hostname,
                &["example.com"],
                &["", "a_b", "-a", "a..b"],
            ),
            (
                Format::IdnHostname,
                &[
                    "실례.테스트",
                    "example",
                    "xn--ihqwcrb4cv8a8dqg056pqjye",
                    "l·l",
                    "ß",
                    "א׳ב",
                    "ァ・",
                ],
                &[
                    "",
                    "a..b",
                    ".",
                    "a\u{3002}",
                    "-a",
                    "ab--ü",
                    "a b",
                    "a_b",
                    "〮실례",
                    "a·l",
                    "α͵S",
                    "A׳ב",
                    "def・",
                    "ب٠۰",
                ],
            ),
            (Format::Ipv4, &["127.0.0.1"], &["127.0.0", "256.0.0.1"]),
            (Format::Ipv6, &["::1"], &["::g", "1"]),
            (
                Format::Uri,
                &["https://a.b/c?d=%20#e", "urn:x"],
                &[
                    "/a",
                    "1a:b",
                    "a:b c",
                    "a:%2",
                    "a://[::1",
                    "a://b:c",
                    "a:é",
                    "a://b@c@d",
                    "a:/[b]",
                    "a://[v1.%41]",
                ],
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
                &[
                    "",
                    "/a/{id}",
                    "{?q,page*}",
                    "{+path:4}/x",
                    "é",
                    "'%41{%41.b}",
                ],
                &[
                    "{", "}", "/a/{id", "{a b}", "{}", "{a:0}", "{a,,b}", "a b", "%4", "{a..b}",
                ],
            ),
            (
                Format::Iri,
                &["https://é.fr/ü?x", "urn:x", "a:?\u{e000}"],
                &["/é", "a:\u{e000}", "a:\u{1fffe}"],
            ),
            (Format::IriReference, &["/é", "é"], &["é ü"]),
            (
                Format::JsonPointer,
                &["", "/a~1b/0", "/"],
                &["a", "/~2", "/~"],
            ),
            (
                Format::RelativeJsonPointer,
                &["0", "1/a", "2#", "0-1", "1+10/a"],
                &["", "01", "/a", "1a", "0##", "0+", "0+01", "-1"],
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

    /// Of all characters of ASCII, those that may stand in the place of `_`.
    fn admitted(format: Format, around: &str) -> String {
        let all = (0..128_u8).map(char::from);
        let admitted = all.filter(|it| format.admits(&around.replace('_', &it.to_string())));
        admitted.collect()
    }

    #[test]
    fn each_part_of_a_format_has_its_alphabet() {
        const DIGITS: &str = "0123456789";
        const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
        // (format, text, what it admits beside letters and digits, which of those it doesn't)
        let cases = [
            (Format::Byte, "a_bc", "+/", ""),
            (Format::Base64Url, "a_bc", "-_", ""),
            (Format::Ulid, "01E4C4CT6B8QR4X5QHS47GWCV_", "", "ILOUilou"),
            (Format::Hostname, "a_a", "-.", ""),
            (Format::Email, "a_a@b", "!#$%&'*+-./=?^_`{|}~", ""),
            (
                Format::Email,
                "\"a_\"@b",
                " !#$%&'()*+,-./:;<=>?@[]^_`{|}~",
                "",
            ),
            (Format::Email, "a@b_b", "-.", ""),
            (Format::IdnEmail, "é_é@b", "!#$%&'*+-./=?^_`{|}~", ""),
            (Format::Uri, "a_a:b", "+-.:", ""),
            (Format::Uri, "a://b_b@c", "!#$&'()*+,-./:;=?_~", ""),
            (Format::Uri, "a://b_b", "!#$&'()*+,-./;=?@_~", ""),
            (Format::Uri, "a:b_b", "!#$&'()*+,-./:;=?@_~", ""),
            (Format::Uri, "a:?b_b", "!#$&'()*+,-./:;=?@_~", ""),
            (Format::Uri, "a:#b_b", "!$&'()*+,-./:;=?@_~", ""),
        ];
        for (format, around, more, fewer) in cases {
            let characters = [DIGITS, UPPER, LOWER, more].concat();
            let mut expected: Vec<char> = characters.chars().collect();
            expected.retain(|it| !fewer.contains(*it));
            expected.sort_unstable();
            let expected: String = expected.into_iter().collect();
            assert_eq!(admitted(format, around), expected, "{format:?}: {around}");
        }
    }
}
