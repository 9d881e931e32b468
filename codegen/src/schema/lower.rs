//! From the raw tree to the schema graph, through `openapiv3`'s typed model.

use std::collections::{BTreeSet, HashSet};

use openapiv3::{AdditionalProperties, ReferenceOr, Schema as Typed};

use super::dialect::{self, Dialect};
use super::guard::{Guarded, guard};
use super::keywords::{Additional, Annotations, Discriminator, Keywords, Types};
use super::model::flatten;
use super::targets::Targets;
use super::{Origin, Schema, SchemaGraph, SchemaId, outside, references, roots};
use crate::config::{Config, Formats, UntypedProperties};
use crate::diagnostics::Diagnostics;
use crate::formats::{self, Meaning};
use crate::raw::Raw;
use crate::reader::Library;

/// Builds the graph of all component schemas and of whatever they refer to, in whichever file.
pub fn lower(
    library: &mut Library<'_>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> SchemaGraph {
    let mut lowering = Lowering {
        config,
        diagnostics,
        graph: SchemaGraph {
            dialect: Dialect::of(library.root()),
            ..SchemaGraph::default()
        },
        references: Vec::new(),
        shared_properties: Vec::new(),
        untyped: HashSet::new(),
        recursive_anchors: HashSet::new(),
        unknown_formats: BTreeSet::new(),
        reported: HashSet::new(),
    };
    let mut targets = Targets::default();
    roots::lower(&mut lowering, library, &mut targets, config);
    outside::adopt(&mut lowering, &targets);
    references::finish(lowering)
}

pub(super) struct Lowering<'a> {
    config: &'a Config,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) graph: SchemaGraph,
    /// References still to be resolved, with the schema and the keyword they stand in.
    pub(super) references: Vec<(SchemaId, &'static str, String)>,
    /// References that stand for the members of `properties`, with the schema they stand in.
    pub(super) shared_properties: Vec<(SchemaId, String)>,
    /// Schemas without a `type` that mean one by what they say.
    pub(super) untyped: HashSet<SchemaId>,
    /// Schemas with `$recursiveAnchor: true`.
    pub(super) recursive_anchors: HashSet<SchemaId>,
    /// Formats reported as unknown.
    pub(super) unknown_formats: BTreeSet<String>,
    /// The kinds of findings that are made once, and were made.
    pub(super) reported: HashSet<String>,
}

impl Lowering<'_> {
    /// Adds a schema and everything below it.
    pub(super) fn schema(&mut self, raw: &Raw, origin: Origin) -> SchemaId {
        let id = self.graph.push(Schema {
            keywords: Keywords::default(),
            annotations: Annotations::default(),
            origin,
        });
        let object = match raw {
            Raw::Object(object) => object,
            Raw::Bool(any) => {
                self.report_boolean(id, *any);
                // `true` is `{}`; `false` allows nothing.
                self.graph.schemas[id.index()].keywords.types = (!any).then_some(Types::NONE);
                return id;
            }
            other => {
                self.report_no_schema(id, other);
                return id;
            }
        };
        // What is in it may refer to it.
        if object.get("$recursiveAnchor") == Some(&Raw::Bool(true)) {
            self.recursive_anchors.insert(id);
        }
        let readings = self.readings(id, object);
        match guard(object, &readings) {
            Err(message) => self.invalid(id, None, message),
            Ok(guarded) => {
                for (keyword, value) in object {
                    self.report_other_version(id, keyword, value);
                }
                let parts: Vec<SchemaId> = guarded
                    .parts
                    .iter()
                    .map(|(step, part)| self.schema(part, Origin::Part(id, step.clone())))
                    .collect();
                let mut keywords = self.keywords(id, &guarded, &parts);
                let annotations = Annotations {
                    format: keywords.format.clone(),
                    ..annotations(&guarded)
                };
                keywords.format = keywords.format.filter(|it| self.constrains(it, id));
                let schema = &mut self.graph.schemas[id.index()];
                schema.keywords = keywords;
                schema.annotations = annotations;
            }
        }
        id
    }

    /// Whether a format is more than an annotation: the settings may take those of strings for one.
    fn constrains(&self, format: &str, id: SchemaId) -> bool {
        match self.graph.settings(self.config, id).formats {
            Formats::Check => true,
            Formats::Annotate => matches!(formats::meaning(format), Some(Meaning::Integer(_))),
        }
    }

    fn keywords(&mut self, id: SchemaId, guarded: &Guarded<'_>, parts: &[SchemaId]) -> Keywords {
        let data = &guarded.schema.schema_data;
        let any = flatten(&guarded.schema.schema_kind);
        let part = |reference: &str| -> Option<SchemaId> {
            let index: usize = reference.strip_prefix("#/")?.parse().ok()?;
            parts.get(index).copied()
        };
        let one = |reference: &ReferenceOr<Box<Typed>>| match reference {
            ReferenceOr::Reference { reference } => part(reference),
            ReferenceOr::Item(_) => None,
        };
        let list = |references: &[ReferenceOr<Typed>]| -> Vec<SchemaId> {
            let part = |it: &ReferenceOr<Typed>| match it {
                ReferenceOr::Reference { reference } => part(reference),
                ReferenceOr::Item(_) => None,
            };
            references.iter().filter_map(part).collect()
        };
        let mut keywords = Keywords {
            format: any.format.clone().filter(|it| !it.is_empty()),
            min_length: any.min_length,
            max_length: any.max_length,
            pattern: any.pattern.clone(),
            items: any.items.as_ref().and_then(one),
            min_items: any.min_items.filter(|it| *it > 0),
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or_default(),
            // In document order: serde_json's maps are sorted.
            properties: guarded
                .parts
                .iter()
                .zip(parts)
                .filter_map(|((step, _), id)| Some((step.property()?.to_owned(), *id)))
                .collect(),
            additional: match &any.additional_properties {
                None => Additional::Unspecified,
                Some(AdditionalProperties::Any(true)) => Additional::Allowed,
                Some(AdditionalProperties::Any(false)) => Additional::Denied,
                Some(AdditionalProperties::Schema(schema)) => match schema.as_ref() {
                    ReferenceOr::Reference { reference } => {
                        part(reference).map_or(Additional::Allowed, |it| self.additional(it))
                    }
                    ReferenceOr::Item(_) => Additional::Allowed,
                },
            },
            min_properties: any.min_properties.filter(|it| *it > 0),
            max_properties: any.max_properties,
            all_of: list(&any.all_of),
            one_of: list(&any.one_of),
            any_of: list(&any.any_of),
            not: any.not.as_deref().and_then(|it| match it {
                ReferenceOr::Reference { reference } => part(reference),
                ReferenceOr::Item(_) => None,
            }),
            discriminator: data.discriminator.as_ref().map(|it| {
                let mut mapping = it.mapping.clone();
                mapping.sort_keys();
                Discriminator {
                    property: it.property_name.clone(),
                    mapping,
                }
            }),
            read_only: data.read_only,
            write_only: data.write_only,
            ..Keywords::default()
        };
        keywords.min_length = keywords.min_length.filter(|it| *it > 0);
        for name in &any.required {
            if !keywords.required.contains(name) {
                keywords.required.push(name.clone());
            }
        }
        for ((step, _), id) in guarded.parts.iter().zip(parts) {
            keywords.applicators.take(step, *id);
        }
        make_room(&mut keywords);
        self.aside(id, guarded, &any, &mut keywords);
        let declared = match (any.typ.as_deref(), guarded.aside.get("type")) {
            (Some(name), _) => Types::named(name),
            (None, Some(types)) => dialect::types(types),
            (None, None) => None,
        };
        if let Some(target) = guarded.properties_at {
            self.shared_properties.push((id, target.to_owned()));
        }
        let declared = match (declared, guarded.properties_at) {
            (None, Some(_)) if self.is_practical(id) => Some(Types::OBJECT),
            _ => declared,
        };
        self.types(id, declared, data.nullable, &mut keywords);
        if declared.is_none() && keywords.types.is_some() {
            self.untyped.insert(id);
        }
        if data.nullable {
            self.list_null(id, &mut keywords);
        }
        self.require_what_can_be(id, guarded, &mut keywords);
        keywords
    }

    /// `additionalProperties: {}` is `true`, whatever extensions stand in it.
    fn additional(&self, id: SchemaId) -> Additional {
        let keywords = &self.graph.get(id).keywords;
        // The schema was lowered just now: its reference is among the last ones.
        let last = self.references.iter().rev().take_while(|it| it.0 >= id);
        let refers = last.into_iter().any(|it| it.0 == id);
        let composed = !(keywords.all_of.is_empty()
            && keywords.one_of.is_empty()
            && keywords.any_of.is_empty());
        if keywords.is_constraining() || composed || refers || keywords.or_null {
            Additional::Schema(id)
        } else {
            Additional::Allowed
        }
    }

    fn types(
        &mut self,
        id: SchemaId,
        declared: Option<Types>,
        nullable: bool,
        keywords: &mut Keywords,
    ) {
        let composed = !keywords.all_of.is_empty()
            || !keywords.one_of.is_empty()
            || !keywords.any_of.is_empty();
        let is_practical = self.is_practical(id);
        // Beside a composition, `additionalProperties: true` doesn't say that objects are meant.
        let is_about_objects = match (composed, keywords.additional) {
            (true, Additional::Allowed) => keywords.is_about_members(),
            _ => keywords.is_about_objects(),
        };
        let mut types = match declared {
            Some(types) => Some(types),
            // A schema with `properties` and no `type` means an object, practically always.
            None if is_about_objects && is_practical => Some(Types::OBJECT),
            None if keywords.is_about_elements() && is_practical => Some(Types::ARRAY),
            None => None,
        };
        if nullable {
            match types {
                // The idiom `nullable: true` beside a composition or a reference.
                _ if composed => keywords.or_null = true,
                Some(known) => types = Some(known.join(Types::NULL)),
                None => keywords.or_null = true,
            }
        }
        keywords.types = types;
    }

    /// Documents that say `nullable: true` leave `null` out of the `enum` beside it, and send it.
    fn list_null(&mut self, id: SchemaId, keywords: &mut Keywords) {
        let or_null = keywords.or_null;
        if let Some(values) = keywords.values.as_mut()
            && !values.contains(&Raw::Null)
        {
            self.report_unlisted_null(id);
            if !or_null {
                values.push(Raw::Null);
            }
        }
    }

    /// Whether `properties` without a `type` means an object.
    fn is_practical(&self, id: SchemaId) -> bool {
        self.graph.settings(self.config, id).untyped_properties == UntypedProperties::Object
    }
}

/// `items` beside `prefixItems`, and `additionalProperties` beside `patternProperties`, are about
/// what those leave.
fn make_room(keywords: &mut Keywords) {
    let applicators = &mut keywords.applicators;
    if !applicators.prefix_items.is_empty() {
        applicators.rest_items = keywords.items.take();
    }
    if !applicators.pattern_properties.is_empty() {
        applicators.further = std::mem::take(&mut keywords.additional);
        let mut schemas = applicators.pattern_properties.values();
        // The idiom for maps whose keys follow a pattern: all members are of one type.
        if let (Some(only), None) = (schemas.next(), schemas.next())
            && applicators.further == Additional::Denied
            && keywords.properties.is_empty()
        {
            keywords.additional = Additional::Schema(*only);
        }
    }
}

fn annotations(guarded: &Guarded<'_>) -> Annotations {
    let data = &guarded.schema.schema_data;
    let text = |keyword: &str| guarded.aside.get(keyword).and_then(|it| it.as_str());
    let content = ["contentMediaType", "contentEncoding"].map(text);
    let content: Vec<&str> = content.into_iter().flatten().collect();
    Annotations {
        title: data.title.clone(),
        description: data.description.clone(),
        example: guarded.aside.get("example").map(|it| (*it).clone()),
        examples: guarded
            .aside
            .get("examples")
            .and_then(|it| it.as_array())
            .unwrap_or_default()
            .to_vec(),
        default: guarded.aside.get("default").map(|it| (*it).clone()),
        deprecated: data.deprecated,
        format: None,
        external_docs: data.external_docs.as_ref().map(|it| it.url.clone()),
        content: (!content.is_empty()).then(|| content.join(", ")),
    }
}
