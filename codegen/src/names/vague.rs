//! Which words can name a type by themselves.

/// Words that say nothing without what stands around them, or what Rust's own types and variants
/// are called.
const EMPTY: &[&str] = &[
    "access",
    "action",
    "array",
    "attribute",
    "body",
    "boolean",
    "box",
    "category",
    "choice",
    "code",
    "compare",
    "comparison",
    "content",
    "data",
    "default",
    "detail",
    "direction",
    "display",
    "duration",
    "element",
    "enabled",
    "entry",
    "err",
    "error",
    "event",
    "field",
    "format",
    "identifier",
    "input",
    "integer",
    "item",
    "items",
    "keyword",
    "kind",
    "level",
    "link",
    "list",
    "map",
    "message",
    "meta",
    "method",
    "mode",
    "name",
    "none",
    "number",
    "object",
    "ok",
    "operation",
    "option",
    "order",
    "outcome",
    "output",
    "parameter",
    "payload",
    "period",
    "plan",
    "position",
    "property",
    "purpose",
    "reason",
    "request",
    "required",
    "response",
    "result",
    "results",
    "role",
    "rule",
    "scope",
    "setting",
    "size",
    "some",
    "source",
    "state",
    "status",
    "string",
    "style",
    "target",
    "type",
    "unit",
    "usage",
    "value",
    "values",
    "variant",
    "vec",
    "version",
];

/// Words that say something beside others, but as the name of a type mean one thing in one component
/// and another in the next.
const LONELY: &[&str] = &[
    "binding",
    "cancel",
    "chain",
    "challenge",
    "command",
    "context",
    "enum",
    "function",
    "namespace",
    "network",
    "polymorphic",
    "provider",
    "push",
    "question",
    "round",
    "speed",
    "stop",
    "template",
    "tool",
    "window",
];

/// Words that say little. They stand alone only for what the document uses in several families of
/// components.
const BROAD: &[&str] = &[
    "attributes",
    "config",
    "contents",
    "deleted",
    "details",
    "fields",
    "identifiers",
    "info",
    "metadata",
    "options",
    "parameters",
    "params",
    "properties",
    "settings",
];

/// Whether a type called so would tell what it is.
pub(super) fn is_telling(words: &[String]) -> bool {
    let length: usize = words.iter().map(String::len).sum();
    length > 3 && says_something(words)
}

/// Whether a type could be called so wherever it stands.
pub(super) fn stands_alone(words: &[String]) -> bool {
    words.len() > 1 || says_something(words) && !is_lonely(words)
}

/// Whether the words mean something else in each component.
pub(super) fn is_lonely(words: &[String]) -> bool {
    matches!(words, [only] if LONELY.contains(&only.as_str()))
}

/// Whether there is more to the words than what any type could be called.
fn says_something(words: &[String]) -> bool {
    let says = |it: &String| !EMPTY.contains(&it.as_str()) && !BROAD.contains(&it.as_str());
    words.iter().any(says)
}

/// Whether the words are too broad to stand alone where only some components use the type.
pub(super) fn is_broad(words: &[String]) -> bool {
    matches!(words, [word] if BROAD.contains(&word.as_str()))
}

/// Whether a member is called so that holds the thing itself: `{"value": "front-to-rear", "label": …}`.
/// Where the type stands elsewhere, too, the other place names it.
pub(super) fn is_placeholder(words: &[String]) -> bool {
    matches!(words, [word] if ["item", "value"].contains(&word.as_str()))
}
