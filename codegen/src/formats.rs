//! Every format that is known, and what it makes of a type.

use crate::support::format::Format;

/// What a format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Which strings are allowed.
    Text(Format),
    /// Which Rust type holds the integer, and so its range.
    Integer(&'static str),
    /// A number of seconds since 1970-01-01T00:00:00Z.
    Seconds,
    /// Nothing that a value could break: it is for people, or for transport.
    Note,
}

/// Formats of numbers, and those that say nothing about values: the names of OpenAPI 3.0 §4.4, of
/// the OpenAPI format registry, and what documents commonly write.
const TABLE: &[(&str, Meaning)] = &[
    ("int8", Meaning::Integer("i8")),
    ("int16", Meaning::Integer("i16")),
    ("int32", Meaning::Integer("i32")),
    ("int64", Meaning::Integer("i64")),
    ("uint8", Meaning::Integer("u8")),
    ("uint16", Meaning::Integer("u16")),
    ("uint32", Meaning::Integer("u32")),
    ("uint64", Meaning::Integer("u64")),
    ("uint", Meaning::Integer("u64")),
    ("unix timestamp", Meaning::Seconds),
    ("unix-timestamp", Meaning::Seconds),
    ("unix-time", Meaning::Seconds),
    ("timestamp", Meaning::Note),
    ("float", Meaning::Note),
    ("double", Meaning::Note),
    ("decimal", Meaning::Note),
    ("binary", Meaning::Note),
    ("password", Meaning::Note),
    ("html", Meaning::Note),
    ("commonmark", Meaning::Note),
    ("markdown", Meaning::Note),
];

/// What the format of that name says; `None` where the name is not known.
pub fn meaning(name: &str) -> Option<Meaning> {
    let texts = Format::TABLE.iter();
    let text = texts
        .filter(|(known, _)| *known == name)
        .map(|(_, format)| Meaning::Text(*format));
    let others = TABLE.iter();
    let other = others.filter(|(known, _)| *known == name);
    text.chain(other.map(|(_, meaning)| *meaning)).next()
}

/// The known name that differs from this one in case and punctuation only: `DateTime` is `date-time`.
pub fn similar(name: &str) -> Option<&'static str> {
    let plain = |it: &str| -> String {
        let letters = it.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    names().find(|known| plain(known) == plain(name))
}

/// Every known name, for documentation and for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    let texts = Format::TABLE.iter().map(|(name, _)| *name);
    texts.chain(TABLE.iter().map(|(name, _)| *name))
}

#[cfg(test)]
mod tests {
    use super::{meaning, names, similar};

    #[test]
    fn each_name_stands_in_the_table_once() {
        let mut all: Vec<_> = names().collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|it| meaning(it).is_some()));
    }

    #[test]
    fn a_misspelt_name_leads_to_the_known_one() {
        assert_eq!(similar("DateTime"), Some("date-time"));
        assert_eq!(similar("shoe-size"), None);
    }
}
