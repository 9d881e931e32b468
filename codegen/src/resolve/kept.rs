//! What a condition looks at is kept, and what decides between variants.
//!
//! A condition is asked of a value as its type holds it, and a type may skip members that it doesn't
//! declare. So wherever a condition looks at one, at whatever depth, the type that stands there keeps
//! them: `not: {required: [b]}` makes sure that `b` can be seen. Where exactly one variant must match and
//! all are tried, one may refuse a value for a member that another doesn't declare: without it, both would match.

use std::collections::{BTreeSet, HashSet};

use super::Resolver;
use crate::ir::{Assertion, Conditions, Ir, Member, ObjectRules, Of, Rest, Shape, ToldBy, TypeId};
use crate::raw::Raw;

/// After so many types looked at side by side, all that a value holds is kept for conditions, and nothing for other
/// variants: nobody wrote that document.
const MOST_PAIRS: usize = 500_000;

pub(super) fn keep_what_is_looked_at(resolver: &mut Resolver<'_>) {
    let mut looks = Looks::new(resolver);
    for id in resolver.ir.ids() {
        looks.at_value_of(id);
    }
    let kept = looks.kept;
    // What is kept is as the document says it, not as a condition would.
    resolver.as_written = false;
    for id in kept {
        let place = resolver.ir.get(id).sources[0];
        let anything = resolver.type_of(Vec::new(), place, None);
        if let Shape::Object(rules) = &mut resolver.ir.types[id.index()].shape {
            rules.rest = Rest::Keep(anything);
        }
    }
}

/// One look at the values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Look {
    /// Whether they are values of another type, too.
    As(TypeId, TypeId),
    /// At all that is in them.
    Whole(TypeId),
    /// Whether another variant refuses them for what they hold.
    Against(TypeId, TypeId),
}

/// A look, and whether the type at hand holds the whole object: a union beside members doesn't, the type around it
/// keeps what neither declares.
type Step = (Look, bool);

struct Looks<'a> {
    resolver: &'a Resolver<'a>,
    ir: &'a Ir,
    pending: Vec<Step>,
    seen: HashSet<Step>,
    /// The types that would skip what is looked at.
    kept: BTreeSet<TypeId>,
}

impl<'a> Looks<'a> {
    fn new(resolver: &'a Resolver<'a>) -> Self {
        Looks {
            resolver,
            ir: &resolver.ir,
            pending: Vec::new(),
            seen: HashSet::new(),
            kept: BTreeSet::new(),
        }
    }

    /// Follows what a type's conditions look at.
    fn at_value_of(&mut self, id: TypeId) {
        self.ask(id, &self.ir.get(id).conditions, true);
        if let Shape::Array(rules) = self.ir.shape(id)
            && rules.unique
        {
            self.look(Look::Whole(rules.items), true);
        }
        if let Shape::Union(union) = self.ir.shape(id)
            && union.told_by == (ToldBy::Trial { exactly_one: true })
        {
            let count = union.variants.len().saturating_mul(union.variants.len());
            let variants = match count < MOST_PAIRS.saturating_sub(self.seen.len()) {
                true => union.variants.as_slice(),
                false => &[],
            };
            for held in variants {
                let rivals = union.variants.iter().filter(|it| it.ty != held.ty);
                rivals.for_each(|it| self.look(Look::Against(held.ty, it.ty), true));
            }
        }
        while let Some((look, is_all)) = self.pending.pop() {
            match look {
                Look::As(held, asked) => self.compare(held, asked, is_all),
                Look::Whole(held) => self.look_inside(held, is_all),
                Look::Against(held, rival) => self.compare_rivals(held, rival),
            }
        }
    }

    fn look(&mut self, look: Look, is_all: bool) {
        let look = match look {
            Look::As(held, asked) if self.seen.len() < MOST_PAIRS => {
                Look::As(self.ir.resolve(held), self.ir.resolve(asked))
            }
            Look::As(held, _) | Look::Whole(held) => Look::Whole(self.ir.resolve(held)),
            Look::Against(held, rival) if self.seen.len() < MOST_PAIRS => {
                Look::Against(self.ir.resolve(held), self.ir.resolve(rival))
            }
            Look::Against(..) => return,
        };
        if self.seen.insert((look, is_all)) {
            self.pending.push((look, is_all));
        }
    }

    fn keep(&mut self, held: TypeId, is_all: bool) {
        if let Shape::Object(rules) = self.ir.shape(held)
            && rules.rest == Rest::Skip
            && is_all
        {
            self.kept.insert(held);
        }
    }

    fn compare(&mut self, held: TypeId, asked: TypeId, is_all: bool) {
        self.ask(held, &self.ir.get(asked).conditions, is_all);
        match (self.ir.shape(held), self.ir.shape(asked)) {
            (Shape::Nullable(inner), _) => self.look(Look::As(*inner, asked), is_all),
            (_, Shape::Nullable(inner)) => self.look(Look::As(held, *inner), is_all),
            (Shape::Union(union), _) => {
                for variant in &union.variants {
                    self.look(Look::As(variant.ty, asked), is_all);
                }
            }
            (_, Shape::Union(union)) => {
                if let Some(tag) = union.tag() {
                    self.look_for(held, tag, is_all);
                }
                for variant in &union.variants {
                    self.look(Look::As(held, variant.ty), is_all);
                }
            }
            (Shape::Array(held), Shape::Array(asked)) => {
                self.look(Look::As(held.items, asked.items), true);
                if asked.unique {
                    self.look(Look::Whole(held.items), true);
                }
            }
            (Shape::Object(rules), Shape::Object(asked_rules)) => {
                self.compare_objects(held, rules, asked_rules, is_all);
                for union in &rules.flattened {
                    self.look(Look::As(*union, asked), false);
                }
                for union in &asked_rules.flattened {
                    self.look(Look::As(held, *union), is_all);
                }
            }
            _ => {}
        }
    }

    fn compare_objects(
        &mut self,
        held: TypeId,
        rules: &ObjectRules,
        asked: &ObjectRules,
        is_all: bool,
    ) {
        let of_rest = match asked.rest {
            Rest::Skip => None,
            Rest::Refuse => {
                self.keep(held, is_all);
                None
            }
            Rest::Keep(ty) => Some(ty).filter(|it| !self.is_anything(*it)),
        };
        if of_rest.is_some() || asked.min_properties.is_some() || asked.max_properties.is_some() {
            self.keep(held, is_all);
        }
        for member in &rules.members {
            let named = asked.member(&member.name);
            if let Some(ty) = named.map(|it| it.ty).or(of_rest) {
                self.look(Look::As(member.ty, ty), true);
            }
        }
        for member in &asked.members {
            // One of another type is as good as none, where there must be one.
            let ty = self.ir.resolve(member.ty);
            let is_same = |it: &Member| self.ir.resolve(it.ty) == ty;
            let is_needed = member.required && rules.member(&member.name).is_some_and(is_same);
            let is_free = !member.required && self.is_anything(ty);
            if !is_needed && !is_free {
                self.look_for(held, &member.name, is_all);
            }
            if let Rest::Keep(rest) = rules.rest {
                self.look(Look::As(rest, member.ty), true);
            }
        }
        if let (Rest::Keep(rest), Some(ty)) = (rules.rest, of_rest) {
            self.look(Look::As(rest, ty), true);
        }
    }

    /// Follows what makes a variant refuse the values of another.
    fn compare_rivals(&mut self, held: TypeId, rival: TypeId) {
        match (self.ir.shape(held), self.ir.shape(rival)) {
            (Shape::Nullable(inner), _) => self.look(Look::Against(*inner, rival), true),
            (_, Shape::Nullable(inner)) => self.look(Look::Against(held, *inner), true),
            (Shape::Union(union), _) => {
                for variant in &union.variants {
                    self.look(Look::Against(variant.ty, rival), true);
                }
            }
            (_, Shape::Union(union)) => {
                for variant in &union.variants {
                    self.look(Look::Against(held, variant.ty), true);
                }
            }
            (Shape::Array(held), Shape::Array(rival)) => {
                self.look(Look::Against(held.items, rival.items), true);
            }
            (Shape::Object(rules), Shape::Object(rival)) => {
                let mut required = rival.members.iter().filter(|it| it.required);
                // It refuses what lacks them, or has other values there, whatever else comes.
                let may_be = |it: &Member| {
                    let own = rules.member(&it.name);
                    own.is_some_and(|own| !own.required || self.may_agree(own, it))
                };
                if !required.all(may_be) {
                    return;
                }
                for member in &rival.members {
                    match rules.member(&member.name) {
                        Some(own) => self.look(Look::Against(own.ty, member.ty), true),
                        None if self.is_anything(member.ty) => {}
                        None => self.keep(held, true),
                    }
                }
                match rival.rest {
                    Rest::Skip => {}
                    Rest::Keep(ty) if self.is_anything(ty) => {}
                    Rest::Refuse | Rest::Keep(_) => self.keep(held, true),
                }
            }
            _ => {}
        }
    }

    /// Whether two members may have one value, as far as the values that they list tell.
    fn may_agree(&self, one: &Member, other: &Member) -> bool {
        match (self.listed(one), self.listed(other)) {
            (Some(values), Some(others)) => values.iter().any(|it| others.contains(it)),
            _ => true,
        }
    }

    fn listed(&self, member: &'a Member) -> Option<Vec<&'a Raw>> {
        match (&member.constant, self.ir.shape(self.ir.resolve(member.ty))) {
            (Some(constant), _) => Some(vec![constant]),
            (None, Shape::Enum(values)) => Some(values.iter().collect()),
            _ => None,
        }
    }

    /// Looks for a member of an object.
    fn look_for(&mut self, held: TypeId, name: &str, is_all: bool) {
        if let Shape::Object(rules) = self.ir.shape(held) {
            // One that only some alternatives declare isn't held if those don't hold.
            let is_held = rules.member(name).is_some() && !rules.is_free(name);
            if !is_held {
                self.keep(held, is_all);
            }
        }
    }

    /// Follows what is asked of the values of a type.
    fn ask(&mut self, held: TypeId, conditions: &Conditions, is_all: bool) {
        let by_kind = conditions.by_kind.iter().map(|(_, ty)| *ty);
        let asserted = conditions
            .assertions
            .iter()
            .flat_map(Assertion::on_same_value);
        let on_same_value = conditions.excluded.iter().copied();
        for asked in on_same_value.chain(by_kind).chain(asserted) {
            self.look(Look::As(held, asked), is_all);
        }
        for assertion in &conditions.assertions {
            self.assert(held, assertion, is_all);
        }
        // Listed arrays and objects are compared as wholes.
        if !conditions.listed.is_empty() {
            self.look(Look::Whole(held), is_all);
        }
    }

    /// Follows what an assertion asks of members and elements.
    fn assert(&mut self, held: TypeId, assertion: &Assertion, is_all: bool) {
        match assertion {
            Assertion::Conditional { .. } | Assertion::Any(_) => {}
            Assertion::Implies { name, .. } => self.look_for(held, name, is_all),
            Assertion::Requires { name, required } => {
                for name in required.iter().chain([name]) {
                    self.look_for(held, name, is_all);
                }
            }
            Assertion::Names(_) => self.keep(held, is_all),
            Assertion::Matching { pattern, ty } => {
                self.keep(held, is_all);
                let resolver = self.resolver;
                self.at_members(held, *ty, |it| resolver.may_match(pattern, it));
            }
            Assertion::Further { names, ty, .. } => {
                self.keep(held, is_all);
                self.at_members(held, *ty, |it| !names.iter().any(|name| name == it));
            }
            Assertion::Unevaluated {
                of: Of::Members,
                ty,
                ..
            } => {
                self.keep(held, is_all);
                self.at_members(held, *ty, |_| true);
            }
            Assertion::Contains { ty, .. } | Assertion::After { ty, .. } => {
                self.at_each_element(held, &[*ty]);
            }
            Assertion::Prefix(types) => self.at_each_element(held, types),
            Assertion::Unevaluated {
                of: Of::Elements,
                evaluated,
                ty,
            } => {
                let contained = evaluated.iter().filter_map(|it| it.contains);
                let types: Vec<TypeId> = contained.chain([*ty]).collect();
                self.at_each_element(held, &types);
            }
        }
    }

    fn at_members(&mut self, held: TypeId, asked: TypeId, is_meant: impl Fn(&str) -> bool) {
        if let Shape::Object(rules) = self.ir.shape(held) {
            for member in rules.members.iter().filter(|it| is_meant(&it.name)) {
                self.look(Look::As(member.ty, asked), true);
            }
            if let Rest::Keep(rest) = rules.rest {
                self.look(Look::As(rest, asked), true);
            }
        }
    }

    fn at_each_element(&mut self, held: TypeId, asked: &[TypeId]) {
        if let Shape::Array(rules) = self.ir.shape(held) {
            for asked in asked {
                self.look(Look::As(rules.items, *asked), true);
            }
        }
    }

    /// Looks at all that is in the values of a type.
    fn look_inside(&mut self, held: TypeId, is_all: bool) {
        match self.ir.shape(held) {
            Shape::Nullable(inner) => self.look(Look::Whole(*inner), is_all),
            Shape::Array(rules) => self.look(Look::Whole(rules.items), true),
            Shape::Union(union) => {
                for variant in &union.variants {
                    self.look(Look::Whole(variant.ty), is_all);
                }
            }
            Shape::Object(rules) => {
                self.keep(held, is_all);
                for member in &rules.members {
                    self.look(Look::Whole(member.ty), true);
                }
                for union in &rules.flattened {
                    self.look(Look::Whole(*union), false);
                }
                if let Rest::Keep(ty) = rules.rest {
                    self.look(Look::Whole(ty), true);
                }
            }
            _ => {}
        }
    }

    fn is_anything(&self, id: TypeId) -> bool {
        let ty = self.ir.get(self.ir.resolve(id));
        ty.shape == Shape::Any && ty.conditions.is_empty()
    }
}
