//! Schemas that are written-out copies of a component become references to it, as if the document
//! had never been dereferenced.

mod called;
mod choice;
mod compare;
mod cut;
mod telling;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub(crate) use called::Called;
pub(crate) use choice::choose;

use super::refine::Class;
use super::schemas;
use crate::diagnostics::{Code, Diagnostics};
use crate::schema::{Keywords, SchemaGraph, SchemaId};
use compare::Comparison;

/// Finds the copies and makes them references.
///
/// A copy is equal to its component, or was cut off where the component is recursive: tools that
/// dereference end with `{}` there. What several components are equal to stays as it is, unless
/// something beside its structure decides.
pub fn recover(mut graph: SchemaGraph, diagnostics: &mut Diagnostics) -> SchemaGraph {
    let found = {
        let survey = Survey::of(&graph);
        let mut candidates = survey.exact();
        let cut = cut::candidates(&survey, &candidates);
        let mut found: Vec<(SchemaId, SchemaId)> = Vec::new();
        for (schema, exact) in std::mem::take(&mut candidates) {
            found.extend(choose(&graph, schema, &exact).map(|it| (schema, it)));
        }
        let exact: BTreeSet<SchemaId> = found.iter().map(|it| it.0).collect();
        for (schema, components) in cut {
            match choose(&graph, schema, &components) {
                Some(component) => found.push((schema, component)),
                None => report_tie(&survey, schema, &components, diagnostics),
            }
        }
        report_cut(&survey, &found, &exact, diagnostics);
        found
    };
    graph.refer(found);
    graph
}

/// What there is to know before schemas are compared.
struct Survey<'a> {
    graph: &'a SchemaGraph,
    /// Classes that take equal components for one.
    classes: Vec<Class>,
    /// Classes that don't, where a reference names one of them.
    told_apart: Vec<Class>,
    /// The components that equal others.
    twins: BTreeSet<SchemaId>,
    /// The components at each schema that is one; aliases are none.
    components: BTreeMap<SchemaId, &'a str>,
}

impl<'a> Survey<'a> {
    fn of(graph: &'a SchemaGraph) -> Survey<'a> {
        let classes = schemas::refine_with(graph, &BTreeSet::new());
        let twins = schemas::twins(graph, &classes);
        let told_apart = match twins.is_empty() {
            true => classes.clone(),
            false => schemas::refine_with(graph, &twins),
        };
        let components = graph.components.iter();
        Survey {
            graph,
            told_apart,
            twins,
            components: components
                .filter(|(_, id)| graph.resolve(**id) == **id)
                .map(|(name, id)| (*id, name.as_str()))
                .collect(),
            classes,
        }
    }

    /// The schemas that could be copies: written out, and saying something.
    fn written_out(&self) -> impl Iterator<Item = SchemaId> {
        self.graph.ids().filter(|id| {
            self.graph.resolve(*id) == *id
                && !self.components.contains_key(id)
                && !is_nothing(&self.graph.get(*id).keywords)
        })
    }

    fn called(&self) -> Called<SchemaId> {
        let mut called = Called::default();
        for (id, name) in &self.components {
            let title = self.graph.get(*id).annotations.title.as_deref();
            called.insert(*id, name, title);
        }
        called
    }

    /// The components that each schema equals; of scalars, those that the schema is called by.
    fn exact(&self) -> BTreeMap<SchemaId, Vec<SchemaId>> {
        let mut by_class: HashMap<Class, Vec<SchemaId>> = HashMap::new();
        for id in self.components.keys() {
            let class = self.classes[id.index()];
            by_class.entry(class).or_default().push(*id);
        }
        let called = self.called();
        let mut comparison = Comparison::new(self);
        let mut exact = BTreeMap::new();
        for schema in self.written_out() {
            let class = self.classes[schema.index()];
            let Some(equal) = by_class.get(&class) else {
                continue;
            };
            let named: Vec<SchemaId>;
            let equal = match schemas::is_scalar(self.graph, schema)
                && !telling::is_telling(self.graph, schema)
            {
                // Only a name would choose one of them.
                true => {
                    let found = choice::named(self.graph, &called, schema).into_iter();
                    named = found
                        .filter(|it| self.classes[it.index()] == class)
                        .collect();
                    &named
                }
                false => equal,
            };
            let equal: Vec<SchemaId> = equal
                .iter()
                .copied()
                .filter(|it| comparison.is_copy(schema, *it))
                .collect();
            if !equal.is_empty() {
                exact.insert(schema, equal);
            }
        }
        exact
    }
}

/// Whether a schema says nothing at all.
fn is_nothing(keywords: &Keywords) -> bool {
    let composed =
        !(keywords.all_of.is_empty() && keywords.one_of.is_empty() && keywords.any_of.is_empty());
    !keywords.is_constraining() && !composed && !keywords.or_null && keywords.reference.is_none()
}

/// Whether a schema stands inside of one of these.
fn is_inside(graph: &SchemaGraph, schema: SchemaId, outer: &BTreeSet<SchemaId>) -> bool {
    let parent = |id: &SchemaId| graph.parent(*id);
    std::iter::successors(parent(&schema), parent).any(|it| outer.contains(&it))
}

fn report_cut(
    survey: &Survey<'_>,
    found: &[(SchemaId, SchemaId)],
    exact: &BTreeSet<SchemaId>,
    diagnostics: &mut Diagnostics,
) {
    let outer: BTreeSet<SchemaId> = found.iter().map(|it| it.0).collect();
    let mut counts: BTreeMap<SchemaId, (SchemaId, usize)> = BTreeMap::new();
    for (schema, component) in found {
        if !exact.contains(schema) && !is_inside(survey.graph, *schema, &outer) {
            counts.entry(*component).or_insert((*schema, 0)).1 += 1;
        }
    }
    for (component, (schema, count)) in counts {
        let name = survey.components.get(&component).copied().unwrap_or("");
        let more = match count - 1 {
            0 => String::new(),
            more => format!("; so are {more} more"),
        };
        let message = format!(
            "this schema is taken for `{name}`, of which it is a copy that was cut off where `{name}` is recursive{more}"
        );
        diagnostics
            .report(Code::CutCopy, survey.graph.pointer(schema), message)
            .related(survey.graph.pointer(component), "the component")
            .help(format!(
                "refer to `#/components/schemas/{name}`; if it is another thing, give it a member that tells it apart"
            ));
    }
}

fn report_tie(
    survey: &Survey<'_>,
    schema: SchemaId,
    components: &[SchemaId],
    diagnostics: &mut Diagnostics,
) {
    let names: Vec<&str> = components
        .iter()
        .filter_map(|it| survey.components.get(it).copied())
        .collect();
    let message = format!(
        "this schema could be a copy of several components ({}) that was cut off; it gets a type of its own",
        names.join(", ")
    );
    diagnostics
        .report(Code::AmbiguousCopy, survey.graph.pointer(schema), message)
        .help("refer to the one that is meant with `$ref`");
}
