//! Near misses: what is written out like a component but for a few places is reported, since the
//! copy was probably forgotten when the component changed, or the other way round.

mod differences;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Ir, Shape, Type, TypeId};
use crate::resolve::Resolved;
use crate::schema::{Origin, SchemaGraph, SchemaId, Step};
use differences::{Difference, differences};

/// An object with fewer members, or an enum with fewer values, could be alike by chance.
const FEWEST: usize = 5;

/// The most places in which a copy may differ, and how many must agree for each of them.
const MOST_PLACES: usize = 3;
const AGREEING: usize = 3;

/// What more components than this have tells little about which one is copied.
const RARE: usize = 8;

/// The most components that one type is compared with.
const MOST_COMPARED: usize = 4;

/// The most further places that one finding names.
const MOST_NAMED: usize = 5;

/// Reports them, one finding a component.
pub fn report_drift(graph: &SchemaGraph, resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let ir = &resolved.ir;
    let by_trait = components_by_trait(ir);
    let mut near: BTreeMap<TypeId, (TypeId, Vec<Difference>)> = BTreeMap::new();
    for id in ir.ids() {
        let ty = ir.get(id);
        if ty.component.is_none()
            && ty.sources.iter().any(|it| is_written_out(graph, ty, *it))
            && let Some(found) = nearest(ir, id, &by_trait)
        {
            near.insert(id, found);
        }
    }
    let mut by_component: BTreeMap<TypeId, Vec<(TypeId, Vec<Difference>)>> = BTreeMap::new();
    for (id, (component, all)) in &near {
        // What differs because a part of it is a near miss is reported there.
        let mut own = all.clone();
        own.retain(|it| {
            it.types
                .is_none_or(|(one, other)| near.get(&one).is_none_or(|it| it.0 != other))
        });
        if !own.is_empty() {
            by_component.entry(*component).or_default().push((*id, own));
        }
    }
    for (component, copies) in by_component {
        report(graph, ir, component, &copies, diagnostics);
    }
}

/// What can be alike by chance in two types: a member's name, a value.
fn traits(ir: &Ir, id: TypeId) -> Vec<String> {
    let mut traits: Vec<String> = match ir.shape(id) {
        Shape::Object(rules) => {
            let members = rules.members.iter();
            members.map(|it| format!("member {}", it.name)).collect()
        }
        Shape::Enum(values) => values.iter().map(|it| format!("value {it}")).collect(),
        _ => Vec::new(),
    };
    traits.sort_unstable();
    traits
}

fn components_by_trait(ir: &Ir) -> BTreeMap<String, Vec<TypeId>> {
    let mut by_trait: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for id in ir.components.values() {
        for it in traits(ir, *id) {
            by_trait.entry(it).or_default().push(*id);
        }
    }
    by_trait.retain(|_, components| components.len() <= RARE);
    by_trait
}

/// The component that a type is a near copy of: the only one that is as near.
fn nearest(
    ir: &Ir,
    id: TypeId,
    by_trait: &BTreeMap<String, Vec<TypeId>>,
) -> Option<(TypeId, Vec<Difference>)> {
    let traits = traits(ir, id);
    if traits.len() < FEWEST {
        return None;
    }
    let mut shared: BTreeMap<TypeId, usize> = BTreeMap::new();
    for component in traits.iter().filter_map(|it| by_trait.get(it)).flatten() {
        *shared.entry(*component).or_default() += 1;
    }
    // Half of what it has must be rare: most objects have a name and a date.
    let mut candidates: Vec<(TypeId, usize)> = shared.into_iter().collect();
    candidates.retain(|(_, count)| count * 2 >= traits.len());
    candidates.sort_by_key(|(component, count)| (std::cmp::Reverse(*count), *component));
    candidates.truncate(MOST_COMPARED);
    let compared = candidates.into_iter().filter_map(|(component, _)| {
        let compared = differences(ir, id, component)?;
        let places = compared.differing.len();
        let is_near = (1..=MOST_PLACES).contains(&places)
            && compared.agreeing >= FEWEST.max(places * AGREEING);
        is_near.then_some((component, compared.differing))
    });
    let mut compared: Vec<_> = compared.collect();
    compared.sort_by_key(|it| it.1.len());
    let is_tie = matches!(compared.as_slice(), [one, other, ..] if one.1.len() == other.1.len());
    compared.into_iter().next().filter(|_| !is_tie)
}

/// Whether all that a type has is written at this place, and not referred to or beside a union.
fn is_written_out(graph: &SchemaGraph, ty: &Type, source: SchemaId) -> bool {
    let is_within = |schema: SchemaId| {
        let around = std::iter::successors(Some(schema), |it| graph.parent(*it));
        around.into_iter().any(|it| it == source)
    };
    let is_merged = match &graph.get(source).origin {
        Origin::Part(union, Step::Branch(..)) => {
            let keywords = &graph.get(*union).keywords;
            keywords.is_constraining()
                || keywords.reference.is_some()
                || !keywords.all_of.is_empty()
        }
        Origin::Part(..) | Origin::Root(_) => false,
    };
    let is_own = match &ty.shape {
        Shape::Object(rules) => rules.members.iter().all(|it| is_within(it.source)),
        _ => true,
    };
    is_own && !is_merged
}

fn report(
    graph: &SchemaGraph,
    ir: &Ir,
    component: TypeId,
    copies: &[(TypeId, Vec<Difference>)],
    diagnostics: &mut Diagnostics,
) {
    let original = ir.get(component);
    let name = original.component.as_deref().unwrap_or_default();
    let place = |ty: &Type| {
        let mut sources = ty.sources.iter();
        let written = sources.find(|it| is_written_out(graph, ty, **it));
        written.or(ty.sources.first()).map(|it| graph.pointer(*it))
    };
    let said = |differing: &[Difference]| {
        let said: BTreeSet<&str> = differing.iter().map(|it| it.text.as_str()).collect();
        said.into_iter().collect::<Vec<_>>().join(", ")
    };
    let [(first, differing), others @ ..] = copies else {
        return;
    };
    let (Some(here), Some(there)) = (place(ir.get(*first)), place(original)) else {
        return;
    };
    let message = format!("this schema is `{name}` but for this: {}", said(differing));
    let finding = diagnostics.report(Code::NearCopy, here, message);
    finding.related(there, "the component");
    for schema in differing.iter().filter_map(|it| it.place) {
        finding.related(graph.pointer(schema), "differs");
    }
    for (id, differing) in others.iter().take(MOST_NAMED) {
        if let Some(place) = place(ir.get(*id)) {
            finding.related(
                place,
                format!("is `{name}`, too, but for this: {}", said(differing)),
            );
        }
    }
    let more = match others.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!("; {more} more differ likewise"),
    };
    finding.help(format!(
        "refer to `#/components/schemas/{name}` if it is meant; if it is another thing, accept this finding with [[allow]]{more}"
    ));
}
