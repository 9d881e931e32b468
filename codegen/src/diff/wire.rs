//! What changed in the values of components and of the schemas of operations: each pair of types that
//! correspond is compared once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;

use super::breaks::{Breaks, breaks};
use crate::Plan;
use crate::explain::change::{Named, changes, null_change};
use crate::explain::walk::{Sense, Side, Step, pairs, schema_at};
use crate::explain::{Change, Effect, Facet};
use crate::ir::{Ir, Shape, ToldBy, TypeId};
use crate::pointer::Pointer;
use crate::schema::SchemaId;

/// Unions with more pairs of variants than this aren't compared by what their variants allow.
const MOST_PAIRS: usize = 1_000;

/// Nor are unions in unions, below this.
const DEEPEST: usize = 2;

/// A change in the values of a component, or of an operation's schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WireChange {
    /// The component, or the pointer of the operation's schema
    pub subject: String,
    /// The way from there
    pub way: Vec<String>,
    /// Where it stands now, or stood
    pub pointer: String,
    /// What changed
    pub change: Change,
    /// Whom it breaks
    pub breaks: Breaks,
    /// How many more subjects have the same change, in a type without a name of its own
    pub elsewhere: usize,
}

/// Two types that correspond, and where they stand.
struct Pair {
    way: Vec<Step>,
    types: (TypeId, TypeId),
    schemas: (Option<SchemaId>, Option<SchemaId>),
    /// What more of their values mean for those of the subject
    sense: Sense,
}

/// Of the components that are gone, those whose values are exactly those of one new component.
/// Aliases are left out: a bare string says nothing about which one it is.
pub(super) fn renamed(
    old: &Plan,
    new: &Plan,
    removed: &[String],
    added: &[String],
) -> Vec<(String, String)> {
    let telling = |plan: &Plan, name: &String| {
        let id = *plan.resolved.ir.components.get(name)?;
        plan.analyses.items[id.index()].is_nominal().then_some(id)
    };
    let mut equal: Vec<(String, String)> = Vec::new();
    for was in removed {
        for is in added {
            let (Some(a), Some(b)) = (telling(old, was), telling(new, is)) else {
                continue;
            };
            let mut walk = Walk::new(old, new);
            walk.subject(is, Inside::No, a, b);
            if walk.changes.is_empty() {
                equal.push((was.clone(), is.clone()));
            }
        }
    }
    let is_only = |(was, is): &&(String, String)| {
        let mut alike = equal.iter().filter(|it| it.0 == *was || it.1 == *is);
        alike.next().is_some() && alike.next().is_none()
    };
    equal.iter().filter(is_only).cloned().collect()
}

pub(super) fn changed(old: &Plan, new: &Plan) -> Vec<WireChange> {
    let mut walk = Walk::new(old, new);
    let components = new.resolved.ir.components.iter();
    let mut both: Vec<(&String, TypeId, TypeId)> = components
        .filter_map(|(name, id)| Some((name, *old.resolved.ir.components.get(name)?, *id)))
        .collect();
    // The order of the document says nothing about what changed.
    both.sort_unstable();
    for (name, before, after) in both {
        walk.subject(name, Inside::No, before, after);
    }
    let before = uses(old);
    for (name, (schema, after)) in uses(new) {
        if let Some((_, before)) = before.get(&name) {
            let pointer = new.graph.pointer(schema).to_string();
            walk.subject(&pointer, Inside::Yes, *before, after);
        }
    }
    walk.changes
}

/// The schemas of operations by what they are called by, and by their places where several are
/// called alike: the place of a parameter is only its number.
fn uses(plan: &Plan) -> BTreeMap<(String, String, Option<Pointer>), (SchemaId, TypeId)> {
    let mut called: BTreeMap<(&str, &str), Vec<SchemaId>> = BTreeMap::new();
    for it in &plan.graph.uses {
        let label = (it.label.around.as_str(), it.label.name.as_str());
        called.entry(label).or_default().push(it.schema);
    }
    let mut uses = BTreeMap::new();
    for ((around, name), schemas) in called {
        let are_alike = schemas.len() > 1;
        for schema in schemas {
            let place = are_alike.then(|| plan.graph.pointer(schema));
            if let Some(id) = plan.resolved.ir.uses.get(&schema) {
                uses.insert((around.to_owned(), name.to_owned(), place), (schema, *id));
            }
        }
    }
    uses
}

/// Whether a comparison begins inside of something else, so that a component is compared by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Yes,
    No,
}

struct Walk<'a> {
    old: &'a Plan,
    new: &'a Plan,
    changes: Vec<WireChange>,
    /// The pairs that were compared, and which changes that gave.
    known: BTreeMap<((TypeId, TypeId), Sense), std::ops::Range<usize>>,
    /// How many walks this one is within: each asks whether a type is one of several.
    depth: usize,
}

impl<'a> Walk<'a> {
    fn new(old: &'a Plan, new: &'a Plan) -> Walk<'a> {
        Walk {
            old,
            new,
            changes: Vec::new(),
            known: BTreeMap::new(),
            depth: 0,
        }
    }

    fn subject(&mut self, name: &str, begins: Inside, before: TypeId, after: TypeId) {
        let source = |plan: &Plan, id| plan.resolved.ir.get(id).sources.first().copied();
        let mut pending = VecDeque::from([Pair {
            way: Vec::new(),
            types: (before, after),
            schemas: (source(self.old, before), source(self.new, after)),
            sense: Sense::Same,
        }]);
        let mut seen = BTreeSet::new();
        while let Some(pair) = pending.pop_front() {
            let (old, new) = (&self.old.resolved.ir, &self.new.resolved.ir);
            let ends = (old.resolve(pair.types.0), new.resolve(pair.types.1));
            // A component inside is compared by itself.
            let is_alias = ends != pair.types;
            let inside = begins == Inside::Yes || !pair.way.is_empty() || is_alias;
            if inside && is_same_component(old, new, ends) {
                continue;
            }
            let key = (ends, pair.sense);
            if !seen.insert(key) {
                continue;
            }
            if let Some(found) = self.known.get(&key).cloned() {
                for change in self.changes.get_mut(found).into_iter().flatten() {
                    change.elsewhere += 1;
                }
            } else {
                let begin = self.changes.len();
                self.compare(name, &pair, ends);
                self.known.insert(key, begin..self.changes.len());
            }
            pending.extend(self.inner(&pair, ends));
        }
    }

    fn compare(&mut self, subject: &str, pair: &Pair, (a, b): (TypeId, TypeId)) {
        let (before, after) = (self.old.resolved.ir.get(a), self.new.resolved.ir.get(b));
        let found = match null_change(before, after) {
            Some(change) => vec![change],
            None => changes(Named::of(self.old, a), Named::of(self.new, b)),
        };
        for change in found {
            let breaks = match change.facet {
                Facet::Kind if change.effect == Effect::Other => self.breaks_by_kind(a, b),
                _ => breaks(&change, before, after),
            };
            self.changes.push(WireChange {
                subject: subject.to_owned(),
                way: pair.way.iter().map(Step::to_string).collect(),
                pointer: self.pointer(pair, &change),
                breaks: breaks.in_sense(pair.sense),
                change,
                elsewhere: 0,
            });
        }
    }

    /// Whom it breaks that values are of another kind: those of one side may be among several that the other side
    /// allows.
    fn breaks_by_kind(&self, a: TypeId, b: TypeId) -> Breaks {
        let (old, new) = (&self.old.resolved.ir, &self.new.resolved.ir);
        let [was, is] = [variants(old, a), variants(new, b)];
        let is_counted = |ir: &Ir, id: TypeId| {
            let counted = ToldBy::Trial { exactly_one: true };
            matches!(ir.shape(id), Shape::Union(union) if union.told_by == counted)
        };
        let pairs = was.len() * is.len();
        if !(2..=MOST_PAIRS).contains(&pairs) || self.depth == DEEPEST {
            return Breaks {
                readers: true,
                writers: true,
            };
        }
        let breaks: Vec<Vec<Breaks>> = was
            .iter()
            .map(|was| is.iter().map(|is| self.breaks_between(*was, *is)).collect())
            .collect();
        let is_new = |column: usize| breaks.iter().all(|row| row[column].readers);
        let is_gone = |row: &Vec<Breaks>| row.iter().all(|it| it.writers);
        Breaks {
            readers: is_counted(old, a) || (0..is.len()).any(is_new),
            writers: is_counted(new, b) || breaks.iter().any(is_gone),
        }
    }

    /// Whom it would break that one type takes the place of another.
    fn breaks_between(&self, a: TypeId, b: TypeId) -> Breaks {
        let mut walk = Walk::new(self.old, self.new);
        walk.depth = self.depth + 1;
        walk.subject("", Inside::Yes, a, b);
        Breaks {
            readers: walk.changes.iter().any(|it| it.breaks.readers),
            writers: walk.changes.iter().any(|it| it.breaks.writers),
        }
    }

    /// The types in two types that correspond; what may be `null` on one side only is compared with
    /// the other side.
    fn inner(&self, pair: &Pair, (a, b): (TypeId, TypeId)) -> Vec<Pair> {
        let (old, new) = (&self.old.resolved.ir, &self.new.resolved.ir);
        let inside = match (old.shape(a), new.shape(b)) {
            (Shape::Nullable(a), Shape::Nullable(b)) => Some((*a, *b)),
            (Shape::Nullable(a), _) => Some((*a, b)),
            (_, Shape::Nullable(b)) => Some((a, *b)),
            _ => None,
        };
        if let Some(types) = inside {
            return vec![Pair {
                way: pair.way.clone(),
                types,
                schemas: pair.schemas,
                sense: pair.sense,
            }];
        }
        let pairs = pairs(Named::of(self.old, a), Named::of(self.new, b)).into_iter();
        let next = |(step, a, b): (Step, TypeId, TypeId)| Pair {
            schemas: (
                place(self.old, pair.schemas.0, (&step, Side::Left), a),
                place(self.new, pair.schemas.1, (&step, Side::Right), b),
            ),
            sense: match &step {
                Step::Condition(_, sense) => pair.sense.then(*sense),
                _ => pair.sense,
            },
            way: pair.way.iter().cloned().chain([step]).collect(),
            types: (a, b),
        };
        pairs.map(next).collect()
    }

    /// Where the new version says it, or else the old one did.
    fn pointer(&self, pair: &Pair, change: &Change) -> String {
        let step = match change.facet {
            Facet::Member | Facet::Required | Facet::Direction | Facet::Constant => {
                Some(Step::Member(change.name.clone()))
            }
            _ => None,
        };
        let at = |plan: &Plan, schema: Option<SchemaId>, side: Side| {
            let schema = schema?;
            let member = match &step {
                Some(step) => schema_at(&plan.graph, schema, step, side)?,
                None => schema,
            };
            Some(plan.graph.pointer(member).to_string())
        };
        let now = at(self.new, pair.schemas.1, Side::Right);
        now.or_else(|| at(self.old, pair.schemas.0, Side::Left))
            .unwrap_or_default()
    }
}

/// What a value may be: the types of a union, or the type alone.
fn variants(ir: &Ir, id: TypeId) -> Vec<TypeId> {
    match ir.shape(id) {
        Shape::Union(union) => union.variants.iter().map(|it| it.ty).collect(),
        _ => vec![id],
    }
}

fn is_same_component(old: &Ir, new: &Ir, (a, b): (TypeId, TypeId)) -> bool {
    let component = &old.get(a).component;
    component.is_some() && *component == new.get(b).component
}

fn place(
    plan: &Plan,
    from: Option<SchemaId>,
    (step, side): (&Step, Side),
    ty: TypeId,
) -> Option<SchemaId> {
    let schema = from.and_then(|it| schema_at(&plan.graph, it, step, side));
    schema.or(plan.resolved.ir.get(ty).sources.first().copied())
}
