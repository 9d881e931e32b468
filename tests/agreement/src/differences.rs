//! Where what we report differs from what JSON Schema reports, although the verdict is the same: each
//! difference is intended, has a reason, and is counted.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::violated::Violated;

/// One intended difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// What can't be read is reported once.
    Unread,
    /// A value that isn't listed is reported by `enum` alone.
    Unlisted,
    /// What holds parts that can't be read isn't compared.
    Uncompared,
    /// Of several bounds, the tightest is reported.
    Tightest,
    /// `not` of a JSON type leaves the other types.
    OtherTypes,
    /// Integers beyond the type's range.
    Range,
}

impl Difference {
    /// All of them.
    pub const ALL: [Difference; 6] = [
        Difference::Unread,
        Difference::Unlisted,
        Difference::Uncompared,
        Difference::Tightest,
        Difference::OtherTypes,
        Difference::Range,
    ];

    /// Why it is intended.
    pub fn because(self) -> &'static str {
        match self {
            Difference::Unread => {
                "a value that its Rust type can't hold is reported once, by `type` or `enum`: what \
                 else is asked of such values is asked of values of that type only"
            }
            Difference::Unlisted => {
                "listed values that break other keywords are no values of the enum: whatever isn't \
                 listed then is reported by `enum`, or by `type` where no value of its kind is"
            }
            Difference::Uncompared => {
                "`uniqueItems` compares elements, and `not` the whole value; parts that are missing or \
                 can't be read aren't there, so these are reported once they are"
            }
            Difference::Tightest => {
                "`allOf` is an intersection: of two upper (or lower) bounds the tighter one is left, and \
                 it alone is reported"
            }
            Difference::OtherTypes => {
                "`not: {type: string}` makes a type of what is no string: a string breaks its `type`"
            }
            Difference::Range => {
                "contract §3 Types: a value the type can't hold is refused, never wrapped"
            }
        }
    }
}

/// The differences that explain why these aren't the same; `None` where something is left over.
pub fn explain(
    instance: &Value,
    ours: &Violated,
    theirs: &Violated,
) -> Option<BTreeSet<Difference>> {
    let surplus = ours.difference(theirs);
    let surplus = surplus.map(|(pointer, keyword)| surplus_of(instance, pointer, keyword, theirs));
    let lack = theirs.difference(ours);
    let lack = lack.map(|(pointer, keyword)| lack_of(pointer, keyword, ours));
    surplus.chain(lack).collect()
}

/// Why we report something that they don't.
fn surplus_of(
    instance: &Value,
    pointer: &str,
    keyword: &str,
    theirs: &Violated,
) -> Option<Difference> {
    let say = |keyword: &str| theirs.contains(&(pointer.to_owned(), keyword.to_owned()));
    let is_refused = theirs.iter().any(|(at, _)| is_within(at, pointer));
    match keyword {
        "enum" if is_refused => Some(Difference::Unlisted),
        "type" if say("enum") => Some(Difference::Unlisted),
        "type" if say("not") => Some(Difference::OtherTypes),
        "type" if instance.pointer(pointer).is_some_and(is_large) => Some(Difference::Range),
        // Each listed text may break the `pattern` beside it, so that `null` alone is left of the enum. A `type`
        // that is wrong would show in values that break nothing else.
        "type" if say("pattern") || say("minLength") || say("maxLength") => {
            Some(Difference::Unlisted)
        }
        _ => None,
    }
}

/// Why we don't report something that they do.
fn lack_of(pointer: &str, keyword: &str, ours: &Violated) -> Option<Difference> {
    let unread = |it: &&(String, String)| matches!(it.1.as_str(), "type" | "enum");
    let mut unread = ours.iter().filter(unread);
    if unread.any(|(at, _)| is_within(pointer, at)) {
        return Some(Difference::Unread);
    }
    let tighter = match keyword {
        "maximum" => "exclusiveMaximum",
        "exclusiveMaximum" => "maximum",
        "minimum" => "exclusiveMinimum",
        "exclusiveMinimum" => "minimum",
        _ => "",
    };
    if ours.contains(&(pointer.to_owned(), tighter.to_owned())) {
        return Some(Difference::Tightest);
    }
    let is_gap =
        |keyword: &str| ["type", "enum", "required", "additionalProperties"].contains(&keyword);
    let mut gaps = ours.iter().filter(|(_, keyword)| is_gap(keyword));
    let is_uncompared =
        ["uniqueItems", "not"].contains(&keyword) && gaps.any(|(at, _)| is_within(at, pointer));
    is_uncompared.then_some(Difference::Uncompared)
}

/// Whether it is an integer that 32 bits don't hold: the schemas have no narrower type.
fn is_large(value: &Value) -> bool {
    let is_narrow = value.as_i64().is_some_and(|it| i32::try_from(it).is_ok());
    (value.is_i64() || value.is_u64()) && !is_narrow
}

fn is_within(pointer: &str, ancestor: &str) -> bool {
    let rest = pointer.strip_prefix(ancestor);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
