//! The sets of types that are read alike: their members, and what the place of each one can hold.

use std::collections::{BTreeMap, BTreeSet};

use super::{Emission, Place, Plan, Set, Slot, is_joined};
use crate::analysis::Item;
use crate::ir::{ObjectRules, Rest, Shape, ToldBy, TypeId};
use crate::names::ident::{field_name, join, singular, split, type_name};
use crate::raw::Raw;

/// Plans sets, and those that their members need.
pub(super) struct Planner<'a> {
    cx: &'a Emission<'a>,
    pub(super) plan: Plan,
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
    pub(super) fn new(cx: &'a Emission<'a>, room: usize) -> Self {
        Planner {
            cx,
            plan: Plan::default(),
            known: BTreeMap::new(),
            open: Vec::new(),
            names: cx.names.types.values().cloned().collect(),
            room,
        }
    }

    /// The set of these types, planned where it isn't yet; `stem` names it by the way to it.
    pub(super) fn set(&mut self, types: &BTreeSet<TypeId>, stem: &str) -> usize {
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

    fn written(&self, id: TypeId) -> String {
        written(self.cx, id)
    }
}

/// The type as Rust sees it, aliases followed: equal texts are equal types.
fn written(cx: &Emission<'_>, id: TypeId) -> String {
    if cx.analyses.items[id.index()].is_nominal() {
        return cx.names.types.get(&id).cloned().unwrap_or_default();
    }
    let inner = |id: TypeId| {
        let text = written(cx, id);
        text.parse().unwrap_or_default()
    };
    cx.expression(id, &inner).to_string()
}
