//! Which set each type is read through: the largest that it is in, so that few are written.

use std::collections::BTreeSet;

use super::methods::Methods;
use super::sets::Planner;
use super::{Emission, Plan, Slot, is_joined};
use crate::analysis::inlined;
use crate::ir::{Ir, Member, Shape, TypeId};

/// How many sets a type is in at most, on average; in real documents it is less than one. Unions that lead to each
/// other by several members would have more sets than can be written; values that need further ones are buffered.
const MOST_SETS: usize = 2;

/// How many types the sets of a document may hold in any case.
const FEW_TYPES: usize = 256;

/// Plans all sets. A type is read through the largest set it is in, so that few are written.
pub(in crate::emit) fn plan(cx: &Emission<'_>) -> Plan {
    let joined: Vec<TypeId> = cx
        .nominal()
        .into_iter()
        .map(|(id, _)| id)
        .filter(|id| is_joined(cx, *id))
        .collect();
    let room = FEW_TYPES + MOST_SETS * cx.nominal().len();
    let mut all = Planner::new(cx, room);
    for id in &joined {
        all.set(&BTreeSet::from([*id]), "");
    }
    let host = |id: TypeId| -> BTreeSet<TypeId> {
        let own = BTreeSet::from([id]);
        let sets = all.plan.sets.iter();
        let around = sets.filter(|set| set.types.contains(&id) && !set.keeps_others);
        let largest = around.max_by_key(|set| (set.types.len(), std::cmp::Reverse(&set.types)));
        largest.map_or(own, |set| set.types.clone())
    };
    let mut hosts: Vec<(TypeId, BTreeSet<TypeId>)> =
        joined.iter().map(|id| (*id, host(*id))).collect();
    loop {
        let plan = hosted(cx, &hosts, room);
        let idle = idle_hosts(cx, &plan);
        if idle.is_empty() {
            return Plan {
                methods: Methods::new(cx),
                ..plan
            };
        }
        for (id, types) in &mut hosts {
            if idle.contains(&plan.hosts[id]) {
                *types = BTreeSet::from([*id]);
            }
        }
    }
}

/// The hosts that hold types which nobody asks them for: of those sets that led to them, some are gone. A type that
/// is its own host is asked for, so that there are fewer of these each time.
fn idle_hosts(cx: &Emission<'_>, plan: &Plan) -> BTreeSet<usize> {
    let asked = asked(cx, plan);
    let hosts = plan.hosts.values().copied();
    let is_idle = |it: &usize| !plan.sets[*it].types.is_subset(&asked[*it]);
    hosts.filter(is_idle).collect()
}

/// The sets that are needed where each type is read through the one that is given for it.
fn hosted(cx: &Emission<'_>, hosts: &[(TypeId, BTreeSet<TypeId>)], room: usize) -> Plan {
    let mut planner = Planner::new(cx, room);
    // Types that are their own host first: the sets inside theirs are named by the way to them.
    for own in [true, false] {
        for (id, types) in hosts {
            if (types.len() == 1) == own {
                let stem = cx.names.types[id].clone();
                let set = planner.set(types, &stem);
                planner.plan.hosts.insert(*id, set);
            }
        }
    }
    planner.plan
}

/// The types that each set is asked for, in the order of the sets.
fn asked(cx: &Emission<'_>, plan: &Plan) -> Vec<BTreeSet<TypeId>> {
    let ir = cx.ir();
    let mut asked = vec![BTreeSet::new(); plan.sets.len()];
    let hosts = plan.hosts.iter();
    let mut pending: Vec<(usize, TypeId)> = hosts.map(|(id, set)| (*set, *id)).collect();
    while let Some((set, id)) = pending.pop() {
        let id = ir.resolve(id);
        if !asked[set].insert(id) {
            continue;
        }
        let held = |member: &Member| {
            let mut places = plan.sets[set].members.iter();
            let place = places.find(|it| it.name == member.name)?;
            made_of(ir, &place.slot, member.ty)
        };
        match ir.shape(id) {
            Shape::Object(rules) => {
                pending.extend(rules.members.iter().filter_map(held));
                pending.extend(rules.flattened.iter().map(|it| (set, *it)));
            }
            Shape::Union(union) => {
                let variants = union.variants.iter();
                pending.extend(variants.filter_map(|it| match inlined(ir, union, it) {
                    Some(only) => held(only),
                    None => Some((set, it.ty)),
                }));
            }
            _ => {}
        }
    }
    asked
}

/// The set, if any, that a place holds, and the type that is made of it.
fn made_of(ir: &Ir, slot: &Slot, ty: TypeId) -> Option<(usize, TypeId)> {
    let ty = ir.resolve(ty);
    match (slot, ir.shape(ty)) {
        (Slot::Set(set), _) => Some((*set, ty)),
        (Slot::Nullable(inner), Shape::Nullable(some)) => made_of(ir, inner, *some),
        (Slot::Nullable(inner), _) => made_of(ir, inner, ty),
        (Slot::List(inner), Shape::Array(rules)) => made_of(ir, inner, rules.items),
        _ => None,
    }
}
