//! Operations on persons.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::derived::{
    DeletedDevice, Device, EventAttributes, Person, PersonAttributes, PersonIdentifiers,
    Relationship,
};

/// An operation on a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum PersonOperations {
    /// `action` is `identify`.
    Identify(Identify),
    /// `action` is `delete`.
    Delete(PersonCommon),
    /// `action` is `event`.
    Event(PersonEvent),
    /// `action` is `screen`.
    Screen(View),
    /// `action` is `page`.
    Page(View),
    /// `action` is `add_relationships`.
    AddRelationships(Relationships),
    /// `action` is `delete_relationships`.
    DeleteRelationships(Relationships),
    /// `action` is `add_device`.
    AddDevice(AddDevice),
    /// `action` is `delete_device`.
    DeleteDevice(DeleteDevice),
    /// `action` is `merge`.
    Merge(Merge),
    /// `action` is `suppress`.
    Suppress(PersonCommon),
    /// `action` is `unsuppress`.
    Unsuppress(PersonCommon),
}

/// What most operations have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonCommon {
    r#type: Person,
    identifiers: PersonIdentifiers,
}

/// `action` is `identify`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Identify {
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<PersonAttributes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cio_relationships: Option<Vec<Relationship>>,
}

/// `action` is `event`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonEvent {
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<EventAttributes>,
}

/// `action` is `screen` or `page`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<BTreeMap<String, Value>>,
}

/// Relationships that come or go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relationships {
    r#type: Person,
    identifiers: PersonIdentifiers,
    cio_relationships: Vec<Relationship>,
}

/// A device that comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AddDevice {
    r#type: Person,
    identifiers: PersonIdentifiers,
    device: Device,
}

/// A device that goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeleteDevice {
    r#type: Person,
    identifiers: PersonIdentifiers,
    device: DeletedDevice,
}

/// `action` is `merge`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    r#type: Person,
    primary: PersonIdentifiers,
    secondary: PersonIdentifiers,
}
