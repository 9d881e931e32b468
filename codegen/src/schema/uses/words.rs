//! The words that stand for paths, status codes, media types and places.

use super::Label;
use crate::names::ident;
use crate::pointer::Pointer;

/// Names of folders and files that say what kind of thing is in them, not which.
const KINDS: &[&str] = &[
    "body",
    "bodies",
    "callbacks",
    "components",
    "definitions",
    "headers",
    "index",
    "models",
    "parameters",
    "path-items",
    "pathItems",
    "paths",
    "request-bodies",
    "requestBodies",
    "request_bodies",
    "requests",
    "resources",
    "responses",
    "schemas",
    "shared",
    "specification",
];

/// `"/pets/{petId}/toys"` is `pets by petId toys`.
pub(super) fn of_path(path: &str) -> String {
    path.replace('{', " by ").replace(['}', '/'], " ")
}

/// The reason phrase of a status (RFC 9110 §15): `"404"` is `not found`, `"4XX"` `client error`.
pub(super) fn of_status(status: &str) -> String {
    let known = match status.to_ascii_uppercase().as_str() {
        "DEFAULT" => "default",
        "1XX" => "informational",
        "2XX" => "success",
        "3XX" => "redirection",
        "4XX" => "client error",
        "5XX" => "server error",
        "100" => "continue",
        "101" => "switching protocols",
        "102" => "processing",
        "103" => "early hints",
        "200" => "ok",
        "201" => "created",
        "202" => "accepted",
        "203" => "non authoritative",
        "204" => "no content",
        "205" => "reset content",
        "206" => "partial content",
        "207" => "multi status",
        "208" => "already reported",
        "226" => "im used",
        "300" => "multiple choices",
        "301" => "moved permanently",
        "302" => "found",
        "303" => "see other",
        "304" => "not modified",
        "305" => "use proxy",
        "307" => "temporary redirect",
        "308" => "permanent redirect",
        "400" => "bad request",
        "401" => "unauthorized",
        "402" => "payment required",
        "403" => "forbidden",
        "404" => "not found",
        "405" => "method not allowed",
        "406" => "not acceptable",
        "407" => "proxy authentication required",
        "408" => "timeout",
        "409" => "conflict",
        "410" => "gone",
        "411" => "length required",
        "412" => "precondition failed",
        "413" => "content too large",
        "414" => "uri too long",
        "415" => "unsupported media type",
        "416" => "range not satisfiable",
        "417" => "expectation failed",
        "421" => "misdirected",
        "422" => "unprocessable content",
        "423" => "locked",
        "424" => "failed dependency",
        "425" => "too early",
        "426" => "upgrade required",
        "428" => "precondition required",
        "429" => "too many requests",
        "431" => "header fields too large",
        "451" => "unavailable for legal reasons",
        "500" => "internal server error",
        "501" => "not implemented",
        "502" => "bad gateway",
        "503" => "service unavailable",
        "504" => "gateway timeout",
        "505" => "version not supported",
        "506" => "variant also negotiates",
        "507" => "insufficient storage",
        "508" => "loop detected",
        "510" => "not extended",
        "511" => "network authentication required",
        _ => return format!("status {status}"),
    };
    known.to_owned()
}

/// The order in which responses are named: success first, `default` last.
pub(super) fn rank_of_status(status: &str) -> u8 {
    match status.as_bytes().first() {
        Some(b'2') => 0,
        Some(b'0'..=b'9') => 1,
        _ => 2,
    }
}

/// Whether a response of that status needs no further word where it is the first.
pub(super) fn is_usual(status: &str) -> bool {
    matches!(status.as_bytes().first(), Some(b'2' | b'd' | b'D'))
}

/// `"application/vnd.api+json"` is `api json`, `"multipart/form-data"` is `multipart`.
pub(super) fn of_media_type(media: &str) -> String {
    let media = media.split(';').next().unwrap_or_default();
    let (kind, subtype) = media.split_once('/').unwrap_or((media, ""));
    match (kind.trim(), subtype.trim()) {
        ("application", "x-www-form-urlencoded") => "form".to_owned(),
        ("multipart", "form-data") => "multipart".to_owned(),
        ("*", _) => "any".to_owned(),
        (kind, "*" | "") => kind.to_owned(),
        (_, subtype) => {
            let words = subtype.split(['.', '+', '-']);
            let words: Vec<&str> = words.filter(|it| !["vnd", "x"].contains(it)).collect();
            words.join(" ")
        }
    }
}

/// A name with what it is at its end, unless it says so itself: `"NotFound"` is a `NotFound
/// response`, and `"ErrorResponse"` stays.
pub(super) fn completed(name: &str, what: &str) -> String {
    let (words, mut last) = (ident::split(name), ident::split(what));
    let says = ["body", "message", "payload", "request", "response"];
    if words.last().is_some_and(|it| says.contains(&it.as_str())) {
        last.pop();
    }
    match last.is_empty() {
        true => name.to_owned(),
        false => format!("{name} {}", last.join(" ")),
    }
}

/// What a place that can be referred to is called by; `None` for one that is only a part of something,
/// and belongs to that.
pub(super) fn of_place(pointer: &Pointer) -> Option<Label> {
    let segments: Vec<String> = pointer.segments().map(|it| it.into_owned()).collect();
    let mut words: Vec<String> = match pointer.file() {
        Some(file) => {
            let path = file.rsplit_once('.').map_or(file.as_str(), |it| it.0);
            path.split('/').map(str::to_owned).collect()
        }
        None => Vec::new(),
    };
    let is_part = matches!(
        segments.first().map(String::as_str),
        Some("paths" | "webhooks")
    );
    if is_part {
        return None;
    }
    words.extend(segments.last().cloned());
    let says = |it: &String| !KINDS.contains(&it.as_str());
    let mut telling = words.iter().rev().filter(|it| says(it));
    let name = telling.next().or(words.last())?.clone();
    let around = telling.next().cloned().unwrap_or_default();
    Some(Label { around, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_media_types_and_statuses_become_words() {
        assert_eq!(
            ident::split(&of_path("/pets/{petId}/toys.json")),
            ["pets", "by", "pet", "id", "toys", "json"]
        );
        let media = [
            ("application/xml", "xml"),
            ("application/vnd.api+json; charset=utf-8", "api json"),
            ("multipart/form-data", "multipart"),
            ("application/x-www-form-urlencoded", "form"),
            ("image/*", "image"),
            ("*/*", "any"),
        ];
        for (media, words) in media {
            assert_eq!(of_media_type(media), words);
        }
        let statuses = [
            ("404", "not found"),
            ("5xx", "server error"),
            ("499", "status 499"),
        ];
        for (status, words) in statuses {
            assert_eq!(of_status(status), words);
        }
    }

    #[test]
    fn a_name_that_says_what_it_is_stays() {
        assert_eq!(completed("NotFound", "response"), "NotFound response");
        assert_eq!(completed("ErrorResponse", "response"), "ErrorResponse");
        assert_eq!(completed("PetBody", "form request"), "PetBody form");
        assert_eq!(completed("Limit", ""), "Limit");
    }

    #[test]
    fn a_place_is_called_by_its_last_word_and_the_folder_that_tells() {
        let label = |text: &str| {
            let label = of_place(&Pointer::parse(text)?)?;
            Some((label.around, label.name))
        };
        let is = |around: &str, name: &str| Some((around.to_owned(), name.to_owned()));
        assert_eq!(label("/components/responses/Gone"), is("", "Gone"));
        assert_eq!(
            label("resources/droplets/responses/all.yml#"),
            is("droplets", "all")
        );
        assert_eq!(label("shared/headers.yml#/limit"), is("", "limit"));
        assert_eq!(label("/paths/~1a/get/responses/200"), None);
    }
}
