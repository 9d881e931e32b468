//! RFC 6901: JSON Pointers, and the relative ones of the draft that goes with it.

/// RFC 6901 §3: empty, or segments after slashes in which `~` is written `~0` or `~1`.
pub(super) fn is_json_pointer(text: &str) -> bool {
    let is_escaped = text
        .split('~')
        .skip(1)
        .all(|rest| rest.starts_with(['0', '1']));
    (text.is_empty() || text.starts_with('/')) && is_escaped
}

/// draft-handrews-relative-json-pointer-01 §3: how far up, then `#` or a JSON Pointer.
pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let end = text
        .find(|it: char| !it.is_ascii_digit())
        .unwrap_or(text.len());
    let (levels, rest) = text.split_at(end);
    let is_number = !levels.is_empty() && (levels == "0" || !levels.starts_with('0'));
    is_number && (rest == "#" || is_json_pointer(rest))
}
