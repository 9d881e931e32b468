//! In which order the variants of a union are tried.

use std::cmp::Reverse;

use super::checked_formats;
use super::items::patterns;
use crate::formats::{self, Meaning};
use crate::ir::{Ir, NumberRules, Shape, TextRules, TypeId, Union};

/// Types nest without end; what is deeper makes none more specific.
const DEEPEST: usize = 8;

/// The variants by their index, the most specific first, ties in the document's order. Of two that a value may both
/// be, the more specific one says more of it: an integer is a number too, and a date a string.
pub(crate) fn trial_order(ir: &Ir, union: &Union) -> Vec<usize> {
    let mut order: Vec<usize> = (0..union.variants.len()).collect();
    order.sort_by_key(|index| Reverse(specificity(ir, union.variants[*index].ty, 0)));
    order
}

/// How much a type says of its values, for comparing those of one JSON type: whether its numbers are integers, how few
/// kinds of values there are, and how much else is asked of them.
type Specificity = (bool, usize, usize);

fn specificity(ir: &Ir, id: TypeId, depth: usize) -> Specificity {
    let id = ir.resolve(id);
    let conditions = usize::from(!ir.get(id).conditions.is_empty());
    let (whole, kinds, asked) = match ir.shape(id) {
        Shape::Any => (false, 0, 0),
        Shape::Object(rules) => {
            let required = rules.members.iter().filter(|it| it.required);
            (true, required.count(), 0)
        }
        Shape::Number(rules) => (false, 1, of_number(rules)),
        Shape::Integer(rules) => (true, 2, of_number(rules) + usize::from(is_narrow(rules))),
        Shape::Text(rules) => (true, 1, of_text(rules)),
        Shape::OpenEnum(_) => (true, 2, 0),
        Shape::Enum(_) | Shape::Null | Shape::Boolean | Shape::Never => (true, 3, 0),
        Shape::Array(rules) => {
            let limits = [rules.min_items, rules.max_items];
            let limits = limits.iter().flatten().count() + usize::from(rules.unique);
            let (whole, kinds, asked) = inner(ir, rules.items, depth);
            (whole, kinds, asked + limits)
        }
        Shape::Nullable(ty) => inner(ir, *ty, depth),
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let least = variants.map(|it| inner(ir, it.ty, depth)).min();
            least.unwrap_or_default()
        }
        Shape::Alias(_) => (false, 0, 0),
    };
    (whole, kinds, asked + conditions)
}

fn inner(ir: &Ir, id: TypeId, depth: usize) -> Specificity {
    match depth < DEEPEST {
        true => specificity(ir, id, depth + 1),
        false => (false, 0, 0),
    }
}

/// Whether the format asks for less than 64 bits.
fn is_narrow(rules: &NumberRules) -> bool {
    let meaning = rules.format.as_deref().and_then(formats::meaning);
    matches!(meaning, Some(Meaning::Integer(name)) if !name.ends_with("64"))
}

fn of_number(rules: &NumberRules) -> usize {
    let bounds = [rules.minimum, rules.maximum];
    bounds.iter().flatten().count() + rules.multiple_of.len()
}

fn of_text(rules: &TextRules) -> usize {
    let lengths = [rules.min_length, rules.max_length];
    lengths.iter().flatten().count() + patterns(rules).count() + checked_formats(rules).count()
}
