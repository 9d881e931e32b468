//! Whether an answer is right: who says the same, and whether what was read survives being written.

use agreement::endless::is_endless;
use agreement::graph::Components;
use agreement::instances::instances;
use agreement::opinion::{Agreement, Opinion};
use agreement::remainder::is_remainder;
use agreement::rules::Rule;
use serde_json::Value;
use tests::crates::Refused;

use super::tally::Tally;

/// A schema that nothing satisfies is refused when the crate is made. One that leads back to itself
/// is, too: JSON Schema doesn't say what it means.
pub(crate) fn judge_refusal(refused: &Refused, components: &Components, tally: &mut Tally) {
    let is_contradiction = ["unsatisfiable-schema", "uninhabited-type"].contains(&&*refused.code);
    if is_contradiction && is_endless(&refused.name, components) {
        tally.endless += 1;
        return;
    }
    let opinion = Opinion::of(&refused.name, components);
    let made = instances(&refused.name, components, |it| opinion.is_valid(it));
    match made.iter().find(|it| opinion.is_valid(it)) {
        None if is_contradiction => tally.contradictions += 1,
        valid => {
            let valid = valid.map_or("nothing".to_owned(), Value::to_string);
            let fault = format!("not generated: {}; valid is {valid}", refused.code);
            tally.fault(&refused.name, fault);
        }
    }
}

/// Judges what a schema's type says of an instance.
pub(crate) fn judge(
    schema: &str,
    instance: &Value,
    answer: &Value,
    opinion: &Opinion,
    tally: &mut Tally,
) {
    tally.instances += 1;
    tally.valid += usize::from(opinion.is_valid(instance));
    let complaints = answer["complaints"].as_array().into_iter().flatten();
    let mut faults: Vec<String> = complaints
        .map(|it| it.as_str().unwrap().to_owned())
        .collect();
    let accepted = answer.get("accepted").is_some();
    let refused = answer["refused"].as_str();
    if accepted || refused.is_some() {
        match opinion.agreement(instance, accepted) {
            Agreement::Strict => {}
            Agreement::Rule(rule) => tally.rule(rule),
            Agreement::None => faults.push(match refused {
                Some(refusal) => {
                    format!("decode refuses: {}", refusal.lines().next().unwrap_or(""))
                }
                None => "decode accepts".to_owned(),
            }),
        }
    }
    if let Some(encoded) = answer["accepted"].as_str()
        && faults.is_empty()
    {
        let again = answer["again"].as_str().unwrap();
        faults.extend(judge_encoded(instance, encoded, again, opinion, tally));
    }
    for fault in faults {
        tally.fault(schema, format!("{instance}  {fault}"));
    }
}

/// What is written is still valid, and read again it is the same value; unless members have been
/// ignored that told the variant.
fn judge_encoded(
    instance: &Value,
    text: &str,
    again: &str,
    opinion: &Opinion,
    tally: &mut Tally,
) -> Option<String> {
    let encoded: Value = serde_json::from_str(text).unwrap();
    let is_valid = opinion.agreement(&encoded, true) != Agreement::None;
    if again == "same" && is_valid {
        return None;
    }
    // Whether it is read again isn't for the loss to explain.
    let is_read = !again.starts_with("it is refused");
    if opinion.agreement(&encoded, is_read) != Agreement::None && is_remainder(&encoded, instance) {
        tally.rule(Rule::IgnoredMembers);
        return None;
    }
    let again = again.lines().next().unwrap_or("");
    Some(format!(
        "encoded to {text}: valid: {is_valid}; decoded: {again}"
    ))
}
