//! What the document says of a schema, and which of several places says it.

use indexmap::IndexMap;

use super::super::{Emission, docs};
use crate::names::ident;
use crate::raw::Raw;
use crate::schema::{About, Said, SchemaId};

/// What is said at a place: there, and then in what it leads to.
pub(super) struct Words<'a> {
    /// The schemas that say it there.
    pub(super) schemas: Vec<SchemaId>,
    here: Said<'a>,
    further: Vec<Said<'a>>,
    is_deprecated: bool,
}

impl<'a> Words<'a> {
    /// What a schema says of the values at its place.
    pub(super) fn of(cx: &Emission<'a>, source: SchemaId) -> Self {
        Self::about(cx, About::Place, vec![source])
    }

    /// What a schema says of its type.
    pub(super) fn of_type(cx: &Emission<'a>, source: SchemaId) -> Self {
        Self::about(cx, About::Type, vec![source])
    }

    /// What several schemas say of the values at a place, of which the first one says most about that.
    pub(super) fn of_all(cx: &Emission<'a>, schemas: Vec<SchemaId>) -> Self {
        Self::about(cx, About::Place, schemas)
    }

    fn about(cx: &Emission<'a>, about: About, schemas: Vec<SchemaId>) -> Self {
        let mut here = Said::default();
        let mut further = Vec::new();
        for schema in &schemas {
            let mut along = cx.graph.said_along(about, *schema).into_iter();
            along.by_ref().take(1).for_each(|it| here.append(it));
            further.extend(along);
        }
        Words {
            schemas,
            is_deprecated: here.is_deprecated(),
            here,
            further,
        }
    }

    fn each(&self) -> impl Iterator<Item = &Said<'a>> {
        std::iter::once(&self.here).chain(&self.further)
    }

    /// The description of what is called `name`, as lines.
    pub(super) fn description(&self, name: &str) -> Vec<String> {
        // A title there tells more than what is said elsewhere.
        let here = words(self.here.description(), self.here.title(), name);
        let further = || self.further.iter().find_map(Said::description);
        let titles = || {
            let mut titles = self.further.iter().filter_map(Said::title);
            titles.find_map(|it| words(None, Some(it), name))
        };
        let text = here.or_else(further).or_else(titles);
        docs::lines(text.unwrap_or_default())
    }

    /// The description that stands there, and not in what it leads to.
    pub(super) fn own_description(&self) -> Option<&'a str> {
        self.here.description()
    }

    /// `format`
    pub(super) fn format(&self) -> Option<&'a str> {
        self.each().find_map(Said::format)
    }

    /// `default`
    pub(super) fn default_value(&self) -> Option<&'a Raw> {
        self.each().find_map(Said::default_value)
    }
}

/// The words about what stands at several places: those of the first place that describes it as most places do that
/// describe it. Where each says something else, what one says is about that place.
pub(super) fn agreed(mut places: Vec<Words<'_>>) -> Option<Words<'_>> {
    if places.len() < 2 {
        return places.pop();
    }
    let mut alike: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, place) in places.iter().enumerate() {
        if let Some(text) = place.each().find_map(Said::description) {
            alike.entry(text).or_default().push(index);
        }
    }
    let all: usize = alike.values().map(Vec::len).sum();
    let first = match alike.values().find(|it| 2 * it.len() > all) {
        Some(alike) => alike.first().copied(),
        None if all > 0 => None,
        None => Some(0),
    };
    // What is out of use at one place may be in use at the others.
    let is_deprecated = places.iter().all(|it| it.is_deprecated);
    first.map(|it| Words {
        is_deprecated,
        ..places.swap_remove(it)
    })
}

/// The description of what is called `name`, or its title, unless that is a mere name, too.
pub(super) fn words<'a>(
    description: Option<&'a str>,
    title: Option<&'a str>,
    name: &str,
) -> Option<&'a str> {
    description.or_else(|| title.filter(|it| !is_name(it, name)))
}

/// Whether a title says no more than a name would: a single word, or words that stand in `name`, as
/// `"API triggered broadcast"` does in `PushApiTriggeredBroadcast`.
fn is_name(title: &str, name: &str) -> bool {
    let words = ident::split(title);
    words.len() <= 1 || ident::split(name).concat().contains(&words.concat())
}

pub(super) const DEPRECATED: &str = "**Deprecated.**";

/// What strings hold, deprecation, defaults and examples.
pub(super) fn notes(words: &Words<'_>, text: &mut Vec<String>) {
    notes_of_values(words, |_| true, text);
}

/// The same, with only those defaults and examples that are values of what is described.
pub(super) fn notes_of_values(
    words: &Words<'_>,
    is_value: impl Fn(&Raw) -> bool,
    text: &mut Vec<String>,
) {
    let said = &words.here;
    let mut note = |line: String| {
        text.push(String::new());
        text.push(line);
    };
    if let Some(content) = said.content() {
        note(format!("Content: {}", docs::code(content)));
    }
    if words.is_deprecated {
        note(DEPRECATED.to_owned());
    }
    if let Some(value) = said.default_value().filter(|it| is_value(it)) {
        note(format!("Default: {}", docs::code(&value.to_string())));
    }
    for value in said.examples().filter(|it| is_value(it)) {
        note(format!("Example: {}", docs::code(&value.to_string())));
    }
    if let Some(url) = said.external_docs() {
        note(format!("See also {}", docs::code(url)));
    }
}
