//! How one type differs from another by itself. A difference is told in the direction from the
//! first type to the second, with what it means for values: `maxLength` 5 → 3 is tighter.

mod asserted;
mod list;

use std::cmp::Ordering;

use serde::Serialize;

use super::walk::twins;
use crate::Plan;
use crate::analysis::checked_formats;
use crate::dedup::canonical;
use crate::ir::{
    Ir, Member, ObjectRules, Rest, Shape, TextRules, ToldBy, Type, TypeId, Union, Variant,
};
use crate::raw::Raw;
use crate::schema::{Bound, Number};
use crate::support::check::Spelling as _;
use asserted::asserted;
use list::List;

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
            multiples(&left.multiple_of, &right.multiple_of, &mut list);
            match widths(left.format.as_deref(), right.format.as_deref()) {
                Some(order) => list.format(&left.format, &right.format, order),
                None => list.rule("format", left.format.clone(), right.format.clone()),
            }
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

fn unions((left, a): (Named<'_>, &Union), (right, b): (Named<'_>, &Union), list: &mut List) {
    let name = |named: Named<'_>, index: usize| named.variants.get(index).cloned();
    let twins = twins((left, a), (right, b));
    for index in 0..a.variants.len() {
        if twins.iter().all(|it| it.0 != index) {
            let texts = (name(left, index), None);
            list.add(Facet::Variant, "", texts, Effect::Tighter);
        }
    }
    for index in 0..b.variants.len() {
        if twins.iter().all(|it| it.1 != index) {
            let texts = (None, name(right, index));
            list.add(Facet::Variant, "", texts, Effect::Looser);
        }
    }
    for (one, other) in twins {
        let [was, is] = [&a.variants[one], &b.variants[other]].map(Variant::tag_texts);
        let has_more = |few: &[String], many: &[String]| many.iter().any(|it| !few.contains(it));
        let effect = match (has_more(&was, &is), has_more(&is, &was)) {
            (true, false) => Effect::Looser,
            (false, true) => Effect::Tighter,
            _ => Effect::Other,
        };
        let name = name(left, one).unwrap_or_default();
        list.text_with(Facet::Tag, &name, &was.join(", "), &is.join(", "), effect);
    }
    let told = [&a.told_by, &b.told_by].map(told_by);
    if let (Some(was), Some(is)) = (a.tag(), b.tag())
        && was != is
    {
        // Another member decides.
        return list.text(Facet::Tag, "", &told[0], &told[1]);
    }
    let is_counted = |it: &ToldBy| *it == ToldBy::Trial { exactly_one: true };
    let effect = match (is_counted(&a.told_by), is_counted(&b.told_by)) {
        (true, false) => Effect::Looser,
        (false, true) => Effect::Tighter,
        _ => Effect::Other,
    };
    list.text_with(Facet::ToldBy, "", &told[0], &told[1], effect);
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

fn objects(left: &ObjectRules, right: &ObjectRules, list: &mut List) {
    for member in &left.members {
        match right.member(&member.name) {
            Some(other) => members(member, other, list),
            None => {
                let texts = (Some(presence(member).to_owned()), None);
                list.add(Facet::Member, &member.name, texts, Effect::Other);
            }
        }
    }
    for member in &right.members {
        if left.member(&member.name).is_none() {
            let texts = (None, Some(presence(member).to_owned()));
            let effect = match member.required {
                true => Effect::Tighter,
                false => Effect::Other,
            };
            list.add(Facet::Member, &member.name, texts, effect);
        }
    }
    list.low("minProperties", left.min_properties, right.min_properties);
    list.high("maxProperties", left.max_properties, right.max_properties);
    let alternatives = |rules: &ObjectRules| -> Vec<String> {
        let each = rules.any_of.iter();
        each.map(|it| format!("members {:?}, required {:?}", it.members, it.required))
            .collect()
    };
    let (is, was) = (alternatives(left), alternatives(right));
    list.set(Facet::Condition, "anyOf", &is, &was, Effect::Looser);
    let beside = [left, right].map(|it| it.flattened.len().to_string());
    list.text(
        Facet::Condition,
        "unions beside the members",
        &beside[0],
        &beside[1],
    );
}

/// What becomes of undeclared members.
fn further((old, left): (&Ir, &ObjectRules), (new, right): (&Ir, &ObjectRules), list: &mut List) {
    let rest = |rules: &ObjectRules| match rules.rest {
        Rest::Skip => "ignored",
        Rest::Refuse => "refused",
        Rest::Keep(_) => "kept",
    };
    let is_free = |ir: &Ir, rules: &ObjectRules| match rules.rest {
        Rest::Keep(ty) => *ir.shape(ir.resolve(ty)) == Shape::Any,
        Rest::Skip => true,
        Rest::Refuse => false,
    };
    let effect = match (left.rest, right.rest) {
        (_, Rest::Refuse) => Effect::Tighter,
        (Rest::Refuse, _) => Effect::Looser,
        // Those that are kept have a type.
        (Rest::Skip, Rest::Keep(_)) if !is_free(new, right) => Effect::Tighter,
        (Rest::Keep(_), Rest::Skip) if !is_free(old, left) => Effect::Looser,
        _ => Effect::Other,
    };
    list.text_with(Facet::Further, "", rest(left), rest(right), effect);
}

/// Two members of the same name, their types apart.
fn members(left: &Member, right: &Member, list: &mut List) {
    let name = &left.name;
    let required = |it: &Member| match it.requested {
        true if !it.required => "required in requests",
        _ => presence(it),
    };
    let effect = match (left.required, right.required) {
        (false, true) => Effect::Tighter,
        (true, false) => Effect::Looser,
        _ => Effect::Other,
    };
    list.text_with(
        Facet::Required,
        name,
        required(left),
        required(right),
        effect,
    );
    for (word, is, was) in [
        ("readOnly", left.read_only, right.read_only),
        ("writeOnly", left.write_only, right.write_only),
    ] {
        if is != was {
            let [is, was] = [is, was].map(|it| it.then(|| word.to_owned()));
            list.add(Facet::Direction, name, (is, was), Effect::Other);
        }
    }
    let [is, was] = [left, right].map(|it| it.constant.as_ref().map(canonical));
    // One that is constant on one side only differs in its type, too.
    if is.is_some() && was.is_some() && is != was {
        list.add(Facet::Constant, name, (is, was), Effect::Other);
    }
}

fn presence(member: &Member) -> &'static str {
    match member.required {
        true => "required",
        false => "optional",
    }
}

fn conditions(left: &Type, right: &Type, list: &mut List) {
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

/// The names of JSON types: `"string or null"`.
pub(crate) fn kinds_text(types: crate::schema::Types) -> String {
    let names: Vec<&str> = types.each().map(|it| it.name()).collect();
    names.join(" or ")
}

fn told_by(told_by: &ToldBy) -> String {
    match told_by {
        ToldBy::Tag { property, open, .. } => {
            let unknown = if *open { ", unknown ones kept" } else { "" };
            format!("the member {property:?}{unknown}")
        }
        ToldBy::Kind(_) => "the JSON type".to_owned(),
        ToldBy::Members => "the members that are present".to_owned(),
        ToldBy::Trial { exactly_one: true } => "trial (exactly one)".to_owned(),
        ToldBy::Trial { exactly_one: false } => "trial (the first)".to_owned(),
        ToldBy::Every => "trial (all that fit)".to_owned(),
    }
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
