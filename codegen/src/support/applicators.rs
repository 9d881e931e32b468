//! The keywords of JSON Schema 2020-12 that apply schemas to parts of a value, or under conditions:
//! they are checked on the value as JSON.

use serde_json::Value;

use super::place::Place;
use super::report::{Direction, Report};
use super::violation::{Violation, Violations};

/// What a schema finds wrong with a value that goes in a direction, if that is known. Which schemas a value fits is
/// asked without one: `readOnly` and `writeOnly` say who may send it, not what it is.
pub type Schema = fn(&Value, Option<Direction>) -> Result<(), Violations>;

/// Whether a name is meant.
pub type Names = fn(&str) -> bool;

/// The schema that any value fits.
///
/// # Errors
///
/// None.
pub fn anything(_: &Value, _: Option<Direction>) -> Result<(), Violations> {
    Ok(())
}

/// The schema that no value fits.
///
/// # Errors
///
/// Always.
pub fn nothing(_: &Value, _: Option<Direction>) -> Result<(), Violations> {
    Err(Violation::new("not", "nothing is allowed here").into())
}

/// §10.3.2.2 `patternProperties`
pub fn matching(
    value: &Value,
    names: Names,
    schema: Schema,
    place: &Place<'_>,
    report: &mut Report,
) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let place = place.entry(name);
        if names(name)
            && !report.is_blurred(&place)
            && let Err(violations) = schema(value, report.direction())
        {
            report.append(violations, &place);
        }
    }
}

/// §10.3.2.3 `additionalProperties`, of members whose names aren't among these; without a schema
/// there must be none.
pub fn further(
    value: &Value,
    names: Names,
    schema: Option<Schema>,
    place: &Place<'_>,
    report: &mut Report,
) {
    for (name, value) in value.as_object().into_iter().flatten() {
        if !names(name) {
            further_member("additionalProperties", name, value, schema, place, report);
        }
    }
}

fn further_member(
    keyword: &'static str,
    name: &str,
    value: &Value,
    schema: Option<Schema>,
    place: &Place<'_>,
    report: &mut Report,
) {
    match schema.map(|it| it(value, report.direction())) {
        Some(Ok(())) => {}
        Some(Err(_)) if report.is_blurred(&place.entry(name)) => {}
        Some(Err(violations)) => report.append(violations, &place.entry(name)),
        None => report.violation(place, || {
            Violation::of_member(keyword, name, format!("unexpected member {name:?}"))
        }),
    }
}

/// §10.3.2.4 `propertyNames`
pub fn names(value: &Value, schema: Schema, place: &Place<'_>, report: &mut Report) {
    for name in value.as_object().into_iter().flatten().map(|(it, _)| it) {
        if let Err(violations) = schema(&Value::from(name.as_str()), None) {
            report.violation(place, || {
                let message = format!("the name of member {name:?}: {}", first(&violations));
                Violation::of_member("propertyNames", name, message)
            });
        }
    }
}

/// §6.5.4 `dependentRequired`; those that are `written` only must be there in requests.
pub fn requires(
    value: &Value,
    name: &str,
    (required, written): (&[&str], &[&str]),
    place: &Place<'_>,
    report: &mut Report,
) {
    let Some(members) = value.as_object().filter(|it| it.contains_key(name)) else {
        return;
    };
    let written = match report.direction() {
        Some(Direction::Request) => written,
        _ => &[],
    };
    let required = required.iter().chain(written);
    for missing in required.filter(|it| !members.contains_key(**it)) {
        report.violation(place, || {
            let message = format!("missing member {missing:?}, which {name:?} asks for");
            Violation::of_member("dependentRequired", missing, message)
        });
    }
}

/// §10.2.2.4 `dependentSchemas`
pub fn implies(value: &Value, name: &str, schema: Schema, place: &Place<'_>, report: &mut Report) {
    if value.get(name).is_some()
        && !report.is_blurred(place)
        && let Err(violations) = schema(value, report.direction())
    {
        report.append(violations, place);
    }
}

/// §10.2.2 `if`, `then` and `else`
pub fn conditional(
    value: &Value,
    test: Schema,
    then: Schema,
    otherwise: Schema,
    place: &Place<'_>,
    report: &mut Report,
) {
    if report.is_blurred(place) {
        return;
    }
    let branch = match test(value, None) {
        Ok(()) => then,
        Err(_) => otherwise,
    };
    if let Err(violations) = branch(value, report.direction()) {
        report.append(violations, place);
    }
}

/// §10.2.1.2 `anyOf`, of named schemas
pub fn any(
    value: &Value,
    schemas: &[(&'static str, Schema)],
    place: &Place<'_>,
    report: &mut Report,
) {
    if report.is_blurred(place) {
        return;
    }
    let mut reasons = Vec::new();
    for (name, schema) in schemas {
        match schema(value, report.direction()) {
            Ok(()) => return,
            Err(violations) => reasons.extend(violations.into_first().map(|it| (*name, it))),
        }
    }
    report.violation(place, || Violation::of_union("anyOf", reasons));
}

/// §10.3.1.3 `contains`, with `minContains` and `maxContains` (§6.4.4 and §6.4.5)
pub fn contains(
    value: &Value,
    schema: Schema,
    least: usize,
    most: Option<usize>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let elements = value.as_array().filter(|_| !report.is_blurred(place));
    let Some(elements) = elements else {
        return;
    };
    let count = elements
        .iter()
        .filter(|it| schema(it, None).is_ok())
        .count();
    if count < least {
        let keyword = if least == 1 {
            "contains"
        } else {
            "minContains"
        };
        report.violation(place, || {
            let message = format!("{count} elements are of the kind that must be contained");
            Violation::new(keyword, message)
                .limited_to(least)
                .found(count)
        });
    }
    if let Some(most) = most.filter(|it| count > *it) {
        report.violation(place, || {
            let message = format!("{count} elements are of a kind of which {most} are allowed");
            Violation::new("maxContains", message)
                .limited_to(most)
                .found(count)
        });
    }
}

/// §10.3.1.1 `prefixItems`
pub fn prefix(value: &Value, schemas: &[Schema], place: &Place<'_>, report: &mut Report) {
    let elements = value.as_array().into_iter().flatten();
    for (index, (element, schema)) in elements.zip(schemas).enumerate() {
        let place = place.index(index);
        if !report.is_blurred(&place)
            && let Err(violations) = schema(element, report.direction())
        {
            report.append(violations, &place);
        }
    }
}

/// §10.3.1.2 `items`, after the first `count` elements; without a schema there must be none.
pub fn after(
    value: &Value,
    count: usize,
    schema: Option<Schema>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let elements = value.as_array().into_iter().flatten();
    for (index, element) in elements.enumerate().skip(count) {
        further_element("items", index, element, schema, place, report);
    }
}

fn further_element(
    keyword: &'static str,
    index: usize,
    element: &Value,
    schema: Option<Schema>,
    place: &Place<'_>,
    report: &mut Report,
) {
    match schema.map(|it| it(element, report.direction())) {
        Some(Ok(())) => {}
        Some(Err(_)) if report.is_blurred(&place.index(index)) => {}
        Some(Err(violations)) => report.append(violations, &place.index(index)),
        None => report.violation(&place.within(index), || {
            Violation::new(keyword, "unexpected element")
        }),
    }
}

/// What one subschema looks at, where all of `when` holds.
#[derive(Clone, Copy)]
pub struct Evaluated<'a> {
    /// Under which conditions
    pub when: &'a [When<'a>],
    /// Whether it looks at everything
    pub all: bool,
    /// The members it looks at
    pub names: Names,
    /// How many of the first elements it looks at
    pub count: usize,
    /// What it looks for among the elements
    pub contains: Option<Schema>,
}

/// A condition under which a subschema counts.
#[derive(Clone, Copy)]
pub enum When<'a> {
    /// The value fits
    Is(Schema),
    /// The value doesn't fit
    IsNot(Schema),
    /// The object has the member
    Has(&'a str),
}

/// Whether what is looked at depends on the value.
fn depends(evaluated: &[Evaluated<'_>]) -> bool {
    let mut all = evaluated.iter();
    all.any(|it| !it.when.is_empty() || it.contains.is_some())
}

fn holding<'a>(evaluated: &'a [Evaluated<'a>], value: &Value) -> Vec<&'a Evaluated<'a>> {
    let holds = |when: &When<'_>| match when {
        When::Is(schema) => schema(value, None).is_ok(),
        When::IsNot(schema) => schema(value, None).is_err(),
        When::Has(name) => value.get(name).is_some(),
    };
    let all = evaluated.iter();
    all.filter(|it| it.when.iter().all(holds)).collect()
}

/// §11.3 `unevaluatedProperties`; without a schema there must be no such member.
pub fn unevaluated_members(
    value: &Value,
    evaluated: &[Evaluated<'_>],
    schema: Option<Schema>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let is_unclear = depends(evaluated) && report.is_blurred(place);
    let members = value.as_object().filter(|_| !is_unclear);
    let Some(members) = members else {
        return;
    };
    let evaluated = holding(evaluated, value);
    for (name, value) in members {
        if !evaluated.iter().any(|it| it.all || (it.names)(name)) {
            further_member("unevaluatedProperties", name, value, schema, place, report);
        }
    }
}

/// §11.2 `unevaluatedItems`; without a schema there must be no such element.
pub fn unevaluated_elements(
    value: &Value,
    evaluated: &[Evaluated<'_>],
    schema: Option<Schema>,
    place: &Place<'_>,
    report: &mut Report,
) {
    let is_unclear = depends(evaluated) && report.is_blurred(place);
    let elements = value.as_array().filter(|_| !is_unclear);
    let Some(elements) = elements else {
        return;
    };
    let evaluated = holding(evaluated, value);
    for (index, element) in elements.iter().enumerate() {
        let is_evaluated = evaluated.iter().any(|it| {
            it.all || index < it.count || it.contains.is_some_and(|it| it(element, None).is_ok())
        });
        if !is_evaluated {
            further_element("unevaluatedItems", index, element, schema, place, report);
        }
    }
}

fn first(violations: &Violations) -> String {
    let first = violations.iter().next();
    first.map(|it| it.message().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn violated(check: impl Fn(&Place<'_>, &mut Report)) -> Vec<String> {
        let mut report = Report::default();
        check(&Place::ROOT, &mut report);
        let violations = report.finish().err();
        let violations = violations.iter().flat_map(|it| it.iter());
        violations.map(|it| it.to_string()).collect()
    }

    fn is_text(value: &Value, _: Option<Direction>) -> Result<(), Violations> {
        let refused = || Violation::new("type", "expected a string").into();
        value.is_string().then_some(()).ok_or_else(refused)
    }

    #[test]
    fn a_member_that_matches_no_pattern_is_further() {
        let value = json!({"a": 1, "b": 2});
        let found = violated(|place, report| further(&value, |it| it == "a", None, place, report));
        assert_eq!(
            found,
            ["(root): unexpected member \"b\" [additionalProperties]"]
        );
    }

    #[test]
    fn elements_that_are_contained_are_counted() {
        let value = json!(["a", 1, "b"]);
        let count = |least, most| {
            violated(|place, report| contains(&value, is_text, least, most, place, report)).len()
        };
        assert_eq!(
            (count(2, Some(2)), count(3, None), count(0, Some(1))),
            (0, 1, 1)
        );
    }

    #[test]
    fn what_a_failing_subschema_looks_at_is_unevaluated() {
        let value = json!({"a": 1});
        let look = |when: When<'_>| {
            let evaluated = [Evaluated {
                when: &[when],
                all: false,
                names: |it| it == "a",
                count: 0,
                contains: None,
            }];
            violated(|place, report| {
                unevaluated_members(&value, &evaluated, None, place, report);
            })
            .len()
        };
        assert_eq!(look(When::Is(anything)), 0);
        assert_eq!(look(When::Is(nothing)), 1);
        assert_eq!(look(When::Has("b")), 1);
    }
}
