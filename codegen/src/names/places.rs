//! The ways from components to an anonymous type, as words.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::ident;
use super::shared::{last_of, shared_suffix};
use super::vague::is_telling;
use super::words::{kind_word, telling_member, variant_words};
use crate::analysis::{Analyses, Item, inlined};
use crate::ir::{Assertion, ObjectRules, Rest, Shape, TypeId, Union, Variant};
use crate::resolve::Resolved;
use crate::schema::{Label, SchemaGraph};

/// How many steps are gone from all places before any is followed further: ways from each of a thousand schemas, of
/// which one leads to the next, would need more memory than there is.
const STRETCH: usize = 24;

/// A way: the words of the component's name, then the words of each step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// How many steps; first, so that short ways sort first.
    steps: usize,
    /// The words of the component that the way begins at.
    pub root: Vec<String>,
    /// The words of each step.
    pub path: Vec<Vec<String>>,
    /// Whether the way ends inside the same object: a union beside other members.
    pub flattened: bool,
    /// Whether the last step is none of the document's, but stands for being directly in a
    /// component. Longer ways leave it out.
    pub implied: bool,
    /// Whether the last step says what a type is, and not only how a variant differs from others.
    pub stands_alone: bool,
    /// Whether the way begins at a schema of an operation.
    pub is_of_use: bool,
    /// The last steps of other ways from the component that are as short, where those end differently.
    pub others: BTreeSet<Vec<String>>,
    /// The last step as it is, where only what those members end with is left of it.
    pub uncut: Option<Vec<String>>,
}

impl Place {
    fn root(name: &str) -> Place {
        Place {
            steps: 0,
            root: ident::split(name),
            path: Vec::new(),
            flattened: false,
            implied: false,
            stands_alone: true,
            is_of_use: false,
            others: BTreeSet::new(),
            uncut: None,
        }
    }

    /// One step further; a step that is implied is left out.
    fn extend(&self, words: Vec<String>) -> Place {
        let known = self.path.len() - usize::from(self.implied);
        let before = self.path[..known].iter().cloned();
        Place {
            steps: self.steps + 1,
            path: before.chain([words]).collect(),
            flattened: false,
            implied: false,
            stands_alone: true,
            ..self.clone()
        }
    }

    /// The same way, from the component that a subtype has it of.
    pub(super) fn in_base(&self, base: &[String]) -> Place {
        Place {
            root: base.to_vec(),
            ..self.clone()
        }
    }

    /// One step further that is none of the document's.
    fn imply(&self, word: &str) -> Place {
        Place {
            implied: true,
            ..self.extend(vec![word.to_owned()])
        }
    }

    /// The place of an operation's schema: a name that needs nothing around it is a root of its own.
    fn of_use(label: &Label) -> Place {
        let (root, path) = match label.around.as_str() {
            "" => (&label.name, Vec::new()),
            _ => (&label.around, vec![ident::split(&label.name)]),
        };
        Place {
            path,
            is_of_use: true,
            ..Place::root(root)
        }
    }
}

/// The shortest way from each component to each anonymous type, through anonymous types only; from
/// each schema of an operation to those that no component leads to.
pub(super) fn places(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
    roots: &BTreeMap<TypeId, String>,
) -> BTreeMap<TypeId, BTreeSet<Place>> {
    let onward = |from: TypeId, place: &Place| {
        let onward = Onward {
            graph,
            resolved,
            analyses,
            roots,
            from,
            place,
        };
        let steps = onward.steps().into_iter();
        let anonymous = steps.filter(|(to, _)| !roots.contains_key(to));
        anonymous.collect::<Vec<_>>()
    };
    let begins = roots.iter().map(|(id, name)| (*id, Place::root(name)));
    let mut places = shortest(&onward, begins.collect());
    let uses = graph.uses.iter().filter_map(|it| {
        let id = resolved.ir.uses.get(&it.schema)?;
        Some((*id, Place::of_use(&it.label)))
    });
    for (id, ways) in shortest(&onward, uses.collect()) {
        places.entry(id).or_insert(ways);
    }
    places
}

/// The shortest way from each of the given places to each type. Those to a type that is more than a stretch away
/// from all of them begin at the end of the first stretch that leads to it.
fn shortest(
    onward: &impl Fn(TypeId, &Place) -> Vec<(TypeId, Place)>,
    mut begins: Vec<(TypeId, Place)>,
) -> BTreeMap<TypeId, BTreeSet<Place>> {
    let mut places: BTreeMap<TypeId, BTreeSet<Place>> = BTreeMap::new();
    let mut most_steps = 0;
    while !begins.is_empty() {
        most_steps += STRETCH;
        let mut beyond: BTreeMap<TypeId, Place> = BTreeMap::new();
        for begin in begins {
            let mut best = BTreeMap::from([(begin.0, BTreeSet::from([begin.1.clone()]))]);
            let mut pending = VecDeque::from([begin]);
            while let Some((from, place)) = pending.pop_front() {
                for (to, next) in onward(from, &place) {
                    if next.steps > most_steps {
                        beyond.entry(to).or_insert(next);
                        continue;
                    }
                    let known = best.entry(to).or_default();
                    let is_longer = known.first().is_some_and(|it| it.steps < next.steps);
                    if !is_longer && known.insert(next.clone()) {
                        pending.push_back((to, next));
                    }
                }
            }
            for (id, ways) in best {
                if let Some(way) = spokesman(&ways) {
                    places.entry(id).or_default().insert(way);
                }
            }
        }
        beyond.retain(|id, _| !places.contains_key(id));
        begins = beyond.into_iter().collect();
    }
    places
}

/// The way that speaks for several equally short ones from one component: the first of them, but a direct
/// one before one inside the same object. Of a member that several variants share, only what is around all of
/// them.
fn spokesman(ways: &BTreeSet<Place>) -> Option<Place> {
    let first = ways.first()?;
    let direct = ways.iter().find(|it| !it.flattened && first.flattened);
    let mut way = direct.unwrap_or(first).clone();
    let alike = ways.iter().filter(|it| it.flattened == way.flattened);
    let alike: Vec<&Place> = alike.collect();
    let is_one_member = |it: &&Place| {
        it.path.len() == way.path.len() && it.path.last() == way.path.last() && !it.implied
    };
    if alike.len() > 1 && alike.iter().all(is_one_member) {
        let is_shared = |at: usize| alike.iter().all(|it| it.path[at] == way.path[at]);
        let shared = (0..way.path.len()).filter(|at| is_shared(*at));
        way.path = shared.map(|at| way.path[at].clone()).collect();
        return Some(way);
    }
    // A `billing_address` and a `shipping_address` are an `address` each.
    let lasts: Vec<&[String]> = alike.iter().map(|it| last_of(it)).collect();
    if lasts.iter().all(|it| *it == lasts[0]) {
        return Some(way);
    }
    let shared = shared_suffix(&lasts).to_vec();
    match way.path.last_mut() {
        Some(last) if is_telling(&shared) => way.uncut = Some(std::mem::replace(last, shared)),
        _ => {
            let own = last_of(&way);
            let others = lasts.iter().filter(|it| **it != own);
            way.others = others.map(|it| it.to_vec()).collect();
        }
    }
    Some(way)
}

/// The steps from a type that stands at a place.
struct Onward<'a> {
    graph: &'a SchemaGraph,
    resolved: &'a Resolved,
    analyses: &'a Analyses,
    roots: &'a BTreeMap<TypeId, String>,
    from: TypeId,
    place: &'a Place,
}

impl Onward<'_> {
    fn steps(&self) -> Vec<(TypeId, Place)> {
        let mut steps = match self.resolved.ir.shape(self.from) {
            Shape::Object(rules) => self.of_object(rules),
            Shape::Array(rules) => vec![(rules.items, self.one_of_them("item"))],
            Shape::Union(union) => {
                let variants = union.variants.iter();
                variants.map(|it| self.of_variant(union, it)).collect()
            }
            Shape::Nullable(ty) => vec![(*ty, self.of_nullable(*ty))],
            Shape::Alias(ty) => vec![(*ty, self.place.clone())],
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::Text(_)
            | Shape::Enum(_)
            | Shape::OpenEnum(_) => Vec::new(),
        };
        // Last: what a value holds says more than what is asked of it.
        steps.extend(conditions(self.resolved, self.from, self.place));
        steps
    }

    fn of_object(&self, rules: &ObjectRules) -> Vec<(TypeId, Place)> {
        let fields = rules.members.iter().filter(|it| it.constant.is_none());
        let fields = fields.map(|it| (it.ty, self.place.extend(ident::split(&it.name))));
        let mut steps: Vec<(TypeId, Place)> = fields.collect();
        for union in &rules.flattened {
            let around = match self.place.path.is_empty() {
                true => self.place.imply("variant"),
                false => self.place.clone(),
            };
            let flattened = Place {
                flattened: true,
                steps: self.place.steps + 1,
                ..around
            };
            steps.push((*union, flattened));
        }
        if let Rest::Keep(ty) = rules.rest {
            let is_map = self.analyses.items[self.from.index()] != Item::Struct;
            let next = match is_map {
                true => self.one_of_them("value"),
                false => self.place.extend(vec!["value".to_owned()]),
            };
            steps.push((ty, next));
        }
        steps
    }

    fn of_variant(&self, union: &Union, variant: &Variant) -> (TypeId, Place) {
        let ir = &self.resolved.ir;
        if let Some(member) = inlined(ir, union, variant) {
            return (member.ty, self.place.extend(ident::split(&member.name)));
        }
        let called = variant_words(self.graph, self.resolved, union, variant);
        let next = Place {
            stands_alone: called.stand_alone,
            implied: called.is_kind,
            ..self.place.extend(called.words)
        };
        (variant.ty, next)
    }

    fn of_nullable(&self, ty: TypeId) -> Place {
        let is_root = self.roots.contains_key(&self.from);
        if !(is_root && self.analyses.items[ty.index()].is_defined()) {
            return self.place.clone();
        }
        // The component's own name is that of the alias, null included.
        match self.resolved.ir.shape(ty) {
            Shape::Object(_) => self.place.imply("details"),
            _ => self.place.imply("value"),
        }
    }

    /// One of `Pets` is a `Pet`; one of `Email` is an `EmailItem`, since `Email` is taken.
    fn one_of_them(&self, one: &str) -> Place {
        // A step that only says that it is an array doesn't say what of.
        if self.place.implied {
            return self.place.imply(one);
        }
        let mut next = self.place.clone();
        let words = next.path.last_mut().unwrap_or(&mut next.root);
        if let Some(word) = words.last_mut() {
            *word = ident::singular(word);
        }
        if next.path.is_empty() && next.root == self.place.root {
            return self.place.imply(one);
        }
        next
    }
}

/// The ways to the types that only conditions ask about.
fn conditions(resolved: &Resolved, from: TypeId, place: &Place) -> Vec<(TypeId, Place)> {
    let mut steps: Vec<(TypeId, Place)> = Vec::new();
    let conditions = &resolved.ir.get(from).conditions;
    for excluded in &conditions.excluded {
        let mut words = vec!["excluded".to_owned()];
        words.extend(required(resolved, *excluded));
        let place = Place {
            stands_alone: false,
            ..place.extend(words)
        };
        steps.push((*excluded, place));
    }
    for (_, ty) in &conditions.by_kind {
        steps.push((*ty, place.imply(kind_word(&resolved.ir, *ty))));
    }
    for assertion in &conditions.assertions {
        if let Assertion::Any(types) = assertion {
            steps.extend(alternatives(resolved, types, place));
            continue;
        }
        for (role, ty) in assertion.roles() {
            let next = match role.as_str() {
                Assertion::ALTERNATIVE => place.imply(&role),
                _ => Place {
                    stands_alone: false,
                    ..place.extend(ident::split(&role))
                },
            };
            steps.push((ty, next));
        }
    }
    steps
}

/// The ways to the arrays that one array stands for. Of the steps that run or use something, one with `run` is
/// a `RunStep`.
fn alternatives(resolved: &Resolved, arrays: &[TypeId], place: &Place) -> Vec<(TypeId, Place)> {
    let ir = &resolved.ir;
    let element = |mut ty: TypeId| {
        while let Shape::Array(rules) = ir.shape(ir.resolve(ty)) {
            ty = rules.items;
        }
        ty
    };
    let elements: Vec<TypeId> = arrays.iter().map(|it| element(*it)).collect();
    let ways = arrays.iter().zip(&elements).map(|(array, element)| {
        let telling = telling_member(ir, *element, &elements);
        let mut next = Place {
            steps: place.steps + 1,
            implied: telling.is_none(),
            ..place.clone()
        };
        let own = next.path.pop().filter(|_| !place.implied);
        next.path.push(match (telling, own) {
            (Some(telling), own) => [telling, own.unwrap_or_default()].concat(),
            (None, own) => own.unwrap_or_else(|| vec!["alternative".to_owned()]),
        });
        (*array, next)
    });
    ways.collect()
}

/// The words of the members that an object requires, if those are few.
fn required(resolved: &Resolved, ty: TypeId) -> Vec<String> {
    match resolved.ir.shape(resolved.ir.resolve(ty)) {
        Shape::Object(rules) => {
            let required = rules.members.iter().filter(|it| it.required);
            let mut words: Vec<Vec<String>> = required.map(|it| ident::split(&it.name)).collect();
            // The order in the document names nothing.
            words.sort_unstable();
            match words.len() {
                ..=2 => words.join(&"and".to_owned()),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
