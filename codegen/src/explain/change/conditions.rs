//! Differences of what else is asked of values: told by keyword, the types that ask apart.

use super::list::List;
use super::{Effect, Facet, kinds_text};
use crate::dedup::canonical;
use crate::diagnostics::render::counted;
use crate::ir::{Assertion, Of, Type};

/// Adds the differences of what two types ask beyond their shapes.
pub(super) fn conditions(left: &Type, right: &Type, list: &mut List) {
    let excluded = [left, right].map(|it| it.conditions.excluded.len());
    let text = || Some("excludes some values".to_owned());
    for _ in excluded[0]..excluded[1] {
        list.add(Facet::Condition, "not", (None, text()), Effect::Tighter);
    }
    for _ in excluded[1]..excluded[0] {
        list.add(Facet::Condition, "not", (text(), None), Effect::Looser);
    }
    let asked = [left, right].map(|it| -> Vec<String> {
        let kinds = it.conditions.by_kind.iter();
        let kinds = kinds.map(|(types, _)| format!("asks more of {}", kinds_text(*types)));
        kinds.collect()
    });
    let [is, was] = &asked;
    list.set(Facet::Condition, "by type", is, was, Effect::Tighter);
    asserted(
        &left.conditions.assertions,
        &right.conditions.assertions,
        list,
    );
    let listed = [left, right]
        .map(|it| -> Vec<String> { it.conditions.listed.iter().map(canonical).collect() });
    let [is, was] = &listed;
    list.set(Facet::Value, "enum", is, was, Effect::Looser);
}

/// What corresponds in two types: a keyword, and the member or pattern that it is about.
fn subject(assertion: &Assertion) -> (&'static str, &str) {
    match assertion {
        Assertion::Matching { pattern, .. } => ("patternProperties", pattern),
        Assertion::Further { .. } => ("additionalProperties", ""),
        Assertion::Names(_) => ("propertyNames", ""),
        Assertion::Requires { name, .. } => ("dependentRequired", name),
        Assertion::Implies { name, .. } => ("dependentSchemas", name),
        Assertion::Conditional { .. } => ("if", ""),
        Assertion::Any(_) => ("anyOf", ""),
        Assertion::Contains { .. } => ("contains", ""),
        Assertion::Prefix(_) => ("prefixItems", ""),
        Assertion::After { .. } => ("items", ""),
        Assertion::Unevaluated { of, .. } => match of {
            Of::Members => ("unevaluatedProperties", ""),
            Of::Elements => ("unevaluatedItems", ""),
        },
    }
}

/// What it asks, in words.
fn text(assertion: &Assertion) -> String {
    match assertion {
        Assertion::Matching { pattern, .. } => format!("members {pattern:?}"),
        Assertion::Further {
            names, patterns, ..
        } => all_but(&[names, patterns]),
        Assertion::Names(_) => "asks something of each name".to_owned(),
        Assertion::Requires { name, required } => {
            format!("{name:?} asks for {}", list(required))
        }
        Assertion::Implies { name, .. } => format!("{name:?} asks for more"),
        Assertion::Conditional {
            then, otherwise, ..
        } => match (then, otherwise) {
            (Some(_), Some(_)) => "asks more of values that fit, and of others".to_owned(),
            (None, Some(_)) => "asks more of values that don't fit".to_owned(),
            _ => "asks more of values that fit".to_owned(),
        },
        Assertion::Any(types) => format!("one of {} arrays", types.len()),
        Assertion::Contains { least, most, .. } => match most {
            Some(most) if most == least => counted(*least, "element"),
            Some(most) => format!("{least} to {}", counted(*most, "element")),
            None => format!("at least {}", counted(*least, "element")),
        },
        Assertion::Prefix(types) if types.len() == 1 => "the first element".to_owned(),
        Assertion::Prefix(types) => format!("the first {}", counted(types.len(), "element")),
        Assertion::After { count, .. } => format!("elements after the first {count}"),
        Assertion::Unevaluated { of, evaluated, .. } => {
            let names = evaluated.iter().flat_map(|it| &it.names).cloned().collect();
            let patterns = evaluated.iter().flat_map(|it| &it.patterns);
            match of {
                Of::Members => all_but(&[&names, &patterns.cloned().collect()]),
                Of::Elements => "elements that nothing else looks at".to_owned(),
            }
        }
    }
}

fn all_but(known: &[&Vec<String>]) -> String {
    let known: Vec<String> = known.iter().flat_map(|it| it.iter().cloned()).collect();
    match known.as_slice() {
        [] => "all members".to_owned(),
        known => format!("all members but {}", list(known)),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|it| format!("{it:?}")).collect();
    quoted.join(", ")
}

/// What it means for values that the second takes the place of the first.
fn effect(left: &Assertion, right: &Assertion) -> Effect {
    let (gains, loses) = match (left, right) {
        (Assertion::Requires { required: was, .. }, Assertion::Requires { required: is, .. }) => {
            (has_more(was, is), has_more(is, was))
        }
        (
            Assertion::Conditional {
                then, otherwise, ..
            },
            Assertion::Conditional {
                then: then_now,
                otherwise: else_now,
                ..
            },
        ) => {
            let was = [then.is_some(), otherwise.is_some()];
            let is = [then_now.is_some(), else_now.is_some()];
            let more = |a: [bool; 2], b: [bool; 2]| a.iter().zip(b).any(|(a, b)| !a && b);
            (more(was, is), more(is, was))
        }
        (
            Assertion::Contains { least, most, .. },
            Assertion::Contains {
                least: least_now,
                most: most_now,
                ..
            },
        ) => {
            let high = |it: &Option<usize>| it.unwrap_or(usize::MAX);
            (
                least_now > least || high(most_now) < high(most),
                least_now < least || high(most_now) > high(most),
            )
        }
        (Assertion::Prefix(was), Assertion::Prefix(is)) => {
            (is.len() > was.len(), is.len() < was.len())
        }
        _ => (true, true),
    };
    match (gains, loses) {
        (true, false) => Effect::Tighter,
        (false, true) => Effect::Looser,
        _ => Effect::Other,
    }
}

fn has_more(few: &[String], many: &[String]) -> bool {
    many.iter().any(|it| !few.contains(it))
}

/// Adds what only one of two types asks, or asks in another way.
fn asserted(left: &[Assertion], right: &[Assertion], found: &mut List) {
    let mut rest: Vec<&Assertion> = right.iter().collect();
    for was in left {
        let twins = rest.iter().enumerate();
        let mut twins = twins.filter(|(_, it)| subject(it) == subject(was));
        let twin = twins.clone().find(|(_, it)| it.label() == was.label());
        let twin = twin.or_else(|| twins.next()).map(|(index, _)| index);
        let (texts, effect) = match twin.map(|it| rest.remove(it)) {
            Some(is) if is.label() == was.label() => continue,
            Some(is) => ((Some(text(was)), Some(text(is))), effect(was, is)),
            None => ((Some(text(was)), None), Effect::Looser),
        };
        found.add(Facet::Condition, subject(was).0, texts, effect);
    }
    for is in rest {
        let texts = (None, Some(text(is)));
        found.add(Facet::Condition, subject(is).0, texts, Effect::Tighter);
    }
}
