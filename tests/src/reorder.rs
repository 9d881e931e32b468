//! Documents in another order.

use codegen::raw::Raw;

/// A document with its components, and the properties of each schema, in another order; the members
/// of `required` and of `allOf`, `anyOf` and `oneOf` too. `order` says for a number of elements
/// which one stands at each place.
pub fn shuffle(value: Raw, order: &mut dyn FnMut(usize) -> Vec<usize>) -> Raw {
    match value {
        Raw::Object(members) => {
            let mut shuffled: Vec<(String, Raw)> = Vec::new();
            for (name, member) in members {
                let member = match shuffle(member, order) {
                    Raw::Array(elements) if UNORDERED.contains(&name.as_str()) => {
                        Raw::Array(permuted(elements, order))
                    }
                    other => other,
                };
                shuffled.push((name, member));
            }
            Raw::Object(permuted(shuffled, order).into_iter().collect())
        }
        Raw::Array(elements) => {
            Raw::Array(elements.into_iter().map(|it| shuffle(it, order)).collect())
        }
        scalar => scalar,
    }
}

/// The keywords whose elements have no order.
const UNORDERED: [&str; 4] = ["required", "allOf", "anyOf", "oneOf"];

fn permuted<T: Clone>(elements: Vec<T>, order: &mut dyn FnMut(usize) -> Vec<usize>) -> Vec<T> {
    order(elements.len())
        .into_iter()
        .map(|index| elements[index].clone())
        .collect()
}

/// Backwards.
pub fn reversed(len: usize) -> Vec<usize> {
    (0..len).rev().collect()
}

/// The odd places backwards, then the even ones: neighbours part.
/// `a b c d e` becomes `d b e c a`.
pub fn scattered(len: usize) -> Vec<usize> {
    (0..len)
        .step_by(2)
        .chain((1..len).step_by(2))
        .rev()
        .collect()
}
