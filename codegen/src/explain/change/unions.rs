//! Differences of unions: their variants, their tags, and how variants are told apart.

use super::list::List;
use super::{Effect, Facet, Named};
use crate::explain::walk::twins;
use crate::ir::{ToldBy, Union, Variant};

/// Adds the differences of two unions, those of the types of variants that correspond apart.
pub(super) fn unions(
    (left, a): (Named<'_>, &Union),
    (right, b): (Named<'_>, &Union),
    list: &mut List,
) {
    let name = |named: Named<'_>, index: usize| named.variants.get(index).cloned();
    let twins = twins((left, a), (right, b));
    for index in 0..a.variants.len() {
        if twins.iter().all(|it| it.0 != index) {
            let texts = (name(left, index), None);
            list.add(Facet::Variant, "", texts, Effect::Tighter);
        }
    }
    for index in 0..b.variants.len() {
        if twins.iter().all(|it| it.1 != index) {
            let texts = (None, name(right, index));
            list.add(Facet::Variant, "", texts, Effect::Looser);
        }
    }
    for (one, other) in twins {
        let [was, is] = [&a.variants[one], &b.variants[other]].map(Variant::tag_texts);
        let has_more = |few: &[String], many: &[String]| many.iter().any(|it| !few.contains(it));
        let effect = match (has_more(&was, &is), has_more(&is, &was)) {
            (true, false) => Effect::Looser,
            (false, true) => Effect::Tighter,
            _ => Effect::Other,
        };
        // Where one side has none, the variants are told apart in another way.
        if was.is_empty() || is.is_empty() {
            continue;
        }
        let name = name(left, one).unwrap_or_default();
        list.text_with(Facet::Tag, &name, &was.join(", "), &is.join(", "), effect);
    }
    let told = [&a.told_by, &b.told_by].map(told_by);
    if let (Some(was), Some(is)) = (a.tag(), b.tag())
        && was != is
    {
        // Another member decides.
        return list.text(Facet::Tag, "", &told[0], &told[1]);
    }
    let is_counted = |it: &ToldBy| *it == ToldBy::Trial { exactly_one: true };
    let effect = match (is_counted(&a.told_by), is_counted(&b.told_by)) {
        (true, false) => Effect::Looser,
        (false, true) => Effect::Tighter,
        _ => Effect::Other,
    };
    list.text_with(Facet::ToldBy, "", &told[0], &told[1], effect);
}

fn told_by(told_by: &ToldBy) -> String {
    match told_by {
        ToldBy::Tag { property, open, .. } => {
            let unknown = if *open { ", unknown ones kept" } else { "" };
            format!("the member {property:?}{unknown}")
        }
        ToldBy::Kind(_) => "the JSON type".to_owned(),
        ToldBy::Members => "the members that are present".to_owned(),
        ToldBy::Trial { exactly_one: true } => "trial (exactly one)".to_owned(),
        ToldBy::Trial { exactly_one: false } => "trial (the first)".to_owned(),
        ToldBy::Every => "trial (all that fit)".to_owned(),
    }
}
