//! What a nullable component is apart from `null`. Its name is that of an `Option`, so the type in it has none; but it
//! is the component's own as much as the name is.

use std::collections::BTreeMap;

use crate::ir::{Ir, Shape, Type, TypeId};
use crate::schema::{SchemaGraph, SchemaId};

/// Gives each nullable component a body of its own, also where those of others are equal: two components stay two
/// types.
pub(super) fn give_bodies(
    graph: &SchemaGraph,
    ir: &mut Ir,
    places: &mut BTreeMap<SchemaId, TypeId>,
) {
    let mut bodies: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for component in ir.components.values() {
        let ty = ir.get(*component);
        // What only refers to another component is that one, or `null`.
        let said_in = ty.sources.first().map(|it| graph.saying(*it));
        let is_own =
            said_in.is_some_and(|it| graph.component_around(it) == ty.component.as_deref());
        if let Shape::Nullable(body) = &ty.shape
            && is_own
            && (ir.get(*body).component.is_none()
                || graph.is_extended(ty.sources[0], ir.get(*body).sources[0]))
            && is_defined(ir.shape(*body))
        {
            bodies.entry(*body).or_default().push(*component);
        }
    }
    for (body, mut components) in bodies {
        let is_within = |it: &SchemaId, component: TypeId, ir: &Ir| {
            graph.component_around(*it) == ir.get(component).component.as_deref()
        };
        // What stands elsewhere, too, is the one that is referred to there, or that it was a copy of in the last run, or
        // none of several.
        let sources = ir.get(body).sources.iter();
        let is_elsewhere = |it: &&SchemaId| components.iter().all(|at| !is_within(it, *at, ir));
        let elsewhere: Vec<SchemaId> = sources.filter(is_elsewhere).copied().collect();
        let is_meant = |component: &TypeId| {
            let mut said_in = elsewhere.iter().map(|it| graph.saying(*it));
            said_in.all(|it| is_within(&it, *component, ir))
        };
        let had_copies = |it: &TypeId| graph.had_copies(ir.get(*it).sources[0]);
        let keeper = match elsewhere.is_empty() {
            _ if ir.get(body).component.is_some() => None,
            true => components.len().checked_sub(1),
            false => components
                .iter()
                .position(is_meant)
                .or_else(|| components.iter().position(had_copies))
                .or_else(|| (components.len() == 1).then_some(0)),
        };
        let keeper = keeper.map(|it| components.remove(it));
        for component in components {
            let sources = &ir.get(body).sources;
            let own = sources.iter().filter(|it| is_within(it, component, ir));
            let mut own: Vec<SchemaId> = own.copied().collect();
            if own.is_empty() {
                own.extend(ir.get(component).sources.first());
            }
            let id = TypeId(u32::try_from(ir.types.len()).unwrap_or(u32::MAX));
            for source in &own {
                let place = places.get_mut(source).filter(|it| **it == body);
                place.into_iter().for_each(|it| *it = id);
            }
            ir.types[body.index()]
                .sources
                .retain(|it| !own.contains(it));
            let shared = ir.get(body);
            ir.types.push(Type {
                shape: shared.shape.clone(),
                component: None,
                sources: own,
                mapped_name: None,
                body_of: ir.get(component).component.clone(),
                conditions: shared.conditions.clone(),
            });
            ir.types[component.index()].shape = Shape::Nullable(id);
        }
        if let Some(component) = keeper {
            ir.types[body.index()].body_of = ir.get(component).component.clone();
        }
    }
}

/// Whether a type of this shape is defined by name.
fn is_defined(shape: &Shape) -> bool {
    match shape {
        Shape::Object(rules) => !rules.members.is_empty() || !rules.flattened.is_empty(),
        Shape::Enum(_) | Shape::OpenEnum(_) | Shape::Union(_) => true,
        _ => false,
    }
}
