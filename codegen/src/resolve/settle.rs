//! The end of resolving: aliases followed, constants found, impossible types reported.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::give_bodies;
use super::circles::{cut_circles, cut_conditions};
use super::impossible::{close_what_holds_nothing, drop_empty_variants, report_impossible};
use super::kept::keep_what_is_looked_at;
use super::{Resolved, Resolver};
use crate::dedup::Class;
use crate::ir::{Ir, Rest, Shape, TypeId};
use crate::raw::Raw;
use crate::schema::{Origin, SchemaId, Step};

pub(super) fn settle(mut resolver: Resolver<'_>) -> Resolved {
    say_null_once(&mut resolver.ir);
    complete_places(&mut resolver);
    share_sources(&mut resolver.ir);
    adopt_nameless(&mut resolver.ir);
    follow_aliases(&mut resolver);
    cut_circles(&mut resolver);
    cut_conditions(&mut resolver);
    keep_what_is_looked_at(&mut resolver);
    find_constants(&mut resolver.ir);
    resolver.report_directions_of_no_member();
    resolver.report_undeclared();
    let inhabited = report_impossible(&mut resolver);
    drop_empty_variants(&mut resolver.ir, &inhabited);
    close_what_holds_nothing(&mut resolver.ir, &inhabited);
    adopt_nameless(&mut resolver.ir);
    follow_aliases(&mut resolver);
    give_bodies(resolver.graph, &mut resolver.ir, &mut resolver.places);
    Resolved {
        ir: resolver.ir,
        places: resolver.places,
    }
}

/// What may be `null` around what may be `null` is that: one `null` is like another.
fn say_null_once(ir: &mut Ir) {
    for id in ir.ids() {
        if let Shape::Nullable(inner) = *ir.shape(id)
            && ir.resolve(inner) != id
            && matches!(ir.shape(ir.resolve(inner)), Shape::Nullable(_))
        {
            ir.types[id.index()].shape = Shape::Alias(inner);
        }
    }
}

/// How deep lists in lists are looked into.
const DEEPEST: usize = 8;

/// Copies inside of copies were never looked at, since their type was known already: they have the
/// type of what they are a copy of.
fn complete_places(resolver: &mut Resolver<'_>) {
    let mut by_class: BTreeMap<Class, Option<TypeId>> = BTreeMap::new();
    for (schema, id) in &resolver.places {
        by_class
            .entry(resolver.classes[schema.index()])
            .and_modify(|known| *known = known.filter(|it| it == id))
            .or_insert(Some(*id));
    }
    for schema in resolver.graph.ids() {
        let is_merged = matches!(
            resolver.graph.get(schema).origin,
            Origin::Part(_, Step::Branch("allOf", _))
        );
        if is_merged || resolver.places.contains_key(&schema) {
            continue;
        }
        if let Some(Some(id)) = by_class.get(&resolver.classes[schema.index()]) {
            resolver.places.insert(schema, *id);
            resolver.ir.types[id.index()].sources.push(schema);
        }
    }
}

/// What was made of a type at its own place, such as what a nullable type holds, stands wherever that
/// type stands: not only where the document mentions it first.
fn share_sources(ir: &mut Ir) {
    for id in ir.ids() {
        let ty = ir.get(id);
        let sources = ty.sources.clone();
        let [first, others @ ..] = sources.as_slice() else {
            continue;
        };
        let mut inner: Vec<TypeId> = Vec::new();
        ty.shape.clone().each_type(|it| inner.push(*it));
        for inner in inner.into_iter().filter(|it| *it != id) {
            let ty = &mut ir.types[inner.index()];
            if ty.component.is_none() && ty.sources.contains(first) {
                let known: BTreeSet<SchemaId> = ty.sources.iter().copied().collect();
                let fresh = others.iter().filter(|it| !known.contains(it));
                ty.sources.extend(fresh);
            }
        }
    }
}

/// A component that turned out to be a nameless type is that type, and gives it its name; a second
/// such component is equal to it.
fn adopt_nameless(ir: &mut Ir) {
    for id in ir.components.values().copied().collect::<Vec<_>>() {
        let Shape::Alias(mut target) = *ir.shape(id) else {
            continue;
        };
        let mut steps = ir.types.len();
        while let (Shape::Alias(next), None, 1..) =
            (ir.shape(target), &ir.get(target).component, steps)
        {
            target = *next;
            steps -= 1;
        }
        let is_nameless = ir.get(target).component.is_none();
        if is_nameless && is_bare(ir, target, DEEPEST) {
            // Whatever else is as bare stays nameless: not every string is the component.
            let bare = ir.get(target).clone();
            let component = &mut ir.types[id.index()];
            component.shape = bare.shape;
            component.conditions = bare.conditions;
        } else if is_nameless && !matches!(ir.shape(target), Shape::Alias(_)) {
            let nameless = &mut ir.types[target.index()];
            let shape = std::mem::replace(&mut nameless.shape, Shape::Alias(id));
            let conditions = std::mem::take(&mut nameless.conditions);
            let component = &mut ir.types[id.index()];
            component.shape = shape;
            component.conditions = conditions;
        } else if let (false, Shape::Alias(nameless)) = (is_nameless, ir.shape(id))
            && target != id
            && ir.get(*nameless).component.is_none()
        {
            // Another component was first: this one looks the same, and stays a type of its own.
            let twin = ir.get(target).clone();
            let component = &mut ir.types[id.index()];
            component.shape = twin.shape;
            component.conditions = twin.conditions;
        }
    }
}

/// Whether a type doesn't say by itself which component it is: a string, list or map without limits.
fn is_bare(ir: &Ir, id: TypeId, depth: usize) -> bool {
    let ty = ir.get(id);
    let inner = |id: TypeId| depth > 0 && is_bare(ir, id, depth - 1);
    if ty.component.is_some() || !ty.conditions.is_empty() {
        return false;
    }
    match &ty.shape {
        Shape::Any | Shape::Never | Shape::Null | Shape::Boolean => true,
        Shape::Integer(rules) | Shape::Number(rules) => {
            rules.minimum.is_none() && rules.maximum.is_none() && rules.multiple_of.is_empty()
        }
        Shape::Text(rules) => {
            rules.min_length.is_none() && rules.max_length.is_none() && rules.patterns.is_empty()
        }
        Shape::Array(rules) => {
            let is_limited = rules.min_items.is_some() || rules.max_items.is_some();
            !is_limited && !rules.unique && inner(rules.items)
        }
        Shape::Object(rules) => {
            let is_limited = rules.min_properties.is_some() || rules.max_properties.is_some();
            let is_map = rules.members.is_empty() && rules.flattened.is_empty();
            let is_free = !matches!(rules.rest, Rest::Keep(ty) if !inner(ty));
            is_map && !is_limited && is_free
        }
        Shape::Nullable(ty) | Shape::Alias(ty) => inner(*ty),
        Shape::Enum(_) | Shape::OpenEnum(_) | Shape::Union(_) => false,
    }
}

/// An anonymous type that turned out to be another one is that one.
fn follow_aliases(resolver: &mut Resolver<'_>) {
    let targets: Vec<TypeId> = resolver
        .ir
        .ids()
        .map(|id| {
            let mut target = id;
            let mut steps = 0;
            while let (Shape::Alias(next), None) = (
                resolver.ir.shape(target),
                &resolver.ir.get(target).component,
            ) {
                target = *next;
                steps += 1;
                if steps > resolver.ir.types.len() {
                    return id;
                }
            }
            target
        })
        .collect();
    let follow = |id: &mut TypeId| *id = targets[id.index()];
    for ty in &mut resolver.ir.types {
        ty.shape.each_type(follow);
        ty.conditions.each_type(follow);
    }
    for (id, target) in targets.iter().enumerate() {
        if target.index() != id {
            let alias = std::mem::take(&mut resolver.ir.types[id].sources);
            let name = resolver.ir.types[id].mapped_name.take();
            let ty = &mut resolver.ir.types[target.index()];
            ty.sources.extend(alias);
            ty.mapped_name = ty.mapped_name.take().or(name);
        }
    }
    let uses = resolver.ir.uses.values_mut();
    for id in resolver.places.values_mut().chain(uses) {
        follow(id);
    }
}

/// A required member with a single value is no field.
fn find_constants(ir: &mut Ir) {
    let single: Vec<Option<Raw>> = ir
        .ids()
        .map(|id| match ir.shape(ir.resolve(id)) {
            Shape::Enum(values) => match values.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    for ty in &mut ir.types {
        if let Shape::Object(rules) = &mut ty.shape {
            for member in &mut rules.members {
                if member.required {
                    member.constant = single[member.ty.index()].clone();
                }
            }
        }
    }
}

impl Shape {
    /// Visits every type that the shape is made of.
    pub fn each_type(&mut self, mut visit: impl FnMut(&mut TypeId)) {
        match self {
            Shape::Array(rules) => visit(&mut rules.items),
            Shape::Object(rules) => {
                rules.members.iter_mut().for_each(|it| visit(&mut it.ty));
                rules.flattened.iter_mut().for_each(&mut visit);
                if let Rest::Keep(ty) = &mut rules.rest {
                    visit(ty);
                }
            }
            Shape::Union(union) => union.variants.iter_mut().for_each(|it| visit(&mut it.ty)),
            Shape::Nullable(ty) | Shape::Alias(ty) => visit(ty),
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::Text(_)
            | Shape::Enum(_)
            | Shape::OpenEnum(_) => {}
        }
    }
}
