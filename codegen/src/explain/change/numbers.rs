//! Differences of numbers: their bounds, what they are multiples of, and how wide they are.

use std::cmp::Ordering;

use super::list::List;
use super::{Effect, Facet};
use crate::ir::NumberRules;
use crate::schema::{Bound, Number};

/// Adds the differences of two kinds of numbers, which may be integers.
pub(super) fn numbers(left: &NumberRules, right: &NumberRules, are_whole: bool, list: &mut List) {
    let are_same = |was: Option<Bound>, is: Option<Bound>, step: i128| {
        let closed = |it: Option<Bound>| it.map(|it| closed(it, step));
        are_whole && closed(was) == closed(is)
    };
    if !are_same(left.minimum, right.minimum, 1) {
        list.bound("minimum", left.minimum, right.minimum, Ordering::Greater);
    }
    if !are_same(left.maximum, right.maximum, -1) {
        list.bound("maximum", left.maximum, right.maximum, Ordering::Less);
    }
    multiples(&left.multiple_of, &right.multiple_of, list);
    match widths(left.format.as_deref(), right.format.as_deref()) {
        Some(order) => list.format(&left.format, &right.format, order),
        None => list.rule("format", left.format.clone(), right.format.clone()),
    }
}

/// The same bound of integers, which is one of the values itself: more than 0 is at least 1.
fn closed(bound: Bound, step: i128) -> Bound {
    match (bound.exclusive, bound.value) {
        (true, Number::Integer(value)) => Bound {
            value: Number::Integer(value.saturating_add(step)),
            exclusive: false,
        },
        _ => bound,
    }
}

/// `multipleOf`: one number in the place of another is told as such.
fn multiples(left: &[Number], right: &[Number], list: &mut List) {
    let texts = |it: &[Number]| -> Vec<String> { it.iter().map(ToString::to_string).collect() };
    if let ([was], [is]) = (left, right)
        && was != is
    {
        let divides = |small: &Number, large: &Number| {
            let pair = small.decimal().zip(large.decimal());
            pair.is_some_and(|(small, large)| large.is_multiple_of(small))
        };
        let effect = match (divides(was, is), divides(is, was)) {
            (true, false) => Effect::Tighter,
            (false, true) => Effect::Looser,
            _ => Effect::Other,
        };
        let texts = (Some(was.to_string()), Some(is.to_string()));
        return list.add(Facet::Limit, "multipleOf", texts, effect);
    }
    let (left, right) = (texts(left), texts(right));
    list.set(Facet::Limit, "multipleOf", &left, &right, Effect::Tighter);
}

/// Which of two formats of integers is the narrower one, if both are known.
fn widths(left: Option<&str>, right: Option<&str>) -> Option<Ordering> {
    let bits = |format: &str| match format {
        "int8" => Some(8),
        "int16" => Some(16),
        "int32" => Some(32),
        "int64" => Some(64),
        _ => None,
    };
    Some(bits(left?)?.cmp(&bits(right?)?))
}
