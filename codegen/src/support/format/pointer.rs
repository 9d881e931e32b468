//! RFC 6901: JSON Pointers, and the relative ones of the draft that goes with it.

/// RFC 6901 §3: empty, or segments after slashes in which `~` is written `~0` or `~1`.
pub(super) fn is_json_pointer(text: &str) -> bool {
    let is_escaped = text
        .split('~')
        .skip(1)
        .all(|rest| rest.starts_with(['0', '1']));
    (text.is_empty() || text.starts_with('/')) && is_escaped
}

/// draft-bhutton-relative-json-pointer-00 §3: how far up, perhaps how far along, then `#` or a JSON
/// Pointer.
pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let Some(rest) = after_number(text) else {
        return false;
    };
    let rest = match rest.strip_prefix(['+', '-']) {
        Some(along) => after_number(along),
        None => Some(rest),
    };
    rest.is_some_and(|it| it == "#" || is_json_pointer(it))
}

/// What follows on a number without leading zeros.
fn after_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let number = &text[..text.len() - rest.len()];
    let is_number = !number.is_empty() && (number == "0" || !number.starts_with('0'));
    is_number.then_some(rest)
}
