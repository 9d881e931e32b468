//! RFC 3986, 3987 and 6570: references, their international form, and templates.

/// Which characters beyond ASCII a reference may have.
#[derive(Clone, Copy)]
pub(super) enum Letters {
    /// RFC 3986: none
    Ascii,
    /// RFC 3987 §2.2: letters of all scripts
    International,
}

/// RFC 3986 §4.1: a URI, or a path with perhaps an authority, a query and a fragment.
pub(super) fn is_reference(text: &str, letters: Letters) -> bool {
    let (text, fragment) = cut(text, '#');
    let (text, query) = cut(text, '?');
    let inner =
        |part: Option<&str>| part.is_none_or(|it| is_made_of(it, "!$&'()*+,;=:@/?", letters));
    if !inner(fragment) || !inner(query) {
        return false;
    }
    match scheme(text) {
        Some(rest) => is_hierarchy(rest, letters),
        // §4.2: without a scheme, the first segment has no colon: it would be one.
        None => {
            let first = text.split('/').next().unwrap_or_default();
            !first.contains(':') && is_hierarchy(text, letters)
        }
    }
}

/// RFC 3986 §3: a reference with a scheme.
pub(super) fn is_absolute(text: &str, letters: Letters) -> bool {
    scheme(text).is_some() && is_reference(text, letters)
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// RFC 3986 §3.1: what follows the scheme and its colon, if there is one.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it));
    is_scheme.then_some(rest)
}

/// RFC 3986 §3.2, §3.3: an authority after two slashes, and a path.
fn is_hierarchy(text: &str, letters: Letters) -> bool {
    match text.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority, letters) && is_made_of(path, "!$&'()*+,;=:@/", letters)
        }
        None => is_made_of(text, "!$&'()*+,;=:@/", letters),
    }
}

/// RFC 3986 §3.2: perhaps a user, a host, perhaps a port.
fn is_authority(text: &str, letters: Letters) -> bool {
    let (user, host) = match text.rsplit_once('@') {
        Some((user, host)) => (user, host),
        None => ("", text),
    };
    if !is_made_of(user, "!$&'()*+,;=:", letters) {
        return false;
    }
    let is_port = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if let Some(literal) = host.strip_prefix('[') {
        let Some((address, rest)) = literal.split_once(']') else {
            return false;
        };
        let is_address = address.parse::<std::net::Ipv6Addr>().is_ok() || is_future(address);
        return is_address && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port));
    }
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    is_port(port) && is_made_of(name, "!$&'()*+,;=", letters)
}

/// RFC 3986 §3.2.2 `IPvFuture`
fn is_future(text: &str) -> bool {
    let Some((version, address)) = text
        .strip_prefix(['v', 'V'])
        .and_then(|it| it.split_once('.'))
    else {
        return false;
    };
    let is_hex = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_hexdigit());
    is_hex(version) && !address.is_empty() && is_made_of(address, "!$&'()*+,;=:", Letters::Ascii)
}

/// RFC 3986 §2: unreserved characters, percent-encoded bytes, and these.
fn is_made_of(text: &str, further: &str, letters: Letters) -> bool {
    let mut rest = text.chars();
    while let Some(found) = rest.next() {
        let fine = match found {
            '%' => {
                let hex = |it: Option<char>| it.is_some_and(|it| it.is_ascii_hexdigit());
                hex(rest.next()) && hex(rest.next())
            }
            it if it.is_ascii() => {
                it.is_ascii_alphanumeric() || "-._~".contains(it) || further.contains(it)
            }
            // RFC 3987 §2.2 `ucschar`: neither controls, nor private use, nor specials.
            '\u{a0}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{ffef}'
            | '\u{10000}'..='\u{efffd}' => {
                matches!(letters, Letters::International)
            }
            _ => false,
        };
        if !fine {
            return false;
        }
    }
    true
}

/// RFC 6570 §2: literals and expressions in braces, each a list of variables.
pub(super) fn is_template(text: &str) -> bool {
    let mut rest = text;
    loop {
        let Some(open) = rest.find(['{', '}']) else {
            return is_literal(rest);
        };
        let (literal, expression) = rest.split_at(open);
        let Some((inside, after)) = expression
            .strip_prefix('{')
            .and_then(|it| it.split_once('}'))
        else {
            return false;
        };
        if !is_literal(literal) || !is_expression(inside) {
            return false;
        }
        rest = after;
    }
}

/// RFC 6570 §2.1: no controls, spaces, quotes, angle brackets, backslashes, carets, backticks, bars.
fn is_literal(text: &str) -> bool {
    !text.contains(|it: char| it.is_control() || " \"'<>\\^`|".contains(it))
}

/// RFC 6570 §2.2: perhaps an operator, and names with perhaps a length or an asterisk.
fn is_expression(text: &str) -> bool {
    let text = text
        .strip_prefix(['+', '#', '.', '/', ';', '?', '&'])
        .unwrap_or(text);
    text.split(',').all(|variable| {
        let name = match variable.split_once(':') {
            Some((name, length)) => {
                let is_length = (1..=4).contains(&length.len())
                    && !length.starts_with('0')
                    && length.bytes().all(|it| it.is_ascii_digit());
                if !is_length {
                    return false;
                }
                name
            }
            None => variable.strip_suffix('*').unwrap_or(variable),
        };
        let is_part =
            |it: &str| !it.is_empty() && is_made_of(&it.replace('_', ""), "", Letters::Ascii);
        !name.contains(['-', '~']) && name.split('.').all(is_part)
    })
}
