//! Of the project's crate: no two types that the document gives no name are equal, and none is equal to
//! a component.

use std::collections::BTreeMap;

/// Equal on purpose: both are components.
const TWINS: [(&str, &str); 1] = [("PersonPage", "PersonScreen")];

#[test]
fn no_two_types_are_equal() {
    let mut names: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, body) in items(include_str!("../../generated/src/types.rs")) {
        names.entry(body).or_default().push(name);
    }
    let twins: Vec<_> = names.into_iter().filter(|it| it.1.len() > 1).collect();
    let known: Vec<Vec<&str>> = TWINS
        .iter()
        .map(|(one, other)| vec![*one, *other])
        .collect();
    let found: Vec<Vec<&str>> = twins.iter().map(|it| it.1.clone()).collect();
    assert_eq!(found, known, "{twins:#?}");
}

/// The structs and enums of a file by name, each with its kind, its body and its constants, without
/// docs.
fn items(file: &str) -> impl Iterator<Item = (&str, String)> {
    let starts = file.match_indices("\npub ");
    starts.filter_map(move |(at, _)| {
        let item = &file[at + 5..];
        let (kind, rest) = item.split_once(' ')?;
        let (name, rest) = rest.split_once(' ')?;
        let body = &rest[..rest.find("\n}")?];
        let constants = file.split_once(&format!("\nimpl {name} {{\n"));
        let constants = constants.and_then(|(_, rest)| rest.split_once("\n}"));
        let constants = constants.map_or("", |(constants, _)| constants);
        let lines = body.lines().chain(constants.lines()).map(str::trim);
        let lines: Vec<&str> = lines.filter(|it| !it.starts_with("///")).collect();
        let is_item = ["struct", "enum"].contains(&kind);
        is_item.then(|| (name, format!("{kind} {}", lines.join(" "))))
    })
}
