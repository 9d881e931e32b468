//! From schemas to types: allOf merged, unions classified, copies of components recovered.
//!
//! A type is resolved from *parts*: the keyword sets that hold together at a place. `allOf`, `$ref`
//! and siblings only gather parts, so that however a schema is cut into pieces, equal parts give
//! one type.

mod anyof;
mod anywhere;
mod assertions;
mod bodies;
mod circles;
mod conditions;
mod contradiction;
mod directions;
mod elements;
mod flatten;
mod impossible;
mod kept;
mod kinds;
mod listed;
mod mapping;
mod meet;
mod memo;
mod null;
mod object;
mod parts;
mod presence;
mod recover;
mod settle;
mod shape;
mod spread;
mod subtypes;
mod tags;
mod undeclared;
mod union;
mod witness;

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::config::{Config, OneOf, Settings, UnknownFields};
use crate::dedup::{Called, Class};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Conditions, Ir, Shape, Type, TypeId};
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::schema::{SchemaGraph, SchemaId, Types};
use directions::Directed;
use memo::Memo;
use parts::{Key, Part};
use undeclared::Required;

/// The types, and which schema became which.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// The types.
    pub ir: Ir,
    /// The type at each schema that stands for one. Members of `allOf` stand for none: they are
    /// merged into the type around them.
    pub places: BTreeMap<SchemaId, TypeId>,
}

/// More types than this mean that compositions multiply, whatever the size of the document.
const MOST_TYPES: usize = 200_000;

/// So do more than this for each of its schemas, beyond some thousand. A document that people wrote comes to
/// less than one.
const MOST_PER_SCHEMA: usize = 10;
const FEW_TYPES: usize = 2_000;

/// Resolves every component, the schemas of operations, and all that they lead to.
pub fn resolve(
    graph: &SchemaGraph,
    classes: &[Class],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Resolved {
    let mut resolver = Resolver {
        graph,
        classes,
        config,
        diagnostics,
        ir: Ir::default(),
        places: BTreeMap::new(),
        by_parts: HashMap::new(),
        components: HashMap::new(),
        called: Called::default(),
        pending: VecDeque::new(),
        conflicts: BTreeMap::new(),
        reported: HashSet::new(),
        overfull: Cell::new(None),
        directed: Directed::default(),
        required: Required::default(),
        subtypes: BTreeMap::new(),
        told_at: HashMap::new(),
        known: Known::default(),
        sampled: Cell::new(0),
        as_written: false,
    };
    resolver.declare_components();
    for it in &graph.uses {
        let id = resolver.type_at(it.schema, None);
        resolver.ir.uses.insert(it.schema, id);
    }
    while let Some((id, parts)) = resolver.pending.pop_front() {
        if resolver.is_too_complex() {
            break;
        }
        resolver.as_written = parts.contains(&Part::AsWritten);
        let shape = resolver.shape(id, &parts);
        resolver.ir.types[id.index()].shape = shape;
    }
    settle::settle(resolver)
}

struct Resolver<'a> {
    graph: &'a SchemaGraph,
    classes: &'a [Class],
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    ir: Ir,
    places: BTreeMap<SchemaId, TypeId>,
    /// Anonymous types by what they are made of.
    by_parts: HashMap<(Key, Settings), TypeId>,
    /// Components by what they are made of.
    components: HashMap<Key, Vec<TypeId>>,
    /// The same components by what they are called.
    called: Called<TypeId>,
    /// Types whose shape is still to be found.
    pending: VecDeque<(TypeId, Vec<Part>)>,
    /// Why a type has no value: two places that contradict each other.
    conflicts: BTreeMap<TypeId, meet::Conflict>,
    /// Findings that were made, so that copies of a defect are reported once.
    reported: HashSet<(Code, Class, String)>,
    /// A schema that gathers too many parts.
    overfull: Cell<Option<SchemaId>>,
    /// The schemas by which members are read-only or write-only.
    directed: Directed,
    /// What is known of the members that schemas require.
    required: Required,
    /// The components that extend a component with a discriminator, by its schema.
    subtypes: BTreeMap<SchemaId, Vec<TypeId>>,
    /// The schema that has the discriminator of such a base.
    told_at: HashMap<SchemaId, SchemaId>,
    /// What was found out about branches of unions.
    known: Known,
    /// How many places were looked at for the value that two variants might share.
    sampled: Cell<usize>,
    /// Whether the type at hand, and what is in it, is a condition (see [`Part::AsWritten`]).
    as_written: bool,
}

/// A branch, a member, and how many unions lie around the branch.
type Asked = (SchemaId, String, usize);

/// What is known about branches of unions, and their members.
#[derive(Default)]
struct Known {
    types: Memo<(SchemaId, usize), Types>,
    values: Memo<Asked, Option<Vec<Raw>>>,
    demands: Memo<Asked, bool>,
    declares: Memo<Asked, bool>,
    patterns: Memo<String, Option<regex::Regex>>,
}

impl Resolver<'_> {
    /// Every component is a type of its own, equal to another one or not.
    fn declare_components(&mut self) {
        for (name, schema) in &self.graph.components {
            let id = self.push(Some(name.clone()), *schema);
            self.ir.components.insert(name.clone(), id);
        }
        self.find_subtypes();
        self.find_directions();
        for (name, schema) in &self.graph.components {
            let id = self.ir.components[name];
            if let Some(target) = self.component_at(self.graph.resolve(*schema))
                && target != id
            {
                self.ir.types[id.index()].shape = Shape::Alias(target);
                continue;
            }
            let parts = self.expand(*schema);
            if let Some(target) = self.says_no_more(*schema, &parts).filter(|it| *it != id) {
                self.ir.types[id.index()].shape = Shape::Alias(target);
                continue;
            }
            // As a copy of it has them.
            let key = self.key(&self.normalize(parts.clone()));
            self.components.entry(key).or_default().push(id);
            let title = self.graph.get(*schema).annotations.title.as_deref();
            self.called.insert(id, name, title);
            let parts = match self.subtypes.contains_key(schema) {
                true => vec![Part::Subtypes(*schema)],
                false => parts,
            };
            self.pending.push_back((id, parts));
        }
    }

    /// Reports compositions that multiply: there is no use in going on.
    fn is_too_complex(&mut self) -> bool {
        let most = (FEW_TYPES + MOST_PER_SCHEMA * self.graph.len()).min(MOST_TYPES);
        let (place, message, help) = if self.ir.types.len() > most {
            (
                Pointer::root().key("components").key("schemas"),
                format!("more than {most} types of {} schemas", self.graph.len()),
                "nested oneOf and anyOf multiply inside allOf; name the parts instead",
            )
        } else if let Some(schema) = self.overfull.get() {
            (
                self.graph.pointer(schema),
                "allOf gathers hundreds of schemas into one".to_owned(),
                "name the parts and nest them instead",
            )
        } else {
            return false;
        };
        self.diagnostics
            .report(Code::TooComplex, place, message)
            .help(help);
        true
    }

    /// The component that stands at this schema.
    fn component_at(&self, schema: SchemaId) -> Option<TypeId> {
        let origin = self.places.get(&schema)?;
        self.ir.get(*origin).component.as_ref().map(|_| *origin)
    }

    fn push(&mut self, component: Option<String>, source: SchemaId) -> TypeId {
        let id = TypeId(u32::try_from(self.ir.types.len()).unwrap_or(u32::MAX));
        self.ir.types.push(Type {
            shape: Shape::Any,
            component,
            sources: vec![source],
            mapped_name: None,
            body_of: None,
            conditions: Conditions::default(),
        });
        self.places.entry(source).or_insert(id);
        id
    }

    /// The type of the schema at a place; `property` is the name it has there.
    fn type_at(&mut self, schema: SchemaId, property: Option<&str>) -> TypeId {
        if self.as_written {
            return self.type_of(self.expand(schema), schema, property);
        }
        let target = self.graph.resolve(schema);
        if target != schema
            && let Some(component) = self.component_at(target)
        {
            if self.graph.is_copy(schema) {
                self.note_place(schema, component);
            } else {
                self.places.insert(schema, component);
            }
            return component;
        }
        let is_nullable = self.graph.get(schema).keywords.or_null;
        if let Some(component) = self.sole_target(schema).filter(|_| !is_nullable) {
            self.note_place(schema, component);
            return component;
        }
        let narrowed = self.narrowed_base(schema).filter(|_| !is_nullable);
        let parts = narrowed.unwrap_or_else(|| self.expand(schema));
        self.type_of(parts, schema, property)
    }

    /// The type of a condition: whether it holds doesn't depend on the settings.
    fn condition_at(&mut self, schema: SchemaId) -> TypeId {
        self.as_condition(schema, |it| it.type_at(schema, None))
    }

    /// The same of a condition for values of some JSON types only.
    fn condition_cut(&mut self, schema: SchemaId, only: Types) -> TypeId {
        match self.types_of(&self.expand(schema)).is_within(only) {
            true => self.condition_at(schema),
            false => self.as_condition(schema, |it| it.cut(&it.expand(schema), only, schema)),
        }
    }

    fn as_condition(&mut self, schema: SchemaId, find: impl FnOnce(&mut Self) -> TypeId) -> TypeId {
        let settings = self.settings(schema);
        let is_outside = !self.as_written;
        let differs = settings.unknown_fields == UnknownFields::Deny || settings.open_enums;
        self.as_written |= differs || !self.config.types.is_empty();
        let id = find(self);
        self.as_written &= !is_outside;
        id
    }

    /// The component that a schema refers to, if that is all it says about instances.
    fn sole_target(&self, schema: SchemaId) -> Option<TypeId> {
        let keywords = &self.graph.get(schema).keywords;
        let mut members = keywords.reference.iter().chain(&keywords.all_of);
        let (Some(only), None) = (members.next(), members.next()) else {
            return None;
        };
        let is_alone =
            !keywords.is_constraining() && keywords.one_of.is_empty() && keywords.any_of.is_empty();
        let target = self.graph.resolve(*only);
        self.component_at(target).filter(|_| is_alone)
    }

    /// The component that a schema refers to through `allOf`, where what stands beside it is implied:
    /// `type: string` beside a reference to strings.
    fn says_no_more(&self, schema: SchemaId, parts: &[Part]) -> Option<TypeId> {
        let keywords = &self.graph.get(schema).keywords;
        let key = self.key(&self.normalize(parts.to_vec()));
        let members = keywords.reference.iter().chain(&keywords.all_of);
        let mut targets = members.filter_map(|member| {
            let target = self.graph.resolve(*member);
            let component = self.component_at(target)?;
            let is_base = self.subtypes.contains_key(&target);
            let own = self.key(&self.normalize(self.expand(target)));
            let is_circle = self.extends(target, schema);
            (own == key && !is_base && !is_circle && parts.len() > 1).then_some(component)
        });
        targets.next()
    }

    /// Whether a schema extends another one, through `$ref` and `allOf`.
    fn extends(&self, schema: SchemaId, base: SchemaId) -> bool {
        let mut seen = HashSet::from([schema]);
        let mut pending = vec![schema];
        while let Some(id) = pending.pop() {
            let keywords = &self.graph.get(id).keywords;
            for member in keywords.reference.iter().chain(&keywords.all_of) {
                if *member == base {
                    return true;
                }
                if seen.insert(*member) {
                    pending.push(*member);
                }
            }
        }
        false
    }

    /// The settings for a schema, or for those around it.
    fn settings(&self, schema: SchemaId) -> Settings {
        self.graph.settings(self.config, schema)
    }

    /// The settings by which a schema's type is made: what equals it elsewhere may be made by others.
    fn settings_here(&self, schema: SchemaId) -> Settings {
        if self.config.types.is_empty() {
            return self.config.settings;
        }
        let pointer = self.graph.pointer(schema).to_string();
        Settings {
            unknown_fields: self.config.settings_of(&pointer).unknown_fields,
            ..self.settings(schema)
        }
    }

    /// Whether the settings ask for what JSON Schema says of a union, in place of the practical
    /// rules.
    fn is_exact(&self, union: SchemaId) -> bool {
        self.settings(union).one_of == OneOf::Exact
    }

    /// The type of what has to satisfy all of these schemas and parts; of anything at `place`, if there
    /// are none. It stands at the first of them, but the others name it, too: their order means nothing.
    fn type_of_all(
        &mut self,
        schemas: &[SchemaId],
        more: &[Part],
        place: SchemaId,
        property: Option<&str>,
    ) -> TypeId {
        let (first, others) = match (schemas, more) {
            ([], _) => return self.type_of(more.to_vec(), place, property),
            ([only], []) => return self.type_at(*only, property),
            ([first, others @ ..], _) => (first, others),
        };
        let mut parts = more.to_vec();
        for schema in schemas {
            self.expand_into(*schema, &mut parts);
        }
        let id = self.type_of(parts, *first, property);
        for schema in others {
            self.note_source(*schema, id);
        }
        id
    }

    /// The type that is made of `parts`, at the place of `schema`.
    fn type_of(
        &mut self,
        mut parts: Vec<Part>,
        schema: SchemaId,
        property: Option<&str>,
    ) -> TypeId {
        if self.as_written && !parts.contains(&Part::AsWritten) {
            parts.push(Part::AsWritten);
        }
        let is_cut = parts.iter().any(|it| matches!(it, Part::Only(_)));
        let parts = self.normalize(parts);
        let key = self.key(&parts);
        // What is left of a component, such as without the `null` that it hasn't anyway, is no copy of it.
        let stands_here = |it: &TypeId| self.ir.get(*it).sources[0] == schema;
        let is_left = is_cut
            && self
                .components
                .get(&key)
                .is_some_and(|it| it.iter().any(stands_here));
        if !is_left && let Some(component) = self.recover(&key, &parts, schema, property) {
            self.note_place(schema, component);
            return component;
        }
        let key = (key, self.settings_here(schema));
        if let Some(known) = self.by_parts.get(&key).copied() {
            self.note_place(schema, known);
            return known;
        }
        let id = self.push(None, schema);
        self.by_parts.insert(key, id);
        self.pending.push_back((id, parts));
        id
    }

    fn note_place(&mut self, schema: SchemaId, id: TypeId) {
        self.places.entry(schema).or_insert(id);
        self.note_source(schema, id);
    }

    fn note_source(&mut self, schema: SchemaId, id: TypeId) {
        let ty = &mut self.ir.types[id.index()];
        if !ty.sources.contains(&schema) {
            ty.sources.push(schema);
        }
    }

    /// Whether this finding about a structure is the first of its kind: copies aren't reported.
    fn is_first(&mut self, code: Code, schema: SchemaId, what: &str) -> bool {
        let class = self.classes[schema.index()];
        self.reported.insert((code, class, what.to_owned()))
    }
}
