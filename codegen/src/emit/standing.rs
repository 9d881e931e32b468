//! Where types stand, in words: what is said of those that the document doesn't describe.

mod members;

use std::collections::BTreeMap;

use self::members::{Standing, in_words};
use super::{Emission, docs, item_docs};
use crate::analysis::{inlined, telling_members};
use crate::ir::{Member, Rest, Shape, TypeId, Union};
use crate::schema::{Origin, Step};

/// How much a place says of what stands there.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    Tag,
    Members,
    Member,
    Other,
}

/// The places where a type stands, of those that say most of it: the first one in words, or members.
enum Places {
    First(Telling, String),
    Members(Vec<Standing>),
}

impl Places {
    fn telling(&self) -> &Telling {
        match self {
            Places::First(telling, _) => telling,
            Places::Members(_) => &Telling::Member,
        }
    }
}

/// A sentence for each type, about the places where it stands.
pub(super) fn standing(cx: &Emission<'_>) -> BTreeMap<TypeId, String> {
    let mut all: BTreeMap<TypeId, Places> = BTreeMap::new();
    let mut stands = |ty: TypeId, place: Place<'_>| {
        let (target, inside) = inside(cx, ty);
        let found = match place {
            Place::Other(telling, text) => Places::First(telling, format!("{inside}{text}")),
            Place::Member(member, owner) => Places::Members(vec![Standing {
                member: member.to_owned(),
                owner: owner.to_owned(),
                inside,
            }]),
        };
        match (all.get_mut(&target), found) {
            (Some(Places::Members(known)), Places::Members(mut found)) => known.append(&mut found),
            (Some(known), found) if known.telling() <= found.telling() => {}
            (_, found) => drop(all.insert(target, found)),
        }
    };
    let mut owners = cx.defined();
    // In the order of the document: what is added to its end changes nothing that was said before.
    owners.sort_by_key(|(owner, _)| cx.ir().get(*owner).sources.first().copied());
    for (owner, plain) in owners {
        let name = docs::code(plain);
        match cx.ir().shape(owner) {
            Shape::Object(rules) => {
                // What has a single value is no field.
                let fields = rules.members.iter().filter(|it| it.constant.is_none());
                for member in fields {
                    let owner = base(cx, member).unwrap_or(plain);
                    stands(member.ty, Place::Member(&member.name, owner));
                }
                for union in &rules.flattened {
                    let text = format!("some members of {name}");
                    stands(*union, Place::Other(Telling::Other, text));
                }
                if let Rest::Keep(ty) = rules.rest {
                    let text = format!("a further member of {name}");
                    stands(ty, Place::Other(Telling::Other, text));
                }
            }
            Shape::Union(union) => {
                for (index, variant) in union.variants.iter().enumerate() {
                    if inlined(cx.ir(), union, variant).is_none() {
                        let (telling, text) = of_variant(cx, union, index, &name);
                        stands(variant.ty, Place::Other(telling, text));
                    }
                }
            }
            Shape::Array(rules) => {
                let text = format!("an element of {name}");
                stands(rules.items, Place::Other(Telling::Other, text));
            }
            Shape::Nullable(ty) => {
                // By the letter: `an Area`, but `a User`.
                let is_vowel = name
                    .trim_start_matches('`')
                    .starts_with(['A', 'E', 'I', 'O']);
                let article = if is_vowel { "an" } else { "a" };
                let text = format!("{article} {name} that isn't `null`");
                stands(*ty, Place::Other(Telling::Other, text));
            }
            _ => {}
        }
    }
    // A component may stand anywhere; which variant it is, is said by a tag, which nothing else has.
    all.retain(|ty, places| {
        cx.ir().get(*ty).component.is_none() || *places.telling() == Telling::Tag
    });
    let sentence = |ty: TypeId, places: Places| match places {
        Places::First(_, text) => capitalized(&text),
        Places::Members(members) => {
            let name = cx.names.types.get(&ty).map_or("", String::as_str);
            capitalized(&in_words(&members, name))
        }
    };
    let all = all.into_iter();
    all.map(|(ty, places)| (ty, sentence(ty, places))).collect()
}

/// A place where a type stands.
enum Place<'a> {
    /// A member, and what it is one of.
    Member(&'a str, &'a str),
    Other(Telling, String),
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
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

/// The type that has a name of its own, in what stands at a place, and what it is there.
fn inside(cx: &Emission<'_>, mut ty: TypeId) -> (TypeId, String) {
    let mut text = String::new();
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
