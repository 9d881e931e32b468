//! Where types stand, in words: what is said of those that the document doesn't describe.

use std::collections::BTreeMap;

use super::{Emission, docs, item_docs};
use crate::analysis::{inlined, telling_members};
use crate::ir::{Member, Rest, Shape, TypeId, Union};
use crate::schema::{Origin, Step};

/// How much a place says of what stands there; the first of several is told.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    Tag,
    Members,
    Member,
    Other,
}

/// A sentence for each type, about one of the places where it stands.
pub(super) fn standing(cx: &Emission<'_>) -> BTreeMap<TypeId, String> {
    let mut all: BTreeMap<TypeId, (Telling, String)> = BTreeMap::new();
    let mut stands = |ty: TypeId, telling: Telling, text: &str| {
        let (target, text) = inside(cx, ty, text);
        let text = format!("{text}.");
        match all.get(&target) {
            Some((known, _)) if *known <= telling => {}
            _ => drop(all.insert(target, (telling, text))),
        }
    };
    let mut owners = cx.defined();
    // In the order of the document: what is added to its end changes nothing that was said before.
    owners.sort_by_key(|(owner, _)| cx.ir().get(*owner).sources.first().copied());
    for (owner, name) in owners {
        let name = docs::code(name);
        match cx.ir().shape(owner) {
            Shape::Object(rules) => {
                for member in &rules.members {
                    let owner = base(cx, member).map_or_else(|| name.clone(), docs::code);
                    let text = format!("the {} of {owner}", docs::code(&member.name));
                    stands(member.ty, Telling::Member, &text);
                }
                for union in &rules.flattened {
                    let text = format!("some members of {name}");
                    stands(*union, Telling::Other, &text);
                }
                if let Rest::Keep(ty) = rules.rest {
                    stands(ty, Telling::Other, &format!("a further member of {name}"));
                }
            }
            Shape::Union(union) => {
                for (index, variant) in union.variants.iter().enumerate() {
                    if inlined(cx.ir(), union, variant).is_none() {
                        let (telling, text) = of_variant(cx, union, index, &name);
                        stands(variant.ty, telling, &text);
                    }
                }
            }
            Shape::Array(rules) => {
                stands(
                    rules.items,
                    Telling::Other,
                    &format!("an element of {name}"),
                );
            }
            Shape::Nullable(ty) => {
                let text = format!("a {name} that isn't `null`");
                stands(*ty, Telling::Other, &text);
            }
            _ => {}
        }
    }
    let capitalized = |text: String| {
        let mut letters = text.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    };
    // A component may stand anywhere; which variant it is, is said by a tag, which nothing else has.
    let tells = |ty: &TypeId, telling: &Telling| {
        cx.ir().get(*ty).component.is_none() || *telling == Telling::Tag
    };
    let all = all
        .into_iter()
        .filter(|(ty, (telling, _))| tells(ty, telling));
    all.map(|(ty, (_, text))| (ty, capitalized(text))).collect()
}

/// The name of the base that declares a member, where the base is its subtypes: none of them has it alone.
fn base<'a>(cx: &'a Emission<'_>, member: &Member) -> Option<&'a str> {
    let mut schema = cx.graph.parent(member.source)?;
    // A member of one branch is that branch's.
    while let Origin::Part(parent, Step::Branch("allOf", _)) = &cx.graph.get(schema).origin {
        schema = *parent;
    }
    let component = cx.graph.component_name(schema)?;
    let id = cx.ir().components.get(component)?;
    let is_union = matches!(cx.ir().shape(cx.ir().resolve(*id)), Shape::Union(_));
    is_union.then(|| cx.names.types.get(id).map(String::as_str))?
}

fn of_variant(cx: &Emission<'_>, union: &Union, index: usize, name: &str) -> (Telling, String) {
    if let Some(property) = union.tag() {
        let tags = item_docs::tags(&union.variants[index]);
        let text = format!("the {name} whose {} is {tags}", docs::code(property));
        return (Telling::Tag, text);
    }
    let members = telling_members(cx.ir(), union, index);
    let members: Vec<String> = members.iter().map(|it| docs::code(it)).collect();
    match members.split_last() {
        None => (Telling::Other, format!("an alternative of {name}")),
        Some((only, [])) => (Telling::Members, format!("the {name} with {only}")),
        Some((last, others)) => {
            let text = format!("the {name} with {} and {last}", others.join(", "));
            (Telling::Members, text)
        }
    }
}

/// The type that has a name of its own, in what stands at a place.
fn inside(cx: &Emission<'_>, mut ty: TypeId, place: &str) -> (TypeId, String) {
    let mut text = place.to_owned();
    let is_defined =
        |ty: TypeId| cx.analyses.items[ty.index()].is_defined() && cx.names.types.contains_key(&ty);
    // What isn't defined is made of what is, at some depth.
    while !is_defined(ty) {
        match cx.ir().shape(ty) {
            Shape::Array(rules) => {
                text = format!("an element of {text}");
                ty = rules.items;
            }
            Shape::Object(rules) => {
                let Rest::Keep(values) = rules.rest else {
                    break;
                };
                text = format!("a value in {text}");
                ty = values;
            }
            Shape::Nullable(inner) | Shape::Alias(inner) => ty = *inner,
            _ => break,
        }
    }
    (ty, text)
}
