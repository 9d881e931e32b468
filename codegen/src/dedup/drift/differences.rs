//! Where two types differ, in words.

use std::collections::BTreeSet;

use crate::dedup::schemas::canonical;
use crate::ir::{Ir, Member, ObjectRules, Shape, TypeId};
use crate::raw::Raw;
use crate::schema::SchemaId;

/// A place where a copy differs.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    /// What differs.
    pub text: String,
    /// Where: in the copy, or where that has nothing, in the component.
    pub place: Option<SchemaId>,
    /// The types that differ, if it is only those.
    pub types: Option<(TypeId, TypeId)>,
}

/// How far two types agree.
pub(super) struct Comparison {
    /// How many members, or values, are the same.
    pub agreeing: usize,
    pub differing: Vec<Difference>,
}

/// Compares a copy with a component; `None` where they are of different kinds, or say by a constant
/// that they are different things.
pub(super) fn differences(ir: &Ir, copy: TypeId, component: TypeId) -> Option<Comparison> {
    match (ir.shape(copy), ir.shape(component)) {
        (Shape::Object(copy), Shape::Object(original)) => objects(ir, copy, original),
        (Shape::Enum(copy), Shape::Enum(original)) => Some(enums(copy, original)),
        _ => None,
    }
}

fn enums(copy: &[Raw], original: &[Raw]) -> Comparison {
    let set = |values: &[Raw]| -> BTreeSet<String> { values.iter().map(canonical).collect() };
    let (own, others) = (set(copy), set(original));
    let more = own
        .difference(&others)
        .map(|it| format!("{it} is one value more"));
    let fewer = others
        .difference(&own)
        .map(|it| format!("the value {it} is missing"));
    let differing = more.chain(fewer).map(|text| Difference {
        text,
        place: None,
        types: None,
    });
    Comparison {
        agreeing: own.intersection(&others).count(),
        differing: differing.collect(),
    }
}

fn objects(ir: &Ir, copy: &ObjectRules, original: &ObjectRules) -> Option<Comparison> {
    let find =
        |rules: &'_ ObjectRules, name: &str| rules.members.iter().position(|it| it.name == name);
    let mut comparison = Comparison {
        agreeing: 0,
        differing: Vec::new(),
    };
    let mut say = |text, place: SchemaId, types| {
        comparison.differing.push(Difference {
            text,
            place: Some(place),
            types,
        });
    };
    let mut agreeing = 0;
    for member in &copy.members {
        let name = &member.name;
        let Some(index) = find(original, name) else {
            say(format!("`{name}` is one member more"), member.source, None);
            continue;
        };
        let other = &original.members[index];
        if member.constant != other.constant {
            return None;
        }
        if member.required != other.required {
            let text = match member.required {
                true => format!("`{name}` is required"),
                false => format!("`{name}` is not required"),
            };
            say(text, member.source, None);
        } else if member.ty != other.ty {
            let text = types(ir, member, other);
            say(text, member.source, Some((member.ty, other.ty)));
        } else {
            agreeing += 1;
        }
    }
    for member in original
        .members
        .iter()
        .filter(|it| find(copy, &it.name).is_none())
    {
        say(format!("`{}` is missing", member.name), member.source, None);
    }
    comparison.agreeing = agreeing;
    let is_alike =
        copy.flattened == original.flattened && copy.any_of.len() == original.any_of.len();
    is_alike.then_some(comparison)
}

/// How the types of two members differ.
fn types(ir: &Ir, member: &Member, other: &Member) -> String {
    let name = &member.name;
    if let (Shape::Enum(own), Shape::Enum(others)) = (ir.shape(member.ty), ir.shape(other.ty)) {
        let inner = enums(own, others);
        if inner.differing.len() <= 2 {
            let said: Vec<&str> = inner.differing.iter().map(|it| it.text.as_str()).collect();
            return format!("in `{name}`, {}", said.join(" and "));
        }
    }
    format!("`{name}` is of another type")
}
