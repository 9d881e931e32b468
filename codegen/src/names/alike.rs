//! How variants of one JSON type differ, in words: `Uuid` and `Email`, `Strings` and `Integers`, `AtMost10` and
//! `AtLeast20`.

use super::ident;
use super::variants::of_value;
use super::words::kind_word;
use crate::ir::{Ir, Rest, Shape, TypeId};
use crate::schema::{Bound, Number};

/// What can be said of a type.
type Way = fn(&Ir, TypeId) -> Option<Vec<String>>;

/// As many values as a name can list.
const FEW: usize = 3;

/// What a type is, or is limited to, that none of the others is.
pub(super) fn difference(ir: &Ir, ty: TypeId, others: &[TypeId]) -> Option<Vec<String>> {
    let ways: [Way; 3] = [content, beginning, limits];
    ways.into_iter().find_map(|way| {
        let own = way(ir, ty)?;
        let mut others = others.iter();
        others
            .all(|it| way(ir, *it).as_ref() != Some(&own))
            .then_some(own)
    })
}

/// What a type's values are, or hold.
fn content(ir: &Ir, ty: TypeId) -> Option<Vec<String>> {
    match ir.shape(ir.resolve(ty)) {
        Shape::Text(rules) => rules.formats.first().map(|it| ident::split(it)),
        Shape::Integer(rules) | Shape::Number(rules) => rules.format.as_deref().map(ident::split),
        Shape::Enum(values) if values.len() <= FEW => {
            let mut words: Vec<Vec<String>> = values
                .iter()
                .map(|it| ident::split(&of_value(it).name))
                .collect();
            words.sort_unstable();
            Some(words.join(&"or".to_owned()))
        }
        Shape::Array(rules) => {
            let mut words = element(ir, rules.items);
            let last = words.pop()?;
            words.push(ident::plural(&last));
            Some(words)
        }
        Shape::Object(rules) if rules.members.is_empty() => match rules.rest {
            Rest::Keep(ty) => Some([element(ir, ty), vec!["map".to_owned()]].concat()),
            Rest::Skip | Rest::Refuse => None,
        },
        _ => None,
    }
}

/// What an element is: its component, or its JSON type.
fn element(ir: &Ir, ty: TypeId) -> Vec<String> {
    match &ir.get(ty).component {
        Some(name) => ident::split(name),
        None => vec![kind_word(ir, ty).to_owned()],
    }
}

/// What all strings of a type begin with, by its pattern: `^acct_[0-9]+$` asks for `acct`.
fn beginning(ir: &Ir, ty: TypeId) -> Option<Vec<String>> {
    let Shape::Text(rules) = ir.shape(ir.resolve(ty)) else {
        return None;
    };
    rules.patterns.iter().find_map(|pattern| {
        let rest = pattern.strip_prefix('^').filter(|it| !it.contains('|'))?;
        let is_plain = |it: char| it.is_alphanumeric() || "_-".contains(it);
        let end = rest.find(|it| !is_plain(it)).unwrap_or(rest.len());
        // What may be left out or come again is the last character alone.
        let (plain, next) = rest.split_at(end);
        let plain = match next.starts_with(['?', '*', '+', '{']) {
            true => &plain[..plain.char_indices().next_back()?.0],
            false => plain,
        };
        let words = ident::split(plain);
        words
            .first()?
            .starts_with(char::is_alphabetic)
            .then_some(words)
    })
}

/// How large a type's values can be, and of what they are multiples.
fn limits(ir: &Ir, ty: TypeId) -> Option<Vec<String>> {
    let (least, most, unit) = match ir.shape(ir.resolve(ty)) {
        Shape::Text(rules) => (
            count(rules.min_length),
            count(rules.max_length),
            "characters",
        ),
        Shape::Array(rules) => (count(rules.min_items), count(rules.max_items), "items"),
        Shape::Integer(rules) | Shape::Number(rules) => (rules.minimum, rules.maximum, ""),
        _ => return None,
    };
    let lower = least.map(|it| (if it.exclusive { "above" } else { "at least" }, it));
    let upper = most.map(|it| (if it.exclusive { "below" } else { "at most" }, it));
    let limits = [lower, upper].into_iter().flatten();
    let limits = limits.map(|(word, it)| Some(format!("{word} {}", spelled(it)?)));
    let mut limits = limits.collect::<Option<Vec<String>>>()?;
    if let Shape::Integer(rules) | Shape::Number(rules) = ir.shape(ir.resolve(ty)) {
        for divisor in &rules.multiple_of {
            let Number::Integer(divisor) = divisor else {
                return None;
            };
            limits.push(format!("multiples of {divisor}"));
        }
    }
    if limits.is_empty() {
        return None;
    }
    let is_one = most
        .or(least)
        .is_some_and(|it| it.value == Number::Integer(1));
    let unit = if is_one {
        ident::singular(unit)
    } else {
        unit.to_owned()
    };
    Some(ident::split(&format!("{} {unit}", limits.join(" and "))))
}

fn count(limit: Option<usize>) -> Option<Bound> {
    let value = Number::Integer(i128::try_from(limit?).ok()?);
    Some(Bound {
        value,
        exclusive: false,
    })
}

/// An integer in words; fractions are none that a name could have.
fn spelled(bound: Bound) -> Option<String> {
    match bound.value {
        Number::Integer(number @ 0..) => Some(number.to_string()),
        Number::Integer(number) => Some(format!("minus {}", number.unsigned_abs())),
        Number::Float(_) => None,
    }
}
