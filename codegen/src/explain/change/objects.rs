//! Differences of objects: their members, and what else they hold.

use super::list::List;
use super::{Effect, Facet};
use crate::dedup::canonical;
use crate::ir::{Ir, Member, ObjectRules, Rest, Shape};

/// Adds the differences of two objects, the types of their members apart.
pub(super) fn objects(left: &ObjectRules, right: &ObjectRules, list: &mut List) {
    for member in &left.members {
        match right.member(&member.name) {
            Some(other) => members(member, other, list),
            None => {
                let texts = (Some(presence(member).to_owned()), None);
                list.add(Facet::Member, &member.name, texts, Effect::Other);
            }
        }
    }
    for member in &right.members {
        if left.member(&member.name).is_none() {
            let texts = (None, Some(presence(member).to_owned()));
            let effect = match member.required {
                true => Effect::Tighter,
                false => Effect::Other,
            };
            list.add(Facet::Member, &member.name, texts, effect);
        }
    }
    list.low("minProperties", left.min_properties, right.min_properties);
    list.high("maxProperties", left.max_properties, right.max_properties);
    let alternatives = |rules: &ObjectRules| -> Vec<String> {
        let each = rules.any_of.iter();
        each.map(|it| format!("members {:?}, required {:?}", it.members, it.required))
            .collect()
    };
    let (is, was) = (alternatives(left), alternatives(right));
    list.set(Facet::Condition, "anyOf", &is, &was, Effect::Looser);
    let beside = [left, right].map(|it| it.flattened.len().to_string());
    list.text(
        Facet::Condition,
        "unions beside the members",
        &beside[0],
        &beside[1],
    );
}

/// Adds what becomes of undeclared members.
pub(super) fn further(
    (old, left): (&Ir, &ObjectRules),
    (new, right): (&Ir, &ObjectRules),
    list: &mut List,
) {
    let rest = |rules: &ObjectRules| match rules.rest {
        Rest::Skip => "ignored",
        Rest::Refuse => "refused",
        Rest::Keep(_) => "kept",
    };
    let is_free = |ir: &Ir, rules: &ObjectRules| match rules.rest {
        Rest::Keep(ty) => *ir.shape(ir.resolve(ty)) == Shape::Any,
        Rest::Skip => true,
        Rest::Refuse => false,
    };
    let effect = match (left.rest, right.rest) {
        (_, Rest::Refuse) => Effect::Tighter,
        (Rest::Refuse, _) => Effect::Looser,
        // Those that are kept have a type.
        (Rest::Skip, Rest::Keep(_)) if !is_free(new, right) => Effect::Tighter,
        (Rest::Keep(_), Rest::Skip) if !is_free(old, left) => Effect::Looser,
        _ => Effect::Other,
    };
    list.text_with(Facet::Further, "", rest(left), rest(right), effect);
}

/// Two members of the same name, their types apart.
fn members(left: &Member, right: &Member, list: &mut List) {
    let name = &left.name;
    let required = |it: &Member| match it.requested {
        true if !it.required => "required in requests",
        _ => presence(it),
    };
    let effect = match (left.required, right.required) {
        (false, true) => Effect::Tighter,
        (true, false) => Effect::Looser,
        _ => Effect::Other,
    };
    list.text_with(
        Facet::Required,
        name,
        required(left),
        required(right),
        effect,
    );
    for (word, is, was) in [
        ("readOnly", left.read_only, right.read_only),
        ("writeOnly", left.write_only, right.write_only),
    ] {
        if is != was {
            let [is, was] = [is, was].map(|it| it.then(|| word.to_owned()));
            list.add(Facet::Direction, name, (is, was), Effect::Other);
        }
    }
    let [is, was] = [left, right].map(|it| it.constant.as_ref().map(canonical));
    // One that is constant on one side only differs in its type, too.
    if is.is_some() && was.is_some() && is != was {
        list.add(Facet::Constant, name, (is, was), Effect::Other);
    }
}

fn presence(member: &Member) -> &'static str {
    match member.required {
        true => "required",
        false => "optional",
    }
}
