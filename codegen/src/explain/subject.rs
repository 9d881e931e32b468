//! What the user asks about: a type by its name, or a schema by its pointer; and what may have been
//! meant where there is no such thing.

use std::ffi::OsStr;

use super::Explainer;
use crate::closest::{MOST, closest};
use crate::ir::{Shape, TypeId};
use crate::names::ident::constant_names;
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::schema::SchemaId;

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A type
    Type(TypeId),
    /// A schema
    Schema(SchemaId),
}

/// Why a text names no subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong, in one line
    pub message: String,
    /// What may have been meant, the most likely first
    pub suggestions: Vec<String>,
}

impl Explainer<'_> {
    /// The subject that a text names: `PushClicked`, `push_clicked`, `#/components/schemas/pet`,
    /// `/components/schemas/pet`, `models/pet.yaml#/Pet`, or an item of `schema-map.json`.
    ///
    /// # Errors
    ///
    /// Where there is no such type or schema.
    pub fn find(&self, text: &str) -> Result<Subject, Unknown> {
        match text.starts_with('/') || text.contains('#') {
            true => self.find_schema(text),
            false => self.find_type(text),
        }
    }

    fn find_type(&self, text: &str) -> Result<Subject, Unknown> {
        // `PushClicked::METRIC` and `PushData::Campaign` belong to a type.
        let name = text.split("::").next().unwrap_or(text);
        let types = &self.plan.names.types;
        let named = types.iter().find(|(_, it)| *it == name).map(|it| *it.0);
        let component = || self.ir().components.get(text).copied();
        if let Some(id) = named.or_else(component) {
            let part = text.strip_prefix(name).and_then(|it| it.strip_prefix("::"));
            return match part.map(|it| (it, self.items(id))) {
                Some((part, items)) if !items.iter().any(|it| it == part) => Err(Unknown {
                    message: format!("{name} has no variant and no constant {part:?}"),
                    suggestions: closest(part, items.iter().map(String::as_str))
                        .into_iter()
                        .map(|it| format!("{name}::{it}"))
                        .collect(),
                }),
                _ => Ok(Subject::Type(id)),
            };
        }
        let components = self.ir().components.keys().map(String::as_str);
        let known = types.values().map(String::as_str).chain(components);
        Err(Unknown {
            message: format!("there is no type or component {text:?}"),
            suggestions: closest(text, known),
        })
    }

    /// The variants or constants of a type.
    fn items(&self, id: TypeId) -> Vec<String> {
        let names = &self.plan.names;
        let mut items = names.variants.get(&id).cloned().unwrap_or_default();
        if let (Shape::Object(rules), Some(fields)) = (self.ir().shape(id), names.fields.get(&id)) {
            items.extend(constant_names(rules, fields).into_values());
        }
        items
    }

    fn find_schema(&self, text: &str) -> Result<Subject, Unknown> {
        let graph = &self.plan.graph;
        // The document may be named as other files are.
        let text = match text.split_once('#') {
            Some((file, _)) if self.document == Some(OsStr::new(file)) => &text[file.len()..],
            _ => text,
        };
        let Some(pointer) = Pointer::parse(text) else {
            return Err(Unknown {
                message: format!("{text:?} is no JSON Pointer (RFC 6901)"),
                suggestions: Vec::new(),
            });
        };
        let pointers: Vec<Pointer> = graph.ids().map(|id| graph.pointer(id)).collect();
        let mut found = graph.ids().zip(&pointers);
        if let Some((id, _)) = found.find(|(_, it)| **it == pointer) {
            return Ok(Subject::Schema(id));
        }
        // The nearest schema above that exists, and what is directly below it.
        let mut above = pointer.parent();
        while let Some(it) = above.as_ref().filter(|it| !pointers.contains(it)) {
            above = it.parent();
        }
        let below = |it: &&Pointer| match &above {
            Some(above) => {
                let rest = it.as_str().strip_prefix(above.as_str());
                rest.is_some_and(|it| (1..=2).contains(&it.matches('/').count()))
            }
            None => it.file() == pointer.file() && it.segments().count() <= 3,
        };
        let near: Vec<String> = pointers
            .iter()
            .filter(below)
            .map(Pointer::to_string)
            .collect();
        let mut suggestions = closest(&pointer.to_string(), near.iter().map(String::as_str));
        suggestions.extend(above.map(|it| it.to_string()));
        suggestions.truncate(MOST);
        let is_there = pointer.file().is_none() && self.plan.document.root.at(&pointer).is_some();
        let is_object = self.plan.document.root.at(&pointer);
        let message = match is_object {
            Some(Raw::Object(_)) if is_there => {
                format!("{pointer} is no schema of the components, or nothing refers to it")
            }
            Some(it) if is_there => format!("{pointer} is no schema, but {}", it.kind()),
            _ => format!("nothing stands at {pointer}"),
        };
        Err(Unknown {
            message,
            suggestions,
        })
    }
}
