//! The end of resolving: aliases followed, constants found, impossible types reported.

use std::collections::BTreeMap;

use super::meet::Conflict;
use super::{Resolved, Resolver};
use crate::dedup::Class;
use crate::diagnostics::Code;
use crate::ir::{Ir, Rest, Shape, ToldBy, TypeId, Variant};
use crate::raw::Raw;
use crate::schema::{Origin, Step};

pub(super) fn settle(mut resolver: Resolver<'_>) -> Resolved {
    complete_places(&mut resolver);
    adopt_nameless(&mut resolver.ir);
    follow_aliases(&mut resolver);
    cut_circles(&mut resolver);
    find_constants(&mut resolver.ir);
    let inhabited = report_impossible(&mut resolver);
    drop_empty_variants(&mut resolver.ir, &inhabited);
    adopt_nameless(&mut resolver.ir);
    follow_aliases(&mut resolver);
    Resolved {
        ir: resolver.ir,
        places: resolver.places,
    }
}

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
        if is_nameless && !matches!(ir.shape(target), Shape::Alias(_)) {
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
    for id in resolver.places.values_mut() {
        follow(id);
    }
}

/// A union must not lead back to itself through variants alone: whatever is read as such a variant
/// would be read as the union again, without end. The variant adds no value, and is dropped.
fn cut_circles(resolver: &mut Resolver<'_>) {
    // 0: not looked at, 1: on the current way, 2: leads into no circle any more
    let mut states = vec![0_u8; resolver.ir.types.len()];
    for start in resolver.ir.ids() {
        let mut way = vec![(start, 0)];
        while let Some((id, next)) = way.pop() {
            if next == 0 && std::mem::replace(&mut states[id.index()], 1) == 2 {
                states[id.index()] = 2;
                continue;
            }
            let held = same_value(resolver.ir.shape(id));
            let Some(inner) = held.get(next).copied() else {
                states[id.index()] = 2;
                continue;
            };
            if states[inner.index()] == 1 {
                drop_variant(resolver, id, inner);
                way.push((id, next));
            } else {
                way.push((id, next + 1));
                if states[inner.index()] == 0 {
                    way.push((inner, 0));
                }
            }
        }
    }
}

/// The types that a value of a type is at the same time.
fn same_value(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Union(union) => union.variants.iter().map(|it| it.ty).collect(),
        Shape::Nullable(ty) | Shape::Alias(ty) => vec![*ty],
        Shape::Object(rules) => rules.flattened.clone(),
        _ => Vec::new(),
    }
}

fn drop_variant(resolver: &mut Resolver<'_>, id: TypeId, inner: TypeId) {
    let place = resolver.graph.pointer(resolver.ir.get(id).sources[0]);
    let ty = &mut resolver.ir.types[id.index()];
    if let Shape::Union(union) = &mut ty.shape {
        if let ToldBy::Kind(kinds) = &mut union.told_by {
            let mut variants = union.variants.iter();
            kinds.retain(|_| variants.next().is_some_and(|it| it.ty != inner));
        }
        union.variants.retain(|it| it.ty != inner);
        resolver
            .diagnostics
            .report(
                Code::IndistinctVariants,
                place,
                "a variant leads back to this union, and adds no value to it",
            )
            .help("remove it");
    } else {
        ty.shape = Shape::Never;
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

/// Reports types that no value can have. Inhabited types are found from below, so that a type that
/// requires itself is not one.
fn report_impossible(resolver: &mut Resolver<'_>) -> Vec<bool> {
    let ir = &resolver.ir;
    let mut inhabited = vec![false; ir.types.len()];
    loop {
        let mut changed = false;
        // Types come before those that they are made of: from the end, one or two rounds do.
        for id in ir.ids().collect::<Vec<_>>().into_iter().rev() {
            if !inhabited[id.index()] && is_inhabited(ir, id, &inhabited) {
                inhabited[id.index()] = true;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut empty_members = Vec::new();
    for id in ir.ids() {
        if let Shape::Object(rules) = ir.shape(id) {
            for member in &rules.members {
                if !member.required && !inhabited[member.ty.index()] {
                    empty_members.push((member.source, member.ty, member.name.clone()));
                }
            }
        }
    }
    let components: Vec<(String, TypeId)> = ir
        .components
        .iter()
        .map(|(name, id)| (name.clone(), *id))
        .collect();
    for (name, id) in components {
        if inhabited[id.index()] {
            continue;
        }
        let place = resolver.graph.pointer(resolver.ir.get(id).sources[0]);
        let cause = cause(&resolver.ir, id, &inhabited);
        let way = cause.as_ref().map(|(_, way)| way.join("`, `"));
        match cause.and_then(|(it, _)| resolver.conflicts.get(&it)) {
            Some(conflict) => {
                let one = resolver.graph.keyword(conflict.one, conflict.keyword);
                let other = resolver.graph.keyword(conflict.other, conflict.keyword);
                resolver
                    .diagnostics
                    .report(
                        Code::UnsatisfiableSchema,
                        place,
                        match way.filter(|it| !it.is_empty()) {
                            Some(way) => format!(
                                "no value can be a `{name}`: it requires `{way}`, where {}",
                                contradiction(conflict)
                            ),
                            None => {
                                format!("no value can be a `{name}`: {}", contradiction(conflict))
                            }
                        },
                    )
                    .related(one, "this contradicts")
                    .related(other, "this")
                    .help("let the two agree, or drop one of them");
            }
            None => {
                resolver
                    .diagnostics
                    .report(
                        Code::UninhabitedType,
                        place,
                        format!("a `{name}` requires itself: every value would be endless"),
                    )
                    .help("make one of the members on the way optional");
            }
        }
    }
    for (source, ty, name) in empty_members {
        if !resolver.is_first(Code::UnsatisfiableMember, source, &name) {
            continue;
        }
        let place = resolver.graph.pointer(source);
        let conflict = cause(&resolver.ir, ty, &inhabited)
            .and_then(|(it, _)| resolver.conflicts.get(&it))
            .cloned();
        let report = resolver.diagnostics.report(
            Code::UnsatisfiableMember,
            place,
            format!("the member `{name}` can't occur: nothing satisfies its schema"),
        );
        if let Some(conflict) = conflict {
            let one = resolver.graph.keyword(conflict.one, conflict.keyword);
            let other = resolver.graph.keyword(conflict.other, conflict.keyword);
            report
                .related(one, "this contradicts")
                .related(other, "this");
        }
    }
    for id in resolver.ir.ids() {
        if !inhabited[id.index()] {
            resolver.ir.types[id.index()].shape = Shape::Never;
        }
    }
    inhabited
}

/// A variant without values is none; a union of one is that one.
fn drop_empty_variants(ir: &mut Ir, inhabited: &[bool]) {
    for ty in &mut ir.types {
        let Shape::Union(union) = &mut ty.shape else {
            continue;
        };
        let is_kept = |variant: &Variant| inhabited[variant.ty.index()];
        if union.variants.iter().all(is_kept) {
            continue;
        }
        if let ToldBy::Kind(kinds) = &mut union.told_by {
            let mut variants = union.variants.iter();
            kinds.retain(|_| variants.next().is_some_and(is_kept));
        }
        union.variants.retain(is_kept);
        if let ([only], ToldBy::Kind(_) | ToldBy::Members | ToldBy::Trial { .. }) =
            (union.variants.as_slice(), &union.told_by)
        {
            ty.shape = Shape::Alias(only.ty);
        }
    }
}

fn is_inhabited(ir: &Ir, id: TypeId, inhabited: &[bool]) -> bool {
    let is = |id: &TypeId| inhabited[id.index()];
    match ir.shape(id) {
        Shape::Never => false,
        Shape::Object(rules) => {
            let members = rules.members.iter();
            members.filter(|it| it.required).all(|it| is(&it.ty)) && rules.flattened.iter().all(is)
        }
        Shape::Union(union) => union.variants.iter().any(|it| is(&it.ty)),
        Shape::Array(rules) => rules.min_items.is_none() || is(&rules.items),
        Shape::Alias(target) => is(target),
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::Enum(_)
        | Shape::OpenEnum(_)
        | Shape::Nullable(_) => true,
    }
}

/// What contradicts what, as a clause.
fn contradiction(conflict: &Conflict) -> String {
    match conflict.keyword {
        "additionalProperties" => {
            "a member is required that `additionalProperties: false` doesn't allow".to_owned()
        }
        keyword if conflict.one == conflict.other => {
            format!("`{keyword}` and the keywords beside it contradict each other")
        }
        keyword => format!("two `{keyword}` contradict each other"),
    }
}

/// The contradiction that empties a type, itself or in what it requires, and the members on the way
/// to it.
fn cause(ir: &Ir, id: TypeId, inhabited: &[bool]) -> Option<(TypeId, Vec<String>)> {
    let mut pending = vec![(id, Vec::new())];
    let mut seen = Vec::new();
    while let Some((id, way)) = pending.pop() {
        if inhabited[id.index()] || seen.contains(&id) {
            continue;
        }
        seen.push(id);
        match ir.shape(id) {
            Shape::Never => return Some((id, way)),
            Shape::Object(rules) => {
                for member in rules.members.iter().filter(|it| it.required) {
                    let mut way = way.clone();
                    way.push(member.name.clone());
                    pending.push((member.ty, way));
                }
                pending.extend(rules.flattened.iter().map(|it| (*it, way.clone())));
            }
            shape => shape
                .clone()
                .each_type(|id| pending.push((*id, way.clone()))),
        }
    }
    None
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
