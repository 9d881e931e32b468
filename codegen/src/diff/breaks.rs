//! Whom a change in the values breaks that knows the old version only.

use serde::Serialize;

use crate::explain::walk::Sense;
use crate::explain::{Change, Effect, Facet};
use crate::ir::{ObjectRules, Rest, Shape, Type};

/// Whom a change breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Breaks {
    /// Who reads values: there are some that the old version didn't allow
    pub readers: bool,
    /// Who writes values: some that the old version allowed are refused
    pub writers: bool,
}

impl Breaks {
    /// The same of a change inside of a condition.
    pub(super) fn in_sense(self, sense: Sense) -> Breaks {
        let Breaks { readers, writers } = self;
        let any = readers || writers;
        let (readers, writers) = match sense {
            Sense::Same => (readers, writers),
            Sense::Reversed => (writers, readers),
            Sense::Both => (any, any),
        };
        Breaks { readers, writers }
    }
}

/// Whom a change from one type to another breaks.
pub(super) fn breaks(change: &Change, old: &Type, new: &Type) -> Breaks {
    let (readers, writers) = match change.facet {
        Facet::Member => match (&change.left, &change.right) {
            // Readers that refuse unknown members refuse it; writers lack it.
            (None, presence) => (refuses(old), is_required(presence.as_deref())),
            (presence, None) => (is_required(presence.as_deref()), refuses(new)),
            (Some(_), Some(_)) => (false, false),
        },
        Facet::Direction => match change.right.as_deref() {
            Some("readOnly") => (false, true),
            Some("writeOnly") => (true, false),
            // Requests lacked it.
            _ if change.left.as_deref() == Some("readOnly") => (false, requires(new, &change.name)),
            _ => (false, false),
        },
        Facet::Value if matches!(old.shape, Shape::OpenEnum(_)) => (false, false),
        // Found in another way, the values are the same, unless a single variant must match.
        Facet::Further | Facet::ToldBy => match change.effect {
            Effect::Tighter => (false, true),
            Effect::Looser => (true, false),
            Effect::Other => (false, false),
        },
        Facet::Kind
        | Facet::Null
        | Facet::Required
        | Facet::Constant
        | Facet::Limit
        | Facet::Value
        | Facet::Variant
        | Facet::Tag
        | Facet::Condition => match change.effect {
            Effect::Tighter => (false, true),
            Effect::Looser => (true, false),
            Effect::Other => (true, true),
        },
    };
    Breaks { readers, writers }
}

fn is_required(presence: Option<&str>) -> bool {
    presence == Some("required")
}

fn requires(ty: &Type, member: &str) -> bool {
    let member = match &ty.shape {
        Shape::Object(rules) => rules.member(member),
        _ => None,
    };
    member.is_some_and(|it| it.required || it.requested)
}

fn refuses(ty: &Type) -> bool {
    let rest = |rules: &ObjectRules| rules.rest == Rest::Refuse;
    matches!(&ty.shape, Shape::Object(rules) if rest(rules))
}
