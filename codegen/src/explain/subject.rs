//! What the user asks about: a type by its name, or a schema by its pointer; and what may have been
//! meant where there is no such thing.

use super::Explainer;
use crate::ir::TypeId;
use crate::pointer::Pointer;
use crate::raw::Raw;
use crate::schema::SchemaId;

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A type
    Type(TypeId),
    /// A schema
    Schema(SchemaId),
}

/// Why a text names no subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong, in one line
    pub message: String,
    /// What may have been meant, the most likely first
    pub suggestions: Vec<String>,
}

/// How many suggestions are made.
const MOST: usize = 3;

impl Explainer<'_> {
    /// The subject that a text names: `PushClicked`, `push_clicked`, `#/components/schemas/pet`,
    /// `/components/schemas/pet`, `models/pet.yaml#/Pet`, or an item of `schema-map.json`.
    ///
    /// # Errors
    ///
    /// Where there is no such type or schema.
    pub fn find(&self, text: &str) -> Result<Subject, Unknown> {
        match text.starts_with('/') || text.contains('#') {
            true => self.find_schema(text),
            false => self.find_type(text),
        }
    }

    fn find_type(&self, text: &str) -> Result<Subject, Unknown> {
        // `PushClicked::METRIC` and `PushData::Campaign` belong to a type.
        let name = text.split("::").next().unwrap_or(text);
        let types = &self.plan.names.types;
        let named = types.iter().find(|(_, it)| *it == name).map(|it| *it.0);
        let component = || self.ir().components.get(text).copied();
        if let Some(id) = named.or_else(component) {
            return Ok(Subject::Type(id));
        }
        let components = self.ir().components.keys().map(String::as_str);
        let known = types.values().map(String::as_str).chain(components);
        Err(Unknown {
            message: format!("there is no type or component {text:?}"),
            suggestions: closest(text, known),
        })
    }

    fn find_schema(&self, text: &str) -> Result<Subject, Unknown> {
        let graph = &self.plan.graph;
        let Some(pointer) = Pointer::parse(text) else {
            return Err(Unknown {
                message: format!("{text:?} is no JSON Pointer (RFC 6901)"),
                suggestions: Vec::new(),
            });
        };
        let pointers: Vec<Pointer> = graph.ids().map(|id| graph.pointer(id)).collect();
        let mut found = graph.ids().zip(&pointers);
        if let Some((id, _)) = found.find(|(_, it)| **it == pointer) {
            return Ok(Subject::Schema(id));
        }
        // The nearest schema above that exists, and what is directly below it.
        let mut above = pointer.parent();
        while let Some(it) = above.as_ref().filter(|it| !pointers.contains(it)) {
            above = it.parent();
        }
        let below = |it: &&Pointer| match &above {
            Some(above) => {
                let rest = it.as_str().strip_prefix(above.as_str());
                rest.is_some_and(|it| (1..=2).contains(&it.matches('/').count()))
            }
            None => it.file() == pointer.file() && it.segments().count() <= 3,
        };
        let near: Vec<String> = pointers
            .iter()
            .filter(below)
            .map(Pointer::to_string)
            .collect();
        let mut suggestions = closest(&pointer.to_string(), near.iter().map(String::as_str));
        suggestions.extend(above.map(|it| it.to_string()));
        suggestions.truncate(MOST);
        let is_there = pointer.file().is_none() && self.plan.document.root.at(&pointer).is_some();
        let is_object = self.plan.document.root.at(&pointer);
        let message = match is_object {
            Some(Raw::Object(_)) if is_there => {
                format!("{pointer} is no schema of the components, or nothing refers to it")
            }
            Some(it) if is_there => format!("{pointer} is no schema, but {}", it.kind()),
            _ => format!("nothing stands at {pointer}"),
        };
        Err(Unknown {
            message,
            suggestions,
        })
    }
}

/// The known words that are like a text, the likest first.
fn closest<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = plain(text);
    let most = (wanted.len() / 3).max(2);
    let mut ranked: Vec<(usize, &str)> = known
        .filter_map(|it| {
            let word = plain(it);
            let distance = distance(&wanted, &word);
            let is_part = wanted.len() > 2 && contains(&word, &wanted);
            match distance <= most {
                true => Some((distance, it)),
                // Longer ones that have all of it come after those with a slip.
                false => is_part.then_some((most + distance, it)),
            }
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    let ranked = ranked.into_iter().take(MOST);
    ranked.map(|(_, it)| it.to_owned()).collect()
}

/// The letters and digits that tell words apart: `push_clicked` is as good as `PushClicked`.
fn plain(text: &str) -> Vec<char> {
    let letters = text.chars().filter(|it| !matches!(it, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

fn contains(word: &[char], part: &[char]) -> bool {
    word.windows(part.len()).any(|it| it == part)
}

/// How many characters must be added, taken away or replaced to make one text of the other
/// (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.iter().enumerate() {
        let mut before = line;
        let mut left = line + 1;
        for (b, cell) in other.iter().zip(row.iter_mut().skip(1)) {
            let replaced = before + usize::from(a != b);
            before = *cell;
            left = replaced.min(*cell + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_cases_and_parts_are_recognised_and_nothing_else() {
        let known = ["PushClicked", "PushOpened", "PersonAddDevice", "Id"];
        let suggest = |text| closest(text, known.into_iter());
        assert_eq!(suggest("pushclicked"), ["PushClicked"]);
        assert_eq!(suggest("PushCliked"), ["PushClicked"]);
        assert_eq!(suggest("push"), ["PushOpened", "PushClicked"]);
        assert_eq!(suggest("Unrelated"), Vec::<String>::new());
    }

    #[test]
    fn the_distance_counts_single_characters() {
        let of = |a: &str, b: &str| distance(&plain(a), &plain(b));
        assert_eq!(
            (of("kitten", "sitting"), of("", "abc"), of("a", "a")),
            (3, 3, 0)
        );
    }
}
