//! What is wrong with a value, apart from where it is: kept as it was found, and put into words when
//! they are asked for.

use serde_json::Value;

use super::Violation;
use super::short::Short;
use crate::support::check::Spelling;
use crate::support::decode::quoted;

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::support) enum Complaint {
    /// What is in words already.
    Said(Box<Said>),
    /// About a string.
    Text { rule: TextRule, found: Short },
    /// About how many elements or members there are.
    Count {
        rule: CountRule,
        limit: usize,
        found: usize,
    },
    /// About a number: what is asked for, and what was found.
    Number {
        rule: NumberRule,
        numbers: Box<[Value; 2]>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::support) struct Said {
    pub(super) keyword: &'static str,
    pub(super) message: Message,
    pub(super) member: Option<Box<str>>,
    pub(super) limit: Option<Value>,
    pub(super) found: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    Words(String),
    /// No variant of a union matches: the first violation of each, of the value or of a part of it; none where that
    /// would be too much to read.
    NoVariant(Vec<(&'static str, Violation)>),
}

impl Message {
    fn sentence(&self, pointer: &str) -> String {
        match self {
            Message::Words(words) => words.clone(),
            Message::NoVariant(reasons) => {
                let reasons = reasons.iter().map(|(name, violation)| {
                    let place = [pointer, violation.pointer()].concat();
                    format!("{name}: {}", violation.clone().at(place))
                });
                let reasons: Vec<String> = reasons.collect();
                match &*reasons {
                    [] => "no variant matches".to_owned(),
                    reasons => format!("no variant matches: {}", reasons.join("; ")),
                }
            }
        }
    }

    /// How many reasons are given, those of reasons included.
    pub(super) fn reasons(&self) -> usize {
        match self {
            Message::Words(_) => 0,
            Message::NoVariant(reasons) => {
                let inner = reasons.iter().map(|(_, it)| it.reasons());
                reasons.len() + inner.sum::<usize>()
            }
        }
    }
}

/// What is asked of a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::support) enum TextRule {
    /// §6.3.2
    MinLength(usize),
    /// §6.3.1
    MaxLength(usize),
    /// §6.3.3
    Pattern(Box<str>),
    /// §7
    Format(&'static dyn Spelling),
}

/// What is asked of a number of elements or members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::support) enum CountRule {
    /// §6.4.2
    MinItems,
    /// §6.4.1
    MaxItems,
    /// §6.5.2
    MinProperties,
    /// §6.5.1
    MaxProperties,
}

/// What is asked of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::support) enum NumberRule {
    /// §6.2.4
    Minimum,
    /// §6.2.2
    Maximum,
    /// §6.2.5
    ExclusiveMinimum,
    /// §6.2.3
    ExclusiveMaximum,
    /// §6.2.1
    MultipleOf,
}

impl Complaint {
    /// About a string, which is kept as far as it will be shown.
    #[inline]
    pub(in crate::support) fn of_text(rule: TextRule, found: &str) -> Self {
        let found = Short::shown(found);
        Complaint::Text { rule, found }
    }

    /// About how many elements or members there are.
    pub(in crate::support) fn of_count(rule: CountRule, limit: usize, found: usize) -> Self {
        Complaint::Count { rule, limit, found }
    }

    /// About a number.
    pub(in crate::support) fn of_number(rule: NumberRule, limit: Value, found: Value) -> Self {
        let numbers = Box::new([limit, found]);
        Complaint::Number { rule, numbers }
    }

    /// The schema keyword that is broken.
    pub(super) fn keyword(&self) -> &'static str {
        match self {
            Complaint::Said(said) => said.keyword,
            Complaint::Text { rule, .. } => match rule {
                TextRule::MinLength(_) => "minLength",
                TextRule::MaxLength(_) => "maxLength",
                TextRule::Pattern(_) => "pattern",
                TextRule::Format(_) => "format",
            },
            Complaint::Count { rule, .. } => match rule {
                CountRule::MinItems => "minItems",
                CountRule::MaxItems => "maxItems",
                CountRule::MinProperties => "minProperties",
                CountRule::MaxProperties => "maxProperties",
            },
            Complaint::Number { rule, .. } => match rule {
                NumberRule::Minimum => "minimum",
                NumberRule::Maximum => "maximum",
                NumberRule::ExclusiveMinimum => "exclusiveMinimum",
                NumberRule::ExclusiveMaximum => "exclusiveMaximum",
                NumberRule::MultipleOf => "multipleOf",
            },
        }
    }

    /// What the keyword asks for.
    pub(super) fn limit(&self) -> Option<Value> {
        match self {
            Complaint::Said(said) => said.limit.clone(),
            Complaint::Text { rule, .. } => Some(match rule {
                TextRule::MinLength(length) | TextRule::MaxLength(length) => Value::from(*length),
                TextRule::Pattern(pattern) => Value::from(&**pattern),
                TextRule::Format(format) => Value::from(format.name()),
            }),
            Complaint::Count { limit, .. } => Some(Value::from(*limit)),
            Complaint::Number { numbers, .. } => Some(numbers[0].clone()),
        }
    }

    /// What was found.
    pub(super) fn found(&self) -> Option<Value> {
        match self {
            Complaint::Said(said) => said.found.clone(),
            Complaint::Text { found, .. } => Some(Value::from(found.as_str())),
            Complaint::Count { found, .. } => Some(Value::from(*found)),
            Complaint::Number { numbers, .. } => Some(numbers[1].clone()),
        }
    }

    /// What is wrong with the value at `pointer`, in one sentence.
    pub(super) fn sentence(&self, pointer: &str) -> String {
        match self {
            Complaint::Said(said) => said.message.sentence(pointer),
            Complaint::Text { rule, found } => rule.sentence(&quoted(found.as_str())),
            Complaint::Count { rule, limit, found } => {
                let (thing, how) = match rule {
                    CountRule::MinItems => ("element", "fewer"),
                    CountRule::MaxItems => ("element", "more"),
                    CountRule::MinProperties => ("member", "fewer"),
                    CountRule::MaxProperties => ("member", "more"),
                };
                let are = if *found == 1 { " is" } else { "s are" };
                format!("{found} {thing}{are} {how} than {limit}")
            }
            Complaint::Number { rule, numbers } => {
                let is = match rule {
                    NumberRule::Minimum => "less than",
                    NumberRule::Maximum => "greater than",
                    NumberRule::ExclusiveMinimum => "not greater than",
                    NumberRule::ExclusiveMaximum => "not less than",
                    NumberRule::MultipleOf => "no multiple of",
                };
                let [limit, found] = &**numbers;
                format!("{} is {is} {}", plain(found), plain(limit))
            }
        }
    }
}

impl TextRule {
    fn sentence(&self, found: &str) -> String {
        match self {
            TextRule::MinLength(least) => format!("{found} is shorter than {least} characters"),
            TextRule::MaxLength(most) => format!("{found} is longer than {most} characters"),
            TextRule::Pattern(pattern) => format!("{found} doesn't match {}", quoted(pattern)),
            TextRule::Format(format) => [found, " is not ", format.description()].concat(),
        }
    }
}

/// A number as it is written; what JSON has no number for is kept as a string.
fn plain(number: &Value) -> String {
    match number {
        Value::String(text) => text.clone(),
        number => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_no_variant_matches_names_places_from_the_root() {
        let of_member = Violation::new("type", "is null").at("/a".to_owned());
        let of_value = Violation::new("required", "lacks b");
        let inner = Violation::of_union("anyOf", vec![("P", of_member), ("Q", of_value)]);
        let outer = Violation::of_union("oneOf", vec![("R", inner.at("/in".to_owned()))]);
        assert_eq!(
            outer.at("/list/3".to_owned()).to_string(),
            "/list/3: no variant matches: R: /list/3/in: no variant matches: \
             P: /list/3/in/a: is null [type]; Q: /list/3/in: lacks b [required] [anyOf] [oneOf]"
        );
    }
}
