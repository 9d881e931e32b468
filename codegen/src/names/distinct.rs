//! What components, fields and variants are called where several texts come to one name: `"asc"` and `"ASC"` are
//! `Asc` and `AscUpperCase`, `"a_b"` and `"a-b"` are `AB` and `AMinusB`.

use std::collections::{BTreeMap, BTreeSet};

use super::ident;

/// A name, and what it is lengthened to where it is taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// How much of the text isn't in the name: who has all of it there keeps the name.
    loss: Loss,
    pub(super) name: String,
    longer: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Nothing,
    Case,
    Symbols,
    /// It stands for no text.
    Everything,
}

impl Wanted {
    /// The name of a component for a text.
    pub(super) fn item(text: &str) -> Wanted {
        Wanted::new(text, ident::type_name, |name, more| {
            format!("{name}{}", ident::type_name(more))
        })
    }

    /// The name of a variant for a listed value.
    pub(super) fn value(text: &str) -> Wanted {
        Wanted::new(text, ident::value_name, |name, more| {
            format!("{name}{}", ident::type_name(more))
        })
    }

    /// The name of a field for a member's name.
    pub(super) fn field(text: &str) -> Wanted {
        Wanted::new(text, ident::field_name, |name, more| {
            let plain = |it: &str| it.trim_start_matches("r#").to_owned();
            format!("{}_{}", plain(name), plain(&ident::field_name(more)))
        })
    }

    fn new(text: &str, name: fn(&str) -> String, lengthen: fn(&str, &str) -> String) -> Wanted {
        let with_symbols = name(&ident::with_symbols(text));
        let name = name(text);
        let loss = match () {
            () if name == text => Loss::Nothing,
            () if name == with_symbols => Loss::Case,
            () => Loss::Symbols,
        };
        let case = case(text).map(|it| lengthen(&name, it));
        let spelled = lengthen(&name, &ident::spelled(text));
        let longer = [Some(with_symbols), case, Some(spelled)];
        Wanted {
            loss,
            longer: longer.into_iter().flatten().collect(),
            name,
        }
    }

    /// A name, and the one longer one.
    pub(super) fn or(name: String, longer: String) -> Wanted {
        Wanted {
            loss: Loss::Nothing,
            name,
            longer: vec![longer],
        }
    }

    /// The name of what stands for all other texts: each text goes before it.
    pub(super) fn rest(name: String, longer: String) -> Wanted {
        Wanted {
            loss: Loss::Everything,
            ..Wanted::or(name, longer)
        }
    }

    /// Every name that it may get, the one wanted first.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.longer)
    }

    /// The first name that nothing has. A longer one isn't taken from who wants it.
    fn take(&self, wanted: &BTreeSet<&String>, taken: &mut BTreeSet<String>) -> String {
        let longer = self.longer.iter().filter(|it| !wanted.contains(it));
        let mut names = std::iter::once(&self.name).chain(longer);
        let free = names.find(|it| !taken.contains(*it));
        let mut name = free.or(self.longer.last()).unwrap_or(&self.name).clone();
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// A name for each, none of them taken. Some have theirs, by index; the order doesn't matter.
pub(super) fn distinct(
    wanted: &[Wanted],
    kept: &BTreeMap<usize, String>,
    taken: &mut BTreeSet<String>,
) -> Vec<String> {
    taken.extend(kept.values().cloned());
    let plain: BTreeSet<&String> = wanted.iter().map(|it| &it.name).collect();
    let mut order: Vec<(&Wanted, usize)> = wanted.iter().zip(0..).collect();
    order.sort();
    let named = order.into_iter().map(|(it, index)| {
        let name = match kept.get(&index) {
            Some(name) => name.clone(),
            None => it.take(&plain, taken),
        };
        (index, name)
    });
    let named: BTreeMap<usize, String> = named.collect();
    named.into_values().collect()
}

/// How a text's letters are written, if it has any.
fn case(text: &str) -> Option<&'static str> {
    let first = text
        .chars()
        .find(|it| it.is_lowercase() || it.is_uppercase())?;
    let has_lower = text.contains(char::is_lowercase);
    let has_upper = text.contains(char::is_uppercase);
    Some(match (has_lower, has_upper) {
        (true, true) if first.is_lowercase() => "camel case",
        (true, true) => "capitalized",
        (true, false) => "lower case",
        (false, _) => "upper case",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all<const N: usize>(wanted: [Wanted; N]) -> Vec<String> {
        distinct(&wanted, &BTreeMap::new(), &mut BTreeSet::new())
    }

    #[test]
    fn variants_say_how_they_are_written() {
        let texts = [
            "asc", "ASC", "Asc", "a-b", "a_b", "won't", "wont", "(x)", "x",
        ];
        let expected = [
            "AscLowerCase",
            "AscUpperCase",
            "Asc",
            "AMinusB",
            "AB",
            "WonQuoteT",
            "Wont",
            "OpenParenXCloseParen",
            "X",
        ];
        assert_eq!(all(texts.map(Wanted::item)), expected);
    }

    #[test]
    fn fields_say_how_they_are_written() {
        let texts = ["fooBar", "foo_bar", "foo-bar", "TYPE", "type"];
        let expected = [
            "foo_bar_camel_case",
            "foo_bar",
            "foo_minus_bar",
            "type_upper_case",
            "r#type",
        ];
        assert_eq!(all(texts.map(Wanted::field)), expected);
    }

    #[test]
    fn a_longer_name_is_left_to_who_wants_it() {
        let names = all(["a_b", "a-b", "a minus b"].map(Wanted::item));
        assert_eq!(names, ["AB", "ABLowerCase", "AMinusB"]);
    }

    #[test]
    fn where_nothing_helps_a_name_is_still_unique() {
        let names = all(["a"; 3].map(Wanted::item));
        assert_eq!(names, ["A", "ALowerCase", "ALowerA"]);
        let names = all([(); 3].map(|()| Wanted::or("True".into(), "TrueValue".into())));
        assert_eq!(names, ["True", "TrueValue", "TrueValue_"]);
    }

    #[test]
    fn what_is_kept_is_not_given_away() {
        let wanted = ["a", "b"].map(Wanted::item);
        let kept = BTreeMap::from([(1, "A".to_owned())]);
        let names = distinct(&wanted, &kept, &mut BTreeSet::new());
        assert_eq!(names, ["ALowerCase", "A"]);
    }
}
