//! The keywords of JSON Schema 2020-12 that apply schemas to parts of a value or under conditions,
//! and that OpenAPI 3.0 lacks.

use indexmap::IndexMap;

use super::{Additional, SchemaId, Step};
use crate::raw::Raw;

/// These keywords of one schema object. What each asks of a value becomes an
/// [`Assertion`](crate::ir::Assertion).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applicators {
    /// `prefixItems`
    pub prefix_items: Vec<SchemaId>,
    /// `items` beside `prefixItems`: for the elements after those
    pub rest_items: Option<SchemaId>,
    /// `contains`
    pub contains: Option<SchemaId>,
    /// `minContains`, 1 where it isn't given
    pub min_contains: Option<usize>,
    /// `maxContains`
    pub max_contains: Option<usize>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<SchemaId>,
    /// `patternProperties`
    pub pattern_properties: IndexMap<String, SchemaId>,
    /// `additionalProperties` beside `patternProperties`: for members that match no pattern
    pub further: Additional,
    /// `propertyNames`
    pub property_names: Option<SchemaId>,
    /// `dependentRequired`
    pub dependent_required: IndexMap<String, Vec<String>>,
    /// `dependentSchemas`
    pub dependent_schemas: IndexMap<String, SchemaId>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<SchemaId>,
    /// `if`
    pub test: Option<SchemaId>,
    /// `then`
    pub then: Option<SchemaId>,
    /// `else`
    pub otherwise: Option<SchemaId>,
}

impl Applicators {
    /// Whether any of them is about the members of an object.
    pub fn is_about_objects(&self) -> bool {
        !self.pattern_properties.is_empty()
            || self.property_names.is_some()
            || !self.dependent_required.is_empty()
            || !self.dependent_schemas.is_empty()
            || self.unevaluated_properties.is_some()
    }

    /// Whether any of them is about the elements of an array.
    pub fn is_about_arrays(&self) -> bool {
        !self.prefix_items.is_empty() || self.contains.is_some() || self.unevaluated_items.is_some()
    }

    /// Every schema in them, with the slot it stands in.
    pub fn each(&self) -> Vec<(String, SchemaId)> {
        let mut all = Vec::new();
        for (index, id) in self.prefix_items.iter().enumerate() {
            all.push((format!("prefixItems {index}"), *id));
        }
        for (name, id) in &self.pattern_properties {
            all.push((format!("patternProperties {name}"), *id));
        }
        for (name, id) in &self.dependent_schemas {
            all.push((format!("dependentSchemas {name}"), *id));
        }
        if let Additional::Schema(id) = self.further {
            all.push(("further".to_owned(), id));
        }
        let singles = [
            ("restItems", self.rest_items),
            ("contains", self.contains),
            ("unevaluatedItems", self.unevaluated_items),
            ("propertyNames", self.property_names),
            ("unevaluatedProperties", self.unevaluated_properties),
            ("if", self.test),
            ("then", self.then),
            ("else", self.otherwise),
        ];
        let singles = singles.into_iter();
        all.extend(singles.filter_map(|(slot, id)| Some((slot.to_owned(), id?))));
        all
    }

    /// What they say by themselves, the schemas in them apart.
    pub fn label(&self) -> String {
        let mut required: Vec<(&String, Vec<&String>)> = Vec::new();
        for (name, names) in &self.dependent_required {
            let mut names: Vec<&String> = names.iter().collect();
            names.sort_unstable();
            required.push((name, names));
        }
        required.sort_unstable();
        let further = match self.further {
            Additional::Denied => "denied",
            Additional::Allowed => "allowed",
            Additional::Unspecified | Additional::Schema(_) => "",
        };
        let counts = (self.min_contains, self.max_contains);
        format!("{counts:?}{required:?}{further}")
    }

    /// Takes a part that [`parts`] has found.
    pub(super) fn take(&mut self, step: &Step, id: SchemaId) {
        match step {
            Step::Property(_) => {}
            Step::Keyword(keyword) => {
                let slot = match *keyword {
                    "contains" => &mut self.contains,
                    "unevaluatedItems" => &mut self.unevaluated_items,
                    "propertyNames" => &mut self.property_names,
                    "unevaluatedProperties" => &mut self.unevaluated_properties,
                    "if" => &mut self.test,
                    "then" => &mut self.then,
                    "else" => &mut self.otherwise,
                    _ => return,
                };
                *slot = Some(id);
            }
            Step::Branch("prefixItems", _) => self.prefix_items.push(id),
            Step::Branch(..) => {}
            Step::Entry("patternProperties", name) => {
                self.pattern_properties.insert(name.clone(), id);
            }
            Step::Entry(_, name) => {
                self.dependent_schemas.insert(name.clone(), id);
            }
        }
    }
}

/// Adds the schemas that a keyword holds, if it is one of these; whether it is.
pub(super) fn parts<'r>(keyword: &str, value: &'r Raw, parts: &mut Vec<(Step, &'r Raw)>) -> bool {
    const SINGLE: [&str; 7] = [
        "contains",
        "else",
        "if",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    ];
    const NAMED: [&str; 2] = ["dependentSchemas", "patternProperties"];
    let is = |it: &&&str| **it == keyword;
    match value {
        Raw::Object(_) | Raw::Bool(_) if SINGLE.contains(&keyword) => {
            let keyword = SINGLE.iter().find(is).copied().unwrap_or_default();
            parts.push((Step::Keyword(keyword), value));
        }
        Raw::Object(members) if NAMED.contains(&keyword) => {
            let keyword = NAMED.iter().find(is).copied().unwrap_or_default();
            let entry =
                |(name, part): (&String, &'r Raw)| (Step::Entry(keyword, name.clone()), part);
            parts.extend(members.iter().map(entry));
        }
        Raw::Array(list) if keyword == "prefixItems" => {
            let branch = |(index, part)| (Step::Branch("prefixItems", index), part);
            parts.extend(list.iter().enumerate().map(branch));
        }
        _ => return false,
    }
    true
}
