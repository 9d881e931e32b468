//! The types to generate, without any Rust names yet: what `resolve` makes of the schemas and
//! `emit` prints.

mod assertion;

pub use assertion::{Assertion, Evaluated, Of, When};

use indexmap::IndexMap;

use crate::raw::Raw;
use crate::schema::{Bound, Number, SchemaId, Types};

/// A type in an [`Ir`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(crate) u32);

impl TypeId {
    /// The type's position in [`Ir::types`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All types of a document.
#[derive(Debug, Clone, Default)]
pub struct Ir {
    /// The types; components come first, in document order.
    pub types: Vec<Type>,
    /// The type of each component, in document order.
    pub components: IndexMap<String, TypeId>,
    /// The types of the operations' schemas, where the settings ask for them.
    pub uses: IndexMap<SchemaId, TypeId>,
}

impl Ir {
    /// The type with this id.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.index()]
    }

    /// The type's shape.
    pub fn shape(&self, id: TypeId) -> &Shape {
        &self.get(id).shape
    }

    /// Every type's id.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..u32::try_from(self.types.len()).unwrap_or(u32::MAX)).map(TypeId)
    }

    /// The type behind aliases: components that merely refer to another.
    pub fn resolve(&self, mut id: TypeId) -> TypeId {
        let mut steps = self.types.len();
        while let Shape::Alias(target) = self.shape(id) {
            id = *target;
            steps = steps.saturating_sub(1);
            if steps == 0 {
                break;
            }
        }
        id
    }
}

/// One type.
#[derive(Debug, Clone)]
pub struct Type {
    /// What its values look like.
    pub shape: Shape,
    /// The component it is, if it is one.
    pub component: Option<String>,
    /// The schemas that became this type; the first one documents it.
    pub sources: Vec<SchemaId>,
    /// The name that a discriminator's mapping gives it: a component that the document lacks.
    pub mapped_name: Option<String>,
    /// The nullable component that it is apart from `null`.
    pub body_of: Option<String>,
    /// What is asked of its values beyond their shape.
    pub conditions: Conditions,
}

impl Type {
    /// The schemas whose words are about the type: what a place says of a component is about the place.
    pub fn documented_by(&self) -> &[SchemaId] {
        match (&self.component, self.sources.as_slice()) {
            (Some(_), [own, ..]) => std::slice::from_ref(own),
            (_, sources) => sources,
        }
    }
}

/// What is asked of a value beyond its shape, by other types.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conditions {
    /// It must be no value of these types (`not`).
    pub excluded: Vec<TypeId>,
    /// If it is of these JSON types, it must be a value of that type: what a schema without `type`
    /// says about each of them.
    pub by_kind: Vec<(Types, TypeId)>,
    /// It must be one of these (`enum` with arrays or objects); any is where empty.
    pub listed: Vec<Raw>,
    /// What else must hold for objects, for arrays, or under conditions.
    pub assertions: Vec<Assertion>,
}

impl Conditions {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.excluded.is_empty()
            && self.by_kind.is_empty()
            && self.listed.is_empty()
            && self.assertions.is_empty()
    }

    /// Visits every type that is asked about.
    pub fn each_type(&mut self, mut visit: impl FnMut(&mut TypeId)) {
        self.excluded.iter_mut().for_each(&mut visit);
        self.by_kind.iter_mut().for_each(|(_, ty)| visit(ty));
        for assertion in &mut self.assertions {
            assertion.each_type(&mut visit);
        }
    }
}

/// What the values of a type look like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Any JSON value
    Any,
    /// No value at all; only an optional member can have this type, and never occurs then
    Never,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without fraction
    Integer(NumberRules),
    /// A number
    Number(NumberRules),
    /// A string
    Text(TextRules),
    /// One of several scalars
    Enum(Vec<Raw>),
    /// One of several strings, or any other string
    OpenEnum(Vec<String>),
    /// An array
    Array(ArrayRules),
    /// An object
    Object(ObjectRules),
    /// One of several types
    Union(Union),
    /// `null` or a value of the type
    Nullable(TypeId),
    /// A component that merely refers to another
    Alias(TypeId),
}

/// What is asked of a number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberRules {
    /// The lower bound
    pub minimum: Option<Bound>,
    /// The upper bound
    pub maximum: Option<Bound>,
    /// The number must be a multiple of each of these
    pub multiple_of: Vec<Number>,
    /// The format, as written
    pub format: Option<String>,
}

/// What is asked of a string.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextRules {
    /// The least number of characters
    pub min_length: Option<usize>,
    /// The greatest number of characters
    pub max_length: Option<usize>,
    /// The string must match each of these
    pub patterns: Vec<String>,
    /// It must be of each of these formats, as they are written
    pub formats: Vec<String>,
}

/// What is asked of an array.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrayRules {
    /// The type of its elements
    pub items: TypeId,
    /// The least number of elements
    pub min_items: Option<usize>,
    /// The greatest number of elements
    pub max_items: Option<usize>,
    /// No two elements are equal
    pub unique: bool,
}

/// What is asked of an object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObjectRules {
    /// Its declared members, in document order
    pub members: Vec<Member>,
    /// Unions whose members stand in the same object
    pub flattened: Vec<TypeId>,
    /// What becomes of further members
    pub rest: Rest,
    /// The least number of members
    pub min_properties: Option<usize>,
    /// The greatest number of members
    pub max_properties: Option<usize>,
    /// Of these alternatives, at least one must hold (`anyOf`); none are asked for where empty
    pub any_of: Vec<Alternative>,
}

/// One branch of an `anyOf` whose members stand in one struct with those of the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The members that must be there for it to hold, beside those that must be there anyway. Those that are only
    /// written must be in requests: what a service never sends can't tell what it sent.
    pub required: Vec<String>,
    /// Whether it requires anything at all. If not, it is meant where a member of its own is there.
    pub asks: bool,
    /// The members that must fit for it to hold, where they are there. A member that no holding
    /// alternative declares is as good as undeclared.
    pub members: Vec<String>,
}

impl Union {
    /// The member whose value tells the variant, if one does.
    pub fn tag(&self) -> Option<&str> {
        match &self.told_by {
            ToldBy::Tag { property, .. } => Some(property),
            ToldBy::Kind(_) | ToldBy::Members | ToldBy::Trial { .. } | ToldBy::Every => None,
        }
    }

    /// Whether values with an unknown tag are kept.
    pub fn is_open(&self) -> bool {
        matches!(self.told_by, ToldBy::Tag { open: true, .. })
    }
}

impl ObjectRules {
    /// The declared member of this name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|it| it.name == name)
    }

    /// Whether an object can break the rule that one of the alternatives holds although all of its
    /// members fit.
    pub fn asks_for_alternatives(&self) -> bool {
        !self.any_of.is_empty() && self.any_of.iter().all(|it| !it.required.is_empty())
    }

    /// The members that must be there for an alternative to hold, whatever way the value goes.
    pub fn always_required<'a>(&'a self, alternative: &'a Alternative) -> Vec<&'a Member> {
        let required = alternative.required.iter();
        let members = required.filter_map(|it| self.member(it));
        members.filter(|it| !it.write_only).collect()
    }

    /// Whether a member is declared by some of the alternatives only, so that a value that doesn't
    /// fit it can still fit the object.
    pub fn is_free(&self, member: &str) -> bool {
        let declares = |it: &Alternative| it.members.iter().any(|name| name == member);
        self.any_of.iter().any(declares) && !self.any_of.iter().all(declares)
    }
}

/// A declared member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The name on the wire
    pub name: String,
    /// The type
    pub ty: TypeId,
    /// Whether it must be there
    pub required: bool,
    /// Whether it must be there in requests: it is required and `writeOnly`, so `required` is not set
    pub requested: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// Whether anything says what it is; else it is only required
    pub declared: bool,
    /// The schema that documents it; of one that isn't declared, the one around it
    pub source: SchemaId,
    /// The only value it can have, if it is required and has just one
    pub constant: Option<Raw>,
}

/// What becomes of members that are not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// They are skipped
    #[default]
    Skip,
    /// They are violations
    Refuse,
    /// They are kept in a map
    Keep(TypeId),
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The variants, in document order
    pub variants: Vec<Variant>,
    /// How a value's variant is found
    pub told_by: ToldBy,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What it holds
    pub ty: TypeId,
    /// The branch it comes from
    pub source: SchemaId,
    /// The tags that stand for it: scalars; the first one gets written.
    pub tags: Vec<Raw>,
    /// How the tag is written
    pub tagging: Tagging,
    /// Members of other variants that it is read without, since it would refuse them as unknown ones; only
    /// where all variants are tried, and each one that fits is kept.
    pub hidden: Vec<String>,
}

impl Variant {
    /// The tags as texts, each as JSON would show it but strings without quotes.
    pub fn tag_texts(&self) -> Vec<String> {
        let text = |tag: &Raw| tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
        self.tags.iter().map(text).collect()
    }
}

/// Who writes the tag of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tagging {
    /// The variant's own member
    Own,
    /// The union, in place of the variant's own constant
    Replaced,
    /// The union, since the variant has no such member
    Added,
}

/// How the variant of a value is found: the first way of contract §3 that is sound.
#[derive(Debug, Clone, PartialEq)]
pub enum ToldBy {
    /// The value of this member
    Tag {
        /// The member's name
        property: String,
        /// Whether the document names it in a `discriminator`
        explicit: bool,
        /// Whether a string that is no variant's tag is kept, with the whole value
        open: bool,
    },
    /// The JSON type: one set for each variant
    Kind(Vec<Types>),
    /// The members that are present
    Members,
    /// Trial, most specific variant first; `exactly_one` for `oneOf`
    Trial {
        /// Whether a second match is a violation
        exactly_one: bool,
    },
    /// Trial of all variants, which are objects; each one that matches is kept (`anyOf`)
    Every,
}
