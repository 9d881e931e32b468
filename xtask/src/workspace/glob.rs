//! Cargo's member patterns: `*` and `?` within a segment, `**` for any segments.

/// A relative path's segments, without `.` and with `..` taken back.
///
/// `"./a//b/../c/"` becomes `["a", "c"]`.
pub(super) fn normalize(path: &str) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    for segment in path.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| last != "..") => {
                segments.pop();
            }
            _ => segments.push(segment.to_owned()),
        }
    }
    segments
}

/// Whether a pattern matches the whole path.
pub(super) fn matches(pattern: &[String], path: &[String]) -> bool {
    match pattern.split_first() {
        None => path.is_empty(),
        Some((first, rest)) if first == "**" => {
            (0..=path.len()).any(|skipped| matches(rest, &path[skipped..]))
        }
        Some((first, rest)) => path.split_first().is_some_and(|(segment, below)| {
            segment_matches(first, segment) && matches(rest, below)
        }),
    }
}

fn segment_matches(pattern: &str, segment: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => segment.is_empty(),
        Some('*') => segment
            .char_indices()
            .map(|(place, _)| &segment[place..])
            .chain([""])
            .any(|tail| segment_matches(rest.as_str(), tail)),
        Some(first) => {
            let mut tail = segment.chars();
            tail.next().is_some_and(|c| first == '?' || first == c)
                && segment_matches(rest.as_str(), tail.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_paths() {
        let check = |pattern, path| matches(&normalize(pattern), &normalize(path));
        for (pattern, path) in [
            ("a/b", "a/b"),
            ("./a/x/../b/", "a/b"),
            ("*", "a"),
            ("a*c", "abbc"),
            ("a*", "a"),
            ("?é", "aé"),
            ("**/c", "a/b/c"),
            ("a/**", "a/b/c"),
        ] {
            assert!(check(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("*", "a/b"), ("a", "a/b"), ("a?", "a"), ("*b", "abc")] {
            assert!(!check(pattern, path), "{pattern} {path}");
        }
    }
}
