//! What a schema says: its keywords in the form that later stages work with.

use std::cmp::Ordering;

use indexmap::IndexMap;

use super::{Applicators, SchemaId};
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::support::decimal::Decimal;

/// The keywords of one schema object. Absent keywords, and ones with the value that absence means,
/// are the same here.
#[derive(Debug, Clone, Default)]
pub struct Keywords {
    /// `$ref`; what stands beside it counts as well.
    pub reference: Option<SchemaId>,
    /// `type` and `nullable`
    pub types: Option<Types>,
    /// `enum`
    pub values: Option<Vec<Raw>>,
    /// `format`, unless the settings take it for an annotation
    pub format: Option<String>,
    /// `minLength`
    pub min_length: Option<usize>,
    /// `maxLength`
    pub max_length: Option<usize>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `minimum` and `exclusiveMinimum`
    pub minimum: Option<Bound>,
    /// `maximum` and `exclusiveMaximum`
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,
    /// `items`
    pub items: Option<SchemaId>,
    /// `minItems`
    pub min_items: Option<usize>,
    /// `maxItems`
    pub max_items: Option<usize>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `properties`, in document order
    pub properties: IndexMap<String, SchemaId>,
    /// `required`, without repetitions
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional: Additional,
    /// `minProperties`
    pub min_properties: Option<usize>,
    /// `maxProperties`
    pub max_properties: Option<usize>,
    /// `allOf`
    pub all_of: Vec<SchemaId>,
    /// `oneOf`
    pub one_of: Vec<SchemaId>,
    /// `anyOf`
    pub any_of: Vec<SchemaId>,
    /// `not`
    pub not: Option<SchemaId>,
    /// Keywords that only OpenAPI 3.1 has
    pub applicators: Applicators,
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
    /// `nullable: true` beside a composition: the whole may be `null`.
    pub or_null: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
}

impl Keywords {
    /// The target, if the schema is a `$ref` and nothing else.
    pub fn pure_reference(&self) -> Option<SchemaId> {
        let alone = !self.is_constraining()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && !self.or_null
            && !self.read_only
            && !self.write_only;
        self.reference.filter(|_| alone)
    }

    /// Whether the schema says nothing about instances: whatever stands in it is for people.
    pub fn is_silent(&self) -> bool {
        !self.is_constraining()
            && self.reference.is_none()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.discriminator.is_none()
            && !self.or_null
            && !self.read_only
            && !self.write_only
    }

    /// Whether any keyword but a composition or a reference constrains instances.
    pub fn is_constraining(&self) -> bool {
        self.is_constraining_beyond_type() || self.types.is_some()
    }

    /// Whether any keyword but `type`, a composition or a reference constrains instances.
    pub fn is_constraining_beyond_type(&self) -> bool {
        self.values.is_some()
            || self.format.is_some()
            || self.min_length.is_some()
            || self.max_length.is_some()
            || self.pattern.is_some()
            || self.minimum.is_some()
            || self.maximum.is_some()
            || self.multiple_of.is_some()
            || self.items.is_some()
            || self.min_items.is_some()
            || self.max_items.is_some()
            || self.unique_items
            || self.is_about_objects()
            || self.not.is_some()
            || self.applicators != Applicators::default()
    }

    /// Whether any keyword is about the members of an object.
    pub fn is_about_objects(&self) -> bool {
        self.additional != Additional::Unspecified || self.is_about_members()
    }

    /// Whether any keyword but `additionalProperties` is about the members of an object.
    pub fn is_about_members(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || self.min_properties.is_some()
            || self.max_properties.is_some()
            || self.applicators.is_about_objects()
    }

    /// Whether any keyword is about the elements of an array as such.
    pub fn is_about_elements(&self) -> bool {
        self.items.is_some() || self.applicators.is_about_arrays()
    }
}

/// What a schema says to people; never a reason to tell two types apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `example`
    pub example: Option<Raw>,
    /// `examples`
    pub examples: Vec<Raw>,
    /// `default`
    pub default: Option<Raw>,
    /// `deprecated`
    pub deprecated: bool,
    /// `format`
    pub format: Option<String>,
    /// `externalDocs/url`
    pub external_docs: Option<String>,
    /// `contentMediaType` and `contentEncoding`
    pub content: Option<String>,
}

impl Annotations {
    /// Takes what `other` says where nothing is said of it.
    pub fn complete(&mut self, other: Annotations) {
        let own = std::mem::take(self);
        *self = Annotations {
            title: own.title.or(other.title),
            description: own.description.or(other.description),
            example: own.example.or(other.example),
            examples: match own.examples.is_empty() {
                true => other.examples,
                false => own.examples,
            },
            default: own.default.or(other.default),
            deprecated: own.deprecated || other.deprecated,
            format: own.format.or(other.format),
            external_docs: own.external_docs.or(other.external_docs),
            content: own.content.or(other.content),
        };
    }
}

/// A set of JSON types. `number` without `integer` stands for numbers with a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Types(u8);

impl Types {
    /// `null`
    pub const NULL: Types = Types(1);
    /// `boolean`
    pub const BOOLEAN: Types = Types(2);
    /// `integer`
    pub const INTEGER: Types = Types(4);
    /// Numbers with a fraction
    pub const FRACTION: Types = Types(8);
    /// `number`, which includes `integer`
    pub const NUMBER: Types = Types(12);
    /// `string`
    pub const STRING: Types = Types(16);
    /// `array`
    pub const ARRAY: Types = Types(32);
    /// `object`
    pub const OBJECT: Types = Types(64);
    /// Every type
    pub const ANY: Types = Types(127);
    /// No type
    pub const NONE: Types = Types(0);

    /// The types in `self` and `other`.
    #[must_use]
    pub fn meet(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }

    /// The types in `self` or `other`.
    #[must_use]
    pub fn join(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    /// The types in `self` but not in `other`.
    #[must_use]
    pub fn without(self, other: Types) -> Types {
        Types(self.0 & !other.0)
    }

    /// Whether some type is in both.
    pub fn meets(self, other: Types) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every type of `self` is in `other`.
    pub fn is_within(self, other: Types) -> bool {
        self.0 & !other.0 == 0
    }

    /// The types one by one; `number` counts as one.
    pub fn each(self) -> impl Iterator<Item = Types> {
        let number = if self.meets(Types(8)) {
            Types::NUMBER
        } else {
            Types::INTEGER
        };
        [
            Types::NULL,
            Types::BOOLEAN,
            number,
            Types::STRING,
            Types::ARRAY,
            Types::OBJECT,
        ]
        .into_iter()
        .filter(move |it| self.meets(*it))
    }

    /// The type of a value of the document.
    pub fn of(value: &Raw) -> Types {
        match value {
            Raw::Null => Types::NULL,
            Raw::Bool(_) => Types::BOOLEAN,
            Raw::Integer(_) => Types::INTEGER,
            Raw::Float(_) => Types(8),
            Raw::String(_) => Types::STRING,
            Raw::Array(_) => Types::ARRAY,
            Raw::Object(_) => Types::OBJECT,
        }
    }

    /// The type of that name in schemas.
    pub fn named(name: &str) -> Option<Types> {
        Some(match name {
            "null" => Types::NULL,
            "boolean" => Types::BOOLEAN,
            "integer" => Types::INTEGER,
            "number" => Types::NUMBER,
            "string" => Types::STRING,
            "array" => Types::ARRAY,
            "object" => Types::OBJECT,
            _ => return None,
        })
    }

    /// The name in schemas, for a single type.
    pub fn name(self) -> &'static str {
        match self {
            Types::NULL => "null",
            Types::BOOLEAN => "boolean",
            Types::INTEGER => "integer",
            Types::NUMBER => "number",
            Types::STRING => "string",
            Types::ARRAY => "array",
            Types::OBJECT => "object",
            _ => "several types",
        }
    }
}

/// `additionalProperties`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Additional {
    /// Not given: further members are allowed, and a setting says what becomes of them.
    #[default]
    Unspecified,
    /// `true`
    Allowed,
    /// `false`
    Denied,
    /// A schema
    Schema(SchemaId),
}

/// `discriminator`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// `mapping`, sorted by tag: tag to target, as written
    pub mapping: IndexMap<String, String>,
}

impl Discriminator {
    /// The name of the component that a target of the mapping means, which may be written as a name or as a reference:
    /// `"#/components/schemas/push_sent"` and `"push_sent"` are `push_sent`. OpenAPI, "Discriminator Object".
    pub fn component(target: &str) -> String {
        match Pointer::parse(target) {
            Some(pointer) if target.starts_with('#') => {
                pointer.last().unwrap_or_default().into_owned()
            }
            _ => target.to_owned(),
        }
    }

    /// Whether the mapping leads to the component of this name.
    pub fn maps_to(&self, component: &str) -> bool {
        let mut targets = self.mapping.values();
        targets.any(|it| Discriminator::component(it) == component)
    }
}

/// A number of the document, exact.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// Without fraction
    Integer(i128),
    /// With a fraction, or too large
    Float(f64),
}

impl Number {
    /// The number, with `1.0` and `1` the same.
    pub fn of(value: &Raw) -> Option<Number> {
        match value {
            Raw::Integer(value) => Some(Number::Integer(*value)),
            Raw::Float(value) => Some(Number::from_float(*value)),
            _ => None,
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    fn from_float(value: f64) -> Number {
        // Beyond 2^53 a double doesn't say which integer was meant.
        if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
            Number::Integer(value as i128)
        } else {
            Number::Float(value)
        }
    }

    /// The nearest double.
    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest double is asked for"
    )]
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Integer(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    /// The number without its sign, exact.
    pub fn decimal(self) -> Option<Decimal> {
        match self {
            Number::Integer(value) => Some(Decimal::of_integer(value)),
            Number::Float(value) => Decimal::of_float(value),
        }
    }

    /// The number in order with another one.
    pub fn compare(self, other: Number) -> Ordering {
        match (self, other) {
            (Number::Integer(left), Number::Integer(right)) => left.cmp(&right),
            (left, right) => left.as_f64().total_cmp(&right.as_f64()),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other) == Ordering::Equal
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Integer(value) => write!(f, "{value}"),
            Number::Float(value) => write!(f, "{value:?}"),
        }
    }
}

/// A bound of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// Where the range ends.
    pub value: Number,
    /// Whether the bound itself is outside.
    pub exclusive: bool,
}

impl Bound {
    /// The smallest integer that this bound from below leaves.
    #[expect(clippy::cast_possible_truncation, reason = "floats saturate")]
    pub fn least_integer(self) -> i128 {
        match self.value {
            Number::Integer(value) => value.saturating_add(i128::from(self.exclusive)),
            Number::Float(value) if self.exclusive => (value.floor() as i128).saturating_add(1),
            Number::Float(value) => value.ceil() as i128,
        }
    }

    /// The largest integer that this bound from above leaves.
    #[expect(clippy::cast_possible_truncation, reason = "floats saturate")]
    pub fn most_integer(self) -> i128 {
        match self.value {
            Number::Integer(value) => value.saturating_sub(i128::from(self.exclusive)),
            Number::Float(value) if self.exclusive => (value.ceil() as i128).saturating_sub(1),
            Number::Float(value) => value.floor() as i128,
        }
    }
}
