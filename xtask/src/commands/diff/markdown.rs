//! Changes as Markdown: what pull requests show.

use codegen::diff::{ApiChange, Breaks, Diff, Part, WireChange};
use codegen::explain::Facet;
use std::fmt::Write as _;

/// The changes as two tables below a sentence that counts them.
pub(super) fn markdown(diff: &Diff) -> String {
    if diff.is_empty() {
        return "Nothing changed for users.\n".to_owned();
    }
    let mut text = summary(diff);
    for (word, names) in [("Added", &diff.added), ("Removed", &diff.removed)] {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|it| code(it)).collect();
            let _ = writeln!(text, "\n{word} components: {}", names.join(", "));
        }
    }
    if !diff.renamed.is_empty() {
        let names = diff.renamed.iter();
        let names: Vec<String> = names
            .map(|(was, is)| format!("{} → {}", code(was), code(is)))
            .collect();
        let _ = writeln!(text, "\nRenamed components: {}", names.join(", "));
    }
    if !diff.wire.is_empty() {
        text.push_str("\n### On the wire\n\n| where | what | before | now | breaks |\n|---|---|---|---|---|\n");
        let rows = diff.wire.iter().map(wire);
        text.extend(rows);
    }
    if !diff.api.is_empty() {
        text.push_str(
            "\n### In the crate\n\n| item | before | now | breaks |\n|---|---|---|---|\n",
        );
        let rows = diff.api.iter().map(api);
        text.extend(rows);
    }
    text
}

fn summary(diff: &Diff) -> String {
    let wire =
        |breaks: fn(&Breaks) -> bool| diff.wire.iter().filter(|it| breaks(&it.breaks)).count();
    let callers = diff.api.iter().filter(|it| it.breaking).count();
    let counts = [
        (wire(|it| it.readers), "who read values"),
        (wire(|it| it.writers), "who write values"),
        (callers, "who use the crate"),
    ];
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, whom)| format!("{count} for those {whom}"))
        .collect();
    match told.is_empty() {
        true => "No change breaks anyone.\n".to_owned(),
        false => format!("Breaking changes: {}.\n", told.join(", ")),
    }
}

fn wire(it: &WireChange) -> String {
    let way = std::iter::once(&it.subject).chain(&it.way);
    let way: Vec<String> = way.map(|it| code(it)).collect();
    let more = match it.elsewhere {
        0 => String::new(),
        1 => " and in 1 more place".to_owned(),
        count => format!(" and in {count} more places"),
    };
    let side = |it: &Option<String>| it.as_deref().map_or("–".to_owned(), code);
    let whom = whom(it.breaks);
    format!(
        "| {}{more} | {} | {} | {} | {whom} |\n",
        way.join(" → "),
        what(it.change.facet, &it.change.name),
        side(&it.change.left),
        side(&it.change.right),
    )
}

/// Whom a change breaks, in words.
pub(super) fn whom(breaks: Breaks) -> &'static str {
    match (breaks.readers, breaks.writers) {
        (true, true) => "readers, writers",
        (true, false) => "readers",
        (false, true) => "writers",
        (false, false) => "",
    }
}

/// What changed, as Markdown.
pub(super) fn what(facet: Facet, name: &str) -> String {
    match facet {
        Facet::Kind => "kind of value".to_owned(),
        Facet::Null => "`null`".to_owned(),
        Facet::Member => format!("member {}", code(name)),
        Facet::Required => format!("presence of {}", code(name)),
        Facet::Direction => format!("direction of {}", code(name)),
        Facet::Constant => format!("value of {}", code(name)),
        Facet::Further => "undeclared members".to_owned(),
        Facet::Limit => code(name),
        Facet::Value => "listed value".to_owned(),
        Facet::Variant => "variant".to_owned(),
        Facet::Tag if name.is_empty() => "what tells the variants".to_owned(),
        Facet::Tag => format!("tag of {}", code(name)),
        Facet::ToldBy => "how variants are told apart".to_owned(),
        Facet::Condition => format!("condition: {}", code(name)),
    }
}

fn api(it: &ApiChange) -> String {
    let name = it.name.as_deref().unwrap_or_default();
    let item = match it.part {
        None => code(&it.item),
        Some(Part::Field) => code(&format!("{}.{name}", it.item)),
        Some(Part::Variant | Part::Constant) => code(&format!("{}::{name}", it.item)),
        Some(Part::Function) => code(&format!("{}::{name}()", it.item)),
        Some(Part::Trait) => code(&format!("impl {name} for {}", it.item)),
    };
    let side = |text: &Option<String>| match text.as_deref() {
        None => "–".to_owned(),
        Some("") => "unit".to_owned(),
        Some(text) => code(text),
    };
    let whom = if it.breaking { "callers" } else { "" };
    format!(
        "| {item} | {} | {} | {whom} |\n",
        side(&it.left),
        side(&it.right)
    )
}

/// Text as code in a cell of a table: no text ends the code or the cell.
fn code(text: &str) -> String {
    let text = codegen::diagnostics::printable(text).replace('|', "\\|");
    let longest = text.split(|it| it != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    let is_fenced = text.starts_with('`') || text.ends_with('`');
    let space = if is_fenced || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_holds_any_text() {
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a\nb"), "`a\\u{a}b`");
    }
}
