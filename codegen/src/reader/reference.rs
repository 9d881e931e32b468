//! Where a `$ref` leads: from its text and the file it stands in to a pointer, without looking at
//! any file. What would lead out of the document's folder is refused here.

use crate::pointer::{Pointer, percent_decode};

/// Why a reference leads nowhere that may be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It names a scheme, such as `http:` or `file:`.
    Scheme,
    /// It leads out of the document's folder.
    Outside,
    /// What stands behind the `#` is no JSON Pointer, or the path can be none of a file.
    Malformed,
}

/// The place that a reference in the file `base` names. `None` stands for the document itself,
/// whose own file name is `document`.
///
/// `"pet.yaml#/Dog"` in `models/all.yaml` is `models/pet.yaml#/Dog`.
///
/// # Errors
///
/// Where the reference is refused, whatever there is on disk.
pub(super) fn resolve(
    target: &str,
    base: Option<&str>,
    document: &str,
) -> Result<Pointer, Refused> {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, fragment),
        None => (target, ""),
    };
    let file = match path {
        "" => base.map(str::to_owned),
        path => Some(file_at(path, base)?).filter(|it| it != document),
    };
    let within = Pointer::parse(&format!("#{fragment}")).ok_or(Refused::Malformed)?;
    let root = file.map_or_else(Pointer::root, |it| Pointer::file_root(&it));
    Ok(within.segments().fold(root, |at, key| at.key(&key)))
}

/// The file and the name in it, where a reference leads to what calls itself by that name.
///
/// `"pet.yaml#dog"` is `dog` in `pet.yaml#`.
pub(super) fn anchor(target: &str) -> Option<(&str, &str)> {
    let (path, fragment) = target.split_once('#')?;
    let is_name = !fragment.is_empty() && !fragment.starts_with('/');
    is_name.then(|| (&target[..=path.len()], fragment))
}

/// The path of a file from the document's folder, without `.`, `..` or empty parts.
fn file_at(path: &str, base: Option<&str>) -> Result<String, Refused> {
    if has_scheme(path) {
        return Err(Refused::Scheme);
    }
    // RFC 3986 §2.4: decoded once, and before the path is taken apart, so that `%2e%2e` and `%2f`
    // are what they look like to a system.
    let path = percent_decode(path).ok_or(Refused::Malformed)?;
    if path.starts_with('/') {
        return Err(Refused::Outside);
    }
    // On some systems a backslash separates folders and a colon names a disk or a stream.
    if path.contains(['\\', ':', '?']) || path.contains(char::is_control) {
        return Err(Refused::Malformed);
    }
    let folder = base.and_then(|it| it.rsplit_once('/')).map(|it| it.0);
    let mut parts: Vec<&str> = folder.into_iter().flat_map(|it| it.split('/')).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Refused::Outside)?;
            }
            part => parts.push(part),
        }
    }
    match path.ends_with('/') || parts.is_empty() {
        true => Err(Refused::Malformed),
        false => Ok(parts.join("/")),
    }
}

/// RFC 3986 §3.1: a letter, then letters, digits, `+`, `-` and `.`, up to a colon. `//host` names a
/// server, too.
fn has_scheme(path: &str) -> bool {
    let scheme = path.split_once(':').map(|it| it.0);
    let is_scheme = |it: &str| {
        it.starts_with(|c: char| c.is_ascii_alphabetic())
            && it
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    path.starts_with("//") || scheme.is_some_and(is_scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, base: Option<&str>, expected: &str) {
        let pointer = resolve(target, base, "api.yaml");
        assert_eq!(
            pointer.map(|it| it.to_string()).as_deref(),
            Ok(expected),
            "{target}"
        );
    }

    #[test]
    fn a_fragment_alone_is_in_the_same_file() {
        check("#/a~1b/c%20d", None, "#/a~1b/c d");
        check("#/a", Some("m/x.yaml"), "m/x.yaml#/a");
        check("#", Some("m/x.yaml"), "m/x.yaml#");
    }

    #[test]
    fn paths_count_from_the_folder_of_the_file_they_stand_in() {
        check("x.yaml", None, "x.yaml#");
        check("./x.yaml#/a", Some("m/n/y.json"), "m/n/x.yaml#/a");
        check("../x.yaml", Some("m/n/y.json"), "m/x.yaml#");
        check("../../m/./x%20y.yaml#", Some("m/n/y.json"), "m/x y.yaml#");
    }

    #[test]
    fn the_document_itself_is_no_other_file() {
        check("../api.yaml#/a", Some("m/x.yaml"), "#/a");
        check("api.yaml", Some("m/x.yaml"), "m/api.yaml#");
    }

    #[test]
    fn nothing_outside_the_folder_is_named() {
        let refused = |target: &str, base, expected| {
            assert_eq!(resolve(target, base, "api.yaml"), Err(expected), "{target}");
        };
        for target in [
            "../x",
            "m/../../x",
            "%2e%2e/x",
            "..%2fx",
            "/etc/passwd",
            "%2Fetc/passwd",
        ] {
            refused(target, None, Refused::Outside);
        }
        refused("../../../x", Some("m/n/y.yaml"), Refused::Outside);
        let schemes = [
            "http://h/x",
            "HTTPS://h/x",
            "file:///etc/passwd",
            "file:x",
            "//h/x",
            "C:\\x",
            "urn:x",
        ];
        for target in schemes {
            refused(target, None, Refused::Scheme);
        }
        for target in [
            "a\\..\\x", "x?y", "a\0b", "%00", "m/", ".", "x%", "1:x", "#a", "x#a",
        ] {
            refused(target, None, Refused::Malformed);
        }
    }
}
