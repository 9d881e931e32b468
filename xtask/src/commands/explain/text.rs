//! Explanations as people read them.

use codegen::explain::{
    Became, Change, Comparison, Difference, Effect, Explanation, Facet, Naming, Place,
    SchemaExplanation, Telling, TypeExplanation,
};
use std::fmt::Write as _;

/// How many places are listed.
const SHOWN: usize = 12;

/// What there is to say about one subject.
pub(super) fn explanation(explanation: &Explanation) -> String {
    let schema = explanation.schema.as_ref().map(schema);
    let ty = explanation.r#type.as_ref().map(type_text);
    let parts: Vec<String> = [schema, ty].into_iter().flatten().collect();
    parts.join("\n")
}

fn schema(schema: &SchemaExplanation) -> String {
    let item = schema.item.as_deref().unwrap_or("nothing");
    let how = match schema.became {
        Became::Type => "it is the type",
        Became::Merged => "it is merged into the type around it",
        Became::Constant => "it is a constant: the member has a single value",
        Became::Variant => "it is a variant, which holds the only member directly",
        Became::Nothing => "no value can stand there",
    };
    let mut text = format!("{} → {item}\n  {how}\n", schema.pointer);
    let mut line = |what: &str, pointer: &Option<String>| {
        if let Some(pointer) = pointer {
            text.push_str(&format!("  {what} {pointer}\n"));
        }
    };
    line("at", &schema.into);
    line("refers to", &schema.refers_to);
    line("a copy of", &schema.copy_of);
    text
}

fn type_text(ty: &TypeExplanation) -> String {
    let mut text = format!("{}: {}", ty.item, ty.kind);
    if let Some(component) = &ty.component {
        let _ = write!(text, ", the component {component:?}");
    }
    if let Some(target) = &ty.alias_of {
        let _ = write!(text, ", another name for {target}");
    }
    text.push('\n');
    if let Some(name) = &ty.name {
        text.push_str(&naming(name));
    }
    if !ty.places.is_empty() {
        text.push_str(&places(&ty.places));
    }
    if let Some(union) = &ty.union {
        text.push_str(&telling(union));
    }
    text
}

fn naming(name: &Naming) -> String {
    let mut text = format!("\nname: {}\n", name.reason);
    for lost in &name.lost {
        let _ = writeln!(text, "  not {} ({}): {}", lost.name, lost.from, lost.why);
    }
    text
}

fn places(places: &[Place]) -> String {
    let mut text = match places.len() {
        1 => "\n1 place\n".to_owned(),
        count => format!("\n{count} places\n"),
    };
    for place in places.iter().take(SHOWN) {
        let extended = place.extends.as_deref().unwrap_or_default();
        let why = format!("{} {extended}", place.why.text());
        let _ = writeln!(text, "  {} – {}", place.pointer, why.trim_end());
    }
    if let Some(more @ 1..) = places.len().checked_sub(SHOWN) {
        let _ = writeln!(text, "  … {more} more; --message-format json lists all");
    }
    text
}

fn telling(union: &Telling) -> String {
    let head = format!("\nrung {} of 5: {}\n", union.rung, union.text);
    if union.variants.is_empty() {
        return head;
    }
    let mut rows = vec![["told by", "variant", "type", "branch", ""].map(str::to_owned)];
    for variant in &union.variants {
        let tags = variant.tags.join(" or ");
        let members: Vec<String> = variant.members.iter().map(|it| format!("{it:?}")).collect();
        let members = members.join(" and ");
        let told = match (&variant.kinds, tags.as_str()) {
            (Some(kinds), _) => kinds.clone(),
            (None, "") if members.is_empty() => "trial".to_owned(),
            (None, "") => members,
            (None, _) => tags,
        };
        rows.push([
            told,
            variant.name.clone(),
            variant.r#type.clone(),
            variant.pointer.clone(),
            variant.note.unwrap_or_default().to_owned(),
        ]);
    }
    head + &table(&rows)
}

/// Columns side by side.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths);
        let cells: Vec<String> = cells.map(|(it, width)| format!("{it:width$}")).collect();
        format!("  {}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// Whether two subjects are one type.
pub(super) fn comparison(comparison: &Comparison, names: &[&str]) -> String {
    let mut text = String::new();
    for (name, item) in names.iter().zip(&comparison.items) {
        let item = item.as_deref().unwrap_or("nothing");
        let _ = writeln!(text, "{name} → {item}");
    }
    let verdict = match comparison.same {
        true => "one type",
        false => "not one type",
    };
    let _ = writeln!(text, "{verdict}: {}", comparison.reason);
    if let Some(found) = &comparison.difference {
        text.push_str(&difference(found));
    }
    text
}

fn difference(difference: &Difference) -> String {
    let mut text = String::from("\nthe first difference");
    if !difference.way.is_empty() {
        let _ = write!(text, ", at {}", difference.way.join(" → "));
    }
    let _ = writeln!(text, ": {}", change(&difference.change));
    let sides = [
        (&difference.change.left, &difference.left),
        (&difference.change.right, &difference.right),
    ];
    for (says, place) in sides {
        let says = says.as_deref().unwrap_or("no such thing");
        let place = place.as_deref().unwrap_or("(no place of its own)");
        let _ = writeln!(text, "  {place}: {says}");
    }
    text
}

fn change(change: &Change) -> String {
    let name = &change.name;
    let about = match change.facet {
        Facet::Kind => "the kind of value".to_owned(),
        Facet::Null => "whether null is allowed".to_owned(),
        Facet::Member => format!("the member {name:?} is declared on one side only"),
        Facet::Required => format!("whether the member {name:?} is required"),
        Facet::Direction => format!("readOnly or writeOnly of the member {name:?}"),
        Facet::Constant => format!("the only value of the member {name:?}"),
        Facet::Further => "members that are not declared".to_owned(),
        Facet::Limit => format!("{name:?}"),
        Facet::Value => "a listed value".to_owned(),
        Facet::Variant => "a variant".to_owned(),
        Facet::Tag if name.is_empty() => "the member that tells the variants".to_owned(),
        Facet::Tag => format!("the tags of the variant {name}"),
        Facet::ToldBy => "how the variants are told apart".to_owned(),
        Facet::Condition => format!("what else is asked of values ({name})"),
    };
    match change.effect {
        Effect::Tighter => format!("{about}; the second one is tighter"),
        Effect::Looser => format!("{about}; the second one is looser"),
        Effect::Other => about,
    }
}
