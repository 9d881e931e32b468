//! Regular expressions, each compiled once, when it is first needed.

use std::sync::OnceLock;

use super::check::Expression;

/// A `pattern` of a schema (ECMA-262), and how the regex crate spells it.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    translated: &'static str,
    compiled: OnceLock<Option<regex::Regex>>,
}

impl Pattern {
    /// A pattern, given as the schema has it and as the regex crate spells it.
    pub const fn new(source: &'static str, translated: &'static str) -> Self {
        Pattern {
            source,
            translated,
            compiled: OnceLock::new(),
        }
    }

    /// Whether some part of the text matches. Takes time in proportion to the text's length.
    pub fn matches(&self, text: &str) -> bool {
        let compiled = || regex::Regex::new(self.translated).ok();
        // The generator has compiled it before: it is never refused here.
        let compiled = self.compiled.get_or_init(compiled);
        compiled.as_ref().is_none_or(|it| it.is_match(text))
    }
}

impl Expression for Pattern {
    fn source(&self) -> &str {
        self.source
    }

    fn matches(&self, text: &str) -> bool {
        self.matches(text)
    }
}
