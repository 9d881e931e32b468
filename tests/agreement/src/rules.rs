//! Where the contract means something else than JSON Schema: a rule rewrites what JSON Schema says
//! into what the contract says, so it explains exactly the instances that this changes, and no other.

use std::collections::BTreeSet;

/// One intended difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The tag picks the variant.
    Discriminator,
    /// The whole required set makes a candidate.
    Presence,
    /// The variant's own members tell it.
    RequiresNothing,
    /// A member of an anyOf's variant that requires nothing has its type, whichever variant holds.
    AnyOfMembers,
    /// Equal variants are one.
    Twins,
    /// Listed strings beside any string are an open enum.
    OpenEnum,
    /// A schema that applies itself to the same instance.
    Endless,
    /// A base stands for what extends it.
    Subtypes,
    /// `properties` without `type`.
    UntypedProperties,
    /// Integers beyond the type's range.
    Range,
    /// Members that no schema names don't come back out.
    IgnoredMembers,
}

impl Rule {
    /// All rules, in the order in which they are asked to explain a difference.
    pub const ALL: [Rule; 11] = [
        Rule::Discriminator,
        Rule::Presence,
        Rule::RequiresNothing,
        Rule::AnyOfMembers,
        Rule::Twins,
        Rule::OpenEnum,
        Rule::Subtypes,
        Rule::Endless,
        Rule::UntypedProperties,
        Rule::Range,
        Rule::IgnoredMembers,
    ];

    /// The name in the table.
    pub fn name(self) -> String {
        match self {
            Rule::Discriminator => "discriminator".to_owned(),
            Rule::Presence => "presence".to_owned(),
            Rule::RequiresNothing => "requires-nothing".to_owned(),
            Rule::AnyOfMembers => "any-of-members".to_owned(),
            Rule::Twins => "twins".to_owned(),
            Rule::OpenEnum => "open-enum".to_owned(),
            Rule::Endless => "endless".to_owned(),
            Rule::Subtypes => "subtypes".to_owned(),
            Rule::UntypedProperties => "untyped-properties".to_owned(),
            Rule::Range => "range".to_owned(),
            Rule::IgnoredMembers => "ignored-members".to_owned(),
        }
    }

    /// The contract's words.
    pub fn because(self) -> &'static str {
        match self {
            Rule::Discriminator => {
                "§3 oneOf, 1: the explicit discriminator decides which variant a value is, a mapping \
                 key belongs to the variant it names only, an unknown tag is an error"
            }
            Rule::Presence => {
                "§3 oneOf, 4: a variant is a candidate when its whole required set is present; \
                 exactly one candidate"
            }
            Rule::RequiresNothing => {
                "§3: a variant that requires nothing matches when one of its own properties is \
                 present; none or several is a violation"
            }
            Rule::AnyOfMembers => {
                "§3: a variant that requires nothing is meant when one of its own properties is \
                 present: in an anyOf, too, such a property has its type then"
            }
            Rule::Twins => "§3 oneOf: variants that are equal after resolution are one",
            Rule::OpenEnum => {
                "§3 oneOf: listed strings beside any string are an enum that keeps other strings"
            }
            Rule::Endless => {
                "§4, and JSON Schema leaves it open: a union that leads back to itself means the \
                 others of its branches"
            }
            Rule::Subtypes => {
                "OpenAPI 3.0 §4.7.25: a component with a discriminator stands for the components \
                 that extend it through allOf; the tag is the name or the mapping's key"
            }
            Rule::UntypedProperties => {
                "§1, §3: `untyped_properties = \"object\"`: keywords about members without a `type` \
                 mean an object"
            }
            Rule::Range => "§3 Types: a value the type can't hold is refused, never wrapped",
            Rule::IgnoredMembers => {
                "§2 Unknown members are ignored by default: what is left may fit another variant, or \
                 two of them"
            }
        }
    }
}

/// The rules that apply at once: none is plain JSON Schema.
pub type Rules = BTreeSet<Rule>;
