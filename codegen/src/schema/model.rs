//! `openapiv3`'s typed model, in which all kinds of schemas read alike.

use openapiv3::{AnySchema, SchemaKind, Type, VariantOrUnknownOrEmpty};

/// `openapiv3` sorts schemas by what they say; here all kinds read alike.
pub(super) fn flatten(kind: &SchemaKind) -> AnySchema {
    match kind {
        SchemaKind::Any(any) => any.clone(),
        SchemaKind::OneOf { one_of } => AnySchema {
            one_of: one_of.clone(),
            ..AnySchema::default()
        },
        SchemaKind::AllOf { all_of } => AnySchema {
            all_of: all_of.clone(),
            ..AnySchema::default()
        },
        SchemaKind::AnyOf { any_of } => AnySchema {
            any_of: any_of.clone(),
            ..AnySchema::default()
        },
        SchemaKind::Not { not } => AnySchema {
            not: Some(not.clone()),
            ..AnySchema::default()
        },
        SchemaKind::Type(Type::String(string)) => AnySchema {
            typ: Some("string".to_owned()),
            format: format(&string.format),
            pattern: string.pattern.clone(),
            min_length: string.min_length,
            max_length: string.max_length,
            ..AnySchema::default()
        },
        SchemaKind::Type(Type::Number(number)) => AnySchema {
            typ: Some("number".to_owned()),
            format: format(&number.format),
            exclusive_minimum: Some(number.exclusive_minimum),
            exclusive_maximum: Some(number.exclusive_maximum),
            ..AnySchema::default()
        },
        SchemaKind::Type(Type::Integer(integer)) => AnySchema {
            typ: Some("integer".to_owned()),
            format: format(&integer.format),
            exclusive_minimum: Some(integer.exclusive_minimum),
            exclusive_maximum: Some(integer.exclusive_maximum),
            ..AnySchema::default()
        },
        SchemaKind::Type(Type::Boolean(_)) => AnySchema {
            typ: Some("boolean".to_owned()),
            ..AnySchema::default()
        },
        SchemaKind::Type(Type::Object(object)) => AnySchema {
            typ: Some("object".to_owned()),
            properties: object.properties.clone(),
            required: object.required.clone(),
            additional_properties: object.additional_properties.clone(),
            min_properties: object.min_properties,
            max_properties: object.max_properties,
            ..AnySchema::default()
        },
        SchemaKind::Type(Type::Array(array)) => AnySchema {
            typ: Some("array".to_owned()),
            items: array.items.clone(),
            min_items: array.min_items,
            max_items: array.max_items,
            unique_items: Some(array.unique_items),
            ..AnySchema::default()
        },
    }
}

/// The format as written.
fn format<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Item(known) => match serde_json::to_value(known) {
            Ok(serde_json::Value::String(name)) => Some(name),
            _ => None,
        },
    }
}
