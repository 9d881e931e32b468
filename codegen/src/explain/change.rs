//! How one type differs from another by itself. A difference is told in the direction from the
//! first type to the second, with what it means for values: `maxLength` 5 → 3 is tighter.

mod conditions;
mod list;
mod numbers;
mod objects;
mod unions;

use serde::Serialize;

use crate::Plan;
use crate::analysis::checked_formats;
use crate::dedup::canonical;
use crate::ir::{Ir, Shape, TextRules, Type, TypeId};
use crate::raw::Raw;
use crate::support::check::Spelling as _;
use conditions::conditions;
use list::List;
use numbers::numbers;
use objects::{further, objects};
use unions::unions;

/// One difference between two types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about
    pub facet: Facet,
    /// The member, keyword, value or variant
    pub name: String,
    /// What the first type says, if it says anything
    pub left: Option<String>,
    /// What the second type says
    pub right: Option<String>,
    /// What it means for values
    pub effect: Effect,
}

/// What a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// The kind of value
    Kind,
    /// Whether `null` is allowed
    Null,
    /// Whether a member is declared
    Member,
    /// Whether a member must be there
    Required,
    /// `readOnly` or `writeOnly` of a member
    Direction,
    /// The only value of a member
    Constant,
    /// What becomes of members that aren't declared
    Further,
    /// A keyword with a limit
    Limit,
    /// A listed value
    Value,
    /// A variant
    Variant,
    /// The tags of a variant
    Tag,
    /// How the variants are told apart
    ToldBy,
    /// What else is asked of values
    Condition,
}

/// What a difference means for the values of the second type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// There are fewer
    Tighter,
    /// There are more
    Looser,
    /// Some are gone and some are new, or neither
    Other,
}

/// A type, and the names of its variants: those of two unions correspond by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub ty: &'a Type,
    /// Where the types in it are
    pub ir: &'a Ir,
    pub variants: &'a [String],
}

impl<'a> Named<'a> {
    /// A type of a plan.
    pub(crate) fn of(plan: &'a Plan, id: TypeId) -> Named<'a> {
        let variants = plan.names.variants.get(&id);
        Named {
            ty: plan.resolved.ir.get(id),
            ir: &plan.resolved.ir,
            variants: variants.map_or(&[], Vec::as_slice),
        }
    }
}

/// The difference that only one of two types allows `null`, if there is one.
pub(crate) fn null_change(left: &Type, right: &Type) -> Option<Change> {
    let [was, is] = [left, right].map(|it| matches!(it.shape, Shape::Nullable(_)));
    let text = |it: bool| it.then(|| "nullable".to_owned());
    (was != is).then(|| Change {
        facet: Facet::Null,
        name: String::new(),
        left: text(was),
        right: text(is),
        effect: match is {
            true => Effect::Looser,
            false => Effect::Tighter,
        },
    })
}

/// The differences of two types, those of the types in them apart. `null` beside a type is none:
/// whoever looks inside asks for it.
pub(crate) fn changes(left: Named<'_>, right: Named<'_>) -> Vec<Change> {
    let mut list = List::default();
    let are_whole = matches!(left.ty.shape, Shape::Integer(_));
    match (&left.ty.shape, &right.ty.shape) {
        (Shape::Object(a), Shape::Object(b)) => {
            objects(a, b, &mut list);
            further((left.ir, a), (right.ir, b), &mut list);
        }
        (Shape::Union(a), Shape::Union(b)) => {
            unions((left, a), (right, b), &mut list);
        }
        (Shape::Enum(left), Shape::Enum(right)) => {
            let texts = |it: &[Raw]| -> Vec<String> { it.iter().map(canonical).collect() };
            let (left, right) = (texts(left), texts(right));
            list.set(Facet::Value, "enum", &left, &right, Effect::Looser);
        }
        (Shape::OpenEnum(left), Shape::OpenEnum(right)) => {
            list.set(Facet::Value, "enum", left, right, Effect::Other);
        }
        (Shape::Array(left), Shape::Array(right)) => {
            list.low("minItems", left.min_items, right.min_items);
            list.high("maxItems", left.max_items, right.max_items);
            let unique = |it: bool| it.then(|| "true".to_owned());
            list.rule("uniqueItems", unique(left.unique), unique(right.unique));
        }
        (Shape::Text(left), Shape::Text(right)) => {
            list.low("minLength", left.min_length, right.min_length);
            list.high("maxLength", left.max_length, right.max_length);
            let (of_left, of_right) = (&left.patterns, &right.patterns);
            list.set(Facet::Limit, "pattern", of_left, of_right, Effect::Tighter);
            // One that isn't checked is only documented.
            let all = |it: &TextRules| {
                let checked: Vec<&str> = checked_formats(it).map(|it| it.name()).collect();
                (!checked.is_empty()).then(|| checked.join(", "))
            };
            list.rule("format", all(left), all(right));
        }
        (Shape::Integer(left), Shape::Integer(right))
        | (Shape::Number(left), Shape::Number(right)) => {
            numbers(left, right, are_whole, &mut list);
        }
        (left, right) if std::mem::discriminant(left) != std::mem::discriminant(right) => {
            let effect = match (left, right) {
                (Shape::Integer(_), Shape::Number(_)) | (_, Shape::Any) => Effect::Looser,
                (Shape::Enum(_), Shape::OpenEnum(_)) => Effect::Looser,
                (Shape::Enum(values), other) if are_all(values, other) => Effect::Looser,
                (Shape::Number(_), Shape::Integer(_)) | (Shape::Any, _) => Effect::Tighter,
                (Shape::OpenEnum(_), Shape::Enum(_)) => Effect::Tighter,
                (other, Shape::Enum(values)) if are_all(values, other) => Effect::Tighter,
                _ => Effect::Other,
            };
            let texts = (Some(kind(left).to_owned()), Some(kind(right).to_owned()));
            list.add(Facet::Kind, "", texts, effect);
        }
        _ => {}
    }
    conditions(left.ty, right.ty, &mut list);
    list.0
}

/// Whether listed values are all of this kind.
fn are_all(values: &[Raw], kind: &Shape) -> bool {
    values.iter().all(|it| {
        matches!(
            (it, kind),
            (Raw::String(_), Shape::Text(_))
                | (Raw::Bool(_), Shape::Boolean)
                | (Raw::Integer(_), Shape::Integer(_) | Shape::Number(_))
                | (Raw::Float(_), Shape::Number(_))
        )
    })
}

/// The names of JSON types: `"string or null"`.
pub(crate) fn kinds_text(types: crate::schema::Types) -> String {
    let names: Vec<&str> = types.each().map(|it| it.name()).collect();
    names.join(" or ")
}

/// What kind of value a shape has, in words.
pub(crate) fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any => "any value",
        Shape::Never => "no value",
        Shape::Null => "null",
        Shape::Boolean => "a boolean",
        Shape::Integer(_) => "an integer",
        Shape::Number(_) => "a number",
        Shape::Text(_) => "a string",
        Shape::Enum(_) => "one of listed values",
        Shape::OpenEnum(_) => "one of listed strings, or any other",
        Shape::Array(_) => "an array",
        Shape::Object(_) => "an object",
        Shape::Union(_) => "one of several types",
        Shape::Nullable(_) => "a value or null",
        Shape::Alias(_) => "another type",
    }
}
