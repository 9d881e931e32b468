//! Operations on persons.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::derived::{
    DeletedDevice, Device, EventAttributes, Person, PersonAttributes, PersonIdentifiers,
    Relationship, words,
};

words! {
    ActionIdentify { Identify }
    ActionDelete { Delete }
    ActionEvent { Event }
    ActionScreen { Screen }
    ActionPage { Page }
    ActionAddRelationships { AddRelationships }
    ActionDeleteRelationships { DeleteRelationships }
    ActionAddDevice { AddDevice }
    ActionDeleteDevice { DeleteDevice }
    ActionMerge { Merge }
    ActionSuppress { Suppress }
    ActionUnsuppress { Unsuppress }
}

/// An operation on a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PersonOperations {
    /// `action` is `identify`.
    Identify(OperationIdentify),
    /// `action` is `delete`.
    Delete(OperationDelete),
    /// `action` is `event`.
    Event(OperationEvent),
    /// `action` is `screen`.
    Screen(OperationScreen),
    /// `action` is `page`.
    Page(OperationPage),
    /// `action` is `add_relationships`.
    AddRelationships(OperationAddRelationships),
    /// `action` is `delete_relationships`.
    DeleteRelationships(OperationDeleteRelationships),
    /// `action` is `add_device`.
    AddDevice(OperationAddDevice),
    /// `action` is `delete_device`.
    DeleteDevice(OperationDeleteDevice),
    /// `action` is `merge`.
    Merge(OperationMerge),
    /// `action` is `suppress`.
    Suppress(OperationSuppress),
    /// `action` is `unsuppress`.
    Unsuppress(OperationUnsuppress),
}

/// `action` is `identify`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationIdentify {
    action: ActionIdentify,
    r#type: Person,
    identifiers: PersonIdentifiers,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<PersonAttributes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cio_relationships: Option<Vec<Relationship>>,
}

/// `action` is `delete`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationDelete {
    action: ActionDelete,
    r#type: Person,
    identifiers: PersonIdentifiers,
}

/// `action` is `event`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationEvent {
    action: ActionEvent,
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

/// `action` is `screen`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationScreen {
    action: ActionScreen,
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

/// `action` is `page`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationPage {
    action: ActionPage,
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

/// `action` is `add_relationships`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationAddRelationships {
    action: ActionAddRelationships,
    r#type: Person,
    identifiers: PersonIdentifiers,
    cio_relationships: Vec<Relationship>,
}

/// `action` is `delete_relationships`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationDeleteRelationships {
    action: ActionDeleteRelationships,
    r#type: Person,
    identifiers: PersonIdentifiers,
    cio_relationships: Vec<Relationship>,
}

/// `action` is `add_device`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationAddDevice {
    action: ActionAddDevice,
    r#type: Person,
    identifiers: PersonIdentifiers,
    device: Device,
}

/// `action` is `delete_device`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationDeleteDevice {
    action: ActionDeleteDevice,
    r#type: Person,
    identifiers: PersonIdentifiers,
    device: DeletedDevice,
}

/// `action` is `merge`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationMerge {
    action: ActionMerge,
    r#type: Person,
    primary: PersonIdentifiers,
    secondary: PersonIdentifiers,
}

/// `action` is `suppress`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationSuppress {
    action: ActionSuppress,
    r#type: Person,
    identifiers: PersonIdentifiers,
}

/// `action` is `unsuppress`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OperationUnsuppress {
    action: ActionUnsuppress,
    r#type: Person,
    identifiers: PersonIdentifiers,
}
