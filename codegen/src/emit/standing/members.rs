//! Members in words, of which a type is the value: the one that the type's name was taken from, or a few.

use std::collections::BTreeSet;

use super::super::docs;
use crate::names::ident;

/// A member that a type stands at.
pub(super) struct Standing {
    /// The member's name.
    pub member: String,
    /// The name of the type that has the member.
    pub owner: String,
    /// What the type is in the member: `"an element of "`.
    pub inside: String,
}

/// More members than this aren't listed.
const MOST: usize = 3;

/// What stands at these members, in the order of the document, and is called `name`.
///
/// A `HeaterMode` is "the `mode` of `Heater`", though it stands at the `mode` of `Light` as well. An `AuthorOrCommitter` is
/// "the `author` or `committer` of `Commit`".
pub(super) fn in_words(members: &[Standing], name: &str) -> String {
    let name = ident::split(name);
    let parts: Vec<&[String]> = name.split(|it| it == "or").collect();
    let last = parts.last().copied().unwrap_or_default();
    // What the members end with in common stands once, at the end: `CurrentOrPreviousLevel`.
    let of_part = |part: &[String]| {
        let mut ends = (1..last.len()).map(|at| [part, &last[at..]].concat());
        giving(members, part).or_else(|| ends.find_map(|it| giving(members, &it)))
    };
    let of_parts: Option<Vec<&Standing>> = parts.iter().map(|it| of_part(it)).collect();
    // Parts that one member gives are those of a name that has an `or` of its own.
    let differ = |found: &Vec<&Standing>| {
        let names: BTreeSet<&str> = found.iter().map(|it| it.member.as_str()).collect();
        names.len() == found.len()
    };
    let of_parts = of_parts.filter(differ);
    let of_whole = || giving(members, &name).map(|it| vec![it]);
    let mut listed = of_parts.or_else(of_whole).unwrap_or_default();
    if listed.is_empty() {
        for standing in members {
            if listed.iter().all(|it| it.member != standing.member) {
                listed.push(standing);
            }
        }
    }
    let others = match listed.len() > MOST {
        true => ", among others",
        false => "",
    };
    listed.truncate(MOST);
    let Some(first) = listed.first() else {
        return String::new();
    };
    let code = |it: &&Standing| docs::code(&it.member);
    let is_like_first = |it: &&Standing| (&it.owner, &it.inside) == (&first.owner, &first.inside);
    let text = if listed.iter().all(is_like_first) {
        let members = one_of(listed.iter().map(code).collect());
        format!(
            "{}the {members} of {}",
            first.inside,
            docs::code(&first.owner)
        )
    } else {
        let whole = |it: &&Standing| {
            let owner = docs::code(&it.owner);
            format!("{}the {} of {owner}", it.inside, code(it))
        };
        one_of(listed.iter().map(whole).collect())
    };
    format!("{text}{others}")
}

/// The first place that gives most of a name, if one gives any of it.
fn giving<'a>(members: &'a [Standing], name: &[String]) -> Option<&'a Standing> {
    let giving = |least: Given| members.iter().find(|it| given(it, name) >= least);
    giving(Given::OwnerAndMember).or_else(|| giving(Given::Member))
}

/// What of a name a place gives.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    Nothing,
    Member,
    OwnerAndMember,
}

/// A name ends with the member that it was taken from, of which there may be several, and may begin with what has the
/// member.
fn given(standing: &Standing, name: &[String]) -> Given {
    let member = ident::split(&standing.member);
    let mut single = member.clone();
    if let Some(last) = single.last_mut() {
        *last = ident::singular(last);
    }
    let (member, single) = (member.concat(), single.concat());
    let ends = |at: &usize| {
        let end = name[*at..].concat();
        end == member || end == single
    };
    let Some(at) = (0..name.len()).find(ends) else {
        return Given::Nothing;
    };
    let before = name[..at].concat();
    let owner = ident::split(&standing.owner).concat();
    match !before.is_empty() && owner.contains(&before) {
        true => Given::OwnerAndMember,
        false => Given::Member,
    }
}

/// `a`, `b` or `c`
fn one_of(mut items: Vec<String>) -> String {
    match items.pop() {
        Some(last) if !items.is_empty() => format!("{} or {last}", items.join(", ")),
        last => last.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, in_words};

    fn said(name: &str, places: &[(&str, &str)]) -> String {
        let standing = |(member, owner): &(&str, &str)| Standing {
            member: (*member).to_owned(),
            owner: (*owner).to_owned(),
            inside: String::new(),
        };
        let places: Vec<Standing> = places.iter().map(standing).collect();
        in_words(&places, name)
    }

    #[test]
    fn the_place_that_gave_the_name_is_told() {
        let modes = [("mode", "Light"), ("mode", "Heater"), ("state", "Heater")];
        assert_eq!(said("HeaterMode", &modes), "the `mode` of `Heater`");
        assert_eq!(said("Mode", &modes), "the `mode` of `Light`");
        assert_eq!(said("HeaterState", &modes), "the `state` of `Heater`");
        let entries = [("other", "List"), ("entries", "List")];
        assert_eq!(said("ListEntry", &entries), "the `entries` of `List`");
    }

    #[test]
    fn a_few_places_are_listed_where_none_gave_the_name() {
        let people = [
            ("author", "Commit"),
            ("committer", "Commit"),
            ("author", "Tag"),
        ];
        assert_eq!(
            said("AuthorOrCommitter", &people[..2]),
            "the `author` or `committer` of `Commit`"
        );
        let levels = [("current_level", "Risk"), ("previous_level", "Risk")];
        assert_eq!(
            said("CurrentOrPreviousLevel", &levels),
            "the `current_level` or `previous_level` of `Risk`"
        );
        let own = [("and", "OrFilterOr"), ("not", "OrFilterOr")];
        assert_eq!(said("AndOrAnd", &own), "the `and` of `OrFilterOr`");
        assert_eq!(
            said("Person", &people),
            "the `author` or `committer` of `Commit`"
        );
        let links = [
            ("self", "Links"),
            ("html", "Links"),
            ("git", "Content"),
            ("next", "Page"),
        ];
        assert_eq!(
            said("HrefObject", &links),
            "the `self` of `Links`, the `html` of `Links` or the `git` of `Content`, among others"
        );
    }
}
