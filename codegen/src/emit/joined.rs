//! The plan for reading an object before it is known which of several types it is: the members of
//! all of them, each with a place that can hold what any of them makes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::Emission;
use super::encode::is_of_objects;
use super::rust::ident;
use crate::analysis::{Item, inlined};
use crate::ir::{Ir, Member, ObjectRules, Rest, Shape, ToldBy, TypeId, Union};
use crate::names::ident::{field_name, join, singular, split, type_name};
use crate::raw::Raw;

/// How many sets a type is in at most, on average; in real documents it is less than one. Unions that lead to each
/// other by several members would have more sets than can be written; values that need further ones are buffered.
const MOST_SETS: usize = 2;

/// How many types the sets of a document may hold in any case.
const FEW_TYPES: usize = 256;

/// All sets, and which set each type is read through.
#[derive(Default)]
pub(super) struct Plan {
    pub sets: Vec<Set>,
    pub hosts: BTreeMap<TypeId, usize>,
    /// The method that makes each type of what was read.
    methods: BTreeMap<Made, String>,
}

/// A type that is made of what was read, and the one whose members stand beside its own in the same object, if that
/// makes a difference: it has no part in the further members that are the other's.
pub(super) type Made = (TypeId, Option<TypeId>);

impl Plan {
    /// What is made of a type beside another one: where that makes no difference, the same as anywhere.
    pub(super) fn made(&self, id: TypeId, beside: Option<TypeId>) -> Made {
        let apart = (id, beside);
        match self.methods.contains_key(&apart) {
            true => apart,
            false => (id, None),
        }
    }

    /// The method that makes a type of what was read.
    pub(super) fn method(&self, made: Made) -> proc_macro2::Ident {
        match self.methods.get(&made) {
            Some(name) => ident(name),
            None => unreachable!("every type of a set has a method"),
        }
    }
}

/// Types that are read alike.
pub(super) struct Set {
    /// The types that the object may turn out to be.
    pub types: BTreeSet<TypeId>,
    /// The name of the struct that holds what was read.
    pub name: String,
    /// The members of all types.
    pub members: Vec<Place>,
    /// Whether members that no type declares are kept.
    pub keeps_others: bool,
}

/// A member and its place.
pub(super) struct Place {
    pub name: String,
    pub field: String,
    pub slot: Slot,
}

/// What a place can hold.
pub(super) enum Slot {
    /// The type that all agree on.
    Direct(TypeId),
    /// One of a few constants.
    Constant(Vec<Raw>),
    /// An object that is several types again.
    Set(usize),
    /// The same, or `null`.
    Nullable(Box<Slot>),
    /// An array of the same.
    List(Box<Slot>),
    /// A string, of which an enum or a constant is made later.
    Text,
    /// Any value, looked at later.
    Buffered,
    /// Any value, read as what it is once that is known.
    Later,
}

/// Whether a type can't be filled in place: its variant is known only after the last member.
pub(super) fn is_joined(cx: &Emission<'_>, id: TypeId) -> bool {
    match (cx.analyses.items[id.index()], cx.ir().shape(id)) {
        (Item::Struct, Shape::Object(rules)) => {
            !rules.flattened.is_empty() || !rules.any_of.is_empty()
        }
        (Item::Union, Shape::Union(union)) => {
            is_of_objects(cx, union) && !chooses_an_open_union(cx, union)
        }
        _ => false,
    }
}

/// Whether a union's own tag leads to a union that keeps values with unknown tags: those are whole.
fn chooses_an_open_union(cx: &Emission<'_>, union: &Union) -> bool {
    let is_open = |id: TypeId| match cx.ir().shape(cx.ir().resolve(id)) {
        Shape::Union(inner) => inner.is_open() || chooses_an_open_union(cx, inner),
        _ => false,
    };
    matches!(union.told_by, ToldBy::Tag { .. }) && union.variants.iter().any(|it| is_open(it.ty))
}

/// Plans all sets. A type is read through the largest set it is in, so that few are written.
pub(super) fn plan(cx: &Emission<'_>) -> Plan {
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
        if all.room == 0 {
            return own;
        }
        let sets = all.plan.sets.iter();
        let around = sets.filter(|set| set.types.contains(&id) && !set.keeps_others);
        let largest = around.max_by_key(|set| (set.types.len(), std::cmp::Reverse(&set.types)));
        largest.map_or(own, |set| set.types.clone())
    };
    let mut hosts: Vec<(TypeId, BTreeSet<TypeId>)> =
        joined.iter().map(|id| (*id, host(*id))).collect();
    let plan = loop {
        let plan = hosted(cx, &hosts, room);
        // A set that others led to, and no longer do, may hold types that nobody asks it for.
        let asked = asked(cx, &plan);
        let idle = |id: &TypeId| {
            let host = plan.hosts[id];
            !plan.sets[host].types.is_subset(&asked[host])
        };
        let mut changed = false;
        for (id, types) in &mut hosts {
            if types.len() > 1 && idle(id) {
                *types = BTreeSet::from([*id]);
                changed = true;
            }
        }
        if !changed {
            break plan;
        }
    };
    Plan {
        methods: methods(cx),
        ..plan
    }
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

/// A name of its own for each type's method: those of types may differ by nothing but capitals.
fn methods(cx: &Emission<'_>) -> BTreeMap<Made, String> {
    let mut taken = BTreeSet::new();
    let mut methods = BTreeMap::new();
    let mut add = |made: Made, name: String| {
        let mut method = format!("build_{name}");
        while !taken.insert(method.clone()) {
            method.push('_');
        }
        methods.insert(made, method);
    };
    let named = |id: &TypeId| {
        let name = cx.names.types.get(id).map(|it| field_name(it));
        name.map(|it| it.trim_start_matches("r#").to_owned())
    };
    let types: Vec<TypeId> = cx.nominal().into_iter().map(|(id, _)| id).collect();
    for id in &types {
        add((*id, None), named(id).unwrap_or_default());
    }
    for outer in &types {
        for inner in beside(cx, *outer) {
            if let (Some(inner_name), Some(outer_name)) = (named(&inner), named(outer)) {
                add(
                    (inner, Some(*outer)),
                    format!("{inner_name}_beside_{outer_name}"),
                );
            }
        }
    }
    methods
}

/// The types whose members stand beside those of a struct, and that keep further ones: its unions, and their variants.
pub(super) fn beside(cx: &Emission<'_>, outer: TypeId) -> BTreeSet<TypeId> {
    let ir = cx.ir();
    let keeps = |id: &TypeId| matches!(ir.shape(*id), Shape::Object(rules) if matches!(rules.rest, Rest::Keep(_)));
    let mut inner = BTreeSet::new();
    if let Shape::Object(rules) = ir.shape(outer) {
        for union in &rules.flattened {
            let objects = objects(ir, *union);
            if objects.iter().any(keeps) {
                inner.insert(ir.resolve(*union));
                inner.extend(objects.into_iter().filter(keeps));
            }
        }
    }
    inner
}

/// The objects that may stand beside a struct's members: the variants of a union, or the one struct that it became.
pub(super) fn objects(ir: &Ir, union: TypeId) -> Vec<TypeId> {
    let id = ir.resolve(union);
    match ir.shape(id) {
        Shape::Union(union) => union.variants.iter().map(|it| ir.resolve(it.ty)).collect(),
        _ => vec![id],
    }
}

struct Planner<'a> {
    cx: &'a Emission<'a>,
    plan: Plan,
    known: BTreeMap<BTreeSet<TypeId>, usize>,
    open: Vec<BTreeSet<TypeId>>,
    names: BTreeSet<String>,
    /// How many more types the sets may hold, each counted once for each set.
    room: usize,
}

/// What one type says about a member.
#[derive(Clone)]
enum Say {
    Constant(Vec<Raw>),
    Type(TypeId),
    /// The type declares no such member but keeps it.
    Kept,
    /// The type allows no such member.
    Never,
}

impl<'a> Planner<'a> {
    fn new(cx: &'a Emission<'a>, room: usize) -> Self {
        Planner {
            cx,
            plan: Plan::default(),
            known: BTreeMap::new(),
            open: Vec::new(),
            names: cx.names.types.values().cloned().collect(),
            room,
        }
    }

    fn set(&mut self, types: &BTreeSet<TypeId>, stem: &str) -> usize {
        if let Some(known) = self.known.get(types) {
            return *known;
        }
        let mut name = format!("{stem}Members");
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        let index = self.plan.sets.len();
        self.known.insert(types.clone(), index);
        self.room = self.room.saturating_sub(types.len());
        self.plan.sets.push(Set {
            types: types.clone(),
            name,
            members: Vec::new(),
            keeps_others: false,
        });
        self.open.push(types.clone());
        let mut leaves: Vec<&ObjectRules> = Vec::new();
        let mut said: Vec<(String, Vec<Say>)> = Vec::new();
        for id in types {
            self.gather(*id, None, &mut leaves, &mut said);
        }
        let keepers = leaves.iter().filter(|it| matches!(it.rest, Rest::Keep(_)));
        for keeper in keepers.clone() {
            for (name, says) in &mut said {
                if keeper.members.iter().all(|it| it.name != *name) {
                    says.push(Say::Kept);
                }
            }
        }
        let keeps_others = leaves.iter().any(|it| it.rest != Rest::Skip);
        let mut taken: BTreeSet<String> = ["presence", "others"]
            .into_iter()
            .map(str::to_owned)
            .collect();
        let mut members = Vec::new();
        for (name, says) in said {
            let mut field = field_name(&name);
            while !taken.insert(field.clone()) {
                field = format!("{}_", field.trim_start_matches("r#"));
            }
            let stem = format!("{stem}{}", type_name(&name));
            let slot = self.slot(&says, &stem);
            members.push(Place { name, field, slot });
        }
        self.open.pop();
        let set = &mut self.plan.sets[index];
        set.members = members;
        set.keeps_others = keeps_others;
        index
    }

    /// Gathers what a type, its variants and the unions inside it say. `tag` is the member that the
    /// union around the type decides about.
    fn gather(
        &self,
        id: TypeId,
        tag: Option<&str>,
        leaves: &mut Vec<&'a ObjectRules>,
        said: &mut Vec<(String, Vec<Say>)>,
    ) {
        let mut say = |name: &str, what: Say| match said.iter_mut().find(|it| it.0 == name) {
            Some((_, says)) => says.push(what),
            None => said.push((name.to_owned(), vec![what])),
        };
        match self.cx.ir().shape(self.cx.ir().resolve(id)) {
            Shape::Object(rules) => {
                leaves.push(rules);
                for member in &rules.members {
                    match &member.constant {
                        Some(_) if tag == Some(member.name.as_str()) => {}
                        Some(value) => say(&member.name, Say::Constant(vec![value.clone()])),
                        None if *self.cx.ir().shape(member.ty) == Shape::Never => {
                            say(&member.name, Say::Never);
                        }
                        None => say(&member.name, Say::Type(member.ty)),
                    }
                    // What an alternative that holds doesn't declare is one of the further members.
                    if matches!(rules.rest, Rest::Keep(_)) && rules.is_free(&member.name) {
                        say(&member.name, Say::Kept);
                    }
                }
                for union in &rules.flattened {
                    self.gather(*union, None, leaves, said);
                }
            }
            Shape::Union(union) => {
                let property = match &union.told_by {
                    ToldBy::Tag { property, .. } => Some(property.as_str()),
                    ToldBy::Kind(_) | ToldBy::Members | ToldBy::Trial { .. } | ToldBy::Every => tag,
                };
                if let ToldBy::Tag { property, .. } = &union.told_by {
                    let tags = union.variants.iter().flat_map(|it| &it.tags);
                    say(property, Say::Constant(tags.cloned().collect()));
                }
                for variant in &union.variants {
                    self.gather(variant.ty, property, leaves, said);
                }
            }
            _ => {}
        }
    }

    fn slot(&mut self, says: &[Say], stem: &str) -> Slot {
        let ir = self.cx.ir();
        let mut constants: Vec<Raw> = Vec::new();
        let mut types: Vec<TypeId> = Vec::new();
        for say in says {
            match say {
                Say::Kept => return Slot::Buffered,
                Say::Never => {}
                Say::Constant(values) => {
                    for value in values {
                        if !constants.contains(value) {
                            constants.push(value.clone());
                        }
                    }
                }
                Say::Type(id) => types.push(ir.resolve(*id)),
            }
        }
        if types.is_empty() && constants.is_empty() {
            return Slot::Buffered;
        }
        if types.is_empty() {
            return Slot::Constant(constants);
        }
        let first = self.written(types[0]);
        if constants.is_empty() && types.iter().all(|it| self.written(*it) == first) {
            return Slot::Direct(types[0]);
        }
        let nullable = types
            .iter()
            .any(|it| matches!(ir.shape(*it), Shape::Nullable(_)));
        if nullable && constants.is_empty() {
            let inner: Vec<Say> = types
                .iter()
                .map(|it| match ir.shape(*it) {
                    Shape::Nullable(inner) => Say::Type(*inner),
                    _ => Say::Type(*it),
                })
                .collect();
            return match self.slot(&inner, stem) {
                slot @ (Slot::Buffered | Slot::Later) => slot,
                slot => Slot::Nullable(Box::new(slot)),
            };
        }
        let is_text = |id: &TypeId| match ir.shape(*id) {
            Shape::Text(_) => self.cx.analyses.items[id.index()] != Item::Newtype,
            Shape::Enum(values) => values.iter().all(|it| it.as_str().is_some()),
            Shape::OpenEnum(_) => true,
            _ => false,
        };
        if types.iter().all(is_text) && constants.iter().all(|it| it.as_str().is_some()) {
            return Slot::Text;
        }
        if !constants.is_empty() {
            return Slot::Buffered;
        }
        let items: Option<Vec<Say>> = types
            .iter()
            .map(|it| match ir.shape(*it) {
                Shape::Array(rules) if !self.cx.analyses.items[it.index()].is_nominal() => {
                    Some(Say::Type(rules.items))
                }
                _ => None,
            })
            .collect();
        if let Some(items) = items {
            let stem = join(&[split(stem).join("_")]);
            return match self.slot(&items, &singular(&stem)) {
                slot @ (Slot::Buffered | Slot::Later) => slot,
                slot => Slot::List(Box::new(slot)),
            };
        }
        let is_open = |id: &TypeId| matches!(ir.shape(*id), Shape::Union(union) if union.is_open());
        let is_object = |id: &TypeId| {
            self.cx.analyses.items[id.index()] == Item::Struct
                || (is_joined(self.cx, *id) && !is_open(id))
        };
        let set: BTreeSet<TypeId> = types.iter().copied().collect();
        let is_planned = self.known.contains_key(&set) || self.room > 0;
        if types.iter().all(is_object) && !self.open.contains(&set) && is_planned {
            return Slot::Set(self.set(&set, stem));
        }
        Slot::Later
    }

    /// The type as Rust sees it, aliases followed.
    fn written(&self, id: TypeId) -> String {
        written(self.cx, id)
    }
}

/// The type as Rust sees it, aliases followed: equal texts are equal types.
pub(super) fn written(cx: &Emission<'_>, id: TypeId) -> String {
    if cx.analyses.items[id.index()].is_nominal() {
        return cx.names.types.get(&id).cloned().unwrap_or_default();
    }
    let inner = |id: TypeId| {
        let text = written(cx, id);
        text.parse().unwrap_or_default()
    };
    cx.expression(id, &inner).to_string()
}
