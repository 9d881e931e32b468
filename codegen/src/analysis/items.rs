//! What each type becomes: an item with a name, or an expression where it is used.

use std::collections::BTreeSet;

use crate::ir::{
    ArrayRules, Ir, Member, NumberRules, ObjectRules, Rest, Shape, TextRules, ToldBy, TypeId,
    Union, Variant,
};
use crate::support::format::Format;

/// What a type becomes in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A struct with the object's members as fields
    Struct,
    /// An enum of constants
    Enum,
    /// An enum with data
    Union,
    /// A struct with an optional field for each variant: any number of them can hold at once
    Parts,
    /// A struct around one unnamed field, for a component with constraints of its own
    Newtype,
    /// A type alias, for a component without constraints
    Alias,
    /// An expression such as `Vec<String>`
    Expression,
}

impl Item {
    /// Whether the type is defined by name.
    pub fn is_defined(self) -> bool {
        !matches!(self, Item::Expression)
    }

    /// Whether the type has implementations of its own.
    pub fn is_nominal(self) -> bool {
        !matches!(self, Item::Expression | Item::Alias)
    }
}

pub(super) fn items(ir: &Ir) -> Vec<Item> {
    let mut items: Vec<Item> = ir.ids().map(|id| item(ir, id)).collect();
    // An alias that leads back to itself through arrays and maps alone can't be written.
    for id in ir.ids() {
        if items[id.index()] == Item::Alias && leads_back(ir, &items, id) {
            items[id.index()] = Item::Newtype;
        }
    }
    items
}

fn item(ir: &Ir, id: TypeId) -> Item {
    let ty = ir.get(id);
    let plain = if ty.component.is_some() {
        Item::Alias
    } else {
        Item::Expression
    };
    let constrained = if ty.component.is_some() {
        Item::Newtype
    } else {
        Item::Expression
    };
    let or = |is_constrained: bool| if is_constrained { constrained } else { plain };
    match &ty.shape {
        Shape::Never | Shape::Alias(_) => plain,
        Shape::Any | Shape::Null | Shape::Boolean => or(is_constrained(ir, id, 0)),
        Shape::Integer(_) | Shape::Number(_) | Shape::Text(_) | Shape::Array(_) => {
            or(is_constrained(ir, id, 0))
        }
        Shape::Nullable(_) => or(is_constrained(ir, id, 0)),
        Shape::Enum(_) | Shape::OpenEnum(_) => Item::Enum,
        Shape::Union(union) if union.told_by == ToldBy::Every => Item::Parts,
        Shape::Union(_) => Item::Union,
        Shape::Object(rules) if is_map(rules) => or(is_constrained(ir, id, 0)),
        Shape::Object(_) => Item::Struct,
    }
}

/// Whether a type without a name of its own asks for something that its Rust type doesn't: itself,
/// or in what it holds, up to the next named type.
fn is_constrained(ir: &Ir, id: TypeId, depth: usize) -> bool {
    let inner = |id: TypeId| {
        // What leads back to itself has a name.
        let is_nameless = ir.get(id).component.is_none() && depth < 64;
        is_nameless && is_constrained(ir, id, depth + 1)
    };
    if !ir.get(id).conditions.is_empty() {
        return true;
    }
    match ir.shape(id) {
        Shape::Integer(rules) | Shape::Number(rules) => bounds(rules),
        Shape::Text(rules) => text(rules),
        Shape::Array(rules) => array(rules) || inner(rules.items),
        Shape::Nullable(ty) | Shape::Alias(ty) => inner(*ty),
        Shape::Object(rules) if is_map(rules) => {
            rules.min_properties.is_some()
                || rules.max_properties.is_some()
                || matches!(rules.rest, Rest::Keep(ty) if inner(ty))
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enum(_)
        | Shape::OpenEnum(_)
        | Shape::Object(_)
        | Shape::Union(_) => false,
    }
}

/// Whether an object has no declared members and keeps all others.
pub(crate) fn is_map(rules: &ObjectRules) -> bool {
    rules.members.is_empty() && rules.flattened.is_empty() && matches!(rules.rest, Rest::Keep(_))
}

fn bounds(rules: &NumberRules) -> bool {
    rules.minimum.is_some() || rules.maximum.is_some() || !rules.multiple_of.is_empty()
}

fn text(rules: &TextRules) -> bool {
    rules.min_length.is_some()
        || rules.max_length.is_some()
        || patterns(rules).next().is_some()
        || checked_formats(rules).next().is_some()
}

fn array(rules: &ArrayRules) -> bool {
    rules.min_items.is_some() || rules.max_items.is_some() || rules.unique
}

/// The patterns of a string that can be checked, each with its translation.
pub(crate) fn patterns(rules: &TextRules) -> impl Iterator<Item = (&str, String)> {
    let sources = rules.patterns.iter();
    sources.filter_map(|it| Some((it.as_str(), crate::patterns::translate(it).ok()?)))
}

/// The formats of a string that there is a check for.
pub(crate) fn checked_formats(rules: &TextRules) -> impl Iterator<Item = Format> {
    let known = |name: &String| Format::TABLE.iter().find(|(it, _)| it == name);
    rules.formats.iter().filter_map(known).map(|it| it.1)
}

fn leads_back(ir: &Ir, items: &[Item], start: TypeId) -> bool {
    let mut pending = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(id) = pending.pop() {
        let mut back = false;
        ir.shape(id).clone().each_type(|next| {
            back |= *next == start;
            if !items[next.index()].is_nominal() && seen.insert(*next) {
                pending.push(*next);
            }
        });
        if back {
            return true;
        }
    }
    false
}

/// The type of what a variant holds: the one it has in the document, or its only member's.
pub(crate) fn held(ir: &Ir, union: &Union, variant: &Variant) -> TypeId {
    inlined(ir, union, variant).map_or(variant.ty, |it| it.ty)
}

/// The member that a variant holds directly: its object has no other one, so that a type
/// around it would say nothing. Told by their members, such variants always have it.
pub(crate) fn inlined<'a>(ir: &'a Ir, union: &Union, variant: &Variant) -> Option<&'a Member> {
    let ty = ir.get(variant.ty);
    let Shape::Object(rules) = &ty.shape else {
        return None;
    };
    let is_lone = ty.component.is_none()
        && ty.mapped_name.is_none()
        && ty.conditions.is_empty()
        && rules.members.len() == 1
        && rules.members[0].constant.is_none()
        && !rules.members[0].read_only
        && !rules.members[0].write_only
        && rules.flattened.is_empty()
        && rules.rest == Rest::Skip
        && rules.min_properties.is_none()
        && rules.max_properties.is_none()
        && rules.any_of.is_empty();
    rules
        .members
        .first()
        .filter(|_| union.told_by == ToldBy::Members && is_lone)
}

pub(super) fn reachable(ir: &Ir) -> BTreeSet<TypeId> {
    let roots = ir.components.values().chain(ir.uses.values());
    let mut reachable: BTreeSet<TypeId> = roots.copied().collect();
    let mut pending: Vec<TypeId> = reachable.iter().copied().collect();
    while let Some(id) = pending.pop() {
        for next in next_to(ir, id) {
            if reachable.insert(next) {
                pending.push(next);
            }
        }
    }
    reachable
}

/// The types that a type leads to: what its values hold, and what its conditions ask about.
pub(super) fn next_to(ir: &Ir, id: TypeId) -> Vec<TypeId> {
    let mut next = Vec::new();
    let conditions = &mut ir.get(id).conditions.clone();
    conditions.each_type(|it| next.push(*it));
    match ir.shape(id) {
        Shape::Object(rules) => {
            next.extend(fields(ir, id));
            if let Rest::Keep(ty) = rules.rest {
                next.push(ty);
            }
        }
        Shape::Union(_) => next.extend(fields(ir, id)),
        shape => shape.clone().each_type(|it| next.push(*it)),
    }
    next
}

/// The types of a struct's fields, or of a union's variants.
pub(super) fn fields(ir: &Ir, id: TypeId) -> Vec<TypeId> {
    match ir.shape(id) {
        Shape::Object(rules) => {
            // A constant is no field, so its type needs no item.
            let fields = rules.members.iter().filter(|it| it.constant.is_none());
            let fields = fields.map(|it| it.ty);
            fields.chain(rules.flattened.iter().copied()).collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants.map(|it| held(ir, union, it)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether `validate` can find anything in a value, by type: itself, or in what it holds.
pub(super) fn checked(ir: &Ir) -> Vec<bool> {
    let own = ir.ids().map(|id| match ir.shape(id) {
        _ if !ir.get(id).conditions.is_empty() => true,
        Shape::Integer(rules) | Shape::Number(rules) => bounds(rules),
        Shape::Text(rules) => text(rules),
        Shape::Array(rules) => array(rules),
        Shape::Object(rules) => {
            rules.min_properties.is_some()
                || rules.max_properties.is_some()
                || rules.asks_for_alternatives()
                || rules.members.iter().any(|it| it.read_only || it.write_only)
        }
        Shape::Union(union) => union.told_by == ToldBy::Every,
        _ => false,
    });
    with_inner(ir, own.collect())
}

/// Whether a value, or one in it, may lack a member that requests must have, by type.
pub(super) fn requested(ir: &Ir) -> Vec<bool> {
    let own = ir.ids().map(|id| match ir.shape(id) {
        Shape::Object(rules) => rules.members.iter().any(|it| it.requested),
        _ => false,
    });
    with_inner(ir, own.collect())
}

/// What is so of types themselves, and of those that hold them.
fn with_inner(ir: &Ir, mut is_so: Vec<bool>) -> Vec<bool> {
    loop {
        let mut changed = false;
        // Types come before those that they are made of: from the end, one or two rounds do.
        for id in ir.ids().collect::<Vec<_>>().into_iter().rev() {
            let mut inner = false;
            ir.shape(id)
                .clone()
                .each_type(|it| inner |= is_so[it.index()]);
            if inner && !is_so[id.index()] {
                is_so[id.index()] = true;
                changed = true;
            }
        }
        if !changed {
            return is_so;
        }
    }
}
