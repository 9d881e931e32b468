//! The second refinement: types that turned out equal after merging become one.

use std::collections::BTreeMap;

use super::refine::{Class, Node, refine};
use super::schemas::canonical;
use crate::analysis::inlined;
use crate::ir::{Alternative, Ir, Member, Rest, Shape, TypeId, Union, Variant};
use crate::raw::Raw;
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// Merges anonymous types of equal shape with each other, and with the one component that is equal.
/// Components stay what they are.
pub fn merge(graph: &SchemaGraph, resolved: Resolved) -> Resolved {
    let Resolved { ir, mut places } = resolved;
    let mut nodes: Vec<Node<String>> = ir.ids().map(|id| node(&ir, id)).collect();
    set_apart(graph, &ir, &mut nodes);
    let classes = refine(&nodes);
    // Of each class the first type stays: a component, if there is one, since those come first.
    let mut first: Vec<Option<TypeId>> = vec![None; ir.types.len()];
    let representative = |id: TypeId, first: &mut Vec<Option<TypeId>>, classes: &[Class]| {
        *first[classes[id.index()].index()].get_or_insert(id)
    };
    let targets: Vec<TypeId> = ir
        .ids()
        .map(|id| representative(id, &mut first, &classes))
        .collect();
    let mut merged = ir;
    for ty in &mut merged.types {
        ty.shape.each_type(|id| *id = targets[id.index()]);
        ty.conditions.each_type(|id| *id = targets[id.index()]);
    }
    for id in places.values_mut().chain(merged.uses.values_mut()) {
        *id = targets[id.index()];
    }
    for (index, target) in targets.iter().enumerate() {
        if target.index() != index {
            let sources = std::mem::take(&mut merged.types[index].sources);
            let name = merged.types[index].mapped_name.take();
            let body_of = merged.types[index].body_of.take();
            let kept = &mut merged.types[target.index()];
            for source in sources {
                if !kept.sources.contains(&source) {
                    kept.sources.push(source);
                }
            }
            // A component has a name already.
            if kept.component.is_none() {
                kept.mapped_name = kept.mapped_name.take().or(name);
                kept.body_of = kept.body_of.take().or(body_of);
            }
        }
    }
    Resolved { ir: merged, places }
}

/// The components of `one` that are no component of that name in `other`, or one that accepts other
/// values: names of anonymous types don't count.
pub fn differing<'a>(one: &'a Ir, other: &Ir) -> Vec<&'a str> {
    // An alias and a copy of what it stands for accept the same.
    let nodes_of = |ir: &Ir, offset: usize| -> Vec<Node<String>> {
        let ends: Vec<usize> = ir.ids().map(|id| ir.resolve(id).index()).collect();
        let mut nodes: Vec<Node<String>> = ir.ids().map(|id| node(ir, id)).collect();
        for edge in nodes.iter_mut().flat_map(|it| &mut it.edges) {
            edge.1 = offset + ends[edge.1];
        }
        nodes
    };
    let mut nodes = nodes_of(one, 0);
    let offset = nodes.len();
    nodes.extend(nodes_of(other, offset));
    let classes = refine(&nodes);
    let is_same = |name: &str, id: TypeId| {
        let twin = other.components.get(name);
        let class = classes[one.resolve(id).index()];
        twin.is_some_and(|it| classes[offset + other.resolve(*it).index()] == class)
    };
    let components = one.components.iter();
    components
        .filter(|(name, id)| !is_same(name, **id))
        .map(|(name, _)| name.as_str())
        .collect()
}

/// The member that a variant holds directly, where no other variant declares one of that name: then it
/// makes no difference whether the variant's object requires it.
fn unshared<'a>(ir: &'a Ir, union: &Union, variant: &Variant) -> Option<&'a Member> {
    let members = |it: &Variant| match ir.shape(ir.resolve(it.ty)) {
        Shape::Object(rules) => rules.members.as_slice(),
        _ => &[],
    };
    let member = inlined(ir, union, variant)?;
    let declaring = union.variants.iter().filter(|it| {
        let mut members = members(it).iter();
        members.any(|it| it.name == member.name)
    });
    (declaring.count() == 1).then_some(member)
}

/// An alternative in a spelling that doesn't depend on the order of its members.
fn alternative(it: &Alternative) -> String {
    let mut sorted = it.clone();
    sorted.required.sort_unstable();
    sorted.members.sort_unstable();
    format!("{sorted:?}")
}

/// Labels the components that no other type is merged with: those that are equal to each other, but
/// for the one that had copies in the last run, and those whose shape doesn't tell which one it is.
fn set_apart(graph: &SchemaGraph, ir: &Ir, nodes: &mut [Node<String>]) {
    let classes = refine(nodes);
    let mut equal: BTreeMap<Class, Vec<TypeId>> = BTreeMap::new();
    for id in ir.components.values() {
        equal.entry(classes[id.index()]).or_default().push(*id);
    }
    for components in equal.values_mut().filter(|it| it.len() > 1) {
        components.retain(|it| graph.had_copies(ir.get(*it).sources[0]));
    }
    let first = |it: TypeId| ir.get(it).sources[0];
    // Those of nullable components are apart as these are.
    let mut bodies: BTreeMap<Class, Vec<(TypeId, &str)>> = BTreeMap::new();
    for id in ir.ids() {
        if let Some(name) = &ir.get(id).body_of {
            bodies
                .entry(classes[id.index()])
                .or_default()
                .push((id, name));
        }
    }
    let had_copies = |name: &str| {
        let component = ir.components.get(name);
        component.is_some_and(|it| graph.had_copies(ir.get(*it).sources[0]))
    };
    // What a component extends isn't that component, however little it adds.
    for by in ir.components.values() {
        for (id, name) in bodies.get(&classes[by.index()]).into_iter().flatten() {
            let component = ir.components.get(*name);
            if component.is_some_and(|it| graph.is_extended(first(*it), first(*by))) {
                let label = &mut nodes[id.index()].label;
                label.push_str(&format!(" body of extended component {name:?}"));
            }
        }
    }
    for equal in bodies.into_values().filter(|it| it.len() > 1) {
        let kept = equal.iter().position(|(_, name)| had_copies(name));
        let apart = equal.iter().enumerate().filter(|it| Some(it.0) != kept);
        for (_, (id, name)) in apart {
            let label = &mut nodes[id.index()].label;
            label.push_str(&format!(" body of component {name:?}"));
        }
    }
    for (name, id) in &ir.components {
        let is_only = equal[&classes[id.index()]] == [*id];
        if !is_only || !is_telling(ir.shape(*id)) {
            let label = &mut nodes[id.index()].label;
            label.push_str(&format!(" component {name:?}"));
        }
    }
}

/// Whether a shape says by itself which component it is: a bare string, list or map doesn't.
fn is_telling(shape: &Shape) -> bool {
    match shape {
        Shape::Object(rules) => !rules.members.is_empty(),
        Shape::Enum(_) | Shape::OpenEnum(_) | Shape::Union(_) => true,
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::Array(_)
        | Shape::Nullable(_)
        | Shape::Alias(_) => false,
    }
}

/// A constant in a spelling that tells 1 among integers from 1 among numbers: 1.0 is the latter only.
fn constant(value: &Raw) -> String {
    match value {
        Raw::Float(_) => format!("number {}", canonical(value)),
        other => canonical(other),
    }
}

fn node(ir: &Ir, id: TypeId) -> Node<String> {
    let ty = ir.get(id);
    let mut edges: Vec<(String, usize)> = Vec::new();
    let mut label = match &ty.shape {
        Shape::Enum(values) => {
            let mut values: Vec<String> = values.iter().map(constant).collect();
            values.sort_unstable();
            format!("enum {values:?}")
        }
        Shape::OpenEnum(values) => {
            let mut values = values.clone();
            values.sort_unstable();
            format!("open enum {values:?}")
        }
        Shape::Array(rules) => {
            edges.push(("items".to_owned(), rules.items.index()));
            format!(
                "array {:?}",
                (rules.min_items, rules.max_items, rules.unique)
            )
        }
        Shape::Object(rules) => {
            let mut members: Vec<String> = Vec::new();
            for member in &rules.members {
                let presence = (member.required, member.requested);
                let flags = (presence, member.read_only, member.write_only);
                let constant = member.constant.as_ref().map(constant);
                members.push(format!("{:?} {flags:?} {constant:?}", member.name));
                edges.push((format!("member {}", member.name), member.ty.index()));
            }
            members.sort_unstable();
            let flattened = rules.flattened.iter();
            edges.extend(flattened.map(|it| ("flattened".to_owned(), it.index())));
            let rest = match rules.rest {
                Rest::Keep(ty) => {
                    edges.push(("rest".to_owned(), ty.index()));
                    "keep"
                }
                Rest::Skip => "skip",
                Rest::Refuse => "refuse",
            };
            let mut any_of: Vec<String> = rules.any_of.iter().map(alternative).collect();
            any_of.sort_unstable();
            let counts = (rules.min_properties, rules.max_properties, any_of);
            format!("object {members:?} {rest} {counts:?}")
        }
        Shape::Union(union) => {
            for variant in &union.variants {
                edges.push(match unshared(ir, union, variant) {
                    Some(member) => (format!("holds {:?}", member.name), member.ty.index()),
                    None => {
                        let tags = (variant.tag_texts(), variant.tagging);
                        (format!("variant {tags:?}"), variant.ty.index())
                    }
                });
            }
            let told_by = match &union.told_by {
                // The sets follow from the variants, and their order doesn't count.
                crate::ir::ToldBy::Kind(_) => "kind".to_owned(),
                other => format!("{other:?}"),
            };
            format!("union {told_by}")
        }
        Shape::Nullable(ty) => {
            edges.push(("some".to_owned(), ty.index()));
            "nullable".to_owned()
        }
        Shape::Alias(ty) => {
            edges.push(("alias".to_owned(), ty.index()));
            "alias".to_owned()
        }
        scalar => format!("{scalar:?}"),
    };
    let conditions = &ty.conditions;
    let excluded = conditions.excluded.iter();
    edges.extend(excluded.map(|it| ("not".to_owned(), it.index())));
    for (types, id) in &conditions.by_kind {
        edges.push((format!("if {types:?}"), id.index()));
    }
    for assertion in &conditions.assertions {
        let slot = assertion.label();
        let mut index = 0;
        assertion.clone().each_type(|id| {
            edges.push((format!("{slot} {index}"), id.index()));
            index += 1;
        });
        label.push_str(&slot);
    }
    if !conditions.listed.is_empty() {
        let mut listed: Vec<String> = conditions.listed.iter().map(canonical).collect();
        listed.sort_unstable();
        label.push_str(&format!(" listed {listed:?}"));
    }
    Node { label, edges }
}
